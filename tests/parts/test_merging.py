"""Case by case: what a part brings, what stands here, and what becomes of it."""

from __future__ import annotations

import pytest

from tests.support.two_sides import DAY, whole_project
from workbench.edits import AddItem, Batch, ChangeItem, MoveItem, RemoveItem
from workbench.edits.recipes import remove_with_references
from workbench.model.integrity import check_project
from workbench.model.text import ProjectError
from workbench.parts import decide_conflict, make_part, merge_changes, merge_part
from workbench.parts.changes import PartChange
from workbench.parts.merging import base_of
from workbench.session.inverse import inverse

pytestmark = pytest.mark.fast


def sent():
    whole = whole_project()
    part, note = make_part(whole, "d0", revision=7, sent_on=DAY, sent_to="Kim")
    return note.apply(whole), part


def applied(project, *edits):
    return Batch(edits=tuple(edits)).apply(project)


def merged(ours, part, revision=9):
    found = merge_part(ours, part, revision=revision, on=DAY)
    after = found.batch.apply(ours)
    check_project(after)
    assert inverse(found.batch, ours).apply(after) == ours
    return found, after


def counts(found):
    return {name: n for name, n in found.counts.model_dump().items() if n and name != "changes"}


def faq(project, wanted="q00"):
    return next(one for one in project.faqs if one.id == wanted)


def change(collection, wanted, within=(), **changes):
    return ChangeItem(collection=collection, id=wanted, within=within, changes=changes)


def test_each_field_goes_its_own_way():
    ours, part = sent()
    ours = applied(ours, change("faqs", "q00", law="here", web_page="same"), change("faqs", "q01", law="x"))
    part = applied(
        part, change("faqs", "q00", law="there", web_page="same"), change("faqs", "q02", law="new"),
        change("faqs", "q01", web_page="y"),
    )  # fmt: skip
    found, after = merged(ours, part)
    assert counts(found) == {"applied": 2, "equal": 1, "conflict": 1}
    assert faq(after).law == "here" and faq(after, "q02").law == "new"
    assert (faq(after, "q01").law, faq(after, "q01").web_page) == ("x", "y")
    conflict = after.conflicts[0]
    assert (conflict.base, conflict.ours, conflict.theirs) == ("", "here", "there")
    assert (conflict.collection, conflict.item, conflict.field, conflict.who) == ("faqs", "q00", "law", "Kim")
    assert after.parts_out[0].came_back_on == DAY and after.parts_out[0].counts.conflict == 1


def test_the_same_part_again_changes_nothing_and_what_was_decided_does_not_come_back():
    ours, part = sent()
    ours = applied(ours, change("faqs", "q00", law="here"))
    part = applied(part, change("faqs", "q00", law="there"), change("faqs", "q01", law="new"))
    _, after = merged(ours, part)
    again, same = merged(after, part)
    assert again.batch.edits == () and same is not None and counts(again) == {"equal": 2}
    after = decide_conflict(after, after.conflicts[0].id, "ours").apply(after)
    after = applied(after, change("faqs", "q01", law="newer"))
    again, same = merged(after, part)
    assert same == after and again.batch.edits == ()


def test_who_goes_on_writing_and_sends_again_is_not_in_conflict_with_himself():
    ours, part = sent()
    part = applied(part, change("faqs", "q00", law="first"))
    _, after = merged(ours, part)
    part = applied(part, change("faqs", "q00", law="second"))
    found, newer = merged(after, part, revision=10)
    assert counts(found) == {"applied": 1} and faq(newer).law == "second"
    _, older = merged(newer, applied(part, change("faqs", "q00", law="first")), revision=8)
    assert faq(older).law == "second" and older.conflicts[0].theirs == "first"


def test_who_takes_back_what_he_sent_is_heard_unless_it_was_changed_here():
    ours, part = sent()
    item = {"id": "qn", "department": "d0", "question": {}, "answer": {}}
    written = applied(
        part, change("faqs", "q00", law="first"), change("faqs", "q01", law="first"),
        AddItem(collection="faqs", item=item), RemoveItem(collection="faqs", id="q02"),
    )  # fmt: skip
    _, after = merged(ours, written)
    after = applied(after, change("faqs", "q01", law="here"))
    found, back = merged(after, part, revision=10)
    assert counts(found) == {"applied": 3}
    assert faq(back).law == "" and faq(back, "q01").law == "here"
    assert {one.id for one in back.faqs if one.department == "d0"} == {"q00", "q01", "q02"}
    again, _ = merged(back, part, revision=10)
    assert again.batch.edits == ()
    _, older = merged(after, part, revision=8)
    assert faq(older).law == "first"


def test_lists_of_wordings_take_both_sides():
    ours, part = sent()
    ours = applied(ours, change("faqs", "q00", wordings=["a", "b", "here"]))
    part = applied(part, change("faqs", "q00", wordings=["b", "there"]))
    found, after = merged(ours, part)
    assert counts(found) == {"applied": 1} and faq(after).wordings == ("b", "there", "here")


def test_what_is_new_stands_behind_the_neighbour_it_stood_behind():
    ours, part = sent()
    items = {"collection": "checklists.items", "within": ("k0",)}
    ours = applied(ours, AddItem(**items, item={"id": "h", "kind": "say", "text": "h"}, before="i0"))
    part = applied(
        part,
        AddItem(**items, item={"id": "t1", "kind": "say", "text": "t"}, before="i2"),
        AddItem(**items, item={"id": "t2", "kind": "say", "text": "t"}, before="i2"),
    )
    _, after = merged(ours, part)
    assert [one.id for one in after.checklists[0].items] == ["h", "i0", "i1", "t1", "t2", "i2", "i3"]


def test_an_order_is_three_way_too():
    ours, part = sent()
    items = {"collection": "checklists.items", "within": ("k0",)}
    part = applied(part, MoveItem(**items, id="i3", before="i0"))
    found, after = merged(ours, part)
    assert counts(found) == {"applied": 1}
    assert [one.id for one in after.checklists[0].items] == ["i3", "i0", "i1", "i2"]
    ours = applied(ours, MoveItem(**items, id="i0"))
    found, after = merged(ours, part)
    assert counts(found) == {"conflict": 1} and after.conflicts[0].item is None
    after = decide_conflict(after, after.conflicts[0].id, "theirs").apply(after)
    assert [one.id for one in after.checklists[0].items] == ["i3", "i0", "i1", "i2"] and after.conflicts == ()


def test_languages_of_one_text_do_not_stand_in_each_others_way():
    ours, part = sent()
    ours = applied(ours, change("faqs", "q00", question={"sv": "?", "en": "here"}))
    part = applied(part, change("faqs", "q00", question={"sv": "there", "da": "der"}))
    found, after = merged(ours, part)
    assert counts(found) == {"applied": 1}
    assert faq(after).question.model_dump() == {"sv": "there", "da": "der", "en": "here"}
    again, _ = merged(after, part)
    assert again.batch.edits == ()


def test_the_same_language_in_two_ways_is_a_conflict_that_leaves_the_others_alone():
    ours, part = sent()
    ours = applied(ours, change("faqs", "q00", question={"sv": "here", "en": "here"}))
    part = applied(part, change("faqs", "q00", question={"sv": "there", "da": "der"}))
    found, after = merged(ours, part)
    assert counts(found) == {"conflict": 1} and faq(after).question.within("sv") == "here"
    assert after.conflicts[0].theirs == {"sv": "there", "da": "der", "en": "here"}
    after = applied(after, change("faqs", "q00", question={"sv": "here", "en": "newer"}))
    decided = decide_conflict(after, after.conflicts[0].id, "theirs").apply(after)
    assert faq(decided).question.model_dump() == {"sv": "there", "da": "der", "en": "newer"}


def test_who_changes_a_language_again_or_takes_it_back_is_not_in_conflict_with_himself():
    ours, part = sent()
    ours = applied(ours, change("faqs", "q00", question={"sv": "?", "en": "here"}))
    first = applied(part, change("faqs", "q00", question={"sv": "first", "da": "der"}))
    _, after = merged(ours, first)
    second = applied(part, change("faqs", "q00", question={"sv": "second", "da": "der"}))
    found, newer = merged(after, second, revision=10)
    assert counts(found) == {"applied": 1}
    assert faq(newer).question.model_dump() == {"sv": "second", "da": "der", "en": "here"}
    some = applied(part, change("faqs", "q00", question={"sv": "?", "da": "der"}))
    _, back = merged(newer, some, revision=11)
    assert faq(back).question.model_dump() == {"sv": "?", "da": "der", "en": "here"}
    found, back = merged(newer, part, revision=11)
    assert counts(found) == {"applied": 1}
    assert faq(back).question.model_dump() == {"sv": "?", "da": "", "en": "here"}


PUBLISHED = {"state": "published", "history": [{"state": "published", "who": "Å", "on": "2026-05-01"}]}


def published():
    """A whole in which a question and a checklist are published, and its part."""
    whole = applied(
        whole_project(), change("faqs", "q00", **PUBLISHED), change("checklists", "k0", **PUBLISHED)
    )
    part, note = make_part(whole, "d0", revision=7, sent_on=DAY, sent_to="Kim")
    return note.apply(whole), part


def test_other_words_are_not_published_because_the_old_ones_were():
    ours, part = published()
    part = applied(
        part,
        change("faqs", "q00", answer={"sv": "other"}),
        change("checklists.items", "i0", ("k0",), text="other"),
    )
    found, after = merged(ours, part)
    assert counts(found) == {"applied": 2}
    for one in (faq(after), after.checklists[0]):
        assert one.state == "to_review"
        assert (one.history[-1].state, one.history[-1].who, one.history[-1].on) == ("to_review", "Kim", DAY)
    again, _ = merged(after, part)
    assert again.batch.edits == ()


def test_a_comment_and_equal_words_leave_it_published():
    ours, part = published()
    comment = {"id": "new", "who": "Kim", "on": "2027-02-01", "text": "!"}
    ours = applied(ours, change("faqs", "q00", law="same"))
    part = applied(
        part, change("faqs", "q00", law="same"),
        AddItem(collection="faqs.comments", within=("q00",), item=comment),
    )  # fmt: skip
    _, after = merged(ours, part)
    assert faq(after).state == "published" and len(faq(after).comments) == 1


def test_a_state_that_was_decided_there_holds_for_the_words_there_alone():
    ours, part = sent()
    decided = {"state": "reviewed", "history": [{"state": "reviewed", "who": "Kim", "on": "2027-02-01"}]}
    part = applied(part, change("faqs", "q00", answer={"sv": "other"}, **decided))
    _, after = merged(ours, part)
    assert faq(after).state == "reviewed" and faq(after).history[-1].who == "Kim"
    _, mixed = merged(applied(ours, change("faqs", "q00", law="here")), part)
    assert (faq(mixed).law, faq(mixed).answer.sv) == ("here", "other")
    assert faq(mixed).state == "draft" and [one.state for one in faq(mixed).history] == ["reviewed", "draft"]


def test_whoever_takes_their_words_from_a_conflict_takes_the_state_back_too():
    ours, part = published()
    ours = applied(ours, change("faqs", "q00", law="here"))
    _, after = merged(ours, applied(part, change("faqs", "q00", law="there")))
    assert faq(after).state == "published" and len(after.conflicts) == 1
    kept = decide_conflict(after, after.conflicts[0].id, "ours").apply(after)
    assert faq(kept).state == "published"
    taken = decide_conflict(after, after.conflicts[0].id, "theirs").apply(after)
    assert faq(taken).law == "there" and faq(taken).state == "to_review"


def test_an_order_that_is_taken_back_or_changed_again_is_heard():
    ours, part = sent()
    items = {"collection": "checklists.items", "within": ("k0",)}
    moved = applied(
        part, MoveItem(**items, id="i3", before="i0"), MoveItem(collection="faqs", id="q02", before="q00")
    )
    _, after = merged(ours, moved)
    assert [one.id for one in after.faqs][:3] == ["q02", "q00", "q01"]
    found, back = merged(after, part, revision=10)
    assert counts(found) == {"applied": 2}
    assert back.checklists == ours.checklists
    assert [one.id for one in back.faqs if one.department == "d0"] == ["q00", "q01", "q02"]
    again, _ = merged(back, part, revision=10)
    assert again.batch.edits == ()
    other = applied(
        part, MoveItem(**items, id="i2", before="i0"), MoveItem(collection="faqs", id="q02", before="q00")
    )
    found, newer = merged(after, other, revision=10)
    assert counts(found) == {"applied": 1, "equal": 1}
    assert [one.id for one in newer.checklists[0].items] == ["i2", "i0", "i1", "i3"]
    here = applied(after, MoveItem(**items, id="i1", before="i3"))
    found, kept = merged(here, part, revision=10)
    assert [one.id for one in kept.checklists[0].items] == ["i1", "i3", "i0", "i2"]


def test_what_was_removed_there_goes_unless_it_was_changed_here():
    ours, part = sent()
    ours = applied(ours, change("faqs", "q01", law="here"))
    part = applied(part, *(RemoveItem(collection="faqs", id=one) for one in ("q00", "q01")))
    found, after = merged(ours, part)
    assert counts(found) == {"applied": 1, "conflict": 1}
    assert [one.id for one in after.faqs][:2] == ["q01", "q02"]
    assert after.conflicts[0].theirs is None and after.conflicts[0].field is None
    gone = decide_conflict(after, after.conflicts[0].id, "theirs").apply(after)
    assert gone.faqs[0].id == "q02" and gone.conflicts == ()


def test_what_was_removed_here_and_changed_there_is_kept_whole_and_can_come_back():
    ours, part = sent()
    ours = remove_with_references(ours, "case_types", "c02").apply(ours)
    place = {"collection": "case_types.steps", "within": ("c02",)}
    part = applied(
        part,
        change("case_types", "c02", name="there"),
        ChangeItem(**place, id="s02a", changes={"note": "step"}),
        AddItem(**place, item={"id": "new", "title": "new"}, before="s02a"),
        AddItem(collection="checklists", item={"id": "kn", "title": "t", "case_type": "c02"}),
    )
    found, after = merged(ours, part)
    assert counts(found) == {"conflict": 4} and len(after.conflicts) == 2
    for collection in ("case_types", "checklists"):
        conflict = next(one for one in after.conflicts if one.collection == collection)
        after = decide_conflict(after, conflict.id, "theirs").apply(after)
    back = next(one for one in after.case_types if one.id == "c02")
    assert back.name == "there" and [one.id for one in back.steps] == ["new", "s02a", "s02b", "s02c"]
    assert back.steps[1].note == "step" and after.checklists[-1].title == "t" and after.conflicts == ()


def test_fields_that_hold_each_other_are_taken_together():
    ours, part = sent()
    part = applied(part, change("case_types.volumes", "v0", ("c00",), low=100, likely=200, high=300))
    found, after = merged(ours, part)
    assert counts(found) == {"applied": 3}
    ours = applied(ours, change("case_types.volumes", "v0", ("c00",), high=40))
    found, after = merged(ours, part)
    assert counts(found)["conflict"] == 3 and after.case_types[0].volumes[0].high == 40


def test_shares_may_change_places():
    ours, part = sent()
    place = {"collection": "case_types.flows", "within": ("c00",)}
    part = applied(
        part,
        ChangeItem(**place, id="f1", changes={"probability": 0.1}),
        ChangeItem(**place, id="f0", changes={"probability": 0.9}),
    )
    found, after = merged(ours, part)
    assert counts(found) == {"applied": 2} and after.case_types[0].flows[0].probability == 0.9


def test_what_is_not_theirs_is_listed_and_not_taken():
    ours, part = sent()
    part = applied(
        part,
        change("units", "u1", name="not mine"),
        ChangeItem(collection="settings", changes={"planning_year": 2031}),
        AddItem(collection="faqs", item={"id": "qx", "department": "d1", "question": {}, "answer": {}}),
    )
    found, after = merged(ours, part)
    assert counts(found) == {"out_of_scope": 3} and after.changed(parts_out=()) == ours.changed(parts_out=())


def test_what_no_field_can_hold_is_rejected_and_its_value_is_said():
    ours, part = sent()
    wrong = [
        PartChange("changed", "checklists", (), "k0", "state", "draft", "finished"),
        PartChange("changed", "checklists", (), "k0", "colour", None, "red"),
    ]
    found = merge_changes(ours, part.part, base_of(part.part), wrong, revision=1, on=DAY)
    assert counts(found) == {"rejected": 2}
    assert [one.change.theirs for one in found.judgements] == ["finished", "red"]
    assert all(one.reason for one in found.judgements)


def test_an_item_that_goes_takes_its_conflicts_along():
    ours, part = sent()
    ours = applied(ours, change("case_types.steps", "s02c", ("c02",), title="here"))
    part = applied(part, change("case_types.steps", "s02c", ("c02",), title="there"))
    _, after = merged(ours, part)
    assert len(after.conflicts) == 1
    assert remove_with_references(after, "case_types", "c02").apply(after).conflicts == ()
    assert remove_with_references(after, "case_types", "c01").apply(after).conflicts == after.conflicts


def test_another_value_decides_a_conflict_too():
    ours, part = sent()
    ours = applied(ours, change("faqs", "q00", law="here"))
    _, after = merged(ours, applied(part, change("faqs", "q00", law="there")))
    after = decide_conflict(after, after.conflicts[0].id, "other", "here and there").apply(after)
    assert faq(after).law == "here and there" and after.conflicts == ()
    with pytest.raises(ProjectError, match="no nobody"):
        decide_conflict(after, "nobody", "ours")


def test_a_part_of_another_project_and_a_file_that_is_none_are_refused():
    ours, part = sent()
    with pytest.raises(ProjectError, match="another project"):
        merge_part(ours.changed(id="p1"), part, revision=0, on=DAY)
    with pytest.raises(ProjectError, match="no part"):
        merge_part(ours, ours, revision=0, on=DAY)
    with pytest.raises(ProjectError, match="sent with"):
        merge_part(ours, part.changed(part=part.part.changed(base="{}")), revision=0, on=DAY)
