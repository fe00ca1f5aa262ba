"""One figure, two places: what the window unfolds, and ``calculate --json``; the workbooks' cells are looked at by
:mod:`tests.export.test_workbook_recalculated`.

Money is equal to the öre, the rest to 1e-9. A figure that differs in one place is found.
"""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from tests.export.workbook_case import at_path, full_project
from workbench.analysis.as_json import results_as_json
from workbench.analysis.engine import Engine
from workbench.analysis.explain import explain
from workbench.export.trace_paths import paths_of
from workbench.export.traces import as_json
from workbench.locale import Texts
from workbench.templates import read_sample

EN = Texts("en")


def is_same(one, other):
    """Amounts are texts of a decimal: equal to the hundredth and beyond; the rest is equal to 1e-9."""
    if one is None or other is None or other == "":
        return one is None and other in (None, "")
    if isinstance(one, Decimal) and isinstance(other, str):
        return one == Decimal(other)
    return abs(float(one) - float(other)) <= 1e-9 * max(1.0, abs(float(one)))


def unequal(project, results, figures, every=1):
    """Return the explained figures whose value is not the one at its path in ``figures``."""
    found = [
        (key, path, explain(project, results, key).value)
        for n, (key, path) in enumerate(paths_of(results).items())
        if n % every == 0 or n < 400
    ]
    return [(key, path) for key, path, value in found if not is_same(value, at_path(figures, path))]


@pytest.fixture(scope="module")
def full():
    project = full_project()
    return project, Engine().results(project)


def printed_by_calculate(project, results):
    return json.loads(json.dumps(results_as_json(results, project)))


@pytest.mark.parametrize("name", ["se", "da"])
def test_what_unfolds_is_what_calculate_prints(name):
    project = read_sample(name)
    results = Engine().results(project)
    assert unequal(project, results, printed_by_calculate(project, results), every=9) == []


def test_every_figure_of_a_project_with_everything(full):
    project, results = full
    assert unequal(project, results, printed_by_calculate(project, results)) == []


def test_a_figure_that_differs_is_found(full):
    project, results = full
    figures = printed_by_calculate(project, results)
    figures["costs"]["yearly_total"] = str(results.costs.yearly_total + Decimal("0.01"))
    figures["staffing"]["fte_total"] += 1e-6
    assert {key for key, _ in unequal(project, results, figures)} == {"operating_cost", "fte"}


def test_json_of_an_explanation_holds_its_sum(full):
    project, results = full
    found = as_json(explain(project, results, "operating_cost"))
    assert sum(Decimal(one["value"]) for one in found["inputs"]) == Decimal(found["value"])
    assert json.loads(json.dumps(found)) == found


def is_same_cell(found, value):
    """A cell has no decimals of its own: an amount is the same to a ten-thousandth of an öre."""
    if found.value is None or value in (None, ""):
        return found.value is None and value in (None, "")
    tolerance = 1e-6 if isinstance(found.value, Decimal) else 1e-9
    return abs(float(found.value) - float(value)) <= tolerance * max(1.0, abs(float(found.value)) * 1e-3)
