"""A calculation fixed for a decision: every figure as it was, and later what has changed since.

It is kept as one text: the figures of ``calculate --json``, those that are compared, and what they were made from.
Findings are not figures and stay out. A text of more than two million characters leaves out what stands per case
type (prices and processes), which nobody compares line by line in thousands, and says so in ``left_out``.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, cast

from workbench import __version__
from workbench.analysis.as_json import plain, results_as_json
from workbench.analysis.fingerprint import inputs_hash
from workbench.analysis.memo import Memo
from workbench.analysis.results import Results
from workbench.analysis.scenarios.comparison import (
    NAMES,
    Figure,
    Group,
    Number,
    Row,
    compare_figures,
    figures_of,
)
from workbench.analysis.scenarios.fixed.changes import Changed, changes_since
from workbench.analysis.scenarios.fixed.inputs import inputs_of, names_of
from workbench.edits.recipes import find
from workbench.edits.stored import AddItem, Batch, RemoveItem
from workbench.model.pause import Pause, checkpoint, nothing, pausing
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.scenarios import FixedCalculation
from workbench.model.text import N_, ProjectError, message

_MOST_CHARACTERS = 2_000_000
_PER_CASE_TYPE = ("prices", "case_types")
_AT_ONCE = 100


@dataclass(frozen=True)
class SinceThen:
    """A fixed calculation beside today's figures: ``rows`` have two values, then and now.

    ``is_unchanged``: nothing that figures rest on has changed. ``changes`` say what has, as far as that is kept.
    """

    is_unchanged: bool
    rows: tuple[Row, ...]
    changes: tuple[Changed, ...]


def fix(
    project: Project, results: Results, *, name: str, on: dt.date, forum: str = "", pause: Pause = nothing
) -> Batch:
    """Return the edit that keeps ``results`` of ``project`` under ``name`` for a decision on a day.

    Raises ProjectError where the results are not of the project as it is, where it has no scenario, or the name is
    taken or empty.
    """
    with pausing(pause):
        if not project.scenarios:
            raise ProjectError(message(N_("Make a scenario first: a decision is about one.")))
        _refuse_name(project, name)
        _refuse_stale(project, results)
        fixed = FixedCalculation(
            id=new_id(),
            name=name,
            on=on,
            scenario=results.scenario,
            forum=forum,
            inputs_hash=results.inputs_hash,
            results=_kept(project, results),
            program_version=__version__,
        )
    added = AddItem(collection="fixed_calculations", item=fixed.as_json())
    return Batch(name=N_("fix the calculation {name}"), values={"name": name}, edits=(added,))


def delete_fixed(project: Project, fixed: str) -> Batch:
    """Return the edit that removes a fixed calculation. Raises ProjectError where there is none."""
    found = cast("FixedCalculation", find(project, "fixed_calculations", fixed)[0])
    removed = RemoveItem(collection="fixed_calculations", id=fixed)
    return Batch(
        name=N_("delete the fixed calculation {name}"), values={"name": found.name}, edits=(removed,)
    )


def find_fixed(project: Project, wanted: str) -> FixedCalculation:
    """Return the fixed calculation with the id or name ``wanted``. Raises ProjectError that names those there are."""
    known = project.fixed_calculations
    by_name = [one for one in known if one.name == wanted]
    for one in (*(one for one in known if one.id == wanted), *by_name):
        return one
    raise ProjectError(
        message(
            N_("There is no fixed calculation {wanted}. There are: {known}."),
            wanted=wanted,
            known=", ".join(one.name for one in known) or "-",
        )
    )


def against_now(
    fixed: FixedCalculation, project: Project, results: Results, *, pause: Pause = nothing
) -> SinceThen:
    """Return ``fixed`` beside ``results``, which are those of ``project`` as it is, and what has changed since.

    Raises ProjectError where what is kept cannot be read.
    """
    with pausing(pause):
        kept = kept_in(fixed)
        rows = compare_figures([_figures(kept), figures_of(results)])
        if fixed.inputs_hash == results.inputs_hash:
            return SinceThen(is_unchanged=True, rows=rows, changes=())
        return SinceThen(
            is_unchanged=False,
            rows=rows,
            changes=changes_since(kept["inputs"], inputs_of(project, results), kept["names"], project),
        )


def kept_in(fixed: FixedCalculation) -> dict[str, Any]:
    """Return what ``fixed`` keeps. Raises ProjectError where it cannot be read."""
    try:
        found = json.loads(fixed.results)
        if found.keys() >= {"figures", "inputs", "names"}:
            return cast("dict[str, Any]", found)
    except (ValueError, AttributeError):
        pass
    raise ProjectError(
        message(
            N_(
                'What "{name}" keeps cannot be read. It was written by another program; its name and day hold.'
            ),
            name=fixed.name,
        )
    )


def _refuse_name(project: Project, name: str) -> None:
    if not name.strip():
        raise ProjectError(message(N_("Give the calculation a name that the decision can refer to.")))
    if any(one.name == name for one in project.fixed_calculations):
        raise ProjectError(message(N_('There is a fixed calculation "{name}" already.'), name=name))


def _refuse_stale(project: Project, results: Results) -> None:
    scenario = next((one for one in project.scenarios if one.id == results.scenario), None)
    if scenario is None or inputs_hash(project, scenario, Memo()) != results.inputs_hash:
        raise ProjectError(
            message(N_("The figures are older than the project. Calculate again, then fix them."))
        )


def _kept(project: Project, results: Results) -> str:
    whole = _without_names(results_as_json(replace(results, findings=()), project))
    del whole["findings"]
    figures = [
        (one.key, one.unit, one.group, one.department, plain(one.value), one.explained_by)
        for one in figures_of(results)
    ]
    whole |= {"figures": figures, "inputs": inputs_of(project, results), "names": names_of(project)}
    text = _text(whole)
    if len(text) <= _MOST_CHARACTERS:
        return text
    smaller = {key: value for key, value in whole.items() if key not in _PER_CASE_TYPE}
    return _text(smaller | {"left_out": _PER_CASE_TYPE})


def _text(value: Any) -> str:
    """Return compact JSON, written in pieces: a whole one of megabytes would hold up every other thread."""
    checkpoint()
    if isinstance(value, dict) and len(value) <= _AT_ONCE:
        return "{" + ",".join(f"{json.dumps(key)}:{_text(one)}" for key, one in value.items()) + "}"
    if isinstance(value, dict):
        items = list(value.items())
        runs = (dict(items[at : at + _AT_ONCE]) for at in range(0, len(items), _AT_ONCE))
        return "{" + ",".join(_text(run)[1:-1] for run in runs) + "}"
    if isinstance(value, list) and len(value) > _AT_ONCE:
        cut = (value[at : at + _AT_ONCE] for at in range(0, len(value), _AT_ONCE))
        return "[" + ",".join(_text(run)[1:-1] for run in cut) + "]"
    return json.dumps(value, separators=(",", ":"))


def _without_names(value: Any) -> Any:
    """Return ``value`` with ids alone: what has a name has it once, in ``names``."""
    if isinstance(value, list):
        checkpoint()
        return [_without_names(one) for one in value]
    if not isinstance(value, dict):
        return value
    dropped = {key for key in value if f"{key}_id" in value}
    if "id" in value:
        dropped.add("name")
    if "pool" in value:
        dropped.add("pool_name")
    return {key: _without_names(one) for key, one in value.items() if key not in dropped}


def _figures(kept: dict[str, Any]) -> list[Figure]:
    return [
        Figure(key, unit, cast("Group", group), department, _number(unit, value), explained_by)
        for key, unit, group, department, value, explained_by in kept["figures"]
        if key in NAMES  # what another version of the program kept need not be known to this one
    ]


def _number(unit: str, value: Any) -> Number | None:
    if value is None:
        return None
    return Decimal(value) if unit.startswith("currency") else cast("Number", value)
