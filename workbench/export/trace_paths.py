"""Which figure of ``calculate --json`` an explanation is about: so that window, command line and workbooks are one.

The same paths are what cells of the workbooks claim to hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.analysis.as_json import BALANCE_ROWS
from workbench.analysis.explain.released import NONE, released_key
from workbench.analysis.results import FTE_COMPONENTS, Results

_WHOLE = {
    "fte": "staffing/fte_total",
    "peak": "staffing/peak_agents",
    "service_level": "staffing/service_level/value",
    "hours_per_fte": "staffing/hours_per_fte",
    "share_levels_1_4": "share_volume_levels_1_4/value",
    "first_contact_resolution": "first_contact_resolution/value",
    "solved_in_customer_service": "solved_in_customer_service/value",
    "coverage": "coverage/volume/value",
    "handoffs": "handoffs_per_year",
    "ping_pong": "ping_pong_per_year",
    "cases": "cases_per_year",
    "staffed": "staffing/staffed_hours_per_year",
    "central_yearly": "costs/central_yearly",
    "operating_cost": "costs/yearly_total",
    "one_off_cost": "costs/one_off_total",
    "shared_yearly": "costs/shared_yearly",
    "employer_contribution": "costs/employer_contribution",
    "interest_rate": "costs/interest_rate",
    "rate_per_minute": "allocation/rate_per_minute",
    "productive_minutes": "allocation/productive_minutes",
    "idle_capacity": "allocation/idle_capacity",
    "used": "allocation/used",
}
_OF_POOL = {
    "pool": "fte",
    "staffed": "staffed_hours_per_year",
    "waiting": "waiting_hours",
    "minimum": "minimum_hours",
    "deferred": "deferred_hours",
    "service_level": "service_level/value",
}
_OF_POSITIONS = {
    "fte": "needed_share",
    "balance": "difference",
    "realisable": "realisable",
    "positions": "moving_whole",
}
_OF_SHARING = {
    "cost_of": "amount",
    "used": "used",
    "readiness": "readiness",
    "minutes_of": "used_minutes",
}
_OF_PRICE = {"price": "price", "variable": "variable", "fixed": "fixed", "minutes_each": "minutes"}


def paths_of(results: Results) -> dict[str, str]:
    """Return the path in ``calculate --json`` of every explained figure that stands there, by its key.

    Parts of a path are divided by "/"; numbers count the entries of a list.
    """
    return (
        _WHOLE
        | dict(_staffing(results))
        | dict(_balance(results))
        | dict(_costs(results))
        | dict(_sharing(results))
        | dict(_paying(results))
    )


def _staffing(results: Results) -> Iterator[tuple[str, str]]:
    for name in FTE_COMPONENTS:
        yield f"component:{name}", f"staffing/fte_by_component/{name}"
    for n, pool in enumerate(results.staffing.pools):
        for kind, field in _OF_POOL.items():
            yield f"{kind}:{pool.pool}", f"staffing/pools/{n}/{field}"
    for channel in results.demand.contacts_per_year:
        yield f"contacts:{channel}", f"contacts_per_year/{channel}"


def _balance(results: Results) -> Iterator[tuple[str, str]]:
    release = results.release
    for n, positions in enumerate(release.positions):
        for kind, field in _OF_POSITIONS.items():
            if positions.department is not None:
                yield f"{kind}_of:{positions.department}", f"positions/{n}/{field}"
            elif kind != "fte":
                yield kind, f"positions/{n}/{field}"
    terms = {"hours_of": "done", "taken_of": "taken"}
    for n, row in enumerate(release.balance):
        for kind, field in terms.items():
            at = n * len(BALANCE_ROWS) + BALANCE_ROWS.index(field)
            yield f"{kind}:{row.department or NONE}", f"balance/{at}/hours"
    for n, one in enumerate(release.released):
        yield released_key(one), f"release/{n}/hours_per_year"
        yield released_key(one, "realisable_in"), f"release/{n}/fte_realisable"


def _costs(results: Results) -> Iterator[tuple[str, str]]:
    for n, line in enumerate(results.costs.lines):
        yield f"line:{line.kind}:{line.id}", f"costs/by_item/{n}/amount"
        if line.kind == "personnel":
            yield f"salary:{line.id}", f"costs/by_item/{n}/unit_amount"
    for n, (category, phase) in enumerate(results.costs.budget):
        yield f"budget:{category}:{phase}", f"costs/budget/{n}/amount"
    for n, year in enumerate(results.costs.capital):
        yield f"capital:{year.investment}:{year.year}", f"costs/capital/{n}/amount"


def _sharing(results: Results) -> Iterator[tuple[str, str]]:
    for n, one in enumerate(results.allocation.by_department):
        for kind, field in _OF_SHARING.items():
            yield f"{kind}:{one.department}", f"allocation/by_department/{n}/{field}"
    for n in reversed(range(len(results.prices))):
        price = results.prices[n]
        for kind, field in _OF_PRICE.items():
            yield f"{kind}:{price.case_type}:{price.channel}", f"prices/{n}/{field}"


def _paying(results: Results) -> Iterator[tuple[str, str]]:
    for n, way in enumerate(results.financing):
        name = f"{way.model}:{way.volume_factor}"
        yield f"residue:{name}", f"financing/{n}/residue_as_planned"
        yield f"cost_at:{way.volume_factor}", f"financing/{n}/cost_as_planned"
        for department in way.payments:
            yield f"payment:{name}:{department}", f"financing/{n}/payments/{department}"
    for n, effect in enumerate(results.net_effect):
        name = f"{effect.department}:{effect.year}"
        yield f"net_effect:{name}", f"net_effect/{n}/difference"
        yield f"releases:{name}", f"net_effect/{n}/releases"
