"""What the table offers while somebody writes: a level with its reason, and names that are nearly the same.

What the project's classed steps say of words is learned in the background first; afterwards it is kept up to date
in moments when nobody types.
"""

from __future__ import annotations

from collections.abc import Callable

from workbench.capture.duplicates import near_duplicates
from workbench.capture.suggest import Learned, Suggestion, learned, suggest_level
from workbench.model.case_types import CaseType
from workbench.model.identity import differing
from workbench.ui.background import Pause
from workbench.ui.workspace import Workspace

_LEAST_LETTERS = 4


class Offers:
    """Levels and names to offer. Nothing is offered before the first learning is over."""

    def __init__(self, workspace: Workspace, became_ready: Callable[[], object]) -> None:
        self._workspace = workspace
        self._became_ready = became_ready
        self._index: Learned | None = None
        self._learned_of: tuple[CaseType, ...] | None = None
        self._is_learning = False
        self._made: dict[str, Suggestion | None] = {}
        self._named_of: tuple[CaseType, ...] = ()
        self._names: dict[str, dict[str, str]] = {}

    @property
    def is_ready(self) -> bool:
        """Whether the first learning is over."""
        return self._index is not None

    def learn(self) -> None:
        """Begin to learn, in the background, if nobody has yet."""
        if self._is_learning or self._index is not None:
            return
        self._is_learning = True
        project = self._workspace.project

        def work(pause: Pause) -> Learned:
            near_duplicates("", ())  # the first use loads compiled parts; a key must not wait for that
            return learned(project, None, pause)

        def done(index: Learned) -> None:
            self._is_learning = False
            self._index, self._learned_of = index, project.case_types
            self.catch_up()
            self._became_ready()

        def failed(problem: Exception) -> None:
            self._is_learning = False
            raise problem

        self._workspace.background.run("learning levels", work, done, failed)

    def catch_up(self) -> None:
        """Take in what was classed and named since; for a moment in which nobody types."""
        project = self._workspace.project
        if self._index is not None and project.case_types is not self._learned_of:
            self._index = learned(project, self._index)
            self._learned_of = project.case_types
            self._made.clear()
        gone, come = differing(self._named_of, project.case_types)
        for one in gone:
            self._names.get(one.department, {}).pop(one.id, None)
        for one in come:
            self._names.setdefault(one.department, {})[one.id] = one.name
        self._named_of = project.case_types

    def level(self, title: str) -> Suggestion | None:
        """Return the level to offer for a step called ``title``."""
        if self._index is None or not title.strip():
            return None
        if title not in self._made:
            if len(self._made) > 2000:
                self._made.clear()
            self._made[title] = suggest_level(title, self._index)
        return self._made[title]

    def alike(self, name: str, department: str | None, own: str) -> str:
        """Return the name of another case type of the department that is nearly ``name``, or ""."""
        if len(name.strip()) < _LEAST_LETTERS:
            return ""
        known = [text for item, text in self._names.get(department or "", {}).items() if item != own]
        found = near_duplicates(name, known, limit=1)
        return found[0].name if found else ""
