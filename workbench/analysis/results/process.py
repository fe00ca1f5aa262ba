"""A case type's process in a scenario: per step, per clause, per case."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.analysis.results.basis import Disposition


@dataclass(frozen=True, slots=True)
class StepFlow:
    """A step in a scenario: expected executions per case, and minutes per execution (None: missing).

    ``minutes_today`` is 0 for a step that is only proposed. ``unit_after`` is None where the step moves:
    customer service performs it then.
    """

    id: str
    level: int | None
    disposition: Disposition
    is_contact: bool
    visits: float
    visits_first_contact: float
    minutes_today: float | None
    minutes_after: float | None
    unit_today: str | None
    role_today: str | None
    unit_after: str | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A flow across the boundary: a numbered clause of the agreement."""

    number: int
    flow: str
    source: str
    target: str
    goes_out: bool
    times_per_case: float
    department_unit: str | None
    hands_over: str
    complete_when: str
    within: str
    return_path: str


@dataclass(frozen=True, slots=True)
class CaseTypeFlow:
    """One case type's process in a scenario, per case. ``missing`` not empty: left out of hours and money.

    ``missing`` names what is: "steps", "volume", "level:<step id>", "minutes:<step id>" or
    "minutes_in_customer_service:<step id>". ``assumed`` names the defaults that stepped in: "contacts_per_case",
    "follow_up_minutes", "minutes_as_today".

    ``start_moves`` is False where the first step is not customer service's: then ``first_contact_s``
    is triage and the contact goes on, and so are the follow-ups. ``wrap_up_s`` and ``triage_s`` are the parts of
    ``first_contact_s`` and of ``follow_up_s`` that were added: wrap-up where the start moves, else triage.
    ``e_service_deferred_s`` is the deferred work of a case that was deflected to the e-service.
    ``follow_up_today_s`` are the minutes of a follow-up without wrap-up, performed by ``follow_up_unit`` and
    ``follow_up_role``. ``second_line_s`` is what departments do per case that came by customer service,
    ``second_line_real_time_s`` the part of it while the resident of a real-time contact is still there.
    Hand-offs include the one after triage.
    """

    case_type: str
    department: str
    reaches_customer_service: bool
    start_moves: bool
    missing: tuple[str, ...]
    steps: tuple[StepFlow, ...]
    first_contact_resolution: float
    solved_in_customer_service: float
    share_levels_1_4: float | None
    first_contact_s: float
    wrap_up_s: float
    triage_s: float
    deferred_s: float
    e_service_deferred_s: float
    follow_up_s: float
    follow_up_today_s: float
    contacts_per_case: float
    handoffs: float
    ping_pong: float
    clauses: tuple[Clause, ...]
    follow_up_unit: str | None = None
    follow_up_role: str | None = None
    second_line_s: float = 0.0
    second_line_real_time_s: float = 0.0
    assumed: tuple[str, ...] = ()
