"""A profile as charts: months of the year, weekdays, and the hours of a week; and what typing a share makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from workbench.analysis.demand.calendar import HALF_HOURS
from workbench.analysis.memo import Memo
from workbench.edits.stored import AddItem, Batch, ChangeItem, Edit
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.text import N_
from workbench.model.volumes import Profile, Source
from workbench.ui.widgets.charts import BarChart, HeatTable, Series


def shares(weights: Sequence[float]) -> tuple[float, ...]:
    """Return weights as shares that add up to 1."""
    total = sum(weights)
    return tuple(one / total for one in weights)


def month_chart(profile: Profile, source: str, texts: Texts) -> BarChart:
    """Return the months' shares of the year as bars."""
    return BarChart(
        title=texts("Months"),
        unit=texts("share of the year"),
        source=source,
        is_share=True,
        decimals=0,
        label_head=texts("Month"),
        labels=texts.months,
        ticks=tuple(name[0].upper() for name in texts.months),
        series=(Series("", shares(profile.months)),),
    )


def weekday_chart(profile: Profile, texts: Texts) -> BarChart:
    """Return the weekdays' shares of a week as bars; days on which nobody comes at the end are left out."""
    last = max(5, *(n + 1 for n, one in enumerate(profile.weekdays) if one))
    return BarChart(
        title=texts("Weekdays"),
        unit=texts("share of the week"),
        is_share=True,
        decimals=0,
        label_head=texts("Weekday"),
        labels=texts.weekdays()[:last],
        ticks=texts.weekdays(are_short=True)[:last],
        series=(Series("", shares(profile.weekdays)[:last]),),
    )


def hour_chart(profile: Profile, texts: Texts, *, by_half_hour: bool) -> HeatTable:
    """Return the share of a week's contacts by weekday and hour (or half-hour), without the hours nobody comes."""
    days, slots = shares(profile.weekdays), shares(profile.intervals)
    used = [n for n, one in enumerate(profile.intervals) if one]
    first, last = used[0] // 2, used[-1] // 2 + 1
    size = 1 if by_half_hour else 2
    starts = range(first * 2, min(HALF_HOURS, last * 2), size)
    shown = [n for n, one in enumerate(profile.weekdays) if one or n < 5]
    names = texts.weekdays()
    return HeatTable(
        title=texts("Hours of a week"),
        unit=texts("% of the week"),
        is_share=True,
        decimals=1,
        row_head=texts("Weekday"),
        row_labels=tuple(names[n] for n in shown),
        column_labels=tuple(clock(start, by_half_hour=by_half_hour) for start in starts),
        values=tuple(tuple(days[n] * sum(slots[t : t + size]) for t in starts) for n in shown),
    )


def clock(half_hour: int, *, by_half_hour: bool) -> str:
    """Return when a half-hour begins: 8, or 08:30."""
    hour, half = divmod(half_hour, 2)
    return f"{hour:02d}:{'30' if half else '00'}" if by_half_hour else str(hour)


def with_share(weights: Sequence[float], at: int, share: float) -> tuple[float, ...] | None:
    """Return weights of 100 in sum in which ``at`` has ``share``, and the others what is left as they had it.

    None where nothing would be left for others that have nothing, or no weight would remain.
    """
    now = shares(weights)
    rest = 1 - now[at]
    if not 0 <= share < 1 or (rest <= 0 and share < 1):
        return None
    factor = (1 - share) / rest
    return tuple(round(100 * (share if n == at else one * factor), 6) for n, one in enumerate(now))


def change_profile(profile: Profile, field: str, weights: Sequence[float]) -> Edit:
    """Return the edit that gives a profile other months or weekdays; somebody said them, so they are an estimate."""
    changes: dict[str, Any] = {field: list(weights), "source": Source.ESTIMATE.value}
    edit = ChangeItem(collection="profiles", id=profile.id, changes=changes)
    return Batch(name=N_("change the profile {name}"), values={"name": profile.name}, edits=(edit,))


def own_profile(case_type: CaseType, like: Profile) -> Batch:
    """Return the edit that gives ``case_type`` a profile of its own, which begins as ``like``."""
    made = like.changed(id=new_id(), name=case_type.name, note="")
    return Batch(
        name=N_("own profile for {name}"),
        values={"name": case_type.name},
        edits=(
            AddItem(collection="profiles", item=made.as_json()),
            ChangeItem(collection="case_types", id=case_type.id, changes={"profile": made.id}),
        ),
    )


def choose_profile(case_type: CaseType, profile: str | None) -> Edit:
    """Return the edit that lets ``case_type`` follow a profile; None: the project's."""
    return ChangeItem(collection="case_types", id=case_type.id, changes={"profile": profile})


class Users:
    """Counts who follows which profile; after an edit only the run of case types that changed is counted again."""

    def __init__(self) -> None:
        self._memo = Memo()

    def of(self, project: Project, profile: str) -> int:
        """Return how many case types follow a profile; without one of their own they follow the project's."""
        found = self._memo.chunks("users", project.case_types, _followed)
        wanted = {profile, None} if project.settings.profile == profile else {profile}
        return sum(part[one] for part in found for one in wanted)


def _followed(case_types: Sequence[CaseType]) -> Counter[str | None]:
    return Counter(one.profile for one in case_types)
