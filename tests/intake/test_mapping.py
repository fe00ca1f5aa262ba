"""A mapping file says exactly what it means, or which key is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.intake.errors import IntakeError
from workbench.intake.mapping import CallLogMapping, Columns, Opening, Outcomes, plain_mapping, read_mapping

SMALL = """
{top}
[columns]
date = "d"
arrived = "t"
outcome = "o"
wait_s = "w"
service_s = "s"
{columns}
[outcomes]
answered = ["A"]
abandoned = ["H"]
{rest}
"""


def mapping(tmp_path: Path, top: str = "", columns: str = "", rest: str = "") -> CallLogMapping:
    path = tmp_path / "m.toml"
    path.write_text(SMALL.format(top=top, columns=columns, rest=rest), encoding="utf-8")
    return read_mapping(path)


def test_what_is_not_said_takes_the_documented_default(tmp_path) -> None:
    known = mapping(tmp_path)
    assert (known.time_zone, known.interval_minutes, known.within_s) == (
        "Europe/Stockholm",
        30,
        [20, 60, 120],
    )
    assert (known.delimiter, known.encoding, known.opening.outside) == (None, None, "keep")


@pytest.mark.fast
@pytest.mark.parametrize(
    ("where", "text", "said"),
    [
        ("top", "intervall_minutes = 15", 'unknown key "intervall_minutes"'),
        ("columns", 'agents = "x"', 'unknown key "columns.agents"'),
        ("rest", "lost = []", 'unknown key "outcomes.lost"'),
        ("rest", '[opening]\nmåndag = "08:00-17:00"', "not TOML"),
        ("rest", '[opening]\nmandag = "08:00-17:00"', 'unknown key "opening.mandag"'),
        ("rest", '[opening]\nmonday = "8-17"', "opening hours are written"),
        ("rest", '[opening]\nmonday = "17:00-08:00"', "opening hours are written"),
        ("rest", '[opening]\noutside = "move"', "at least one weekday"),
        ("rest", '[opening]\noutside = "shift"', "opening.outside"),
        ("rest", 'excluded = ["A"]', "stands in two classes"),
        ("top", "interval_minutes = 7", "must divide a day"),
        ("top", 'interval_minutes = "30"', "interval_minutes"),
        ("top", 'time_zone = "Stockholm"', "not a time zone"),
        ("top", 'time_zone = "../../etc/passwd"', "not a time zone"),
        ("top", 'encoding = "utf-9"', "not a known encoding"),
        ("top", 'time_formats = ["%Q"]', "not a format"),
        ("top", "time_formats = []", "at least one time format"),
        ("top", 'time_formats = ["%Y-%m-%d %H:%M:%S"]', "exclude each other"),
        ("top", 'delimiter = ";;"', "delimiter"),
        ("top", "within_s = [-1]", "thresholds are seconds"),
        ("columns", 'queue = "o"', "a column of its own"),
        ("top", "never_queued = [", "not TOML"),
    ],
)
def test_a_wrong_key_is_named_with_the_remedy(tmp_path, where, text, said) -> None:
    with pytest.raises(IntakeError) as caught:
        mapping(tmp_path, **{where: text})
    assert said in str(caught.value.what)
    assert "docs/call-log-mapping.md" in str(caught.value.remedy)


def test_an_agent_cannot_be_made_a_queue(tmp_path) -> None:
    with pytest.raises(IntakeError, match="never kept"):
        mapping(tmp_path, columns='agent = "server"\nqueue = "server"')


def test_missing_keys_are_named(tmp_path) -> None:
    path = tmp_path / "m.toml"
    path.write_text('[columns]\noutcome = "o"\n', encoding="utf-8")
    with pytest.raises(IntakeError, match=r"arrived or queue_start"):
        read_mapping(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(IntakeError, match='lacks the key "columns"'):
        read_mapping(path)
    with pytest.raises(IntakeError, match="cannot be opened"):
        read_mapping(tmp_path / "none.toml")


def test_every_key_is_documented() -> None:
    text = Path(__file__).parents[2].joinpath("docs", "call-log-mapping.md").read_text(encoding="utf-8")
    for kind in (CallLogMapping, Columns, Outcomes, Opening):
        for key in kind.model_fields:
            assert f"`{key}`" in text or f"`[{key}]`" in text, key


def test_the_documented_example_is_valid(tmp_path) -> None:
    text = Path(__file__).parents[2].joinpath("docs", "call-log-mapping.md").read_text(encoding="utf-8")
    path = tmp_path / "m.toml"
    path.write_text(text.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    known = read_mapping(path)
    assert known.columns.queue_start == "Kö från"
    assert list(known.opening.open_half_hours(4)) == list(range(16, 32))
    assert list(known.opening.open_half_hours(6)) == []


def test_a_log_with_plain_names_needs_no_mapping_file() -> None:
    known = plain_mapping(["date", "arrived", "wait_s", "service_s", "outcome", "caller"], "log.csv")
    assert known.columns.wait_s == "wait_s"
    assert known.outcomes.abandoned == ["abandoned"]
    with pytest.raises(IntakeError, match="Write a mapping file"):
        plain_mapping(["Datum", "Inkom"], "log.csv")
