"""Figures in hours and positions: the breakdown of the need, what is brought, and the balance of both."""

from __future__ import annotations

from collections.abc import Callable

from workbench.analysis.explain_components import component
from workbench.analysis.explanation import (
    HOURS,
    POSITIONS,
    SHARE,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
)
from workbench.analysis.place import Place
from workbench.analysis.results import (
    FTE_COMPONENTS,
    BalanceRow,
    Positions,
    Released,
)
from workbench.analysis.words import word
from workbench.model.organisation import PositionMove
from workbench.model.text import N_, Message, message


def _fte(asked: Asked) -> Explanation:
    staffing = asked.results.staffing
    unit = message(POSITIONS)
    inputs = tuple(
        Input(word(name), staffing.fte_by_component[name], unit, unfolds=f"fte:{name}")
        for name in FTE_COMPONENTS
        if staffing.fte_by_component.get(name)
    )
    return Explanation(
        asked.key,
        message(N_("Staffing")),
        staffing.fte_total,
        unit,
        message(
            N_("Full-time positions that customer service needs in the planning year: hours / (paid hours x "
               "(1 - absence) x (1 - internal time)), rounded up to a tenth per pool.")
        ),
        message(N_("sum of the rows below")),
        inputs,
        ("operating_cost", "balance"),
    )  # fmt: skip


def _positions(asked: Asked) -> Positions:
    wanted = asked.name or None
    return asked.first(one for one in asked.results.release.positions if one.department == wanted)


def _balance_row(asked: Asked) -> BalanceRow:
    return asked.first(one for one in asked.results.release.balance if one.department == asked.name)


def _balance(asked: Asked) -> Explanation:
    found, unit = _positions(asked), message(POSITIONS)
    of = f"_of:{asked.name}" if asked.name else ""
    moving, realisable = message(N_("Positions that move")), message(N_("Realisable of what is released"))
    needed = message(N_("Needed in customer service"))
    fte = f"fte_of:{asked.name}" if asked.name else "fte"
    return Explanation(
        asked.key,
        message(N_("Balance")) if not asked.name else message(N_("Balance: {name}"), name=asked.department()),
        found.difference,
        unit,
        message(N_("What departments bring in positions less what customer service needs: the idea is to "
                   "redistribute, not to add.")),
        message(N_("positions that move + realisable - needed")),
        (
            Input(moving, found.moving_whole, unit, unfolds=f"positions{of}"),
            Input(realisable, found.realisable, unit, unfolds=f"realisable{of}"),
            Input(needed, -found.needed_share, unit, unfolds=fte),
        ),
    )  # fmt: skip


def _fte_of(asked: Asked) -> Explanation:
    row, total = _balance_row(asked), asked.results.release.total
    unit, hours = message(POSITIONS), message(HOURS)
    name = asked.department()
    return Explanation(
        asked.key,
        message(N_("Needed for {name}"), name=name),
        _positions(asked).needed_share,
        unit,
        message(
            N_("The department's part of the staffing, by the hours that customer service works for it.")
        ),
        message(N_("staffing x hours for the department / hours for all")),
        (
            Input(message(N_("Staffing")), asked.results.staffing.fte_total, unit, "factor", unfolds="fte"),
            Input(
                message(N_("Hours for the department")),
                row.done,
                hours,
                "factor",
                unfolds=f"hours_of:{row.department}",
            ),
            Input(message(N_("Hours for all")), total.done or None, hours, "divisor"),
        ),
        (f"balance_of:{asked.name}",),
    )


def _hours_of(asked: Asked) -> Explanation:
    row, unit = _balance_row(asked), message(HOURS)
    return Explanation(
        asked.key,
        message(N_("Hours in customer service for {name}"), name=asked.department()),
        row.done,
        unit,
        message(
            N_(
                "What customer service does instead of the department's units, contacts' wrap-up and triage included."
            )
        ),
        message(N_("taken over - saved by e-service - saved by other minutes + wrap-up + triage")),
        (
            Input(message(N_("Taken over")), row.taken, unit, unfolds=f"taken_of:{asked.name}"),
            Input(message(N_("Saved by the e-service")), -row.saved_by_e_service, unit),
            Input(message(N_("Saved by other minutes")), -row.saved_by_minutes, unit),
            Input(message(N_("Wrap-up")), row.wrap_up, unit, place=Place("settings", (), "wrap_up_s")),
            Input(message(N_("Triage")), row.triage, unit, place=Place("settings", (), "triage_s")),
        ),
        (f"fte_of:{asked.name}",),
    )


def _released(asked: Asked) -> list[Released]:
    return [one for one in asked.results.release.released if asked.name in ("", one.department)]


def _role_inputs(
    asked: Asked, value: Callable[[Released], float], unit: Message
) -> tuple[tuple[Input, ...], int]:
    roles = {one.id: one.name for one in asked.project.roles}
    units = {one.id: one.name for one in asked.project.units}
    nobody = message(N_("no role said"))
    terms = [
        Input(
            message(
                N_("{role}, {unit}"),
                role=roles.get(one.role or "", nobody),
                unit=units.get(one.unit or "", "–"),
            ),
            value(one),
            unit,
            place=Place("roles", (one.role,)) if one.role else None,
        )
        for one in _released(asked)
    ]
    return largest(terms, unit)


def _taken_of(asked: Asked) -> Explanation:
    row, unit = _balance_row(asked), message(HOURS)
    shown, more = _role_inputs(asked, lambda one: one.hours, unit)
    return Explanation(
        asked.key,
        message(N_("Taken over from {name}"), name=asked.department()),
        row.taken,
        unit,
        message(
            N_(
                "Hours a year of today's work, in today's minutes, that the department's roles are relieved of."
            )
        ),
        message(N_("sum of the roles")),
        shown,
        (f"hours_of:{asked.name}",),
        more,
    )


def _realisable(asked: Asked) -> Explanation:
    unit = message(POSITIONS)
    shown, more = _role_inputs(asked, lambda one: one.fte_realisable, unit)
    share = Input(
        message(N_("Realisable share, where the unit has none of its own")),
        asked.results.release.realisable_share,
        message(SHARE),
        "note",
        place=Place("settings", (), "realisable_share"),
    )
    return Explanation(
        asked.key,
        message(N_("Realisable of what is released")),
        _positions(asked).realisable,
        unit,
        message(N_("Fractions of people do not become positions: a share of the released hours counts.")),
        message(
            N_(
                "per role: (hours released - hours in positions that move) / hours of a position x realisable share"
            )
        ),
        (*shown, share),
        ("balance",),
        more,
    )


def _moving_positions(asked: Asked) -> Explanation:
    unit = message(POSITIONS)
    terms = [
        Input(
            one.name,
            one.fte * (one.share if one.moves is PositionMove.SHARE else 1.0),
            unit,
            place=Place("frontline_positions", (one.id,)),
        )
        for one in asked.project.frontline_positions
        if one.moves is not PositionMove.NO
        and asked.name in ("", one.department)
        and (one.moves_from is None or one.moves_from.year <= asked.results.planning_year)
    ]
    shown, more = largest(terms, unit)
    return Explanation(
        asked.key,
        message(N_("Positions that move")),
        _positions(asked).moving_whole,
        unit,
        message(
            N_(
                "Switchboards, receptions and service desks of today that move to customer service as they stand."
            )
        ),
        message(N_("sum of the positions x the share that moves")),
        shown,
        ("balance",),
        more,
    )


STAFFING_FIGURES: dict[str, Explain] = {
    "fte": _fte,
    "balance": _balance,
    "realisable": _realisable,
    "positions": _moving_positions,
}
STAFFING_FIGURES_OF: dict[str, Explain] = {
    "fte": component,
    "fte_of": _fte_of,
    "balance_of": _balance,
    "hours_of": _hours_of,
    "taken_of": _taken_of,
    "realisable_of": _realisable,
    "positions_of": _moving_positions,
}
"""Figures with a name behind a colon: a row of the breakdown, a department's id."""
