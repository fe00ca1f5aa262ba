"""The figures of several scenarios, calculated one after the other beside the window while they are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import is_
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from workbench.analysis.memo import Memo
from workbench.analysis.results import Results
from workbench.analysis.scenarios.comparison import Figure, Row, compare_figures, figures_of
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


class Compared(NamedTuple):
    """Rows side by side, and the figures that they were made of: the same objects, the same rows."""

    figures: tuple[tuple[Figure, ...], ...]
    rows: tuple[Row, ...]


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
        self._compared = Compared((), ())
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

    def compared(self, scenarios: Sequence[str]) -> tuple[Row, ...]:
        """Return what is known of ``scenarios`` side by side; the same object while no figure is another.

        The worker has compared those that are wanted, so that the window need not.
        """
        known = self._known(scenarios)
        if not _are_same(known, self._compared.figures):
            self._compared = Compared(known, compare_figures(known))
        return self._compared.rows

    def _known(self, scenarios: Sequence[str]) -> tuple[tuple[Figure, ...], ...]:
        found = [self._found.get(one) for one in scenarios]
        return tuple(one.figures if one is not None else () for one in found)

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
        before = self._found.get(scenario)
        others = dict(zip(self._wanted, self._known(self._wanted), strict=True))

        def work(pause: Pause) -> tuple[Calculated, Compared]:
            results = ready or self._calculate(project, scenario, pause)
            is_same = before is not None and before.results is results
            found = before if before is not None and is_same else Calculated(results, figures_of(results))
            figures = tuple({**others, scenario: found.figures}.values())
            pause()
            return found, Compared(figures, compare_figures(figures))

        def done(found: tuple[Calculated, Compared]) -> None:
            self._found[scenario] = found[0]
            if not _are_same(found[1].figures, self._compared.figures):
                self._compared = found[1]
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


def _are_same(some: Sequence[object], others: Sequence[object]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))
