"""The open project as the window sees it: edits go in, changes and results come out.

It lives as long as the file is open and knows no widget, so the window can be built anew round it (another
language, another theme) without anything being lost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.analysis.place import Place
from workbench.analysis.results import Finding, Results
from workbench.edits import Edit
from workbench.edits.checks import get_ready
from workbench.edits.places import position
from workbench.model.case_types import CaseType
from workbench.model.organisation import Department
from workbench.model.parts import Part
from workbench.model.pause import pausing
from workbench.model.programme import Workshop
from workbench.model.project import Project
from workbench.model.text import N_, Message, ProjectError, message
from workbench.session import Change, SaveJob, Session
from workbench.ui.background import Background, Pause
from workbench.ui.found import SortedFindings, concerning, let_go, sort_findings
from workbench.ui.preferences import Preferences
from workbench.ui.search_index import SearchIndex, build_index

if TYPE_CHECKING:
    from workbench.analysis.engine import Engine
    from workbench.analysis.uncertainty import Uncertainty

SAVE_AFTER_S = 20
SAVE_AT_LEAST_EVERY_S = 120
DRAFT_AFTER_MS = 800


class Workspace(QObject):
    """One open project. Signals are named after what has happened."""

    project_changed = Signal(object)
    """A :class:`Change`: an edit, undo or redo is durable."""
    results_changed = Signal(object)
    """New :class:`Results` for the project as it is."""
    findings_changed = Signal(object)
    """The results' findings are sorted by what they are about: :class:`SortedFindings`."""
    results_became_stale = Signal()
    """The figures shown belong to an older project; new ones are being calculated."""
    scope_changed = Signal()
    """Another department, case type, workshop or scenario was chosen."""
    place_wanted = Signal(object)
    """Somebody wants to be taken to a :class:`Place`."""
    saving_changed = Signal()
    """What the status line says of saving is different now."""
    closing = Signal()
    """The project is about to be closed: whoever runs something for it ends it."""
    refused = Signal(object)
    """A :class:`Message`: an edit was not possible and nothing has happened."""
    uncertainty_changed = Signal()
    """How sure the figures of a scenario are was calculated anew."""

    def __init__(self, session: Session, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.preferences = preferences
        self.background = Background(self)
        self.results: Results | None = None
        self._uncertainty: dict[str, Uncertainty] = {}
        self.findings = SortedFindings()
        self.names: SearchIndex | None = None
        self.calculation_problem: Message | None = None
        self.department: str | None = None
        self.case_type: str | None = None
        self.workshop: str | None = None
        self.scenario: str | None = None
        self.save_problem: Message | None = None
        self._drafts: dict[str, str] = {}
        self._last_save = dt.datetime.now(dt.UTC)
        self._save_timer = QTimer(self, singleShot=True)
        self._save_timer.timeout.connect(self.save_soon)
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._draft_timer.timeout.connect(self.keep_drafts)
        self._note_timer = QTimer(self, singleShot=True, interval=0)
        self._note_timer.timeout.connect(self.note_drafts)
        self._stop_hearing = session.subscribe(self._heard)
        self._choose_first()

    # what there is

    @cached_property
    def engine(self) -> Engine:
        """What calculates; loaded by the first calculation, beside the window."""
        from workbench.analysis.engine import Engine

        return Engine()

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.session.project

    @property
    def path(self) -> Path:
        """The project's file."""
        return self.session.path

    @property
    def is_stale(self) -> bool:
        """Whether the results belong to an older project, also where the newer one cannot be calculated."""
        return self.background.is_doing("results") or self.calculation_problem is not None

    @property
    def part(self) -> Part | None:
        """Whose part this is, and what it was sent with; None for a whole project."""
        return self.project.part

    @property
    def departments(self) -> tuple[Department, ...]:
        """The departments that one can choose between: in a part, the one whose it is."""
        part = self.part
        every = self.project.departments
        return every if part is None else tuple(one for one in every if one.id == part.department)

    def is_theirs(self, collection: str, top: str) -> bool:
        """Tell whether what lies in the item ``top`` may be changed here: in a part, not what others own."""
        from workbench.parts.belonging import is_theirs

        return self.part is None or is_theirs(self.project, collection, top)

    def case_type_of(self, wanted: str | None) -> CaseType | None:
        """Return the case type with this id, or None."""
        at = position(self.project.case_types, wanted) if wanted is not None else None
        return None if at is None else self.project.case_types[at]

    def workshop_of(self, wanted: str | None) -> Workshop | None:
        """Return the workshop with this id, or None."""
        return next((one for one in self.project.workshops if one.id == wanted), None)

    # what is chosen

    def choose(
        self,
        *,
        department: str | bool | None = False,
        case_type: str | bool | None = False,
        workshop: str | bool | None = False,
    ) -> None:
        """Choose what pages show; what is not named stays. None: all, or nothing. A part keeps to its department."""
        if self.part is not None:
            department = self.part.department
            if isinstance(case_type, str) and not self.is_theirs("case_types", case_type):
                case_type = False
        before = (self.department, self.case_type, self.workshop)
        if not isinstance(department, bool):
            self.department = department
        if not isinstance(case_type, bool):
            self.case_type = case_type
        if not isinstance(workshop, bool):
            self.workshop = workshop
        if before[2] != self.workshop:
            self._keep_scope()  # now, and not when the program closes: it may be killed in this workshop
        if before != (self.department, self.case_type, self.workshop):
            self.scope_changed.emit()

    def _keep_scope(self) -> None:
        scope = {"case_type": self.case_type, "workshop": self.workshop, "department": self.department}
        self.preferences.set(f"scope {self.project.id}", scope)

    def choose_scenario(self, scenario: str | None) -> None:
        """Calculate another scenario (None: the project's chosen one)."""
        if scenario != self.scenario:
            self.scenario = scenario
            self.calculate()
            self.scope_changed.emit()

    def go_to(self, place: Place) -> None:
        """Ask to be taken to ``place``."""
        self.place_wanted.emit(place)

    def _choose_first(self) -> None:
        kept = self.preferences.get(f"scope {self.project.id}", {})
        own = self.part.department if self.part is not None else None
        known = {one.id: None for one in self.project.case_types if own in (None, one.department)}
        self.case_type = kept.get("case_type") if kept.get("case_type") in known else None
        if self.case_type is None and known:
            self.case_type = next(iter(known))
        workshops = [one.id for one in self.project.workshops]
        self.workshop = kept.get("workshop") if kept.get("workshop") in workshops else None
        if self.workshop is None and workshops:
            open_ones = [one.id for one in self.project.workshops if one.signed_off_on is None]
            self.workshop = (open_ones or workshops)[0]
        departments = {one.id for one in self.project.departments}
        wanted = own or kept.get("department")
        self.department = wanted if wanted in departments else None

    # what happens

    def do(self, edit: Edit, *, cause: object = None, token: str | None = None) -> Change | None:
        """Make an edit, durably; None where it was refused (the window says why, nothing has happened)."""
        return self._unless_refused(lambda: self._done(edit, cause, token))

    def _done(self, edit: Edit, cause: object, token: str | None) -> Change:
        if self.part is not None:
            from workbench.parts.belonging import not_theirs

            why = not_theirs(self.project, edit)
            if why is not None:
                raise ProjectError(why)
        return self.session.do(edit, cause=cause, token=token)

    def undo(self) -> None:
        """Take the newest step back."""
        self._unless_refused(self.session.undo)

    def redo(self) -> None:
        """Repeat the newest step that was taken back."""
        self._unless_refused(self.session.redo)

    def _unless_refused(self, act: Callable[[], Change | None]) -> Change | None:
        try:
            with self.background.window_first():
                return act()
        except ProjectError as problem:
            self.refused.emit(problem.message)
        except OSError as problem:
            self.refused.emit(_not_durable(problem))
        return None

    def _heard(self, change: Change) -> None:
        if self.scenario is not None and all(one.id != self.scenario for one in self.project.scenarios):
            self.scenario = None  # it was deleted, or its making was taken back
        self.project_changed.emit(change)
        self.saving_changed.emit()
        self.calculate()
        if not self._save_timer.isActive():
            waited = (dt.datetime.now(dt.UTC) - self._last_save).total_seconds()
            self._save_timer.start(int(1000 * max(1, min(SAVE_AFTER_S, SAVE_AT_LEAST_EVERY_S - waited))))

    def get_ready(self) -> None:
        """Have made in the background what the first edit and the first search would wait for, and save memory."""
        project = self.project

        def work(pause: Pause) -> None:
            from workbench.store.lean import share_texts

            with pausing(pause):
                get_ready(project)
                share_texts(project)

        self.background.run("get ready", work, lambda _nothing: self.index_names(lambda: None))

    def index_names(self, done: Callable[[], object]) -> None:
        """Bring the index of names up to date in the background, then call ``done``; at once where it is."""
        project = self.project
        if self.names is not None and self.names.fits(project):
            done()
            return

        def made(index: SearchIndex) -> None:
            self.names = index
            done()

        self.background.run("names", lambda pause: build_index(project, pause), made)

    # figures

    def calculate(self) -> None:
        """Calculate the project as it is, in the background; an older calculation is given up."""
        project, scenario = self.project, self.scenario
        self.results_became_stale.emit()
        self.background.run(
            "results",
            lambda pause: self.engine.results(project, scenario, pause=pause),
            self._calculated,
            self._not_calculated,
            is_urgent=True,
        )

    def _calculated(self, results: Results) -> None:
        self.results = results
        self.calculation_problem = None
        self.results_changed.emit(results)
        project = self.project
        self.background.run(
            "findings",
            lambda pause: sort_findings(concerning(results.findings, project), pause),
            self._sorted,
        )

    def _sorted(self, found: SortedFindings) -> None:
        held = [self.findings]
        self.findings = found
        self.findings_changed.emit(found)
        self.background.run(
            "old findings", lambda pause: let_go(held, pause), lambda _nothing: None, keeps_others=True
        )

    def uncertainty_of(self, results: Results | None) -> Uncertainty | None:
        """Return how sure ``results`` are, if that was calculated for them and not for other inputs."""
        found = self._uncertainty.get(results.scenario) if results is not None else None
        return (
            found
            if found is not None and results is not None and found.inputs_hash == results.inputs_hash
            else None
        )

    def keep_uncertainty(self, found: Uncertainty) -> None:
        """Keep how sure a scenario's figures are, until it is calculated anew."""
        self._uncertainty[found.scenario] = found
        self.uncertainty_changed.emit()

    def findings_of(self, owner: str) -> Sequence[Finding]:
        """Return what is found about a case type, or about another item that stands by itself."""
        return self.findings.by_owner.get(owner, ())

    def _not_calculated(self, problem: Exception) -> None:
        if not isinstance(problem, ProjectError):
            raise problem
        self.calculation_problem = problem.message
        self.saving_changed.emit()

    # safety

    def save_soon(self) -> None:
        """Write the file in the background if anything is not in it yet; what is only read is never written."""
        self._save_timer.stop()
        if self.session.is_read_only:
            return
        if self.background.is_doing("save"):
            self._save_timer.start(1000)
            return
        try:
            job = self.session.begin_save()
        except (ProjectError, OSError) as problem:
            self._not_saved(problem)
            return
        if job is None:
            self.saving_changed.emit()
            return

        def run(pause: Pause) -> SaveJob:
            job.run(pause)
            return job

        self.background.run("save", run, self._saved, self._not_saved, keeps_others=True)
        self.saving_changed.emit()

    def save_now(self) -> bool:
        """Write the file and wait for it; return whether everything is in it."""
        self._save_timer.stop()
        if self.session.is_read_only:
            return True
        try:
            self.session.save()
        except (ProjectError, OSError) as problem:
            self._not_saved(problem)
            return False
        self._note_saved()
        return True

    def _saved(self, job: SaveJob) -> None:
        try:
            self.session.finish_save(job)
        except (ProjectError, OSError) as problem:
            self._not_saved(problem)
            return
        self._note_saved()
        if self.session.is_dirty:
            self._save_timer.start(SAVE_AFTER_S * 1000)

    def _note_saved(self) -> None:
        self._last_save = dt.datetime.now(dt.UTC)
        self.save_problem = None
        self.saving_changed.emit()

    def _not_saved(self, problem: Exception) -> None:
        if isinstance(problem, ProjectError):
            self.save_problem = problem.message
        elif isinstance(problem, OSError):
            self.save_problem = _not_durable(problem)
        else:
            raise problem
        self._save_timer.start(SAVE_AFTER_S * 1000)
        self.saving_changed.emit()

    def pin(self, reason: str) -> None:
        """Keep a copy before something big; where there is no room for one the work goes on, and says so."""
        try:
            self.session.pin(reason)
        except (ProjectError, OSError):
            self.refused.emit(
                message(N_("There is no room for a copy beforehand; undo still takes it back."))
            )

    def typing(self, place: str, text: str | None) -> None:
        """Note what stands in an open editor (None: it is closed).

        It outlives the program as soon as the key has been dealt with, and the machine from a second on.
        """
        if text is None:
            self._drafts.pop(place, None)
            self.session.drop_draft(place)
            return
        self._drafts[place] = text
        self._note_timer.start()
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def note_drafts(self) -> None:
        """Hand what is being typed to the system, so that it is there if the program is killed."""
        for place, text in self._drafts.items():
            self.session.keep_draft(place, text, syncs=False)

    def keep_drafts(self) -> None:
        """Put what is being typed on the disk now."""
        for place, text in self._drafts.items():
            self.session.keep_draft(place, text)
        self._drafts.clear()

    @property
    def drafts(self) -> Mapping[str, str]:
        """What was being typed when the program was last killed, by place."""
        return self.session.drafts

    def close(self) -> bool:
        """Save, stop, and give the file back; False where the file could not be written (work is on this machine)."""
        self.closing.emit()
        self.background.stop()
        is_saved = self.save_now()
        self._keep_scope()
        self._save_timer.stop()
        self._draft_timer.stop()
        self._note_timer.stop()
        self._stop_hearing()
        self.session.close()
        return is_saved


def _not_durable(problem: OSError) -> Message:
    return message(
        N_(
            "{file} could not be written: {reason}. What you did before is safe. Free some room, then try again."
        ),
        file=str(problem.filename or ""),
        reason=str(problem.strerror or problem),
    )
