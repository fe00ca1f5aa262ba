"""A part opens with its own department and nothing else at hand; what others own can be neither met nor written."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from tests.support.window import at_rest, calculated, click, opened, press, settle
from workbench.analysis.place import Place
from workbench.edits import AddItem, Batch, ChangeItem, MoveItem, RemoveItem
from workbench.edits.recipes import add_case_type
from workbench.model.project import Project
from workbench.parts import make_part, merge_part
from workbench.parts.belonging import is_theirs, not_theirs
from workbench.session import Session, write_new
from workbench.store.disk import Disk
from workbench.templates import template_project
from workbench.ui.app import Program
from workbench.ui.dialogs.files import ask_file, ask_new_file
from workbench.ui.dialogs.keys import KeysDialog
from workbench.ui.main_window import PAGES_OF_MODE
from workbench.ui.part_mode import lies_in_mail, part_words
from workbench.ui.search import SearchBox
from workbench.ui.widgets.life_cycle import today

OWN = "d-miljo"
DUE = dt.date(2027, 3, 1)


@cache
def the_part(department: str = OWN, due: dt.date | None = DUE) -> Project:
    made, _ = make_part(
        template_project("se"),
        department,
        revision=0,
        sent_on=dt.date(2026, 11, 20),
        sent_to="Karin",
        due=due,
    )
    return made


def with_stranger(part: Project) -> tuple[Project, str]:
    """Return the part with another department's case type in it by name, as one that is referred to would be."""
    stranger = template_project("se").departments[0]
    known = any(one.id == stranger.id for one in part.departments)
    edits: list[Any] = (
        [] if known else [AddItem(collection="departments", item={"id": stranger.id, "name": "Bygg"})]
    )
    edits.append(
        AddItem(collection="case_types", item={"id": "c-other", "name": "Bygglov", "department": stranger.id})
    )
    return Batch(edits=tuple(edits)).apply(part), "c-other"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "miljö.rosapart"
    write_new(path, with_stranger(the_part())[0], Disk())
    return path


def test_a_part_opens_in_its_department_with_the_departments_pages_alone(
    program: Program, file: Path
) -> None:
    program.preferences.set("mode", "office")
    program.preferences.set("page", "workshop")
    window = opened(program, file)
    assert window.page is not None
    assert (window.mode, window.page.key) == ("department", "overview")
    assert window.workspace.department == OWN
    assert [one.key for one in window.navigation.entries if one.kind == "page"] == [
        *PAGES_OF_MODE["department"]
    ]
    assert not [one for one in window.navigation.entries if one.kind == "department"]
    assert not window.top.modes.isVisible()
    assert "Miljöförvaltningen" in window.top.place.text()
    assert "1 March 2027" in window.top.place.text()
    QTest.keyClick(
        window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    window.set_mode("office")
    assert window.mode == "department"
    assert window.show_page("workshop") is None
    assert program.preferences.get("mode", "") == "office"  # what was chosen for whole projects stays


def test_what_the_office_does_is_not_offered_and_cannot_be_reached_by_keys(
    program: Program, file: Path
) -> None:
    window = opened(program, file)
    for name in ("file.new", "file.import", "file.calls", "file.purge", "export.package", "go.mode_office"):
        assert not window.actions_by_name[name].isVisible(), name
        assert not window.can(name), name
    for name in ("file.send_back", "file.open", "file.save", "file.save_as", "file.versions", "file.start"):
        assert window.actions_by_name[name].isVisible(), name
        assert window.can(name), name
    box = SearchBox(window)
    box.field.setText("> project")
    assert not [hit for hit in box._model.rows if hit.action in ("file.new", "go.mode_office")]
    box.close()
    box.deleteLater()
    whole = file.with_name("whole.rosa")
    Session.create(whole, template_project("se"), program.store).close()
    window = opened(program, whole)
    assert window.can("file.new")
    assert not window.actions_by_name["file.send_back"].isVisible()


def test_pages_and_search_show_what_is_the_departments_own(program: Program, file: Path) -> None:
    window = opened(program, file)
    page: Any = window.show_page("case_types")
    assert {one.department for one in page.table.table.rows} == {OWN}
    window.workspace.choose(department=None)
    assert window.workspace.department == OWN
    assert "c-other" not in {one.id for one in page.table.table.rows}
    faqs: Any = window.show_page("faqs")
    assert {one.department for one in faqs.table.table.rows} == {OWN}
    assert faqs.filters.department.isHidden()
    at_rest(window.workspace)
    names = window.workspace.names
    assert names is not None
    assert names.find("bygglov", 9) == []
    assert names.find(page.table.table.rows[0].name, 9)


def test_the_name_of_anothers_case_type_is_no_page(program: Program, file: Path) -> None:
    window = opened(program, file)
    window.show_page("case_types")
    before = window.workspace.case_type
    window.go_to(Place("case_types", ("c-other",), "steps"))
    assert window.page is not None
    assert window.page.key == "case_types"
    assert "another department" in window.notice.text
    window.workspace.choose(case_type="c-other")
    assert window.workspace.case_type == before


def test_what_would_be_thrown_out_is_refused_where_it_is_typed_and_says_why(
    program: Program, file: Path
) -> None:
    window = opened(program, file)
    before = window.workspace.project
    w = window.workspace
    assert w.do(ChangeItem(collection="case_types", id="c-other", changes={"name": "X"})) is None
    assert "Bygglov belongs to another department" in window.notice.text
    assert w.do(ChangeItem(collection="settings", changes={"planning_year": 2030})) is None
    assert "only read" in window.notice.text
    assert w.project is before
    assert w.do(add_case_type("Ny ärendetyp", OWN, first_step="Allt")) is not None
    assert w.project.case_types[-1].department == OWN


def test_exactly_what_merging_takes_may_be_written() -> None:
    """Every kind of edit is let through if and only if its change is in the scope when the part is merged."""
    part, other = with_stranger(the_part())
    own = next(one for one in part.case_types if one.department == OWN)
    role = part.roles[0]
    edits: list[Any] = [
        ChangeItem(collection="case_types", id=own.id, changes={"name": "A"}),
        ChangeItem(collection="case_types", id=other, changes={"name": "A"}),
        ChangeItem(
            collection="case_types.steps", within=(own.id,), id=own.steps[0].id, changes={"title": "A"}
        ),
        MoveItem(collection="case_types", id=own.id),
        AddItem(collection="units", item={"id": "u1", "name": "U", "department": OWN}),
        AddItem(collection="units", item={"id": "u1", "name": "U", "department": part.departments[-1].id}),
        AddItem(collection="departments", item={"id": "d1", "name": "D"}),
        ChangeItem(collection="municipality", changes={"inhabitants": 7}),
        ChangeItem(collection="settings", changes={"planning_year": 2031}),
        ChangeItem(collection="roles", id=role.id, changes={"name": "R"}),
        AddItem(collection="waves", item={"id": "w1", "name": "W", "starts_on": "2027-01-01"}),
        AddItem(
            collection="faqs", item={"id": "f1", "department": OWN, "question": {"sv": "Q"}, "answer": {}}
        ),
        AddItem(collection="checklists", item={"id": "k1", "title": "K", "case_type": own.id}),
        AddItem(collection="checklists", item={"id": "k1", "title": "K", "case_type": other}),
    ]
    assert part.part is not None
    base = part.changed(part=None)
    known = part.part.changed(base=_canonical(base))
    whole = template_project("se").changed(id=known.project_id)
    refused = 0
    for edit in edits:
        after = edit.apply(part).changed(part=known)
        merged = merge_part(whole, after, revision=1, on=dt.date(2026, 11, 22))
        is_in_scope = merged.counts.changes > 0 and merged.counts.out_of_scope == 0
        assert (not_theirs(part, edit) is None) == is_in_scope, edit
        refused += not is_in_scope
    assert refused == 7
    assert all(not_theirs(template_project("se"), edit) is None for edit in edits)
    new = add_case_type("Ny", OWN, first_step="Allt")
    assert not_theirs(part, new) is None
    added = new.apply(part).case_types[-1]
    both = Batch(
        edits=(
            *new.edits,
            AddItem(collection="checklists", item={"id": "k", "title": "K", "case_type": added.id}),
        )
    )
    assert not_theirs(part, both) is None
    assert not_theirs(part, RemoveItem(collection="case_types", id=other)) is not None
    assert is_theirs(part, "case_types.steps", own.id)
    assert not is_theirs(part, "case_types", other)


def _canonical(project: Project) -> str:
    from workbench.parts.changes import canonical

    return canonical(project.as_json())


def test_findings_of_a_part_are_what_the_department_can_mend(program: Program, file: Path) -> None:
    window = opened(program, file)
    calculated(window.workspace)
    w = window.workspace
    assert w.results is not None
    assert {one.place for one in w.results.findings} & {"settings", "roles"}
    shown = {one.place.partition(".")[0] for one in w.findings.ordered}
    assert shown <= {"case_types", "checklists", "faqs", "departments"}
    assert "department-without-agreement" not in {one.rule for one in w.findings.ordered}


def test_the_day_is_said_calmly(look: Any) -> None:
    part = the_part()
    assert part.part is not None
    late = part.part.changed(due=today() - dt.timedelta(days=1))
    assert "was due" in part_words(late, part, look.texts, today())
    never = part.part.changed(due=None)
    assert part_words(never, part, look.texts, today()) == "Part: Miljöförvaltningen"


def test_file_dialogs_know_parts_and_a_copy_of_a_part_is_one(
    look: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, path: str, pattern: str, *_more: object) -> tuple[str, str]:
        asked.append(pattern)
        return str(Path(path).with_suffix("") if Path(path).suffix else Path(path) / "a.rosapart"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    assert ask_file(look, None, "", tmp_path) == tmp_path / "a.rosapart"
    assert "*.rosa *.rosapart" in asked[0]
    assert ask_new_file(look, None, "", tmp_path / "copy.rosapart") == tmp_path / "copy.rosapart"
    assert ask_new_file(look, None, "", tmp_path / "copy.rosa") == tmp_path / "copy.rosa"


def test_a_part_is_listed_as_one_on_the_start_page_and_opens_from_there(program: Program, file: Path) -> None:
    opened(program, file)
    program.ask("file.start")
    assert program.start is not None
    assert program.start.recent.table.cell_at(0, 0).text == "miljö (part)"
    program.start.recent.selectRow(0)
    press(Qt.Key.Key_Return, at=program.start.recent)
    settle()
    assert program.window is not None
    assert program.window.in_part


def test_another_language_keeps_the_part_as_it_is(program: Program, file: Path) -> None:
    from workbench.ui.choices import Choices

    window = opened(program, file)
    window.show_page("faqs")
    program.choose(Choices("sv", "dark", 1.25))
    settle()
    assert program.window is not None
    assert program.window.in_part
    assert program.window.page is not None
    assert program.window.page.key == "faqs"
    assert program.window.workspace.department == OWN


def test_a_part_that_was_opened_from_a_mail_is_to_be_saved_elsewhere_first(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "INetCache" / "Content.Outlook" / "A1B2"
    folder.mkdir(parents=True)
    write_new(folder / "miljö.rosapart", the_part(), Disk())
    window = opened(program, folder / "miljö.rosapart")
    assert "opened from a mail" in window.notice.text
    copy = tmp_path / "kvar.rosapart"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(copy), ""))
    click(next(one for one in window.notice.findChildren(QPushButton) if one.isVisible()))
    assert window.workspace.path == copy
    assert not lies_in_mail(copy)


def test_the_shortcut_sheet_lists_what_a_part_offers(program: Program, file: Path) -> None:
    window = opened(program, file)
    sheet = KeysDialog(window.look, window)
    names = {one.name for one in sheet.list.table.rows}
    assert "file.send_back" in names
    assert not names & {"file.new", "go.mode_office", "export.package"}
    sheet.deleteLater()
