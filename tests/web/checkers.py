"""axe-core and the W3C's HTML checker, as ``./run test`` lays them beside the Python packages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.web.chromium import Chromium, program

_MODULES = Path(sys.prefix) / "web" / "node_modules"
AXE = _MODULES / "axe-core" / "axe.min.js"
VNU = _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
"""For a program that ends soon: translating it more thoroughly would take longer than running it. It goes deep."""
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def need(*wanted: str) -> None:
    """Skip where one of "chromium", "axe" and "vnu" is missing; fail instead where nothing may be missing (CI)."""
    there = {"chromium": program() is not None, "axe": AXE.exists()}
    there["vnu"] = VNU.exists() and shutil.which("java") is not None
    missing = [one for one in wanted if not there[one]]
    if missing:
        said = f"not installed: {', '.join(missing)} (./run test installs them as root, see need_checkers)"
        pytest.fail(said) if os.environ.get("CI") else pytest.skip(said)


def axe_says(browser: Chromium) -> list[str]:
    """Return what axe-core finds on the page that is open: rule, place, and what to do."""
    browser.js(_axe())
    options = json.dumps({"runOnly": list(_RULES), "resultTypes": ["violations"]})
    found = browser.js(f"axe.run(document, {options}).then(r => JSON.stringify(r.violations))", waits=True)
    return [
        f"{one['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for one in json.loads(found)
        for node in one["nodes"]
    ]


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def vnu_says(files: Iterable[Path]) -> list[str]:
    """Return what the HTML checker finds in ``files``: errors, and warnings too."""
    done = subprocess.run(
        ["java", *_QUICK, "-jar", str(VNU), "--format", "json", "--exit-zero-always", *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{Path(one['url']).name}:{one.get('lastLine', 0)}: {one['message']}: {one.get('extract', '')!r}"
        for one in messages
    ]
