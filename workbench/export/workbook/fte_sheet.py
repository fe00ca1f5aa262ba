"""From hours to full-time positions, and what they consist of: rows that add up, rounding included."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.results import FTE_COMPONENTS
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, added
from workbench.export.workbook.plan_sheet import PoolCells
from workbench.export.workbook.positions import PoolPositions, positions_table
from workbench.locale import Texts

_HEAD_ROW = 3


def fte_sheet(book: Book, basis: Basis, pools: Sequence[PoolCells]) -> dict[str, Cell]:
    """Write positions and their breakdown per pool; return the total's cells by component, and "fte_total"."""
    texts, staffing = book.texts, basis.results.staffing
    sheet = book.sheet(
        texts("FTE"),
        (48, 15, 15, 15, 15, 15, 15),
        texts(
            "Full-time positions = hours / (paid hours x (1 - absence) x (1 - internal time)). Each pool is rounded "
            "up to tenths once."
        ),
    )
    table = positions_table(sheet, _HEAD_ROW, basis, staffing, [cells["staffed_hours"] for cells in pools])
    sheet.repeat(_HEAD_ROW, 1)
    row = table.next_row + 1
    names = [basis.pool_name(plan.name) for plan in staffing.pools]
    sheet.heads(row, (texts("What the positions consist of"), *names, texts("All pools")))
    words = component_words(texts)
    total: dict[str, Cell] = {}
    columns: list[list[Cell]] = [[] for _ in pools]
    for at, name in enumerate(FTE_COMPONENTS, start=row + 1):
        sheet.text(at, 0, words[name])
        for n, (plan, cells, mine) in enumerate(zip(staffing.pools, pools, table.pools, strict=True)):
            formula = _component(name, cells, mine)
            columns[n].append(sheet.formula(at, n + 1, formula, plan.fte_by_component[name], "precise"))
            book.claim(f"staffing/pools/{n}/fte_by_component/{name}", columns[n][-1])
        total[name] = sheet.sum(at, len(pools) + 1, [one[-1] for one in columns], "precise", "formula")
        book.claim(f"staffing/fte_by_component/{name}", total[name])
    end = row + 1 + len(FTE_COMPONENTS)
    sheet.text(end, 0, texts("Full-time positions"), "total")
    sums = [sheet.sum(end, n + 1, column, "hundredths") for n, column in enumerate(columns)]
    sheet.sum(end, len(pools) + 1, sums, "hundredths")
    sheet.text(end + 1, 0, texts("Check: the rows add up to the positions"))
    for n, mine in enumerate(table.pools):
        sheet.check(end + 1, n + 1, f"{sums[n]}-{mine.fte}")
        book.claim(f"staffing/pools/{n}/fte", mine.fte)
    sheet.check(
        end + 1,
        len(pools) + 1,
        f"{Cell(sheet.reference, end, len(pools) + 1, added(sums))}-{table.total.fte}",
    )
    for name in ("adviser_fte", "team_leader_fte", "management_fte", "fte_total"):
        cell = {
            "adviser_fte": table.total.advisers,
            "team_leader_fte": table.total.leaders,
            "management_fte": table.total.management,
            "fte_total": table.total.fte,
        }[name]
        book.claim(f"staffing/{name}", cell)
    return total | {"fte_total": table.total.fte}


def _component(name: str, cells: PoolCells, positions: PoolPositions) -> str:
    hours = {
        "contact_handling": f"({cells['load_hours']}+{cells['booked_hours']})",
        "chat_handling": str(cells["chat_load_hours"]),
        "deferred_in_idle": str(cells["idle_hours_used"]),
        "deferred_outside_idle": str(cells["deferred_paid_hours"]),
        "waiting_capacity": str(cells["waiting_hours"]),
        "minimum_staffing": str(cells["minimum_hours"]),
    }
    if name in hours:
        return f"{hours[name]}/paid_hours_per_year"
    if name == "shrinkage":
        return f"{positions.advisers}-{positions.hours}/paid_hours_per_year"
    if name == "overhead":
        return f"{positions.leaders}+{positions.management}"
    return f"{positions.fte}-{positions.together}"


def component_words(texts: Texts) -> dict[str, str]:
    """Return the words for the rows of the FTE breakdown."""
    return {
        "contact_handling": texts("Phone and visits"),
        "chat_handling": texts("Chat"),
        "deferred_in_idle": texts("Deferred work between contacts"),
        "deferred_outside_idle": texts("Deferred work, the rest"),
        "waiting_capacity": texts("Waiting capacity"),
        "minimum_staffing": texts("Minimum staffing"),
        "shrinkage": texts("Absence and internal time"),
        "overhead": texts("Team leaders and management"),
        "rounding": texts("Rounding up to tenths"),
    }
