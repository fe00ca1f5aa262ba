"""Imports point one way: model < edits < analysis < capture < store | intake | export < session < ui | cli."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "workbench"
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "locale": {"model"},
    "edits": {"model"},
    "templates": {"model", "edits", "store"},
    "analysis": {"model", "edits"},
    "store": {"model", "edits", "analysis"},
    "intake": {"model", "edits", "analysis", "capture", "parts"},
    "capture": {"model", "edits", "analysis"},
    "parts": {"model", "edits"},
    "export": {"model", "edits", "analysis", "locale", "parts"},
    "session": {"model", "edits", "analysis", "parts", "store", "intake"},
    "ui": set(),
    "cli": set(),
    "__main__": {"cli", "ui"},
}
"""Which parts of the package each part may import. Itself always; the package's version always."""
MAY_IMPORT["ui"] = MAY_IMPORT["cli"] = set(MAY_IMPORT) - {"ui", "cli", "__main__"}
MAY_IMPORT["cli/gui.py"] = MAY_IMPORT["cli"] | {"cli", "ui"}

SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def part_of(path: Path) -> str:
    if path == PACKAGE / "cli" / "gui.py":
        return "cli/gui.py"  # the one command that opens the window
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_modules(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def wrong_imports(part: str, source: str) -> set[str]:
    wrong = set()
    for module in imported_modules(source):
        names = module.split(".")
        if names[0] == "workbench" and len(names) > 1 and names[1] in MAY_IMPORT:
            if names[1] != part and names[1] not in MAY_IMPORT[part]:
                wrong.add(module)
        elif names[0] in {"PySide6", "shiboken6"} and part not in {"ui"}:
            wrong.add(module)
    return wrong


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    assert wrong_imports(part_of(path), path.read_text(encoding="utf-8")) == set()


@pytest.mark.fast
def test_an_import_that_points_up_is_noticed() -> None:
    assert wrong_imports("model", "from workbench.store import journal") == {
        "workbench.store",
        "workbench.store.journal",
    }
    assert wrong_imports("export", "import PySide6.QtGui") == {"PySide6.QtGui"}
    assert wrong_imports("analysis", "from workbench.locale import Texts") != set()


def test_the_core_runs_where_qt_is_not_to_be_had() -> None:
    program = (
        "import sys; sys.modules['PySide6'] = None\n"
        "import pkgutil, importlib, workbench\n"
        "for found in pkgutil.walk_packages(workbench.__path__, 'workbench.'):\n"
        "    if '.ui' not in found.name and 'make_' not in found.name and not found.name.endswith('__main__'):\n"
        "        importlib.import_module(found.name)\n"
        "print('all imported')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False, timeout=120
    )
    assert done.stdout.strip() == "all imported", done.stderr


BANNED_WORDS = ("manager", "helper", "util", "handler", "misc", "common")


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_names_say_what_a_thing_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = ast.ClassDef | ast.FunctionDef
    named = [path.stem] + [n.name for n in ast.walk(tree) if isinstance(n, kinds)]
    allowed = {"common_entry_share", "misdirected_share"}
    assert [
        n for n in named if n not in allowed and any(word in n.lower().split("_") for word in BANNED_WORDS)
    ] == []
    assert ast.get_docstring(tree), f"{path} does not say what it is for"
