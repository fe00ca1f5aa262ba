"""What a figure is made of, at the side: opened deeper and deeper, gone back, copied, and read by a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.support.pseudo import PseudoTexts
from tests.support.window import calculated, look_of, open_workspace, press, settle, show
from workbench.analysis.explain import explain
from workbench.analysis.explain.basis import basis_of
from workbench.analysis.explain.explanation import AMOUNT, HOURS, PER_MINUTE, POSITIONS, SHARE, Input
from workbench.export.traces import as_text, quality_of, said, traces
from workbench.locale import Texts
from workbench.model.text import message
from workbench.model.volumes import Source
from workbench.ui.look import Look
from workbench.ui.widgets.explained import Explained
from workbench.ui.widgets.unfolding import Unfolding
from workbench.ui.workspace import Workspace


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[Workspace]:
    del qapp
    with open_workspace(tmp_path_factory.mktemp("sample")) as workspace:
        calculated(workspace)
        yield workspace


@pytest.fixture
def explained(sample: Workspace, look: Look) -> Explained:
    made = Explained(sample, look, QWidget())
    show(made, 1100, 680)
    return made


def shown(side: Unfolding) -> list[str]:
    return [one.text() for one in side.findChildren(QLabel) if one.isVisible() and one.text()]


def follow(side: Unfolding, name: str) -> None:
    next(one for one in side.links if one.accessibleName().endswith(name)).click()
    settle()


def test_a_price_is_followed_down_to_the_rows_of_the_log(explained: Explained, sample: Workspace) -> None:
    price = next(
        one for one in sample.results.prices if one.case_type == "ct-attefall" and one.channel == "phone"
    )
    explained.unfold(f"price:{price.case_type}:phone")
    side = explained.side
    texts = explained.look.texts
    assert side.value.text() == f"{texts.number(price.price, 2)}\u00a0SEK per contact"
    for name in ("Minutes", "Contacts that reach customer service", "All cases", "Volume by Phone"):
        follow(side, f"What it is made of: {name}")
    measured = sample.project.measurements[0]
    follow(side, next(one.accessibleName() for one in side.links if "Measured: " in one.accessibleName()))
    assert side.value.text() == f"{texts.number(measured.rows_used)}\u00a0rows of the log"
    assert texts.number(measured.rows_in) in " ".join(shown(side))
    assert side.way.text().count("›") == 4


def test_back_goes_the_way_that_was_come(explained: Explained) -> None:
    explained.unfold("fte")
    side = explained.side
    staffing = side.title.text()
    follow(side, "Waiting capacity")
    assert side.title.text() == "Waiting capacity"
    assert QApplication.focusWidget() is side.links[0]
    press(Qt.Key.Key_Backspace)
    assert side.title.text() == staffing
    follow(side, "Waiting capacity")
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert side.title.text() == staffing
    press(Qt.Key.Key_Backspace)
    assert side.title.text() == staffing and explained.key == "fte"
    press(Qt.Key.Key_Escape)
    assert side.isHidden() and explained.key == ""


def test_a_shown_page_has_made_ready_what_explanations_look_up(
    explained: Explained, sample: Workspace
) -> None:
    calculated(sample)
    assert sample.results is not None
    made = set(vars(basis_of(sample.project, sample.results)))
    assert {"terms", "places", "prices", "departments"} <= made
    assert explained.isVisible()


def test_arrows_walk_the_links(explained: Explained) -> None:
    explained.unfold("fte")
    links = explained.side.links
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is links[2]
    press(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is links[1]


def test_copying_gives_a_table_of_everything_opened(explained: Explained, sample: Workspace) -> None:
    explained.unfold("operating_cost")
    follow(explained.side, "Service advisers")
    explained.side.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    widths = {line.count("\t") for line in lines if line.startswith(("\t", "+", "×"))}
    assert widths <= {1, 3, 5}
    cells = [line.split("\t") for line in lines]
    total = str(sample.results.costs.yearly_total)
    assert ["", "Operating cost", total, "SEK per year"] in [one[:4] for one in cells]
    assert any(one[0] == "×" and one[1] == "A position in a year" for one in cells)


def test_a_figure_that_is_gone_is_not_shown(explained: Explained) -> None:
    explained.unfold("price:nothing:phone")
    assert explained.side.isHidden()
    explained.unfold("fte")
    explained._way = ["price:nothing:phone"]
    explained.refresh()
    assert explained.side.isHidden()


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Decimal("7029131.35"), message(AMOUNT, currency="SEK"), "7 029 131,35 SEK"),
        (Decimal("9.13682"), message(PER_MINUTE, currency="SEK"), "9,1368 SEK per minut"),
        (0.8, SHARE, "80,0 %"),
        (Decimal("0.4453"), SHARE, "44,53 %"),
        (15.0, POSITIONS, "15 årsarbetare"),
        (2.346, POSITIONS, "2,35 årsarbetare"),
        (1234.56, HOURS, "1 234,6 timmar per år"),
        (0.0042, HOURS, "0,0042 timmar per år"),
        (None, HOURS, "saknas"),
        (float("nan"), HOURS, "saknas"),
    ],
)
def test_numbers_are_written_as_their_unit_asks(
    value: float | Decimal | None, unit: object, words: str
) -> None:
    got = said(value, unit, Texts("sv")).replace("\u00a0", " ")
    assert got.partition(" per ")[0] == words.partition(" per ")[0]


def test_what_is_doubtful_is_said_in_a_word(look: Look, sample: Workspace) -> None:
    guess = Input("One", 1.0, HOURS, quality=Source.GUESS)
    assumed = Input("Two", 1.0, HOURS, source="norm", is_assumption=True)
    missing = Input("Three", None, HOURS)
    sound = Input("Four", 1.0, HOURS, quality=Source.MEASUREMENT)
    said_words = [quality_of(one, look.texts) for one in (guess, assumed, missing, sound)]
    assert said_words == ["Guess", "Assumption", "missing", ""]
    side = Unfolding(look, lambda _: None, lambda _: None)
    found = explain(sample.project, sample.results, "fte")
    side.show_explanation([replace(found, inputs=(guess, assumed, missing, sound))])
    show(side, 360, 600)
    signs = [one.accessibleName() for one in side.findChildren(QLabel) if not one.pixmap().isNull()]
    assert signs == ["Guess", "Assumption", "missing"]


@pytest.mark.parametrize("is_long", [False, True])
def test_nothing_is_cut_beside_a_small_page(sample: Workspace, *, is_long: bool) -> None:
    look = look_of("sv", "dark", texts=PseudoTexts() if is_long else None)
    explained = Explained(sample, look, QWidget())
    show(explained, 1100, 680)
    for key in (
        "residue:c_base_and_price:0.8", "said:ct-attefall:v-phone", "readiness:d-teknik", "deferred:pool-kundservice",
        "half_hour:pool-kundservice:1-0-18", "price:ct-attefall:phone", "rate_per_minute",
    ):  # fmt: skip
        explained.unfold(key)
        settle()
        area = explained.side._area
        inner = area.widget()
        assert inner.width() <= area.viewport().width(), key
        for one in inner.findChildren(QLabel):
            assert one.width() >= one.minimumSizeHint().width(), (key, one.text())
        assert all(one.accessibleName() for one in inner.findChildren(QPushButton))
    explained.deleteLater()


def test_rows_say_how_inputs_take_part(sample: Workspace) -> None:
    texts = Texts("en")
    found = explain(sample.project, sample.results, "hours_per_fte")
    assert [one.sign for one in traces(found, texts)] == ["×", "×", "×"]
    assert all(one.source for one in traces(found, texts))
    assert as_text([found], texts).count("\n") == 3 + len(found.inputs)
