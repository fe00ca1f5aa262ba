"""How checklists and FAQs go from draft to published and back, and what happens to a checklist's items."""

import datetime as dt

import pytest

from workbench.edits import Edit, edit_from_json, edit_to_json, knowledge
from workbench.model.case_types import CaseType
from workbench.model.knowledge import (
    Branch,
    Checklist,
    ChecklistItem,
    CommentFlow,
    Faq,
    ItemKind,
    KnowledgeState,
    LocalizedText,
)
from workbench.model.organisation import Department, Person
from workbench.model.project import Municipality, Project
from workbench.model.text import ProjectError

DAY = dt.date(2026, 11, 22)


@pytest.fixture
def project() -> Project:
    items = (
        ChecklistItem(id="a", kind=ItemKind.SAY, text="Hej"),
        ChecklistItem(
            id="b",
            kind=ItemKind.ASK,
            text="Var?",
            branches=(Branch(answer="Hemma", goes_to="c"), Branch(answer="Ute", goes_to="d")),
        ),
        ChecklistItem(id="c", kind=ItemKind.DO, text="Boka"),
        ChecklistItem(id="d", kind=ItemKind.HAND_OVER, text="Gatan"),
    )
    return Project(
        id="p",
        municipality=Municipality(name="Provköping"),
        departments=(Department(id="d", name="Teknik"),),
        persons=(Person(id="eva", name="Eva"),),
        case_types=(CaseType(id="ct", name="Sophämtning", department="d", owner="eva"),),
        checklists=(Checklist(id="k", title="Sopor", case_type="ct", items=items),),
        faqs=(
            Faq(id="f", department="d", question=LocalizedText(sv="När?"), answer=LocalizedText(sv="Nu.")),
        ),
    )


def done(project: Project, edit: Edit | None) -> Project:
    """Return ``project`` after ``edit`` as it is read back from the journal."""
    assert edit is not None
    return edit_from_json(edit_to_json(edit)).apply(project)


def to(project: Project, kind: knowledge.Kind, *states: KnowledgeState) -> Project:
    for state in states:
        wanted = "k" if kind == "checklists" else "f"
        project = done(project, knowledge.set_state(project, kind, wanted, state, "Eva", DAY))
    return project


@pytest.mark.parametrize("kind", ["checklists", "faqs"])
def test_each_state_is_noted_with_who_and_when(project: Project, kind: knowledge.Kind) -> None:
    states = (
        KnowledgeState.REVIEWED,
        KnowledgeState.APPROVED,
        KnowledgeState.PUBLISHED,
        KnowledgeState.TO_REVIEW,
        KnowledgeState.WITHDRAWN,
    )
    one = getattr(to(project, kind, *states), kind)[0]
    assert one.state is KnowledgeState.WITHDRAWN
    assert [(change.state, change.who, change.on) for change in one.history] == [
        (state, "Eva", DAY) for state in states
    ]


def test_a_state_cannot_be_leapt_over_and_needs_a_name(project: Project) -> None:
    with pytest.raises(ProjectError):
        knowledge.set_state(project, "checklists", "k", KnowledgeState.PUBLISHED, "Eva", DAY)
    with pytest.raises(ProjectError):
        knowledge.set_state(project, "checklists", "k", KnowledgeState.REVIEWED, "  ", DAY)


def test_every_state_leads_somewhere_and_can_be_reached() -> None:
    reached = {after for state in KnowledgeState for after in knowledge.next_states(state)}
    assert reached == set(KnowledgeState)


def test_an_approved_checklist_says_by_whom_and_comes_due_in_a_year(project: Project) -> None:
    approved = to(project, "checklists", KnowledgeState.REVIEWED, KnowledgeState.APPROVED)
    one = approved.checklists[0]
    assert (one.approved_by, one.approved_on, one.review_by) == ("Eva", DAY, dt.date(2027, 11, 22))
    assert not knowledge.is_overdue(one, dt.date(2027, 11, 22))
    assert knowledge.is_overdue(one, dt.date(2027, 11, 23))
    again = to(approved, "checklists", KnowledgeState.DRAFT).checklists[0]
    assert (again.version, again.approved_by, again.approved_on) == (2, "", None)
    assert not knowledge.is_overdue(again, dt.date(2030, 1, 1))


def test_a_draft_that_was_only_reviewed_is_no_new_version(project: Project) -> None:
    one = to(project, "checklists", KnowledgeState.REVIEWED, KnowledgeState.DRAFT).checklists[0]
    assert one.version == 1


@pytest.mark.parametrize("flow", list(CommentFlow))
def test_a_comment_on_a_published_text_that_fails_sends_it_to_review(
    project: Project, flow: CommentFlow
) -> None:
    path = (KnowledgeState.REVIEWED, KnowledgeState.APPROVED, KnowledgeState.PUBLISHED)
    published = to(project, "faqs", *path)
    after = done(published, knowledge.comment(published, "faqs", "f", " Fel dag ", "Bo", flow, DAY)).faqs[0]
    assert [(c.text, c.who, c.flow, c.on) for c in after.comments] == [("Fel dag", "Bo", flow, DAY)]
    fails = flow in (CommentFlow.DOES_NOT_FIT, CommentFlow.COULD_NOT_ANSWER)
    assert (after.state is KnowledgeState.TO_REVIEW) == fails


def test_a_comment_is_closed_and_opened_again(project: Project) -> None:
    said = knowledge.comment(project, "checklists", "k", "Oklart", "Bo", CommentFlow.COMMENTED, DAY)
    now = done(project, said)
    comment = now.checklists[0].comments[0].id
    closed = done(now, knowledge.close_comment("checklists", "k", comment))
    assert closed.checklists[0].comments[0].is_closed
    opened = done(closed, knowledge.close_comment("checklists", "k", comment, is_closed=False))
    assert not opened.checklists[0].comments[0].is_closed


def test_a_change_that_says_the_same_is_none(project: Project) -> None:
    assert knowledge.change(project, "checklists", "k", {"title": "Sopor", "law": "", "links": []}) is None
    after = done(project, knowledge.change(project, "checklists", "k", {"title": "Skräp", "law": ""}))
    assert after.checklists[0].title == "Skräp"


def test_a_new_checklist_belongs_to_whoever_owns_the_case_type(project: Project) -> None:
    edit, made = knowledge.add_checklist(project, "ct")
    one = done(project, edit).checklists[-1]
    assert (one.id, one.title, one.owner, len(one.items)) == (made, "Sophämtning", "eva", 1)


def test_items_are_put_in_moved_and_changed(project: Project) -> None:
    def order(now: Project) -> list[str]:
        return [item.text for item in now.checklists[0].items]

    edit, made = knowledge.add_item(project.checklists[0], ItemKind.SAY, "Tack", after="a")
    now = done(project, edit)
    assert order(now) == ["Hej", "Tack", "Var?", "Boka", "Gatan"]
    now = done(now, knowledge.move_item(now.checklists[0], made, 4))
    assert order(now) == ["Hej", "Var?", "Boka", "Gatan", "Tack"]
    now = done(now, knowledge.move_item(now.checklists[0], made, 0))
    assert order(now) == ["Tack", "Hej", "Var?", "Boka", "Gatan"]
    assert knowledge.move_item(now.checklists[0], made, 0) is None
    assert knowledge.move_item(now.checklists[0], made, 5) is None
    now = done(now, knowledge.change_item(now.checklists[0], "b", {"kind": "say"}))
    assert now.checklists[0].items[2].branches == ()


@pytest.mark.fast
def test_an_item_that_goes_leaves_the_answers_that_led_to_it(project: Project) -> None:
    after = done(project, knowledge.remove_item(project.checklists[0], "c")).checklists[0]
    assert [item.id for item in after.items] == ["a", "b", "d"]
    assert [(b.answer, b.goes_to) for b in after.items[1].branches] == [("Hemma", None), ("Ute", "d")]


_PUBLISHED = (KnowledgeState.REVIEWED, KnowledgeState.APPROVED, KnowledgeState.PUBLISHED)


def typed(project: Project, kind: knowledge.Kind, changes: dict[str, object]) -> Project:
    """Return ``project`` after Bo has changed fields the day after."""
    edit = knowledge.change(project, kind, "k" if kind == "checklists" else "f", changes)
    assert edit is not None
    return done(project, knowledge.with_follow_ups(project, edit, " Bo ", DAY + dt.timedelta(days=1)))


@pytest.mark.fast
@pytest.mark.parametrize(
    ("path", "falls_to"),
    [
        (_PUBLISHED[:1], KnowledgeState.DRAFT),
        (_PUBLISHED[:2], KnowledgeState.DRAFT),
        (_PUBLISHED, KnowledgeState.TO_REVIEW),
    ],
)
@pytest.mark.parametrize(
    ("kind", "words"),
    [("checklists", {"promise": "Fem dagar."}), ("faqs", {"answer": {"sv": "Sen."}})],
)
def test_words_that_nobody_has_seen_do_not_stay_reviewed_approved_or_published(
    project: Project,
    path: tuple[KnowledgeState, ...],
    falls_to: KnowledgeState,
    kind: knowledge.Kind,
    words: dict[str, object],
) -> None:
    before = to(project, kind, *path)
    after = getattr(typed(before, kind, words), kind)[0]
    assert after.state is falls_to
    assert (after.history[-1].who, after.history[-1].on) == ("Bo", DAY + dt.timedelta(days=1))
    assert len(after.history) == len(path) + 1
    kept = getattr(typed(before, kind, {"owner": "eva"}), kind)[0]
    assert kept.state is path[-1], "who owns it is nothing that anybody reads"
    draft = getattr(typed(project, kind, words), kind)[0]
    assert (draft.state, draft.history) == (KnowledgeState.DRAFT, ())


def test_every_item_edit_counts_and_what_follows_is_in_the_same_step(project: Project) -> None:
    published = to(project, "checklists", *_PUBLISHED)
    one = published.checklists[0]
    for edit in (
        knowledge.change_item(one, "a", {"text": "God dag"}),
        knowledge.remove_item(one, "c"),
        knowledge.move_item(one, "a", 2),
        knowledge.add_item(one, ItemKind.DO, "Skriv")[0],
    ):
        assert edit is not None
        step = knowledge.with_follow_ups(published, edit, "Bo", DAY)
        assert getattr(step, "name", "") == edit.name
        assert done(published, step).checklists[0].state is KnowledgeState.TO_REVIEW
    same = knowledge.change_item(one, "a", {"text": "Hej"})
    assert knowledge.with_follow_ups(published, same, "Bo", DAY) is same


def test_a_change_of_state_that_comes_along_holds(project: Project) -> None:
    approved = to(project, "checklists", *_PUBLISHED[:2])
    on = knowledge.set_state(approved, "checklists", "k", KnowledgeState.PUBLISHED, "Eva", DAY)
    words = knowledge.change(approved, "checklists", "k", {"fee": "0 kr"})
    assert words is not None
    both = on.changed(edits=(*on.edits, *words.edits))
    assert knowledge.with_follow_ups(approved, both, "Bo", DAY) is both


def test_each_publication_is_kept_with_its_number_who_and_content(project: Project) -> None:
    first = to(project, "checklists", *_PUBLISHED)
    one = first.checklists[0]
    assert [(v.number, v.who, v.on) for v in one.versions] == [(1, "Eva", DAY)]
    assert one.versions[0].content == knowledge.content_of(one)
    changed = typed(first, "checklists", {"fee": "100 kr"})
    assert (changed.checklists[0].version, changed.checklists[0].approved_by) == (2, "")
    again = to(changed, "checklists", *_PUBLISHED).checklists[0]
    assert [(v.number, v.content.get("fee")) for v in again.versions] == [(1, None), (2, "100 kr")]


def test_the_same_words_published_again_are_no_new_version(project: Project) -> None:
    first = to(project, "checklists", *_PUBLISHED)
    again = to(first, "checklists", KnowledgeState.TO_REVIEW, *_PUBLISHED).checklists[0]
    assert (again.version, len(again.versions)) == (1, 1)
    waiting = to(first, "checklists", KnowledgeState.TO_REVIEW)
    changed = typed(typed(waiting, "checklists", {"fee": "1 kr"}), "checklists", {"fee": "2 kr"})
    assert (changed.checklists[0].version, changed.checklists[0].state) == (2, KnowledgeState.TO_REVIEW)
    draft = to(changed, "checklists", KnowledgeState.DRAFT).checklists[0]
    assert draft.version == 2, "the number has not been published yet"


def test_what_was_published_before_versions_were_kept_is_kept_at_its_first_change(project: Project) -> None:
    old = to(project, "checklists", *_PUBLISHED)
    bare = old.changed(checklists=(old.checklists[0].changed(versions=()),))
    one = typed(bare, "checklists", {"fee": "100 kr"}).checklists[0]
    assert [(v.number, v.who, v.on, v.content.get("fee")) for v in one.versions] == [(1, "Eva", DAY, None)]
    assert (one.version, one.state) == (2, KnowledgeState.TO_REVIEW)
