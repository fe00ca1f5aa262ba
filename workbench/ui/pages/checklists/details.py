"""What stands around the steps of a checklist: names, system, hand-over, promise, law, owner and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from workbench.capture.days import read_day
from workbench.locale import Texts
from workbench.model.knowledge import Checklist, Link
from workbench.model.organisation import Person
from workbench.model.text import N_, ProjectError, message
from workbench.ui.look import Look
from workbench.ui.widgets.fields import Choice, Drafts, Field, LongField, labelled
from workbench.ui.widgets.parts import column, label, line, row

_PLAIN = (
    "title", "system", "hand_over_to", "promise", "register_where", "fee", "law", "author",
)  # fmt: skip
_DAYS = ("review_by", "due")


def read_links(text: str) -> tuple[Link, ...]:
    """Return the links of a text with one a line: words, then the address. A line without an address is its words."""
    links = []
    for one in text.splitlines():
        words = one.split()
        if not words:
            continue
        title = " ".join(words[:-1]) if len(words) > 1 else words[0]
        links.append(Link(title=title, url=words[-1]))
    return tuple(links)


def links_text(links: Sequence[Link]) -> str:
    """Return links as they are typed, one a line."""
    return "\n".join(one.url if one.title == one.url else f"{one.title} {one.url}" for one in links)


def _label(key: str, texts: Texts) -> str:
    """Return what stands above a field of a checklist, with how it is written where that needs saying."""
    t = texts
    words = {
        "title": t("Title, in the resident's words"),
        "synonyms": t("Other words for it, with commas between"),
        "system": t("Done in"),
        "hand_over_to": t("Hand over to"),
        "promise": t("Promise to the resident"),
        "register_where": t("Register"),
        "fee": t("Fee"),
        "law": t("Law"),
        "links": t("Links"),
        "author": t("Written by"),
        "review_by": t("To be reviewed by"),
        "due": t("Promised by the department for"),
    }
    return words[key]


class Details(QWidget):
    """The fields. ``change`` gets changes of the checklist as JSON."""

    def __init__(self, look: Look, change: Callable[[dict[str, Any]], object], drafts: Drafts) -> None:
        super().__init__()
        self.look, self.texts, self._change, self._drafts = look, look.texts, change, drafts
        self._persons: tuple[Person, ...] | None = None
        self.fields: dict[str, Field | LongField] = {}
        t, edge = self.texts, look.px(16)
        for key in _PLAIN:
            self._plain(key)
        for key in _DAYS:
            made = Field(look, _label(key, self.texts), partial(self._take_day, key), "2027-03-01")
            self.fields[key] = made
        self.fields["synonyms"] = Field(
            look, _label("synonyms", t), lambda text: change({"synonyms": _words(text)})
        )
        self.fields["links"] = LongField(
            look,
            _label("links", t),
            lambda text: change({"links": [one.as_json() for one in read_links(text)]}),
        )
        for field in self.fields.values():
            field.drafts = drafts
        self.owner = Choice(look, t("Owner"), lambda key: change({"owner": key or None}))
        self.clauses = Choice(look, t("From the agreement"), self._take_clause)
        self._clause_box = labelled(look, t("From the agreement"), self.clauses)
        self.setLayout(
            column(
                self._labelled("title"),
                self._labelled("synonyms"),
                line(look),
                self._pair("system", "register_where"),
                self._labelled("hand_over_to"),
                self._clause_box,
                self._labelled("promise"),
                line(look),
                self._pair("fee", "law"),
                self._labelled("links"),
                label(look, t("One link a line: the words, then the address."), "small", "text2", wraps=True),
                line(look),
                row(labelled(look, t("Owner"), self.owner), self._labelled("author"), spacing=look.px(12)),
                self._pair("review_by", "due"),
                None,
                spacing=look.px(12),
                margins=(edge, edge, edge, edge),
            )
        )

    def _plain(self, key: str) -> None:
        def takes(text: str) -> None:
            if key == "title" and not text.strip():
                raise ProjectError(message(N_("Write a title: a checklist is found by it")))
            self._change({key: text.strip()})

        self.fields[key] = Field(self.look, _label(key, self.texts), takes)

    def _take_day(self, key: str, text: str) -> None:
        self._change({key: read_day(text)})

    def _labelled(self, key: str) -> Any:
        return labelled(self.look, _label(key, self.texts), self.fields[key])

    def _pair(self, one: str, other: str) -> Any:
        side = row(self._labelled(one), self._labelled(other), spacing=self.look.px(12))
        side.setStretch(0, 1)
        side.setStretch(1, 1)
        return side

    def show_checklist(self, checklist: Checklist, persons: tuple[Person, ...]) -> None:
        """Show the fields of ``checklist``; ``persons`` can own it."""
        for key in _PLAIN:
            self._fill(checklist, key, getattr(checklist, key))
        for key in _DAYS:
            day: dt.date | None = getattr(checklist, key)
            self._fill(checklist, key, day.isoformat() if day else "")
        self._fill(checklist, "synonyms", ", ".join(checklist.synonyms))
        self._fill(checklist, "links", links_text(checklist.links))
        if persons is not self._persons:
            self._persons = persons
            choices = sorted(((one.id, one.name) for one in persons), key=lambda one: one[1].casefold())
            self._choices = [("", self.texts("Nobody yet")), *choices]
        self.owner.offer(self._choices, checklist.owner or "")

    def _fill(self, checklist: Checklist, key: str, text: str) -> None:
        field = self.fields[key]
        field.place = f"checklists/{checklist.id}/{key}"
        field.show_value(text)

    def offer_clauses(self, clauses: Sequence[str]) -> None:
        """Offer to whom the agreement hands over, in its words."""
        self._offered = list(clauses)
        first = (
            self.texts("Choose what the agreement says")
            if clauses
            else self.texts("The agreement says nothing yet")
        )
        self.clauses.offer([("", first), *((str(n), one) for n, one in enumerate(clauses))], "")
        self.clauses.setEnabled(bool(clauses))

    def _take_clause(self, key: str) -> None:
        if key:
            self._change({"hand_over_to": self._offered[int(key)]})
        self.offer_clauses(self._offered)


def _words(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]
