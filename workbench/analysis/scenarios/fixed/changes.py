"""What has changed since a calculation was fixed, in sentences that lead to the place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from workbench.analysis.place import Place
from workbench.analysis.scenarios.fixed.inputs import ASPECTS
from workbench.analysis.spoken import figure, share
from workbench.analysis.words import counted, word
from workbench.model.project import Project
from workbench.model.text import N_, Message, message

_MOST = 12
"""How many case types stand by themselves per kind of change; the others are counted."""


@dataclass(frozen=True)
class Changed:
    """A change since then, and where it was made (None: nowhere in particular)."""

    what: Message
    place: Place | None


def changes_since(
    then: dict[str, Any], now: dict[str, Any], names: dict[str, str], project: Project
) -> tuple[Changed, ...]:
    """Return what differs between two values of ``inputs.inputs_of``; ``names`` are those of then.

    What no mark is of (a note, a name) is said in one sentence, so that the answer is never nothing.
    """
    called = _Called(names, project)
    found = (
        *_terms(then["terms"], now["terms"]),
        *_case_types(then["case_types"], now["case_types"], called),
        *(
            change
            for path in now["others"]
            for change in _others(path, then["others"].get(path, {}), now, called)
        ),
    )
    return found or (Changed(message(N_("Only words were changed, such as a name or a note.")), None),)


class _Called:
    """Names by id: today's, else the one from then."""

    def __init__(self, names: dict[str, str], project: Project) -> None:
        self._then, self._project = names, project

    def __call__(self, path: str, ident: str) -> str:
        found = next((one for one in getattr(self._project, path) if one.id == ident), None)
        return getattr(found, "name", "") or self._then.get(ident, "") or ident


def _terms(then: dict[str, Any], now: dict[str, Any]) -> Iterator[Changed]:
    for name, (text, show, place) in _TERMS.items():
        if name in then and then[name] != now[name]:
            values = {} if show is None else {"then": show(then[name]), "now": show(now[name])}
            yield Changed(message(text, **values), place)


def _case_types(then: dict[str, Any], now: dict[str, Any], called: _Called) -> Iterator[Changed]:
    path = "case_types"
    new = [one for one in now if one not in then]
    gone = [one for one in then if one not in now]
    yield from _listed([(one, message(N_("New: {name}"), name=called(path, one))) for one in new], None)
    for one in gone:
        yield Changed(message(N_("Gone: {name}"), name=called(path, one)), None)
    for at, aspect in enumerate(ASPECTS, 1):
        other = [one for one in now if one in then and now[one][at] != then[one][at]]
        said = [(one, _told(aspect, called(path, one), then[one], now[one])) for one in other[:_MOST]]
        yield from _listed(said, _FIELDS[aspect])
        if len(other) > _MOST:
            n = len(other) - _MOST
            yield Changed(counted(*_MORE[aspect], n), Place(path))


def _listed(said: list[tuple[str, Message]], field: str | None) -> Iterator[Changed]:
    yield from (Changed(what, Place("case_types", (one,), field)) for one, what in said)


def _told(aspect: str, name: str, then: list[Any], now: list[Any]) -> Message:
    if aspect == "volumes" and then[0] is not None and now[0] is not None and then[0] != now[0]:
        return message(
            N_("{name}: {then} contacts per year then, {now} now"),
            name=name,
            then=round(then[0]),
            now=round(now[0]),
        )
    return message(_ASPECT_TEXTS[aspect], name=name)


def _others(path: str, then: dict[str, str], now: dict[str, Any], called: _Called) -> Iterator[Changed]:
    marks = now["others"][path]
    kind = message(_KINDS[path])
    for one in (*marks, *(one for one in then if one not in marks)):
        if marks.get(one) == then.get(one):
            continue
        place = Place(path, (one,)) if one in marks else Place(path)
        yield Changed(_told_of(kind, called(path, one), then.get(one), marks.get(one)), place)


def _told_of(kind: Message, name: str, then: str | None, now: str | None) -> Message:
    if then is None:
        return message(N_("{kind} {name} is new"), kind=kind, name=name)
    if now is None:
        return message(N_("{kind} {name} is gone"), kind=kind, name=name)
    was, holds = then.partition(":")[2], now.partition(":")[2]
    if was != holds:
        return message(
            N_("{kind} {name}: {then} then, {now} now"),
            kind=kind,
            name=name,
            then=_amount(was),
            now=_amount(holds),
        )
    return message(N_("{kind} {name} was changed"), kind=kind, name=name)


def _plain(value: Any) -> Any:
    return figure(value) if isinstance(value, float) else value


def _amount(value: str) -> float | int:
    return figure(float(value))


def _settings(field: str) -> Place:
    return Place("settings", (), field)


_SCENARIO = Place("scenarios")
_TERMS: dict[str, tuple[str, Callable[[Any], Any] | None, Place]] = {
    "planning_year": (N_("Planning year {then} then, {now} now"), _plain, _settings("planning_year")),
    "levels": (N_("Levels {then} then, {now} now"), _plain, _SCENARIO),
    "waves": (N_("Other waves"), None, _SCENARIO),
    "step_overrides": (N_("Other steps are decided otherwise in the scenario"), None, _SCENARIO),
    "deflections": (N_("Other shares of the cases go to the e-service"), None, _SCENARIO),
    "targets": (N_("Other service targets"), None, _SCENARIO),
    "opening_hours": (N_("Other opening hours"), None, _SCENARIO),
    "handling_time_change": (
        N_("Minutes in customer service changed by {then} then, {now} now"), share, _SCENARIO,
    ),
    "rules": (N_("Other rules for the levels"), None, _settings("rules")),
    "wrap_up_s": (N_("Wrap-up {then} s then, {now} s now"), _plain, _settings("wrap_up_s")),
    "triage_s": (N_("Triage {then} s then, {now} s now"), _plain, _settings("triage_s")),
    "paid_hours_per_fte": (
        N_("Paid hours of a position {then} then, {now} now"), _plain, _settings("working_time"),
    ),
    "absence_share": (N_("Absence {then} then, {now} now"), share, _settings("working_time")),
    "internal_time_share": (N_("Internal time {then} then, {now} now"), share, _settings("working_time")),
    "realisable_share": (N_("Realisable share {then} then, {now} now"), share, _settings("realisable_share")),
    "back_office_working_days": (
        N_("Moved back-office work within {then} working days then, {now} now"),
        _plain,
        _settings("back_office_working_days"),
    ),
    "adviser_salary_per_month": (
        N_("Adviser's salary per month {then} then, {now} now"), _amount, _settings("adviser_cost"),
    ),
    "leading": (N_("Other costs of leading and overheads"), None, _settings("adviser_cost")),
    "employer_contribution": (
        N_("Employer contribution {then} then, {now} now"), share, _settings("employer_contributions"),
    ),
    "interest_rate": (N_("Interest {then} then, {now} now"), share, _settings("interest_rates")),
    "allocation_key": (
        N_("Readiness was shared by: {then}; now by: {now}"), word, _settings("allocation_key"),
    ),
    "financing": (N_("Way of paying then: {then}; now: {now}"), word, _settings("financing")),
}  # fmt: skip
"""What holds for the whole project: its sentence, how a value is shown (None: it is a table), where it is said."""

_FIELDS = {"volumes": "volumes", "minutes": "steps", "levels": "steps", "flows": "flows"}
_ASPECT_TEXTS = {
    "volumes": N_("{name}: other volumes"),
    "minutes": N_("{name}: other minutes"),
    "levels": N_("{name}: other levels or decisions"),
    "flows": N_("{name}: other ways through the process"),
}
_MORE = {
    "volumes": (N_("{n} more case type has other volumes"), N_("{n} more case types have other volumes")),
    "minutes": (N_("{n} more case type has other minutes"), N_("{n} more case types have other minutes")),
    "levels": (
        N_("{n} more case type has other levels or decisions"),
        N_("{n} more case types have other levels or decisions"),
    ),
    "flows": (
        N_("{n} more case type goes other ways through the process"),
        N_("{n} more case types go other ways through the process"),
    ),
}
_KINDS = {
    "departments": N_("Department"),
    "units": N_("Unit"),
    "roles": N_("Role"),
    "frontline_positions": N_("Front-line position"),
    "profiles": N_("Profile"),
    "measurements": N_("Measurement"),
    "pools": N_("Pool"),
    "waves": N_("Wave"),
    "cost_items": N_("Cost item"),
    "investments": N_("Investment"),
}
