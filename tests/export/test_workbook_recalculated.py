"""Somebody else's program recalculates the workbooks, and gets what ``calculate --json`` prints.

Also after inputs are changed: in the workbook's cells, and by the same edits with ``apply``. A workbook that
holds values instead of formulas must fail that.
"""

from __future__ import annotations

import json

import pytest

from tests.export.workbook_case import DATED as DAY
from tests.export.workbook_case import (
    WORKBOOKS,
    claimed,
    differences,
    figures_of,
    formulas,
    full_project,
    set_named,
    source_of,
)
from tests.support.libreoffice import SOFFICE, converted, opened, saved
from workbench.cli.main import run
from workbench.session import read_project, write_new
from workbench.store.disk import Disk

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


def set_up_sample(project) -> list[dict]:
    """Return edits that give the sample a scenario with agreed shares, and investments the general interest."""
    return [
        {"edit": "add", "collection": "scenarios", "item": SAMPLE_SCENARIO},
        {"edit": "change", "collection": "settings", "changes": {"chosen_scenario": "shares"}},
        *(
            {"edit": "change", "collection": "investments", "id": one.id, "changes": {"interest_rate": None}}
            for one in project.investments[:2]
        ),
    ]


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


def with_values_alone(content: bytes) -> bytes:
    """Return the workbook with every formula replaced by its stored value."""
    workbook, stored = opened(content, values=False), opened(content, values=True)
    for sheet, cell, _ in list(formulas(content)):
        workbook[sheet][cell].value = stored[sheet][cell].value
    return saved(workbook)


def with_changes(content: bytes) -> bytes:
    """Return the workbook with :data:`CHANGED` typed into its cells; no formula keeps its value."""
    workbook = opened(content, values=False)
    for name, value in CHANGED.items():
        if name in workbook.defined_names:
            set_named(workbook, name, value)
    return saved(workbook)


def test_libreoffice_calculates_anew_instead_of_believing_the_file(tmp_path):
    import xlsxwriter

    path = tmp_path / "stale.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("One").write_formula(0, 0, "=1+1", None, 99)
    book.close()
    assert opened(path.read_bytes(), values=True)["One"]["A1"].value == 99
    assert opened(converted(path.read_bytes(), tmp_path), values=True)["One"]["A1"].value == 2


def new_file(kind, folder):
    """Return a project file: the sample municipality, or the project with everything."""
    file = folder / f"{kind}.rosa"
    if kind == "sample":
        assert run(["new", str(file), "--template", "se"]) == 0
        applied(file, set_up_sample(read_project(file).project), folder)
    else:
        write_new(file, full_project(), Disk())
    return file


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["full", "sample"])
def test_recalculated_workbooks_equal_the_program(kind, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    file = new_file(kind, tmp_path)
    project = read_project(file).project
    source = source_of(project)
    exported = {name: make(source, DAY) for name, make in WORKBOOKS.items()}
    before = calculated(file, capsys)
    applied(file, edits_like_the_cells(project), tmp_path)
    after = calculated(file, capsys)
    for name, content in exported.items():
        assert differences(claimed(converted(content, tmp_path)), before) == [], name
        changed = claimed(converted(with_changes(content), tmp_path))
        assert differences(changed, after) == [], name
        assert len(differences(changed, before)) > 50, "the changes changed nothing"


def test_values_instead_of_formulas_fail(tmp_path):
    """The negative control: without formulas, changed inputs leave old figures standing."""
    project = full_project()
    content = WORKBOOKS["costs"](source_of(project), DAY)
    assert differences(claimed(content), figures_of(project)) == []
    dead = claimed(converted(with_changes(with_values_alone(content)), tmp_path))
    after = project
    from workbench.edits import edit_from_json

    for edit in edits_like_the_cells(project):
        after = edit_from_json(edit).apply(after)
    assert len(differences(dead, figures_of(after))) > 50
