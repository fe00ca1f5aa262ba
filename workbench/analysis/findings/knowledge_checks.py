"""What is missing among checklists and FAQs, measured against what moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.analysis.checklists.decision_tables import table_problems
from workbench.analysis.findings.rules import Hit
from workbench.analysis.results import CaseTypeFlow, Disposition
from workbench.model.case_types import CaseType
from workbench.model.knowledge import Checklist, KnowledgeState
from workbench.model.pause import checkpoint
from workbench.model.project import Project

_APPROVED = (KnowledgeState.APPROVED, KnowledgeState.PUBLISHED)


def covered_case_types(project: Project) -> frozenset[str]:
    """Return the ids of the case types that have a checklist in use."""
    return frozenset(one.case_type for one in project.checklists if one.state is not KnowledgeState.WITHDRAWN)


def missing_checklist(case_type: CaseType, flow: CaseTypeFlow, covered: frozenset[str]) -> Iterator[Hit]:
    """Yield a hit where ``case_type`` moves and has no checklist."""
    if case_type.id not in covered and any(step.disposition is Disposition.MOVES for step in flow.steps):
        yield Hit("without-checklist", "case_types", case_type.id, {"case_type": case_type.name})


def is_table_wrong(checklist: Checklist) -> bool:
    """Tell whether advisers decide by a table that leaves cases without a rule, or has rules that never apply."""
    table = checklist.decision_table
    return (
        table is not None
        and checklist.state in _APPROVED
        and any(problem.is_grave for problem in table_problems(table))
    )


def knowledge_checks(
    project: Project, flows: Sequence[CaseTypeFlow], wrong_tables: Sequence[bool]
) -> Iterator[Hit]:
    """Yield what checklists and FAQs lack for the case types that move.

    ``wrong_tables`` says of each checklist what :func:`is_table_wrong` does.
    """
    with_checklist = covered_case_types(project)
    informing, moving = set(), {}
    for at, flow in enumerate(flows):
        if at % 1000 == 0:
            checkpoint()
        if flow.department in informing and flow.case_type not in with_checklist:
            continue
        levels = {step.level for step in flow.steps if step.disposition is Disposition.MOVES}
        moving[flow.case_type] = levels
        if 1 in levels:
            informing.add(flow.department)
    for checklist, is_wrong in zip(project.checklists, wrong_tables, strict=True):
        yield from _checklist(checklist, moving.get(checklist.case_type, set()))
        if is_wrong:
            yield Hit("table-of-rules-wrong", "checklists", checklist.id, {"checklist": checklist.title})
    in_use = [faq for faq in project.faqs if faq.state is not KnowledgeState.WITHDRAWN]
    answered = {faq.department for faq in in_use}
    for department in project.departments:
        if department.id in informing and department.id not in answered:
            yield Hit("without-faq", "departments", department.id, {"department": department.name})
    language = project.settings.language
    for faq in in_use:
        if faq.web_page and not faq.is_web_page_updated:
            yield Hit("web-page-not-updated", "faqs", faq.id, {"question": faq.question.within(language)})


def _checklist(checklist: Checklist, levels: set[int | None]) -> Iterator[Hit]:
    if checklist.state is KnowledgeState.WITHDRAWN:
        return
    named = {"checklist": checklist.title}
    if levels and checklist.state not in _APPROVED:
        yield Hit("checklist-not-approved", "checklists", checklist.id, named)
    if 4 in levels and checklist.decision_table is None:
        yield Hit("rule-without-table", "checklists", checklist.id, named)
