"""Runs inside the system's Python, which has LibreOffice's own library: edits a workbook as a person would.

Called with a JSON list of [plan, source, target]: the program starts once for all of them. A plan names sheets, heads
and ids; see ``workbook_edits``.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.uno import Exception as OfficeError


def value(name, given):
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, given
    return made


class Sheet:
    def __init__(self, sheet):
        self.sheet = sheet
        sheet.unprotect("")

    def used(self):
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        return cursor.RangeAddress.EndRow, cursor.RangeAddress.EndColumn

    def cell(self, row, column):
        return self.sheet.getCellByPosition(column, row)

    def column(self, head):
        return next(n for n in range(self.used()[1] + 1) if self.cell(1, n).String == head)

    def row(self, wanted):
        ids = self.sheet.getCellRangeByPosition(0, 0, 0, self.used()[0]).getDataArray()
        return next(n for n, (one,) in enumerate(ids) if one == wanted)

    def last(self):
        """The last row that says something besides its id."""
        rows, columns = self.used()
        cells = self.sheet.getCellRangeByPosition(1, 0, columns, rows).getDataArray()
        return max(n for n, row in enumerate(cells) if any(one != "" for one in row))

    def sort(self, head, is_descending):
        field = uno.createUnoStruct("com.sun.star.table.TableSortField")
        field.Field, field.IsAscending = self.column(head), not is_descending
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        block = self.sheet.getCellRangeByPosition(0, 2, self.used()[1], self.last())
        block.sort((value("SortFields", fields), value("ContainsHeader", False)))

    def filter(self, head, word):
        column = self.column(head)
        for n in range(2, self.last() + 1):
            self.sheet.Rows.getByIndex(n).IsVisible = word in self.cell(n, column).String

    def delete(self, wanted):
        self.sheet.Rows.removeByIndex(self.row(wanted), 1)

    def move(self, head, before):
        source, to = self.column(head), self.column(before)
        self.sheet.Columns.insertByIndex(to, 1)
        source += source >= to
        end = self.used()[0]
        block = self.sheet.getCellRangeByPosition(source, 0, source, end)
        self.sheet.moveRange(self.cell(0, to).CellAddress, block.RangeAddress)
        self.sheet.Columns.removeByIndex(source, 1)

    def write(self, wanted, head, text):
        self.cell(self.row(wanted), self.column(head)).String = text

    def number(self, wanted, head, figure):
        self.cell(self.row(wanted), self.column(head)).Value = figure

    def formula(self, wanted, head, formula):
        cell = self.cell(self.row(wanted), self.column(head))
        cell.NumberFormat = 0
        cell.Formula = formula

    def day(self, wanted, head, iso):
        """Type a day into a cell that is not marked as text: the program makes a date of it by itself."""
        cell = self.cell(self.row(wanted), self.column(head))
        cell.NumberFormat = 0
        cell.FormulaLocal = iso

    def add(self, texts):
        row = self.last() + 1
        for head, text in texts.items():
            cell = self.cell(row, self.column(head))
            cell.String = text

    def insert(self, texts):
        self.sheet.Rows.insertByIndex(3, 1)
        for head, text in texts.items():
            self.cell(3, self.column(head)).String = text

    def copy(self, wanted, head, text):
        source, target = self.row(wanted), self.last() + 1
        block = self.sheet.getCellRangeByPosition(0, source, self.used()[1], source)
        self.sheet.copyRange(self.cell(target, 0).CellAddress, block.RangeAddress)
        self.cell(target, self.column(head)).String = text

    def rename(self, title):
        self.sheet.Name = title


def main(jobs):
    with office() as desktop:
        for plan, source, target in jobs:
            edit(desktop, plan, source, target)


@contextlib.contextmanager
def office():
    """Start the program with a profile of its own, give its desktop, and end it whatever happens."""
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"calc{uuid.uuid4().hex}"
        command = [
            "soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ]  # fmt: skip
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as running:
            try:
                desktop = connected(pipe)
                yield desktop
                with contextlib.suppress(OfficeError):  # it may be gone before it has answered
                    desktop.terminate()
                running.wait(60)
            finally:
                end(running.pid)


def edit(desktop, plan, source, target):
    document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (value("Hidden", True),))
    for what, title, *given in plan:
        getattr(Sheet(document.Sheets.getByName(title)), what)(*given)
    document.storeToURL(Path(target).as_uri(), (value("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)


def end(group):
    """End what is left of the program and the one that it started: they are a group of their own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def connected(pipe):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    until = time.monotonic() + 120
    while True:
        try:
            found = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return found.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", found)
        except OfficeError:  # it is still starting
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
