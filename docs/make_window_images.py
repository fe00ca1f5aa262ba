"""Make the pictures of every page and dialog: ``python docs/make_window_images.py [LANGUAGE ...]``.

Three languages, light and dark, from the samples, into ``docs/images/window``. Needs no screen.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from workbench.analysis.results import Results
from workbench.edits.knowledge import add_checklist
from workbench.edits.stored import ChangeItem
from workbench.locale import LANGUAGES, Language
from workbench.model.project import Project
from workbench.parts import make_part, merge_part
from workbench.session import Session
from workbench.store.state import Store
from workbench.templates import template_project
from workbench.ui.app import page_kinds
from workbench.ui.choices import Choices, look_of
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.pages.figures_page import FiguresPage
from workbench.ui.preferences import Preferences
from workbench.ui.turns import Turns
from workbench.ui.widgets.long_run import LongRun
from workbench.ui.workspace import Workspace

IMAGES = Path(__file__).resolve().parent / "images" / "window"
SIZE = (1440, 900)
_SWEDISH = ("Svar på brev inom fem arbetsdagar.", "Svar på brev inom en vecka.")
_PROMISES: dict[Language, tuple[str, str]] = {
    "sv": _SWEDISH,
    "en": _SWEDISH,  # the sample is Swedish then, too
    "da": ("Svar på breve inden fem hverdage.", "Svar på breve inden en uge."),
}
VIEWS: tuple[tuple[str, str, str], ...] = (
    ("overview", "overview", ""),
    ("workshop-prepare", "workshop", "view.prepare"),
    ("workshop", "workshop", "view.table"),
    ("workshop-board", "workshop", "view.board"),
    ("workshop-read-back", "workshop", "view.read_back"),
    ("case-types", "case_types", ""),
    ("process", "process", "view.proposed"),
    ("process-difference", "process", "view.difference"),
    ("volumes", "volumes", ""),
    ("checklists", "checklists", ""),
    ("faqs", "faqs", ""),
    ("parts", "parts", ""),
)

FIGURES: tuple[tuple[str, str, str], ...] = (
    ("staffing", "staffing", "need"),
    ("staffing-balance", "staffing", "balance"),
    ("staffing-roster", "staffing", "roster"),
    ("costs", "costs", "budget"),
    ("costs-financing", "costs", "financing"),
    ("costs-explained", "costs", "prices"),
    ("scenarios", "scenarios", "compare"),
    ("scenarios-uncertainty", "scenarios", "uncertainty"),
)
"""Views of the pages of figures: the picture's name, the page, the tab."""


def _explain_a_price(page: FiguresPage) -> None:
    case_type, channel = next(
        (one.case_type, one.channel) for one in _results(page).prices if one.channel == "phone"
    )
    page.explained.unfold(f"price:{case_type}:{channel}")


def _draw(page: FiguresPage) -> None:
    page.pane.findChildren(LongRun)[0].run()


_FIRST = {"costs-explained": _explain_a_price, "scenarios-uncertainty": _draw}
"""What is done before a view is pictured."""


def _results(page: FiguresPage) -> Results:
    assert page.workspace.results is not None
    return page.workspace.results


def settle(workspace: Workspace | None = None) -> None:
    """Let the window and its background work come to rest."""
    loop = QEventLoop()
    timer = QTimer(interval=20)
    quiet = 0

    def look_again() -> None:
        nonlocal quiet
        shown = QApplication.topLevelWidgets()
        is_busy = workspace is not None and workspace.background.is_busy
        is_busy = is_busy or any(turns.is_busy for one in shown for turns in one.findChildren(Turns))
        quiet = 0 if is_busy else quiet + 1
        if quiet > 3:
            loop.quit()

    timer.timeout.connect(look_again)
    timer.start()
    loop.exec()


def keep(widget: QWidget, name: str) -> None:
    """Write what ``widget`` looks like, in its 256 commonest colours so that the repository stays small."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    high, wide = picture.height(), picture.width()
    seen = np.frombuffer(picture.constBits(), np.uint32).reshape(high, -1)[:, :wide] & 0xFFFFFF
    colors, place, count = np.unique(seen, return_inverse=True, return_counts=True)
    kept = np.sort(np.argsort(count)[-256:])
    parts = np.stack([(colors >> shift) & 0xFF for shift in (16, 8, 0)], axis=1).astype(np.int32)
    nearest = np.empty(len(colors), np.uint8)
    for first in range(0, len(colors), 1000):
        apart = parts[first : first + 1000, None, :] - parts[None, kept, :]
        nearest[first : first + 1000] = (apart**2).sum(axis=2).argmin(axis=1)
    pixels = np.ascontiguousarray(nearest[place].reshape(high, wide))
    small = QImage(pixels.tobytes(), wide, high, wide, QImage.Format.Format_Indexed8)
    small.setColorTable([int(color) | 0xFF000000 for color in colors[kept]])
    IMAGES.mkdir(parents=True, exist_ok=True)
    small.save(str(IMAGES / f"{name}.png"), "PNG", 0)  # type: ignore[call-overload]


def dress(app: QApplication, language: Language, theme: str) -> Look:
    """Give the application a look and return it."""
    look = look_of(Choices(language, "dark" if theme == "dark" else "light"))
    app.setStyle("Fusion")
    app.setPalette(look.palette())
    app.setFont(look.font())
    return look


@contextmanager
def opened(language: Language) -> Iterator[Workspace]:
    """Open the sample that speaks ``language``, with a workshop that is under way."""
    with tempfile.TemporaryDirectory() as folder:
        project = template_project("da" if language == "da" else "se")
        name = "norrvik.rosa" if language != "da" else "proeve.rosa"
        session = Session.create(Path(folder) / name, project, Store(folder=Path(folder) / "state"))
        workspace = Workspace(session, Preferences(Path(folder) / "state"))
        workshop = workspace.workshop_of(workspace.workshop)
        now = dt.datetime.now(dt.UTC)
        if workshop is not None:
            open_again = {"signed_off_by": "", "signed_off_on": None}
            workspace.do(ChangeItem(collection="workshops", id=workshop.id, changes=open_again))
            for at, item in enumerate(workshop.agenda[:3]):
                begun = now - dt.timedelta(minutes=(55, 45, 30)[at])
                changes = {"begun_at": begun.isoformat().replace("+00:00", "Z")}
                workspace.do(
                    ChangeItem(
                        collection="workshops.agenda", within=(workshop.id,), id=item.id, changes=changes
                    )
                )
        send_parts(workspace, language)
        workspace.calculate()
        settle(workspace)
        yield workspace
        workspace.close()


def send_parts(workspace: Workspace, language: Language) -> None:
    """Send three departments their parts; the first comes back with words that were changed here as well."""
    today = dt.datetime.now().astimezone().date()
    for number, department in enumerate(workspace.project.departments[:3]):
        project = workspace.project
        person = project.persons[number].name if len(project.persons) > number else ""
        due = today + dt.timedelta(days=(-3, 7, 14)[number])
        part, note = make_part(
            project, department.id, revision=1, sent_on=due - dt.timedelta(days=21), sent_to=person, due=due
        )
        workspace.do(note)
        if number or not part.checklists:
            continue
        for one in part.checklists[:2]:
            theirs, ours = (" ".join(filter(None, (one.promise, words))) for words in _PROMISES[language])
            part = ChangeItem(collection="checklists", id=one.id, changes={"promise": theirs}).apply(part)
            workspace.do(ChangeItem(collection="checklists", id=one.id, changes={"promise": ours}))
        workspace.do(merge_part(workspace.project, part, revision=2, on=today).batch)


@contextmanager
def opened_part(language: Language) -> Iterator[Workspace]:
    """Open a department's part of the sample."""
    project = template_project("da" if language == "da" else "se")
    department = project.departments[0]
    sent_on = dt.datetime.now().astimezone().date() - dt.timedelta(days=7)
    part, _ = make_part(
        project,
        department.id,
        revision=1,
        sent_on=sent_on,
        sent_to=_owner(project),
        due=sent_on + dt.timedelta(days=21),
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{department.name.lower()}.rosapart"
        workspace = Workspace(
            Session.create(file, part, Store(folder=Path(folder) / "state")),
            Preferences(Path(folder) / "state"),
        )
        workspace.calculate()
        settle(workspace)
        yield workspace
        workspace.close()


def _owner(project: Project) -> str:
    return project.persons[0].name if project.persons else ""


def department(workspace: Workspace, look: Look, tail: str) -> None:
    """Picture what a representative sees."""
    from workbench.ui.dialogs.send_back import SendBackDialog

    window = MainWindow(workspace, look, page_kinds())
    window.resize(*SIZE)
    window.show()
    window.show_page("checklists")
    settle(workspace)
    keep(window, f"part-checklists{tail}")
    window.show_page("faqs")
    settle(workspace)
    keep(window, f"part-faqs{tail}")
    window.show_page("overview")
    project = workspace.project
    own = next(
        one for one in project.case_types if project.part and one.department == project.part.department
    )
    workspace.do(add_checklist(project, own.id)[0])  # something that is left
    settle(workspace)
    keep(window, f"part-overview{tail}")
    dialog = SendBackDialog(window)
    place = next(one for one in dialog.findChildren(QLineEdit) if "rosapart" in one.text())
    place.setText(str(Path("Documents") / Path(place.text()).name))
    dialog.show()
    settle()
    keep(dialog, f"send-back{tail}")
    dialog.close()
    workspace.undo()
    window.let_go()
    window.hide()
    window.deleteLater()


def pages(workspace: Workspace, look: Look, tail: str) -> None:
    """Picture every page, its views, and what can be opened beside it."""
    window = MainWindow(workspace, look, page_kinds())
    window.resize(*SIZE)
    window.show()
    for name, page, view in VIEWS:
        window.show_page(page)
        if view:
            window.run(view)
        settle(workspace)
        keep(window, f"{name}{tail}")
    overview = window.show_page("overview")
    explained = getattr(overview, "explained", None)
    if explained is not None:
        explained.unfold("fte")
        settle(workspace)
        keep(window, f"overview-unfolded{tail}")
    figures(window, workspace, tail)
    show_conflicts = getattr(window.show_page("parts"), "show_conflicts", None)
    if show_conflicts is not None:
        show_conflicts()
        settle(workspace)
        keep(window, f"conflicts{tail}")
    window.show_page("case_types")
    window.show_findings(is_shown=True)
    settle(workspace)
    keep(window, f"findings{tail}")
    window.show_findings(is_shown=False)
    dialogs(window, tail)
    projector(window, workspace, tail)
    window.let_go()
    window.hide()
    window.deleteLater()


def figures(window: MainWindow, workspace: Workspace, tail: str) -> None:
    """Picture the views of the pages of figures; those that only the manual shows in light alone."""
    for name, page, view in FIGURES:
        if tail.endswith("light") or name == page:
            shown = window.show_page(page)
            if isinstance(shown, FiguresPage):
                shown.show_view(view)
                settle(workspace)
                if name in _FIRST:
                    _FIRST[name](shown)
                    settle(workspace)
                keep(window, f"{name}{tail}")
                shown.explained.fold()


def projector(window: MainWindow, workspace: Workspace, tail: str) -> None:
    """Picture what the room sees."""
    window.show_page("workshop")
    window.run("view.table")
    window.run("view.projector")
    settle(workspace)
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and type(top).__name__ == "Projector":
            top.resize(1920, 1080)
            settle(workspace)
            keep(top, f"projector{tail}")
            top.close()


def dialogs(window: MainWindow, tail: str) -> None:
    """Picture the dialogs one after the other."""
    from workbench.ui.crash import CrashDialog
    from workbench.ui.dialogs.about import AboutDialog
    from workbench.ui.dialogs.exporting import ExportDialog
    from workbench.ui.dialogs.keys import KeysDialog
    from workbench.ui.dialogs.settings import SettingsDialog
    from workbench.ui.search import SearchBox

    look, language = window.look, window.texts.language
    made: dict[str, Callable[[], QWidget]] = {
        "search": lambda: SearchBox(window),
        "keys": lambda: KeysDialog(look, window),
        "settings": lambda: SettingsDialog(look, window, Choices(language)),
        "about": lambda: AboutDialog(look, window),
        "export": lambda: ExportDialog(window, ()),
        "crash": lambda: CrashDialog(look, window, "ROSA workbench\n  page.py:12 show_project"),
    }
    for name, make in made.items():
        dialog = make()
        dialog.show()
        settle()
        keep(dialog, f"{name}{tail}")
        dialog.close()
        dialog.deleteLater()


def start(look: Look, tail: str) -> None:
    """Picture the start page."""
    from workbench.ui.start_page import StartPage

    with tempfile.TemporaryDirectory() as folder:
        page = StartPage(look, Preferences(Path(folder)), Store(folder=Path(folder)))
        page.resize(1100, 680)
        page.show()
        settle()
        keep(page, f"start{tail}")
        page.close()
        page.deleteLater()


def main(wanted: list[str]) -> None:
    """Picture everything in the languages ``wanted``, else in all three."""
    app = QApplication([])
    for language in LANGUAGES:
        if wanted and language not in wanted:
            continue
        with opened(language) as workspace:
            for theme in ("light", "dark"):
                look = dress(app, language, theme)
                tail = f"-{language}-{theme}"
                start(look, tail)
                pages(workspace, look, tail)
        with opened_part(language) as workspace:
            for theme in ("light", "dark"):
                department(workspace, dress(app, language, theme), f"-{language}-{theme}")
    print(f"Pictures in {IMAGES}")


if __name__ == "__main__":
    main(sys.argv[1:])
