"""What each department pays under a way of financing, what is left over, and whether it pays off."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation

import numpy as np

from workbench.analysis.explain_sharing import department_amount
from workbench.analysis.explain_sources import setting
from workbench.analysis.explanation import (
    MOST,
    POSITIONS,
    SHARE,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    no_such_figure,
)
from workbench.analysis.money.release_value import release_values
from workbench.analysis.money.rounding import line_amount
from workbench.analysis.place import Place
from workbench.analysis.results import Financing, NetEffect, ReleaseValue
from workbench.analysis.words import word
from workbench.model.costs import CostDriver, CostPhase
from workbench.model.scenarios import FinancingModel
from workbench.model.text import N_, Message, message

_ZERO, _ONE = Decimal(0), Decimal(1)
_FINANCING = Place("settings", (), "financing")


def _way(asked: Asked, model: str, factor: str) -> Financing:
    try:
        wanted = Decimal(factor)
    except InvalidOperation:
        raise no_such_figure(asked.key) from None
    return asked.first(
        one for one in asked.results.financing if (one.model, one.volume_factor) == (model, wanted)
    )


def _volume(factor: Decimal) -> Message:
    return message(N_("{n} % of the planned volume"), n=str(int(factor * 100)))


def _payment(asked: Asked) -> Explanation:
    model, factor, department = asked.names(3)
    way, unit = _way(asked, model, factor), asked.currency
    if department not in way.payments:
        raise no_such_figure(asked.key)
    definition, formula, inputs = _PAYMENTS[FinancingModel(model)](asked, way, department)
    return Explanation(
        asked.key,
        message(N_("{name} pays, {model}, {volume}"), name=asked.department(department), model=word(model),
                volume=_volume(way.volume_factor)),
        way.payments[department],
        unit,
        message(definition),
        message(formula),
        inputs,
        (f"residue:{model}:{factor}",),
    )  # fmt: skip


_Paid = tuple[str, str, tuple[Input, ...]]


def _transfer(asked: Asked, way: Financing, department: str) -> _Paid:
    year = str(asked.results.planning_year)
    return (
        N_("The department hands over the value of what it no longer does; the volume changes nothing."),
        N_("value of realisable hours + value of positions that move"),
        (
            Input(message(N_("What the department releases in {year}, in money"), year=year),
                  way.payments[department], asked.currency, unfolds=f"releases:{department}:{year}"),
        ),
    )  # fmt: skip


def _capacity(asked: Asked, way: Financing, department: str) -> _Paid:
    found = department_amount(asked, department)
    return (
        N_("The department pays for positions that are reserved for it; the volume changes nothing."),
        N_("reserved positions x cost of a position + direct items"),
        (
            Input(message(N_("{n} reserved positions"), n=str(way.reserved_fte.get(department, _ZERO))),
                  way.payments[department] - found.direct, asked.currency, unfolds=f"capacity:{department}"),
            Input(message(N_("Direct items")), found.direct, asked.currency, unfolds=f"cost_of:{department}"),
        ),
    )  # fmt: skip


def _base_and_price(asked: Asked, way: Financing, department: str) -> _Paid:
    found = department_amount(asked, department)
    contacts = f"contacts_paid:{way.volume_factor}:{department}"
    return (
        N_("Readiness and direct items are paid whatever comes; every contact is paid by its price."),
        N_("readiness + direct items + variable price x contacts"),
        (
            Input(message(N_("Readiness")), found.readiness, asked.currency, unfolds=f"readiness:{department}"),
            Input(message(N_("Direct items")), found.direct, asked.currency, unfolds=f"cost_of:{department}"),
            Input(message(N_("Contacts, each at its variable price")),
                  way.variable_part.get(department, _ZERO), asked.currency, unfolds=contacts),
        ),
    )  # fmt: skip


def _central(asked: Asked, way: Financing, department: str) -> _Paid:
    del asked, way, department
    return N_("Everything is paid centrally."), N_("nothing"), ()


_PAYMENTS = {
    FinancingModel.A_BUDGET_TRANSFER: _transfer,
    FinancingModel.B_CAPACITY: _capacity,
    FinancingModel.C_BASE_AND_PRICE: _base_and_price,
    FinancingModel.D_CENTRAL: _central,
}


def _reserved(asked: Asked) -> Explanation:
    """What the positions reserved for a department cost."""
    way = _way(asked, FinancingModel.B_CAPACITY.value, "1")
    if asked.name not in way.reserved_fte or way.cost_per_fte is None:
        raise no_such_figure(asked.key)
    reserved = way.reserved_fte[asked.name]
    return Explanation(
        asked.key,
        message(N_("Positions reserved for {name}"), name=asked.department()),
        line_amount(reserved * way.cost_per_fte),
        asked.currency,
        message(N_("All positions are divided in tenths by the minutes worked, by largest remainder; a position costs "
                   "what departments bear of the shared cost over all positions.")),
        message(N_("reserved positions x cost of a position")),
        (
            Input(message(N_("Reserved positions")), reserved, message(POSITIONS), "factor",
                  unfolds=f"minutes_of:{asked.name}"),
            Input(message(N_("Cost of a position")), way.cost_per_fte, asked.currency, "factor",
                  unfolds="shared_yearly"),
        ),
        (f"payment:{way.model}:1:{asked.name}",),
    )  # fmt: skip


def _contacts_paid(asked: Asked) -> Explanation:
    """What comes in by prices from a department at a volume, price by price."""
    factor, department = asked.names(2)
    way = _way(asked, FinancingModel.C_BASE_AND_PRICE.value, factor)
    if department not in way.payments:
        raise no_such_figure(asked.key)
    unit = asked.currency
    shown, more = _largest_prices(asked, department, way.volume_factor)
    value = way.variable_part.get(department, _ZERO)
    rest = value - sum((one.value for one in shown if isinstance(one.value, Decimal)), _ZERO)
    others = (Input(message(N_("and {n} more"), n=more), rest, unit),) if more else ()
    return Explanation(
        asked.key,
        message(N_("Contacts of {name}, paid by price, {volume}"), name=asked.department(department),
                volume=_volume(way.volume_factor)),
        value,
        unit,
        message(N_("Each case type on each channel: its variable price times the contacts that come.")),
        message(N_("sum of (variable price x contacts x volume), each rounded once")),
        (*shown, *others),
        (f"payment:{way.model}:{factor}:{department}",),
        more,
    )  # fmt: skip


def _largest_prices(asked: Asked, department: str, factor: Decimal) -> tuple[tuple[Input, ...], int]:
    amounts = asked.basis.price_amounts(department)
    places = np.flatnonzero(amounts)
    order = places[np.argsort(-np.abs(amounts[places]), kind="stable")]
    few = len(order) <= MOST + 1
    shown = []
    for place in order[: MOST + 1 if few else MOST].tolist():
        price = asked.results.prices[place]
        case_type, *_ = asked.case_type(price.case_type)
        shown.append(
            Input(
                message(N_("{case_type}, {channel}: {n} contacts at {price}"), case_type=case_type.name,
                        channel=word(price.channel), n=round(price.contacts_per_year * factor),
                        price=float(price.variable)),
                line_amount(price.variable * price.contacts_per_year * factor), asked.currency,
                unfolds=f"variable:{price.case_type}:{price.channel}",
            )
        )  # fmt: skip
    return tuple(shown), 0 if few else len(order) - MOST


def _residue(asked: Asked) -> Explanation:
    model, factor = asked.names(2)
    way, unit = _way(asked, model, factor), asked.currency
    terms = [
        Input(message(N_("Cost with the staff as planned")), way.cost_as_planned, unit, unfolds=f"cost_at:{factor}"),
        Input(message(N_("Centrally funded")), -way.central, unit),
        *(
            Input(message(N_("Paid by {name}"), name=asked.department(name)), -amount, unit,
                  unfolds=f"payment:{model}:{factor}:{name}")
            for name, amount in way.payments.items()
        ),
    ]  # fmt: skip
    shown, more = largest(terms, unit)
    notes = [
        Input(message(N_("Left over where staff is planned anew")), way.residue_replanned, unit, "note",
              message(N_("cost {amount}"), amount=way.cost_replanned or _ZERO))
    ] if way.residue_replanned is not None else []  # fmt: skip
    return Explanation(
        asked.key,
        message(N_("Left over, {model}, {volume}"), model=word(model), volume=_volume(way.volume_factor)),
        way.residue_as_planned,
        unit,
        message(N_("What payments do not cover; negative: what they bring too much. It is carried by {who}."),
                who=word(way.risk_bearer) if way.risk_bearer == "service_committee" else message(N_("the centre"))),
        message(N_("cost - centrally funded - payments")),
        (*shown, *notes),
        (),
        more,
    )  # fmt: skip


def _cost_at(asked: Asked) -> Explanation:
    way = _way(asked, FinancingModel.D_CENTRAL.value, asked.name)
    planned, unit = asked.results.costs.yearly_total, asked.currency
    by_case = [
        one for one in asked.project.cost_items
        if one.driver is CostDriver.CASE and one.phase is CostPhase.OPERATION
    ]  # fmt: skip
    change = Input(
        message(N_("Cost items per case, more or less of them")), way.cost_as_planned - planned, unit, "term",
        ", ".join(one.name for one in by_case) or None,
    )  # fmt: skip
    return Explanation(
        asked.key,
        message(N_("Cost at {volume}"), volume=_volume(way.volume_factor)),
        way.cost_as_planned,
        unit,
        message(N_("The staff as planned stays; only what is paid per case moves with the volume.")),
        message(N_("operating cost + change of cost items per case")),
        (
            Input(message(N_("Operating cost")), planned, unit, unfolds="operating_cost"),
            *((change,) if change.value else ()),
            *((Input(message(N_("Where staff is planned anew")), way.cost_replanned, unit, "note"),)
              if way.cost_replanned is not None else ()),
        ),
        (f"residue:d_central:{asked.name}",),
    )  # fmt: skip


def _release_values(asked: Asked, department: str, year: int) -> list[ReleaseValue]:
    release = asked.results.release
    mine = replace(release, released=tuple(one for one in release.released if one.department == department))
    values = release_values(asked.project, asked.basis.terms, mine, year)
    return [one for one in values if one.department == department]


def _releases(asked: Asked) -> Explanation:
    """What a department releases in a year, in money: a line per role and per position that moves."""
    department, year = asked.names(2)
    effect = _effect(asked, department, year)
    unit = asked.currency
    values = _release_values(asked, department, effect.year)
    names = _names(asked)
    in_order = sorted(values, key=lambda one: -abs(one.amount))
    terms = [
        Input(
            _value_words(one, names.get(one.id or "", "")) if n <= MOST else "", one.amount, unit,
            place=(Place("roles" if one.kind == "hours" else "frontline_positions", (one.id,)) if one.id else None),
            unfolds=f"value:{department}:{year}:{values.index(one)}" if n <= MOST else None,
        )
        for n, one in enumerate(in_order)
    ]  # fmt: skip
    shown, more = largest(terms, unit)
    return Explanation(
        asked.key,
        message(N_("What {name} releases in {year}, in money"), name=asked.department(department), year=year),
        effect.releases,
        unit,
        message(N_("Realisable positions and positions that move, at what they cost in a year, in prices of the "
                   "planning year.")),
        message(N_("sum of (positions x cost of a position x share x months / 12), each rounded once")),
        shown,
        (f"net_effect:{department}:{year}",),
        more,
    )  # fmt: skip


def _names(asked: Asked) -> dict[str, str]:
    """Return the names of roles and front-line positions by their ids."""
    roles = {one.id: one.name for one in asked.project.roles}
    return roles | {one.id: one.name for one in asked.project.frontline_positions}


def _value_words(one: ReleaseValue, name: str) -> Message:
    if one.kind == "position":
        return message(N_("Position that moves: {name}"), name=name)
    return message(N_("Realisable: {who}"), who=name or message(N_("no role said")))


def _value(asked: Asked) -> Explanation:
    """One line of what is released, in money; the number is its place among the department's."""
    department, year, at = asked.names(3)
    effect = _effect(asked, department, year)
    found = _release_values(asked, department, effect.year)
    if not at.isdigit() or int(at) >= len(found):
        raise no_such_figure(asked.key)
    one, months = found[int(at)], message(N_("months"))
    names = _names(asked)
    place = Place("roles" if one.kind == "hours" else "frontline_positions", (one.id,)) if one.id else None
    is_hours = one.kind == "hours"
    return Explanation(
        asked.key,
        _value_words(one, names.get(one.id or "", "")),
        one.amount,
        asked.currency,
        message(N_("A role costs its salary and the employer contribution; without a salary of its own, an adviser's."))
        if is_hours
        else message(N_("A position is worth what it costs today, from the month in which it moves.")),
        message(N_("positions x cost of a position x share x months / 12")),
        (
            Input(message(N_("Positions")), one.fte, message(POSITIONS), "factor", place=place,
                  unfolds=f"realisable_of:{department}" if is_hours else None),
            Input(message(N_("Cost of a position")), one.cost_per_fte, asked.currency, "factor", place=place,
                  unfolds="employer_contribution" if is_hours else None),
            Input(message(N_("The share that moves")), one.share, message(SHARE), "factor", place=place),
            Input(message(N_("Months of the year")), Decimal(one.months), months, "factor", place=place),
            Input(message(N_("Months")), Decimal(12), months, "divisor"),
        ),
        (f"releases:{department}:{year}",),
    )  # fmt: skip


def _effect(asked: Asked, department: str, year: str) -> NetEffect:
    return asked.first(
        one for one in asked.results.net_effect if (one.department, str(one.year)) == (department, year)
    )


def _net_effect_of(asked: Asked) -> Explanation:
    return _net_effect_in(asked, asked.name, str(asked.results.planning_year))


def _net_effect(asked: Asked) -> Explanation:
    department, year = asked.names(2)
    return _net_effect_in(asked, department, year)


def _net_effect_in(asked: Asked, department: str, year: str) -> Explanation:
    found, unit = _effect(asked, department, year), asked.currency
    way = _way(asked, found.model, "1")
    payment = found.pays - found.capital_change - found.one_off
    scenario = asked.basis.scenario
    rows = (
        setting(
            asked, message(N_("Paid by {model}"), model=word(found.model)), -payment, unit, _FINANCING, "term",
            in_scenario=scenario is not None and scenario.financing is not None,
            unfolds=f"payment:{found.model}:1:{department}" if payment == way.payments[department] else None,
        ),
        Input(message(N_("Capital costs beyond those of the planning year")), -found.capital_change, unit,
              place=Place("investments")),
        Input(message(N_("One-off costs")), -found.one_off, unit, unfolds="one_off_cost"),
    )  # fmt: skip
    return Explanation(
        asked.key,
        message(N_("Net effect for {name}, {year}"), name=asked.department(department), year=year),
        found.difference,
        unit,
        message(N_("What the department releases in the year, in money, less what it pays to customer service. In "
                   "prices of the planning year.")),
        message(N_("released - paid")),
        (
            Input(message(N_("Released")), found.releases, unit, unfolds=f"releases:{department}:{year}"),
            *(one for n, one in enumerate(rows) if n == 0 or one.value),
            Input(message(N_("Together since the planning year")), found.cumulated, unit, "note",
                  message(N_("pays off in {year}"), year=str(found.break_even_year))
                  if found.break_even_year is not None
                  else message(N_("does not pay off in these years"))),
        ),
    )  # fmt: skip


PAYING_FIGURES_OF: dict[str, Explain] = {
    "payment": _payment,
    "capacity": _reserved,
    "contacts_paid": _contacts_paid,
    "residue": _residue,
    "cost_at": _cost_at,
    "releases": _releases,
    "value": _value,
    "net_effect": _net_effect,
    "net_effect_of": _net_effect_of,
}
"""Figures of a way of financing at a volume, and of a department in a year."""
