"""Results 10-20 of a workshop: what was agreed around the work, from the handover to the signature."""

from __future__ import annotations

from collections.abc import Callable

from workbench.analysis.place import Place
from workbench.analysis.results import Clause, Disposition
from workbench.analysis.standing.read_back import CaseRead, Reading, Room, joined
from workbench.model.knowledge import Audience, Checklist, Faq, KnowledgeState
from workbench.model.programme import ActionState
from workbench.model.text import N_, Message, Percent, message


def _clauses(room: Room, *, outwards: bool) -> list[tuple[CaseRead, Clause]]:
    return [
        (case, clause)
        for case in room.in_scope
        for clause in case.flow.clauses
        if clause.goes_out or not outwards
    ]


def _clause_place(case: CaseRead, clause: Clause, field: str) -> Place:
    return Place("case_types.flows", (case.case_type.id, clause.flow), field)


def _handover(room: Room) -> Reading:
    """10: what must be complete at the handover, and the department's promise back."""
    found = Reading()
    for case, clause in _clauses(room, outwards=False):
        values = {"case_type": case.case_type.name, "number": clause.number}
        if found.count(clause.hands_over and clause.complete_when and clause.within):
            text = N_("{case_type}, clause {number}: {what}, complete when {complete}, within {within}")
            more = {"what": clause.hands_over, "complete": clause.complete_when, "within": clause.within}
            found.say(message(text, **values, **more), _clause_place(case, clause, "complete_when"))
        else:
            lacking = next(
                name for name in ("hands_over", "complete_when", "within") if not getattr(clause, name)
            )
            text = N_("{case_type}, clause {number} is not complete")
            found.lack(message(text, **values), _clause_place(case, clause, lacking), room.owes(case))
    if found.of:
        promises = room.agreement.promises_department if room.agreement else ()
        agreement = room.agreement
        place = Place("agreements", (agreement.id,) if agreement else (), "promises_department")
        if found.count(promises):
            found.say(message(N_("The department promises: {text}"), text=joined(promises)), place)
        else:
            found.lack(message(N_("The department has promised nothing yet")), place, room.owes())
    return found


def _way_back(room: Room) -> Reading:
    """11: the return path of what is handed over."""
    found = Reading()
    for case, clause in _clauses(room, outwards=True):
        said = clause.return_path or case.case_type.return_reasons
        values = {"case_type": case.case_type.name, "number": clause.number}
        place = _clause_place(case, clause, "return_path")
        if found.count(said):
            found.say(message(N_("{case_type}, clause {number}: {text}"), **values, text=said), place)
        else:
            text = N_("{case_type}, clause {number}: no way back")
            found.lack(message(text, **values), place, room.owes(case))
    return found


def _registration(room: Room) -> Reading:
    """12: where what moves is registered: on the step, in the checklist, or once for all in the agreement."""
    found = Reading()
    general = room.agreement.registration if room.agreement else ""
    if general and room.agreement:
        place = Place("agreements", (room.agreement.id,), "registration")
        found.say(message(N_("For everything: {text}"), text=general), place)
    in_checklists = {
        one.case_type: one.register_where for one in room.project.checklists if one.register_where
    }
    for case in room.moving:
        for step, _ in case.moving:
            if step.level not in (3, 4):
                continue
            said = step.registration or in_checklists.get(case.case_type.id, "") or general
            values = {"case_type": case.case_type.name, "step": step.title}
            place = case.step_place(step, "registration")
            if not found.count(said):
                text = N_("{case_type}, {step}: nothing says where it is registered")
                found.lack(message(text, **values), place, room.owes(case))
            elif said != general:
                found.say(message(N_("{case_type}, {step}: {text}"), **values, text=said), place)
    return found


def _checklists(room: Room) -> Reading:
    """13: checklist owner, author, date."""
    found = Reading()
    of: dict[str, list[Checklist]] = {}
    for one in room.project.checklists:
        if one.state is not KnowledgeState.WITHDRAWN:
            of.setdefault(one.case_type, []).append(one)
    for case in room.moving:
        mine = of.get(case.case_type.id, [])
        if not mine:
            found.count(False)
            text = N_("{case_type} moves and has no checklist")
            found.lack(
                message(text, case_type=case.case_type.name), case.place("checklists"), room.owes(case)
            )
        for one in mine:
            _checklist(room, found, one, room.owes(case))
    return found


def _checklist(room: Room, found: Reading, one: Checklist, owes: str) -> None:
    owner, day = room.person(one.owner), one.due or one.approved_on
    place = Place("checklists", (one.id,))
    if found.count(owner and one.author and day):
        text = N_("{checklist}: owner {owner}, author {author}, {day}")
        values = {"owner": owner, "author": one.author, "day": day}
        found.say(message(text, checklist=one.title, **values), place)
    if not owner:
        found.lack(message(N_("{checklist}: no owner"), checklist=one.title), _at(place, "owner"), owes)
    if not one.author:
        found.lack(
            message(N_("{checklist}: no author"), checklist=one.title), _at(place, "author"), owner or owes
        )
    if day is None:
        found.lack(message(N_("{checklist}: no date"), checklist=one.title), _at(place, "due"), owner or owes)


def _at(place: Place, field: str) -> Place:
    return Place(place.collection, place.ids, field)


def _faqs(room: Room) -> Reading:
    """14: top questions in the resident's words, answer owner, web page to change."""
    found = Reading()
    language = room.project.settings.language
    wanted = {case.case_type.id for case in room.moving}
    informing = any(step.level == 1 for case in room.moving for step, _ in case.moving)
    mine = [
        one
        for one in room.project.faqs
        if one.state is not KnowledgeState.WITHDRAWN and _is_ours(room, one, wanted)
    ]
    for one in mine:
        owner, question = room.person(one.owner), one.question.within(language)
        place = Place("faqs", (one.id,))
        is_public = one.audience is Audience.PUBLIC
        if found.count(owner and (not is_public or (one.web_page and one.is_web_page_updated))):
            text = N_("{question} ({owner}; {page})") if one.web_page else N_("{question} ({owner})")
            found.say(message(text, question=question, owner=owner, page=one.web_page), place)
        if not owner:
            text = N_("{question}: nobody owns the answer")
            found.lack(message(text, question=question), _at(place, "owner"), room.owes())
        if is_public and not one.web_page:
            text = N_("{question}: no web page named")
            found.lack(message(text, question=question), _at(place, "web_page"), owner or room.owes())
        elif is_public and not one.is_web_page_updated:
            text = N_("{question}: the page {page} is to be changed")
            values = {"question": question, "page": one.web_page}
            found.lack(message(text, **values), _at(place, "is_web_page_updated"), owner or room.owes())
    if informing and not mine:
        found.count(False)
        place = Place("departments", (room.workshop.department,), "faqs")
        found.lack(message(N_("No frequent questions are written down")), place, room.owes())
    return found


def _is_ours(room: Room, faq: Faq, wanted: set[str]) -> bool:
    if faq.case_types:
        return bool(wanted.intersection(faq.case_types))
    return faq.department == room.workshop.department and room.workshop.unit is None


def _training(room: Room) -> Reading:
    """15: training and expert contact."""
    found = Reading()
    groups = {one.id: one for one in room.project.answer_groups}
    agreement = room.agreement
    general = room.person(agreement.expert_contact) if agreement else ""
    for case in room.moving:
        one = case.case_type
        group = groups.get(one.answer_group or "")
        hours = one.training_hours or (group.training_hours if group else 0.0)
        expert = room.person(one.expert_contact) or general
        is_trained = hours > 0 or bool(agreement and agreement.training)
        if found.count(is_trained and expert):
            text = N_("{case_type}: {hours} hours of training, expert contact {expert}")
            found.say(
                message(text, case_type=one.name, hours=hours, expert=expert), case.place("expert_contact")
            )
        if not is_trained:
            text = N_("{case_type}: no training planned")
            found.lack(message(text, case_type=one.name), case.place("training_hours"), room.owes(case))
        if not expert:
            text = N_("{case_type}: no expert contact")
            found.lack(message(text, case_type=one.name), case.place("expert_contact"), room.owes(case))
    return found


def _released(room: Room) -> Reading:
    """16: roles and hours released, in person-shares. Roles are the department's, whatever the workshop's unit."""
    found = Reading()
    roles = {one.id: one.name for one in room.project.roles}
    for case in room.moving:
        nameless = [step for step, _ in case.moving if step.role is None]
        is_covered = case.year.is_covered
        found.count(is_covered and not nameless)
        values = {"case_type": case.case_type.name}
        if nameless:
            text = N_("{case_type}, {step}: no role performs it")
            place = case.step_place(nameless[0], "role")
            found.lack(message(text, **values, step=nameless[0].title), place, room.owes(case))
        if not is_covered:
            text = N_("{case_type} is left out of the hours until nothing is missing")
            found.lack(message(text, **values), case.place(), room.owes(case))
    units = {one.id for one in room.project.units if room.workshop.unit in (None, one.id)}
    rows = [
        one
        for one in room.results.release.released
        if one.department == room.workshop.department and one.unit in units and one.role is not None
    ]
    for row in sorted(rows, key=lambda one: -one.hours):
        name, place = roles[row.role or ""], Place("roles", (row.role or "",))
        if row.person_share is None:
            text = N_("{role}: {hours} hours a year; nobody said how many hold the role")
            found.say(message(text, role=name, hours=round(row.hours)), place)
        else:
            text = N_("{role}: {hours} hours a year, {share} of each of {persons} persons")
            share = Percent(row.person_share)
            named: dict[str, object] = {"role": name, "hours": round(row.hours)}
            found.say(message(text, **named, share=share, persons=round(row.persons)), place)
    return found


def _wave(room: Room) -> Reading:
    """17: start wave and its precondition."""
    found = Reading()
    waves = {one.id: one for one in room.project.waves}
    for case in room.in_scope:
        if not any(flow.disposition is not Disposition.STAYS for _, flow in case.steps):
            continue
        wave = waves.get(case.case_type.wave or "")
        condition = case.case_type.wave_precondition or (wave.precondition if wave else "")
        values = {"case_type": case.case_type.name}
        if found.count(wave and condition) and wave:
            text = N_("{case_type}: {wave}, {day}, when {condition}")
            more = {"wave": wave.name, "day": wave.starts_on, "condition": condition}
            found.say(message(text, **values, **more), case.place("wave"))
        elif wave is None:
            text = N_("{case_type}: no start wave")
            found.lack(message(text, **values), case.place("wave"), room.owes(case))
        else:
            text = N_("{case_type}: {wave}, but no precondition")
            place = case.place("wave_precondition")
            found.lack(message(text, **values, wave=wave.name), place, room.owes(case))
    return found


def _measures(room: Room) -> Reading:
    """18: follow-up measure with definition."""
    found = Reading()
    agreement = room.agreement
    if not room.moving:
        return found
    place = Place("agreements", (agreement.id,) if agreement else (), "measures")
    measures = agreement.measures if agreement else ()
    for one in measures:
        if found.count(one.definition):
            text = N_("{measure}: {definition}")
            found.say(message(text, measure=one.name, definition=one.definition), place)
        else:
            found.lack(message(N_("{measure}: no definition"), measure=one.name), place, room.owes())
    if not measures:
        found.count(False)
        found.lack(message(N_("No measure is agreed on")), place, room.owes())
    return found


def _internal(room: Room) -> Reading:
    """19: internal callers and municipal companies, in or out."""
    found = Reading()
    said = room.workshop.internal_callers
    place = Place("workshops", (room.workshop.id,), "internal_callers")
    if found.count(said.strip()):
        found.say(message(N_("{text}"), text=said), place)
    else:
        text = N_("Nothing says whether internal callers and companies are in or out")
        found.lack(message(text), place, room.owes())
    inside = [case for case in room.in_scope if case.case_type.is_internal]
    for case in inside:
        text = N_("{case_type}: internal callers")
        found.say(message(text, case_type=case.case_type.name), case.place("is_internal"))
    companies = [one.name for one in room.project.departments if one.is_company]
    if companies:
        found.say(message(N_("Municipal companies in the project: {names}"), names=joined(companies)))
    return found


def _questions(room: Room) -> Reading:
    """20: open questions with owner and date; read-back signed off."""
    found, workshop = Reading(), room.workshop
    for one in workshop.questions:
        if one.state is not ActionState.OPEN:
            continue
        place = Place("workshops.questions", (workshop.id, one.id))
        if found.count(one.owner and one.due):
            text = N_("{question} {owner}, {day}")
            found.say(message(text, question=one.text, owner=one.owner, day=one.due), place)
        if not one.owner:
            found.lack(message(N_("{question} Nobody owns it"), question=one.text), _at(place, "owner"))
        if one.due is None:
            text = N_("{question} No date")
            found.lack(message(text, question=one.text), _at(place, "due"), one.owner)
    place = Place("workshops", (workshop.id,), "signed_off_by")
    if found.count(workshop.signed_off_by and workshop.signed_off_on):
        found.say(_signed(room), place)
    else:
        found.lack(message(N_("The read-back is not signed off")), place, room.owes())
    return found


def _signed(room: Room) -> Message:
    values = {"who": room.workshop.signed_off_by, "day": room.workshop.signed_off_on}
    return message(N_("Signed off by {who} on {day}"), **values)


AGREED: tuple[Callable[[Room], Reading], ...] = (
    _handover,
    _way_back,
    _registration,
    _checklists,
    _faqs,
    _training,
    _released,
    _wave,
    _measures,
    _internal,
    _questions,
)
"""The readers of results 10-20, in order."""
