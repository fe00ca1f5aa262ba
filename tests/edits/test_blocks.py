"""Lines of one checklist used in another: ids of their own, and answers that lead within the block."""

from __future__ import annotations

import pytest

from workbench.edits import edit_from_json, edit_to_json
from workbench.edits.blocks import (
    block_as_text,
    block_from_text,
    block_of,
    insert_block,
)
from workbench.model.case_types import CaseType
from workbench.model.knowledge import Branch, Checklist, ChecklistItem, ItemKind
from workbench.model.organisation import Department
from workbench.model.project import Municipality, Project


def asks(key: str, text: str, **answers: str | None) -> ChecklistItem:
    made = tuple(Branch(answer=answer, goes_to=to) for answer, to in answers.items())
    return ChecklistItem(id=key, kind=ItemKind.ASK, text=text, branches=made)


@pytest.fixture
def project() -> Project:
    items = (
        ChecklistItem(id="a", kind=ItemKind.SAY, text="Hej"),
        asks("b", "Var?", hemma="d", ute="e", annat=None),
        ChecklistItem(id="c", kind=ItemKind.DO, text="Boka"),
        asks("d", "Igen?", ja="b"),
        ChecklistItem(id="e", kind=ItemKind.HAND_OVER, text="Gatan"),
    )
    other = (ChecklistItem(id="x", kind=ItemKind.SAY, text="God dag"), asks("y", "Vad?", allt="x"))
    return Project(
        id="p",
        municipality=Municipality(name="Provköping"),
        departments=(Department(id="d", name="Teknik"),),
        case_types=(CaseType(id="ct", name="Sophämtning", department="d"),),
        checklists=(
            Checklist(id="k", title="Sopor", case_type="ct", items=items),
            Checklist(id="m", title="Annat", case_type="ct", items=other),
        ),
    )


def test_a_block_is_put_in_with_new_ids_and_its_answers_lead_within_it(project: Project) -> None:
    block = block_of(project.checklists[0], ["d", "b", "c"])
    assert [line.id for line in block] == ["b", "c", "d"], (
        "in the checklist's order, however they were chosen"
    )
    edit, ids = insert_block(project.checklists[1], block, after="x")
    after = edit_from_json(edit_to_json(edit)).apply(project)
    items = after.checklists[1].items
    assert [item.text for item in items] == ["God dag", "Var?", "Boka", "Igen?", "Vad?"]
    assert [item.id for item in items] == ["x", *ids, "y"]
    assert not set(ids) & {"a", "b", "c", "d", "e"}
    assert [branch.goes_to for branch in items[1].branches] == [ids[2], None, None], "what led out goes on"
    assert items[3].branches[0].goes_to == ids[0], "backwards as well"
    assert after.checklists[0] is project.checklists[0]


def test_a_block_can_be_used_twice_in_its_own_checklist(project: Project) -> None:
    one = project.checklists[0]
    edit, ids = insert_block(one, block_of(one, ["b", "d"]))
    once = edit.apply(project)
    again, more = insert_block(once.checklists[0], block_of(one, ["b", "d"]), after="a")
    items = again.apply(once).checklists[0].items
    assert len({item.id for item in items}) == len(items) == 9
    assert [item.id for item in items][1:3] == list(more)
    assert [item.id for item in items][-2:] == list(ids)


def test_lines_come_back_from_the_clipboard_and_anything_else_is_none(project: Project) -> None:
    block = block_of(project.checklists[0], ["b", "d"])
    assert block_from_text(block_as_text(block)) == block
    twice = block_as_text((*block, *block))
    for other in ("", "Hej", "{}", '[{"id": "a"}]', twice, "[" * 5000):
        assert block_from_text(other) == ()
