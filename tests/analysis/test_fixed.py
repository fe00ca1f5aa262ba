"""A calculation kept for a decision, and what is said of it after the project went on."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from tests.analysis.small_project import small_project
from workbench.analysis.engine import Engine
from workbench.analysis.results import Results
from workbench.analysis.scenarios.comparison import compare_results
from workbench.analysis.scenarios.fixed import SinceThen, against_now, delete_fixed, find_fixed, fix
from workbench.analysis.scenarios.fixed import keeping as fixing
from workbench.edits import ChangeItem, Edit, edit_from_json, edit_to_json
from workbench.edits.recipes import remove_with_references
from workbench.model.kept_values import names_in
from workbench.model.project import Project
from workbench.model.text import ProjectError
from workbench.store.forgetting import without_deleted

DAY = dt.date(2026, 3, 14)


@pytest.fixture(scope="module")
def results() -> Results:
    return Engine().results(small_project())


@pytest.fixture(scope="module")
def kept(results: Results) -> Project:
    edit = fix(small_project(), results, name="KS § 14", on=DAY, forum="Kommunstyrelsen")
    return edit_from_json(edit_to_json(edit)).apply(small_project())


def since(kept: Project, *edits: Edit) -> tuple[SinceThen, Results]:
    now = kept
    for edit in edits:
        now = edit.apply(now)
    results = Engine().results(now, kept.fixed_calculations[0].scenario)
    return against_now(kept.fixed_calculations[0], now, results), results


def said(found: SinceThen) -> list[str]:
    return [str(one.what) for one in found.changes]


def test_a_fixed_calculation_gives_back_every_figure_exactly(kept: Project, results: Results) -> None:
    fixed = find_fixed(kept, "KS § 14")
    assert (fixed.on, fixed.forum, fixed.scenario) == (DAY, "Kommunstyrelsen", results.scenario)
    found, now = since(kept)
    assert found.is_unchanged
    assert not found.changes
    assert [row.values for row in found.rows] == [row.values * 2 for row in compare_results([now])]
    assert not any(row.differences[1] for row in found.rows)
    whole = json.loads(fixed.results)
    assert whole["costs"]["yearly_total"] == str(results.costs.yearly_total)
    assert len(whole["prices"]) == len(results.prices)


def test_what_was_changed_since_is_said_with_its_place(kept: Project) -> None:
    first, second = kept.case_types[:2]
    volumes = [one.as_json() | {"likely": one.likely * 2, "high": one.high * 2} for one in first.volumes]
    item = kept.cost_items[0]
    found, _ = since(
        kept,
        ChangeItem(collection="case_types", id=first.id, changes={"volumes": volumes}),
        ChangeItem(
            collection="case_types.steps", within=(second.id,), id=second.steps[0].id,
            changes={"minutes_in_customer_service": {"low": 9, "likely": 9, "high": 9}},
        ),
        ChangeItem(
            collection="case_types.steps", within=(second.id,), id=second.steps[1].id, changes={"level": 2}
        ),
        ChangeItem(collection="settings", changes={"wrap_up_s": 75.0}),
        ChangeItem(collection="cost_items", id=item.id, changes={"amount": str(item.amount + 1000)}),
    )  # fmt: skip
    assert not found.is_unchanged
    lines = said(found)
    assert any(line.startswith(f"{first.name}: ") and "contacts per year then" in line for line in lines)
    assert f"{second.name}: other minutes" in lines
    assert f"{second.name}: other levels or decisions" in lines
    assert any(line.startswith("Wrap-up ") and line.endswith("75 s now") for line in lines)
    assert f"Cost item {item.name}: {item.amount} then, {item.amount + 1000} now" in lines
    assert len(lines) == 5, "nothing else was changed"
    places = {(one.place.collection, one.place.ids, one.place.field) for one in found.changes if one.place}
    assert ("case_types", (first.id,), "volumes") in places
    assert ("settings", (), "wrap_up_s") in places
    cost = next(row for row in found.rows if row.key == "yearly_total")
    then, now = cost.values
    assert isinstance(then, Decimal)
    assert isinstance(now, Decimal)
    assert cost.differences[1] == now - then != 0


def test_new_and_gone_and_mere_words_are_told_apart(kept: Project) -> None:
    gone = kept.case_types[2]
    found, _ = since(kept, remove_with_references(kept, "case_types", gone.id))
    assert f"Gone: {gone.name}" in said(found)
    note = ChangeItem(collection="case_types", id=kept.case_types[0].id, changes={"note": "Ringt"})
    found, _ = since(kept, note)
    assert not found.is_unchanged
    assert said(found) == ["Only words were changed, such as a name or a note."]


def test_figures_older_than_the_project_are_not_fixed(kept: Project, results: Results) -> None:
    edited = ChangeItem(collection="settings", changes={"wrap_up_s": 75.0}).apply(kept)
    with pytest.raises(ProjectError, match="Calculate again"):
        fix(edited, results, name="Ett annat", on=DAY)
    with pytest.raises(ProjectError, match="already"):
        fix(kept, results, name="KS § 14", on=DAY)
    with pytest.raises(ProjectError, match="KS § 14"):
        find_fixed(kept, "KS § 15")
    assert delete_fixed(kept, kept.fixed_calculations[0].id).apply(kept) == small_project()


def test_what_cannot_be_read_is_said(kept: Project, results: Results) -> None:
    broken = kept.fixed_calculations[0].changed(results="[1, 2")
    with pytest.raises(ProjectError, match="cannot be read"):
        against_now(broken, kept, results)


def test_a_big_one_leaves_out_what_stands_per_case_type_and_says_so(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fixing, "_MOST_CHARACTERS", 1000)
    edit = fix(small_project(), results, name="Stort", on=DAY)
    kept = edit.apply(small_project())
    whole = json.loads(kept.fixed_calculations[0].results)
    assert whole["left_out"] == ["prices", "case_types"]
    assert not {"prices", "case_types"} & set(whole)
    assert since(kept)[0].is_unchanged


def test_a_purge_takes_the_names_of_what_is_gone_and_leaves_the_figures(kept: Project) -> None:
    gone, left = kept.case_types[2], kept.case_types[0]
    after = remove_with_references(kept, "case_types", gone.id).apply(kept)
    assert gone.name in after.fixed_calculations[0].results, "until then the decision says what it was about"
    purged = without_deleted(after)
    assert gone.name not in purged.fixed_calculations[0].results
    assert names_in(purged.fixed_calculations[0])[left.id] == left.name
    assert since(purged)[0].rows == since(after)[0].rows
    assert without_deleted(kept) == kept
