"""What findings keep between runs must never show: an engine that has run before finds the same."""

from __future__ import annotations

import pytest

from tests.analysis.small_project import moved_by_decision, small_project, with_case_type
from workbench.analysis.engine import Engine
from workbench.model.knowledge import Checklist
from workbench.model.process import Step

EDITS = {
    "decision": moved_by_decision,
    "same name": lambda p: with_case_type(p, 0, name=p.case_types[1].name),
    "no minutes": lambda p: with_case_type(p, 0, steps=(Step(id="s", title="T", level=1),), flows=()),
    "checklist": lambda p: p.changed(checklists=(Checklist(id="c", case_type="x", title="How"),)),
    "department renamed": lambda p: p.changed(
        departments=(p.departments[0].changed(name="Other"), *p.departments[1:])
    ),
}


@pytest.mark.fast
@pytest.mark.parametrize("name", EDITS)
def test_findings_after_an_edit_are_those_of_a_fresh_engine(name):
    before, engine = small_project(), Engine()
    engine.results(before)
    after = EDITS[name](before)
    found = engine.results(after).findings
    assert found == Engine().results(after).findings
    assert found != Engine().results(before).findings
    order = ["error", "warning", "advice"]
    assert [one.severity for one in found] == sorted((one.severity for one in found), key=order.index)
