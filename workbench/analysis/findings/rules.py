"""The rules as one table: how grave each is, what it says, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from workbench.analysis.results import Severity
from workbench.model.text import N_


@dataclass(frozen=True)
class Rule:
    """A rule. An error blocks the handover, a warning means that a result is guessed, advice is advice.

    ``what`` has placeholders for the values of a :class:`Hit`; ``remedy`` is the same wherever the rule applies.
    """

    severity: Severity
    what: str
    remedy: str


@dataclass(frozen=True)
class Hit:
    """A place where a rule applies, with the values that its words need."""

    rule: str
    place: str
    id: str
    values: dict[str, Any] = field(default_factory=dict)


RULES: dict[str, Rule] = {
    "level-4-without-ground": Rule(
        "error",
        N_('"{case_type}": the decision "{step}" moves without delegation or a reason for execution'),
        N_("Enter the delegation point and its date, or why it is mere execution; else let the step stay."),
    ),
    "refused-level-moves": Rule(
        "error",
        N_('"{case_type}": "{step}" is decided to move, but level {level} never moves'),
        N_("Let the step stay, or class it anew if it is really something simpler."),
    ),
    "risk-without-action": Rule(
        "error",
        N_('The risk "{risk}" has the value {product} and no action with owner and date'),
        N_("Say what is done about it, who does it and by when."),
    ),
    "no-adviser-salary": Rule(
        "error",
        N_("No salary is given for service advisers: personnel costs nothing in the figures"),
        N_("Enter the monthly salary under the settings of the cost model, with its source."),
    ),
    "step-without-level": Rule(
        "warning",
        N_('"{case_type}": "{step}" has no level, so the case type is left out of hours and money'),
        N_("Class the step on one of the eight levels."),
    ),
    "step-without-minutes": Rule(
        "warning",
        N_('"{case_type}": "{step}" has no minutes, so the case type is left out of hours and money'),
        N_("Enter low, likely and high; a guess will do to start with."),
    ),
    "case-type-without-volume": Rule(
        "warning",
        N_('"{case_type}" has no volume, so it is left out of the figures'),
        N_("Enter how many there are per day, week, month or year; a guess will do to start with."),
    ),
    "case-type-without-steps": Rule(
        "warning",
        N_('"{case_type}" has no steps'),
        N_("Enter at least one step: the whole case."),
    ),
    "level-5-moves": Rule(
        "warning",
        N_('"{case_type}": "{step}" is specialist inquiry (level 5) and moves by exception'),
        N_("Keep it out of the call queue, and look at the exception again after half a year."),
    ),
    "stays-without-reason": Rule(
        "warning",
        N_('"{case_type}": "{step}" stays although level {level} should move, and no reason is given'),
        N_("Write the reason, or let the step move."),
    ),
    "clause-incomplete": Rule(
        "warning",
        N_('"{case_type}": clause {number} does not say {missing}'),
        N_("Agree on it with the department and write it on the flow between the two steps."),
    ),
    "step-not-reached": Rule(
        "warning",
        N_('"{case_type}": nothing leads to "{step}", so it never counts'),
        N_("Lead a flow to it, or remove the step."),
    ),
    "secrecy-without-identification": Rule(
        "warning",
        N_('"{case_type}": "{step}" touches secrecy, and nothing says how the caller is identified'),
        N_("Write how the caller is identified and what may be said."),
    ),
    "without-checklist": Rule(
        "warning",
        N_('"{case_type}" moves and has no checklist'),
        N_("The department writes one before the handover: what to ask, say and do, when to hand over."),
    ),
    "checklist-not-approved": Rule(
        "warning",
        N_('The checklist "{checklist}" is not approved yet'),
        N_("Let its owner review and approve it."),
    ),
    "rule-without-table": Rule(
        "warning",
        N_('The checklist "{checklist}" covers a rule-bound decision and has no decision table'),
        N_("Write the rule as a table; if that cannot be done it is no rule, and the step stays."),
    ),
    "table-of-rules-wrong": Rule(
        "warning",
        N_('The table of rules of "{checklist}" leaves cases without a rule, or has rules that never apply'),
        N_("Open it: each case and each rule is named below the table. Add a rule, change one or remove it."),
    ),
    "department-without-agreement": Rule(
        "warning",
        N_("{department} hands over work and has no agreement"),
        N_("Start the agreement: number, owners, promises; the figures come by themselves."),
    ),
    "low-coverage": Rule(
        "warning",
        N_("The figures cover {volume} of the volume only"),
        N_("Fill in levels, minutes and volumes, the biggest case types first."),
    ),
    "goal-without-definition": Rule(
        "warning",
        N_('The goal "{goal}" has a measure without a definition'),
        N_("Write how it is counted and of what, so that two measurements can be compared."),
    ),
    "role-released-more-than-it-has": Rule(
        "warning",
        N_("{role} ({unit}) is relieved of {hours} hours a year, but has {available}"),
        N_("Check the minutes, the volumes, or the number of positions of the role."),
    ),
    "no-contribution-rate": Rule(
        "warning",
        N_("No employer contribution is given: personnel costs are too low"),
        N_("Enter the rate, the day it holds from, and its source."),
    ),
    "deadlines-late": Rule(
        "warning",
        N_(
            '"{pool}": deferred work is done late at busy times: it takes {needed} people then, the plan has {planned}'
        ),
        N_("Plan more people for it then, promise more days, or let more of it be done between contacts."),
    ),
    "inhabitants-not-given": Rule(
        "warning",
        N_("Readiness is shared by inhabitants, and nobody says how many: one is counted for {departments}"),
        N_("Enter the municipality's inhabitants, or those that each department serves."),
    ),
    "position-without-cost": Rule(
        "warning",
        N_('The front-line position "{position}" moves and has no cost per year'),
        N_("Enter its yearly cost; until then its role's salary is taken."),
    ),
    "personal-number": Rule(
        "warning",
        N_("Something like a personal identity number stands in {field}"),
        N_(
            "Remove it: the workbench needs no residents' data. Then purge the file, so that no copy keeps it."
        ),
    ),
    "disagreement": Rule(
        "advice",
        N_('"{case_type}": {who} sees "{step}" differently'),
        N_("Settle it in the next workshop; until then it is recorded, and the level that stands is used."),
    ),
    "in-parking-lot": Rule(
        "advice",
        N_('"{case_type}": "{step}" waits in the parking lot and stays until it is decided'),
        N_("Decide it, with an owner and a date for the question."),
    ),
    "split-not-done": Rule(
        "advice",
        N_('"{case_type}": "{step}" is to be split, and stays whole until then'),
        N_("Enter the two steps and their levels."),
    ),
    "without-owner": Rule(
        "advice",
        N_('"{case_type}" has no owner'),
        N_("Name somebody in the department who answers for it."),
    ),
    "without-registration": Rule(
        "advice",
        N_('"{case_type}": "{step}" moves, and nothing says where it is registered'),
        N_("Write the registration rule on the step."),
    ),
    "system-without-right": Rule(
        "advice",
        N_('"{case_type}": "{step}" needs {system}, and nothing says which right'),
        N_("Write the right that advisers need, so that licences can be counted."),
    ),
    "volume-is-guess": Rule(
        "advice",
        N_('"{case_type}": the volume by {channel} is a guess'),
        N_("Measure it for two weeks, in the switchboard or on a tally sheet."),
    ),
    "minutes-are-guess": Rule(
        "advice",
        N_('"{case_type}": the minutes of "{step}" are a guess'),
        N_("Time ten cases, or ask two more people."),
    ),
    "wide-range": Rule(
        "advice",
        N_('"{case_type}": the minutes of "{step}" lie between {low} and {high}'),
        N_("Perhaps these are two kinds of step: split it, or narrow the range."),
    ),
    "contact-put-through": Rule(
        "advice",
        N_('"{case_type}": the first step stays, so every contact is put through'),
        N_("See whether customer service can take the first step, so that fewer residents are put through."),
    ),
    "failure-demand": Rule(
        "advice",
        N_('"{case_type}": {share} of the contacts need not have come'),
        N_("Mend the cause first: letter, web page or waiting time."),
    ),
    "without-faq": Rule(
        "advice",
        N_("{department} hands over information and has answered no frequently asked question"),
        N_("Collect ten questions in the residents' words, with answers."),
    ),
    "web-page-not-updated": Rule(
        "advice",
        N_('The web page behind the question "{question}" is not updated'),
        N_("Let the department change the page before the answer is published."),
    ),
    "small-person-share": Rule(
        "advice",
        N_("{role} ({unit}): {share} of each person is released, too little to become a position"),
        N_("Do not count on it as a saving; agree on what the time is used for instead."),
    ),
    "flat-profile": Rule(
        "advice",
        N_("Some contacts are spread evenly over the year, the week and the day"),
        N_("Read a call log, or enter a profile: peaks decide how many advisers are needed."),
    ),
    "contribution-before-its-day": Rule(
        "advice",
        N_("No employer contribution holds yet in {year}: the first one, from {first}, is used"),
        N_("Enter the rate of the planning year, and its source."),
    ),
    "agreed-shares-not-whole": Rule(
        "advice",
        N_("The agreed shares add up to {sum}: they count in proportion to each other"),
        N_("Let them add up to 100 %, so that nobody reads a share that is not what is paid."),
    ),
    "budget-row-empty": Rule(
        "advice",
        N_("The budget has nothing in the row {row}"),
        N_("Enter the cost, or enter 0 with a reason, so that nobody wonders."),
    ),
    "needs-more-than-released": Rule(
        "advice",
        N_("{needed} full-time positions are needed, {released} can be released or move"),
        N_("See the balance for why: waiting capacity, wrap-up and triage, better service level."),
    ),
    "same-name-twice": Rule(
        "advice",
        N_('"{case_type}" stands twice in {department}'),
        N_("Merge the two, or give one of them a name that tells them apart."),
    ),
    "agreement-unfinished": Rule(
        "advice",
        N_("The agreement with {department} lacks {missing}"),
        N_("Fill it in before the parties sign."),
    ),
    "consultation-unanswered": Rule(
        "advice",
        N_("{party} has not answered the consultation on {subject}"),
        N_("Ask again, or note that they had nothing to say."),
    ),
}
