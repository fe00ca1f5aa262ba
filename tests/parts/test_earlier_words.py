"""Words that hold no more, in conflicts, versions and a part's base: searched, purged, and never shown outside."""

from __future__ import annotations

import json

import pytest

from tests.support.two_sides import DAY, whole_project
from workbench.analysis.engine import Engine
from workbench.analysis.findings.personal_numbers import looks_personal, masked
from workbench.edits import AddItem, Batch, ChangeItem, RemoveItem
from workbench.export.editions import external, withheld_texts
from workbench.model.kept_values import kept_texts
from workbench.model.project import Project
from workbench.parts import make_part, merge_part
from workbench.session import Session, read_project, write_new
from workbench.store.disk import Disk
from workbench.store.forgetting import masking, without_deleted
from workbench.store.state import Store

pytestmark = pytest.mark.fast
SECRET = "Ring Eva 811228-9874 i morgon"


def applied(project, *edits):
    return Batch(edits=tuple(edits)).apply(project)


def change(collection, wanted, within=(), **changes):
    return ChangeItem(collection=collection, id=wanted, within=within, changes=changes)


def with_conflict():
    """A whole with a conflict: in base, ours and theirs something personal stands; in force there is nothing."""
    whole = applied(whole_project(), change("faqs", "q00", answer={"sv": SECRET, "en": "0"}))
    part, note = make_part(whole, "d0", revision=1, sent_on=DAY)
    ours = applied(note.apply(whole), change("faqs", "q00", answer={"sv": f"{SECRET}!", "en": "1"}))
    part = applied(part, change("faqs", "q00", answer={"sv": f"{SECRET}?", "en": "2"}))
    after = merge_part(ours, part, revision=2, on=DAY).batch.apply(ours)
    assert len(after.conflicts) == 1
    return applied(after, change("faqs", "q00", answer={"sv": "Ring oss", "en": ""}))


def with_version():
    said = {"title": "Lov", "items": [{"id": "i0", "kind": "say", "text": SECRET}]}
    version = {"number": 1, "who": "Å", "on": "2026-05-01", "content": said}
    return applied(whole_project(), change("checklists", "k0", versions=[version]))


def part_that_forgot():
    """A part that was sent with something personal, in a field and in an item; both were deleted there."""
    whole = applied(
        whole_project(),
        change("faqs", "q00", law=SECRET),
        change("faqs", "q01", law=SECRET, wordings=["a", SECRET]),
    )
    part, note = make_part(whole, "d0", revision=1, sent_on=DAY)
    gone = RemoveItem(collection="checklists.items", within=("k0",), id="i3")
    part = applied(
        part,
        change("faqs", "q00", law="", web_page="ny.se"),
        change("faqs", "q01", law="", wordings=["a"]),
        gone,
    )
    return note.apply(whole), part


def personal(project):
    found = Engine().results(project).findings
    return {(one.place, one.id, one.what.values["field"]) for one in found if one.rule == "personal-number"}


def test_earlier_words_are_searched_for_personal_numbers():
    after = with_conflict()
    assert personal(after) == {("conflicts", after.conflicts[0].id, "base")}
    assert personal(with_version()) == {("checklists", "k0", "versions")}
    whole, part = part_that_forgot()
    assert personal(part) == {("part", "", "base")}
    standing = make_part(whole, "d0", revision=1, sent_on=DAY)[0]
    assert personal(standing) == {("faqs", "q00", "law"), ("faqs", "q01", "wordings")}


def test_ids_and_choices_in_them_are_no_texts():
    after = with_conflict()
    conflict = after.conflicts[0].changed(
        collection="case_types",
        item="811228-9874",
        field=None,
        base=None,
        theirs={"id": "a8112289874b", "name": "N"},
    )
    assert [text for _, text in kept_texts(conflict)] == ["N"]


def test_a_number_is_masked_and_the_words_round_it_stay():
    assert masked(SECRET) == "Ring Eva … i morgon" and masked("Kl. 10-12") == "Kl. 10-12"
    assert not looks_personal(masked("8112289874 070761-4285"))


def test_purging_takes_numbers_out_of_conflicts_and_versions_but_not_what_is_still_offered():
    edit = masking(with_conflict())
    assert edit is not None
    changes = edit.edits[0].changes
    assert changes["base"]["sv"] == "Ring Eva … i morgon" and changes["ours"]["sv"] == "Ring Eva … i morgon!"
    assert "theirs" not in changes
    edit = masking(with_version())
    assert edit is not None
    content = edit.apply(with_version()).checklists[0].versions[0].content
    assert content["items"][0]["text"] == "Ring Eva … i morgon"
    assert masking(edit.apply(with_version())) is None and masking(whole_project()) is None


def test_a_version_that_still_holds_is_left_alone():
    still = applied(with_version(), change("checklists.items", "i0", ("k0",), text=SECRET))
    assert masking(still) is None


def test_a_purged_part_says_nothing_of_what_was_deleted_in_it(tmp_path):
    _, part = part_that_forgot()
    file, store = tmp_path / "d0.rosapart", Store(Disk(), tmp_path / "state")
    write_new(file, part, Disk())
    assert b"811228" in file.read_bytes()
    with Session.open(file, store) as session:
        session.purge()
        assert personal(session.project) == set()
    for path in [*tmp_path.rglob("*")]:
        assert path.is_dir() or b"811228" not in path.read_bytes(), path
    purged = read_project(file, store).project
    assert purged.changed(part=None) == part.changed(part=None)


def test_merging_a_purged_part_asks_and_loses_nothing():
    whole, part = part_that_forgot()
    purged = without_deleted(part)
    assert purged.part.base != part.part.base
    assert merge_part(whole, part, revision=5, on=DAY).counts.conflict == 0
    merged = merge_part(whole, purged, revision=5, on=DAY)
    places = {(one.item, one.field) for one in merged.conflicts}
    assert places == {("q00", "law"), ("q01", "law"), ("q01", "wordings")}
    after = merged.batch.apply(whole)
    assert after.faqs[0].law == SECRET and after.faqs[0].web_page == "ny.se"
    assert "811228" not in json.dumps([one.base for one in merged.conflicts])


def test_what_was_not_changed_is_not_purged():
    part, _ = make_part(whole_project(), "d0", revision=1, sent_on=DAY)
    assert without_deleted(part) == part and without_deleted(whole_project()) == whole_project()


def test_a_sign_that_somebody_wrote_is_still_a_change():
    part, _ = make_part(
        applied(whole_project(), change("faqs", "q00", law="gammal")), "d0", revision=1, sent_on=DAY
    )
    part = without_deleted(applied(part, change("faqs", "q00", law="…")))
    base = Project.model_validate_json(part.part.base)
    assert base.faqs[0].law == "……" and part.faqs[0].law == "…"


def test_no_earlier_word_is_in_an_external_edition_and_each_is_looked_for():
    whole = with_conflict().changed(checklists=with_version().checklists)
    item = AddItem(
        collection="faqs", item={"id": "qc", "department": "d0", "question": {"sv": "KANARIE"}, "answer": {}}
    )
    assert "811228" not in json.dumps(external(whole).as_json())
    hidden = withheld_texts(whole)
    assert {SECRET, f"{SECRET}!", f"{SECRET}?"} <= set(hidden)
    assert hidden[SECRET].startswith(("conflicts", "checklists"))
    public = applied(whole, item, change("faqs", "qc", state="published"))
    assert "KANARIE" in json.dumps(external(public).as_json())  # the control: what is public is there
    assert external(whole).part is None and not external(whole).conflicts
