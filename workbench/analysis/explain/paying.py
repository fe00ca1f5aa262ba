"""What each department pays under a way of financing, and what is left over."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal, InvalidOperation

from workbench.analysis.explain.explanation import (
    POSITIONS,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    largest_places,
    no_such_figure,
    the_others,
)
from workbench.analysis.explain.sharing import department_amount
from workbench.analysis.money.rounding import TENTH, line_amount, quantity
from workbench.analysis.place import Place
from workbench.analysis.results import Financing
from workbench.analysis.words import word
from workbench.model.costs import CostDriver, CostPhase
from workbench.model.scenarios import FinancingModel
from workbench.model.text import N_, Message, message

_ZERO, _ONE = Decimal(0), Decimal(1)
_FINANCING = Place("settings", (), "financing")


def way_of(asked: Asked, model: str, factor: str) -> Financing:
    """Return a way of financing at a volume. Raises ProjectError where there is none."""
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
    way, unit = way_of(asked, model, factor), asked.currency
    if department not in way.payments:
        raise no_such_figure(asked.key)
    definition, formula, inputs = _PAYMENTS[FinancingModel(model)](asked, way, department)
    return asked.figure(
        message(N_("{name} pays, {model}, {volume}"), name=asked.department(department), model=word(model),
                volume=_volume(way.volume_factor)),
        way.payments[department],
        unit,
        definition,
        formula,
        *inputs,
        feeds=(f"residue:{model}:{factor}",),
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
            Input(message(N_("Direct items")), found.direct, asked.currency, unfolds=f"direct:{department}"),
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
            Input(message(N_("Direct items")), found.direct, asked.currency, unfolds=f"direct:{department}"),
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
    way = way_of(asked, FinancingModel.B_CAPACITY.value, "1")
    if asked.name not in way.reserved_fte or way.cost_per_fte is None:
        raise no_such_figure(asked.key)
    reserved = way.reserved_fte[asked.name]
    return asked.figure(
        message(N_("Positions reserved for {name}"), name=asked.department()),
        line_amount(reserved * way.cost_per_fte),
        asked.currency,
        N_("All positions are divided in tenths by the minutes worked, by largest remainder; a position costs "
           "what departments bear of the shared cost over all positions."),
        N_("reserved positions x cost of a position"),
        Input(message(N_("Reserved positions")), reserved, POSITIONS, "factor",
              unfolds=f"minutes_of:{asked.name}"),
        Input(message(N_("Cost of a position")), way.cost_per_fte, asked.currency, "factor",
              unfolds="cost_per_position"),
        feeds=(f"payment:{way.model}:1:{asked.name}",),
    )  # fmt: skip


def _cost_per_position(asked: Asked) -> Explanation:
    way, unit = way_of(asked, FinancingModel.B_CAPACITY.value, "1"), asked.currency
    rows = asked.results.allocation.by_department
    borne = sum((one.used + one.readiness for one in rows), _ZERO)
    in_all = quantity(asked.results.staffing.fte_total).quantize(TENTH, ROUND_CEILING)
    return asked.figure(
        N_("Cost of a position"),
        way.cost_per_fte,
        unit,
        N_("What departments bear of the shared cost, over all positions in begun tenths."),
        N_("(used + readiness of all departments) / all positions"),
        *((
            Input(message(N_("Used and readiness of all departments")), borne, unit, "factor"),
            Input(message(N_("All positions")), in_all, POSITIONS, "divisor", unfolds="fte"),
        )
        if in_all
        else ()),
    )  # fmt: skip


def _contacts_paid(asked: Asked) -> Explanation:
    """What comes in by prices from a department at a volume, price by price."""
    factor, department = asked.names(2)
    way = way_of(asked, FinancingModel.C_BASE_AND_PRICE.value, factor)
    if department not in way.payments:
        raise no_such_figure(asked.key)
    value = way.variable_part.get(department, _ZERO)
    return asked.figure(
        message(N_("Contacts of {name}, paid by price, {volume}"), name=asked.department(department),
                volume=_volume(way.volume_factor)),
        value,
        asked.currency,
        N_("Each case type on each channel: its variable price times the contacts that come."),
        N_("sum of (variable price x contacts x volume), each rounded once"),
        *_largest_prices(asked, department, way.volume_factor, value),
        feeds=(f"payment:{way.model}:{factor}:{department}",),
    )  # fmt: skip


def _largest_prices(asked: Asked, department: str, factor: Decimal, whole: Decimal) -> Iterator[Input]:
    """Yield the prices that bring most, and what the others bring of the ``whole``."""
    places, others = largest_places(asked.basis.price_amounts(department))
    rest = whole
    for place in places:
        price = asked.results.prices[place]
        case_type, *_ = asked.case_type(price.case_type)
        amount = line_amount(price.variable * price.contacts_per_year * factor)
        rest -= amount
        yield Input(
            message(N_("{case_type}, {channel}: {n} contacts at {price}"), case_type=case_type.name,
                    channel=word(price.channel), n=round(price.contacts_per_year * factor),
                    price=float(price.variable)),
            amount, asked.currency, unfolds=f"variable:{price.case_type}:{price.channel}",
        )  # fmt: skip
    if others:
        yield the_others(others, rest, asked.currency)


def _residue(asked: Asked) -> Explanation:
    model, factor = asked.names(2)
    way, unit = way_of(asked, model, factor), asked.currency
    terms = [
        Input(message(N_("Cost with the staff as planned")), way.cost_as_planned, unit, unfolds=f"cost_at:{factor}"),
        Input(message(N_("Centrally funded")), -way.central, unit),
        *(
            Input(message(N_("Paid by {name}"), name=asked.department(name)), -amount, unit,
                  unfolds=f"payment:{model}:{factor}:{name}")
            for name, amount in way.payments.items()
        ),
    ]  # fmt: skip
    notes = [
        Input(message(N_("Left over where staff is planned anew")), way.residue_replanned, unit, "note",
              message(N_("cost {amount}"), amount=way.cost_replanned or _ZERO))
    ] if way.residue_replanned is not None else []  # fmt: skip
    return asked.figure(
        message(N_("Left over, {model}, {volume}"), model=word(model), volume=_volume(way.volume_factor)),
        way.residue_as_planned,
        unit,
        message(N_("What payments do not cover; negative: what they bring too much. It is carried by {who}."),
                who=word(way.risk_bearer) if way.risk_bearer == "service_committee" else message(N_("the centre"))),
        N_("cost - centrally funded - payments"),
        *largest(terms), *notes,
    )  # fmt: skip


def _cost_at(asked: Asked) -> Explanation:
    way = way_of(asked, FinancingModel.D_CENTRAL.value, asked.name)
    planned, unit = asked.results.costs.yearly_total, asked.currency
    by_case = [
        one for one in asked.project.cost_items
        if one.driver is CostDriver.CASE and one.phase is CostPhase.OPERATION
    ]  # fmt: skip
    change = Input(
        message(N_("Cost items per case, more or less of them")), way.cost_as_planned - planned, unit, "term",
        ", ".join(one.name for one in by_case) or None,
    )  # fmt: skip
    return asked.figure(
        message(N_("Cost at {volume}"), volume=_volume(way.volume_factor)),
        way.cost_as_planned,
        unit,
        N_("The staff as planned stays; only what is paid per case moves with the volume."),
        N_("operating cost + change of cost items per case"),
        Input(message(N_("Operating cost")), planned, unit, unfolds="operating_cost"),
        *((change,) if change.value else ()),
        *((Input(message(N_("Where staff is planned anew")), way.cost_replanned, unit, "note"),)
          if way.cost_replanned is not None else ()),
        feeds=(f"residue:d_central:{asked.name}",),
    )  # fmt: skip


PAYING_FIGURES: dict[str, Explain] = {"cost_per_position": _cost_per_position}
PAYING_FIGURES_OF: dict[str, Explain] = {
    "payment": _payment,
    "capacity": _reserved,
    "contacts_paid": _contacts_paid,
    "residue": _residue,
    "cost_at": _cost_at,
}
"""Figures of a way of financing at a volume."""
