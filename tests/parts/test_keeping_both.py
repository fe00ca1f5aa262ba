"""A conflict can keep both sides, and many can be decided at once; nothing but what was asked for changes."""

from __future__ import annotations

import pytest

from tests.support.disputed import Disputed, disputed
from workbench.edits import AddItem, ChangeItem
from workbench.model.integrity import check_project
from workbench.model.knowledge import KnowledgeState
from workbench.model.parts import Conflict, Oddity
from workbench.model.record import new_id
from workbench.parts.keeping_both import (
    both_values,
    can_keep_both,
    decide_all,
    keep_both,
    value_here,
    with_new_ids,
)


@pytest.fixture(scope="module")
def trouble() -> Disputed:
    return disputed()


def test_two_texts_stand_side_by_side(trouble: Disputed) -> None:
    conflict = trouble.conflicts["promise"]
    after = keep_both(trouble.project, conflict).apply(trouble.project)
    found = next(one for one in after.checklists if one.id == conflict.item)
    assert found.promise == "Inom åtta dagar / Inom tre dagar"
    assert conflict.id not in {one.id for one in after.conflicts}


def test_long_texts_stand_below_each_other_and_each_language_by_itself(trouble: Disputed) -> None:
    conflict = trouble.conflicts["answer"]
    long = "Ett svar som är så långt att det inte får plats på en rad bredvid ett annat svar."
    change = ChangeItem(collection="faqs", id=conflict.item, changes={"answer": {"sv": long, "en": "Long"}})
    project = change.apply(trouble.project)
    both = both_values(project, conflict)
    assert both["sv"] == f"{long}\n\nNio veckor"
    assert both["en"] == "Long"


@pytest.mark.parametrize("field", ["level", "decision", "valid_to", "removed", "contacts_per_case"])
def test_where_both_make_no_sense_it_is_not_offered(trouble: Disputed, field: str) -> None:
    assert not can_keep_both(trouble.project, trouble.conflicts[field])


def test_what_stands_here_is_what_stands_here_now(trouble: Disputed) -> None:
    conflict = trouble.conflicts["promise"]
    changed = ChangeItem(collection="checklists", id=conflict.item, changes={"promise": "Senare"})
    assert value_here(changed.apply(trouble.project), conflict) == "Senare"
    assert "Senare" in both_values(changed.apply(trouble.project), conflict)


def test_a_second_row_with_the_same_id_becomes_an_item_of_its_own(trouble: Disputed) -> None:
    checklist = next(one for one in trouble.project.checklists if any(item.branches for item in one.items))
    theirs = checklist.changed(title="Kopian").as_json()
    conflict = Conflict(
        id=new_id(), collection="checklists", item=checklist.id, theirs=theirs, part=trouble.part,
        on=trouble.conflicts["promise"].on, oddity=Oddity.COPIED_ROW,
    )  # fmt: skip
    project = AddItem(collection="conflicts", item=conflict.as_json()).apply(trouble.project)
    assert can_keep_both(project, conflict)
    after = keep_both(project, conflict).apply(project)
    check_project(after)
    copy = after.checklists[-1]
    assert (copy.title, len(after.checklists)) == ("Kopian", len(project.checklists) + 1)
    own = {item.id for item in copy.items}
    assert not own & {item.id for item in checklist.items}
    assert all(
        branch.goes_to is None or branch.goes_to in own for item in copy.items for branch in item.branches
    )


def test_a_line_more_in_what_is_published_is_to_be_seen_before_it_is_used(trouble: Disputed) -> None:
    checklist = next(one for one in trouble.project.checklists if len(one.items) > 1)
    published = checklist.changed(state=KnowledgeState.PUBLISHED)
    line = checklist.items[0]
    theirs = line.changed(text="Fråga efter adressen").as_json()
    conflict = Conflict(
        id=new_id(), collection="checklists.items", within=(checklist.id,), item=line.id, theirs=theirs,
        part=trouble.part, who="Karin", on=trouble.conflicts["promise"].on, oddity=Oddity.COPIED_ROW,
    )  # fmt: skip
    checklists = tuple(published if one.id == checklist.id else one for one in trouble.project.checklists)
    project = trouble.project.changed(checklists=checklists, conflicts=(conflict,))
    after = keep_both(project, conflict).apply(project)
    found = next(one for one in after.checklists if one.id == checklist.id)
    assert found.items[-1].text == "Fråga efter adressen"
    assert (found.state, found.history[-1].who) == (KnowledgeState.TO_REVIEW, "Karin")
    assert found.versions[-1].content["items"] == [one.as_json() for one in checklist.items]
    assert after.conflicts == ()


def test_a_copied_case_type_keeps_its_ways(trouble: Disputed) -> None:
    case_type = next(one for one in trouble.project.case_types if len(one.flows) > 2)
    copy = with_new_ids("case_types", case_type.as_json())
    after = AddItem(collection="case_types", item=copy).apply(trouble.project)
    check_project(after)
    names = [{step.id: step.title for step in one.steps} for one in (case_type, after.case_types[-1])]
    ways = [
        [(titles[flow.source], titles[flow.target]) for flow in one.flows]
        for one, titles in zip((case_type, after.case_types[-1]), names, strict=True)
    ]
    assert ways[0] == ways[1]


def test_all_of_a_part_are_decided_in_one_step(trouble: Disputed) -> None:
    ids = [one.id for one in trouble.project.conflicts]
    ours, refused = decide_all(trouble.project, ids, "ours")
    kept = ours.apply(trouble.project)
    assert (kept.conflicts, refused) == ((), ())
    assert kept.checklists is trouble.project.checklists
    theirs, refused = decide_all(trouble.project, ids, "theirs")
    taken = theirs.apply(trouble.project)
    assert (taken.conflicts, refused) == ((), ())
    assert trouble.conflicts["removed"].item not in {one.id for one in taken.checklists}
    promised = next(one for one in taken.checklists if one.id == trouble.conflicts["promise"].item)
    assert promised.promise == "Inom tre dagar"


def test_what_is_refused_stays_and_the_others_are_decided(trouble: Disputed) -> None:
    wrong = trouble.conflicts["level"].changed(id=new_id(), theirs="hög", oddity=Oddity.UNREADABLE)
    project = AddItem(collection="conflicts", item=wrong.as_json()).apply(trouble.project)
    batch, refused = decide_all(project, [one.id for one in project.conflicts], "theirs")
    assert [one for one, _why in refused] == [wrong.id]
    assert [one.id for one in batch.apply(project).conflicts] == [wrong.id]
