"""What the window feels while a scenario is drawn: keys and painting go on beside thousands of calculations."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from benchmarks.open_window import Figures, Opened, Watch, now_ms, press, pump


def measured(file: Path) -> Figures:
    """Draw the big project's chosen scenario on the page, and walk its tabs' bar with the arrow keys meanwhile."""
    from workbench.ui.pages.figures_page import FiguresPage
    from workbench.ui.widgets.long_run import LongRun

    opened = Opened(file, "scenarios")
    opened.idle()
    page = opened.page("scenarios")
    assert isinstance(page, FiguresPage)
    page.show_view("uncertainty")
    opened.idle()
    pump(200)
    run = page.pane.findChildren(LongRun)[0]
    watch, began = Watch(), now_ms()
    with watch.during("drawn"):
        run.run()
        opened.window.activateWindow()
        run.stop.setFocus()
        while run.is_running:
            press(Qt.Key.Key_Shift)
            pump(20)
    taken = now_ms() - began
    opened.close()
    return {"blocked": watch.worst["drawn"], "seconds": taken / 1000}
