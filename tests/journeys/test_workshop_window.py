"""A workshop of three hours in the window: prepared, captured, read back and signed with the keyboard.

Afterwards the command line says the same of the same file, and the minutes say what was decided.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.support.answering import answering
from tests.support.facilitator import Facilitator
from tests.support.keyboard import Keyboard
from tests.support.window import settle
from tests.support.workshop_day import DEPARTMENT, PEOPLE, TITLE, UNIT, Topic
from tests.support.workshop_day import SOME_TOPICS as TOPICS
from workbench.cli.main import run
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.session import write_new
from workbench.store.disk import Disk
from workbench.store.state import Store
from workbench.templates import template_project
from workbench.ui.app import Program
from workbench.ui.dialogs.exporting import ExportDialog
from workbench.ui.pages.overview.page import OverviewPage
from workbench.ui.widgets.figure_strip import FigureButton

REPOSITORY = Path(__file__).parents[2]
PREPARED = "Faktura: frågor, kopia, anstånd"
DECISION = "Nivå 1–3 flyttar för alla ärendetyper på listan"
PARKED = "Vem betalar självrisken vid skada?"
QUESTION = ("Får kundservice läsa i lönesystemet?", "Lisbeth Ström", "+14")
DISAGREEMENTS = (
    ("Lösenord och utelåst konto", "Återställa enligt rutin", "Nour Haddad", 3, "Rutinen lämnar inget val"),
    ("Anstånd med betalning", "Bedöma längre anstånd", "Karin Ek", 4, "Gränsen kan skrivas ned"),
)
LEFT_OPEN = "Åke tar med frågan om nycklar till husmötet"


@pytest.fixture
def hand(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    """A copy of the Swedish sample, open in the program, and somebody in front of it."""
    write_new(tmp_path / "norrvik.rosa", template_project("se"), Disk())
    program = Program(qapp, Store(folder=tmp_path / "state"), "sv")
    assert program.open(tmp_path / "norrvik.rosa")
    settle()
    yield Facilitator(program, Keyboard())
    program.close_project()
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait(until: Callable[[], object], seconds: float = 60) -> None:
    """Let the window live until something is so."""
    ends = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < ends, "it did not happen"
        QApplication.processEvents()
        time.sleep(0.01)


def test_a_workshop_is_held_with_the_keyboard_and_the_file_says_so(
    hand: Facilitator, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    hand.keys.press("Ctrl+2")
    prepare(hand)
    begin(hand)
    capture(hand)
    take_back_and_repeat(hand)
    change_in_the_table(hand)
    class_on_the_board(hand)
    note_what_is_said(hand)
    fill_in_what_is_missing(hand)
    read_back_and_sign(hand)
    project = hand.window.workspace.project
    shown = figures_shown(hand)
    minutes_say_what_was_decided(hand, tmp_path)
    with capsys.disabled():
        print(f"\n{hand.keys.presses} key presses")
    hand.keys.press("Ctrl+Q")
    assert hand.program.window is None
    the_command_line_says_the_same(tmp_path, project, shown, capsys)


def prepare(hand: Facilitator) -> None:
    t = hand.window.texts
    hand.make_workshop()
    assert hand.page.chooser.currentText() == TITLE
    assert DEPARTMENT in hand.page.facts.text()
    made = hand.workshop
    units = {one.id: one.name for one in hand.window.workspace.project.units}
    assert units[made.unit or ""] == UNIT
    assert (f"{made.starts_at:%H:%M}", made.facilitator) == ("08:30", "Sofia Hallgren")
    hand.invite()
    assert [(one.name, one.role) for one in hand.workshop.participants] == list(PEOPLE)
    n = t.number(len(PEOPLE))
    assert hand.prepared.attendance.text() == t("{present} of {n} present", present=n, n=n)
    hand.tab_to(t("Agenda"))
    hand.keys.press("Down", 2)
    hand.keys.press("End")
    hand.keys.write("50")
    hand.keys.press("Return")
    hand.keys.press("Ctrl+End")
    hand.keys.press("Home")
    hand.keys.press("Right")
    hand.keys.write("Frågestund")
    hand.keys.press("Return")
    assert [one.minutes for one in hand.workshop.agenda] == [10, 15, 50, 10, 25, 35, 15, 10, 10]
    assert hand.prepared.sum.text() == t("{n} min: the three hours exactly", n="180")
    hand.tab_to(t("Filter the candidates"))
    hand.keys.write("faktura")
    hand.tab_to(t("Candidate case types"))
    hand.keys.press("Space")
    hand.keys.press("Tab")
    hand.keys.press("Space")
    assert [one.name for one in hand.listed] == [PREPARED]
    at = QApplication.focusWidget()
    assert at is not None
    assert hand.page.isAncestorOf(at), "the keyboard stays on the page"


def begin(hand: Facilitator) -> None:
    t, strip = hand.window.texts, hand.page.strip
    for minutes in ("10:00", "15:00", "50:00"):
        hand.keys.press("F9")
        assert strip.timer.text() == minutes
    assert strip.done.text() == t("{done} of {n} case types done", done="1", n=str(1))


def capture(hand: Facilitator) -> None:
    t = hand.window.texts
    hand.keys.press("Ctrl+T")
    hand.keys.press("Ctrl+End")
    wait(lambda: not hand.window.workspace.background.is_busy)  # names are learned beside
    hand.keys.write("Besök i stadshust")
    alike = t("“{name}” is on the list already, or nearly so. Is it the same?", name="Besök i stadshuset")
    assert alike in hand.said
    hand.keys.press("Esc")
    assert [one.name for one in hand.listed] == [PREPARED]
    for topic in TOPICS:
        hand.topic(topic)
    hand.keys.press("Esc")
    assert [one.name for one in hand.listed] == [PREPARED, *(one.name for one in TOPICS)]
    for topic in TOPICS:
        is_as_said(hand.case_type(topic.name), topic, hand)
    done, n = str(len(TOPICS)), len(TOPICS) + 1
    words = t("{done} of {n} case types done", done=done, n=str(n))
    assert hand.page.strip.done.text() == words


def is_as_said(made: CaseType, topic: Topic, hand: Facilitator) -> None:
    """Every step has the title, level, minutes and performer that were typed, and the case type its volume."""
    units = {one.id: one.name for one in hand.window.workspace.project.units}
    volume = made.volumes[0]
    assert (volume.channel, volume.likely, volume.per) == topic.understood
    assert [(one.title, one.level) for one in made.steps] == [(one.title, one.level) for one in topic.steps]
    minutes = [one.minutes_today.said for one in made.steps if one.minutes_today]
    assert [one.rstrip("m") for one in minutes] == [one.minutes for one in topic.steps]
    doer, doers = UNIT, []
    for one in topic.steps:
        doer = one.unit or doer
        doers.append(doer)
    assert [units[one.unit or ""] for one in made.steps] == doers
    assert len(made.flows) == len(made.steps) - 1


def take_back_and_repeat(hand: Facilitator) -> None:
    actions, before = hand.window.actions_by_name, hand.window.workspace.project
    names = []
    for _ in range(6):
        names.append(actions["edit.undo"].text())
        hand.keys.press("Ctrl+Z")
    assert hand.window.workspace.project != before
    assert not [one for one in hand.listed[-1].steps if one.title == TOPICS[-1].steps[-1].title]
    shown = [row.title for row in hand.capture.model.rows]
    assert TOPICS[-1].steps[-1].title not in shown
    redone = []
    for _ in range(6):
        redone.append(actions["edit.redo"].text())
        hand.keys.press("Ctrl+Y")
    assert hand.window.workspace.project == before
    assert not actions["edit.redo"].isEnabled()
    assert [one.partition(": ")[2] for one in reversed(redone)] == [one.partition(": ")[2] for one in names]


def change_in_the_table(hand: Facilitator) -> None:
    """A name is changed, a row is moved, a step becomes a case type and a step again, two steps get one level."""
    before = hand.window.workspace.project
    hand.stand_on("Autogiro")
    hand.keys.press("F2")
    hand.keys.press("End")
    hand.keys.write(" och e-faktura")
    hand.keys.press("Return")
    hand.keys.press("Esc")
    assert hand.case_type("Autogiro och e-faktura")
    hand.stand_on("Besök hos en handläggare")
    hand.keys.press("Alt+Up")
    assert hand.listed[0].name == "Besök hos en handläggare"
    hand.stand_on("Göra ett nytt kort")
    hand.keys.press("Shift+Tab")
    assert hand.case_type("Göra ett nytt kort")
    hand.keys.press("Tab")
    assert [one.title for one in hand.case_type("Borttappat passerkort").steps] == [
        "Spärra kortet",
        "Göra ett nytt kort",
    ]
    hand.stand_on("Leta upp fakturan", "level")
    hand.keys.press("Shift+Down")
    hand.keys.write("1")
    assert [one.level for one in hand.case_type("Kopia av faktura").steps] == [1, 1]
    assert hand.window.texts.plural("{n} row was changed", "{n} rows were changed", 2) in hand.said
    while hand.window.workspace.project != before:
        hand.keys.press("Ctrl+Z")


def class_on_the_board(hand: Facilitator) -> None:
    hand.keys.press("Ctrl+L")
    assert hand.page.view == "board"
    hand.carry("Boka ledig tid", 3)
    assert hand.case_type("Boka samlingssal").steps[1].level == 3
    hand.carry("Registrera", 3)
    assert hand.case_type("Skadeanspråk").steps[1].level == 3
    hand.carry("Boka ledig tid", 4)
    assert hand.case_type("Boka samlingssal").steps[1].level == 4
    cards = {level: len(column.cards.rows) for level, column in hand.board.columns.items()}
    levels = [step.level for one in hand.listed for step in one.steps]
    assert cards == {level: levels.count(level) for level in cards}
    hand.keys.press("Alt+Right")
    assert hand.case_type("Boka samlingssal").steps[1].level == 5
    hand.keys.press("Ctrl+Z")
    assert hand.case_type("Boka samlingssal").steps[1].level == 4
    hand.keys.press("Ctrl+Z", 2)
    assert hand.case_type("Skadeanspråk").steps[1].level is None
    assert hand.case_type("Boka samlingssal").steps[1].level == 3
    hand.keys.press("Ctrl+Y")
    assert hand.case_type("Skadeanspråk").steps[1].level == 3
    hand.keys.press("Ctrl+Z")
    hand.carry("Boka ledig tid", 4)


def note_what_is_said(hand: Facilitator) -> None:
    t = hand.window.texts
    hand.keys.press("Ctrl+T")
    for case_type, step, who, level, note in DISAGREEMENTS:
        hand.stand_on(step, "level")
        hand.note("Ctrl+D", who, str(level), note)
        found = next(one for one in hand.case_type(case_type).steps if one.title == step)
        assert [(one.who, one.level, one.note) for one in found.disagreements] == [(who, level, note)]
    hand.stand_on("Skadeanspråk")
    hand.note("Ctrl+E", PARKED)
    hand.note("Ctrl+B", DECISION)
    hand.note("Ctrl+J", *QUESTION)
    tabs = hand.capture.side.tabs
    counts = [t.number(2), t.number(1), t.number(2)]
    wait(lambda: [tabs.tabText(at).split()[-1] for at in (1, 2, 3)] == counts, 2)
    assert (hand.workshop.parking_lot, hand.workshop.decisions) == ((PARKED,), (DECISION,))
    (question,) = hand.workshop.questions
    assert (question.text, question.owner) == QUESTION[:2]
    assert question.due is not None
    hand.stand_on("Återställa enligt rutin")
    hand.note("Ctrl+Shift+B", "1")
    hand.stand_on("Bedöma längre anstånd")
    hand.note("Ctrl+Shift+B", "2", "Kräver bedömning av ekonomin")
    assert hand.case_type("Lösenord och utelåst konto").steps[2].decision.value == "move"
    assert hand.case_type("Anstånd med betalning").steps[2].decision.value == "stay"
    assert QApplication.focusWidget() is hand.capture.view, "the keyboard is back in the table"


def fill_in_what_is_missing(hand: Facilitator) -> None:
    t, view = hand.window.texts, hand.capture.view
    hand.keys.press("F8")
    row, column = view.current() or (None, "")
    assert row is not None
    assert (row.title, column) == ("Registrera", "level")
    hand.keys.write("3")
    hand.keys.press("F8")
    assert t("Everything is filled in") in hand.said
    n = len(TOPICS) + 1
    words = t("{done} of {n} case types done", done=str(n), n=str(n))
    assert hand.page.strip.done.text() == words


def read_back_and_sign(hand: Facilitator) -> None:
    t, pane, w = hand.window.texts, hand.read_back, hand.window.workspace
    hand.keys.press("Ctrl+R")
    wait(lambda: w.results is not None and not w.is_stale and pane.reads)
    titles = []
    for number in range(1, 21):
        titles.append(pane.card.accessibleName())
        if number == 13:
            hand.keys.press("M")
            hand.keys.press("Ctrl+A")
            hand.keys.write(LEFT_OPEN)
            hand.keys.press("Return")
        hand.keys.press("Return")
    assert len(set(titles)) == 20
    assert hand.workshop.read_back == tuple(range(1, 21))
    assert pane.progress.text() == t("{done} of {n} read", done="20", n="20")
    assert hand.workshop.left_open == (LEFT_OPEN,)
    hand.keys.write("Karin Ek")
    hand.tab_to(t("Sign off"))
    hand.keys.press("Space")
    assert hand.workshop.signed_off_by == "Karin Ek"
    signed = hand.workshop.signed_off_on
    assert signed is not None
    words = t("Signed off by {name} on {day}.", name="Karin Ek", day=t.date(signed))
    assert pane.signing.state.text() == words
    assert hand.page.chooser.currentText() == t("{workshop} – signed off", workshop=TITLE)


def figures_shown(hand: Facilitator) -> dict[str, Any]:
    """Return what the side panel, the status line and the overview say."""
    t, w = hand.window.texts, hand.window.workspace
    hand.keys.press("Ctrl+T")
    wait(lambda: not w.background.is_busy)
    settle()
    share, can_move, stay = (value.text() for value, _ in hand.capture.side._figures)
    hand.keys.press("Ctrl+1")
    page = hand.window.page
    assert isinstance(page, OverviewPage)
    cards = page.findChildren(FigureButton)
    wait(lambda: not w.background.is_busy and "…" not in {card._value.text() for card in cards})
    said = {card.figure.key: card._value.text() for card in cards if card.figure is not None}
    return {
        "share": share,
        "can_move": can_move,
        "stay": stay,
        "findings": hand.window.status.findings.text(),
        "overview": said,
        "texts": t,
    }


def export(hand: Facilitator, dialog: ExportDialog) -> None:
    """Enter exports into the folder that is offered; wait until the documents lie there."""
    hand.keys.press("Return")
    assert dialog.progress.isVisible()
    wait(lambda: not dialog.progress.isVisible())
    assert dialog.open_folder.isVisible(), dialog.state.text()
    hand.keys.press("Esc")


def minutes_say_what_was_decided(hand: Facilitator, folder: Path) -> None:
    """Ctrl+Shift+E and Enter write the minutes beside the project; they are opened as others open them."""
    hand.keys.press("Ctrl+2")
    with answering(ExportDialog, lambda dialog: export(hand, dialog)):
        hand.keys.press("Ctrl+Shift+E")
    from docx import Document
    from pypdf import PdfReader

    (word,) = folder.rglob("*stadshuset*.docx")
    document = Document(str(word))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(one.text for one in document.paragraphs), *cells])
    (pdf,) = folder.rglob(f"{word.stem}.pdf")
    printed = " ".join("".join(page.extract_text() for page in PdfReader(pdf).pages).split())
    wanted = [
        DECISION,
        PARKED,
        QUESTION[0],
        QUESTION[1],
        LEFT_OPEN,
        "Karin Ek",
        TITLE,
        *(one.name for one in TOPICS),
    ]
    for _, step, who, _, note in DISAGREEMENTS:
        wanted += [step, who, note]
    assert [one for one in wanted if one not in text] == []
    assert [one for one in wanted if one.replace(" ", "") not in printed.replace(" ", "")] == []


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """Return what a command prints as JSON."""
    capsys.readouterr()
    assert run([*arguments, "--json"]) in (0, 1)
    return json.loads(capsys.readouterr().out)


def the_command_line_says_the_same(
    tmp_path: Path, project: Project, shown: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    t, file = shown["texts"], str(tmp_path / "norrvik.rosa")
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "workbench", "show", file]
    whole = json.loads(subprocess.run(command, env=surroundings, capture_output=True, check=True).stdout)
    info, results, found = (said(capsys, name, file) for name in ("info", "calculate", "check"))
    assert whole == project.as_json()
    assert info["case_types"] == len(project.case_types) == 86 + len(TOPICS)
    assert (info["steps"], info["unsaved_edits"]) == (sum(len(one.steps) for one in project.case_types), 0)
    the_totals_are_the_ones_shown(results, project, shown, t)
    counts = {kind: sum(one["severity"] == kind for one in found) for kind in ("error", "warning", "advice")}
    words = (
        t.plural("{n} error", "{n} errors", counts["error"]),
        t.plural("{n} warning", "{n} warnings", counts["warning"]),
        t.plural("{n} piece of advice", "{n} pieces of advice", counts["advice"]),
    )
    assert shown["findings"] == " · ".join(words)


def the_totals_are_the_ones_shown(
    results: dict[str, Any], project: Project, shown: dict[str, Any], t: Any
) -> None:
    """Hours and share of the side panel are added up anew, from cases per year and what was typed."""
    names = {one.name: one for one in project.case_types}
    cases = {one["name"]: one["cases_per_year"] for one in results["case_types"]}
    performed, hours = {True: 0.0, False: 0.0}, {True: 0.0, False: 0.0}
    for name in (PREPARED, *(one.name for one in TOPICS)):
        by_id = {one["id"]: one for one in results["case_types"] if one["name"] == name}
        visits = {one["id"]: one["visits"] for one in by_id[names[name].id]["steps"]}
        for step in names[name].steps:
            times, is_low, said = cases[name] * visits[step.id], step.level <= 4, step.minutes_today
            performed[is_low] += times
            hours[is_low] += times * (said.low + 4 * said.likely + said.high) / 6 / 60
    assert shown["share"] == t.percent(performed[True] / sum(performed.values()))
    assert shown["can_move"] == t("{n} h", n=t.number(round(hours[True])))
    assert shown["stay"] == t("{n} h", n=t.number(round(hours[False])))
    assert shown["overview"]["fte"] == t.number(float(results["staffing"]["fte_total"]), 1)
    assert shown["overview"]["operating_cost"] == t.number(float(results["costs"]["yearly_total"]) / 1e6, 1)
