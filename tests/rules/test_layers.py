"""Imports point one way: model < edits < analysis < capture < store | intake | export < session < ui | cli."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
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


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def statements(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield every statement, however deep: all imports, classes and functions, without a look into expressions."""
    left: list[ast.AST] = [tree]
    while left:
        node = left.pop()
        yield node
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            within = getattr(node, name, ())
            if isinstance(within, list):  # a conditional expression or a lambda has one that is none
                left += within


def imported_modules(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in statements(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def wrong_imports(part: str, tree: ast.Module) -> set[str]:
    wrong = set()
    for module in imported_modules(tree):
        names = module.split(".")
        if names[0] == "workbench" and len(names) > 1 and names[1] in MAY_IMPORT:
            if names[1] != part and names[1] not in MAY_IMPORT[part]:
                wrong.add(module)
        elif names[0] in {"PySide6", "shiboken6"} and part not in {"ui"}:
            wrong.add(module)
    return wrong


def test_imports_point_one_way() -> None:
    found = {path: wrong_imports(part_of(path), parsed(path)) for path in SOURCES}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.fast
def test_an_import_that_points_up_is_noticed() -> None:
    deep = (
        "def f():\n try: pass\n except E:\n  if x:\n   pass\n  else:\n   from workbench.store import journal"
    )
    assert wrong_imports("model", ast.parse(deep)) == {
        "workbench.store",
        "workbench.store.journal",
    }
    assert wrong_imports("export", ast.parse("import PySide6.QtGui")) == {"PySide6.QtGui"}
    assert wrong_imports("analysis", ast.parse("from workbench.locale import Texts")) != set()


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


def test_names_say_what_a_thing_is() -> None:
    wrong = {path: names for path in SOURCES if (names := wrong_names(path))}
    assert wrong == {}
    silent = [path for path in SOURCES if not ast.get_docstring(parsed(path))]
    assert silent == [], "they do not say what they are for"


def wrong_names(path: Path) -> list[str]:
    tree = parsed(path)
    kinds = ast.ClassDef | ast.FunctionDef
    named = [path.stem] + [n.name for n in statements(tree) if isinstance(n, kinds)]
    allowed = {"common_entry_share", "misdirected_share"}
    return [
        n for n in named if n not in allowed and any(word in n.lower().split("_") for word in BANNED_WORDS)
    ]
