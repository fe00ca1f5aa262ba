"""What is remembered between edits is never wrong: positions are checked, step ids are counted anew where they must."""

from __future__ import annotations

import pytest

from workbench.edits import places
from workbench.edits.places import StepIds, position
from workbench.model.case_types import CaseType
from workbench.model.identity import differing
from workbench.model.process import Step


def _case_type(name: str, *steps: str) -> CaseType:
    made = tuple(Step(id=one, title=one) for one in steps)
    return CaseType(id=name, name=name, department="d", steps=made)


@pytest.mark.fast
@pytest.mark.parametrize("few", [0, 200])
def test_a_position_holds_only_as_long_as_it_is_true(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(places, "_SMALL", few)
    a, b, c = (_case_type(name) for name in ("pa", "pb", "pc"))
    assert position((a, b, c), "pb") == 1
    assert position((c, a, b), "pb") == 2
    assert position((a, c), "pb") is None
    assert position((b,), "pb") == 0
    assert position((a, c, b), "pb") == 2
    assert position((), "pb") is None


@pytest.mark.fast
def test_a_step_id_is_found_twice_whatever_came_and_went_before() -> None:
    known = StepIds()
    a, b, c = _case_type("a", "s1", "s2"), _case_type("b", "s3"), _case_type("c", "s1")
    assert known.twice((a, b), ("s1", "s2", "s3")) is None
    assert known.twice((a, b, c), ("s1",)) == "s1"
    assert known.twice((b, c), ("s1",)) is None
    assert known.twice((c, b), ("s1", "s3")) is None
    assert known.twice((c, b, a), ("s3", "s1")) == "s1"
    assert known.twice((), ("s1",)) is None
    assert known.twice((a, b), ("s1", "s3")) is None


@pytest.mark.fast
def test_counting_beforehand_changes_no_answer() -> None:
    a, b, c = _case_type("a", "s1", "s2"), _case_type("b", "s3"), _case_type("c", "s1")
    known = StepIds()
    known.get_ready((a, b))
    assert known.twice((a, b, c), ("s1",)) == "s1"
    assert known.twice((a, b), ("s1",)) is None
    known.get_ready((a, b, c))  # too late: somebody was quicker, and knows better
    assert known.twice((a, b), ("s1",)) is None


@pytest.mark.fast
def test_what_differs_is_what_came_and_went_wherever_it_stands() -> None:
    a, b, c, d = (_case_type(name) for name in "abcd")
    assert differing((a, b, c), (a, d, c)) == ([b], [d])
    assert differing((a, b, c), (c, b, a)) == ([], [])
    assert differing((a, b, c), (d, a, c)) == ([b], [d])
    assert differing((), (a,)) == ([], [a])
    assert differing((a, b), ()) == ([a, b], [])
