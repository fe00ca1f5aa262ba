"""click's own words ("Usage", "Options", its errors), so that a Swedish help page is Swedish throughout.

click asks the standard library's gettext for them. Its catalogues would have to be compiled files in a folder;
ours are read as they are, so the library is asked to look there instead.
"""

from __future__ import annotations

import gettext

from workbench.locale import Texts
from workbench.model.text import N_

WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("%(prog)s, version %(version)s"),
    N_("default: {default}"),
    N_("required"),
    N_("Try '{command} {option}' for help."),
    N_("Error: {message}"),
    N_("Error: invalid input"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("Missing parameter"),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is not readable."),
    N_("Could not open file {filename!r}: {message}"),
    N_("file"),
    N_("directory"),
    N_("path"),
)


def speak(texts: Texts) -> None:
    """Let click speak the language of ``texts`` from now on in this process."""
    known = set(WORDS)

    def look_up(domain: str, message: str) -> str:  # noqa: ARG001 - the library passes both by place
        return texts.unfilled(message) if message in known else message

    gettext.dgettext = look_up
