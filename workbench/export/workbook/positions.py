"""From staffed hours to full-time positions, pool by pool: the table that both workbooks rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.results import PoolPlan, Staffing
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Cell, Sheet, span


@dataclass(frozen=True)
class PoolPositions:
    """A pool's row, or that of all pools."""

    hours: Cell
    advisers: Cell
    leaders: Cell
    management: Cell
    together: Cell
    fte: Cell


@dataclass(frozen=True)
class PositionsTable:
    """The rows of the pools, their total, and the first free row below."""

    pools: tuple[PoolPositions, ...]
    total: PoolPositions
    next_row: int


def positions_table(
    sheet: Sheet, row: int, basis: Basis, staffing: Staffing, hours: Sequence[Cell] = ()
) -> PositionsTable:
    """Write a row per pool: hours, advisers, team leaders, management, together, rounded up; and the total.

    ``hours`` are cells with each pool's staffed hours; without them the hours are the queue engine's.
    """
    texts = sheet.book.texts
    titles = (
        texts("Pool"),
        texts("Staffed hours per year"),
        texts("Service advisers"),
        texts("Team leaders"),
        texts("Management"),
        texts("Together"),
        texts("Rounded up to tenths"),
    )
    sheet.heads(row, titles)
    first, plans = row + 1, staffing.pools
    staffed = [_hours(sheet, first + n, plan, hours[n : n + 1]) for n, plan in enumerate(plans)]
    advisers = [
        sheet.formula(first + n, 2, f"{staffed[n]}/productive_hours_per_fte", plan.adviser_fte, "precise")
        for n, plan in enumerate(plans)
    ]
    rows = []
    for n, plan in enumerate(plans):
        sheet.text(first + n, 0, basis.pool_name(plan.name))
        rest = _overhead(sheet, first + n, basis, plan, advisers, n)
        rows.append(PoolPositions(staffed[n], advisers[n], *rest))
    end = first + len(plans)
    sheet.text(end, 0, texts("All pools"), "total")
    total = PoolPositions(
        sheet.sum(end, 1, staffed, "tenths"),
        sheet.sum(end, 2, advisers, "precise"),
        sheet.sum(end, 3, [one.leaders for one in rows], "precise"),
        sheet.sum(end, 4, [one.management for one in rows], "precise"),
        sheet.sum(end, 5, [one.together for one in rows], "precise"),
        sheet.sum(end, 6, [one.fte for one in rows], "hundredths"),
    )
    return PositionsTable(tuple(rows), total, end + 1)


def _hours(sheet: Sheet, row: int, plan: PoolPlan, given: Sequence[Cell]) -> Cell:
    if given:
        return sheet.formula(row, 1, str(given[0]), plan.staffed_hours, "tenths")
    return sheet.engine(row, 1, plan.staffed_hours, "tenths")


def _overhead(
    sheet: Sheet, row: int, basis: Basis, plan: PoolPlan, advisers: Sequence[Cell], n: int
) -> tuple[Cell, Cell, Cell, Cell]:
    """Write team leaders, management, the sum and what it is rounded up to."""
    every = basis.adviser_cost.advisers_per_team_leader
    leader_fte = plan.adviser_fte / every if every else 0.0
    mine, everybody = advisers[n], span(advisers[0], advisers[-1])
    leaders = sheet.formula(
        row, 3, f"IF(advisers_per_team_leader>0,{mine}/advisers_per_team_leader,0)", leader_fte, "precise"
    )
    management = sheet.formula(
        row,
        4,
        f"IF(SUM({everybody})>0,management_fte*{mine}/SUM({everybody}),management_fte/COUNT({everybody}))",
        plan.overhead_fte - leader_fte,
        "precise",
    )
    before = plan.adviser_fte + plan.overhead_fte
    together = sheet.formula(row, 5, f"SUM({span(mine, management)})", before, "precise")
    fte = sheet.formula(
        row,
        6,
        f"ROUNDUP(MAX(0,{together}*steps_per_fte-tie_tolerance),0)/steps_per_fte",
        plan.fte,
        "hundredths",
    )
    return leaders, management, together, fte
