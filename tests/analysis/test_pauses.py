"""A run that is broken off at any checkpoint leaves nothing behind that a later run could stumble over."""

from __future__ import annotations

from contextlib import suppress

import pytest

from tests.analysis.small_project import small_project
from tests.analysis.test_engine import EDITS, comparable
from workbench.analysis import engine as engine_module
from workbench.analysis.engine import Engine, warm_up
from workbench.analysis.memo import Memo
from workbench.model.pause import checkpoint, pausing


class NewerProject(Exception):  # noqa: N818 - the word says what happened
    pass


class Countdown:
    """Counts checkpoints and raises at the one that is asked for."""

    def __init__(self, raises_at: int | None = None) -> None:
        self.calls, self.raises_at = 0, raises_at

    def __call__(self) -> None:
        self.calls += 1
        if self.calls == self.raises_at:
            raise NewerProject


def checkpoints(engine: Engine, project) -> int:
    pause = Countdown()
    engine.results(project, pause=pause)
    return pause.calls


def broken_off_everywhere(edit: str, every: int) -> int:
    """Return how often a run that was broken off, and then repeated, differs from a fresh engine's.

    One engine goes back and forth: whatever a broken-off run left behind is there in those that follow.
    """
    before = small_project()
    after = EDITS[edit](before)
    engine = Engine()
    engine.results(before)
    in_all = checkpoints(engine, after)
    expected = comparable(after, Engine())
    different = broken_off = 0
    for at in range(1, in_all + 1, every):
        engine.results(before)
        try:
            engine.results(after, pause=Countdown(at))
        except NewerProject:
            broken_off += 1
        different += comparable(after, engine) != expected
    assert broken_off * every >= 0.8 * in_all  # tables kept for all engines may have shortened a run
    return different


@pytest.mark.parametrize("edit", ["volume", "decision", "case type added", "salary", "profile", "unit"])
def test_a_run_broken_off_anywhere_and_repeated_gives_what_a_fresh_engine_gives(edit):
    assert broken_off_everywhere(edit, every=8) == 0


class Hasty(Memo):
    """Notes the new items although their results were not made: the fault that the test must notice."""

    def _made_where_new(self, name, items, kept, places, make):
        try:
            return super()._made_where_new(name, items, kept, places, make)
        except NewerProject:
            self._each[name] = ((tuple(items), kept[0][1]), self._each[name][1])
            raise


def doubled_after_breaking_off(memo: Memo, start: list[object], then: list[object], at: int) -> list[object]:
    """Double ``start``, break off doubling ``then`` at a checkpoint, and return what a whole run gives."""

    def double(items: list[object]) -> tuple[object, ...]:
        return memo.each("doubled", items, (), lambda place: (items[place], items[place]))

    double(start)
    with pytest.raises(NewerProject), pausing(Countdown(at)):
        double(then)
    return list(double(then))


@pytest.mark.fast
@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("n", [3, 4, 5])
def test_a_list_broken_off_between_two_items_knows_which_were_made(at, n):
    start, then = [object() for _ in range(4)], [object() for _ in range(n)]
    then[0] = start[0] if n == 5 else then[0]
    assert doubled_after_breaking_off(Memo(), start, then, at) == [(one, one) for one in then]


def test_a_list_that_notes_too_much_would_be_noticed():
    start, then = [object() for _ in range(4)], [object() for _ in range(4)]
    assert doubled_after_breaking_off(Hasty(), start, then, 2) != [(one, one) for one in then]


@pytest.mark.fast
def test_what_was_known_survives_breaking_off_after_something_was_added_or_moved():
    old = [object() for _ in range(300)]
    for then in ([object(), *old], [*old[1:], old[0]], old[:200], [*old[:5], object(), object(), *old[7:]]):
        memo, made = Memo(), []

        def note(items, memo=memo, made=made):
            return memo.each("noted", items, (), lambda place: made.append(items[place]) or (items[place],))

        note(old)
        with suppress(NewerProject), pausing(Countdown(1)):
            note(then)
        assert note(then) == tuple((one,) for one in then)
        new = [one for one in then if not any(one is other for other in old)]
        assert len(made) == len(old) + len(new), "nothing was made twice"


def test_sums_of_runs_that_were_broken_off_are_made_again():
    memo, items = Memo(), [object() for _ in range(500)]
    changed = [object() for _ in items]
    memo.chunks("counted", items, list)
    with pytest.raises(NewerProject), pausing(Countdown(2)):
        memo.chunks("counted", changed, list)
    assert [one for chunk in memo.chunks("counted", changed, list) for one in chunk] == changed


@pytest.mark.fast
def test_breaking_off_again_and_again_comes_to_an_end_because_finished_work_is_kept():
    project, engine = small_project(), Engine()
    whole = checkpoints(Engine(), project)
    runs = 0
    while True:
        runs += 1
        try:
            engine.results(project, pause=Countdown(whole // 4))
        except NewerProject:
            assert runs < 20
        else:
            break
    assert runs > 2
    assert comparable(project, engine) == comparable(project, Engine())


def test_pauses_are_this_threads_and_this_runs_only():
    heard: list[str] = []
    with pausing(lambda: heard.append("outer")):
        with pausing(lambda: heard.append("inner")):
            checkpoint()
        checkpoint()
    checkpoint()
    assert heard == ["inner", "outer"]
    engine, project = Engine(), small_project()
    with pytest.raises(NewerProject):
        engine.results(project, pause=Countdown(3))
    assert engine.results(project) is engine.results(project)


def test_warming_up_asks_between_its_parts():
    pause = Countdown()
    warm_up("DK", 2027, pause)
    assert pause.calls >= 3
    assert engine_module.public_holidays("DK", 2027)
