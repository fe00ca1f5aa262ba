"""The key figures of staffing in words: what is needed, for how much, how well, and when most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.headlines import mean_handling_s
from workbench.analysis.results import PoolPlan, Results
from workbench.export.charts.week import clock
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.model.service import Pool
from workbench.model.volumes import Channel
from workbench.ui.widgets.figure_strip import KeyFigure

if TYPE_CHECKING:
    from workbench.analysis.uncertainty import Uncertainty

ASSUMPTIONS = "assumptions"
"""The view that says and changes what the figures rest on; as a key, it is turned to instead of unfolded."""


def key_figures(
    project: Project, results: Results, t: Texts, uncertainty: Uncertainty | None
) -> tuple[KeyFigure, ...]:
    """Return the strip of the page from the left."""
    staffing, pools = results.staffing, results.staffing.pools
    handling = mean_handling_s(results.demand.pools)
    reached, whole = reaching(results), sum(results.demand.contacts_per_year.values())
    plan = pools[0] if pools else None
    made = [
        KeyFigure("fte", t("Positions"), t.number(staffing.fte_total, 2), _range(uncertainty, t)),
        KeyFigure(
            "reached",
            t("Contacts per year"),
            t.number(reached),
            t("reach customer service, of {n} known", n=t.number(whole)),
        ),
        KeyFigure(
            "handling",
            t("Handling"),
            t("missing") if handling is None else t("{n} min", n=t.number(handling / 60, 1)),
            t("mean per call, chat and visit, wrap-up included"),
        ),
        _target(project, results, t, plan),
        _level(results, t),
    ]
    if plan is not None:
        made.append(_peak(staffing.peak_agents, pools, t))
        made += [_minimum(project, one, t, is_alone=len(pools) == 1) for one in pools[:2]]
    return tuple(made)


def reaching(results: Results) -> float:
    """Return the contacts per year that reach customer service, by any channel."""
    return sum(
        one.first_contacts + one.follow_ups for owner in results.demand.case_types for one in owner.channels
    )


def pool_of(project: Project, pool: str) -> Pool:
    """Return the pool of the project; the one for everything where it has none."""
    name = project.municipality.customer_service_name
    return next((one for one in project.pools if one.id == pool), Pool(id="customer_service", name=name))


def scenario_of(project: Project, results: Results) -> Scenario:
    """Return the scenario of ``results``; without one, nothing is overridden."""
    found = next((one for one in project.scenarios if one.id == results.scenario), None)
    return found or Scenario(id="as_the_project_says", name="")


def _range(uncertainty: Uncertainty | None, t: Texts) -> str:
    band = uncertainty.band("fte_total") if uncertainty is not None else None
    if band is None:
        return t("full-time positions")
    return t("P10–P90: {low} to {high}", low=t.number(band.p10, 1), high=t.number(band.p90, 1))


def _target(project: Project, results: Results, t: Texts, plan: PoolPlan | None) -> KeyFigure:
    from workbench.analysis.demand.promises import promise
    from workbench.export.words import word

    if plan is None:
        return KeyFigure("", t("Target"), t("missing"))
    pool = pool_of(project, plan.pool)
    channel = next(
        (
            one
            for one in (Channel.PHONE, Channel.VISIT, Channel.CHAT)
            if not pool.channels or one in pool.channels
        ),
        Channel.PHONE,
    )
    found = promise(channel, pool, scenario_of(project, results))
    value = t(
        "{share} in {seconds} s",
        share=t.percent(found.share or 0.0),
        seconds=t.number(found.within_s),
    )
    return KeyFigure(ASSUMPTIONS, t("Target, {channel}", channel=word(channel, t)), value, word(found.of, t))


def _level(results: Results, t: Texts) -> KeyFigure:
    from workbench.export.words import word

    level = results.staffing.service_level
    if level.value is None:
        return KeyFigure("service_level", t("Reached"), t("missing"))
    below = t(
        "{of}, within {seconds} s, over the year",
        of=word(level.of, t),
        seconds=t.number(results.staffing.within_s),
    )
    return KeyFigure("service_level", t("Reached"), t.percent(level.value, 1), below)


def _peak(agents: int, pools: tuple[PoolPlan, ...], t: Texts) -> KeyFigure:
    month, weekday, half_hour = max(pools, key=lambda one: one.peak_agents).peak_at
    when = ""
    if month:
        when = t(
            "advisers, {weekday} {clock}, {month}",
            weekday=t.weekdays()[weekday],
            clock=clock(half_hour),
            month=t.months[month - 1],
        )
    return KeyFigure("peak", t("Peak"), t.number(agents), when or t("advisers"))


def _minimum(project: Project, plan: PoolPlan, t: Texts, *, is_alone: bool) -> KeyFigure:
    from workbench.analysis.demand.promises import minimum_presence

    pool = pool_of(project, plan.pool)
    title = t("Minimum presence") if is_alone else t("Minimum presence, {pool}", pool=plan.name)
    below = t("more are required at all times")
    if plan.minimum_hours >= 0.5:
        below = t("costs {hours} hours a year above the requirement", hours=t.number(plan.minimum_hours))
    return KeyFigure(f"minimum:{plan.pool}", title, t.number(minimum_presence(pool)), below)
