"""Small call logs written by hand, and the real one of January where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.intake.mapping import CallLogMapping, read_mapping

DATA = Path(__file__).parents[1] / "data"
JANUARY = Path(__file__).parents[3] / "shared" / "data" / "calls_january.tsv"
JANUARY_MAPPING = DATA / "calls_january.toml"

needs_january = pytest.mark.skipif(not JANUARY.exists(), reason="the log of January is not there")

HEADING = "no;caller;date;arrived;menu_end;q_in;q_out;wait;what;s_in;s_out;took;who"


def january_mapping() -> CallLogMapping:
    return read_mapping(JANUARY_MAPPING)


def small_mapping(**changes: object) -> CallLogMapping:
    columns = {
        "date": "date", "arrived": "arrived", "menu_end": "menu_end", "queue_start": "q_in", "queue_end": "q_out",
        "wait_s": "wait", "outcome": "what", "service_start": "s_in", "service_end": "s_out", "service_s": "took",
        "agent": "who",
    }  # fmt: skip
    values = {
        "columns": columns,
        "outcomes": {"answered": ["SVAR"], "abandoned": ["LAGT PÅ"], "excluded": ["TEST"]},
        "never_queued": ["0:00:00", "-"],
        "no_agent": ["INGEN"],
        "time_zone": "Europe/Stockholm",
        "within_s": [20, 60],
    }
    columns_changed = changes.pop("columns", {})
    values["columns"] = {key: name for key, name in {**columns, **columns_changed}.items() if name}
    return CallLogMapping.model_validate({**values, **changes})


def write(path: Path, rows: list[str], heading: str = HEADING, encoding: str = "utf-8") -> Path:
    path.write_bytes("\n".join([heading, *rows, ""]).encode(encoding))
    return path
