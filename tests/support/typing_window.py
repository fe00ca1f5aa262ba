"""A real window in a process of its own: somebody types in it until it is killed.

``python -m tests.support.typing_window`` imports everything once and forks a worker for every line of standard
input. The worker says on standard output, each with the time: every edit once it is acknowledged, and what stands in
the open field after each press.
"""

from __future__ import annotations

import faulthandler
import json
import os
import random
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.support.evening import EVENING, SHORT_EVENING
from tests.support.facilitator import Facilitator
from tests.support.keyboard import Keyboard, open_text
from tests.support.representative import Representative
from tests.support.window import rest
from tests.support.workshop_day import PEOPLE, TOPICS
from workbench.analysis.engine import Engine
from workbench.edits import Edit, edit_to_json
from workbench.session import Change, Session
from workbench.store.state import Store
from workbench.templates import template_project
from workbench.ui.app import Program, page_kinds
from workbench.ui.pages import checklists, faqs, overview  # noqa: F401 - imported before the fork
from workbench.ui.pages.workshop import board, capture, prepare, read_back  # noqa: F401 - the same
from workbench.ui.workspace import Workspace

LONGEST_PAUSE_S = 0.03


def say(**values: object) -> None:
    """Write one line, at once."""
    line = json.dumps({"at": time.monotonic(), **values}, ensure_ascii=False) + "\n"
    os.write(1, line.encode())


def work(job: dict[str, Any]) -> None:
    """Open the file and hold a workshop at random, or write what a representative writes at home, until killed."""
    app = QApplication(["rosa-workbench"])
    if job["broken"] == "keeps no drafts":
        Workspace.note_drafts = lambda _self: None  # type: ignore[method-assign]  # the control
        Workspace.keep_drafts = lambda self: self._drafts.clear()  # type: ignore[method-assign]  # the control
    if job["broken"] == "acknowledges early":
        _acknowledge_early()
    program = Program(app, Store(folder=Path(job["state"])), "sv")
    assert program.open(Path(job["file"]))
    assert program.workspace is not None

    def acknowledged(change: Change) -> None:
        say(revision=change.revision, edit=edit_to_json(change.edit))

    program.workspace.session.subscribe(acknowledged)
    rng = random.Random(job["seed"])
    keyboard = Keyboard(lambda: rng.uniform(0, job.get("longest_pause_s", LONGEST_PAUSE_S)))
    last: list[str | None] = [None]

    def struck() -> None:
        text = open_text(QApplication.focusWidget())
        if text != last[0]:
            last[0] = text
            say(text=text, **({"ready": True} if text and job["part"] in AT_HOME else {}))

    keyboard.struck = struck
    while app.focusWindow() is None:
        app.processEvents()
    if job["part"] in AT_HOME:  # ready is whoever has begun to type
        AT_HOME[job["part"]](Representative(program, keyboard))
        say(done=True)
        while True:
            rest(20)
    hand = Facilitator(program, keyboard)
    keyboard.press("Ctrl+2")
    say(ready=True)
    while True:
        part = rng.choice(PARTS) if job["part"] == "any" else globals()[job["part"]]
        part(hand, rng)


def long_note(hand: Facilitator, rng: random.Random) -> None:
    """A decision, a question, something for the parking lot: a sentence or two."""
    hand.keys.press("Ctrl+T")
    hand.keys.press("Ctrl+End")
    hand.note(rng.choice(("Ctrl+B", "Ctrl+E", "Ctrl+J")), _sentence(rng, 40))


def case_type(hand: Facilitator, rng: random.Random) -> None:
    """A case type with its steps."""
    hand.keys.press("Ctrl+T")
    hand.keys.press("Ctrl+End")
    hand.topic(rng.choice(TOPICS))


def person(hand: Facilitator, rng: random.Random) -> None:
    """Somebody more takes part."""
    hand.keys.press("Ctrl+Shift+L")
    hand.keys.press("Ctrl+End")
    hand.keys.press("Home")
    hand.keys.write(" ".join(name for name, _ in rng.sample(PEOPLE, 3)))
    hand.keys.press("Tab")
    hand.keys.write(_sentence(rng, 6))
    hand.keys.press("Return")


def back_and_forth(hand: Facilitator, rng: random.Random) -> None:
    """Undo some, redo fewer."""
    hand.keys.press("Ctrl+T")
    hand.keys.press("Esc")
    n = rng.randrange(1, 5)
    hand.keys.press("Ctrl+Z", n)
    hand.keys.press("Ctrl+Y", rng.randrange(n + 1))


def cards(hand: Facilitator, rng: random.Random) -> None:
    """Move cards on the level board."""
    hand.keys.press("Ctrl+L")
    hand.keys.press("Down", rng.randrange(3))
    for _ in range(rng.randrange(1, 4)):
        hand.keys.press(rng.choice(("Alt+Right", "Alt+Left", "3", "4")))


def heard(hand: Facilitator, rng: random.Random) -> None:
    """Read some results back, and note what is left open."""
    hand.keys.press("Ctrl+R")
    for _ in range(rng.randrange(1, 4)):
        hand.keys.press("Return")
    hand.keys.press("M")
    if not hand.read_back.note.isHidden():
        hand.keys.write(_sentence(rng, 12))
        hand.keys.press("Return")


def evening(hand: Representative) -> None:
    """Everything that is not written yet."""
    hand.write(EVENING)


def short_evening(hand: Representative) -> None:
    """The same of less."""
    hand.write(SHORT_EVENING)


def long_answer(hand: Representative) -> None:
    """One answer, as long as it takes."""
    hand.keys.press("Ctrl+7")
    hand.keys.press("Ctrl+Shift+F")
    hand.finish(hand.faqs.editor.answer, " ".join(one.answer for one in EVENING.faqs))


AT_HOME = {"evening": evening, "short_evening": short_evening, "long_answer": long_answer}
PARTS = (long_note, case_type, case_type, person, back_and_forth, cards, heard)


def _sentence(rng: random.Random, n_words: int) -> str:
    words = " ".join(step.title for topic in TOPICS for step in topic.steps).split()
    return " ".join(rng.choice(words) for _ in range(n_words))


def _acknowledge_early() -> None:
    """Acknowledge edits a second before they are in the journal."""
    keep, waiting = Session._keep, list[tuple[Session, Edit]]()

    def early(session: Session, edit: Edit) -> None:
        session.revision += 1
        waiting.append((session, edit))
        QTimer.singleShot(1000, later)

    def later() -> None:
        keep(*waiting.pop(0))

    Session._keep = early


def main() -> None:
    """Fork a worker for each line of standard input, and say when it has ended."""
    faulthandler.enable()  # a window that ends by itself says where
    page_kinds()
    Engine().results(template_project("da"))  # imports what the first figures of a process import
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            say(pid=os.getpid())
            try:
                work(json.loads(line))
            except BaseException:  # noqa: BLE001 - a child that was forked must not go on as its parent
                traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)
        _, status = os.waitpid(pid, 0)
        say(ended=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
