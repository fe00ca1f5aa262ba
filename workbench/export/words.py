"""The words that enumerations have in documents and on the command line."""

from __future__ import annotations

from workbench.analysis.words import WORDS
from workbench.locale import Texts
from workbench.model.text import N_

_WORDS: dict[str, str] = {
    **WORDS,
    "as_today": N_("As today"),
    "dropped": N_("Dropped"),
    "moves": N_("Moves"),
    "stays": N_("Stays"),
    "none": N_("No identification"),
    "name": N_("Name is enough"),
    "e_id": N_("Electronic identification"),
    "reviewed": N_("Reviewed"),
    "approved": N_("Approved"),
    "published": N_("Published"),
    "to_review": N_("To be reviewed"),
    "withdrawn": N_("Withdrawn"),
    "contact": N_("During the contact"),
    "back_office": N_("Afterwards"),
    "error": N_("Error"),
    "warning": N_("Warning"),
    "advice": N_("Advice"),
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
    "per_fte": N_("Per full-time position"),
    "workplace": N_("Per workplace"),
    "licence": N_("Per licence"),
    "case": N_("Per case"),
    "hour": N_("Per hour"),
    "shared": N_("Shared by key"),
    "central": N_("Centrally funded"),
    "department": N_("The department itself"),
    "used_minutes": N_("Used minutes"),
    "contacts": N_("Contacts"),
    "inhabitants": N_("Inhabitants"),
    "agreed_shares": N_("Agreed shares"),
    "a_budget_transfer": N_("A. Budget transfer"),
    "b_capacity": N_("B. Capacity price"),
    "c_base_and_price": N_("C. Fixed part and unit price"),
    "d_central": N_("D. Central funding"),
    "cases": N_("of all cases that the figures cover"),
    "cases_reaching_customer_service": N_("of the cases that reach customer service"),
}


def word(value: str, texts: Texts) -> str:
    """Return the word for the enumeration value ``value`` in the language of ``texts``."""
    return texts(_WORDS[str(value)])
