"""Somebody else's program recalculates the workbooks, and gets what ``calculate --json`` prints and the window shows.

Also after inputs are changed: in the workbook's cells, and by the same edits with ``apply``. A workbook that
holds values instead of formulas must fail that. LibreOffice takes seconds to start, so it is started once.
"""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter

from tests.export.test_same_figures import EN, is_same_cell
from tests.export.workbook_case import (
    DATED,
    WORKBOOKS,
    claimed,
    differences,
    figures_of,
    full_project,
    named_cells,
    rows,
    source_of,
    typed,
    with_values_alone,
)
from tests.support.libreoffice import SOFFICE, all_converted
from workbench.analysis.explain import explain
from workbench.cli.main import run
from workbench.edits import edit_from_json
from workbench.export.trace_paths import paths_of
from workbench.export.traces import said
from workbench.session import read_project, write_new
from workbench.store.disk import Disk
from workbench.templates import template_project

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

CHANGED = {
    "adviser_salary_per_month": 33333.33,
    "employer_contribution": 0.4687,
    "absence_share": 0.231,
    "interest_rate": 0.0375,
    "agreed_share_of_department_2": 0.37,
}
SAMPLE_SCENARIO = {
    "id": "shares",
    "name": "Agreed shares",
    "levels": [1, 2, 3, 4],
    "allocation_key": "agreed_shares",
}


def edits_like_the_cells(project) -> list[dict]:
    """Return the edits that change what :data:`CHANGED` changes in the workbooks."""
    settings = project.settings
    cost, time = settings.adviser_cost.as_json(), settings.working_time.as_json()
    day = "2024-01-01"
    changes = {
        "adviser_cost": cost | {"salary_per_month": str(CHANGED["adviser_salary_per_month"])},
        "working_time": time | {"absence_share": CHANGED["absence_share"]},
        "employer_contributions": [{"holds_from": day, "rate": CHANGED["employer_contribution"]}],
        "interest_rates": [{"holds_from": day, "rate": CHANGED["interest_rate"]}],
    }
    share = {"agreed_share": CHANGED["agreed_share_of_department_2"]}
    return [
        {"edit": "change", "collection": "settings", "changes": changes},
        {"edit": "change", "collection": "departments", "id": project.departments[1].id, "changes": share},
    ]


def sample():
    """Return the sample municipality with a scenario of agreed shares, and the general interest for investments."""
    project = template_project("se")
    return after(
        project,
        [
            {"edit": "add", "collection": "scenarios", "item": SAMPLE_SCENARIO},
            {"edit": "change", "collection": "settings", "changes": {"chosen_scenario": "shares"}},
            *(
                {
                    "edit": "change",
                    "collection": "investments",
                    "id": one.id,
                    "changes": {"interest_rate": None},
                }
                for one in project.investments[:2]
            ),
        ],
    )


def after(project, edits):
    """Return ``project`` after ``edits``, as JSON has them."""
    for edit in edits:
        project = edit_from_json(edit).apply(project)
    return project


@pytest.fixture(scope="module")
def projects():
    return {"full": full_project(), "sample": sample()}


@pytest.fixture(scope="module")
def written(projects):
    """Every workbook as the program writes it."""
    sources = {name: source_of(project) for name, project in projects.items()}
    return {(name, kind): make(sources[name], DATED) for name in projects for kind, make in WORKBOOKS.items()}


@pytest.fixture(scope="module")
def recalculated(written, tmp_path_factory):
    """Every workbook that is looked at here, after LibreOffice has calculated it."""
    contents = {"stale": stale(), "dead": with_changes(with_values_alone(written["full", "costs"]))}
    contents |= {f"full-{kind}": written["full", kind] for kind in WORKBOOKS}
    contents |= {f"{name}-{kind}-changed": with_changes(content) for (name, kind), content in written.items()}
    contents["full-staffing-changed"] = with_a_person_out(contents["full-staffing-changed"])
    return all_converted(contents, tmp_path_factory.mktemp("recalculated"))


def stale() -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet("One").write_formula(0, 0, "=1+1", None, 99)
    book.close()
    return stream.getvalue()


FIRST_PERSON = 5
"""The row of the roster in which its first person stands."""


def with_changes(content: bytes) -> bytes:
    """Return the workbook with :data:`CHANGED` typed into its cells."""
    places = named_cells(content)
    return typed(content, {places[name]: value for name, value in CHANGED.items() if name in places})


def with_a_person_out(content: bytes) -> bytes:
    """Return the staffing workbook without the x of the first person in the roster."""
    person = rows(content, "Roster")[FIRST_PERSON - 1]
    assert person[1].endswith("person 1") and all(person[4:])
    return typed(
        content, {("Roster", f"{chr(ord('A') + n)}{FIRST_PERSON}"): None for n in range(4, len(person))}
    )


def applied(file, edits, folder):
    """Apply ``edits`` at the command line; return the project."""
    lines = folder / "edits.jsonl"
    lines.write_text("\n".join(map(json.dumps, edits)), encoding="utf-8")
    assert run(["apply", str(file), str(lines)]) == 0
    return read_project(file).project


def calculated(file, capsys):
    """Return what ``calculate --json`` prints."""
    capsys.readouterr()
    assert run(["calculate", str(file), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_libreoffice_calculates_anew_instead_of_believing_the_file(recalculated):
    assert rows(stale(), "One") == [[99]]
    assert rows(recalculated["stale"], "One") == [[2]]


@pytest.mark.parametrize("kind", ["full", "sample"])
def test_recalculated_workbooks_equal_the_program(
    kind, projects, written, recalculated, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    project, file = projects[kind], tmp_path / "p.rosa"
    write_new(file, project, Disk())
    before = calculated(file, capsys)
    applied(file, edits_like_the_cells(project), tmp_path)
    now = calculated(file, capsys)
    for name in WORKBOOKS:
        assert differences(claimed(written[kind, name]), before) == [], name
        changed = claimed(recalculated[f"{kind}-{name}-changed"])
        assert differences(changed, now) == [], name
        assert len(differences(changed, before)) > 50, "the changes changed nothing"


def test_values_instead_of_formulas_fail(projects, written, recalculated):
    """The negative control: without formulas, changed inputs leave old figures standing."""
    project = projects["full"]
    assert differences(claimed(written["full", "costs"]), figures_of(project)) == []
    changed = after(project, edits_like_the_cells(project))
    assert len(differences(claimed(recalculated["dead"]), figures_of(changed))) > 50


def test_who_is_taken_out_of_the_roster_is_missed(written, recalculated):
    def more_than_needed(content):
        """Return, by row, how many are at work beyond who is needed."""
        found = [row for row in rows(content, "Roster") if str(row[1]).endswith("more than needed")]
        return [[one for one in row[4:] if one != ""] for row in found]

    before, anew = written["full", "staffing"], recalculated["full-staffing-changed"]
    hours = [rows(content, "Roster")[FIRST_PERSON - 1][3] for content in (before, anew)]
    assert hours[0] > hours[1] == 0
    was, now = more_than_needed(before), more_than_needed(anew)
    assert min(now[0]) < 0 <= min(was[0])
    assert now[1:] == was[1:]


SHOWN = (
    "fte", "peak", "hours_per_fte", "component:waiting_capacity", "balance", "operating_cost", "one_off_cost",
    "rate_per_minute", "idle_capacity", "cost_of:a", "used:b", "readiness:c", "net_effect:a:2027",
    "payment:b_capacity:1:b", "residue:c_base_and_price:1.2",
)  # fmt: skip


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_recalculated_workbooks_hold_what_the_window_shows(kind, projects, recalculated):
    project, content = projects["full"], recalculated[f"full-{kind}"]
    results = source_of(project).results
    cells, paths = claimed(content), paths_of(results)
    assert differences(cells, figures_of(project)) == []
    by_path = {path: key for key, path in paths.items() if path in cells}
    assert len(by_path) > 30
    wrong = [
        key for path, key in by_path.items() if not is_same_cell(explain(project, results, key), cells[path])
    ]
    assert wrong == []
    traces = [(row[0], row[2], row[3]) for row in rows(content, "Where figures come from")]
    for key in SHOWN:
        found = explain(project, results, key)
        title, unit = EN.message(found.title), EN.message(found.unit)
        shown = [value for name, value, of in traces if (name, of) == (title, unit)]
        if shown:
            assert is_same_cell(found, shown[0]), key
            exact = Decimal(repr(shown[0])) if isinstance(found.value, Decimal) else float(shown[0])
            assert said(exact, found.unit, EN) == said(found.value, found.unit, EN)
    found = explain(project, results, "fte")
    assert not is_same_cell(replace(found, value=found.value + 1e-6), found.value)
