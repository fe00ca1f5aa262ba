"""What becomes of what somebody typed about a cost: the fields it changes, or why it was not understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from workbench.capture.folding import fold
from workbench.capture.quantities import read_number, read_share
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.costs import CostCategory, CostDriver, CostPhase, Depreciation, Funding
from workbench.model.project import Project
from workbench.model.text import N_, Message, message
from workbench.ui.pages.volumes.words import read_period
from workbench.ui.typed_figures import decimal_mark, read_amount

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reading:
    """``changes`` are fields of the record; ``problem`` says why there are none."""

    changes: dict[str, Any] = field(default_factory=dict)
    problem: Message | None = None


def choices_of(key: str, project: Project, texts: Texts) -> Choices:
    """Return (value, word) of what can be chosen in the column ``key``; empty where anything may be typed."""
    if key == "department":
        return tuple((one.id, one.name) for one in project.departments)
    return _fixed_choices(key, texts)


@lru_cache(maxsize=64)
def _fixed_choices(key: str, texts: Texts) -> Choices:
    if key == "method":
        return ((Depreciation.LINEAR.value, texts("Linear")), (Depreciation.ANNUITY.value, texts("Annuity")))
    kinds: dict[str, Sequence[Any]] = {
        "category": tuple(CostCategory),
        "phase": tuple(CostPhase),
        "driver": tuple(CostDriver),
        "funding": tuple(Funding),
    }
    return tuple((one.value, word(one, texts)) for one in kinds.get(key, ()))


def word_of(key: str, value: str | None, project: Project, texts: Texts) -> str:
    """Return the word for ``value`` in column ``key``."""
    return next((name for known, name in choices_of(key, project, texts) if known == value), "")


def read(key: str, text: str, project: Project, texts: Texts) -> Reading:
    """Return what ``text`` in the column ``key`` means."""
    text = text.strip()
    reads: Callable[[str, Texts], Reading] | None = _READS.get(key)
    if reads is not None:
        return reads(text, texts)
    if key == "department":
        return _department(text, project, texts)
    choices = choices_of(key, project, texts)
    if not choices:
        return Reading({key: text})
    value = chosen(choices, text)
    if value is None:
        problem = message(
            N_('"{text}" is none of the choices: {known}'), text=text, known=", ".join(w for _, w in choices)
        )
        return Reading(problem=problem)
    if key == "funding" and value != Funding.DEPARTMENT:
        return Reading({key: value, "department": None})
    return Reading({key: value})


def chosen(choices: Choices, text: str) -> str | None:
    """Return the value whose word is ``text``, begins so, or stands in the list at the number ``text``."""
    wanted = fold(text.strip())
    if not wanted:
        return None
    if wanted.isdigit() and 1 <= int(wanted) <= len(choices):
        return choices[int(wanted) - 1][0]
    exact = [value for value, name in choices if fold(name) == wanted]
    begun = exact or [value for value, name in choices if fold(name).startswith(wanted)]
    return begun[0] if begun else None


def _department(text: str, project: Project, texts: Texts) -> Reading:
    if not text:
        return Reading({"department": None})
    value = chosen(choices_of("department", project, texts), text)
    if value is None:
        return Reading(problem=message(N_("There is no department called {name}."), name=text))
    return Reading({"department": value, "funding": Funding.DEPARTMENT.value})


def _name(text: str, _texts: Texts) -> Reading:
    if not text:
        return Reading(problem=message(N_("A line needs a name. Delete the row to remove it.")))
    return Reading({"name": text})


def _amount(text: str, texts: Texts) -> Reading:
    value = read_amount(text, texts)
    if value is None:
        return Reading(problem=message(N_('"{text}" is not an amount, such as 12 500 or 9.40'), text=text))
    return Reading({"amount": str(value)})


def _step_size(text: str, texts: Texts) -> Reading:
    if not text:
        return Reading({"step_size": None})
    found = read_number(text, decimal_mark=decimal_mark(texts))
    if found is None or not found.likely:
        return Reading(problem=message(N_('"{text}" is not a step above 0, such as 5'), text=text))
    return Reading({"step_size": found.likely})


def _years(text: str, texts: Texts) -> Reading:
    found = read_number(text, decimal_mark=decimal_mark(texts))
    if found is None or found.likely != int(found.likely) or not 1 <= found.likely <= 60:
        return Reading(problem=message(N_('"{text}" is not a number of years from 1 to 60'), text=text))
    return Reading({"years": int(found.likely)})


def _share(key: str, text: str, texts: Texts, *, is_optional: bool) -> Reading:
    if not text and is_optional:
        return Reading({key: None})
    found = read_share(text, decimal_mark=decimal_mark(texts))
    if found is None:
        return Reading(problem=message(N_('"{text}" is not a rate between 0 and 100 %'), text=text))
    return Reading({key: round(found.likely, 9)})


def _interest(text: str, texts: Texts) -> Reading:
    return _share("interest_rate", _as_percentage(text), texts, is_optional=True)


def _rate(text: str, texts: Texts) -> Reading:
    return _share("rate", _as_percentage(text), texts, is_optional=False)


def _as_percentage(text: str) -> str:
    """Read 2,5 as 2.5 % and 0,5 as 0.5 %: the column shows percentages, so a bare figure is one."""
    return text if not text or any(char.isalpha() or char in "%/" for char in text) else f"{text} %"


def _agreed_share(text: str, texts: Texts) -> Reading:
    found = read_number(text.removesuffix("%").strip(), decimal_mark=decimal_mark(texts)) if text else None
    if text and found is None:
        return Reading(problem=message(N_('"{text}" is not a share of 0 or more'), text=text))
    value = found.likely if found is not None else 0.0
    return Reading({"agreed_share": round(value / 100, 9) if text.endswith("%") else value})


def _day(key: str, text: str) -> Reading:
    found = read_period(text)
    day: dt.date | None = found[0] if found is not None else None
    if day is None:
        return Reading(problem=message(N_('"{text}" is not a day, such as 2027-01-01 or 2027'), text=text))
    return Reading({key: day.isoformat()})


_READS: dict[str, Callable[[str, Texts], Reading]] = {
    "name": _name,
    "amount": _amount,
    "step_size": _step_size,
    "years": _years,
    "interest_rate": _interest,
    "rate": _rate,
    "agreed_share": _agreed_share,
    "starts_on": lambda text, _texts: _day("starts_on", text),
    "holds_from": lambda text, _texts: _day("holds_from", text),
}
