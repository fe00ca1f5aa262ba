"""The words that enumerations and parts of a figure have in messages.

Whoever explains a figure below the window needs them as values; translating them is left to who prints.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model.text import N_, Message, message

WORDS: dict[str, str] = {
    "phone": N_("Phone"),
    "visit": N_("Visit"),
    "email": N_("E-mail"),
    "web_form": N_("Web form"),
    "e_service": N_("E-service"),
    "chat": N_("Chat"),
    "social_media": N_("Social media"),
    "post": N_("Post"),
    "mobile": N_("Mobile and text message"),
    "feedback": N_("Feedback form"),
    "measurement": N_("Measurement"),
    "system_statistics": N_("System statistics"),
    "survey": N_("Survey"),
    "estimate": N_("Estimate"),
    "guess": N_("Guess"),
    "draft": N_("Draft"),
    "offered": N_("of all contacts offered"),
    "answered": N_("of all contacts answered"),
    "virtual": N_("of all contacts, had nobody hung up"),
    "fixed": N_("Fixed"),
}
"""The words for values that are called the same everywhere: channels, sources, what a share is of, and others."""

COMPONENTS: dict[str, str] = {
    "contact_handling": N_("Phone and visits"),
    "chat_handling": N_("Chat"),
    "deferred_in_idle": N_("Deferred work between contacts"),
    "deferred_outside_idle": N_("Deferred work, the rest"),
    "waiting_capacity": N_("Waiting capacity"),
    "minimum_staffing": N_("Minimum staffing"),
    "shrinkage": N_("Absence and internal time"),
    "overhead": N_("Team leaders and management"),
    "rounding": N_("Rounding up to tenths"),
}
"""What positions are made of: the keys of ``FTE_COMPONENTS``."""

_WORDS: dict[str, str] = {
    **WORDS,
    "move": N_("Move"),
    "stay": N_("Stay"),
    "split": N_("Split"),
    "abolish": N_("Abolish"),
    "parking_lot": N_("Parking lot"),
    **COMPONENTS,
    "salary_per_month": N_("Salary per month"),
    "months": N_("Months"),
    "employer_contribution": N_("Employer contribution"),
    "overhead_per_fte": N_("Overhead per full-time position"),
    "depreciation": N_("Depreciation"),
    "interest": N_("Interest"),
    "steps": N_("Steps"),
    "volume": N_("Volume"),
    "level": N_("Level"),
    "minutes": N_("Minutes"),
    "minutes_in_customer_service": N_("Minutes in customer service"),
    "per_fte": N_("Full-time positions"),
    "workplace": N_("Workplaces"),
    "licence": N_("Licences"),
    "case": N_("Cases"),
    "hour": N_("Hours"),
    "personnel": N_("Personnel"),
    "premises": N_("Premises (customer area)"),
    "training": N_("Training"),
    "workplaces": N_("Workplaces"),
    "system_support": N_("System support"),
    "technology": N_("Technology and equipment"),
    "project": N_("Project resources"),
    "implementation": N_("Implementation project"),
    "startup": N_("Start-up investment"),
    "operation": N_("Yearly operation"),
    "used_minutes": N_("Used minutes"),
    "contacts": N_("Contacts"),
    "inhabitants": N_("Inhabitants"),
    "agreed_shares": N_("Agreed shares"),
    "central": N_("Centrally funded"),
    "a_budget_transfer": N_("A. Budget transfer"),
    "b_capacity": N_("B. Capacity price"),
    "c_base_and_price": N_("C. Fixed part and unit price"),
    "d_central": N_("D. Central funding"),
    "service_committee": N_("the service committee"),
    "back_office": N_("Work that moved from departments, done afterwards"),
    "not_realisable": N_("Fractions of people do not become positions"),
    "in_positions": N_("Work that lies in positions that move"),
    "wrap_up": N_("Wrap-up"),
    "triage": N_("Triage"),
    "saved_by_e_service": N_("Saved by the e-service"),
    "saved_by_minutes": N_("Saved by other minutes"),
    "other": N_("Deferred work at less than full use of the day, less contacts that hang up"),
    "agreed": N_("Agreed"),
    "signed": N_("Signed"),
    "ended": N_("Ended"),
}


def word(value: str) -> Message:
    """Return the word for ``value``, an enumeration's value or the name of a part of a figure."""
    return message(_WORDS[str(value)])


def listed(parts: Sequence[Message | str]) -> Message | str:
    """Return ``parts`` (at least one) as one text with commas between them."""
    if len(parts) == 1:
        return parts[0]
    return message(N_("{first}, {rest}"), first=parts[0], rest=listed(parts[1:]))


def counted(one: str, many: str, n: int, **values: object) -> Message:
    """Return the message ``one`` for exactly one, else ``many``, with ``n`` filled in."""
    return message(one if n == 1 else many, n=n, **values)
