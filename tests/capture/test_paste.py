"""A pasted list or table comes in as rows, in one batch, and what is not understood stays as text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.capture.test_recipes import NAMES, as_sets, case_type, done, started, ways
from workbench.capture.paste import MOST_ROWS, cells_of, paste_rows, read_block
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.record import texts_of
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel
from workbench.session.inverse import inverse

LIST = """
- Bygglov #phone 40/dag
    1. Ta emot ansökan :1@väx 5m
    2. Granska :5 30%
\t3) Besluta :6@lov
- Marklov
    • Svara :1
"""

TABLE = (
    "Ärendetyp\tSteg\tROSA-nivå\tEnhet\tMinuter\tVolym\tKanal\tAnmärkning\r\n"
    "Bygglov\tTa emot\t1\tVäxel\t3-5\t40/dag\tTelefon\t\r\n"
    "Bygglov\tGranska\t5 Utredning\tLovenheten\t2h15\t\t\tsvår\r\n"
    '\t"Besluta\r\n""snabbt"""\t9\tOkänd\tlänge\t\t\t\r\n'
    "Marklov\t\t2\t\t\tmånga\tPost\t\r\n"
)


def pasted(text: str, **where: object) -> tuple[Project, list[CaseType]]:
    result = paste_rows(started(), read_block(text, NAMES), **({"workshop_id": "ws"} | where))
    after = done(started(), result.batch)
    return after, [case_type(after, one) for one in result.case_types]


@pytest.mark.fast
def test_an_indented_list() -> None:
    after, (bygglov, marklov) = pasted(LIST, after="old")
    assert [step.title for step in bygglov.steps] == ["Ta emot ansökan", "Granska", "Besluta"]
    assert [step.level for step in bygglov.steps] == [1, 5, 6]
    assert [step.unit for step in bygglov.steps] == ["vax", "vax", "lov"]
    assert ways(bygglov) == {"Ta emot ansökan-Granska": 0.3, "Granska-Besluta": 1}
    assert bygglov.volumes[0].likely == 40
    assert [step.title for step in marklov.steps] == ["Svara"]
    assert after.workshops[0].case_types == ("old", bygglov.id, marklov.id, "whole")
    assert [one.name for one in after.case_types] == ["Rivningslov", "Bygglov", "Marklov", "Marklov"]


@pytest.mark.fast
def test_a_table_with_headings() -> None:
    _, (bygglov, marklov) = pasted(TABLE)
    assert [step.title for step in bygglov.steps] == [
        "Ta emot",
        "Granska svår",
        'Besluta "snabbt" 9 Okänd länge',
    ]
    assert [step.level for step in bygglov.steps] == [1, 5, None]
    assert [step.unit for step in bygglov.steps] == ["vax", "lov", "lov"]
    minutes = [step.minutes_today.likely for step in bygglov.steps if step.minutes_today]
    assert minutes == [4, 135]
    assert [(one.channel, one.said) for one in bygglov.volumes] == [(Channel.PHONE, "40/dag")]
    assert (marklov.name, marklov.steps[0].level) == ("Marklov Post många", 2)


@pytest.mark.fast
def test_a_table_says_how_much_was_understood() -> None:
    result = paste_rows(started(), read_block(TABLE, NAMES), workshop_id="ws")
    assert (result.rows, result.understood, result.kept_as_text) == (5, 2, 3)


@pytest.mark.fast
def test_a_table_without_headings_is_read_by_what_its_cells_are() -> None:
    _, (bygglov, marklov) = pasted("Bygglov\tVäxel\t3\t12\t40/dag\ttelefon\nMarklov\tlov\t1\t1h\t3/v\tbesök")
    assert [one.steps[0].unit for one in (bygglov, marklov)] == ["vax", "lov"]
    assert [one.steps[0].level for one in (bygglov, marklov)] == [3, 1]
    assert [one.volumes[0].channel for one in (bygglov, marklov)] == [Channel.PHONE, Channel.VISIT]
    steps = pasted("Bygglov\tTa emot\nBygglov\tGranska\n\tBesluta")[1]
    assert [[step.title for step in one.steps] for one in steps] == [["Ta emot", "Granska", "Besluta"]]


@pytest.mark.fast
def test_the_same_case_type_with_two_volumes_keeps_both() -> None:
    _, (bygglov,) = pasted("namn\tsteg\tvolym\nBygglov\ta\t40/dag\nBygglov\tb\t40/dag\nBygglov\tc\t9/dag")
    assert [one.said for one in bygglov.volumes] == ["40/dag", "9/dag"]


@pytest.mark.fast
def test_rows_pasted_on_a_step_become_steps_below_it() -> None:
    after, _ = pasted("x :1\ny :2", after="old", after_step="a", as_steps=True)
    owner = case_type(after, "old")
    assert [step.title for step in owner.steps] == ["Steg a", "x", "y", "Steg b", "Steg c"]
    assert ways(owner) == {"a-x": 1, "x-y": 1, "y-b": 0.5, "b-c": 0.4}
    assert len(after.case_types) == 2


@pytest.mark.fast
def test_steps_without_a_case_type_above_are_refused() -> None:
    rows = read_block("namn\tsteg\n\tTa emot", NAMES)
    with pytest.raises(ProjectError, match="below a case type"):
        paste_rows(started(), rows, workshop_id="ws")


def test_too_many_rows_are_refused_with_the_number() -> None:
    assert len(read_block("x\n" * MOST_ROWS, NAMES)) == MOST_ROWS
    for block in ("x\n" * (MOST_ROWS + 1), "x\ty\n" * (MOST_ROWS + 2), "x\n" * 100_000):
        with pytest.raises(ProjectError, match="at most 5000"):
            read_block(block, NAMES)


@pytest.mark.fast
def test_cells_as_spreadsheets_write_them() -> None:
    assert cells_of('a\t"b\nc"\t"d ""e"""\n\tf"g') == [["a", "b\nc", 'd "e"'], ["", 'f"g']]
    assert cells_of('"never closed\tb\nc') == [['"never closed', "b"], ["c"]]
    assert [row.line.title for row in read_block('"one\nrow"\nother', NAMES)] == ["one row", "other"]


BLOCKS = st.lists(
    st.sampled_from(
        [
            "Ta",
            "emot",
            ":3",
            "@lov",
            "12m",
            "\t",
            "\t",
            "\n",
            "\n",
            "    ",
            "- ",
            '"',
            "40/dag",
            "3",
            "namn",
            "1. ",
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=80), BLOCKS))
@example("\n\t\n \t x\ty\n")
def test_any_block_comes_in_whole_and_goes_out_whole(text: str) -> None:
    rows = read_block(text, NAMES)
    result = paste_rows(started(), rows, workshop_id="ws", after="old")
    after = done(started(), result.batch)
    assert as_sets(inverse(result.batch, started()).apply(after)) == as_sets(started())
    assert result.rows == result.understood + result.kept_as_text
    words = {word for owner in after.case_types for _, said in texts_of(owner) for word in said.split()}
    assert {word for row in rows for word in row.line.title.split()} <= words


@settings(deadline=None)
@given(BLOCKS)
def test_no_word_of_a_block_is_lost(text: str) -> None:
    said = {word for word in text.replace("\t", " ").split() if word in ("Ta", "emot")}
    rows = read_block(text, NAMES)
    assert said <= {word for row in rows for word in row.line.text.split()} or '"' in text or "Taemot" in text
