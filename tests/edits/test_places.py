"""What is remembered between edits is never wrong: positions are checked, step ids are counted anew where they must."""

from __future__ import annotations

import pytest

from workbench.edits.places import StepIds, position
from workbench.model.case_types import CaseType
from workbench.model.process import Step


def _case_type(name: str, *steps: str) -> CaseType:
    made = tuple(Step(id=one, title=one) for one in steps)
    return CaseType(id=name, name=name, department="d", steps=made)


@pytest.mark.fast
def test_a_position_holds_only_as_long_as_it_is_true() -> None:
    a, b, c = (_case_type(name) for name in ("pa", "pb", "pc"))
    assert position((a, b, c), "pb") == 1
    assert position((c, a, b), "pb") == 2
    assert position((a, c), "pb") is None
    assert position((b,), "pb") == 0


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
