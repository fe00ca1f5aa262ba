"""Decision tables as people type them: what has no rule, what never applies, what contradicts; against brute force."""

from __future__ import annotations

from itertools import product
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.checklists.decision_answers import read_column
from workbench.analysis.checklists.decision_tables import TableProblem, problem_words, table_problems
from workbench.locale import Texts
from workbench.model.knowledge import DecisionRow, DecisionTable
from workbench.templates import template_project


def table(text: str) -> DecisionTable:
    """Return the table of lines such as "Ja | - > Bifall", the conditions first."""
    head, *rows = [line.strip() for line in text.strip().splitlines()]
    made = []
    for row in rows:
        answers, _, outcome = row.rpartition("=>")
        made.append(
            DecisionRow(answers=tuple(one.strip() for one in answers.split("|")), outcome=outcome.strip())
        )
    return DecisionTable(conditions=tuple(one.strip() for one in head.split("|")), rows=tuple(made))


def said(text: str) -> list[str]:
    return [Texts("en").message(problem_words(one)) for one in table_problems(table(text))]


def test_a_whole_table_has_nothing_to_say() -> None:
    assert said("A | B \n Ja | Ja => x \n Ja | nej => y \n NEJ | * => z") == []
    assert said("A | B \n Ja | Ja => x \n | => annars") == []


def test_a_gap_is_named_by_as_few_conditions_as_it_needs() -> None:
    assert said("A | B | C \n Ja | - | Ja => x \n Ja | - | Nej => y") == ['No rule fits when "A" is Nej.']
    assert said("A | B \n Ja | Ja => x \n Nej | Nej => y") == [
        'No rule fits when "A" is Ja and "B" is Nej.',
        'No rule fits when "A" is Nej and "B" is Ja.',
    ]


def test_yes_alone_has_a_no_and_one_value_alone_has_others() -> None:
    assert said("A \n Ja => x") == ['No rule fits when "A" is Nej.']
    assert said("A \n yes => x") == ['No rule fits when "A" is no.']
    assert said("Hus \n Villa => x") == ['No rule fits when "Hus" is something else.']
    assert said("Hus \n Villa => x \n Radhus => y") == [], "the values that stand there are all there are"


def test_several_values_and_what_it_is_not() -> None:
    assert said("Hus | A \n villa, radhus | ja => x \n Flerbostadshus | - => y") == [
        'No rule fits when "Hus" is villa or radhus and "A" is nej.'
    ]
    assert said("Hus \n villa => x \n inte villa => y") == []
    assert said("Anmäld \n Ja eller inte stulet => x \n Nej => y") == []


@pytest.mark.parametrize(
    ("answers", "gaps"),
    [
        (("0–1", "2 eller fler"), []),
        (("0-1", "3 eller fler"), ['"N" is 2']),
        (("under 1000 kr", "över 1000 kr"), ['"N" is 1000 kr']),
        (("< 1 000", "1000–4999", "5000+"), []),
        (("under 1.000 kr.", "2.000 kr. eller mere"), ['"N" is 1000–1999 kr']),
        (("højst 999", "1.000 eller mere"), []),
        (("högst 18", "minst 65"), ['"N" is 19–64']),
        (("18–64 år", "65 år eller mer"), ['"N" is less than 18 år']),
        (("≤ 2,5", "> 3"), ['"N" is between 2.5 and 3']),
        (("1", "2", "3"), []),
        (("mindre än 1,5", "mer än 1,5"), ['"N" is 1.5']),
    ],
)
def test_numbers_leave_no_room_between_them(answers: tuple[str, ...], gaps: list[str]) -> None:
    rows = "\n".join(f"{one} => {n}" for n, one in enumerate(answers))
    assert said(f"N \n {rows}") == [f"No rule fits when {one}." for one in gaps]


def test_rules_that_contradict_repeat_or_never_apply_are_named_by_their_rows() -> None:
    assert said("A \n Ja => x \n ja => y \n Nej => z") == [
        "Rule 2 has the answers of rule 1, and says something else."
    ]
    assert said("A \n Ja => x. \n ja => X \n Nej => z") == ["Rule 2 is the same as rule 1."]
    assert said("A | B \n Ja | - => x \n Ja | Nej => y \n Nej | - => z") == [
        "Rule 2 never applies: rule 1 stands above it and fits all its cases."
    ]
    assert said("A | B \n - | - => x \n Ja | Nej => x") == [
        "Rule 2 is not needed: rule 1 says the same for its cases."
    ]


def test_two_rules_together_hide_a_third() -> None:
    assert said("A | B \n Ja | - => x \n Nej | - => y \n - | Ja => z") == [
        "Rule 3 never applies: rules 1, 2 together take all its cases."
    ]


def test_rules_that_cross_are_only_told_of() -> None:
    found = table_problems(table("A | B \n Nej | - => x \n - | Nej => y \n Ja | Ja => z"))
    assert found == (TableProblem("order", (1, 2)),)
    assert not found[0].is_grave
    assert table_problems(table("A | B \n Nej | Ja => x \n - | - => y")) == (), (
        "a case before the rest is no crossing"
    )


def test_a_rule_without_an_outcome_and_an_empty_one() -> None:
    assert said("A \n Ja => \n Nej => y") == ["Rule 1 does not say what follows."]
    assert said("A \n => ") == []
    assert said("N \n under 0 => x") == [
        'No rule fits when "N" is 0 or more.',
        "Rule 1 never applies: no case has its answers.",
    ]
    assert said("A \n Ja => x \n Nej => y \n => ") == []


def test_many_conditions_end_in_time() -> None:
    names = [f"c{n}" for n in range(24)]
    rows = [
        "|".join("ja" if (n >> at % 6) % 2 == at % 2 else "nej" for at in range(24)) + f" => {n}"
        for n in range(60)
    ]
    found = table_problems(table("\n".join(["|".join(names), *rows])))
    assert {one.what for one in found} <= {"gap", "more_gaps", "too_many"}
    assert found


CELLS = st.sampled_from(["ja", "nej", "-", "", "Ja", "vet inte", "ja, vet inte", "inte vet inte"])


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda width: st.lists(st.tuples(*[CELLS] * width, st.sampled_from("xy")), max_size=6)
    )
)
def test_it_finds_what_trying_every_case_finds(rows: list[tuple[str, ...]]) -> None:
    width = len(rows[0]) - 1 if rows else 1
    made = DecisionTable(
        conditions=tuple(f"c{n}" for n in range(width)),
        rows=tuple(DecisionRow(answers=row[:-1], outcome=row[-1]) for row in rows),
    )
    found = table_problems(made)
    if not rows:
        assert found == ()
        return
    columns = [read_column([row[at] for row in rows]) for at in range(width)]
    first: dict[tuple[int, ...], int] = {}
    for case in product(*(range(len(one.cases)) for one in columns)):
        fits = [
            n for n in range(len(rows)) if all(columns[at].masks[n] >> bit & 1 for at, bit in enumerate(case))
        ]
        first[case] = fits[0] + 1 if fits else 0
    assert (0 in first.values()) == any(one.what == "gap" for one in found)
    never = {
        one.rules[0] for one in found if one.what in ("same", "contradiction", "needless", "never", "hidden")
    }
    assert never == set(range(1, len(rows) + 1)) - set(first.values())


def test_capital_letters_change_nothing() -> None:
    small = read_column(["villa eller radhus", "inte radhus", "ja or nej", "-"])
    large = read_column(["VILLA ELLER RADHUS", "Inte Radhus", "JA OR NEJ", "-"])
    assert large.masks == small.masks
    assert large.cases == tuple(str(one).upper() for one in small.cases)


WORDS = st.lists(
    st.sampled_from(
        ["Villa", "RADHUS", "inte", "ICKE", "ja", "NEJ", "eller", "ELLER", "Or", ",", "/", "-", "Högst", "3"]
    ),
    max_size=6,
).map(" ".join)
ANSWERS = st.one_of(
    st.text(max_size=12), st.text("0123456789 ,.-–+<>/kr", max_size=12), st.just("9" * 400), WORDS
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ANSWERS, min_size=1, max_size=5))
def test_whatever_is_typed_as_an_answer_is_read_and_can_be_said(cells: list[str]) -> None:
    column = read_column(cells)
    assert len(column.masks) == len(cells)
    assert all(0 <= mask <= column.all for mask in column.masks)
    texts = Texts("en")
    made = DecisionTable(
        conditions=("A",), rows=tuple(DecisionRow(answers=(one,), outcome="x") for one in cells)
    )
    assert all(texts.message(problem_words(one)) for one in table_problems(made))


@pytest.mark.parametrize("template", ["se", "da"])
def test_the_tables_of_the_samples_decide_every_case(template: Literal["se", "da"]) -> None:
    tables = {one.id: one.decision_table for one in template_project(template).checklists}
    found = {key: table_problems(one) for key, one in tables.items() if one is not None}
    assert len(found) > 10
    assert {key: some for key, some in found.items() if any(one.is_grave for one in some)} == {}
