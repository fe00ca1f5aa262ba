"""What is typed about a cost is the amount that people meant, to the last decimal."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.locale import Language, Texts
from workbench.model.project import Project
from workbench.templates import template_project
from workbench.ui.pages.costs.pasting import pasted
from workbench.ui.pages.costs.reading import read
from workbench.ui.pages.costs.records import CostItems
from workbench.ui.typed_figures import read_amount
from workbench.ui.widgets.figures import written_share


@pytest.mark.fast
@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("12 500", "sv", "12500"),
        ("12.500", "sv", "12500"),
        ("12.500", "en", "12.5"),
        ("1.200,50 kr", "sv", "1200.5"),
        ("1,200.50 SEK", "en", "1200.5"),
        ("0,85", "sv", "0.85"),
        ("−500", "sv", "-500"),
        ("98765432109.87", "en", "98765432109.87"),
        ("", "sv", None),
        ("ca 400", "sv", None),
        ("three", "en", None),
    ],
)
def test_an_amount_is_read_exactly_in_each_language(
    text: str, language: Language, amount: str | None
) -> None:
    found = read_amount(text, Texts(language))
    assert found == (Decimal(amount) if amount is not None else None)


@pytest.mark.fast
@pytest.mark.parametrize(
    ("text", "rate"),
    [("2,5", 0.025), ("0,5", 0.005), ("2,5 %", 0.025), ("44.53", 0.4453), ("3 procent", 0.03)],
)
def test_a_bare_rate_is_a_percentage(text: str, rate: float) -> None:
    reading = read("rate", text, _project(), Texts("sv"))
    assert reading.changes == {"rate": pytest.approx(rate)}


@pytest.mark.parametrize("text", ["145", "x", "-2"])
def test_a_rate_beyond_reason_is_refused(text: str) -> None:
    assert read("rate", text, _project(), Texts("sv")).problem is not None


def test_a_department_makes_the_cost_its_own_and_another_funding_lets_it_go() -> None:
    project, texts = _project(), Texts("sv")
    changes = read("department", "Miljö", project, texts).changes
    assert changes == {"department": "d-miljo", "funding": "department"}
    assert read("funding", "Centralt", project, texts).changes == {"funding": "central", "department": None}


def test_cells_in_any_order_find_their_fields_and_a_line_without_an_amount_is_left_out() -> None:
    records, texts = CostItems(Texts("sv")), Texts("sv")
    lines = "Utbildning\tKaffe till kursen\t1 200,50\nBara ett namn\n900"
    found = pasted(records, _project(), lines, texts)
    assert found.count == 1
    assert [first for first, _ in found.skipped] == ["Bara ett namn", "900"]
    assert found.edit is not None
    made = found.edit.apply(_project()).cost_items[-1]
    assert (made.name, made.category.value, made.amount) == (
        "Kaffe till kursen",
        "training",
        Decimal("1200.5"),
    )


def _project() -> Project:
    return template_project("se")


def test_pasted_lines_of_one_cost_add_to_each_other_and_leave_its_name_alone() -> None:
    texts, project = Texts("sv"), _project()
    before = next(one for one in project.cost_items if one.id == "k-lokal-start")
    lines = f"Kostnad\tBelopp\tKälla\n{before.name.upper()}\t12\t\n{before.name.upper()}\t\tbudget"
    found = pasted(CostItems(texts), project, lines, texts)
    assert found.edit is not None
    after = next(one for one in found.edit.apply(project).cost_items if one.id == before.id)
    assert (after.name, after.amount, after.source) == (before.name, Decimal(12), "budget")


@pytest.mark.fast
@pytest.mark.parametrize(
    ("share", "words"), [(0.2, "20 %"), (0.125, "12.5 %"), (0.4453, "44.53 %"), (1 / 3, "33.333 %")]
)
def test_a_share_is_written_with_the_decimals_that_it_has(share: float, words: str) -> None:
    assert written_share(Texts("en"), share).replace("\u00a0", " ") == words
