"""A part holds its department's own items whole, names what these refer to, and nothing else."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.support.hostile import plain_project
from tests.support.two_sides import DAY, whole_project
from workbench.analysis.engine import Engine
from workbench.model.integrity import check_project
from workbench.model.text import ProjectError
from workbench.parts import make_part
from workbench.parts.merging import base_of

pytestmark = pytest.mark.fast


def part_of_d0():
    whole = whole_project()
    return whole, *make_part(whole, "d0", revision=7, sent_on=DAY, sent_to="Kim", due=dt.date(2027, 4, 1))


def test_a_part_is_a_sound_project_with_what_is_the_departments_own():
    whole, part, _ = part_of_d0()
    check_project(part)
    Engine().results(part)
    assert part.case_types[:3] == whole.case_types[:3]
    assert [one.id for one in part.checklists] == ["k0"] and [one.id for one in part.faqs] == [
        "q00",
        "q01",
        "q02",
    ]
    assert part.roles[0] == whole.roles[0] and part.waves == whole.waves


def test_of_others_it_holds_names_alone():
    _, part, _ = part_of_d0()
    other = next(one for one in part.persons if one.id == "n1")
    assert (other.name, other.unit, other.email, other.phone) == ("Ö", "u1", "", "")
    named = [one for one in part.case_types if one.department == "d1"]
    assert {one.id for one in named} == {"c10", "c11"} and not any(one.steps or one.synonyms for one in named)
    assert [one.id for one in part.roles] == ["r0"]
    assert part.scenarios == () and "o@x.se" not in json.dumps(part.as_json())
    unknown = set(type(part).model_fields) - {
        "id", "municipality", "settings", "departments", "units", "roles", "persons", "case_types", "waves",
        "checklists", "faqs", "part",
    }  # fmt: skip
    assert not any(getattr(part, name) for name in unknown)


def test_salaries_costs_and_conflicts_of_the_whole_stay_at_home():
    whole = plain_project(3)
    part, _ = make_part(whole, whole.departments[0].id, revision=0, sent_on=DAY)
    check_project(part)
    assert part.settings.adviser_cost.salary_per_month == 0 and part.settings.chosen_scenario is None
    assert not (part.conflicts or part.parts_out or part.decision_log or part.workshops or part.agreements)


def test_it_says_what_it_was_sent_with_and_the_whole_says_who_has_it():
    whole, part, note = part_of_d0()
    assert part.part is not None and part.part.project_id == whole.id and part.part.base_revision == 7
    assert base_of(part.part) == part.changed(part=None) and part.id == part.part.part_id != whole.id
    out = note.apply(whole).parts_out[0]
    assert (out.id, out.department_name, out.sent_to, out.due) == (
        part.id,
        "Bygg 0",
        "Kim",
        dt.date(2027, 4, 1),
    )
    assert out.came_back_on is None


def test_no_part_of_a_part_and_none_of_a_department_that_is_not_there():
    whole, part, _ = part_of_d0()
    with pytest.raises(ProjectError, match="part already"):
        make_part(part, "d0", revision=0, sent_on=DAY)
    with pytest.raises(ProjectError, match="no d9"):
        make_part(whole, "d9", revision=0, sent_on=DAY)
