"""Two texts word by word, and two states of a checklist line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.capture.differences import (
    Run,
    differences,
    lines_between,
    read_content,
    words_between,
)
from workbench.edits.knowledge import CHECKLIST_CONTENT, content_of
from workbench.model.knowledge import (
    Branch,
    Checklist,
    ChecklistItem,
    DecisionRow,
    DecisionTable,
    Identification,
    ItemKind,
)

WORDS = st.text(alphabet="ab å,.\n", max_size=40)


def item(key: str, text: str, *branches: Branch) -> ChecklistItem:
    return ChecklistItem(
        id=key, kind=ItemKind.ASK if branches else ItemKind.SAY, text=text, branches=branches
    )


def checklist(*items: ChecklistItem, **fields: object) -> Checklist:
    return Checklist(id="k", title="K", case_type="ct", items=items).changed(**fields)


@given(WORDS, WORDS)
def test_the_marked_words_make_both_texts_again(old: str, new: str) -> None:
    runs = words_between(old, new)
    assert "".join(run.text for run in runs if run.mark != "new") == old
    assert "".join(run.text for run in runs if run.mark != "gone") == new
    assert all(run.text for run in runs)
    assert (old == new) == all(run.mark == "same" for run in runs)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Svar inom fem dagar.", "Svar inom tio dagar.", ["=Svar inom ", "-fem", "+tio", "= dagar."]),
        ("Ring gatan", "Ring gatan först", ["=Ring gatan", "+ först"]),
        ("Boka tid nu i dag", "Boka ett besök i dag", ["=Boka ", "-tid nu", "+ett besök", "= i dag"]),
        ("Hej", "Nej", ["-Hej", "+Nej"]),
        ("", "Ny", ["+Ny"]),
        ("Lika", "Lika", ["=Lika"]),
    ],
)  # fmt: skip
def test_words_that_changed_are_marked_and_no_others(old: str, new: str, said: list[str]) -> None:
    signs = {"same": "=", "gone": "-", "new": "+"}
    assert [signs[run.mark] + run.text for run in words_between(old, new)] == said


def test_very_long_texts_are_compared_without_end() -> None:
    old, new = " ".join(f"a{n}" for n in range(5000)), " ".join(f"b{n}" for n in range(5000))
    assert words_between(f"x {old}", f"x {new}")[-1] == Run("new", f"x {new}")


def test_lines_are_added_removed_and_changed() -> None:
    found = lines_between(["a", "b ett", "c"], ["a", "b två", "c", "d"])
    assert [(one.what, one.words[-1].text) for one in found] == [("changed", "två"), ("added", "d")]


def test_a_line_that_was_moved_is_neither_gone_nor_new() -> None:
    old = checklist(item("a", "Hej"), item("b", "Var?"), item("c", "Boka"), item("d", "Tack"))
    new = checklist(item("d", "Tack"), item("a", "Hej du"), item("x", "Ny"), item("c", "Boka"))
    found = differences(old, new, CHECKLIST_CONTENT).items
    said = [(one.what, (one.after or one.before or new).id) for one in found]
    assert said == [
        ("moved", "d"),
        ("changed", "a"),
        ("removed", "b"),
        ("added", "x"),
    ]
    assert [one.is_moved for one in found] == [True, False, False, False]


def test_an_answer_that_leads_elsewhere_is_found() -> None:
    yes, no = Branch(answer="ja"), Branch(answer="nej")
    old = checklist(item("a", "?", yes, no), item("b", "B"))
    new = checklist(item("a", "?", yes.changed(goes_to="b"), Branch(answer="vet inte"), no), item("b", "B"))
    one = differences(old, new, CHECKLIST_CONTENT).items[0]
    said = [(b.what, b.before and b.before.answer, b.after and b.after.goes_to) for b in one.branches]
    assert said == [("changed", "ja", "b"), ("added", None, None)]


def test_fields_and_the_table_of_rules_are_compared_in_lines() -> None:
    rule = DecisionRow(answers=("ja", ""), outcome="Bifall")
    table = DecisionTable(conditions=("Eget hus?", "Eldat?"), rows=(rule,))
    old = checklist(promise="Fem dagar", decision_table=table)
    more = table.changed(rows=(rule, DecisionRow(answers=("nej", "ja"), outcome="Avslag")))
    new = checklist(promise="Tio dagar", decision_table=more, identification=Identification.E_ID)
    found = {one.field: one for one in differences(old, new, CHECKLIST_CONTENT).fields}
    assert sorted(found) == ["decision_table", "identification", "promise"]
    assert [line.words[0].text for line in found["decision_table"].lines] == ["nej · ja → Avslag"]
    assert [run.text for run in found["promise"].lines[0].words] == ["Fem", "Tio", " dagar"]
    assert found["identification"].after is Identification.E_ID


def test_a_version_is_read_back_and_one_that_cannot_be_is_said() -> None:
    one = checklist(item("a", "Hej"), fee="100 kr")
    kept = read_content(content_of(one))
    assert kept is not None
    assert not differences(kept, one, CHECKLIST_CONTENT)
    assert read_content({"title": 5}) is None
    assert read_content({"items": "none"}) is None
