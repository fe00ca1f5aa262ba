"""What the cost model rests on besides working time: salaries, rates, keys, volumes, and the words it compares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from workbench.analysis.money.lines import contribution
from workbench.analysis.money.rounding import decimal_of
from workbench.export.words import word
from workbench.export.workbook.basis import HIGH, LOW, PLAN
from workbench.export.workbook.book import Cell, span
from workbench.export.workbook.inputs import Inputs
from workbench.locale import Texts
from workbench.model.costs import CostPhase, DatedRate, Depreciation, Funding
from workbench.model.scenarios import AllocationKey, FinancingModel


def cost_inputs(inputs: Inputs) -> None:
    """Write salaries, rates, how the cost is shared and paid, and the volumes that are compared."""
    texts, basis = inputs.book.texts, inputs.basis
    _salaries(inputs)
    settings, scenario = basis.project.settings, basis.terms.scenario
    inputs.group(texts("Rates"))
    share = texts("share")
    said_by_scenario = texts("The scenario")
    inputs.book.claim(
        "costs/employer_contribution",
        inputs.input(
            "employer_contribution",
            texts("Employer contribution on salaries"),
            contribution(basis.terms),
            "percent",
            share,
            said_by_scenario
            if scenario.employer_contribution is not None
            else _dated_source(settings.employer_contributions, basis.results.planning_year),
        ),
    )
    inputs.book.claim(
        "costs/interest_rate",
        inputs.input(
            "interest_rate",
            texts("Internal interest"),
            decimal_of(basis.terms.interest_rate or 0.0),
            "percent",
            texts("share per year"),
            said_by_scenario
            if scenario.interest_rate is not None
            else _dated_source(settings.interest_rates, basis.results.planning_year),
        ),
    )
    inputs.group(texts("Who pays, and how"))
    inputs.constant(
        "planning_year", texts("Planning year"), basis.results.planning_year, "year", texts("year")
    )
    key = inputs.input(
        "allocation_key",
        texts("Key by which idle capacity is shared"),
        word(basis.terms.allocation_key.value, texts),
        "text",
        texts("one of the list below"),
    )
    model = inputs.input(
        "financing_model",
        texts("Financing model of the net effect"),
        word(basis.terms.financing.value, texts),
        "text",
        texts("one of the list below"),
    )
    inputs.input(
        "municipality_inhabitants",
        texts("Inhabitants, for departments without a number of their own"),
        basis.project.municipality.inhabitants,
        "whole",
        texts("inhabitants"),
    )
    inputs.group(texts("Volumes that are compared (planned by the queue engine)"))
    for name, what, factor in (
        ("volume_low", texts("Low volume"), LOW),
        ("volume_plan", texts("Planned volume"), PLAN),
        ("volume_high", texts("High volume"), HIGH),
    ):
        inputs.engine(name, what, factor, "tenths", texts("of the planned volume"))
    _words(inputs, key, model)


def _salaries(inputs: Inputs) -> None:
    texts, basis = inputs.book.texts, inputs.basis
    cost, currency = basis.adviser_cost, basis.results.costs.currency
    per_month = texts("{currency} per month", currency=currency)
    inputs.group(texts("Salaries of full-time positions"))
    adviser = basis.terms.adviser_salary_per_month
    source = (
        texts("The scenario") if basis.terms.scenario.adviser_salary_per_month is not None else cost.source
    )
    inputs.input("adviser_salary_per_month", texts("Service adviser"), adviser, "money", per_month, source)
    leader, manager = cost.team_leader_salary_per_month, cost.management_salary_per_month
    if leader is None:
        leader = adviser
        inputs.follows(
            "team_leader_salary_per_month",
            texts("Team leader"),
            "adviser_salary_per_month",
            leader,
            "money",
            per_month,
            texts("Nobody said one: as a service adviser"),
        )
    else:
        inputs.input(
            "team_leader_salary_per_month", texts("Team leader"), leader, "money", per_month, cost.source
        )
    if manager is None:
        inputs.follows(
            "management_salary_per_month",
            texts("Management"),
            "team_leader_salary_per_month",
            leader,
            "money",
            per_month,
            texts("Nobody said one: as a team leader"),
        )
    else:
        inputs.input(
            "management_salary_per_month", texts("Management"), manager, "money", per_month, cost.source
        )
    inputs.input(
        "overhead_per_fte",
        texts("Overhead per full-time position"),
        cost.overhead_per_fte,
        "money",
        texts("{currency} per year", currency=currency),
        cost.source,
    )


def _dated_source(rates: Sequence[DatedRate], year: int) -> str:
    """Return the source of the rate that holds on the first day of ``year`` (the earliest, where none does)."""
    first = dt.date(year, 1, 1)
    in_order = sorted(rates, key=lambda one: one.holds_from)
    holding = [one for one in in_order if one.holds_from <= first] or in_order[:1]
    return holding[-1].source if holding else ""


def _words(inputs: Inputs, key: Cell, model: Cell) -> None:
    """Write the words that formulas compare with, and let key and model take nothing else."""
    texts = inputs.book.texts
    inputs.group(texts("Words that formulas compare with (not for changing)"))
    word_unit = texts("word")
    inputs.constant("phase_operation", texts("Phase"), word(CostPhase.OPERATION, texts), "text", word_unit)
    for name, funding in (
        ("funding_shared", Funding.SHARED),
        ("funding_central", Funding.CENTRAL),
        ("funding_department", Funding.DEPARTMENT),
    ):
        inputs.constant(name, texts("Funding"), word(funding, texts), "text", word_unit)
    for name, method in (("method_linear", Depreciation.LINEAR), ("method_annuity", Depreciation.ANNUITY)):
        inputs.constant(name, texts("Depreciation"), method_word(method, texts), "text", word_unit)
    keys = [
        inputs.constant(f"key_{one.value}", texts("Allocation key"), word(one, texts), "text", word_unit)
        for one in AllocationKey
    ]
    models = [
        inputs.constant(f"model_{one.value}", texts("Financing model"), word(one, texts), "text", word_unit)
        for one in FinancingModel
    ]
    inputs.sheet.name_column("allocation_keys", texts("Allocation key"), keys)
    inputs.sheet.name_column("financing_models", texts("Financing model"), models)
    inputs.sheet.choice(key, span(keys[0], keys[-1]))
    inputs.sheet.choice(model, span(models[0], models[-1]))


def method_word(method: Depreciation, texts: Texts) -> str:
    """Return the word for a method of depreciation."""
    return texts("Annuity") if method is Depreciation.ANNUITY else texts("Linear")
