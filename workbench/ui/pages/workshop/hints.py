"""What the assist line says of the cell that is being typed into, or stood on."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.capture import read_minutes, read_share
from workbench.capture.assist import said_quantity
from workbench.capture.assist import understood as understood_marks
from workbench.capture.line import LineVolume
from workbench.capture.names import CHANNEL_NAMES, find_performer
from workbench.export.palette import level_word
from workbench.locale import Texts
from workbench.model.text import Message
from workbench.model.volumes import Counts, Period
from workbench.ui.pages.workshop.cell_edits import typed, volume_line
from workbench.ui.pages.workshop.rows import Row
from workbench.ui.pages.workshop.sheet import Sheet
from workbench.ui.pages.workshop.writing import Heard
from workbench.ui.widgets.assist_line import Hint

IDEA = "lightbulb-outline"


def while_writing(sheet: Sheet, heard: Heard, offer: Hint | None, alike: str) -> Hint:
    """Return the hint for what stands in the editor: doubts first, then what to know, then what was understood."""
    texts = sheet.look.texts
    if heard.column != "name" or heard.line is None:
        return _of_cell(sheet, heard)
    line = heard.line
    if line.doubts:
        why = " ".join(texts.message(doubt) for doubt in line.doubts)
        return Hint(why, icon="alert-outline", tone="warning")
    if alike:
        return Hint(
            texts("“{name}” is on the list already, or nearly so. Is it the same?", name=alike),
            icon="content-copy",
            tone="info",
        )
    if offer is not None:
        return offer
    said = ", ".join(texts.message(one) for one in understood_marks(line))
    years = _years(sheet, heard.row, line.volumes)
    if said or years:
        words = " = ".join(part for part in (said, years) if part)
        return Hint(words, texts("Understood:"), IDEA, "accent", _writing_keys(heard.row, texts))
    return Hint("", "", "", keys=_writing_keys(heard.row, texts)) if line.title else _how_to(heard.row, texts)


def offered(level: int, reason: Message, texts: Texts, *, is_writing: bool) -> Hint:
    """Return the hint that offers a level, with its reason."""
    head = texts("Suggestion: {level} {word}", level=level, word=level_word(level, texts))
    other = texts("Alt+1–8") if is_writing else texts("1–8")
    keys = [(texts("Ctrl+Enter"), texts("accept")), (other, texts("another level"))]
    if is_writing:
        keys.append((texts("Enter"), texts("next row")))
    return Hint(f"– {texts.message(reason)}", head, IDEA, "accent", tuple(keys), is_offer=True)


def rows_changed(n: int, texts: Texts) -> Hint:
    """Return the hint after an edit of several rows."""
    said = texts.plural("{n} row was changed", "{n} rows were changed", n)
    return Hint("", said, "check", "ok", ((texts("Ctrl+Z"), texts("takes it back")),))


def refusal(why: str) -> Hint:
    """Return the hint for something that could not be done."""
    return Hint(why, icon="alert-outline", tone="warning")


def on_row(sheet: Sheet, row: Row, column: str) -> Hint:
    """Return the hint for the cell that the keyboard stands on."""
    texts = sheet.look.texts
    odd = sheet.writer.odd.get((row.key, column))
    if odd is not None:
        doubt = typed((row,), column, odd, sheet.names).doubt
        what_to_do = [(texts("F2"), texts("change it"))]
        if doubt is not None and column == "performer":
            what_to_do.append((texts("Ctrl+Enter"), texts("add it as a unit")))
        why = texts.message(doubt) if doubt is not None else odd
        return Hint(why, texts("Not understood:"), "alert-outline", "warning", tuple(what_to_do))
    if row.is_empty:
        return _how_to(row, texts)
    state = sheet.writer.cell(row, "state")
    several = len(sheet.chosen)
    if several > 1:
        words = texts.plural("{n} row is chosen", "{n} rows are chosen", several)
        return Hint(texts("What you type in a cell goes to all of them."), words, "check", "accent")
    keys = [(texts("Enter"), texts("new row")), (texts("F8"), texts("next unfilled"))]
    if column == "level":
        keys.insert(0, (texts("1–8"), texts("level")))
    elif column == "name":
        words = texts("make it a step") if row.kind == "case_type" else texts("make it a case type")
        key = texts("Tab") if row.kind == "case_type" else texts("Shift+Tab")
        keys.append((key, words))
    if state.detail and state.icon not in ("check", "dots-horizontal"):
        return Hint(state.detail, "", state.icon, state.icon_tone, tuple(keys[-1:]))
    detail = sheet.writer.cell(row, column).detail
    if column == "name" and sheet.view.shows_whole(row.title):
        detail = ""
    return Hint(detail if column != "state" else state.detail, keys=tuple(keys))


def _how_to(row: Row, texts: Texts) -> Hint:
    if row.kind == "step":
        words = texts("Marks: :3 level, @unit, 12m minutes, 60% share, ? decision, ! problem, -> jump")
        keys = ((texts("Enter"), texts("next case type")), (texts("Shift+Tab"), texts("make it a case type")))
        return Hint(words, keys=keys)
    words = texts("Marks: #phone 40/day volume, @unit, :3 level, 12m minutes")
    return Hint(
        words, keys=((texts("Tab"), texts("make it a step")), (texts("Esc"), texts("leave the table")))
    )


def _writing_keys(row: Row, texts: Texts) -> tuple[tuple[str, str], ...]:
    tab = (texts("Tab"), texts("make it a step"))
    if row.kind == "step":
        tab = (texts("Shift+Tab"), texts("make it a case type"))
    return ((texts("Enter"), texts("next row")), (texts("→"), texts("next cell")), tab)


def _of_cell(sheet: Sheet, heard: Heard) -> Hint:
    """Return what a figure or a performer was understood as."""
    texts, names, text = sheet.look.texts, sheet.names, heard.text.strip()
    keys = ((texts("Enter"), texts("save")), (texts("Esc"), texts("as it was")))
    if not text:
        return Hint(texts("Empty: what stood here is cleared"), keys=keys)
    said = ""
    if heard.column == "minutes":
        minutes = read_minutes(text, decimal_mark=names.decimal_mark)
        if minutes is not None:
            said = texts("{figure} minutes each time", figure=sheet.writer.estimate(minutes.as_estimate()))
    elif heard.column == "share":
        share = read_share(text, decimal_mark=names.decimal_mark)
        if share is not None:
            said = texts("{share} of those at the step above come here", share=texts.percent(share.likely))
    elif heard.column == "volume":
        volumes = volume_line(text, names)
        said = _years(sheet, heard.row, volumes or ())
    elif heard.column == "performer":
        return _of_performer(sheet, text, keys)
    if not said:
        return Hint(texts("Not understood yet"), "", "dots-horizontal", "text3", keys)
    return Hint(said, texts("Understood:"), IDEA, "accent", keys)


def _of_performer(sheet: Sheet, text: str, keys: tuple[tuple[str, str], ...]) -> Hint:
    texts = sheet.look.texts
    found, could = find_performer(text.removeprefix("@"), sheet.names)
    if found is not None and found.is_customer_service:
        said = texts("{name}: decided to move", name=found.name)
        return Hint(said, texts("Understood:"), IDEA, "accent", keys)
    if found is not None:
        return Hint(found.name, texts("Understood:"), IDEA, "accent", keys)
    if could:
        return Hint(", ".join(could[:4]), texts("Which one?"), "account-group-outline", "text2", keys)
    return unknown_unit(text, texts)


def unknown_unit(text: str, texts: Texts) -> Hint:
    """Return the hint that offers to add a unit nobody has named before."""
    return Hint(
        texts("No unit is called “{text}”.", text=text),
        "",
        "alert-outline",
        "warning",
        ((texts("Ctrl+Enter"), texts("add it as a unit")),),
    )


def _years(sheet: Sheet, row: Row, volumes: Sequence[LineVolume]) -> str:
    """Return what volumes come to in a year, channel by channel: "phone: 40 a day = 10 040 per year, 251 days"."""
    texts = sheet.look.texts
    said = []
    for one in volumes:
        volume = one.quantity.as_volume(one.channel)
        channel = texts(CHANNEL_NAMES[one.channel])
        yearly = sheet.reckoning.per_year(volume, row.case_type)
        quantity = texts.message(said_quantity(one.quantity))
        if yearly is None or volume.per is Period.YEAR:
            said.append(texts("{channel}: {quantity}", channel=channel, quantity=quantity))
            continue
        number = texts.number(round(yearly[0]))
        if volume.per is Period.DAY:
            days = texts.number(round(yearly[1]))
            text = texts("{quantity} = {n} per year, {days} days", quantity=quantity, n=number, days=days)
        else:
            text = texts("{quantity} = {n} per year", quantity=quantity, n=number)
        if volume.counts is Counts.CASES:
            text = texts("{text}, counted as cases", text=text)
        said.append(texts("{channel}: {quantity}", channel=channel, quantity=text))
    return "; ".join(said)
