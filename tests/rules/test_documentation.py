"""What the documentation promises is there: every command, every option, every file it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click import Option

from workbench.cli.export import KIND_NAMES
from workbench.cli.main import COMMANDS, group
from workbench.export.kinds import KINDS

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    import click

    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert re.search(rf"^    {name}\b", PAGES, re.MULTILINE), f"docs/commands.md lacks {name}"
    options = {
        option
        for one in command.params
        if isinstance(one, Option)
        for option in one.opts
        if option != "--help"
    }
    assert {option for option in options if option not in PAGES} == set()


def test_the_kinds_of_the_command_are_those_that_are_made() -> None:
    assert tuple(KINDS) == KIND_NAMES
    assert [kind for kind in KINDS if f"`{kind}`" not in PAGES] == []


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_files_that_are_named_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", text) + re.findall(
        r"`((?:docs|tests|workbench|samples|requirements)/[\w./-]+)`", text
    )
    assert [path for path in linked if not (ROOT / path).exists()] == []


def test_the_commands_in_the_readme_are_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^    \./run (\w+)", text, re.MULTILINE)
    assert [name for name in named if name not in {*COMMANDS, "demo", "test"}] == []
