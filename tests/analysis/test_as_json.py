from __future__ import annotations

import json
from decimal import Decimal

import pytest

from tests.analysis.small_project import small_project
from workbench.analysis.as_json import (
    BALANCE_ROWS,
    HEADLINES,
    INTERVAL_COLUMNS,
    clock,
    compared,
    interval_rows,
    results_as_json,
)
from workbench.analysis.engine import Engine
from workbench.analysis.queues import evaluate

KEYS = {
    "scenario", "planning_year", "levels_moved", "coverage", "assumptions", "cases_per_year",
    "contacts_per_year", "share_volume_levels_1_4", "first_contact_resolution",
    "solved_in_customer_service", "handoffs_per_year", "ping_pong_per_year", "staffing", "balance",
    "release", "costs", "allocation", "prices", "financing", "net_effect", "uncertainty", "case_types",
    "inputs_hash", "version",
}  # fmt: skip


@pytest.fixture(scope="module")
def results():
    return Engine().results(small_project())


@pytest.fixture(scope="module")
def found(results):
    return json.loads(json.dumps(results_as_json(results, small_project()), allow_nan=False))


def test_every_documented_key_is_there(found):
    assert set(found) >= KEYS
    assert set(found["staffing"]) >= {
        "fte_total", "fte_by_component", "pools", "peak_agents", "service_level", "staffed_hours_per_year",
    }  # fmt: skip
    assert set(found["staffing"]["service_level"]) == {"value", "of", "within_s"}
    assert set(found["release"][0]) >= {
        "department", "unit", "role", "hours_per_year", "fte", "fte_realisable", "persons",
    }  # fmt: skip
    assert set(found["costs"]) >= {"currency", "yearly_total", "one_off_total", "by_item"}
    assert set(found["allocation"]) >= {"key", "by_department", "idle_capacity"}
    assert set(found["allocation"]["by_department"][0]) >= {
        "department",
        "used",
        "readiness",
        "direct",
        "amount",
    }
    assert set(found["case_types"][0]) >= {
        "id", "name", "department", "cases_per_year", "contacts_per_year", "first_contact_resolution",
        "solved_in_customer_service", "contact_s", "back_office_s", "handoffs", "ping_pong", "steps",
    }  # fmt: skip
    assert set(found["case_types"][0]["steps"][0]) == {
        "id", "level", "disposition", "visits", "visits_first_contact",
    }  # fmt: skip


@pytest.mark.fast
def test_amounts_are_decimal_strings_and_names_carry_their_ids(found, results):
    assert found["costs"]["yearly_total"] == str(results.costs.yearly_total)
    shares = found["allocation"]["by_department"]
    assert [one["department"] for one in shares] == ["Office a", "Office b"]
    assert [one["department_id"] for one in shares] == ["a", "b"]
    summed = sum((Decimal(one["amount"]) for one in shares), Decimal(found["allocation"]["central"]))
    assert summed == Decimal(found["costs"]["yearly_total"])
    assert found["scenario"] == "Levels 1-3"
    assert found["scenario_id"] == "wide"
    assert len(found["prices"]) == len(results.prices) > 0


def test_the_balance_adds_up_row_by_row(found):
    by_row = {row["row"]: row["hours"] for row in found["balance"] if row["department_id"] is None}
    assert tuple(by_row) == BALANCE_ROWS
    assert by_row["taken"] == pytest.approx(
        by_row["done"]
        - by_row["wrap_up"]
        - by_row["triage"]
        + by_row["saved_by_e_service"]
        + by_row["saved_by_minutes"],
        abs=1e-9,
    )
    departments = [row["hours"] for row in found["balance"] if row["department_id"] and row["row"] == "taken"]
    assert sum(departments) == pytest.approx(by_row["taken"], abs=1e-9)


def test_assumptions_name_their_value_unit_and_source(found):
    assert all(set(one) == {"name", "value", "unit", "source"} for one in found["assumptions"])
    assert {"Minimum presence", "Highest occupancy"} <= {one["name"] for one in found["assumptions"]}


@pytest.mark.fast
def test_intervals_repeat_the_plan_and_its_service_level(results):
    rows = list(interval_rows(results))
    (pool,) = results.staffing.pools
    assert tuple(rows[0]) == INTERVAL_COLUMNS
    assert len(rows) == int(pool.is_open.sum())
    assert sum(row["agents"] * row["days"] for row in rows) / 2 == pytest.approx(
        pool.staffed_hours - pool.booked_hours - pool.deferred_paid_hours
    )
    row = max(rows, key=lambda one: one["offered"])
    level = evaluate(row["offered"] / 1800, row["aht_s"], row["agents"] - row["chat_agents"], 120.0, 60.0)
    assert row["sl_offered"] == pytest.approx(float(level.sl_offered))
    assert row["answered"] == pytest.approx(row["offered"] * (1 - float(level.p_lost)))
    assert clock(17) == "08:30"


def test_compare_sets_headlines_side_by_side():
    project, engine = small_project(), Engine()
    many = [engine.results(project, name) for name in ("narrow", "wide", "digital")]
    rows = compared(many)
    assert [(row["key"], row["unit"]) for row in rows] == list(HEADLINES)
    fte = next(row for row in rows if row["key"] == "fte_total")
    assert fte["values"] == [one.staffing.fte_total for one in many]
    assert fte["difference"] == pytest.approx(fte["values"][2] - fte["values"][0])
    cost = next(row for row in rows if row["key"] == "yearly_total")
    assert Decimal(cost["difference"]) == Decimal(cost["values"][2]) - Decimal(cost["values"][0])
