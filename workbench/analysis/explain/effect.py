"""Whether it pays off for a department: what it releases in a year, in money, and what it pays."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from workbench.analysis.explain.explanation import (
    AMOUNT,
    POSITIONS,
    SHARE,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    no_such_figure,
)
from workbench.analysis.explain.paying import way_of
from workbench.analysis.explain.released import released_key
from workbench.analysis.explain.sources import setting
from workbench.analysis.money.release_value import release_values
from workbench.analysis.place import Place
from workbench.analysis.results import NetEffect, ReleaseValue
from workbench.analysis.words import word
from workbench.model.text import N_, Message, message

_FINANCING = Place("settings", (), "financing")


def _release_values(asked: Asked, department: str, year: int) -> list[ReleaseValue]:
    release = asked.results.release
    mine = replace(release, released=tuple(one for one in release.released if one.department == department))
    values = release_values(asked.project, asked.basis.terms, mine, year)
    return [one for one in values if one.department == department]


def _year_of(asked: Asked) -> tuple[str, str]:
    """Return the department and the year asked about: a key that ends in "_of" asks about the planning year."""
    kind, _, _ = asked.key.partition(":")
    if kind.endswith("_of"):
        return asked.name, str(asked.results.planning_year)
    department, year = asked.names(2)
    return department, year


def _releases(asked: Asked) -> Explanation:
    """What a department releases in a year, in money: a line per role and per position that moves."""
    department, year = _year_of(asked)
    effect = _effect(asked, department, year)
    return asked.figure(
        message(N_("What {name} releases in {year}, in money"), name=asked.department(department), year=year),
        effect.releases,
        asked.currency,
        N_("Realisable positions and positions that move, at what they cost in a year, in prices of the "
           "planning year."),
        N_("sum of (positions x cost of a position x share x months / 12), each rounded once"),
        *largest(
            Input(_value_words(asked, one), one.amount, asked.currency, place=_value_place(one),
                  unfolds=f"value:{department}:{year}:{n}")
            for n, one in enumerate(_release_values(asked, department, effect.year))
        ),
        feeds=(f"net_effect:{department}:{year}",),
    )  # fmt: skip


def _value_place(one: ReleaseValue) -> Place | None:
    return Place("roles" if one.kind == "hours" else "frontline_positions", (one.id,)) if one.id else None


def _value_words(asked: Asked, one: ReleaseValue) -> Message:
    if one.kind == "hours":
        name = asked.basis.role_names.get(one.id or "", "")
    else:
        moves = (found.name for found in asked.project.frontline_positions if found.id == one.id)
        name = next(moves, "")
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
    place, is_hours = _value_place(one), one.kind == "hours"
    return asked.figure(
        _value_words(asked, one),
        one.amount,
        asked.currency,
        N_("A role costs its salary and the employer contribution; without a salary of its own, an adviser's.")
        if is_hours
        else N_("A position is worth what it costs today, from the month in which it moves."),
        N_("positions x cost of a position x share x months / 12"),
        Input(message(N_("Positions")), one.fte, POSITIONS, "factor", place=place,
              unfolds=_realisable_key(asked, department, int(at)) if is_hours else None),
        Input(message(N_("Cost of a position")), one.cost_per_fte, asked.currency, "factor", place=place,
              unfolds="employer_contribution" if is_hours else None),
        Input(message(N_("The share that moves")), one.share, SHARE, "factor", place=place),
        Input(message(N_("Months of the year")), Decimal(one.months), months, "factor", place=place),
        Input(message(N_("Months")), Decimal(12), months, "divisor"),
        feeds=(f"releases:{department}:{year}",),
    )  # fmt: skip


def _realisable_key(asked: Asked, department: str, at: int) -> str:
    """Return the key of the role whose hours are the department's line number ``at``: they stand in the same order."""
    mine = [one for one in asked.results.release.released if one.department == department]
    return released_key(mine[at], "realisable_in")


def _effect(asked: Asked, department: str, year: str) -> NetEffect:
    return asked.first(
        one for one in asked.results.net_effect if (one.department, str(one.year)) == (department, year)
    )


def _pays(asked: Asked) -> Explanation:
    """What a department pays in a year."""
    department, year = _year_of(asked)
    found = _effect(asked, department, year)
    return asked.figure(
        message(N_("{name} pays in {year}"), name=asked.department(department), year=year),
        found.pays,
        asked.currency,
        N_("By the way of financing that was chosen, and its part of what is paid once."),
        N_("payment + capital costs beyond those of the planning year + one-off costs"),
        *_paid(asked, found),
        feeds=(f"net_effect:{department}:{year}",),
    )


def _paid(asked: Asked, found: NetEffect, sign: int = 1) -> tuple[Input, ...]:
    """Return what a department's payment is made of, negative with ``sign`` -1."""
    unit, way, scenario = asked.currency, way_of(asked, found.model, "1"), asked.basis.scenario
    payment = found.pays - found.capital_change - found.one_off
    is_the_way = payment == way.payments[found.department]
    rows = (
        setting(
            asked, message(N_("Paid by {model}"), model=word(found.model)), sign * payment, unit, _FINANCING,
            "term", in_scenario=scenario is not None and scenario.financing is not None,
            unfolds=f"payment:{found.model}:1:{found.department}" if is_the_way else None,
        ),
        Input(message(N_("Capital costs beyond those of the planning year")), sign * found.capital_change, unit,
              place=Place("investments")),
        Input(message(N_("One-off costs")), sign * found.one_off, unit, unfolds="one_off_cost"),
    )  # fmt: skip
    return tuple(one for n, one in enumerate(rows) if n == 0 or one.value)


def _net_effect(asked: Asked) -> Explanation:
    department, year = _year_of(asked)
    found = _effect(asked, department, year)
    return asked.figure(
        message(N_("Net effect for {name}, {year}"), name=asked.department(department), year=year),
        found.difference,
        asked.currency,
        N_("What the department releases in the year, in money, less what it pays to customer service. In "
           "prices of the planning year."),
        N_("released - paid"),
        Input(message(N_("Released")), found.releases, asked.currency, unfolds=f"releases:{department}:{year}"),
        *_paid(asked, found, -1),
        Input(message(N_("Together since the planning year")), found.cumulated, asked.money(AMOUNT), "note",
              message(N_("pays off in {year}"), year=str(found.break_even_year))
              if found.break_even_year is not None
              else message(N_("does not pay off in these years"))),
    )  # fmt: skip


def _cumulated(asked: Asked) -> Explanation:
    """A department's net effect since the planning year."""
    department, year = asked.names(2)
    whole = _effect(asked, department, year)
    mine = [
        one for one in asked.results.net_effect if one.department == department and one.year <= whole.year
    ]
    return asked.figure(
        message(N_("Net effect for {name} since the planning year, to {year}"),
                name=asked.department(department), year=year),
        whole.cumulated,
        asked.money(AMOUNT),
        N_("It pays off in the first year from which this stays at nought or more."),
        N_("sum of the years"),
        *(
            Input(str(one.year), one.difference, asked.currency,
                  unfolds=f"net_effect:{department}:{one.year}")
            for one in sorted(mine, key=lambda one: one.year)
        ),
    )  # fmt: skip


EFFECT_FIGURES_OF: dict[str, Explain] = {
    "releases": _releases,
    "releases_of": _releases,
    "value": _value,
    "pays": _pays,
    "pays_of": _pays,
    "cumulated": _cumulated,
    "net_effect": _net_effect,
    "net_effect_of": _net_effect,
}
"""Figures of a department in a year; those that end in "_of" are of the planning year."""
