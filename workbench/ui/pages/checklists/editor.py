"""The editor of one checklist: head, what is done step by step, details, comments, and who decided what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTabBar, QWidget

from workbench.edits import Edit, knowledge
from workbench.export.words import word
from workbench.model.knowledge import (
    Checklist,
    Comment,
    CommentFlow,
    DecisionTable,
    Identification,
    KnowledgeState,
)
from workbench.model.text import ProjectError
from workbench.ui.look import Look
from workbench.ui.pages.checklists.details import Details
from workbench.ui.pages.checklists.fetching import FetchLines
from workbench.ui.pages.checklists.head import Head
from workbench.ui.pages.checklists.items import ItemsEditor
from workbench.ui.pages.checklists.rules import RulesEditor
from workbench.ui.pages.checklists.script import ScriptPane
from workbench.ui.pages.checklists.versions import VersionsPane
from workbench.ui.spelling import spelling_of
from workbench.ui.widgets.comments import CommentsPane
from workbench.ui.widgets.fields import Choice, Field, LongField, labelled
from workbench.ui.widgets.life_cycle import HistoryPane, today
from workbench.ui.widgets.parts import boxed, column, line, on_ground, row
from workbench.ui.widgets.spelling import SpellingMarks
from workbench.ui.widgets.tab_order import TabOrder
from workbench.ui.workspace import Workspace

CONTENT, DETAILS, COMMENTS, HISTORY, VERSIONS, SCRIPT = range(6)


class Editor(QWidget):
    """The editor. ``opens`` shows the case type's process, ``adds`` makes another checklist of it.

    ``previews`` gets the checklist as it is being typed.
    """

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        opens: Callable[[], object],
        previews: Callable[[Checklist], object],
        prints: Callable[[], object],
        adds: Callable[[], object],
    ) -> None:
        super().__init__()
        self.workspace, self.look, self.texts, self._previews = workspace, look, look.texts, previews
        self.checklist: Checklist | None = None
        self._tab_order = TabOrder(self)
        t = self.texts
        self.head = Head(look, workspace.preferences, self._set_state, opens, adds)
        self.use_when = LongField(look, t("Use when"), lambda text: self.change({"use_when": text.strip()}))
        self.not_when = LongField(look, t("Not when"), lambda text: self.change({"not_when": text.strip()}))
        for field in (self.use_when, self.not_when):
            field.drafts = workspace.typing
        self.identification = Choice(
            look, t("Identify the caller by"), lambda key: self.change({"identification": key})
        )
        self.items = ItemsEditor(look, self.do, workspace.typing, self._typing, self._fetch)
        self.items.made = self._check_spelling
        for field in (self.use_when, self.not_when):
            self._check_spelling(field)
        self.rules = RulesEditor(look, self._set_table, workspace.typing)
        self.details = Details(look, self.change, workspace.typing)
        self.comments = CommentsPane(look, workspace.typing, self._say, self._close)
        self.history = HistoryPane(look)
        self.versions = VersionsPane(look, self._start_version)
        self.script = ScriptPane(look, prints)
        self.tabs = QTabBar()
        self.tabs.setFont(look.font("button"))
        self.tabs.setAccessibleName(t("Parts of the checklist"))
        self.tabs.setExpanding(False)
        self.stack = QStackedWidget()
        content = self._content()
        for words, pane in (
            (t("Content"), content),
            (t("Details"), self.details),
            (t("Comments"), self.comments),
            (t("History"), self.history),
            (t("Versions"), self.versions),
        ):
            self.tabs.addTab(words)
            self.stack.addWidget(_scrolling(pane, words))
        self.tabs.addTab(t("Call script"))
        self.stack.addWidget(self.script)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        edge = look.px(16)
        whole = column(
            self.head, row(self.tabs, margins=(edge, 0, edge, 0)), line(look), self.stack, spacing=0
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)
        on_ground(self, "surface")

    def _check_spelling(self, field: LongField) -> None:
        """Mark words that are perhaps misspelt."""
        SpellingMarks(field, self.look, spelling_of(self.workspace), self._language)

    def _language(self) -> str:
        return self.workspace.project.settings.language

    def _content(self) -> QWidget:
        look, t, edge = self.look, self.texts, self.look.px(16)
        when = row(
            labelled(look, t("Use when"), self.use_when),
            labelled(look, t("Not when"), self.not_when),
            spacing=look.px(12),
        )
        return boxed(
            column(
                when,
                labelled(look, t("Identify the caller by"), self.identification),
                self.items,
                line(look),
                self.rules,
                None,
                spacing=look.px(14),
                margins=(edge, edge, edge, edge),
            )
        )

    # showing

    def show_checklist(self, checklist: Checklist, clauses: Sequence[str]) -> None:
        """Show ``checklist``; ``clauses`` is what the agreement of its case type hands over to whom."""
        project, t = self.workspace.project, self.texts
        if self.checklist is None or self.checklist.id != checklist.id:
            self.take()
        self.checklist = checklist
        about = self.workspace.case_type_of(checklist.case_type)
        owner = next((one.name for one in project.persons if one.id == checklist.owner), "")
        self.head.show_checklist(
            checklist,
            about.name if about is not None else "",
            owner,
            is_overdue=knowledge.is_overdue(checklist, today()),
            of=sum(one.case_type == checklist.case_type for one in project.checklists),
        )
        for key, field in (("use_when", self.use_when), ("not_when", self.not_when)):
            field.place = f"checklists/{checklist.id}/{key}"
            field.show_value(getattr(checklist, key))
        self.identification.offer(
            [(one.value, word(one, t)) for one in Identification], checklist.identification
        )
        self.items.show_items(checklist)
        self.rules.show_table(f"checklists/{checklist.id}/rules", checklist.decision_table)
        self.details.show_checklist(checklist, project.persons)
        self.details.offer_clauses(clauses)
        self.comments.show_comments(f"checklists/{checklist.id}/comment", checklist.comments)
        self.history.show_history(checklist.history)
        self.versions.show_checklist(checklist)
        open_ones = sum(not one.is_closed for one in checklist.comments)
        self.tabs.setTabText(COMMENTS, t("Comments {n}", n=open_ones) if open_ones else t("Comments"))
        self._tab_order.keep()
        self._previews(checklist)

    def show_script_tab(self, *, is_shown: bool) -> None:
        """Have the call script as a tab: there is no room for it beside."""
        self.tabs.setTabVisible(SCRIPT, is_shown)
        if not is_shown and self.tabs.currentIndex() == SCRIPT:
            self.tabs.setCurrentIndex(CONTENT)

    def take(self) -> None:
        """Hand over what is being typed: another checklist comes."""
        for field in self.fields():
            if field.hasFocus():
                field.take()

    def fields(self) -> list[Field | LongField]:
        """Return every field that is written in."""
        return [*self.findChildren(Field), *self.findChildren(LongField)]

    def take_up(self, place: str, text: str) -> bool:
        """Put back what was being typed at ``place`` when the program was last killed; return whether it is here."""
        if place == self.comments.field.place:
            self.comments.write(place, text)
            self.tabs.setCurrentIndex(COMMENTS)
            return True
        for field in self.fields():
            if field.place == place:
                self.tabs.setCurrentIndex(DETAILS if self.details.isAncestorOf(field) else CONTENT)
                field.setFocus()
                field.write(text)
                return True
        return False

    def focus(self, field: str) -> None:
        """Show the part in which ``field`` of a checklist stands, and put the keyboard there."""
        if field in self.details.fields or field == "owner":
            self.tabs.setCurrentIndex(DETAILS)
            (self.details.owner if field == "owner" else self.details.fields[field]).setFocus()
        elif field == "comments":
            self.tabs.setCurrentIndex(COMMENTS)
            self.comments.field.setFocus()
        elif field == "state":
            self.head.life.name.setFocus()
        elif field == "decision_table":
            self.tabs.setCurrentIndex(CONTENT)
            first = self.rules.fields.get((-1, 0), self.rules.begin)
            first.setFocus()
        elif self.items.rows:
            self.tabs.setCurrentIndex(CONTENT)
            self.items.rows[0].text.setFocus()

    def _typing(self, item: str, text: str) -> None:
        """Show in the call script what is being typed, before it is an edit."""
        if self.checklist is not None:
            items = tuple(one.changed(text=text) if one.id == item else one for one in self.checklist.items)
            self._previews(self.checklist.changed(items=items))

    # edits

    def do(self, edit: Edit | None) -> bool:
        """Make an edit, and what follows for a checklist that others have seen; return whether it was made."""
        if edit is None:
            return False
        now = self.checklist
        is_new = now is not None and now.state is KnowledgeState.DRAFT and not now.versions
        if is_new:  # nobody has seen these words
            return self.workspace.do(edit) is not None
        with suppress(ProjectError):  # the workspace says why it cannot be made
            edit = knowledge.with_follow_ups(
                self.workspace.project, edit, self.head.life.name.text(), today()
            )
        return self.workspace.do(edit) is not None

    def change(self, changes: dict[str, Any]) -> bool:
        """Replace fields of the checklist."""
        if self.checklist is None:
            return False
        return self.do(knowledge.change(self.workspace.project, "checklists", self.checklist.id, changes))

    def _fetch(self) -> None:
        """Take over lines of another checklist."""
        if self.checklist is None:
            return
        asked = FetchLines(self.look, self, self.workspace.project.checklists, self.checklist.id)
        if asked.exec() == FetchLines.DialogCode.Accepted:
            self.items.insert(asked.lines)
        asked.deleteLater()

    def _set_table(self, table: DecisionTable | None) -> None:
        self.change({"decision_table": None if table is None else table.as_json()})

    def _set_state(self, state: KnowledgeState, who: str) -> None:
        if self.checklist is not None:
            edit = knowledge.set_state(
                self.workspace.project, "checklists", self.checklist.id, state, who, today()
            )
            self.do(edit)

    def _start_version(self) -> None:
        """Begin the next version: a draft with the next number."""
        who = self.head.life.who(self._start_version)
        if who:
            self._set_state(KnowledgeState.DRAFT, who)
            self.tabs.setCurrentIndex(CONTENT)

    def _say(self, text: str, flow: CommentFlow) -> bool:
        who = self.head.life.who(self.comments.add)
        if self.checklist is None or not who:
            return False
        project = self.workspace.project
        return self.do(knowledge.comment(project, "checklists", self.checklist.id, text, who, flow, today()))

    def _close(self, comment: Comment) -> None:
        if self.checklist is not None:
            edit = knowledge.close_comment(
                "checklists", self.checklist.id, comment.id, is_closed=not comment.is_closed
            )
            self.do(edit)


def _scrolling(pane: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(on_ground(pane, "surface"))
    area.setAccessibleName(name)
    return area
