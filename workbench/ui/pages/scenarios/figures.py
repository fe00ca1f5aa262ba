"""The figures of several scenarios, calculated one after the other beside the window while they are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from workbench.analysis.memo import Memo
from workbench.analysis.results import Results
from workbench.analysis.scenarios.comparison import Figure, figures_of
from workbench.model.project import Project
from workbench.model.text import Message, ProjectError
from workbench.ui.background import Pause
from workbench.ui.workspace import Workspace

_KIND = "scenarios"


@dataclass(frozen=True, eq=False)
class Calculated:
    """A scenario's results, and its figures as they are compared."""

    results: Results
    figures: tuple[Figure, ...]


class ScenarioFigures(QObject):
    """Keeps what was calculated; what is older than the project is said to be so, until it is calculated anew."""

    changed = Signal()
    """A scenario was calculated, or what was calculated has become old."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._found: dict[str, Calculated] = {}
        self._fresh: set[str] = set()
        self._wanted: tuple[str, ...] = ()
        self._memo = Memo()
        self.problems: dict[str, Message] = {}
        self._is_current = workspace.results is not None and not workspace.is_stale
        workspace.results_became_stale.connect(self._become_old)
        workspace.results_changed.connect(self._become_current)
        workspace.closing.connect(self.let_go)

    def of(self, scenario: str) -> Calculated | None:
        """Return what was calculated last for ``scenario``."""
        return self._found.get(scenario)

    def results_of(self, scenario: str) -> Results | None:
        """Return the results that were calculated last for ``scenario``."""
        found = self._found.get(scenario)
        return found.results if found is not None else None

    def is_fresh(self, scenario: str) -> bool:
        """Whether the figures of ``scenario`` belong to the project as it is."""
        return scenario in self._fresh

    @property
    def is_busy(self) -> bool:
        """Whether one of the wanted scenarios is still to be calculated."""
        return any(one not in self._fresh and one not in self.problems for one in self._wanted)

    def want(self, scenarios: Sequence[str]) -> None:
        """Calculate ``scenarios`` where they are not, after what the window itself waits for."""
        self._wanted = tuple(scenarios)
        self._next()

    def let_go(self) -> None:
        """Stop calculating."""
        self._wanted = ()
        self.workspace.background.give_up(_KIND)

    def _become_old(self) -> None:
        self.workspace.background.give_up(_KIND)
        self._is_current, self._wanted = False, ()
        self._fresh.clear()
        self.problems.clear()
        self.changed.emit()

    def _become_current(self) -> None:
        """Go on: what the window shows belongs to the project as it is."""
        self._is_current = True
        self._next()

    def _next(self) -> None:
        background = self.workspace.background
        if not self._is_current or background.is_doing(_KIND):
            return
        waiting = [one for one in self._wanted if one not in self._fresh and one not in self.problems]
        if not waiting:
            return
        project, scenario, shown = self.workspace.project, waiting[0], self.workspace.results
        ready = shown if shown is not None and shown.scenario == scenario else None

        def work(pause: Pause) -> Calculated:
            results = ready or self._calculate(project, scenario, pause)
            return Calculated(results, figures_of(results))

        def done(found: Calculated) -> None:
            before = self._found.get(scenario)
            is_same = before is not None and before.results is found.results
            self._found[scenario] = before if before is not None and is_same else found
            self._fresh.add(scenario)
            self.changed.emit()
            self._next()

        def failed(problem: Exception) -> None:
            if not isinstance(problem, ProjectError):
                raise problem
            self.problems[scenario] = problem.message
            self.changed.emit()
            self._next()

        background.run(_KIND, work, done, failed)

    def _calculate(self, project: Project, scenario: str, pause: Pause) -> Results:
        """Return a scenario's figures, which need no findings, with the hash of what they were made from."""
        from workbench.analysis.engine import find_scenario
        from workbench.analysis.fingerprint import inputs_hash
        from workbench.model.pause import pausing

        found = find_scenario(project, scenario)
        results = self.workspace.engine.figures(project, found, pause=pause)
        with pausing(pause):
            made_from = self._memo.same(f"hash {scenario}", inputs_hash(project, found, self._memo))
        return self._memo.once(
            f"results {scenario}",
            (results, made_from),
            lambda: replace(results, inputs_hash=made_from),
        )
