"""Why customer service needs more positions than departments bring: reason by reason."""

from __future__ import annotations

from workbench.analysis.explain.explanation import HOURS, POSITIONS, SHARE, Asked, Explain, Explanation, Input
from workbench.analysis.explain.released import NONE
from workbench.analysis.explain.sources import hours_per_fte
from workbench.analysis.words import word
from workbench.model.text import N_, message


def _reasons(asked: Asked) -> Explanation:
    """Why a department's work needs more positions in customer service than it brings."""
    wanted = None if asked.name == NONE else asked.name
    found = asked.first(one for one in asked.results.release.positions if one.department == wanted)
    return asked.figure(
        N_("Why more is needed than is brought")
        if wanted is None
        else message(N_("Why more is needed than {name} brings"), name=asked.department(wanted)),
        -found.difference,
        POSITIONS,
        N_("Needed in customer service less what moves there. Who answers at once must sometimes wait for the "
           "next call, contacts need wrap-up, and fractions of people do not become positions."),
        N_("needed - positions that move - realisable = sum of the reasons"),
        *(
            Input(word(name), value, POSITIONS, unfolds=f"reason:{asked.name}:{name}")
            for name, value in found.reasons
            if abs(value) > 1e-12
        ),
        feeds=(f"balance_of:{wanted}" if wanted else "balance",),
    )  # fmt: skip


_HOURS = ("wrap_up", "triage", "saved_by_e_service", "saved_by_minutes")
_SHARED = ("waiting_capacity", "minimum_staffing", "overhead", "rounding")


def _reason(asked: Asked) -> Explanation:
    """One reason: hours in positions, a part of what the staffing needs, or what is released and stays."""
    who, name = asked.names(2)
    wanted = None if who == NONE else who
    found = asked.first(one for one in asked.results.release.positions if one.department == wanted)
    value = asked.first(amount for reason, amount in found.reasons if reason == name)
    texts = {
        **dict.fromkeys(_HOURS, N_("hours of the balance / productive hours of a position")),
        **dict.fromkeys(_SHARED, N_("the row of the staffing x the department's part of the hours")),
        "not_realisable": N_("released - in positions that move - realisable"),
        "in_positions": N_("work in positions that move - these positions"),
        "other": N_("what is left when all other reasons are taken off"),
    }
    return asked.figure(
        word(name),
        value,
        POSITIONS,
        N_("A reason why more positions are needed in customer service than move there."),
        texts[name],
        *_reason_inputs(asked, wanted, name, value),
        feeds=(f"positions:{who}",),
    )


def _reason_inputs(asked: Asked, wanted: str | None, name: str, value: float) -> tuple[Input, ...]:
    release, staffing = asked.results.release, asked.results.staffing
    row = (
        release.total if wanted is None else asked.first(o for o in release.balance if o.department == wanted)
    )
    of = f"_of:{wanted}" if wanted else ""
    if name in _HOURS:
        sign = -1 if name.startswith("saved") else 1
        return (Input(word(name), sign * float(getattr(row, name)), HOURS), hours_per_fte(asked))
    if name in _SHARED:
        part = 1.0 if wanted is None else row.done / release.total.done if release.total.done else 0.0
        gross = staffing.paid_hours_per_fte / staffing.hours_per_fte
        absent = Input(message(N_("Absence and internal time on top")), gross, message(N_("times")), "factor",
                       unfolds=None)  # fmt: skip
        return (
            Input(word(name), staffing.fte_by_component[name], POSITIONS, "factor", unfolds=f"component:{name}"),
            Input(message(N_("The department's part of the hours")), part, SHARE, "factor",
                  unfolds=f"fte_of:{wanted}" if wanted else None),
            *((absent,) if name in _SHARED[:2] else ()),
        )  # fmt: skip
    mine = [one for one in release.released if wanted in (None, one.department)]
    within = sum(one.hours_in_positions for one in mine) / staffing.hours_per_fte
    if name == "in_positions":
        moved = asked.first(one for one in release.positions if one.department == wanted).moving_whole
        return (
            Input(message(N_("Work in positions that move")), within, POSITIONS),
            Input(message(N_("Positions that move")), -moved, POSITIONS, unfolds=f"positions{of}"),
        )
    if name == "not_realisable":
        return (
            Input(message(N_("Released, in full-time positions")), sum(one.fte for one in mine), POSITIONS),
            Input(message(N_("Work in positions that move")), -within, POSITIONS),
            Input(message(N_("Realisable of what is released")), -sum(one.fte_realisable for one in mine), POSITIONS,
                  unfolds=f"realisable{of}"),
        )  # fmt: skip
    return (Input(word(name), value, POSITIONS),)


REASON_FIGURES_OF: dict[str, Explain] = {"positions": _reasons, "reason": _reason}
"""Figures of a department; "-" stands for all of them."""
