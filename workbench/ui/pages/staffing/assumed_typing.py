"""A value that the figures of staffing rest on, in words, as it is typed, and the edit that puts it."""

from __future__ import annotations

from typing import Any

from workbench.analysis.demand.promises import promise
from workbench.capture.folding import fold
from workbench.capture.quantities import read_number, read_share
from workbench.edits import Edit
from workbench.edits.stored import AddItem, ChangeItem
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.model.service import Denominator, Pool, ServiceTarget
from workbench.model.text import N_, ProjectError, message
from workbench.model.volumes import Channel
from workbench.ui.opening_hours import as_hours, by_weekday, read_times, written_times
from workbench.ui.pages.staffing.assumed import Assumed, Value, pools_of
from workbench.ui.typed_figures import decimal_mark
from workbench.ui.widgets.figures import written_share


def written(row: Assumed, value: Value, t: Texts) -> str:
    """Return a value of ``row`` in words; "" for none."""
    if value is None:
        return ""
    if row.kind == "times":
        return written_times(value, t)  # type: ignore[arg-type]  # the kind says so
    if row.kind == "yes_no":
        return t("yes") if value else t("no")
    if row.kind == "of":
        return word(str(value), t)
    if isinstance(value, str):
        return value
    number = float(value)  # type: ignore[arg-type]  # the other kinds were returned above
    if row.kind == "share":
        return written_share(t, number)
    return t.number(number, 0 if number == round(number) else 1)


def read(row: Assumed, text: str, t: Texts) -> Value:
    """Return what was typed; None where the cell was emptied. Raises ProjectError with the reason."""
    plain = text.strip()
    if row.kind == "times":
        return read_times(plain, t)
    if not plain:
        return None
    if row.kind == "text":
        return plain
    if row.kind == "yes_no":
        return _yes_no(plain, t)
    if row.kind == "of":
        return _of(plain, t)
    if row.kind == "share":
        found = read_share(plain, decimal_mark=decimal_mark(t))
        if found is None:
            raise ProjectError(message(N_('"{text}" is not a share: write it as 20 %'), text=text))
        return found.likely
    number = read_number(plain, decimal_mark=decimal_mark(t))
    if number is None or (row.kind == "count" and number.likely != round(number.likely)):
        raise ProjectError(message(N_('"{text}" is not a number that can stand here.'), text=text))
    return number.likely


def _yes_no(plain: str, t: Texts) -> bool:
    wanted = fold(plain)
    for value, words in ((True, (t("yes"), "ja", "yes")), (False, (t("no"), "nej", "no"))):
        if any(fold(one).startswith(wanted) for one in words):
            return value
    raise ProjectError(message(N_('"{text}" is neither yes nor no'), text=plain))


def _of(plain: str, t: Texts) -> str:
    wanted = fold(plain)
    found = [one.value for one in Denominator if wanted in fold(word(one.value, t))]
    if len(found) != 1:
        choices = ", ".join(word(one.value, t) for one in Denominator)
        raise ProjectError(message(N_('"{text}" is none of: {choices}'), text=plain, choices=choices))
    return found[0]


def offers(row: Assumed, t: Texts) -> tuple[str, ...]:
    """Return the words that can stand in the row; none where anything can be typed."""
    if row.kind == "yes_no":
        return (t("yes"), t("no"))
    if row.kind == "of":
        return tuple(word(one.value, t) for one in Denominator)
    return ()


def put(project: Project, row: Assumed, value: Value) -> Edit:
    """Return the edit that says ``value`` (None: the default holds again)."""
    if row.where[0] == "pools":
        return _put_in_pool(project, row, value)
    if row.where[0] == "units":
        return ChangeItem(collection="units", id=row.where[1], changes={row.where[2]: value})  # type: ignore[dict-item]  # no times
    if row.where[1] == "working_time":
        now = project.settings.working_time.as_json()
        after = {**now, row.where[2]: value}
        return ChangeItem(
            collection="settings", changes={"working_time": {k: v for k, v in after.items() if v is not None}}
        )
    given = row.default if value is None and row.kind == "yes_no" else value
    return ChangeItem(collection="settings", changes={row.where[1]: given})  # type: ignore[dict-item]  # no times


def _put_in_pool(project: Project, row: Assumed, value: Value) -> Edit:
    _, pool_id, field, *inner = row.where
    pool = next(one for one in pools_of(project) if one.id == pool_id)
    changes: dict[str, Any] = {field: value}
    if field == "opening_hours":
        days = list(by_weekday(pool.opening_hours))
        days[int(inner[0])] = value if isinstance(value, tuple) else ()
        if not any(days):
            raise ProjectError(message(N_("A pool is open at some time of the week.")))
        changes = {field: [one.as_json() for one in as_hours(days)]}
    elif field == "targets":
        changes = {field: _with_target(pool, Channel(inner[0]), inner[1], value)}
    elif row.kind == "count":
        given = row.default if value is None and field == "chats_at_once" else value
        changes = {field: None if given is None else round(float(given))}  # type: ignore[arg-type]  # a count
    if project.pools:
        return ChangeItem(collection="pools", id=pool.id, changes=changes)
    return AddItem(collection="pools", item={**pool.as_json(), **changes})


def _with_target(pool: Pool, channel: Channel, field: str, value: Value) -> list[dict[str, Any]]:
    """Return the pool's targets with one figure put or taken away; a target that says nothing goes."""
    made: list[dict[str, Any]] = []
    is_there = False
    for one in (*pool.targets, ServiceTarget(channel=channel)):
        after = one.as_json()
        if one.channel is channel:
            if is_there:
                continue
            is_there = True
            after = {key: kept for key, kept in after.items() if key != field}
            if value is not None:
                after[field] = value
            if field == "of" and value is not None and "share" not in after:
                after["share"] = promise(channel, pool, Scenario(id="as_the_project_says", name="")).share
        if len(after) > 1:
            made.append(after)
    return made
