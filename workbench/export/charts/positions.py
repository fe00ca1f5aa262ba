"""Full-time positions as waterfalls: how the need comes about, and why it differs from what is brought."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.analysis.results import FTE_COMPONENTS, Positions, Results
from workbench.analysis.words import word
from workbench.export.charts.values import Addend, Role, RowChart, Series, Waterfall
from workbench.locale import Texts

_INK: dict[str, Role] = {
    "waiting_capacity": "second",
    "minimum_staffing": "second",
    "shrinkage": "addition",
    "overhead": "addition",
    "rounding": "addition",
}


def breakdown_chart(results: Results, texts: Texts) -> tuple[Waterfall, tuple[str, ...]]:
    """Return how the need comes about as a waterfall, and the key of each row's explanation, the total's last."""
    staffing = results.staffing
    shown = [name for name in FTE_COMPONENTS if staffing.fte_by_component[name]]
    parts = tuple(
        Addend(_component(name, results, texts), staffing.fte_by_component[name], _INK.get(name, "first"))
        for name in shown
    )
    inks: dict[Role, str] = {
        "first": texts("work"),
        "second": texts("availability"),
        "addition": texts("on top"),
    }
    chart = Waterfall(
        title=texts("How {n} full-time positions come about", n=texts.number(staffing.fte_total, 2)),
        unit="",
        decimals=2,
        part_head=texts("Part"),
        parts=parts,
        total_name=texts("Needed"),
        legend=tuple((role, text) for role, text in inks.items() if any(one.role == role for one in parts)),
    )
    return chart, (*(f"component:{name}" for name in shown), "fte")


def _component(name: str, results: Results, texts: Texts) -> str:
    if name == "shrinkage":
        return texts(
            "Absence {absence} and internal time {internal}",
            absence=texts.percent(results.staffing.absence_share),
            internal=texts.percent(results.staffing.internal_time_share),
        )
    return texts.message(word(name))


def reasons_chart(found: Positions, name: str, texts: Texts) -> Waterfall:
    """Return why a department needs more or less than it brings: what it brings, reasons, what it needs."""
    brought: list[Addend] = [
        Addend(texts("Positions that move"), found.moving_whole),
        Addend(texts("Realisable of what is released"), found.realisable),
    ]
    reasons = [
        Addend(texts.message(word(reason)), value, "addition" if value < 0 else "second")
        for reason, value in found.reasons
        if abs(value) > 1e-9
    ]
    return Waterfall(
        title=texts("Why they differ: {name}", name=name),
        unit="",
        decimals=2,
        part_head=texts("Reason"),
        parts=(*(one for one in brought if one.value), *reasons),
        total_name=texts("Needed"),
        legend=(
            ("first", texts("brought")),
            ("second", texts("more is needed")),
            ("addition", texts("less is needed")),
        ),
    )


def brought_chart(results: Results, names: Mapping[str, str], texts: Texts) -> RowChart:
    """Return what departments bring (positions that move whole, and realisable) beside what is needed for them."""
    shown = [one for one in results.release.positions if one.department is not None]
    brought = tuple(one.moving_whole + one.realisable for one in shown)
    return RowChart(
        title=texts("Brought and needed by department"),
        unit=texts("full-time positions"),
        decimals=2,
        label_head=texts("Department"),
        labels=tuple(names.get(one.department or "", one.department or "") for one in shown),
        series=(
            Series(texts("brought"), brought),
            Series(texts("needed"), tuple(one.needed_share for one in shown), "second"),
        ),
        is_beside=True,
    )
