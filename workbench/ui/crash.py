"""When the program itself fails: say so, say that the work is safe, and keep a report without anybody's texts in it."""

from __future__ import annotations

import datetime as dt
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from workbench import __version__
from workbench.store.state import Store
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.look import Look


class Failing(Protocol):
    """What a failure needs to know of the program."""

    look: Look
    store: Store

    @property
    def window(self) -> QWidget | None:
        """The window that is open."""


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return where it happened: files, lines and the kind of error, but no values (they may be people's words)."""
    lines = [f"ROSA workbench {__version__}, {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M:%S} UTC", kind.__name__]
    for frame in traceback.extract_tb(trace):
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


class CrashDialog(Dialog):
    """What happened, that nothing was lost, and what to do."""

    def __init__(self, look: Look, parent: QWidget | None, report: str) -> None:
        t = look.texts
        super().__init__(look, parent, t("Something went wrong in the program"))
        self.say(t("Your work is safe: every change was put on this machine before it was shown."), "text")
        self.say(
            t(
                "You can go on working. If it happens again, close the program and open the project anew: it comes "
                "back as it was. The report below says where it happened and holds nothing of what you wrote."
            )
        )
        words = QPlainTextEdit(report)
        words.setReadOnly(True)
        words.setAccessibleName(t("Report"))
        words.setFixedHeight(look.px(140))
        self.body.addWidget(words)
        self.body.addStretch(1)
        self.add_button(t("Copy the report"), lambda: QGuiApplication.clipboard().setText(report))
        self.add_button(t("Go on working"), self.accept, is_main=True)


def keep_report(store: Store, report: str) -> None:
    """Put the report into the state folder, the newest ten."""
    folder = store.folder / "reports"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stamp = f"{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S-%f}"
        (folder / f"{stamp}.txt").write_text(report, "utf-8")
        for old in sorted(folder.glob("*.txt"))[:-10]:
            old.unlink()


def catch_everything(program: Failing) -> None:
    """Let every error that nobody caught end in the dialog, once at a time."""
    is_open = threading.Event()

    def caught(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        report = report_of(kind, trace)
        sys.stderr.write("".join(traceback.format_exception(kind, problem, trace)))
        keep_report(program.store, report)
        if is_open.is_set() or threading.current_thread() is not threading.main_thread():
            return
        is_open.set()
        try:
            CrashDialog(program.look, program.window, report).exec()
        finally:
            is_open.clear()

    sys.excepthook = caught
