"""The one table of actions: menus, shortcuts, the shortcut sheet (F1), the palette and the manual are made of it.

A page says by name which of them it can do now; the window does the rest of them itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.model.text import N_

Menu = Literal["file", "edit", "insert", "row", "view", "go", "export", "help", ""]

MENUS: tuple[tuple[Menu, str], ...] = (
    ("file", N_("&File")),
    ("edit", N_("&Edit")),
    ("insert", N_("&Insert")),
    ("row", N_("&Row")),
    ("view", N_("&View")),
    ("go", N_("&Go to")),
    ("export", N_("E&xport")),
    ("help", N_("&Help")),
)


@dataclass(frozen=True)
class ActionSpec:
    """An action: its name in code, its words, where it stands in the menus, its keys and icon.

    ``shortcuts``: the first is the one that is shown. ``is_local``: the keys are heard by the page's own table or
    field (they are listed, but no window-wide shortcut is made of them). ``starts_group``: a line above it.
    """

    name: str
    text: str
    menu: Menu = ""
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    help: str = ""
    is_local: bool = False
    starts_group: bool = False


def _levels() -> tuple[ActionSpec, ...]:
    words = (
        N_("Level 1 Information"),
        N_("Level 2 Guidance"),
        N_("Level 3 Preparation"),
        N_("Level 4 Rule decision"),
        N_("Level 5 Inquiry"),
        N_("Level 6 Discretion"),
        N_("Level 7 Management"),
        N_("Level 8 Politics"),
    )
    return tuple(
        ActionSpec(f"row.level_{n}", word, "row", (f"Alt+{n}",), starts_group=n == 1)
        for n, word in enumerate(words, 1)
    )


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("file.new", N_("New project…"), "file", ("Ctrl+N",), "plus"),
    ActionSpec("file.open", N_("Open…"), "file", ("Ctrl+O",), "import"),
    ActionSpec(
        "file.start",
        N_("Start page"),
        "file",
        ("Ctrl+W",),
        "flag-outline",
        N_("Closes the project; everything is kept."),
    ),
    ActionSpec(
        "file.save",
        N_("Save to the file now"),
        "file",
        ("Ctrl+S",),
        "check",
        N_("Happens by itself every 20 seconds."),
        starts_group=True,
    ),
    ActionSpec("file.save_as", N_("Save a copy as…"), "file", ("Ctrl+Shift+S",), "content-copy"),
    ActionSpec(
        "file.send_back",
        N_("Send back…"),
        "file",
        (),
        "export",
        N_("Saves, shows what is left, and where the file lies."),
    ),
    ActionSpec("file.versions", N_("Earlier versions…"), "file", (), "history"),
    ActionSpec(
        "file.import",
        N_("Read case types or tally sheets…"),
        "file",
        ("Ctrl+I",),
        "import",
        starts_group=True,
    ),
    ActionSpec("file.calls", N_("Read a call log…"), "file", (), "phone-outline"),
    ActionSpec(
        "part.send",
        N_("Send a part…"),
        "file",
        (),
        "send-outline",
        N_("A department works on what is its own, in a file or a workbook."),
        starts_group=True,
    ),
    ActionSpec(
        "part.merge",
        N_("Merge a part…"),
        "file",
        (),
        "call-merge",
        N_("Shows first what would change. What both sides changed waits for a decision."),
    ),
    ActionSpec(
        "file.purge", N_("Remove deleted content for good…"), "file", (), "delete-outline", starts_group=True
    ),
    ActionSpec("file.print", N_("Print…"), "file", ("Ctrl+P",), "printer-outline"),
    ActionSpec("file.quit", N_("Quit"), "file", ("Ctrl+Q",), "close", starts_group=True),
    ActionSpec("edit.undo", N_("Undo"), "edit", ("Ctrl+Z",), "undo"),
    ActionSpec("edit.redo", N_("Redo"), "edit", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
    ActionSpec("edit.copy", N_("Copy"), "edit", ("Ctrl+C",), "content-copy", starts_group=True),
    ActionSpec(
        "edit.paste",
        N_("Paste"),
        "edit",
        ("Ctrl+V",),
        "content-paste",
        N_("Rows from Excel or an indented list become rows here."),
    ),
    ActionSpec("edit.delete", N_("Delete"), "edit", ("Del",), "delete-outline"),
    ActionSpec("edit.cell", N_("Edit the cell"), "edit", ("F2",), "pencil-outline", is_local=True),
    ActionSpec("edit.find", N_("Find on this page"), "edit", ("Ctrl+F",), "magnify", starts_group=True),
    ActionSpec("view.search", N_("Search everything, or run a command"), "edit", ("Ctrl+K",), "magnify"),
    ActionSpec("insert.case_type", N_("Case type"), "insert", ("Ctrl+Shift+N",), "plus"),
    ActionSpec("insert.step", N_("Step"), "insert", ("Ctrl+Shift+T",), "plus"),
    ActionSpec("insert.checklist", N_("Checklist"), "insert", ("Ctrl+Shift+K",), "clipboard-check-outline"),
    ActionSpec(
        "insert.faq", N_("Question and answer"), "insert", ("Ctrl+Shift+F",), "frequently-asked-questions"
    ),
    ActionSpec("insert.volume", N_("Volume"), "insert", ("Ctrl+Shift+V",), "chart-bar"),
    ActionSpec(
        "insert.disagreement",
        N_("Disagreement about a level…"),
        "insert",
        ("Ctrl+D",),
        "account-question-outline",
        starts_group=True,
    ),
    ActionSpec("insert.decision", N_("Decision…"), "insert", ("Ctrl+B",), "gavel"),
    ActionSpec("insert.question", N_("Open question…"), "insert", ("Ctrl+J",), "help-rhombus-outline"),
    ActionSpec("insert.parking", N_("To the parking lot…"), "insert", ("Ctrl+E",), "parking"),
    ActionSpec("insert.workshop", N_("Workshop…"), "insert", (), "presentation", starts_group=True),
    ActionSpec(
        "row.indent",
        N_("Make it a step of the one above"),
        "row",
        ("Tab",),
        "format-indent-increase",
        is_local=True,
    ),
    ActionSpec(
        "row.outdent",
        N_("Make it a case type"),
        "row",
        ("Shift+Tab",),
        "format-indent-decrease",
        is_local=True,
    ),
    ActionSpec("row.up", N_("Move up"), "row", ("Alt+Up",), "swap-vertical"),
    ActionSpec("row.down", N_("Move down"), "row", ("Alt+Down",), "swap-vertical"),
    ActionSpec("row.fold", N_("Fold or unfold"), "row", ("Ctrl+Space",), "chevron-down"),
    ActionSpec("row.fold_all", N_("Fold or unfold everything"), "row", ("Ctrl+Shift+Space",), "chevron-down"),
    ActionSpec(
        "row.accept", N_("Accept the suggested level"), "row", ("Ctrl+Return",), "check", starts_group=True
    ),
    ActionSpec("row.next_unfilled", N_("Next unfilled"), "row", ("F8",), "skip-next-outline"),
    ActionSpec("row.previous_unfilled", N_("Previous unfilled"), "row", ("Shift+F8",), "skip-next-outline"),
    *_levels(),
    ActionSpec("row.level_none", N_("Clear the level"), "row", ("Alt+0",)),
    ActionSpec(
        "row.decide",
        N_("Decide about the step…"),
        "row",
        ("Ctrl+Shift+B",),
        "gavel",
        N_("It moves, stays, is split, becomes an e-service or is abolished; and why."),
        starts_group=True,
    ),
    ActionSpec("row.merge", N_("Merge case types…"), "row", ("Ctrl+M",), "merge", starts_group=True),
    ActionSpec("row.split", N_("Split the case type…"), "row", ("Ctrl+Shift+M",), "call-split"),
    ActionSpec(
        "row.hand_over", N_("Move to another unit…"), "row", ("Ctrl+U",), "account-arrow-right-outline"
    ),
    ActionSpec("row.duplicates", N_("Show near-duplicates"), "row", (), "content-copy"),
    ActionSpec(
        "parts.keep_ours", N_("Conflict: keep ours"), "row", ("1",), "check", is_local=True, starts_group=True
    ),
    ActionSpec("parts.take_theirs", N_("Conflict: take theirs"), "row", ("2",), "check", is_local=True),
    ActionSpec("parts.keep_both", N_("Conflict: keep both"), "row", ("3",), "plus", is_local=True),
    ActionSpec("parts.edit", N_("Conflict: write another"), "row", ("E",), "pencil-outline", is_local=True),
    ActionSpec("view.board", N_("Level board"), "view", ("Ctrl+L",), "view-column-outline"),
    ActionSpec("view.table", N_("Capture table"), "view", ("Ctrl+T",), "format-list-bulleted"),
    ActionSpec("view.prepare", N_("Prepare the workshop"), "view", ("Ctrl+Shift+L",), "timer-outline"),
    ActionSpec("view.read_back", N_("Read back"), "view", ("Ctrl+R",), "comment-text-outline"),
    ActionSpec("view.projector", N_("Projector"), "view", ("F5",), "projector-screen-outline"),
    ActionSpec(
        "agenda.next", N_("Next agenda item"), "view", ("F9",), "skip-next-outline", starts_group=True
    ),
    ActionSpec(
        "agenda.back", N_("Back to the agenda item before"), "view", ("Shift+F9",), "skip-previous-outline"
    ),
    ActionSpec("agenda.more", N_("Five minutes more"), "view", ("Ctrl+F9",), "timer-plus-outline"),
    ActionSpec("view.today", N_("Today"), "view", ("Ctrl+Alt+1",), starts_group=True),
    ActionSpec("view.proposed", N_("Proposed"), "view", ("Ctrl+Alt+2",)),
    ActionSpec("view.difference", N_("Difference"), "view", ("Ctrl+Alt+3",)),
    ActionSpec("view.fit", N_("Fit the map"), "view", ("Ctrl+0",), "fit-to-page-outline"),
    ActionSpec("view.zoom_in", N_("Zoom in"), "view", ("Ctrl++", "Ctrl+="), "magnify-plus-outline"),
    ActionSpec("view.zoom_out", N_("Zoom out"), "view", ("Ctrl+-",), "magnify-minus-outline"),
    ActionSpec("view.chart_table", N_("Show charts as tables"), "view", ("Ctrl+Shift+G",), "table"),
    ActionSpec("view.columns", N_("Columns…"), "view", (), "view-column-outline"),
    ActionSpec("view.findings", N_("Findings"), "view", ("F4",), "alert-outline", starts_group=True),
    ActionSpec("view.sidebar", N_("Wide or narrow navigation"), "view", ("Ctrl+\\",), "dock-left"),
    ActionSpec(
        "view.settings", N_("Language, theme and text size…"), "view", ("Ctrl+,",), "theme-light-dark"
    ),
    ActionSpec("view.text_larger", N_("Larger text"), "view", ("Ctrl+Alt++", "Ctrl+Alt+="), "format-size"),
    ActionSpec("view.text_smaller", N_("Smaller text"), "view", ("Ctrl+Alt+-",), "format-size"),
    ActionSpec("go.overview", N_("Overview"), "go", ("Ctrl+1",), "view-dashboard-outline"),
    ActionSpec("go.workshop", N_("Workshop"), "go", ("Ctrl+2",), "presentation"),
    ActionSpec("go.case_types", N_("Case types"), "go", ("Ctrl+3",), "format-list-bulleted"),
    ActionSpec("go.process", N_("Process"), "go", ("Ctrl+4",), "sitemap-outline"),
    ActionSpec("go.volumes", N_("Volumes"), "go", ("Ctrl+5",), "chart-bar"),
    ActionSpec("go.checklists", N_("Checklists"), "go", ("Ctrl+6",), "clipboard-check-outline"),
    ActionSpec("go.faqs", N_("FAQs"), "go", ("Ctrl+7",), "frequently-asked-questions"),
    ActionSpec("go.parts", N_("Parts"), "go", ("Ctrl+8",), "file-swap-outline"),
    ActionSpec("go.staffing", N_("Staffing"), "go", ("Ctrl+9",), "account-group-outline"),
    ActionSpec("go.costs", N_("Costs"), "go", ("Ctrl+Shift+8",), "cash-multiple"),
    ActionSpec("go.scenarios", N_("Scenarios"), "go", ("Ctrl+Shift+9",), "compare"),
    ActionSpec("go.back", N_("Back to where I was"), "go", ("Alt+Left",), "arrow-left", starts_group=True),
    ActionSpec("go.next_case_type", N_("Next case type"), "go", ("Ctrl+PgDown",), "chevron-down"),
    ActionSpec("go.previous_case_type", N_("Previous case type"), "go", ("Ctrl+PgUp",), "chevron-up"),
    ActionSpec(
        "go.mode_workshop", N_("Workshop mode"), "go", ("Ctrl+Shift+1",), "presentation", starts_group=True
    ),
    ActionSpec("go.mode_department", N_("Department mode"), "go", ("Ctrl+Shift+2",), "account-group-outline"),
    ActionSpec(
        "go.mode_office", N_("Project office mode"), "go", ("Ctrl+Shift+3",), "view-dashboard-outline"
    ),
    ActionSpec(
        "export.minutes", N_("Minutes of the workshop…"), "export", ("Ctrl+Shift+E",), "file-word-outline"
    ),
    ActionSpec("export.tally", N_("Tally sheets…"), "export", (), "clipboard-check-outline"),
    ActionSpec(
        "export.picture", N_("Copy the map as a picture"), "export", ("Ctrl+Shift+C",), "content-copy"
    ),
    ActionSpec(
        "export.package",
        N_("The handover package…"),
        "export",
        ("Ctrl+Shift+X",),
        "export",
        starts_group=True,
    ),
    ActionSpec("help.keys", N_("Keys and actions"), "help", ("F1",), "keyboard-outline"),
    ActionSpec("help.manual", N_("Manual"), "help", ("Shift+F1",), "help-circle-outline"),
    ActionSpec("help.about", N_("About, and licences"), "help", (), "help-circle-outline"),
)

BY_NAME: dict[str, ActionSpec] = {one.name: one for one in ACTIONS}
