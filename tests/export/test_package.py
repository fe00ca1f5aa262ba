"""The package on disk: what its index and manifest promise, the same bytes twice, all of it or nothing."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from lxml import html

from tests.analysis.test_findings import sound
from tests.export.packages import manifest, written
from workbench import __version__
from workbench.analysis.engine import Engine
from workbench.cli.export import KIND_NAMES
from workbench.export import kinds
from workbench.export.order import ON_REQUEST, NoSuchDepartment, order
from workbench.export.package import OtherEdition
from workbench.export.package_index import _TITLES
from workbench.locale import Texts
from workbench.model.organisation import Department
from workbench.model.programme import Workshop
from workbench.model.project import Project
from workbench.model.text import ProjectError

SMALL = ("tasks", "faq", "network", "project")


def project() -> Project:
    made = sound()
    return made.changed(
        departments=(*made.departments, Department(id="e", name="../../Miljö OCH bygg")),
        workshops=(Workshop(id="w", title="Bygg", department="d", case_types=("c",)),),
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "out"
    return folder, written(project(), folder, language="sv")


def test_every_kind_is_there_with_a_title_for_the_index(whole):
    _, files = whole
    assert set(KIND_NAMES) == set(kinds.KINDS) == set(_TITLES)
    assert {file.kind for file in files} == {*KIND_NAMES, "index"} - ON_REQUEST


def test_the_manifest_names_every_file_as_it_is(whole):
    folder, _ = whole
    said = manifest(folder)
    assert (said["version"], said["project"], said["scenario"]) == (__version__, "p", "s")
    assert said["inputs_hash"] == Engine().results(project()).inputs_hash
    there = tree(folder)
    assert {entry["path"] for entry in said["files"]} | {"manifest.json"} == set(there)
    for entry in said["files"]:
        content = there[entry["path"]]
        assert entry["bytes"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert (entry["edition"], entry["language"]) == ("internal", "sv")
        assert set(entry) == {
            *("kind", "department", "case_type", "edition", "language", "path", "bytes", "sha256")
        }
    by_kind = {entry["kind"]: entry for entry in said["files"]}
    assert by_kind["processes"]["case_type"] == "c" and by_kind["agreement"]["department"] in {"d", "e"}
    assert (folder / "manifest.json").read_text(encoding="utf-8").endswith("}\n")


def test_every_link_of_the_index_leads_to_a_file(whole):
    folder, files = whole
    page = html.fromstring((folder / "index.html").read_text(encoding="utf-8"))
    links = [a.get("href") for a in page.iter("a") if not a.get("href").startswith("#")]
    for link in links:
        assert (folder / link).is_file()
    shown = {file.path for file in files if file.kind not in {"index", "faq"}}
    assert shown <= set(links)
    assert "faq/index.html" in links and page.get("lang") == "sv"


def test_names_of_departments_stay_within_the_package(whole):
    folder, files = whole
    assert "agreements/agreement-miljo-och-bygg.docx" in {file.path for file in files}
    assert "agreements/agreement-miljo-och-bygg-2.docx" in {file.path for file in files}
    for file in files:
        assert re.fullmatch(r"([a-z]+/)?[A-Za-z0-9-]+\.[a-z]+", file.path)
    assert not list(folder.parent.glob("Milj*"))


def test_the_same_project_gives_the_same_bytes(whole, tmp_path):
    folder, _ = whole
    written(project(), tmp_path / "again", language="sv")
    assert tree(tmp_path / "again") == tree(folder)


@pytest.mark.fast
def test_only_what_was_asked_for(tmp_path):
    files = written(project(), tmp_path / "out", kinds=("project", "tasks"))
    assert [file.kind for file in files] == ["tasks", "project", "index"]
    assert set(tree(tmp_path / "out")) == {
        "tasks-that-move.xlsx",
        "project.json",
        "index.html",
        "manifest.json",
    }


@pytest.mark.fast
def test_departments_by_name_or_id_once_each_and_none_that_is_not_there():
    made = project()
    results = Engine().results(made)

    def chosen(*names: str) -> list[str]:
        return [one.id for one in order(made, results, Texts("en"), departments=names).departments]

    assert (
        chosen() == ["d", "e"] and chosen("miljö och BYGG") == ["d"] and chosen("e", "E", "d") == ["e", "d"]
    )
    with pytest.raises(NoSuchDepartment, match=r"There is no department Miljo\. There are: Miljö och bygg"):
        chosen("Miljo")
    assert NoSuchDepartment.exit_code == 2


class StoppedError(Exception):
    pass


def stop_at(nth: int):
    seen = []

    def progress(path: str) -> None:
        seen.append(path)
        if len(seen) == nth:
            raise StoppedError

    return progress


@pytest.mark.fast
def test_a_stop_or_a_failure_leaves_what_was_there_and_nothing_half_written(tmp_path, monkeypatch):
    from workbench.export.package import write_package

    folder = tmp_path / "out"
    written(sound(), folder, kinds=SMALL)
    (folder / "notes.txt").write_text("somebody's own")
    before = tree(folder)
    made = project()
    wanted = order(made, Engine().results(made), Texts("en"), kinds=SMALL)
    for nth in (1, 3):
        with pytest.raises(StoppedError):
            write_package(wanted, made, folder, stop_at(nth))
        assert tree(tmp_path) == {f"out/{path}": content for path, content in before.items()}

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_package(wanted, made, folder)
    monkeypatch.undo()
    assert tree(tmp_path) == {f"out/{path}": content for path, content in before.items()}
    write_package(wanted, made, folder)
    assert (folder / "notes.txt").read_text() == "somebody's own"
    assert tree(folder) != before


@pytest.mark.fast
def test_internal_and_external_documents_never_share_a_folder(tmp_path):
    folder = tmp_path / "out"
    written(sound(), folder, kinds=SMALL)
    before = tree(folder)
    with pytest.raises(
        OtherEdition, match=r"already holds the other edition\. Nothing was written"
    ) as refusal:
        written(sound(), folder, "external", kinds=SMALL)
    assert refusal.value.exit_code == 5 and tree(folder) == before
    written(sound(), folder, kinds=SMALL)
    (folder / "manifest.json").write_text("[1, 2")
    written(sound(), folder, "external", kinds=SMALL)  # not a package of ours any more


def test_the_external_package_holds_no_money_and_says_what_it_is(tmp_path):
    folder = tmp_path / "out"
    files = written(sound(), folder, "external", language="da")
    assert {file.kind for file in files} == {*KIND_NAMES, "index"} - {
        "staffing",
        "costs",
        "charts",
        "minutes",
        *ON_REQUEST,
    }
    assert {entry["edition"] for entry in manifest(folder)["files"]} == {"external"}
    shown = json.loads((folder / "project.json").read_text(encoding="utf-8"))
    assert "cost_items" not in shown and "roles" not in shown


def test_an_unusable_template_stops_before_anything_is_written(tmp_path):
    bad = tmp_path / "mall.docx"
    bad.write_bytes(b"no word file")
    with pytest.raises(ProjectError, match=r"mall\.docx"):
        written(sound(), tmp_path / "out", kinds=("agreement",), template=bad)
    assert [path.name for path in tmp_path.iterdir()] == ["mall.docx"]


def test_a_project_without_anything_gives_a_package_that_says_so(tmp_path):
    from workbench.templates import template_project

    files = written(template_project("empty"), tmp_path / "out", language="sv")
    assert {file.kind for file in files} >= {"tasks", "faq", "network", "project", "index"}
