"""What the items of a project and their fields are called where a change is told in words.

A field is called what its editor calls it. What no editor shows keeps a plain word of its own.
"""

from __future__ import annotations

from enum import StrEnum

from workbench.export.minutes_words import decision_word, scope_word
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.case_types import Scope
from workbench.model.knowledge import Audience, CommentFlow, ItemKind
from workbench.model.process import StepDecision
from workbench.model.text import N_
from workbench.model.volumes import Counts, Period

KINDS: dict[str, str] = {
    "municipality": N_("Municipality"),
    "settings": N_("Settings"),
    "departments": N_("Department"),
    "units": N_("Unit"),
    "roles": N_("Role"),
    "persons": N_("Person"),
    "case_types": N_("Case type"),
    "case_types.steps": N_("Step"),
    "case_types.steps.disagreements": N_("Disagreement"),
    "case_types.flows": N_("Way on"),
    "case_types.volumes": N_("Volume"),
    "profiles": N_("Profile"),
    "answer_groups": N_("Answer group"),
    "waves": N_("Wave"),
    "checklists": N_("Checklist"),
    "checklists.items": N_("Line"),
    "checklists.comments": N_("Comment"),
    "faqs": N_("Question"),
    "faqs.comments": N_("Comment"),
}
"""What one item of a collection is called; the collections that can be in a part."""

_FIELDS: dict[str, str] = {
    "agreed_share": N_("Agreed share"),
    "answer": N_("Answer"),
    "answer_group": N_("Answer group"),
    "appeal": N_("Appeal"),
    "approved_by": N_("Approved by"),
    "approved_on": N_("Approved on"),
    "audience": N_("For whom"),
    "author": N_("Written by"),
    "branches": N_("Answers"),
    "case_type": N_("Case type"),
    "case_types": N_("Case types"),
    "channel": N_("Channel"),
    "code": N_("Code"),
    "codes": N_("Codes"),
    "comments": N_("Comments"),
    "committee": N_("Committee"),
    "common_entry_share": N_("Share through the common entry"),
    "complete_when": N_("Complete when"),
    "contact_owner": N_("Contact person"),
    "contacts_per_case": N_("Contacts per case"),
    "counts": N_("Counts"),
    "decision": N_("Decision"),
    "decision_table": N_("Table of rules"),
    "delegation": N_("Delegation"),
    "department": N_("Department"),
    "description": N_("Description"),
    "disagreements": N_("Disagreements"),
    "due": N_("Promised by the department for"),
    "email": N_("E-mail"),
    "exception": N_("Exception"),
    "execution_reason": N_("Why it is execution"),
    "expert_contact": N_("Expert contact"),
    "failure_demand_share": N_("Failure demand"),
    "fee": N_("Fee"),
    "flow": N_("What is it about?"),
    "flows": N_("Ways on"),
    "follow_up_minutes": N_("Minutes of follow-up"),
    "fte": N_("Full-time positions"),
    "hand_over_to": N_("Hand over to"),
    "hands_over": N_("Hands over"),
    "high": N_("High"),
    "history": N_("History"),
    "identification": N_("How the caller is identified"),
    "inhabitants": N_("Inhabitants"),
    "internal_phone": N_("Internal phone"),
    "interruptible": N_("Can be put aside"),
    "is_booked": N_("Booked beforehand"),
    "is_closed": N_("Dealt with"),
    "is_company": N_("Is a company"),
    "is_contact_person": N_("Contact person"),
    "is_email_public": N_("E-mail may be published"),
    "is_internal": N_("Internal callers"),
    "is_name_public": N_("Name may be published"),
    "is_only_proposed": N_("Only in the proposal"),
    "is_phone_public": N_("Phone may be published"),
    "is_split_done": N_("Has been split"),
    "is_web_page_updated": N_("The web page says the same"),
    "items": N_("Lines"),
    "kind": N_("Kind"),
    "label": N_("When"),
    "law": N_("Law"),
    "level": N_("Level"),
    "likely": N_("Likely"),
    "links": N_("Links"),
    "low": N_("Low"),
    "may_be_said": N_("What may be said"),
    "measured_from": N_("From"),
    "measured_to": N_("To"),
    "minutes_in_customer_service": N_("Minutes in customer service"),
    "minutes_today": N_("Minutes today"),
    "misdirected_share": N_("Misdirected"),
    "name": N_("Name"),
    "never_do": N_("What customer service never does"),
    "not_when": N_("Not when"),
    "note": N_("Note"),
    "on": N_("Day"),
    "order": N_("Order"),
    "owner": N_("Owner"),
    "per": N_("Per"),
    "persons": N_("Persons"),
    "phone": N_("Phone"),
    "point": N_("Point"),
    "probability": N_("Share"),
    "problem": N_("Problem"),
    "profile": N_("Profile"),
    "promise": N_("Promise to the resident"),
    "proposed_unit": N_("Unit in the proposal"),
    "public_phone": N_("Public phone"),
    "purpose": N_("Purpose"),
    "question": N_("Question"),
    "realisable_share": N_("Realisable share"),
    "reason": N_("Reason"),
    "register_where": N_("Register"),
    "registration": N_("Registration"),
    "result": N_("Result"),
    "return_path": N_("Way back"),
    "return_reasons": N_("Why it may come back"),
    "review_by": N_("To be reviewed by"),
    "right": N_("Right"),
    "role": N_("Role"),
    "said": N_("Said"),
    "said_by": N_("Said by"),
    "salary_per_month": N_("Salary per month"),
    "scheme": N_("Code list"),
    "scope": N_("Part of the assignment"),
    "scope_reason": N_("Reason for being in or out"),
    "seasons": N_("Seasons"),
    "secrecy": N_("Secrecy"),
    "source": N_("Source"),
    "start": N_("First step"),
    "state": N_("State"),
    "steps": N_("Steps"),
    "synonyms": N_("Synonyms"),
    "system": N_("System"),
    "target": N_("Goes to"),
    "target_group": N_("Target group"),
    "text": N_("Words"),
    "title": N_("Title"),
    "training_hours": N_("Hours of training"),
    "trigger": N_("Starts with"),
    "unit": N_("Unit"),
    "urgent_path": N_("When it is urgent"),
    "url": N_("Address"),
    "use_when": N_("Use when"),
    "valid_to": N_("Valid to"),
    "version": N_("Version"),
    "versions": N_("Versions"),
    "volumes": N_("Volumes"),
    "wave": N_("Wave"),
    "wave_precondition": N_("Before its wave"),
    "web_page": N_("Web page"),
    "who": N_("Who"),
    "within": N_("Within"),
    "wordings": N_("Other wordings"),
}
_OF_ONE: dict[tuple[str, str], str] = {
    ("case_types.flows", "source"): N_("Comes from"),
    ("checklists", "system"): N_("Done in"),
}

_WORDS: dict[StrEnum, str] = {
    Counts.CONTACTS: N_("Contacts"),
    Counts.CASES: N_("Cases"),
    Period.DAY: N_("Day"),
    Period.WEEK: N_("Week"),
    Period.MONTH: N_("Month"),
    Period.YEAR: N_("Year"),
    Period.MEASURED: N_("Measurement"),
    ItemKind.ASK: N_("Ask"),
    ItemKind.SAY: N_("Say"),
    ItemKind.NEVER_SAY: N_("Never say"),
    ItemKind.DO: N_("Do"),
    ItemKind.HAND_OVER: N_("Hand over"),
    Audience.PUBLIC: N_("Everybody"),
    Audience.INTERNAL: N_("Customer service only"),
    CommentFlow.DOES_NOT_FIT: N_("It does not fit the case"),
    CommentFlow.COULD_NOT_ANSWER: N_("I could not answer"),
    CommentFlow.COMMENTED: N_("A comment"),
    CommentFlow.NEW: N_("A new one is needed"),
}


def kind_word(collection: str, texts: Texts) -> str:
    """Return what one item of ``collection`` is called; the collection's own name where nobody named it."""
    return texts(KINDS[collection]) if collection in KINDS else collection


def field_word(collection: str, field: str, texts: Texts) -> str:
    """Return what ``field`` of an item of ``collection`` is called; its own name where nobody named it."""
    found = _OF_ONE.get((collection, field)) or _FIELDS.get(field)
    return texts(found) if found else field


def language_words(texts: Texts) -> dict[str, str]:
    """Return what each language is called in which a question and its answer can be written."""
    return {"sv": texts("Swedish"), "da": texts("Danish"), "en": texts("English")}


def choice_word(value: StrEnum, texts: Texts) -> str:
    """Return what one of several values is called where it is chosen."""
    if isinstance(value, Scope):
        return scope_word(value, texts)
    if isinstance(value, StepDecision):
        return decision_word(value, texts)
    return texts(_WORDS[value]) if value in _WORDS else word(value.value, texts)
