"""The documented defaults, in one place: what is used where a project says nothing.

Each is printed as an assumption wherever it was used. Sources are in the method chapter of the
documentation; "planning norm" marks our own proposal.
"""

from __future__ import annotations

from workbench.model.text import N_

PHONE_SHARE = 0.80
PHONE_WITHIN_S = 60.0
PHONE_ANSWERED = 0.90
PHONE_PATIENCE_S = 120.0
VISIT_SHARE = 0.80
VISIT_WITHIN_S = 600.0
VISIT_PATIENCE_S = 1200.0
CHAT_PATIENCE_S = 180.0
DEFERRED_WORKING_DAYS = 2.0
BACK_OFFICE_WORKING_DAYS = 5.0
WRAP_UP_S = 45.0
TRIAGE_S = 90.0
MINIMUM_PRESENCE = 2
MAX_OCCUPANCY = 0.85
ABSENCE_SHARE = 0.20
INTERNAL_TIME_SHARE = 0.15
REALISABLE_SHARE = 0.70
CONTACTS_PER_CASE = 1.0
PAID_HOURS_PER_YEAR = {"SE": 2080.0, "DK": 1924.0}
DEFERRED_UTILISATION = 0.85
CHAT_SLOWDOWN = 0.25
"""By how much each further chat held at once lengthens a chat."""
PERSON_SHARE_FLAG = 0.2

PLANNING_NORM = N_("planning norm, not measured here")
"""The source that an assumption names when it is our own proposal."""
