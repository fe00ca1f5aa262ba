"""Who is relieved of what, and whether it adds up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Released:
    """Hours per year that a role is relieved of. ``fte`` = hours / hours per FTE.

    ``hours_in_positions`` lie in front-line positions that move whole and are not realised again;
    ``person_share`` = hours / (persons x hours per FTE), None without persons.
    """

    department: str
    unit: str | None
    role: str | None
    hours: float
    hours_in_positions: float
    fte: float
    fte_realisable: float
    persons: float
    person_share: float | None


@dataclass(frozen=True)
class BalanceRow:
    """The two balance identities for a department (None: the total). Hours per year, each term its own.

    A step's terms stand with the department whose unit performs it today, those of contacts as such (wrap-up,
    triage, crossings, ``second_line_real_time_hours``) with the case type's. ``done`` contains wrap-up
    and triage; ``dropped`` are steps abolished or left to an e-service; ``staying`` contains the cases
    that do not come by the common entry. ``second_line_hours`` is departments' work on cases that did.

    taken = done - wrap_up - triage + saved_by_e_service + saved_by_minutes (which may be negative);
    work_today = taken + dropped + staying.
    """

    department: str | None
    work_today: float
    taken: float
    dropped: float
    staying: float
    done: float
    wrap_up: float
    triage: float
    saved_by_e_service: float
    saved_by_minutes: float
    second_line_hours: float
    handoffs_per_year: float
    ping_pong_per_year: float
    second_line_real_time_hours: float = 0.0


@dataclass(frozen=True)
class Positions:
    """What a department (None: all) brings and what is needed, in full-time positions.

    ``difference`` = ``moving_whole`` + ``realisable`` - ``needed_share``. ``reasons`` (name, positions) add up to
    what is needed beyond what is brought, so a negative one makes up for others: "not_realisable" (released in
    fractions of people), "in_positions" (work found in positions that move, less those positions),
    "wrap_up", "triage", "saved_by_e_service", "saved_by_minutes", "waiting_capacity" (what the service level
    costs), "minimum_staffing", "overhead", "rounding", "other" (deferred work at less than full use of the day,
    less contacts that hang up).
    """

    department: str | None
    moving_whole: float
    realisable: float
    needed_share: float
    difference: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, eq=False)
class Release:
    """Who is relieved of what, and whether it adds up."""

    released: tuple[Released, ...]
    balance: tuple[BalanceRow, ...]
    total: BalanceRow
    positions: tuple[Positions, ...]
    realisable_share: float
