"""What a contact costs: the price with its worked line, down to minutes, hours and contacts."""

from __future__ import annotations

from decimal import Decimal

from workbench.analysis.explain.explanation import (
    CONTACTS,
    HOURS,
    MINUTES,
    PER_CONTACT,
    PER_MINUTE,
    Asked,
    Explain,
    Explanation,
    Input,
    no_such_figure,
)
from workbench.analysis.explain.sharing import department_amount
from workbench.analysis.place import Place
from workbench.analysis.results import Price
from workbench.analysis.words import word
from workbench.model.text import N_, message

_ZERO, _SIXTY = Decimal(0), Decimal(60)


def _asked_price(asked: Asked) -> Price:
    case_type, channel = asked.names(2)
    found = asked.basis.price(case_type, channel)
    if found is None:
        raise no_such_figure(asked.key)
    return found


def _said(asked: Asked, price: Price) -> dict[str, object]:
    case_type, *_ = asked.case_type(price.case_type)
    return {"case_type": case_type.name, "channel": word(price.channel)}


def _price(asked: Asked) -> Explanation:
    price, unit = _asked_price(asked), asked.money(PER_CONTACT)
    name = f"{price.case_type}:{price.channel}"
    index = Input(message(N_("Adjusted later by {index}"), index=price.index), None, message(N_("note")), "note",
                  place=Place("settings", (), "price_index"))  # fmt: skip
    return asked.figure(
        message(N_("Price: {case_type}, {channel}"), **_said(asked, price)),
        price.price,
        unit,
        message(N_("What a contact costs by the costs of {year}: its minutes, and its part of what the department pays "
                   "whatever the volume."), year=str(price.base_year)),
        N_("minutes x rate + minutes x the department's fixed rate, each rounded to the hundredth"),
        Input(message(N_("Variable part")), price.variable, unit, unfolds=f"variable:{name}"),
        Input(message(N_("Fixed part: readiness and direct items")), price.fixed, unit,
              unfolds=f"fixed:{name}"),
        Input(message(N_("Minutes")), price.minutes, message(N_("minutes per contact")), "note",
              unfolds=f"minutes_each:{name}"),
        *((index,) if price.index else ()),
        feeds=(f"cost_of:{price.department}",),
    )  # fmt: skip


def _price_part(asked: Asked) -> Explanation:
    price, unit = _asked_price(asked), asked.money(PER_CONTACT)
    is_variable = asked.key.startswith("variable")
    name = f"{price.case_type}:{price.channel}"
    rate = price.rate_per_minute if is_variable else price.fixed_per_minute
    return asked.figure(
        message(N_("Variable part: {case_type}, {channel}"), **_said(asked, price))
        if is_variable
        else message(N_("Fixed part: {case_type}, {channel}"), **_said(asked, price)),
        price.variable if is_variable else price.fixed,
        unit,
        N_("What the minutes of the contact cost.")
        if is_variable
        else N_("What readiness and the department's own items add to a minute."),
        N_("minutes x rate, rounded once to the hundredth"),
        Input(message(N_("Minutes")), price.minutes, message(N_("minutes per contact")), "factor",
              unfolds=f"minutes_each:{name}"),
        Input(
            message(N_("Cost of a productive minute"))
            if is_variable
            else message(N_("The department's fixed rate")),
            rate, asked.money(PER_MINUTE), "factor",
            unfolds="rate_per_minute" if is_variable else f"fixed_rate:{price.department}",
        ),
        feeds=(f"price:{name}",),
    )  # fmt: skip


def _minutes_each(asked: Asked) -> Explanation:
    price = _asked_price(asked)
    name = f"{price.case_type}:{price.channel}"
    return asked.figure(
        message(N_("Minutes per contact: {case_type}, {channel}"), **_said(asked, price)),
        price.minutes,
        message(N_("minutes per contact")),
        N_("First contacts, follow-ups and work afterwards, evenly over the contacts. A case of the e-service "
           "counts as one."),
        N_("hours per year x 60 / contacts per year"),
        Input(message(N_("Hours in customer service")), price.hours_per_year, HOURS, "factor",
              unfolds=f"work:{name}"),
        Input(message(N_("Minutes of an hour")), _SIXTY, message(N_("minutes")), "factor"),
        Input(message(N_("Contacts that reach customer service")), price.contacts_per_year, CONTACTS,
              "divisor", unfolds=f"reaching:{name}"),
        feeds=(f"price:{name}",),
    )  # fmt: skip


def _fixed_rate(asked: Asked) -> Explanation:
    found, unit = department_amount(asked, asked.name), asked.currency
    has_minutes = bool(found.used_minutes)
    return asked.figure(
        message(N_("Fixed rate of {name}"), name=asked.department()),
        (found.readiness + found.direct) / found.used_minutes if has_minutes else _ZERO,
        asked.money(PER_MINUTE),
        N_("What the department pays whatever the volume, over the minutes worked for it."),
        N_("(readiness + direct items) / minutes worked for the department"),
        *((
            Input(message(N_("Readiness")), found.readiness, unit, unfolds=f"readiness:{asked.name}"),
            Input(message(N_("Direct items")), found.direct, unit, unfolds=f"direct:{asked.name}"),
            Input(message(N_("Minutes for the department")), found.used_minutes, MINUTES, "divisor",
                  unfolds=f"minutes_of:{asked.name}"),
        )
        if has_minutes
        else ()),
        feeds=(f"cost_of:{asked.name}",),
    )  # fmt: skip


PRICE_FIGURES_OF: dict[str, Explain] = {
    "price": _price,
    "variable": _price_part,
    "fixed": _price_part,
    "minutes_each": _minutes_each,
    "fixed_rate": _fixed_rate,
}
"""Figures of a case type on a channel, and of a department."""
