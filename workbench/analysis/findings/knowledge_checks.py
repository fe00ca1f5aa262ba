"""What is missing among checklists and FAQs, measured against what moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.analysis.findings.personal_numbers import holds_personal_number, looks_personal
from workbench.analysis.findings.rules import Hit
from workbench.analysis.results import CaseTypeFlow, Disposition
from workbench.model.knowledge import Checklist, KnowledgeState
from workbench.model.project import Project

_APPROVED = (KnowledgeState.APPROVED, KnowledgeState.PUBLISHED, KnowledgeState.WITHDRAWN)


def knowledge_checks(project: Project, flows: Sequence[CaseTypeFlow]) -> Iterator[Hit]:
    """Yield what the knowledge lacks for the case types that move."""
    with_checklist = {
        one.case_type for one in project.checklists if one.state is not KnowledgeState.WITHDRAWN
    }
    moving = {
        flow.case_type: {step.level for step in flow.steps if step.disposition is Disposition.MOVES}
        for flow in flows
    }
    for case_type in project.case_types:
        if moving.get(case_type.id) and case_type.id not in with_checklist:
            yield Hit("without-checklist", "case_types", case_type.id, {"case_type": case_type.name})
    for checklist in project.checklists:
        yield from _checklist(checklist, moving.get(checklist.case_type, set()))
    answered = {faq.department for faq in project.faqs}
    informing = {flow.department for flow in flows if 1 in moving.get(flow.case_type, set())}
    for department in project.departments:
        if department.id in informing and department.id not in answered:
            yield Hit("without-faq", "departments", department.id, {"department": department.name})
    language = project.settings.language
    for faq in project.faqs:
        if faq.web_page and not faq.is_web_page_updated:
            yield Hit("web-page-not-updated", "faqs", faq.id, {"question": faq.question.within(language)})
        for field in ("question", "answer"):
            if looks_personal(getattr(faq, field).within(language)):
                yield Hit("personal-number", "faqs", faq.id, {"field": field})


def _checklist(checklist: Checklist, levels: set[int | None]) -> Iterator[Hit]:
    named = {"checklist": checklist.title}
    if levels and checklist.state not in _APPROVED:
        yield Hit("checklist-not-approved", "checklists", checklist.id, named)
    if 4 in levels and checklist.decision_table is None:
        yield Hit("rule-without-table", "checklists", checklist.id, named)
    for item in checklist.items:
        if looks_personal(item.text):
            yield Hit("personal-number", "checklists.items", item.id, {"field": "text"})
    field = holds_personal_number(checklist)
    if field:
        yield Hit("personal-number", "checklists", checklist.id, {"field": field})
