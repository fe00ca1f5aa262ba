"""Would any group of departments be cheaper off on its own? Tested by running the chain for that group alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations

from workbench.analysis.results import Allocation, BlockingGroup, CoreTest, Costs
from workbench.model.text import N_, ProjectError, message

ALL_GROUPS_UP_TO = 10
_ZERO = Decimal(0)
Group = frozenset[str]


def core_test(
    allocation: Allocation,
    stand_alone: Callable[[Group], Decimal],
    *,
    all_groups: bool = False,
    progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> CoreTest:
    """Compare what each group pays with ``stand_alone(group)``, its yearly cost with its case types alone.

    Groups: single departments, pairs, all but one; with ``all_groups`` every group but the whole, for up
    to 10 departments (more: ProjectError). Only departments that have minutes or pay take part.
    ``stand_alone`` is what :func:`stand_alone_cost` gives of the group's own chain. ``progress`` hears
    (done, in all) before each group and at the end; a cancelled test has what was found until then.
    """
    pays = {one.department: one.amount for one in allocation.by_department if one.amount or one.used_minutes}
    if all_groups and len(pays) > ALL_GROUPS_UP_TO:
        raise ProjectError(
            message(
                N_("All groups can be tested for up to {n} departments: test singles and pairs instead."),
                n=ALL_GROUPS_UP_TO,
            )
        )
    groups = list(dict.fromkeys(_groups(sorted(pays), all_groups=all_groups)))
    blocking: list[BlockingGroup] = []
    tested = 0
    for group in groups:
        if is_cancelled is not None and is_cancelled():
            return CoreTest(tested, len(groups), tuple(blocking), is_cancelled=True)
        if progress is not None:
            progress(tested, len(groups))
        together = sum((pays[name] for name in group), _ZERO)
        alone = stand_alone(frozenset(group))
        if together > alone:
            blocking.append(BlockingGroup(group, together, alone))
        tested += 1
    if progress is not None:
        progress(tested, len(groups))
    return CoreTest(tested, len(groups), tuple(blocking), is_cancelled=False)


def _groups(names: list[str], *, all_groups: bool) -> Iterator[tuple[str, ...]]:
    """Yield groups in the order of their size; the whole is none, it is what they are compared with."""
    sizes = range(1, len(names)) if all_groups else (1, 2, len(names) - 1)
    for size in sizes:
        if 0 < size < len(names):
            yield from combinations(names, size)


def stand_alone_cost(costs: Costs, group: Group) -> Decimal:
    """Return what a group alone would pay: the shared yearly cost of its own chain, and its direct items.

    What is centrally funded is left out on both sides, and so are other departments' direct items.
    """
    return costs.shared_yearly + sum((costs.direct_yearly.get(name, _ZERO) for name in group), _ZERO)
