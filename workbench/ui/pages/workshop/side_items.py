"""What the tabs beside the capture table list: findings, what is put aside, decisions, disagreements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.analysis.findings.rules import RULES, Hit
from workbench.analysis.place import Place, place_of
from workbench.analysis.results import Finding
from workbench.export.palette import level_word
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.process import StepDecision
from workbench.model.programme import ActionState, Workshop
from workbench.model.project import Project
from workbench.model.text import N_, Message
from workbench.ui.pages.workshop.rows import Figures

Index = QModelIndex | QPersistentModelIndex
TABS = ("findings", "parking", "decisions", "disagreements")
_SHORT = {
    "level-4-without-ground": N_("Delegation is missing"),
    "refused-level-moves": N_("Moves although its level never does"),
    "step-without-level": N_("Level is missing"),
    "step-without-minutes": N_("Minutes are missing"),
    "case-type-without-volume": N_("Volume is missing"),
    "case-type-without-steps": N_("No steps yet"),
    "step-not-reached": N_("No way leads here"),
    "level-5-moves": N_("Inquiry that moves"),
    "stays-without-reason": N_("Stays without a reason"),
    "split-not-done": N_("Waits for being split"),
    "secrecy-without-identification": N_("Who asks must be identified"),
    "contact-put-through": N_("Begins outside customer service"),
}
"""What a finding is about, in a few words; the others say their whole sentence."""
_SEEN_ELSEWHERE = ("disagreement", "in-parking-lot")
_ICONS = {"error": "alert-circle-outline", "warning": "alert-outline"}


@dataclass(frozen=True)
class Item:
    """A card: icon and tone, what, where and why, and where it leads: to a place, or to a text to change."""

    icon: str
    tone: str
    what: str
    why: str = ""
    leads: str = ""
    place: Place | None = None
    text: tuple[str, int] | None = None


Listed = Sequence[tuple[CaseType, Figures]]


def counts(listed: Listed, workshop: Workshop | None) -> tuple[int, ...]:
    """Return how many items each of the tabs has."""
    groups = sum(len(_groups(known.hits)) for _, known in listed)
    parked = sum(step.decision is StepDecision.PARKING_LOT for one, _ in listed for step in one.steps)
    seen = sum(len(step.disagreements) for one, _ in listed for step in one.steps)
    if workshop is None:
        return groups, parked, 0, seen
    open_ones = sum(one.state is ActionState.OPEN for one in workshop.questions)
    return groups, parked + len(workshop.parking_lot) + open_ones, len(workshop.decisions), seen


def items_of(tab: str, listed: Listed, workshop: Workshop | None, texts: Texts) -> tuple[Item, ...]:
    """Return what a tab but that of the findings lists."""
    if tab == "parking":
        return tuple(_parked(listed, workshop, texts))
    if tab == "decisions":
        decided = workshop.decisions if workshop else ()
        return tuple(
            Item("gavel", "text2", one, leads=texts("Change"), text=("decision", at))
            for at, one in enumerate(decided)
        )
    return tuple(_disagreements(listed, texts))


def _groups(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    """Return the hits of a case type by rule: errors and warnings that stand nowhere else on the page."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        if RULES[hit.rule].severity in _ICONS and hit.rule not in _SEEN_ELSEWHERE:
            found.setdefault(hit.rule, []).append(hit)
    return found


class Findings:
    """The cards of the findings, made anew only for case types whose figures are new."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._made: dict[str, tuple[Figures, tuple[tuple[bool, Item], ...]]] = {}

    def of(self, project: Project, listed: Listed) -> tuple[Item, ...]:
        """Return the cards of ``listed``, errors first."""
        found: list[tuple[bool, Item]] = []
        for case_type, known in listed:
            kept = self._made.get(case_type.id)
            if kept is None or kept[0] is not known:
                kept = self._made[case_type.id] = (known, tuple(self._cards(project, case_type, known)))
            found += kept[1]
        return tuple(item for _, item in sorted(found, key=lambda one: one[0]))

    def _cards(self, project: Project, case_type: CaseType, known: Figures) -> Iterator[tuple[bool, Item]]:
        texts = self._texts
        for rule, hits in _groups(known.hits).items():
            severity = RULES[rule].severity
            what = Message(RULES[rule].what, hits[0].values)
            within = () if hits[0].place == "case_types" else (case_type.id,)
            place = place_of(Finding(rule, severity, hits[0].place, hits[0].id, what, what, within), project)
            short = _SHORT.get(rule)
            steps = ", ".join(str(hit.values["step"]) for hit in hits if "step" in hit.values)
            where = texts("{case_type}: {steps}", case_type=case_type.name, steps=steps)
            item = Item(
                _ICONS[severity],
                severity,
                texts(short) if short else case_type.name,
                texts.message(what) if not short else where if steps else case_type.name,
                texts("Go there"),
                place,
            )
            yield severity != "error", item


def _parked(listed: Listed, workshop: Workshop | None, texts: Texts) -> Iterator[Item]:
    for at, said in enumerate(workshop.parking_lot if workshop else ()):
        yield Item("parking", "text2", said, leads=texts("Change"), text=("parking", at))
    for one in workshop.questions if workshop else ():
        if one.state is ActionState.OPEN:
            due = texts.date(one.due) if one.due else ""
            why = ", ".join(part for part in (one.owner, due) if part)
            yield Item("help-rhombus-outline", "text2", one.text, why or texts("Nobody has taken it yet"))
    for case_type, _ in listed:
        for step in case_type.steps:
            if step.decision is StepDecision.PARKING_LOT:
                place = Place("case_types.steps", (case_type.id, step.id), "decision")
                why = ": ".join(part for part in (case_type.name, step.reason) if part)
                yield Item("parking", "text2", step.title, why, texts("Go there"), place)


def _disagreements(listed: Listed, texts: Texts) -> Iterator[Item]:
    for case_type, _ in listed:
        for step in case_type.steps:
            for one in step.disagreements:
                place = Place("case_types.steps", (case_type.id, step.id), "level")
                seen = texts("another level")
                if one.level is not None:
                    seen = texts("{level} {word}", level=one.level, word=level_word(one.level, texts))
                why = ". ".join(part for part in (f"{case_type.name}: {step.title}", one.note) if part)
                what = texts("{who}: {level}", who=one.who, level=seen)
                yield Item("account-question-outline", "info", what, why, texts("Go there"), place)


class ItemModel(QAbstractListModel):
    """The items of the chosen tab."""

    ROLE = int(Qt.ItemDataRole.UserRole) + 1

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[Item, ...] = ()

    def show(self, items: tuple[Item, ...]) -> None:
        """Show ``items``; nothing happens where they are the same."""
        if items == self.items:
            return
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    # Qt's own names from here on

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.items):
            return None
        item = self.items[index.row()]
        if role == self.ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.what
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ". ".join(part for part in (item.what, item.why) if part)
        return None
