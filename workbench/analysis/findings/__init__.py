"""Findings: what is missing, guessed, not allowed or worth a second look, as data.

:data:`RULES` says of each rule how grave it is and in which words; the checks say where it applies.
"""

from __future__ import annotations

from workbench.analysis.findings.case_type_checks import case_type_checks
from workbench.analysis.findings.knowledge_checks import knowledge_checks
from workbench.analysis.findings.project_checks import project_checks
from workbench.analysis.findings.rules import RULES, Hit, Rule
from workbench.analysis.memo import Memo
from workbench.analysis.results import Finding, Results
from workbench.model.project import Project
from workbench.model.text import message

__all__ = ["RULES", "Rule", "findings"]

_ORDER = {"error": 0, "warning": 1, "advice": 2}


def findings(project: Project, results: Results, memo: Memo) -> tuple[Finding, ...]:
    """Return the findings of a scenario, errors first, then in the project's order.

    ``results`` are the scenario's, without findings. ``memo`` keeps what each case type gave.
    """
    found: list[Finding] = []
    context = (project.settings, project.departments)
    per_case_type = memo.each(
        "findings of case types",
        results.flows,
        context,
        lambda at: tuple(
            _finding(hit) for hit in case_type_checks(project, project.case_types[at], results.flows[at])
        ),
    )
    for one in per_case_type:
        found += one
    knowledge = memo.once(
        "findings of knowledge",
        (project.checklists, project.faqs, project.departments, results.flows, project.case_types),
        lambda: tuple(_finding(hit) for hit in knowledge_checks(project, results.flows)),
    )
    found += knowledge
    found += [_finding(hit) for hit in project_checks(project, results)]
    return tuple(sorted(found, key=lambda one: _ORDER[one.severity]))


def _finding(hit: Hit) -> Finding:
    rule = RULES[hit.rule]
    return Finding(
        rule=hit.rule,
        severity=rule.severity,
        place=hit.place,
        id=hit.id,
        what=message(rule.what, **hit.values),
        remedy=message(rule.remedy, **hit.values),
    )
