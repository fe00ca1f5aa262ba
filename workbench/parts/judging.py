"""What becomes of one change of a part: set against what was sent, and against what stands here now.

Where only one side changed a value, that side's holds. Where both did, in ways that cannot be brought together, it is
a conflict. No clock decides anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Literal

from pydantic import ValidationError

from workbench.model.parts import Oddity
from workbench.model.project import COLLECTIONS, SINGLES, TOP_COLLECTIONS, Project
from workbench.model.record import Item
from workbench.parts.changes import (
    Address,
    PartChange,
    Whereabouts,
    canonical,
    fingerprint,
    item_at,
    value_of,
)
from workbench.parts.making import Scope
from workbench.parts.taking import Wish, order_here
from workbench.parts.values import fingerprint_in, has_languages, mark, merged_languages, merged_list

Outcome = Literal["applied", "equal", "conflict", "out_of_scope", "rejected"]


@dataclass(frozen=True)
class Ours:
    """What a change is set against: the project, the base and scope of the part, what was settled before."""

    project: Project
    base: Project
    scope: Scope
    settled: frozenset[str]
    is_newer: bool

    @cached_property
    def here(self) -> Whereabouts:
        """Where the items of the project are."""
        return Whereabouts(self.project)

    def was_theirs(self, change: PartChange, value: Any) -> bool:
        """Tell whether ``value`` is what an earlier state of the same part brought here."""
        return self.is_newer and fingerprint(change, value) in self.settled

    def in_languages(self, change: PartChange, value: Any) -> tuple[dict[str, str], bool] | None:
        """Return ``value``, which stands here, and theirs language by language, and whether one is disputed.

        None where it is no text in several languages.
        """
        if not has_languages(change.collection, change.field, change.theirs):
            return None

        def was_theirs(language: str, text: str) -> bool:
            return self.is_newer and fingerprint_in(change, language, text) in self.settled

        return merged_languages(change.base, value, change.theirs, was_theirs)


def judged(
    ours: Ours, change: PartChange, missing: dict[Address, list[PartChange]]
) -> tuple[Outcome, Wish | None]:
    """Return what becomes of ``change``, and what is to be done for it; what has no place here is put by."""
    if not _is_in_scope(ours.scope, change):
        return "out_of_scope", None
    if mark(change) in ours.settled:
        return "equal", None
    if change.what == "order":
        return _judged_order(ours, change)
    here, gone = ours.here.at((change.collection, change.within, change.id))
    if change.oddity is not None and here is not None and not _says_the_same(here, change):
        return "conflict", None
    if change.what == "removed":
        if here is None:
            return "equal", None
        base, _ = item_at(ours.base, (change.collection, change.within, change.id))
        if here == base or ours.was_theirs(change, here.as_json()):
            return "applied", Wish((change,))
        return "conflict", None
    if here is None:
        is_back = change.what == "added" and gone == (change.collection, change.within, change.id)
        if is_back:
            return ("applied", Wish((change,))) if change.oddity is None else ("conflict", None)
        missing.setdefault(gone or (change.collection, change.within, change.id), []).append(change)
        return "conflict", None
    if change.what == "added":
        return _judged_new(ours, change, here)
    return _judged_field(ours, change, here)


def _says_the_same(here: Item, change: PartChange) -> bool:
    """Tell whether what stands here is all that an odd change would make of it: then nobody need be asked."""
    if change.what != "changed" or change.field not in type(here).model_fields:
        return False
    if change.oddity is Oddity.UNREADABLE:
        return False  # there is more in the cell
    return canonical(value_of(here, change.field)) == canonical(change.theirs)


def _judged_new(ours: Ours, change: PartChange, here: Item) -> tuple[Outcome, Wish | None]:
    value = here.as_json()
    if canonical(value) == canonical(change.theirs):
        return "equal", None
    if ours.was_theirs(change, value):
        return "applied", Wish((change,), is_here=True)
    return "conflict", None


def _judged_field(ours: Ours, change: PartChange, here: Item) -> tuple[Outcome, Wish | None]:
    if change.field not in type(here).model_fields or change.field == "id":
        return "applied", Wish((change,), change.theirs)  # it is refused there, with the reason
    value = value_of(here, str(change.field))
    if canonical(value) == canonical(change.theirs):
        return "equal", None
    if canonical(value) == canonical(change.base) or ours.was_theirs(change, value):
        return "applied", Wish((change,), change.theirs)
    texts = ours.in_languages(change, value)
    together: Any = merged_list(change.base, value, change.theirs)
    if texts is not None:
        together = None if texts[1] else texts[0]
    if together is None:
        return "conflict", None
    return ("equal", None) if together == value else ("applied", Wish((change,), together))


def _judged_order(ours: Ours, change: PartChange) -> tuple[Outcome, Wish | None]:
    here = order_here(ours.project, change)
    if here is None:
        return "equal", None  # the items went with what they lay in: there is nothing to put in order
    there = [one for one in change.theirs if one in here]
    if here == there:
        return "equal", None
    if here == [one for one in change.base if one in here] or ours.was_theirs(change, here):
        return "applied", Wish((change,))
    return "conflict", None


def _is_in_scope(scope: Scope, change: PartChange) -> bool:
    top, wanted = change.top
    if top in SINGLES:
        return False
    if change.what == "order" and not change.within:
        return top in scope.ids
    return scope.holds(top, wanted)


def with_new(scope: Scope, changes: Iterable[PartChange]) -> Scope:
    """Return ``scope`` with the top items that are, or were once, new in the part and its department's."""
    new = [one for one in changes if one.what in ("added", "removed") and not one.within]
    for change in sorted(new, key=lambda one: TOP_COLLECTIONS.index(one.collection)):
        if scope.claims(change.collection, change.theirs or change.base):
            scope = scope.with_item(change.collection, change.id)
    return scope


def is_sound(ours: Ours, changes: Sequence[PartChange], change: PartChange) -> bool:
    """Tell whether a refused change is right in itself, so that somebody can decide about it here.

    It is not where its value is of the wrong kind: then it is rejected, and the value stands in the judgement.
    What refers to something that is not here may have been right there, so it is kept as a conflict.
    """
    if change.what in ("removed", "order"):
        return True
    if change.what == "added":
        return _fits(lambda: COLLECTIONS[change.collection].from_json(change.theirs))
    item, _ = item_at(ours.base, (change.collection, change.within, change.id))
    if item is None or change.field == "id":
        return False
    alone = {str(change.field): change.theirs}
    together = {
        str(one.field): one.theirs
        for one in changes
        if one.what == "changed"
        and (one.collection, one.within, one.id) == (change.collection, change.within, change.id)
    }
    return any(_fits(partial(item.changed_from_json, values)) for values in (alone, together))


def _fits(make: Callable[[], object]) -> bool:
    try:
        make()
    except ValidationError:
        return False
    return True
