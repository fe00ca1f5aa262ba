"""Findings sorted once per calculation, in the background: a big project has forty thousand of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.analysis.results import Finding
from workbench.model.project import Project

_OFFICE_RULES = frozenset(("department-without-agreement", "small-person-share"))
"""Findings about a department that only the project office can do something about."""


@dataclass(frozen=True)
class SortedFindings:
    """All findings, gravest first; how many of each severity; and those about each item that stands by itself."""

    ordered: tuple[Finding, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    by_owner: Mapping[str, Sequence[Finding]] = field(default_factory=dict)


def concerning(found: Sequence[Finding], project: Project) -> Sequence[Finding]:
    """Return what concerns whoever has ``project`` open: in a part, what the department itself can mend."""
    if project.part is None:
        return found
    from workbench.parts.making import scope_of

    scope = scope_of(project, project.part.department)
    return [
        one
        for one in found
        if one.rule not in _OFFICE_RULES
        and scope.holds(one.place.partition(".")[0], one.within[0] if one.within else one.id)
    ]


def sort_findings(found: Sequence[Finding], pause: Callable[[], object]) -> SortedFindings:
    """Return ``found`` sorted; ``pause`` is called every few hundred findings."""
    by_severity: dict[str, list[Finding]] = {"error": [], "warning": [], "advice": []}
    by_owner: dict[str, list[Finding]] = {}
    for at, one in enumerate(found):
        if at % 500 == 0:
            pause()
        by_severity[one.severity].append(one)
        by_owner.setdefault(one.within[0] if one.within else one.id, []).append(one)
    counts = {severity: len(ones) for severity, ones in by_severity.items()}
    ordered = tuple(one for ones in by_severity.values() for one in ones)
    return SortedFindings(ordered, counts, by_owner)


def let_go(held: list[SortedFindings], pause: Callable[[], object]) -> None:
    """Free the findings in ``held``, some hundred at a time: forty thousand at once would hold up the window."""
    old = held.pop()
    parts: list[list[object]] = [list(old.ordered), list(old.by_owner.values())]
    del old
    for part in parts:
        while part:
            del part[-200:]
            pause()
