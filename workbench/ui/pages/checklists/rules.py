"""The rule of a level-4 decision as a table: conditions above, a row per rule, what follows at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from workbench.analysis.checklists.decision_tables import TableProblem, problem_words, table_problems
from workbench.model.knowledge import DecisionRow, DecisionTable
from workbench.ui.look import Look
from workbench.ui.pages.checklists.item_row import ItemText
from workbench.ui.pages.checklists.remarks import Remark, Remarks, sign
from workbench.ui.widgets.fields import Drafts
from workbench.ui.widgets.parts import button, column, icon_button, label, row

EMPTY_TABLE = DecisionTable(conditions=("",), rows=(DecisionRow(answers=("",), outcome=""),))


def with_condition(table: DecisionTable) -> DecisionTable:
    """Return ``table`` with one condition more, which no rule asks for yet."""
    rows = tuple(one.changed(answers=(*one.answers, "")) for one in table.rows)
    return table.changed(conditions=(*table.conditions, ""), rows=rows)


def without_condition(table: DecisionTable, at: int) -> DecisionTable:
    """Return ``table`` without the condition at ``at`` and its answers."""
    rows = tuple(one.changed(answers=_without(one.answers, at)) for one in table.rows)
    return table.changed(conditions=_without(table.conditions, at), rows=rows)


def with_rule(table: DecisionTable) -> DecisionTable:
    """Return ``table`` with an empty rule at its end."""
    empty = DecisionRow(answers=("",) * len(table.conditions), outcome="")
    return table.changed(rows=(*table.rows, empty))


def without_rule(table: DecisionTable, at: int) -> DecisionTable:
    """Return ``table`` without the rule at ``at``."""
    return table.changed(rows=tuple(one for n, one in enumerate(table.rows) if n != at))


def with_rule_moved(table: DecisionTable, at: int, to: int) -> DecisionTable:
    """Return ``table`` with the rule at ``at`` at the place ``to``; the same where there is no such place."""
    if not 0 <= to < len(table.rows) or at == to:
        return table
    rest = [one for n, one in enumerate(table.rows) if n != at]
    return table.changed(rows=(*rest[:to], table.rows[at], *rest[to:]))


def written(table: DecisionTable, rule: int, at: int, text: str) -> DecisionTable:
    """Return ``table`` with ``text`` in a cell: ``rule`` -1 is the conditions, the last column what follows."""
    width = len(table.conditions)
    if rule < 0:
        return table.changed(conditions=_replaced(table.conditions, at, text))
    one = table.rows[rule]
    new = one.changed(outcome=text) if at == width else one.changed(answers=_replaced(one.answers, at, text))
    return table.changed(rows=tuple(new if n == rule else old for n, old in enumerate(table.rows)))


def _without(parts: tuple[str, ...], at: int) -> tuple[str, ...]:
    return (*parts[:at], *parts[at + 1 :])


def _replaced(parts: tuple[str, ...], at: int, text: str) -> tuple[str, ...]:
    return (*parts[:at], text, *parts[at + 1 :])


class RulesEditor(QWidget):
    """The grid. ``does`` gets the table as it shall be, or None where there shall be none."""

    def __init__(self, look: Look, does: Callable[[DecisionTable | None], object], drafts: Drafts) -> None:
        super().__init__()
        self.look, self.texts, self._does, self._drafts = look, look.texts, does, drafts
        self.table: DecisionTable | None = None
        self.fields: dict[tuple[int, int], ItemText] = {}
        t = self.texts
        self._shape = (-1, -1)
        self._holder: QWidget | None = None
        self.marks: list[QLabel] = []
        self.remarks = Remarks(look)
        self.begin = button(look, t("Add a table of rules"), "plus", does=lambda: does(EMPTY_TABLE))
        self.rule = button(look, t("Add a rule"), "plus", does=lambda: self._to(with_rule))
        self.condition = button(look, t("Add a condition"), "plus", does=lambda: self._to(with_condition))
        self.drop = button(look, t("Remove the table"), does=lambda: does(None))
        why = t(
            "For decisions that follow from rules alone (level 4): one rule a row, the first that fits holds."
        )
        how = t(
            "An empty answer or a dash fits every case. Several answers: a comma between them. "
            "Alt+Up and Alt+Down: move the rule."
        )
        self._box = column(label(look, t("Rule"), "section"), label(look, why, "small", "text2", wraps=True))
        self._box.addWidget(label(look, how, "small", "text2", wraps=True))
        self._box.addWidget(self.remarks)
        self._box.addLayout(row(self.begin, self.rule, self.condition, self.drop, None))
        self.setLayout(self._box)

    def show_table(self, place: str, table: DecisionTable | None) -> None:
        """Show ``table``; ``place`` is where what is being typed is kept."""
        self.table = table
        for one in (self.rule, self.condition, self.drop):
            one.setVisible(table is not None)
        self.begin.setVisible(table is None)
        shape = (len(table.rows), len(table.conditions)) if table is not None else (-1, -1)
        if shape != self._shape:
            self._shape = shape
            self._build(table)
        if table is None:
            self.remarks.show_remarks(())
            return
        for (rule, at), field in self.fields.items():
            field.place = f"{place}/{rule}/{at}"
            field.show_value(_said(table, rule, at))
        self._show_problems(
            table_problems(table), is_empty=not any(one.outcome.strip() for one in table.rows)
        )

    def _show_problems(self, problems: tuple[TableProblem, ...], *, is_empty: bool) -> None:
        """Say below the table what is wrong with it, and mark the rules that this is about."""
        t = self.texts
        said = [
            Remark("wrong" if one.is_grave else "note", t.message(problem_words(one))) for one in problems
        ]
        if not problems and not is_empty:
            said = [Remark("fine", t("Every case has a rule."))]
        self.remarks.show_remarks(said)
        for rule, mark in enumerate(self.marks):
            about = [
                remark.text
                for one, remark in zip(problems, said, strict=False)
                if one.is_grave and one.rules[:1] == (rule + 1,)
            ]
            mark.setVisible(bool(about))
            mark.setToolTip("\n".join(about))
            for (at, _), field in self.fields.items():
                if at == rule:
                    field.setAccessibleDescription(" ".join(about))

    def _build(self, table: DecisionTable | None) -> None:
        if self._holder is not None:
            self._holder.hide()
            self._holder.deleteLater()
            self._holder = None
        self.fields = {}
        if table is None:
            return
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.look.px(4))
        width, t = len(table.conditions), self.texts
        self.marks = []
        for at in range(width):
            grid.addWidget(self._field(-1, at, t("Condition {n}", n=at + 1)), 0, at + 1)
            if width > 1:
                drop = icon_button(
                    self.look, "close", t("Remove condition {n}", n=at + 1), partial(self._drop_condition, at)
                )
                grid.addWidget(drop, len(table.rows) + 1, at + 1)
        grid.addWidget(label(self.look, t("Then"), "strong"), 0, width + 1)
        for rule in range(len(table.rows)):
            self.marks.append(sign(self.look, "wrong"))
            number = label(self.look, t.number(rule + 1), "strong", "text2")
            grid.addLayout(row(number, self.marks[-1], spacing=self.look.px(4)), rule + 1, 0)
            for at in range(width):
                name = t("Rule {n}, condition {m}", n=rule + 1, m=at + 1)
                grid.addWidget(self._field(rule, at, name), rule + 1, at + 1)
            grid.addWidget(self._field(rule, width, t("Rule {n}: then", n=rule + 1)), rule + 1, width + 1)
            drop = icon_button(
                self.look, "close", t("Remove rule {n}", n=rule + 1), partial(self._drop_rule, rule)
            )
            grid.addWidget(drop, rule + 1, width + 2)
        grid.setColumnStretch(width + 1, 2)
        for at in range(width):
            grid.setColumnStretch(at + 1, 1)
        self._holder = holder
        self._box.insertWidget(3, holder)

    def _field(self, rule: int, at: int, name: str) -> ItemText:
        made = ItemText(self.look, name, lambda text: self._write(rule, at, text))
        made.enters = made.take
        made.drafts = self._drafts
        if rule >= 0:
            made.moves = lambda by: self._move_rule(rule, at, by)
        if rule < 0:
            made.setFont(self.look.font("strong"))
            made.fit()
            made.setPlaceholderText(name)
        self.fields[rule, at] = made
        return made

    def _write(self, rule: int, at: int, text: str) -> None:
        if self.table is not None:
            self._does(written(self.table, rule, at, text.strip()))

    def _drop_condition(self, at: int) -> None:
        if self.table is not None:
            self._does(without_condition(self.table, at))

    def _drop_rule(self, at: int) -> None:
        if self.table is not None:
            self._does(without_rule(self.table, at))

    def _move_rule(self, rule: int, at: int, by: int) -> None:
        """Move a rule up (-1) or down (1); the keyboard goes along."""
        self.fields[rule, at].take()
        if self.table is None:
            return
        moved = with_rule_moved(self.table, rule, rule + by)
        if moved is not self.table:
            self._does(moved)
            self.fields[rule + by, at].setFocus()

    def _to(self, change: Callable[[DecisionTable], DecisionTable]) -> None:
        if self.table is not None:
            self._does(change(self.table))


def _said(table: DecisionTable, rule: int, at: int) -> str:
    if rule < 0:
        return table.conditions[at]
    one = table.rows[rule]
    return one.outcome if at == len(table.conditions) else one.answers[at]
