"""The whole chain once more, from the words of the method, in plain Python: nothing of ``workbench.analysis`` is used.

Other means on purpose, so that a mistake in one is not repeated in the other: expected visits by following cases
step by step, queues by the balance equations of their states and the beta distribution of a wait, days one by one,
money line by line. Slow, and only as general as the samples need: one pool, real-time channels phone, visit and chat.
"""

from __future__ import annotations

from tests.support.recomputed.balance import balance_of
from tests.support.recomputed.cases import Terms
from tests.support.recomputed.money import money_of
from tests.support.recomputed.paying import paying_of
from tests.support.recomputed.plan import plan_of, positions, work_of
from tests.support.recomputed.year import Year
from workbench.model.project import Project
from workbench.model.scenarios import Scenario

__all__ = ["Year", "recomputed"]


def recomputed(project: Project, scenario: Scenario) -> Year:
    """Return the year of ``scenario``, every figure computed afresh."""
    year, terms = Year(), Terms(project, scenario)
    cases = [terms.case_type(one) for one in project.case_types]
    work = work_of(project, terms, cases)
    plan = plan_of(terms, work, 1.0)
    positions(terms, plan, year)
    balance_of(project, terms, cases, year)
    bill, variable = money_of(project, terms, cases, plan, year)
    paying_of(project, terms, year, bill, work, variable)
    return year
