"""Findings: what is missing, guessed, not allowed or worth a second look, as data.

:data:`RULES` says of each rule how grave it is and in which words; the checks say where it applies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from workbench.analysis.findings.case_type_checks import case_type_checks
from workbench.analysis.findings.knowledge_checks import (
    covered_case_types,
    is_table_wrong,
    knowledge_checks,
    missing_checklist,
)
from workbench.analysis.findings.personal_numbers import personal_numbers_beside_case_types
from workbench.analysis.findings.project_checks import project_checks
from workbench.analysis.findings.rules import RULES, Hit, Rule
from workbench.analysis.memo import Memo
from workbench.analysis.results import CaseTypeFlow, Finding, Results
from workbench.model.case_types import CaseType
from workbench.model.pause import checkpoint
from workbench.model.project import Project
from workbench.model.rosa import LevelRule
from workbench.model.text import Message, message

__all__ = ["RULES", "Rule", "findings"]

_REMEDIES = {name: message(rule.remedy) for name, rule in RULES.items()}
"""Remedies name nothing, so that tens of thousands of findings share some dozens of them."""
_SEVERITIES = ("error", "warning", "advice")
_BySeverity = tuple[tuple[Finding, ...], ...]


def findings(project: Project, results: Results, memo: Memo) -> tuple[Finding, ...]:
    """Return the findings of a scenario, errors first, then in the project's order.

    ``results`` are the scenario's, without findings. ``memo`` keeps what each case type gave: a big project
    has tens of thousands of findings, and an edit changes a handful.
    """
    flows, case_types = results.flows, project.case_types
    covered = memo.once(
        "case types with checklists", (project.checklists,), lambda: covered_case_types(project)
    )
    covered = memo.same("case types with checklists", covered)
    per_case_type = memo.each(
        "findings of case types",
        flows,
        (project.settings.rules, covered),
        lambda at: _of_case_type(project.settings.rules, case_types[at], flows[at], covered),
    )
    wrong_tables = memo.each(
        "tables of rules",
        project.checklists,
        (),
        lambda at: is_table_wrong(project.checklists[at]),
    )
    groups = (
        *memo.chunks("findings by severity", per_case_type, _by_severity),
        _by_severity([_found(knowledge_checks(project, flows, wrong_tables))]),
        _by_severity([_found(project_checks(project, results, memo))]),
        _by_severity([_found(personal_numbers_beside_case_types(project, memo))]),
    )
    checkpoint()
    return tuple(chain.from_iterable(group[at] for at in range(len(_SEVERITIES)) for group in groups))


def _found(hits: Iterable[Hit]) -> list[Finding]:
    found = []
    for at, hit in enumerate(hits):
        if at % 50 == 0:
            checkpoint()
        found.append(_finding(hit))
    return found


def _by_severity(many: Sequence[Sequence[Finding]]) -> _BySeverity:
    """Return all of ``many`` in three tuples: errors, warnings, advice."""
    return tuple(
        tuple(one for some in many for one in some if one.severity == severity) for severity in _SEVERITIES
    )


def _of_case_type(
    rules: tuple[LevelRule, ...], case_type: CaseType, flow: CaseTypeFlow, covered: frozenset[str]
) -> tuple[Finding, ...]:
    within = (case_type.id,)
    hits = chain(case_type_checks(rules, case_type, flow), missing_checklist(case_type, flow, covered))
    return tuple(_finding(hit, within if hit.place != "case_types" else ()) for hit in hits)


def _finding(hit: Hit, within: tuple[str, ...] = ()) -> Finding:
    rule = RULES[hit.rule]
    return Finding(
        rule=hit.rule,
        severity=rule.severity,
        place=hit.place,
        id=hit.id,
        what=Message(rule.what, hit.values),
        remedy=_REMEDIES[hit.rule],
        within=within,
    )
