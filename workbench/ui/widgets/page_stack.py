"""The pages behind each other: a page's words may change without the whole window being laid out anew.

Qt's own stack asks every page, shown or not, how high all its lines of text would be, whenever one word anywhere
asks for other room: milliseconds for each. Here only the page in front is asked, and only for the least it needs.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class PageStack(QStackedWidget):
    """A stack that takes whatever room there is."""

    # Qt's own names from here on

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize()
