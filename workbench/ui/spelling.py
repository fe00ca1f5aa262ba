"""What the window knows of spelling: it asks a process of its own and keeps the answers, so that no key ever waits.

Words are asked about after the first pause in typing. Loading a dictionary takes up to a second and a suggestion half
of one, both without letting other Python threads run: hence a process, not a thread.

Words that somebody accepts are kept on this computer, for this project: a list in the project would be an edit of its
settings, which a department may not make in its part.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from workbench.capture import spelling_process
from workbench.capture.spelling import is_known, known_words, names_of
from workbench.ui.workspace import Workspace

ASKED_AFTER_MS = 300
_MOST_STARTS = 3
"""A process that ends by itself is started again, but not for ever."""


class Spelling(QObject):
    """Verdicts on words by language. ``judged`` is emitted when there are new ones, with the language."""

    judged = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.workspace = workspace
        self._verdicts: dict[tuple[str, str], bool] = {}
        self._known: frozenset[str] = frozenset()
        self._named: tuple[object, ...] = ()
        self._accepted = {str(one) for one in workspace.preferences.get(self._key, [])}
        self._unasked: dict[str, dict[str, None]] = {}
        self._asked: set[tuple[str, str]] = set()
        self._missing: set[str] = set()
        self._waiting: dict[int, Callable[[list[str]], object]] = {}
        self._n, self._starts, self._said = 0, 0, b""
        self._process: QProcess | None = None
        self._pause = QTimer(self, singleShot=True, interval=ASKED_AFTER_MS)
        self._pause.timeout.connect(self._ask)
        workspace.closing.connect(self.stop)

    @property
    def _key(self) -> str:
        return f"words {self.workspace.project.id}"

    def is_right(self, language: str, word: str) -> bool | None:
        """Tell whether a word is right; None: not known yet, it will be asked about and ``judged`` tells."""
        verdict = self._verdicts.get((language, word))
        if verdict is None:
            if language in self._missing:
                return True
            self._note(language, word)
        elif not verdict:
            return word.casefold() in self._accepted or is_known(word, self._known)
        return verdict

    def _note(self, language: str, word: str) -> None:
        if (language, word) not in self._asked:
            self._asked.add((language, word))
            self._unasked.setdefault(language, {})[word] = None
            self._pause.start()

    def is_missing(self, language: str) -> bool:
        """Tell whether there is no dictionary for a language on this computer. Known once a word was asked about."""
        return language in self._missing

    def accept(self, word: str) -> None:
        """Take a word for right from now on, in this project and on this computer."""
        self._accepted.add(word.casefold())
        self.workspace.preferences.set(self._key, sorted(self._accepted))
        self.judged.emit("")

    def suggest(self, language: str, word: str, then: Callable[[list[str]], object]) -> None:
        """Call ``then`` with what may be meant by a word, as soon as the process has found it."""
        if language in self._missing:
            then([])
            return
        asked = self._tell({"language": language, "suggest": word})
        if self._process is None:  # nobody is there to answer
            then([])
            return
        self._waiting[asked] = then

    def stop(self) -> None:
        """End the process; it is started again when somebody asks."""
        self._pause.stop()
        self._waiting.clear()
        self._asked.clear()
        self._unasked.clear()
        self._starts = 0
        if self._process is not None:
            process, self._process = self._process, None
            process.blockSignals(True)
            process.closeWriteChannel()
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    # the names of the project

    def learn_names(self) -> None:
        """Take the project's names for right; what is not known yet is read beside the window."""
        project = self.workspace.project
        named = (
            project.municipality, project.departments, project.units, project.roles, project.persons, project.pools,
            project.answer_groups, project.case_types, project.checklists,
        )  # fmt: skip
        if len(named) == len(self._named) and all(a is b for a, b in zip(named, self._named, strict=True)):
            return
        self._named = named
        self.workspace.background.run(
            "known words", lambda pause: known_words(names_of(project), pause), self._take_names
        )

    def _take_names(self, known: frozenset[str]) -> None:
        if known != self._known:
            self._known = known
            self.judged.emit("")

    # the process

    def _ask(self) -> None:
        unasked, self._unasked = self._unasked, {}
        self.learn_names()
        for language, words in unasked.items():
            self._tell({"language": language, "check": list(words)})

    def _tell(self, question: dict[str, Any]) -> int:
        self._n += 1
        process = self._started()
        if process is not None:
            process.write(json.dumps({"n": self._n, **question}).encode() + b"\n")
        return self._n

    def _started(self) -> QProcess | None:
        if self._process is None and self._starts < _MOST_STARTS:
            self._starts += 1
            self._said = b""
            made = self._process = QProcess(self)
            made.setStandardErrorFile(QProcess.nullDevice())
            made.readyReadStandardOutput.connect(self._read)
            made.finished.connect(self._ended)
            made.errorOccurred.connect(self._failed)
            made.start(sys.executable, ["-P", "-X", "utf8", str(spelling_process.__file__)])
        return self._process

    def _failed(self, error: QProcess.ProcessError) -> None:
        """One that cannot be started never says that it has ended."""
        if error is QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self) -> None:
        """The process ended by itself. Whoever waits for a suggestion hears of none; words are asked about anew."""
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        self._asked.clear()
        waiting, self._waiting = self._waiting, {}
        for then in waiting.values():
            then([])

    def _read(self) -> None:
        if self._process is None:
            return
        lines = (self._said + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        self._said = lines.pop()
        for line in lines:
            self._hear(json.loads(line))

    def _hear(self, answer: dict[str, Any]) -> None:
        language = str(answer["language"])
        then = self._waiting.pop(answer["n"], None)
        if answer.get("missing"):
            self._missing.add(language)
        if then is not None:
            then(answer.get("suggestions", []))
            return
        wrong = set(answer.get("wrong", ()))
        for word in answer.get("asked", ()):
            self._verdicts[language, word] = word not in wrong
        self.judged.emit(language)


def spelling_of(workspace: Workspace) -> Spelling:
    """Return the one that a workspace's fields share."""
    found = workspace.findChild(Spelling)
    return found if found is not None else Spelling(workspace)
