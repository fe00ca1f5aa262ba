"""Cell by cell: what people do to a part's workbook, and what is read out of it."""

from __future__ import annotations

import json
import random

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.support.hostile import hostile_project
from tests.support.part_workbooks import DAY, edited, project_of_two, said, sent
from tests.support.workbook_edits import edited_by_openpyxl, in_words
from workbench.export.part_workbook_words import words_of
from workbench.intake.errors import IntakeError
from workbench.intake.part_workbook import merge_part_workbook, read_part_workbook
from workbench.intake.part_workbook.values import Meanings, Said, understood
from workbench.locale import Texts
from workbench.model.integrity import check_project
from workbench.model.parts import Oddity
from workbench.parts.sheets import Column, Holds
from workbench.templates import template_project


def test_an_untouched_workbook_holds_no_change_whatever_stands_in_it(tmp_path):
    whole = hostile_project()
    for one in whole.departments:
        _, path = sent(tmp_path, whole, one.id)
        read = read_part_workbook(path)
        assert read.changes == () and read.notes == ()
        book = load_workbook(path)
        cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
        assert not any(cell.data_type == "f" for cell in cells)
        again = tmp_path / "again.xlsx"
        book.save(again)
        assert read_part_workbook(again).changes == ()


@pytest.mark.parametrize(("template", "language"), [("se", "sv"), ("da", "da")])
def test_an_untouched_workbook_of_every_department_of_the_samples_holds_no_change(
    template, language, tmp_path
):
    whole = template_project(template)
    for one in whole.departments:
        _, path = sent(tmp_path, whole, one.id, language)
        assert read_part_workbook(path)[2:] == ((), ())


def test_what_is_written_in_a_cell_is_changed_in_its_field_and_nowhere_else(tmp_path):
    whole, read = edited(
        tmp_path,
        ("write", "faqs", "q01", "law", "Law 2"),
        ("write", "checklists", "k0", "use_when", "Now\nand then"),
        ("write", "lines", "k0/i1", "text", "Who?"),
        ("number", "volumes", "c00/v0", "high", 40),
        ("write", "steps", "c00/s00a", "level", "3"),
        ("number", "steps", "c00/s00a", "minutes_today.high", 6),
        ("write", "case_types", "c01", "synonyms", "lov; bygga; tillbyggnad"),
        ("write", "faqs", "q02", "is_web_page_updated", "Yes"),
        ("write", "rules", _rule("k0", 1), "outcome", "other"),
    )
    assert read.notes == ()
    found = {(one.id, one.field): (one.theirs, one.oddity) for one in read.changes}
    assert found[("q01", "law")] == ("Law 2", None)
    assert found[("k0", "use_when")] == ("Now\nand then", None)
    assert found[("i1", "text")] == ("Who?", None) and found[("v0", "high")] == (40.0, None)
    assert found[("s00a", "level")] == (3, None)
    assert found[("s00a", "minutes_today")][0]["high"] == 6.0
    assert found[("c01", "synonyms")] == (["lov", "bygga", "tillbyggnad"], None)
    assert found[("q02", "is_web_page_updated")] == (True, None)
    assert found[("k0", "decision_table")][0]["rows"][0]["outcome"] == "other" and len(found) == 9
    merged = merge_part_workbook(whole, read, on=DAY)
    assert merged.counts.applied == 9
    check_project(merged.batch.apply(whole))


def _rule(checklist: str, n: int) -> str:
    from workbench.parts.sheet_cells import rule_id

    return f"{checklist}/{rule_id(checklist, n)}"


ODD_CELLS = [
    ("write", "law", "", "", Oddity.BLANK, ""),
    ("write", "wordings", "", [], Oddity.BLANK, ""),
    ("write", "valid_to", "", None, Oddity.BLANK, ""),
    ("formula", "law", "=1+1", "=1+1", Oddity.FORMULA, "=1+1"),
    ("number", "law", 12.5, "12.5", Oddity.CONVERTED, "12.5"),
    ("day", "law", "2027-05-04", "2027-05-04", Oddity.CONVERTED, "2027-05-04"),
    ("number", "valid_to", 46450, "2027-03-04", None, ""),
    ("write", "valid_to", "soon", "soon", Oddity.UNREADABLE, "soon"),
    ("write", "valid_to", "2027-05-04", "2027-05-04", None, ""),
    ("write", "audience", "all", "all", Oddity.UNREADABLE, "all"),
    ("write", "owner", "Nobody", "Nobody", Oddity.UNREADABLE, "Nobody"),
    ("write", "case_types", "Bygglov; No such", ["c00"], Oddity.UNREADABLE, "Bygglov; No such"),
    ("write", "law", "\u00a0“Law”\u00ad 3\u200b ", "“Law” 3", None, ""),
    ("write", "law", "one_x000B_two", "one\ntwo", None, ""),
    ("write", "law", "=HYPERLINK(1)", "=HYPERLINK(1)", None, ""),
]
"""What is done to a cell of a question, and what is read: the value, what is odd about it, what stands there."""


def test_what_may_not_have_been_meant_is_asked_about(tmp_path):
    """Each in a question of its own, and all in one workbook."""
    whole = project_of_two()
    alike = tuple(whole.faqs[0].changed(id=f"odd{n}") for n in range(len(ODD_CELLS)))
    steps = [(what, "faqs", f"odd{n}", field, given) for n, (what, field, given, *_) in enumerate(ODD_CELLS)]
    links = ("write", "checklists", "k0", "links", "Here | https://a.example")
    whole, read = edited(tmp_path, *steps, links, project=whole.changed(faqs=(*whole.faqs, *alike)))
    expected = {f"odd{n}": (field, *rest) for n, (_, field, _, *rest) in enumerate(ODD_CELLS)}
    expected["k0"] = ("links", [{"title": "Here", "url": "https://a.example"}], None, "")
    assert {one.id: (one.field, one.theirs, one.oddity, one.written) for one in read.changes} == expected
    assert len(read.changes) == len(expected)
    merged = merge_part_workbook(whole, read, on=DAY)
    judged = {one.change.id: one.outcome for one in merged.judgements}
    assert judged == {name: "conflict" if one[2] else "applied" for name, one in expected.items()}


@pytest.mark.parametrize(
    "odd",
    [
        [
            (("write", "volumes", "c00/v0", "likely", "about 5"), "likely", Oddity.UNREADABLE),
            (("write", "volumes", "c01/v0", "likely", "1.500"), "likely", Oddity.UNREADABLE),
            (("number", "volumes", "c02/v0", "likely", 99), "likely", Oddity.UNREADABLE),
            (("write", "steps", "c00/s00a", "minutes_today.likely", ""), "minutes_today", Oddity.BLANK),
            (("write", "lines", "k0/i0", "branches.0.goes_to", "77"), "branches", Oddity.UNREADABLE),
            (("write", "rules", None, "answers.0", ""), "decision_table", Oddity.BLANK),
        ],
        [
            (("day", "volumes", "c00/v0", "likely", "2027-05-01"), "likely", Oddity.CONVERTED),
            (("write", "steps", "c00/s00a", "minutes_today.high", "x"), "minutes_today", Oddity.UNREADABLE),
            (("delete", "rules", None), "decision_table", Oddity.MISSING_ROW),
        ],
        [(("copy", "rules", None, "outcome", "typed"), "decision_table", Oddity.COPIED_ROW)],
    ],
    ids=["written", "turned into something else or gone", "copied"],
)
def test_figures_answers_and_rules_that_do_not_fit_are_asked_about(odd, tmp_path):
    steps = [tuple(_rule("k0", 2) if one is None else one for one in step) for step, *_ in odd]
    whole, read = edited(tmp_path, *steps)
    assert sorted((one.field, one.oddity) for one in read.changes) == sorted(one[1:] for one in odd)
    counts = merge_part_workbook(whole, read, on=DAY).counts
    assert (counts.conflict, counts.applied) == (len(odd), 0)


def test_a_row_that_is_gone_is_no_deletion(tmp_path):
    whole, read = edited(tmp_path, ("delete", "faqs", "q01"), ("delete", "checklists", "k0"))
    assert [one[:3] + one[5:] for one in said(read)] == [
        ("removed", "checklists", "k0", Oddity.MISSING_ROW),
        ("removed", "faqs", "q01", Oddity.MISSING_ROW),
    ]
    merged = merge_part_workbook(whole, read, on=DAY)
    after = merged.batch.apply(whole)
    assert merged.counts.conflict == 2 and {"q01", "k0"} <= {
        one.id for one in (*after.faqs, *after.checklists)
    }


def test_the_lines_of_a_list_whose_row_is_gone_make_no_questions_of_their_own(tmp_path):
    steps = [("delete", "lines", f"k0/i{n}") for n in range(4)] + [("delete", "checklists", "k0")]
    _, read = edited(tmp_path, *steps)
    assert [one[:3] for one in said(read)] == [("removed", "checklists", "k0")]


def test_a_copied_row_and_an_inserted_one_keep_the_same_ids_however_often_they_are_read(tmp_path):
    steps = (
        ("copy", "faqs", "q01", "law", "copied"),
        ("insert", "faqs", {"question.sv": "inserted"}),
        ("add", "faqs", {"question.sv": "added", "answer.sv": "yes"}),
    )
    whole, read = edited(tmp_path, *steps)
    assert read_part_workbook(tmp_path / "back.xlsx") == read
    found = {one.theirs["question"]["sv"]: one for one in read.changes}
    assert found["?"].oddity is Oddity.COPIED_ROW and found["?"].theirs["law"] == "copied"
    assert found["inserted"].oddity is None and found["added"].oddity is None
    merged = merge_part_workbook(whole, read, on=DAY)
    after = merged.batch.apply(whole)
    assert (merged.counts.applied, merged.counts.conflict) == (2, 1)
    again = merge_part_workbook(after, read, on=DAY)
    assert again.batch.edits == () and again.counts.equal == 3


def test_a_later_copy_of_the_workbook_brings_its_new_changes_alone(tmp_path):
    whole, first = edited(
        tmp_path, ("write", "faqs", "q01", "law", "Law 2"), ("write", "faqs", "q02", "law", "")
    )
    after = merge_part_workbook(whole, first, on=DAY).batch.apply(whole)
    steps = [["write", "faqs", "q00", "web_page", "https://a.example"]]
    later = edited_by_openpyxl(
        in_words(tmp_path / "back.xlsx", steps), tmp_path / "back.xlsx", tmp_path / "later.xlsx"
    )
    merged = merge_part_workbook(after, read_part_workbook(later), on=DAY)
    assert (merged.counts.applied, merged.counts.conflict) == (1, 0)


def test_numbers_say_the_order_and_not_the_rows(tmp_path):
    _, read = edited(tmp_path, ("sort", "lines", "text", True), ("sort", "lines", "number", True))
    assert read.changes == ()
    _, read = edited(
        tmp_path,
        ("number", "lines", "k0/i3", "number", 1.5),
        ("add", "lines", {"in": "Lov", "number": "2.5", "kind": "Say", "text": "between"}),
    )
    order, added = (next(one for one in read.changes if one.what == what) for what in ("order", "added"))
    assert order.theirs == ["i0", "i3", "i1", "i2"] and added.behind == "i1"


def test_an_answer_leads_to_the_line_that_has_the_number_now(tmp_path):
    _, read = edited(tmp_path, ("number", "lines", "k0/i0", "branches.1.goes_to", 2))
    assert [one.theirs[1] for one in read.changes] == [{"answer": "no", "goes_to": "i1"}]
    renumbered = [("number", "lines", f"k0/i{n}", "number", n + 11) for n in range(4)]
    _, read = edited(tmp_path, *renumbered, ("number", "lines", "k0/i0", "branches.0.goes_to", 14))
    assert read.changes == ()


def test_a_new_checklist_comes_with_its_lines_and_rules(tmp_path):
    words = words_of(Texts("en"))["RuleRow"]
    whole, read = edited(
        tmp_path,
        ("add", "checklists", {"title": "New", "case_type": "Bygglov"}),
        ("add", "lines", {"in": "New", "number": "1", "kind": "Ask", "text": "?", "branches.0.answer": "yes",
                          "branches.0.goes_to": "2"}),
        ("add", "lines", {"in": "New", "number": "2", "text": "no kind"}),
        ("add", "rules", {"in": "New", "row": words["conditions"], "answers.0": "a"}),
        ("add", "rules", {"in": "New", "row": words["rule"], "answers.0": "b", "outcome": "c"}),
    )  # fmt: skip
    (one,) = read.changes
    first, second = one.theirs["items"]
    assert first["branches"] == [{"answer": "yes", "goes_to": second["id"]}] and second["text"] == "no kind"
    assert one.theirs["decision_table"] == {"conditions": ["a"], "rows": [{"answers": ["b"], "outcome": "c"}]}
    assert one.oddity is Oddity.UNREADABLE and "no kind" in one.written
    assert merge_part_workbook(whole, read, on=DAY).counts.conflict == 1


def test_a_row_that_does_not_say_what_it_belongs_to_is_asked_about(tmp_path):
    whole, read = edited(
        tmp_path,
        ("add", "lines", {"kind": "Say", "text": "nowhere"}),
        ("add", "lines", {"in": "No such list", "kind": "Say", "text": "elsewhere"}),
        ("add", "volumes", {"in": "Bygglov", "likely": "5"}),
        ("add", "checklists", {"title": "no case type"}),
    )
    found = {json.dumps(one.theirs): one for one in read.changes}
    assert {one.oddity for one in found.values()} == {Oddity.BLANK, Oddity.UNREADABLE}
    assert any("No such list" in one.written for one in found.values())
    merged = merge_part_workbook(whole, read, on=DAY)
    assert merged.counts.conflict == len(read.changes) == 4
    text = json.dumps(merged.batch.apply(whole).as_json())
    assert all(word in text for word in ("nowhere", "elsewhere", "no case type", "No such list"))


@pytest.mark.parametrize("language", ["sv", "da", "en"])
def test_the_language_of_the_workbook_makes_no_difference(language, tmp_path):
    _, read = edited(
        tmp_path,
        ("write", "faqs", "q01", "law", "Law 2"),
        ("delete", "lines", "k0/i2"),
        language=language,
    )
    assert [one[:4] for one in said(read)] == [
        ("removed", "items", "i2", None),
        ("changed", "faqs", "q01", "law"),
    ]


@pytest.mark.fast
def test_a_number_where_a_day_was_expected_is_asked_about():
    day = Column("valid_to", Holds.DATE)
    assert understood(day, ["number", 46450.0], Meanings({}, {})) == Said(
        "2027-03-04", Oddity.CONVERTED, "46450"
    )
    assert understood(day, ["number", 7.0], Meanings({}, {})).oddity is Oddity.UNREADABLE


def test_a_workbook_with_anything_anywhere_is_read_or_refused_with_words(tmp_path, monkeypatch):
    """Cells of every sheet get values they were never meant to hold; each change still adds up when merged."""
    rng = random.Random(4)
    whole, path = sent(tmp_path)
    strange = [
        "",
        "=1/0",
        "x" * 40_000,
        "k0/i0",
        "rosa:faqs",
        "Id",
        -1,
        1e300,
        0.5,
        True,
        DAY,
        "i1",
        "a;b",
        "Lov",
    ]
    strange += ["k0", "Bygglov", "\ud7ff", "?", 99999999]
    for n in range(6):
        book = load_workbook(path)
        for _ in range(20):
            sheet = book[rng.choice([name for name in book.sheetnames if name != "rosa"])]
            sheet.cell(rng.randint(1, 12), rng.randint(1, 12)).value = rng.choice(strange)
        target = tmp_path / f"{n}.xlsx"
        book.save(target)
        try:
            read = read_part_workbook(target)
        except IntakeError:
            continue
        after = merge_part_workbook(whole, read, on=DAY).batch.apply(whole)
        check_project(after)
        assert merge_part_workbook(after, read, on=DAY).batch.edits == ()


@pytest.mark.parametrize("is_new", [False, True], ids=["in a row that was sent", "in a new row"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_word_in_any_cell_is_in_the_result_a_question_or_a_note(is_new, seed, tmp_path):
    rng = random.Random(seed)
    whole, path = sent(tmp_path)
    book = load_workbook(path)
    words = []
    for sheet in book.worksheets:
        if not str(sheet["A1"].value).startswith("rosa:"):
            continue
        filled = [n for n in range(3, sheet.max_row + 1) if sheet.cell(n, 2).value or sheet.cell(n, 3).value]
        for column in range(2, sheet.max_column + 1):
            if sheet.cell(1, column).value == "state":
                continue
            words.append(f"typed_{sheet.title}_{column}".lower())
            row = len(filled) + 3 + rng.randint(0, 9) if is_new else rng.choice(filled)
            sheet.cell(row, column).value = words[-1]
    book.save(path)
    read = read_part_workbook(path)
    merged = merge_part_workbook(whole, read, on=DAY)
    after = merged.batch.apply(whole)
    check_project(after)
    text = json.dumps(after.as_json(), ensure_ascii=False) + "\n".join(map(str, read.notes))
    assert [word for word in words if word not in text] == []
    assert merged.counts.out_of_scope == merged.counts.rejected == 0


def test_rows_in_any_order_and_columns_in_any_order_are_no_change(tmp_path):
    rng = random.Random(5)
    _, path = sent(tmp_path)
    book = load_workbook(path)
    for sheet in book.worksheets:
        if not str(sheet["A1"].value).startswith("rosa:"):
            continue
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        below = rows[2:]
        rng.shuffle(below)
        places = list(range(len(rows[0])))
        rng.shuffle(places)
        for n, row in enumerate((*rows[:2], *below), 1):
            for at, place in enumerate(places, 1):
                cell = sheet.cell(n, at)
                cell.value = row[place]
    book.save(path)
    assert read_part_workbook(path)[2:] == ((), ())


def test_a_line_that_is_put_under_another_checklist_stays_and_is_offered_there(tmp_path):
    whole = project_of_two()
    other = whole.checklists[0].changed(id="k9", title="Other", items=(), decision_table=None)
    whole = whole.changed(checklists=(*whole.checklists, other))
    ours, read = edited(tmp_path, ("write", "lines", "k0/i1", "in", "Other"), project=whole)
    (one,) = read.changes
    assert (one.what, one.within, one.oddity) == ("added", ("k9",), Oddity.COPIED_ROW)
    after = merge_part_workbook(ours, read, on=DAY).batch.apply(ours)
    assert len(after.checklists[0].items) == 4 and after.conflicts[0].theirs["text"] == "?"


def test_words_in_several_formats_in_one_cell_are_one_text(tmp_path):
    _, path = sent(tmp_path)
    book = load_workbook(path)
    sheet = book["FAQs"]
    column = next(cell.column for cell in sheet[1] if cell.value == "law")
    cell = sheet.cell(3, column)
    cell.value = CellRichText("plain ", TextBlock(InlineFont(b=True), "bold"), " again")
    book.save(path)
    assert [one.theirs for one in read_part_workbook(path).changes] == ["plain bold again"]


def test_a_department_with_nothing_yet_can_write_its_first_case_types_lists_and_questions(tmp_path):
    whole = project_of_two()
    whole = whole.changed(departments=(*whole.departments, whole.departments[0].changed(id="d9", name="New")))
    for steps, kinds in (
        ([["add", "checklists", {"title": "typed"}], ["add", "lines", {"text": "typed too"}]], []),
        (
            [
                ["add", "case_types", {"name": "First"}],
                ["add", "steps", {"in": "First", "title": "Answer", "level": "1"}],
                ["add", "checklists", {"title": "List", "case_type": "First"}],
                ["add", "lines", {"in": "List", "kind": "Say", "text": "Hello"}],
                ["add", "faqs", {"question.en": "Why?"}],
            ],
            ["case_types", "checklists", "faqs"],
        ),
    ):
        ours, path = sent(tmp_path, whole, "d9")
        read = read_part_workbook(edited_by_openpyxl(in_words(path, steps), path, tmp_path / "back.xlsx"))
        merged = merge_part_workbook(ours, read, on=DAY)
        assert [one.collection for one in read.changes] == kinds
        assert merged.counts.applied == len(kinds)
        check_project(merged.batch.apply(ours))
        assert kinds or sum("typed" in str(note) for note in read.notes) == 2


def test_a_row_that_lost_its_id_and_nothing_else_is_the_row_that_was_sent(tmp_path):
    _, path = sent(tmp_path)
    book = load_workbook(path)
    for kind in ("Volumes", "FAQs", "Checklist lines"):
        book[kind]["A3"].value = None
    book.save(path)
    assert read_part_workbook(path)[2:] == ((), ())
