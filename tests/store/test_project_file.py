"""The project file: canonical, complete, and nothing wrong in it goes unnoticed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.projects import random_edit, small_project
from workbench.edits import ChangeItem
from workbench.model.costs import CostCategory, Investment
from workbench.model.parts import Oddity
from workbench.store import migrations, project_file
from workbench.store.disk import Disk
from workbench.store.migrations import migrate
from workbench.store.project_file import Encoder, ProjectFileError, load, parse, read_sha256

pytestmark = pytest.mark.fast
HERE = Path("plan.rosa")
FORMATS = Path(__file__).with_name("formats")


def project():
    investment = Investment(
        id="i0",
        name="Telefoni",
        category=CostCategory.TECHNOLOGY,
        amount=Decimal("1234567.10"),
        years=5,
        starts_on=dt.date(2027, 1, 1),
    )
    return small_project().changed(investments=(investment,))


def written(value=None, revision=7):
    return b"".join(Encoder().encode(value or project(), revision).chunks)


def sealed(text: str) -> bytes:
    """Give ``text`` the checksum that belongs to it: damage with intent."""
    digits = re.search(r'"sha256"\s*:\s*"([^"]{64})"', text)
    before, after = text[: digits.start(1)], text[digits.end(1) :]
    return (before + hashlib.sha256((before + after).encode()).hexdigest() + after).encode()


def changed(*replacements: tuple[str, str]) -> bytes:
    text = written().decode()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return sealed(text)


def test_what_is_written_comes_back_equal():
    found = parse(written(), HERE)
    assert found.project == project()
    assert found.header.revision == 7
    assert written(found.project) == written()


def test_it_is_canonical_text_with_one_line_per_item():
    contents = written()
    text = contents.decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text and text.endswith("}\n")
    value = json.loads(text)
    assert list(value) == sorted(value) and list(value["project"]) == sorted(value["project"])
    assert value["project"]["investments"][0]["amount"] == "1234567.10"
    lines = text.splitlines()
    for case_type in project().case_types:
        assert [case_type.name in line for line in lines].count(True) == 1
    assert "settings" not in value["project"]  # all as by default


def test_an_edit_changes_the_line_it_concerns_and_the_header_only():
    before = written().splitlines()
    edit = ChangeItem(collection="case_types", id="c1", changes={"name": "Nytt namn"})
    after = written(edit.apply(project()), 8).splitlines()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 2


def test_bytes_kept_from_the_last_save_are_those_of_the_present_items():
    encoder, value, rng = Encoder(), project(), random.Random(3)
    for revision in range(40):
        assert b"".join(encoder.encode(value, revision).chunks) == written(value, revision)
        for _ in range(3):
            value = random_edit(value, rng).apply(value)


def test_the_checksum_covers_every_byte_but_its_own_digits():
    contents = written()
    digits = re.search(rb'"sha256":"([0-9a-f]{64})"', contents)
    rest = contents[: digits.start(1)] + contents[digits.end(1) :]
    assert hashlib.sha256(rest).hexdigest() == digits[1].decode()


def test_every_flipped_bit_and_every_truncation_is_noticed():
    contents, rng = written(), random.Random(1)
    for _ in range(1_000):
        flipped = bytearray(contents)
        flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
        with pytest.raises(ProjectFileError, match=r"plan\.rosa"):
            parse(bytes(flipped), HERE)
    for _ in range(1_000):
        with pytest.raises(ProjectFileError, match=r"plan\.rosa"):
            parse(contents[: rng.randrange(len(contents))], HERE)


def test_without_the_checksum_flips_would_pass():
    """The control: the same flips, with the checksum of the damaged text."""
    contents, rng, passed = written().decode(), random.Random(1), 0
    for _ in range(300):
        at = rng.randrange(len(contents))
        flipped = contents[:at] + chr(ord(contents[at]) ^ 1) + contents[at + 1 :]
        try:
            parse(sealed(flipped), HERE)
            passed += 1
        except (ProjectFileError, AttributeError):
            continue
    assert passed > 20


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (b"", "not a project file"),
        (b"PK\x03\x04 a workbook", "not a project file"),
        (b'{"hello": 1}', "not a project file"),
        (written()[:-40], "cut short"),
        (written().replace(b"Bygglov 0", b"Bygglov 9"), "do not match their checksum"),
        (changed(('"format":"1.4"', '"format":"2.0"')), "newer version"),
        (changed(('"min_reader":"1.0"', '"min_reader":"1.9"')), "newer version"),
        (changed(('"revision":7', '"revision":"7"')), "header.revision"),
        (changed(('"project_id":"p0"', '"project_id":"p1"')), "header.project_id"),
        (changed(('"level":2', '"hue":1,"level":2')), r'"Bygglov 0" \(c0\) > steps > 0 "R.*" \(s0\) > hue'),
        (changed(('"level":2', '"level":"two"')), "level"),
        (changed(('"level":2', '"level":9')), "level"),
        (changed(('"name":"Bygglov 1"', '"name":["Bygglov 1"]')), r"case_types > 1 \(c1\) > name"),
        (changed(('"amount":"1234567.10"', '"amount":true')), "amount"),
        (changed(('"department":"d0"', '"department":"gone"')), "c0: department refers to gone"),
        (changed(('"id":"c1"', '"id":"c0"')), "c0 stands twice in case_types"),
        (changed(('"case_types":[', '"case_types":{"a":1},"x":[')), "case_types"),
        (changed(("Bygglov 0", "Byg\nglov 0")), "project"),
        (sealed(written().decode() + "x"), "project"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_place_and_remedy(contents, words):
    with pytest.raises(ProjectFileError, match=words) as refused:
        parse(contents, HERE)
    assert "Nothing was changed" in str(refused.value)


def test_another_layout_with_a_right_checksum_is_read_too():
    value = json.loads(written())
    spread = sealed(json.dumps(value, indent=2, ensure_ascii=False))
    assert parse(spread, HERE).project == project()


def test_texts_pass_the_gate_whoever_wrote_the_file():
    rough = changed(("Bygglov 0", "Bygglov\\u0000 0\\ud800"), ("Bygglov 1", "rad\\u000bbrytning"))
    assert [one.name for one in parse(rough, HERE).project.case_types] == ["Bygglov 0", "rad\nbrytning"]


def test_json_that_never_ends_is_refused():
    deep = written().decode().replace('"name":"Ängslätta"', '"name":' + "[" * 100_000)
    with pytest.raises(ProjectFileError):
        parse(sealed(deep), HERE)
    text = '{"header":' + "[" * 3_900 + '"sha256":"' + "0" * 64 + '"' + "]" * 3_900 + "}"
    with pytest.raises(ProjectFileError):
        parse(sealed(text), HERE)


def test_a_file_that_is_not_there_is_an_error_with_its_name(tmp_path):
    with pytest.raises(ProjectFileError, match=r"nowhere\.rosa cannot be read"):
        load(Disk(), tmp_path / "nowhere.rosa")


def test_the_checksum_is_read_from_the_beginning_alone(tmp_path):
    (tmp_path / "plan.rosa").write_bytes(written())
    encoded = Encoder().encode(project(), 7)
    assert read_sha256(Disk(), tmp_path / "plan.rosa") == encoded.sha256
    (tmp_path / "other").write_bytes(b"nothing")
    assert read_sha256(Disk(), tmp_path / "other") is None


class TestFieldsOfANewerMinorFormat:
    newer = (
        ('"format":"1.4"', '"format":"1.5"'),
        ('"title":"Rådgivning"', '"shape":{"corners":4},"title":"Rådgivning"'),
        ('"id":"i0"', '"colour":"red","id":"i0"'),
        ('"municipality":', '"markers":[{"id":"m1"}],\n"municipality":'),
        ('"name":"Ängslätta"', '"name":"Ängslätta","slogan":"nära"'),
    )

    def test_are_written_back_where_they_stood(self):
        contents = changed(*self.newer)
        found = parse(contents, HERE)
        assert found.project == project()
        assert b"".join(Encoder().encode(found.project, 7, found).chunks) == contents

    def test_follow_their_item_and_go_with_it(self):
        found = parse(changed(*self.newer), HERE)
        moved = found.project.changed(case_types=found.project.case_types[::-1])
        value = json.loads(b"".join(Encoder().encode(moved, 8, found).chunks))
        assert value["project"]["case_types"][1]["steps"][0]["shape"] == {"corners": 4}
        gone = found.project.changed(case_types=found.project.case_types[1:])
        assert b"corners" not in b"".join(Encoder().encode(gone, 8, found).chunks)

    def test_are_errors_in_our_own_format(self):
        with pytest.raises(ProjectFileError, match="slogan"):
            parse(changed(*self.newer[1:]), HERE)

    def test_do_not_excuse_wrong_values(self):
        with pytest.raises(ProjectFileError, match="level"):
            parse(changed(*self.newer, ('"level":2', '"level":11')), HERE)


class TestMigrations:
    def test_steps_are_taken_one_after_the_other(self):
        steps = {1: lambda raw: {**raw, "one": 1}, 2: lambda raw: {**raw, "two": raw["one"] + 1}}
        assert migrate({}, 1, to=3, steps=steps) == {"one": 1, "two": 2}
        assert migrate({}, 3, to=3, steps=steps) == {}
        with pytest.raises(KeyError):
            migrate({}, 0, to=3, steps=steps)

    def test_an_older_file_is_read_through_its_step(self, monkeypatch):
        def rename(raw):
            return {**raw, "municipality": {"name": raw["municipality"]["name"].upper()}}

        contents = written()
        monkeypatch.setitem(migrations.STEPS, 1, rename)
        monkeypatch.setattr(project_file, "FORMAT", (2, 0))
        monkeypatch.setattr(migrations.migrate, "__kwdefaults__", {"to": 2, "steps": migrations.STEPS})
        found = parse(contents, HERE)
        assert found.project.municipality.name == "ÄNGSLÄTTA"
        assert found.was_migrated
        assert b'"format":"2.0"' in Encoder().encode(found.project, 8, found).chunks[0]

    def test_a_format_without_a_way_from_it_is_refused(self):
        with pytest.raises(ProjectFileError, match="format 0"):
            parse(changed(('"format":"1.4"', '"format":"0.4"')), HERE)

    def test_a_file_of_an_older_minor_format_is_read_line_by_line_and_written_in_ours(self):
        found = load(Disk(), FORMATS / "format-1.0.rosa")
        assert found.lines, "the quick way was taken"
        assert not found.was_migrated
        assert b"".join(Encoder(found.lines).encode(found.project, 7, found).chunks) == written(found.project)

    def test_what_format_1_1_brought_is_read(self):
        workshop = load(Disk(), FORMATS / "format-1.1.rosa").project.workshops[0]
        assert (workshop.starts_at, workshop.read_back) == (dt.time(13), (1, 2, 3))
        assert workshop.agenda[0].begun_at == dt.datetime(2027, 2, 2, 12, 2, tzinfo=dt.UTC)

    def test_what_format_1_2_brought_is_read(self):
        found = load(Disk(), FORMATS / "format-1.2.rosa")
        assert found.lines, "the quick way was taken"
        assert found.project.part is not None and found.project.part.sent_on == dt.date(2027, 3, 1)
        assert found.project.parts_out[0].counts.conflict == 1
        assert found.project.conflicts[0].theirs == "Vägledning"

    def test_what_format_1_3_brought_is_read(self):
        found = load(Disk(), FORMATS / "format-1.3.rosa")
        assert found.lines, "the quick way was taken"
        conflict, version = found.project.conflicts[0], found.project.checklists[0].versions[0]
        assert (conflict.oddity, conflict.written) == (Oddity.FORMULA, "=A1&B1")
        assert (version.number, version.content["promise"]) == (1, "Svar inom fem dagar")

    def test_what_format_1_4_brought_is_read(self):
        found = load(Disk(), FORMATS / "format-1.4.rosa")
        assert found.lines, "the quick way was taken"
        (half_hour,) = found.project.measurements[0].half_hours
        assert (half_hour.half_hour, half_hour.predicted_in_time) == (17, (5.25,))

    @pytest.mark.parametrize("path", sorted(FORMATS.glob("*.rosa")), ids=lambda path: path.name)
    def test_every_released_format_can_be_read(self, path):
        assert load(Disk(), path).project.municipality.name
