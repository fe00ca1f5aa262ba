"""What stands round a page, and where: bar on top, navigation at the left, notice, findings beside, line below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from workbench.ui.frame.findings_panel import FindingsPanel
from workbench.ui.frame.navigation import Navigation
from workbench.ui.frame.notice_bar import NoticeBar
from workbench.ui.frame.status_line import StatusLine
from workbench.ui.frame.top_bar import TopBar
from workbench.ui.look import Look
from workbench.ui.widgets.page_stack import PageStack
from workbench.ui.widgets.parts import column, line, row
from workbench.ui.workspace import Workspace


class Frame(QWidget):
    """The parts of a window; what they do together is the window's."""

    def __init__(self, workspace: Workspace, look: Look, top: TopBar) -> None:
        super().__init__()
        self.top = top
        self.navigation = Navigation(look)
        self.notice = NoticeBar(look)
        self.stack = PageStack()
        self.findings = FindingsPanel(look, workspace)
        self.findings.hide()
        self.status = StatusLine(look, workspace)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setHandleWidth(1)
        beside.addWidget(self.stack)
        beside.addWidget(self.findings)
        beside.setStretchFactor(0, 1)
        beside.setChildrenCollapsible(False)
        content = column(self.notice, beside, spacing=0)
        content.setStretch(1, 1)
        middle = row(self.navigation, content, spacing=0)
        middle.setStretch(1, 1)
        whole = column(top, line(look), middle, line(look), self.status, spacing=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
