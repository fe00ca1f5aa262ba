"""The headline figures: each with its unit, what it is compared with, and the key by which it unfolds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.analysis.results import Results
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.ui.widgets.figure_strip import KeyFigure

if TYPE_CHECKING:  # the words of what is shown; what counts it is loaded where it is counted
    from workbench.analysis.standing.progress import Progress

ADVISERS_ELSEWHERE = (1.4, 4.0)
"""Advisers per 10 000 inhabitants in other customer services (docs/method.md)."""


def millions(amount: Decimal, texts: Texts, currency: str) -> tuple[str, str]:
    """Return an amount short enough for a headline, and its unit."""
    if abs(amount) >= 1_000_000:
        return texts.number(amount / 1_000_000, 1), texts("m {currency} per year", currency=currency)
    return texts.number(amount), texts("{currency} per year", currency=currency)


def signed(value: float, texts: Texts, decimals: int = 1) -> str:
    """Return ``value`` with its sign written out, a real minus sign included."""
    words = texts.number(abs(value), decimals)
    if float(f"{value:.{decimals}f}") == 0:
        return words
    return f"+{words}" if value > 0 else f"−{words}"


def figures(project: Project, results: Results, progress: Progress, texts: Texts) -> tuple[KeyFigure, ...]:
    """Return the six headline figures of a scenario."""
    return (
        _staffing(project, results, texts),
        _cost(results, texts),
        _levels(results, texts),
        _first(results, texts),
        _coverage(results, texts),
        _balance(progress, texts),
    )


def waiting(texts: Texts) -> tuple[KeyFigure, ...]:
    """Return the six figures as they stand before the first calculation is done."""
    titles = {
        "fte": texts("Staffing"),
        "operating_cost": texts("Operation"),
        "share_levels_1_4": texts("Classes as level 1–4"),
        "first_contact_resolution": texts("Solved in the first sitting"),
        "coverage": texts("Covered by the figures"),
        "balance": texts("Balance"),
    }
    return tuple(KeyFigure(key, title, "…", unit=texts("Calculating…")) for key, title in titles.items())


def _percent(value: float | None, texts: Texts) -> str:
    return texts("missing") if value is None else texts.percent(value)


def _staffing(project: Project, results: Results, t: Texts) -> KeyFigure:
    fte = float(results.staffing.fte_total)
    people = project.municipality.inhabitants
    below = t("Inhabitants are not given, so nothing to compare with")
    if people:
        low, high = ADVISERS_ELSEWHERE
        below = t(
            "{n} per 10 000 inhabitants (others {low}–{high})",
            n=t.number(fte / people * 10_000, 1),
            low=t.number(low, 1),
            high=t.number(high, 1),
        )
    peak = t("At most {n} at the same time", n=t.number(results.staffing.peak_agents))
    return KeyFigure("fte", t("Staffing"), t.number(fte, 1), below, t("full-time positions"), peak)


def _cost(results: Results, t: Texts) -> KeyFigure:
    costs = results.costs
    value, unit = millions(costs.yearly_total, t, costs.currency)
    beside = t("To begin with: {amount}", amount=t.money(costs.one_off_total, costs.currency))
    return KeyFigure(
        "operating_cost",
        t("Operation"),
        value,
        t("in {year}, prices of the cost items", year=str(results.planning_year)),
        unit,
        beside,
    )


def _levels(results: Results, t: Texts) -> KeyFigure:
    share = results.share_volume_levels_1_4.value
    return KeyFigure(
        "share_levels_1_4",
        t("Classes as level 1–4"),
        _percent(share, t),
        t("How cases class, not how many are solved"),
        t("of cases"),
        t("Compare: up to 80 % of questions"),
    )


def _first(results: Results, t: Texts) -> KeyFigure:
    first, solved = results.first_contact_resolution.value, results.solved_in_customer_service.value
    return KeyFigure(
        "first_contact_resolution",
        t("Solved in the first sitting"),
        _percent(first, t),
        t("Own definitions, see the manual"),
        t("of cases that reach us"),
        t("Solved in customer service at all: {share}", share=_percent(solved, t)),
    )


def _coverage(results: Results, t: Texts) -> KeyFigure:
    volume, case_types = results.demand.coverage_volume, results.demand.coverage_case_types
    return KeyFigure(
        "coverage",
        t("Covered by the figures"),
        "–" if volume is None else t.percent(volume),
        t("The rest lacks a level, minutes or a volume")
        if results.demand.case_types
        else t("No case types yet."),
        t("of the volume"),
        "" if case_types is None else t("{share} of the case types", share=t.percent(case_types)),
    )


def _balance(progress: Progress, t: Texts) -> KeyFigure:
    total = progress.total
    return KeyFigure(
        "balance",
        t("Balance"),
        signed(total.fte_balance, t),
        t("{n} come with the work", n=t.number(total.fte_brought, 1)),
        t("full-time positions"),
        t("{n} are needed", n=t.number(total.fte_needed, 1)),
    )
