"""Who is relieved of what, and the two balance identities."""

from __future__ import annotations

from collections import defaultdict

from tests.support.recomputed.cases import Case, Terms
from tests.support.recomputed.year import Year
from workbench.model.project import Project


def balance_of(project: Project, terms: Terms, cases: list[Case], year: Year) -> None:
    unit_of = {unit.id: unit.department for unit in project.units}
    rows: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    taken: dict[tuple[str, str | None, str | None], float] = defaultdict(float)
    for case in cases:
        if not case.covered:
            continue
        one = case.case_type
        total = sum(row["cases"] for row in case.channels.values())
        common = sum(row["reaching"] for row in case.channels.values())
        coming = sum(row["coming"] for row in case.channels.values())
        work = [(step, case.fate[n], case.visits[n] * case.today[n] / 60, case.visits[n] * case.after[n] / 60,
                 coming if step.kind.value == "contact" else common) for n, step in enumerate(one.steps)]  # fmt: skip
        more = case.per_case - 1
        who = one.steps[case.follow_up_at or 0]
        after = (case.follow_up_s - terms.wrap_up) / 3600
        work.append(
            (
                who,
                "moves" if case.starts else "stays",
                more * case.follow_up_today_s / 3600,
                more * after,
                coming,
            )
        )
        for step, fate, today, later, served in work:
            unit = step.unit or one.unit
            row = rows[unit_of.get(unit or "", one.department)]
            row["work_today"] += total * today
            row["staying"] += (total if fate in ("stays", "as_today") else total - common) * today
            if fate == "gone":
                row["dropped"] += common * today
            elif fate == "moves":
                row["taken"] += common * today
                row["done"] += served * later
                row["saved_by_e_service"] += (common - served) * today
                row["saved_by_minutes"] += served * (today - later)
                if common * today:
                    taken[unit_of.get(unit or "", one.department), unit, step.role] += common * today
        contacts = coming * case.per_case / 3600
        greeting = {"wrap_up": contacts * terms.wrap_up if case.starts else 0.0,
                    "triage": contacts * terms.triage if case.reaches and not case.starts else 0.0}  # fmt: skip
        for name, hours in greeting.items():
            rows[one.department][name] += hours
            rows[one.department]["done"] += hours
        year.cases_reaching += common
    year.balance = {name: dict(row) for name, row in rows.items()}
    year.released = dict(taken)
