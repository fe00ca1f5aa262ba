"""The table tells Qt of what changed and of nothing else, whatever came, went, moved or is another object."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.table import TableModel


@dataclass(eq=False)
class Thing:
    id: int
    value: int


class Things(TableModel):
    def cell(self, row, column):
        return Cell(f"{row.id}:{row.value}")


def mixed(rows, rng, new_id):
    made = list(rows)
    for _ in range(rng.randint(0, 4)):
        what = rng.random()
        if what < 0.4 or not made:
            made.insert(rng.randint(0, len(made)), Thing(next(new_id), 0))
        elif what < 0.6:
            made.pop(rng.randrange(len(made)))
        elif what < 0.9:
            at = rng.randrange(len(made))
            made[at] = Thing(made[at].id, made[at].value + 1)
        else:
            rng.shuffle(made)
    return made[:5] if len(made) > 30 else made


def test_rows_follow_and_places_stay(look):
    model = Things(look, (Column("a", "A", 100),))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rng, ids, heard = random.Random(3), iter(range(10**6)), set()
    model.dataChanged.connect(lambda a, b, *_: heard.update(range(a.row(), b.row() + 1)))
    only_changed = 0
    for _ in range(250):
        old = model.rows
        new = tuple(mixed(old, rng, ids))
        places = {one.id: QPersistentModelIndex(model.index(at, 0)) for at, one in enumerate(old)}
        for at in range(len(old)):
            model.cell_at(at, 0)
        heard.clear()
        model.set_rows(new)
        assert model.rows == new
        assert [model.cell_at(at, 0).text for at in range(len(new))] == [f"{r.id}:{r.value}" for r in new]
        order = [one.id for one in new]
        assert all(order[place.row()] == id_ for id_, place in places.items() if place.isValid())
        if [one.id for one in old] == order:
            only_changed += 1
            assert heard == {at for at in range(len(new)) if old[at] is not new[at]}
    assert only_changed > 15
    del tester
