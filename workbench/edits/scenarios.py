"""What if: recipes for scenarios. Each returns one batch, whose name is what undo shows.

A scenario's name is how people ask for it on the command line and in a minute, so no two have the same.
"""

from __future__ import annotations

from typing import cast

from pydantic_core import to_jsonable_python

from workbench.edits.places import position
from workbench.edits.recipes import find
from workbench.edits.stored import AddItem, Batch, ChangeItem, Edit, RemoveItem
from workbench.model.process import StepDecision
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.scenarios import Scenario, StepOverride
from workbench.model.text import N_, ProjectError, message

OVERRIDES: tuple[str, ...] = (
    "levels",
    "through_wave",
    "step_overrides",
    "deflections",
    "handling_time_change",
    "targets",
    "opening_hours",
    "absence_share",
    "realisable_share",
    "adviser_salary_per_month",
    "employer_contribution",
    "interest_rate",
    "allocation_key",
    "financing",
)
"""What a scenario may say otherwise, in the order of the chain: what moves, how it is met, who, what it costs."""


def overridden(scenario: Scenario) -> tuple[str, ...]:
    """Return the fields in which ``scenario`` says something else than a new scenario does."""
    fields = Scenario.model_fields
    return tuple(name for name in OVERRIDES if getattr(scenario, name) != fields[name].get_default())


def new_scenario(project: Project, name: str) -> Batch:
    """A scenario that says nothing of its own: levels 1-3, all else as the project says."""
    return add_scenario(project, Scenario(id=new_id(), name=name))


def add_scenario(project: Project, scenario: Scenario) -> Batch:
    """A scenario that is ready. Raises ProjectError where its name is taken or empty."""
    _refuse_name(project, scenario.name)
    added = AddItem(collection="scenarios", item=scenario.as_json())
    return _batch(N_("new scenario {name}"), added, name=scenario.name)


def copy_scenario(project: Project, scenario: str, name: str | None = None) -> Batch:
    """The same overrides once more, behind the one that is copied; without a ``name`` it is numbered."""
    old = scenario_of(project, scenario)
    copied = old.changed(id=new_id(), name=numbered(project, old.name) if name is None else name)
    _refuse_name(project, copied.name)
    at = position(project.scenarios, scenario)
    after = project.scenarios[(at or 0) + 1 :]
    added = AddItem(collection="scenarios", item=copied.as_json(), before=after[0].id if after else None)
    return _batch(N_("copy scenario {name}"), added, name=old.name)


def rename_scenario(project: Project, scenario: str, name: str) -> Batch:
    """Another name. Raises ProjectError where it is taken or empty."""
    _refuse_name(project, name, scenario)
    old = scenario_of(project, scenario)
    return _batch(N_("rename scenario {name}"), _change(scenario, name=name), name=old.name)


def override(project: Project, scenario: str, **fields: object) -> Batch:
    """Say otherwise in ``fields`` (names of OVERRIDES or ``description``, Python values of the model)."""
    old = scenario_of(project, scenario)
    return _batch(N_("change scenario {name}"), _change(scenario, **fields), name=old.name)


def override_step(project: Project, scenario: str, step: str, decision: StepDecision | None) -> Batch:
    """Decide one step otherwise in this scenario; None: as the project decides it."""
    kept = tuple(one for one in scenario_of(project, scenario).step_overrides if one.step != step)
    more = () if decision is None else (StepOverride(step=step, decision=decision),)
    return override(project, scenario, step_overrides=(*kept, *more))


def clear_override(project: Project, scenario: str, field: str) -> Batch:
    """Let the project say again what ``field`` is (levels: 1-3)."""
    return override(project, scenario, **{field: Scenario.model_fields[field].get_default()})


def choose_scenario(project: Project, scenario: str) -> Batch:
    """Make it the one that the project's figures are of."""
    name = scenario_of(project, scenario).name
    chosen = ChangeItem(collection="settings", changes={"chosen_scenario": scenario})
    return _batch(N_("choose scenario {name}"), chosen, name=name)


def delete_scenario(project: Project, scenario: str) -> Batch:
    """Remove it. Raises ProjectError while the project's figures, or a fixed calculation, are of it.

    The last one may go: the figures are then of the project as it is.
    """
    old = scenario_of(project, scenario)
    fixed = [one.name for one in project.fixed_calculations if one.scenario == scenario]
    if fixed:
        raise ProjectError(
            message(
                N_('"{name}" stays: the fixed calculation {fixed} rests on it. Delete that first.'),
                name=old.name,
                fixed=", ".join(fixed),
            )
        )
    chosen = project.settings.chosen_scenario
    is_shown = scenario == (chosen or project.scenarios[0].id)
    if is_shown and len(project.scenarios) > 1:
        raise ProjectError(
            message(
                N_('The project\'s figures are of "{name}": choose another scenario first.'), name=old.name
            )
        )
    edits: list[Edit] = []
    if chosen == scenario:
        edits.append(ChangeItem(collection="settings", changes={"chosen_scenario": None}))
    edits.append(RemoveItem(collection="scenarios", id=scenario))
    return _batch(N_("delete scenario {name}"), *edits, name=old.name)


def scenario_of(project: Project, scenario: str) -> Scenario:
    """Return the scenario with the id ``scenario``. Raises ProjectError where there is none."""
    found, _ = find(project, "scenarios", scenario)
    return cast("Scenario", found)


def numbered(project: Project, name: str) -> str:
    """Return ``name`` with the first number in brackets that no scenario has yet: "Levels 1-3 (2)"."""
    taken = {one.name for one in project.scenarios}
    base = name.rsplit(" (", 1)[0] if name.endswith(")") and name[:-1].rsplit(" (", 1)[-1].isdigit() else name
    number = 2
    while f"{base} ({number})" in taken:
        number += 1
    return f"{base} ({number})"


def _refuse_name(project: Project, name: str, own: str | None = None) -> None:
    if not name.strip():
        raise ProjectError(message(N_("A scenario has a name that people can ask for.")))
    if any(one.name == name and one.id != own for one in project.scenarios):
        raise ProjectError(message(N_('There is a scenario "{name}" already: take another name.'), name=name))


def _change(scenario: str, **fields: object) -> ChangeItem:
    return ChangeItem(collection="scenarios", id=scenario, changes=to_jsonable_python(fields))


def _batch(text: str, /, *edits: Edit, **values: str) -> Batch:
    return Batch(name=text, values=dict(values), edits=edits)
