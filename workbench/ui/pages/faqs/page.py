"""The page: the questions at the left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QWidget

from workbench.analysis.place import Place
from workbench.capture.duplicates import question_pairs
from workbench.edits.places import position
from workbench.export.markdown import markdown_blocks
from workbench.model.knowledge import Faq
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.faqs.editor import FaqEditor
from workbench.ui.pages.faqs.edits import add_faq, merged_faqs, removed_faqs
from workbench.ui.pages.faqs.listing import QuestionFilters, QuestionList, lacks_answer
from workbench.ui.pages.faqs.pairs import PairStrip
from workbench.ui.pages.page import Commands, Page
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.list_split import ListSplit
from workbench.ui.widgets.parts import boxed, button, column, label, on_ground, row, set_tone
from workbench.ui.widgets.table import TableView
from workbench.ui.workspace import Workspace


class FaqsPage(Page):
    """What residents ask, and what they are answered."""

    key: ClassVar[str] = "faqs"

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        self._took_up_drafts = False
        self._is_refilling = False
        self._about: str | None = None
        on_ground(self, "surface")
        t = self.texts
        self._model = QuestionList(look, workspace.project.settings.language)
        self.table = TableView(look, self._model, t("Questions"))
        self.table.current_changed.connect(lambda _row, _key: self._show_chosen())
        self.filters = QuestionFilters(workspace, look)
        self.filters.changed.connect(self._refilter)
        self.editor = FaqEditor(look, workspace)
        self.table.opened.connect(self.editor.question.setFocus)
        self.pairs = PairStrip(look)
        self.pairs.shown.connect(self._choose_pair)
        self.pairs.merge_wanted.connect(self._merge)
        self.assist = label(look, "", "small", "text2", wraps=True)
        self._build()
        # read once beside the window, so that the first answer need not wait for the reader
        workspace.background.run("markdown", lambda _pause: markdown_blocks("a"), lambda _blocks: None)

    def _build(self) -> None:
        look, t, edge = self.look, self.texts, self.look.px(16)
        self._count = label(look, "", "body", "text2")
        head = row(
            label(look, t("FAQs"), "title", wraps=True),
            look.px(8),
            self._count,
            button(look, t("New question"), "plus", does=self.new),
            margins=(edge, look.px(12), edge, 0),
        )
        head.setStretch(0, 1)
        self._near = button(look, t("Show near-duplicates"), "content-copy", does=self.find_pairs)
        foot = row(self._near, None, margins=(edge, 0, edge, look.px(8)))
        self._empty = self._empty_state()
        inner = column(
            head,
            self.filters,
            self._empty,
            row(self.table, margins=(look.px(8), 0, 0, 0)),
            self.pairs,
            row(self.assist, margins=(edge, 0, edge, 0)),
            foot,
            spacing=look.px(8),
        )
        inner.setStretch(3, 1)
        self.assist.hide()
        self.split = ListSplit(boxed(inner, "surface"), self.editor, look.px(420), 0.45)
        self.setLayout(column(self.split))

    def _empty_state(self) -> QWidget:
        look, t = self.look, self.texts
        return Empty(
            look,
            t("No questions yet."),
            t("Write the first as residents ask it. The answer goes to customer service and the web page."),
            button(look, t("New question"), "plus", is_main=True, does=self.new),
            is_page=True,
        )

    # what is shown

    def show_project(self, change: Change | None) -> None:
        before = None if change is None else change.before
        if before is None or before.departments is not self.workspace.project.departments:
            self.filters.show_department()
        self.filters.fold_beforehand()
        if before is None or before.faqs is not self.workspace.project.faqs:
            self._refilter()
        else:
            self._show_chosen()
        if not self._took_up_drafts:
            self._took_up_drafts = True
            self._take_up_drafts()

    def _take_up_drafts(self) -> None:
        """Put back what was being typed when the program was last killed: the same fields, the same words."""
        for place, text in tuple(self.workspace.drafts.items()):
            page, _, rest = place.partition(":")
            wanted, _, field = rest.partition(":")
            if page == self.key and self._go_to_faq(wanted):
                self.editor.take_draft(field, text)

    def _refilter(self) -> None:
        """Show what the filters let through; the question that is being read stays, whatever they say."""
        rows = self.filters.through()
        shown, faqs = self.editor.faq, self.workspace.project.faqs
        at = position(faqs, shown.id) if shown is not None else None
        if at is not None and not self.filters.text.hasFocus() and all(one is not faqs[at] for one in rows):
            order = {one.id for one in rows} | {faqs[at].id}
            rows = [one for one in faqs if one.id in order]
        self._is_refilling = True
        self.table.keeping_place(lambda: self._model.set_rows(rows))
        self._is_refilling = False
        t, count = self.texts, len(faqs)
        self._count.setText(t("{n} of {all}", n=t.number(len(rows)), all=t.number(count)))
        for part in (self.filters, self.table, self._near):
            part.setVisible(bool(count))
        self._empty.setVisible(not count)
        if self.table.current_row is None and rows:
            self.table.go_to(rows[0].id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self._is_refilling:
            return
        self.editor.show_faq(self.table.current_row)
        self.commands_changed.emit()

    def _say(self, text: str, tone: str = "text2") -> None:
        self.assist.setText(text)
        self.assist.setVisible(bool(text))
        set_tone(self.assist, tone)

    # what is done

    def new(self) -> None:
        """Begin a question, and write it at once."""
        project = self.workspace.project
        shown = self.editor.faq
        first = project.departments[0].id if project.departments else None
        department = self.workspace.department or (shown.department if shown else first)
        if department is None:
            self._say(self.texts("A question belongs to a department. Add one first."), "warning")
            return
        self.editor.take_all()
        about, self._about = self._about, None
        edit, made = add_faq(department, about)
        if self.workspace.do(edit) is not None:
            self._say("")
            self._go_to_faq(made)
            self.editor.choose_language(project.settings.language)
            self.editor.question.setFocus()

    def delete(self, chosen: Sequence[Faq]) -> None:
        """Remove the chosen questions."""
        if self.workspace.do(removed_faqs(self.workspace.project, chosen)) is not None:
            self._say(self.texts("Removed. Ctrl+Z brings it back."))

    def find_pairs(self) -> None:
        """Look for questions that are nearly the same, in the background."""
        self._say(self.texts("Looking for near-duplicates…"))
        faqs = self.workspace.project.faqs
        self.workspace.background.run(
            "question pairs", lambda pause: question_pairs(faqs, pause), self._pairs_came
        )

    def _pairs_came(self, found: Sequence[tuple[Faq, Faq, float]]) -> None:
        self._say("" if found else self.texts("No two questions are nearly the same."))
        self.pairs.show_pairs([(one.id, other.id) for one, other, _likeness in found])

    def _choose_pair(self, first: str, second: str) -> None:
        """Choose both questions in the list, the first to be read."""
        self.filters.let_all_through()
        self.workspace.choose(department=None)
        if not self._go_to_faq(first) or self._model.row_at(second) is None:
            self.pairs.drop_shown()
            return
        at, flags = self._model.row_at(second) or 0, QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(self._model.index(at, 0), flags.Select | flags.Rows)
        asked = {one.id: one.question.within(self._model.language) for one in self._model.rows}
        self.pairs.say(asked[first], asked[second])

    def _merge(self, first: str, second: str) -> None:
        self.editor.take_all()
        known = {one.id: one for one in self.workspace.project.faqs}
        if first in known and second in known:
            edit = merged_faqs(self.workspace.project, known[first], known[second])
            self.workspace.do(self.editor.followed_up(edit))
        self.pairs.drop_shown()

    def _next_unanswered(self, by: int) -> None:
        rows = self._model.rows
        start = self.table.currentIndex().row()
        for offset in range(1, len(rows) + 1):
            one = rows[(start + by * offset) % len(rows)]
            if lacks_answer(one):
                self.table.go_to(one.id)
                self.editor.answer.setFocus()
                return
        self._say(self.texts("Every question in this list has an answer."), "ok")

    # the contract

    def commands(self) -> Commands:
        chosen = self.table.selected_rows
        doing: dict[str, Callable[[], object]] = {
            "insert.faq": self.new,
            "edit.find": self.filters.text.setFocus,
            "row.duplicates": self.find_pairs,
            "row.next_unfilled": partial(self._next_unanswered, 1),
            "row.previous_unfilled": partial(self._next_unanswered, -1),
        }
        if chosen:
            doing |= {"edit.copy": self.table.copy, "edit.delete": partial(self.delete, chosen)}
        return doing

    def _go_to_faq(self, wanted: str) -> bool:
        if self._model.row_at(wanted) is None:
            self.filters.let_all_through()
            self.workspace.choose(department=None)
            self._refilter()
        return self.table.go_to(wanted)

    def go_to(self, place: Place) -> bool:
        if place.collection == "case_types" and place.ids:
            return self._go_to_case_type(place.ids[0])
        if place.collection.partition(".")[0] != "faqs":
            return False
        if not place.ids:
            self.table.setFocus()
            return True
        if not self._go_to_faq(place.ids[0]):
            return False
        self._field_of(place).setFocus()
        return True

    def _field_of(self, place: Place) -> QWidget:
        if place.collection == "faqs.comments":
            return self.editor.comments.field
        named: dict[str, QWidget] = {
            "question": self.editor.question,
            "wordings": self.editor.wordings,
            "answer": self.editor.answer,
            "is_web_page_updated": self.editor.facts.updated,
            "web_page": self.editor.facts.web_page,
            "valid_to": self.editor.facts.valid_to,
            "law": self.editor.facts.law,
            "owner": self.editor.facts.owner,
            "audience": self.editor.facts.audience,
            "state": self.editor.life.name,
        }
        return named.get(place.field or "", self.table)

    def _go_to_case_type(self, wanted: str) -> bool:
        """Show the first question about a case type; where there is none, say so and have a new one be about it."""
        case_type = self.workspace.case_type_of(wanted)
        if case_type is None:
            return False
        first = next((one for one in self.workspace.project.faqs if wanted in one.case_types), None)
        if first is not None:
            self._go_to_faq(first.id)
            self.table.setFocus()
            return True
        self.workspace.choose(department=case_type.department)
        self._about = wanted
        self._say(self.texts("{name} has no question yet. New question begins one.", name=case_type.name))
        return True

    def first_focus(self) -> QWidget:
        return self.table if self._model.rows else self

    def subtitle(self) -> str:
        department = self.workspace.department
        return next((d.name for d in self.workspace.project.departments if d.id == department), "")

    def let_go(self) -> None:
        self.editor.take_all()
        self.editor.spelling.stop()

    def remembered(self) -> dict[str, object]:
        return {"split": self.split.remembered()}

    def remember(self, kept: dict[str, object]) -> None:
        self.split.remember(kept.get("split"))
