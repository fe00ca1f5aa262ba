"""What the assist line says on this page."""

from __future__ import annotations

from workbench.locale import Texts
from workbench.model.text import Message
from workbench.model.volumes import Period
from workbench.ui.look import Look
from workbench.ui.pages.volumes.paste import Pasted
from workbench.ui.pages.volumes.years import VolumeRow
from workbench.ui.widgets.assist_line import AssistLine, Hint
from workbench.ui.widgets.cell import Cell


class Hints:
    """Puts hints into the page's assist line.

    ``is_news``: the line answers to what was just done, and stays until somebody touches the table again.
    """

    def __init__(self, look: Look, line: AssistLine) -> None:
        self.line = line
        self.texts: Texts = look.texts
        self.is_news = False

    def turn_away(self) -> None:
        """Let what was answered go: the line is free for what comes next."""
        self.is_news = False

    def _answer(self, hint: Hint) -> None:
        self.is_news = True
        self.line.say(hint)

    def say(self, what: Message) -> None:
        """Say a message that somebody ought to read."""
        self._answer(Hint(self.texts.message(what), icon="alert-outline", tone="warning"))

    def say_text(self, text: str) -> None:
        """Say a text as it is."""
        self.line.say(Hint(text, icon="chart-bar"))

    def say_cell(self, cell: Cell, *, is_new: bool) -> None:
        """Say what a cell holds in full, and the keys; what was just answered stays."""
        if self.is_news:
            return
        texts = self.texts
        keys = (
            ("Enter", texts("change")),
            ("Del", texts("delete")),
            ("F8", texts("next unfilled")),
        )
        if is_new:
            text = texts("Type a channel and what was said, such as phone 40/day.")
            self.line.say(Hint(text, icon="plus", keys=self._going_on))
            return
        icon = ("alert-outline", "warning") if cell.is_odd else ("", "text2")
        self.line.say(Hint(cell.detail, icon=icon[0], tone=icon[1], keys=keys))

    def say_year(self, of: VolumeRow, open_days: int | None, count: int, *, is_live: bool = False) -> None:
        """Say what a volume comes to in a year, and how; ``is_live``: while it is being typed."""
        self.is_news = not is_live
        texts, volume = self.texts, of.volume
        strong = self._many(count)
        if of.yearly is None:
            text = texts("No year can be made of it: the period has no open day.")
            self.line.say(Hint(text, strong, "alert-outline", "warning"))
            return
        said = (
            volume.said or f"{texts.number(volume.likely, 0 if volume.likely == int(volume.likely) else 1)}"
        )
        yearly = texts.number(of.yearly)
        if volume.per is Period.DAY and open_days:
            text = texts("{said} = {yearly} a year, {n} open days", said=said, yearly=yearly, n=open_days)
        else:
            text = texts("{said} = {yearly} a year", said=said, yearly=yearly)
        self.line.say(Hint(text, strong, "check", "ok", self._going_on))

    def say_many(self, count: int) -> None:
        """Say that an edit goes to several rows."""
        self.line.say(Hint("", self._many(count), "swap-vertical"))

    def say_waiting(self, count: int) -> None:
        """Say that no figure has been found so far."""
        text = self.texts("Figures look like 40/day, 3–5 a week or 1200.")
        self.line.say(Hint(text, self._many(count), "lightbulb-outline", keys=self._going_on))

    def say_not_new(self, problem: str, text: str) -> None:
        """Say why what stands in the new row is no volume yet."""
        if problem == "channel":
            words = self.texts(
                '"{text}" is no channel. Press arrow down in the cell to choose one.', text=text
            )
            self._answer(Hint(words, icon="alert-outline", tone="warning"))
        else:
            self.say_no_figure(text)

    def say_no_figure(self, text: str) -> None:
        """Say that a volume needs a figure."""
        words = self.texts(
            'No figure was found in "{text}". Figures look like 40/day or 3–5 a week.', text=text
        )
        self._answer(Hint(words, icon="alert-outline", tone="warning"))

    def say_all(self) -> None:
        """Say what can be done in the table of all case types."""
        self.turn_away()
        text = self.texts("Type a figure into a cell, such as 40/day. Enter on a name opens the case type.")
        self.line.say(Hint(text, icon="lightbulb-outline"))

    def say_none_missing(self) -> None:
        """Say that every case type in sight has a volume."""
        self._answer(Hint(self.texts("Every case type in the list has a volume."), icon="check", tone="ok"))

    def say_pasted(self, what: Pasted) -> None:
        """Say what became of a paste: how many, and the first row that was no use."""
        texts = self.texts
        if what.edit is None and not what.skipped:
            words = texts("There is nothing to paste: copy rows with a channel and a figure first.")
            self._answer(Hint(words, icon="alert-outline", tone="warning"))
            return
        done = texts("{added} volumes added, {changed} changed.", added=what.added, changed=what.changed)
        if not what.skipped:
            self._answer(Hint(done, icon="check", tone="ok"))
            return
        first, reason = what.skipped[0]
        skipped = texts.plural(
            "{n} was not understood: {first} ({reason}).",
            "{n} were not understood, the first: {first} ({reason}).",
            len(what.skipped),
            first=first,
            reason=texts.message(reason),
        )
        self._answer(Hint(f"{done} {skipped}", icon="alert-outline", tone="warning"))

    @property
    def _going_on(self) -> tuple[tuple[str, str], ...]:
        return (("Tab", self.texts("next cell")), ("Enter", self.texts("next row")))

    def _many(self, count: int) -> str:
        return self.texts.plural("{n} row changes", "{n} rows change", count) if count > 1 else ""
