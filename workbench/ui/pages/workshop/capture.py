"""The capture table of a workshop with its assist line and side panel: captured at the speed of talking.

This file joins the parts: ``sheet`` (which rows), ``writing`` and ``writing_keys`` (the open editor), ``table_keys``
(keys outside it), ``acts`` (what they do), ``hints`` (what the assist line says), ``asking`` (what is noted beside).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabBar, QToolButton, QVBoxLayout, QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.model.text import Message
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Commands
from workbench.ui.pages.workshop import hints
from workbench.ui.pages.workshop.acts import Acts, wants_level
from workbench.ui.pages.workshop.asking import Asking
from workbench.ui.pages.workshop.offers import Offers
from workbench.ui.pages.workshop.pane import Pane
from workbench.ui.pages.workshop.sheet import Sheet
from workbench.ui.pages.workshop.side_panel import SidePanel
from workbench.ui.pages.workshop.table_keys import TableKeys
from workbench.ui.pages.workshop.writing import Heard, Writing
from workbench.ui.pages.workshop.writing_keys import WritingKeys
from workbench.ui.widgets.assist_line import AssistLine, Hint
from workbench.ui.widgets.parts import boxed, column, on_ground, row
from workbench.ui.workspace import Workspace

SIDE_AFTER_MS = 60
"""How long after an edit the figures beside the table follow; a burst of edits moves them once."""
IDLE_AFTER_MS = 700
NARROW = 1100
"""Below this width (at 100 %) the side panel is a tab below the table."""
_COLUMN_OF_FIELD = {
    "level": "level",
    "minutes_today": "minutes",
    "unit": "performer",
    "volumes": "volume",
    "flows": "share",
}


class CapturePane(Pane):
    """The table, the line below it, and what the workshop has so far beside it."""

    active_changed = Signal(object, object)
    """Ids of the case type and the step that the keyboard is on; None where there is none."""

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        self.sheet = Sheet(workspace, look)
        self.view = self.sheet.view
        self.model = self.sheet.model
        self.writing = Writing(self.sheet)
        self.offers = Offers(workspace, self._offers_came)
        self.assist = AssistLine(look)
        self.side = SidePanel(workspace, look)
        self.editor_keys = WritingKeys(self.writing)
        self.acts = Acts(self.sheet, self.writing, self.editor_keys, self.offers)
        self.asking = Asking(self.sheet, self.writing, self.assist)
        self.keys = TableKeys(self)
        self._is_first = True
        self.is_said = False
        """Whether the assist line says something that stays until the next key."""
        self._is_wide: bool | None = None
        self._hint_soon = QTimer(self, singleShot=True, interval=0)
        self._hint_soon.timeout.connect(self._show_hint)
        self._side_soon = QTimer(self, singleShot=True, interval=SIDE_AFTER_MS)
        self._side_soon.timeout.connect(self._show_side)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_AFTER_MS)
        self._idle.timeout.connect(self.offers_catch_up)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = self.look
        self.only = QToolButton(self.view.horizontalHeader())
        self.only.setProperty("flat", True)
        self.only.setCheckable(True)
        self.only.setText(self.texts("Unfilled"))
        self.only.setIcon(look.icon("filter-variant"))
        self.only.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.only.setFont(look.font("small"))
        self.only.setToolTip(self.texts("Show only case types in which something is missing"))
        self.only.setAccessibleName(self.texts("Unfilled"))
        self.left = boxed(column(self.view, self.asking.below, spacing=0), "surface")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([look.px(1000), look.px(340)])
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.texts("Table or figures"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(self.texts("Table"))
        self.tabs.addTab(self.texts("Just now"))
        self.tabs.currentChanged.connect(self._tab_chosen)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.splitter, 1)
        self.foot = boxed(row(self.tabs, None, margins=(look.px(16), 0, 0, 0)), "surface")
        whole.addWidget(self.foot)
        self.foot.hide()
        on_ground(self, "surface")

    def _connect(self) -> None:
        self.view.hears = self.keys.key
        self.view.opens = self.keys.open_for_input
        self.view.unfolds = lambda row: self.sheet.fold(row.key)
        self.view.current_changed.connect(lambda _row, _column: self._moved())
        self.view.selectionModel().selectionChanged.connect(self._hint_soon.start)
        self.view.horizontalHeader().geometriesChanged.connect(self._put_only)
        self.view.horizontalHeader().sectionResized.connect(lambda *_args: self._put_only())
        self.writing.told = self._told
        self.writing.refuses = self._refused
        self.writing.says_rows = lambda n: self._say_last(hints.rows_changed(n, self.texts))
        self.editor_keys.accepts = self.acts.accept
        self.editor_keys.pastes = self.acts.paste
        self.editor_keys.shifts = self.acts.shift
        self.acts.says = self._say_last
        self.asking.ended = self._show_hint
        self.only.toggled.connect(self.sheet.show_only_unfilled)
        self.side.place_wanted.connect(self.go_to)
        self.side.text_wanted.connect(self._edit_text)
        self.sheet.writer.suggested = self._suggested
        self.workspace.refused.connect(self._refused)

    # what a page's view does

    def show_project(self, change: Change | None) -> None:
        """Show the workshop as it is now."""
        if change is not None and change.cause is self.sheet:
            self._side_soon.start()
            self._idle.start()
            return
        self.sheet.refresh()
        self.writing.follow()
        self._show_side()
        if self._is_first:
            self._is_first = False
            self.asking.take_up_drafts()
            self.sheet.prepare(self._show_side)
            self.offers.learn()
        if not self.view.currentIndex().isValid() and self.model.rows:
            first = self.model.rows[0]
            self.sheet.go_to(first.key, "name")
        self._show_hint()

    def show_results(self, results: Results) -> None:
        """Nothing here waits for the whole calculation: what the table says is reckoned at once."""

    def show_scope(self) -> None:
        """Another workshop was chosen."""
        if self.writing.editor is not None and not self.writing.save():
            self.writing.close()
        self.asking.close_entry()
        self.only.setChecked(False)
        self.show_project(None)

    def commands(self) -> Commands:
        """Return what the table can do now."""
        return self.keys.commands()

    def go_to(self, place: Place) -> bool:
        """Stand on the case type, the step or the field that ``place`` names."""
        if not place.collection.startswith("case_types") or not place.ids:
            return False
        step = place.ids[1] if len(place.ids) > 1 and place.collection.startswith("case_types.steps") else ""
        owner = next((one for one in self.sheet.case_types if one.id == place.ids[0]), None)
        if owner is None:
            return False
        if self.writing.editor is not None and not self.writing.save():
            return True  # the field says why it cannot be left
        field = place.field or place.collection.rpartition(".")[2]
        wanted = _COLUMN_OF_FIELD.get(field, "name")
        self.tabs.setCurrentIndex(0)
        if not (step and self.sheet.go_to(step, wanted)):
            self.sheet.go_to(owner.id, wanted)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def first_focus(self) -> QWidget:
        """Return the table, or the field that is open in it or in the strip below."""
        return self.asking.field or self.view.keyboard

    def remembered(self) -> dict[str, object]:
        """Return how the splitter stands."""
        return {"splitter": self.splitter.sizes()} if self._is_wide else {}

    def remember(self, kept: dict[str, object]) -> None:
        """Take up how the splitter stood."""
        sizes = kept.get("splitter")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(one, int) for one in sizes):
            self.splitter.setSizes(sizes)

    # hints and offers

    def _moved(self) -> None:
        here = self.view.current()
        row = here[0] if here else None
        case_type = row.case_type if row else None
        is_step = row is not None and row.kind == "step" and row.step is not None
        self.active_changed.emit(
            case_type.id if case_type else None, row.step.id if is_step and row and row.step else None
        )
        self._hint_soon.start()

    def _show_hint(self) -> None:
        if self.writing.editor is not None or self.is_said:
            return
        here = self.view.current()
        if here is None:
            self.assist.say(Hint())
            return
        offer = (
            self._offer_for(here[0].title) if wants_level(here[0]) and here[1] in ("name", "level") else None
        )
        self.assist.say(offer or hints.on_row(self.sheet, *here))

    def _told(self, heard: Heard | None) -> None:
        self.is_said = self.is_said and heard is None
        if heard is None:
            self._show_hint()
            return
        offer, alike = None, ""
        line = heard.line
        if line is not None and line.title and not line.doubts:
            if heard.row.kind == "case_type":
                owner = heard.row.case_type.department if heard.row.case_type else self.sheet.department
                alike = self.offers.alike(line.title, owner, heard.row.key)
            elif line.level is None and (heard.row.is_empty or wants_level(heard.row)):
                offer = self._offer_for(line.title, is_writing=True)
        self.assist.say(hints.while_writing(self.sheet, heard, offer, alike))

    def _offer_for(self, title: str, *, is_writing: bool = False) -> Hint | None:
        found = self.offers.level(title)
        if found is None:
            return None
        return hints.offered(found.level, found.reason, self.texts, is_writing=is_writing)

    def _suggested(self, title: str) -> int | None:
        found = self.offers.level(title)
        return found.level if found else None

    def offers_catch_up(self) -> None:
        """Let the offers take in what was edited."""
        self.offers.catch_up()
        self._hint_soon.start()

    def _offers_came(self) -> None:
        self.model.refresh()
        self._show_hint()

    def _refused(self, why: Message) -> None:
        self._say_last(hints.refusal(self.texts.message(why)))

    def _say_last(self, hint: Hint) -> None:
        """Say something that stays until the next key."""
        self.is_said = True
        self.assist.say(hint)

    def _edit_text(self, kind: str, at: int) -> None:
        entry = self.asking.entry_of(kind, str(at))
        if entry is not None:
            self.tabs.setCurrentIndex(0)
            self.asking.open_entry(entry)

    # layout

    def _show_side(self) -> None:
        self.side.show_workshop(self.sheet)

    def _tab_chosen(self, at: int) -> None:
        if self._is_wide:
            return
        self.left.setVisible(at == 0)
        self.side.setVisible(at == 1)
        if at == 0:
            self.view.keyboard.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_only(self) -> None:
        heads = self.view.horizontalHeader()
        at = self.model.column_at("name")
        size = self.only.sizeHint()
        right = heads.sectionViewportPosition(at) + heads.sectionSize(at)
        self.only.setGeometry(right - size.width() - self.look.px(8), 1, size.width(), heads.height() - 2)
        self.only.show()

    # Qt's own names from here on

    def hideEvent(self, event: QHideEvent) -> None:
        """Another view, another page, the window built anew: what stands in the open field is saved."""
        if not event.spontaneous() and self.writing.editor is not None and not self.writing.save():
            self.writing.close()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= self.look.px(NARROW)
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        self.foot.setVisible(not is_wide)
        self.left.setVisible(is_wide or self.tabs.currentIndex() == 0)
        self.side.setVisible(is_wide or self.tabs.currentIndex() == 1)
