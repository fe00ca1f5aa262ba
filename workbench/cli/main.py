"""The command group: finds a command's module when it is asked for, speaks the user's language, and
turns every error into a sentence and an exit code.

A command is looked up in one table and imported only when it runs, so that ``--help`` stays quick.
"""

from __future__ import annotations

import copy
import importlib
import sys
from typing import Any

import click

from workbench import __version__
from workbench.cli.click_words import speak
from workbench.cli.context import CommandContext
from workbench.locale import LANGUAGES, Language, Texts, system_language
from workbench.model.text import N_, ProjectError

DONE, FOUND, USAGE, UNREADABLE, LOCKED, UNWRITABLE = range(6)
"""Exit codes: done; findings, conflicts or a rejected edit; wrong usage; unreadable; locked; unwritable."""

COMMANDS: dict[str, tuple[str, str]] = {
    "gui": ("workbench.cli.gui:gui", N_("Open the window, with a project if one is named")),
    "new": ("workbench.cli.files:new", N_("Make a project file from a template")),
    "info": ("workbench.cli.files:info", N_("Say what a project file holds")),
    "check": ("workbench.cli.files:check", N_("List findings: what is missing, guessed or not allowed")),
    "calculate": ("workbench.cli.calculate:calculate", N_("Calculate a scenario: staffing, costs, balance")),
    "compare": ("workbench.cli.scenarios:compare", N_("Set scenarios side by side")),
    "fix": ("workbench.cli.scenarios:fix", N_("Keep a calculation for a decision")),
    "seek": ("workbench.cli.seek:seek", N_("Ask backwards: what people or money are enough for")),
    "simulate": ("workbench.cli.calculate:simulate", N_("Test the staffing plan by simulation")),
    "queue": ("workbench.cli.queue:queue", N_("Calculate one queue, or a file of queues")),
    "apply": ("workbench.cli.files:apply", N_("Apply edits, one JSON object per line")),
    "show": ("workbench.cli.files:show", N_("Print the project or a part of it as JSON")),
    "schema": ("workbench.cli.files:schema", N_("Print the JSON Schema of project files and edits")),
    "diff": ("workbench.cli.files:diff", N_("List what differs between two project files")),
    "calls": ("workbench.cli.calls:calls", N_("Read a call log: arrivals, handling times, waits")),
    "import": ("workbench.cli.imports:import_source", N_("Import a list of case types, or a tally sheet")),
    "export": ("workbench.cli.export:export", N_("Write the handover package, or a part of it")),
    "part": ("workbench.cli.parts:part", N_("Write a department's part, to be edited elsewhere")),
    "merge": ("workbench.cli.parts:merge", N_("Merge a part that came back")),
    "purge": ("workbench.cli.files:purge", N_("Remove what was deleted from the file and its copies")),
}


class _Commands(click.Group):
    """The group: lists the table, imports on demand, translates help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return _translated(command, ctx.obj.texts if ctx.obj else Texts("en"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        texts: Texts = ctx.obj.texts if ctx.obj else Texts("en")
        with formatter.section(texts("Commands")):
            formatter.write_dl([(name, texts(help_text)) for name, (_, help_text) in COMMANDS.items()])


def _translated(command: click.Command, texts: Texts) -> click.Command:
    """Return a copy of ``command`` with its help in the language of ``texts``."""
    spoken = copy.copy(command)
    spoken.help = texts(command.help) if command.help else None
    spoken.params = [_with_help(parameter, texts) for parameter in command.params]
    return spoken


def _with_help(parameter: click.Parameter, texts: Texts) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    spoken = copy.copy(parameter)
    spoken.help = texts(parameter.help)
    return spoken


@click.group(
    cls=_Commands,
    help=N_("ROSA workbench: from a workshop's case types to a handed-over customer service."),
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="rosa-workbench")
@click.option("--language", type=click.Choice(LANGUAGES), help=N_("Language of what is printed and written."))
def group(language: str | None) -> None:
    """Hold the commands; the language was taken before they were looked up."""


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code. Messages go to stderr, results to stdout."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        language, rest = take_language(arguments)
    except click.UsageError as error:
        return _say(error.format_message(), USAGE)
    texts = Texts(language or system_language())
    speak(texts)
    try:
        result: Any = _translated(group, texts).main(
            args=_with_command(rest),
            prog_name="rosa-workbench",
            standalone_mode=False,
            obj=CommandContext(texts, language),
        )
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        return _say(texts("Stopped."), FOUND)
    except click.ClickException as error:
        error.show()
        return USAGE
    except BrokenPipeError:
        return DONE
    except ProjectError as error:
        return _say(texts.message(error.message), error.exit_code)
    except OSError as error:
        return _say(
            texts(
                "{file}: {reason}. Nothing half-written is left.",
                file=error.filename or "",
                reason=error.strerror,
            ),
            UNREADABLE if isinstance(error, FileNotFoundError) else UNWRITABLE,
        )
    return result if isinstance(result, int) else DONE


def _with_command(arguments: list[str]) -> list[str]:
    """Return the arguments with ``gui`` before them where they name a project file, or nothing at all."""
    if not arguments or (arguments[0] not in COMMANDS and arguments[0].endswith((".rosa", ".rosapart"))):
        return ["gui", *arguments]
    return arguments


def take_language(arguments: list[str]) -> tuple[Language | None, list[str]]:
    """Return the language that ``--language`` names anywhere (None: no such word), and the other arguments."""
    rest: list[str] = []
    wanted: str | None = None
    upcoming = iter(arguments)
    for argument in upcoming:
        if argument == "--language":
            wanted = next(upcoming, "")
        elif argument.startswith("--language="):
            wanted = argument.partition("=")[2]
        else:
            rest.append(argument)
    if wanted is None:
        return None, rest
    for language in LANGUAGES:
        if wanted == language:
            return language, rest
    raise click.UsageError(f"--language: {wanted!r} is not one of {', '.join(LANGUAGES)}")


def _say(text: str, code: int) -> int:
    click.echo(text, err=True)
    return code
