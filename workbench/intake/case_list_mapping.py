"""What the columns of a list of case types mean: by the words at their head, or by a mapping file.

Heads are known in the three languages. Where a municipality calls its columns something else, a TOML file says
what they are; an unknown key is an error, because a misspelt one would be ignored without a word.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbench.capture.folding import fold_words
from workbench.capture.names import CHANNEL_WORDS, OTHER_CHANNEL_WORDS
from workbench.intake.errors import IntakeError, cannot_open
from workbench.model.text import N_, message
from workbench.model.volumes import Channel

FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("name", "namn", "navn", "case type", "ärendetyp", "sagstype", "ärende", "sag", "case", "ärenden",
             "ärendetyper", "sagstyper", "case types", "titel", "title", "benämning", "betegnelse", "uppgift",
             "opgave", "task"),
    "department": ("department", "förvaltning", "forvaltning", "forvaltningsområde", "avdelning", "afdeling"),
    "unit": ("unit", "enhet", "enhed", "verksamhet", "sektion", "section", "team"),
    "level": ("level", "nivå", "niveau", "rosa", "rosa-nivå", "rosanivå", "rosa-niveau", "rosaniveau",
              "rosa level"),
    "volume": ("volume", "volym", "antal", "mængde", "number", "antal per år", "antal pr. år", "antal/år",
               "per år", "pr. år", "per year", "volume per year", "volym per år"),
    "channel": ("channel", "kanal", "ingång", "indgang"),
    "minutes": ("minutes", "minuter", "minutter", "min", "tid", "time", "handling time", "hanteringstid",
                "ekspeditionstid", "tidsåtgång", "tidsforbrug"),
    "owner": ("owner", "ägare", "ejer", "ansvarig", "responsible", "kontaktperson"),
    "codes": ("codes", "code", "kod", "koder", "kode", "kle", "klassa", "kle-nummer", "kle-nr", "klassificering",
              "klassifikation"),
}  # fmt: skip
"""The words that may stand above a column, by what the column means."""

_CHANNEL_OF = {
    fold_words(name): channel
    for channel in Channel
    for name in (*CHANNEL_WORDS[channel], *OTHER_CHANNEL_WORDS.get(channel, ()))
}
_FIELD_OF = {fold_words(name): field for field, names in FIELDS.items() for name in names}
_FORBID = ConfigDict(frozen=True, extra="forbid", strict=True)


class CaseColumns(BaseModel):
    """The heads of a list's columns by what they mean, as written in the file."""

    model_config = _FORBID

    name: str | None = None
    department: str | None = None
    unit: str | None = None
    level: str | None = None
    volume: str | None = None
    channel: str | None = None
    minutes: str | None = None
    owner: str | None = None
    codes: str | None = None


class CaseListMapping(BaseModel):
    """How a list of case types is to be read. Everything has a default.

    ``department`` and ``channel`` hold for rows that name none; ``scheme`` is what bare codes belong to.
    """

    model_config = _FORBID

    sheet: str | None = None
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    encoding: str | None = None
    department: str = ""
    channel: str = ""
    scheme: str = ""
    decimal_mark: Literal[",", "."] | None = None
    columns: CaseColumns = CaseColumns()


def read_case_list_mapping(path: Path) -> CaseListMapping:
    """Return the mapping that ``path`` holds; an IntakeError names the file, the key and the remedy."""
    remedy = message(N_("docs/commands.md names every key of the mapping of a list of case types."))
    try:
        mapping = CaseListMapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        key = ".".join(str(part) for part in error.errors()[0]["loc"])
        what = message(
            N_('The mapping file {file} has a wrong or unknown key: "{key}".'), file=path.name, key=key
        )
        raise IntakeError(what, remedy) from None
    except OSError as error:
        raise cannot_open(path, error) from error
    except (ValueError, RecursionError) as error:
        what = message(
            N_("The mapping file {file} is not TOML ({reason})."), file=path.name, reason=str(error)
        )
        raise IntakeError(what, remedy) from error
    if mapping.channel and channel_of(mapping.channel) is None:
        what = message(N_('"{channel}" in {file} is no channel.'), channel=mapping.channel, file=path.name)
        raise IntakeError(what, remedy)
    return mapping


def channel_of(text: str) -> Channel | None:
    """Return the channel that ``text`` names in one of the three languages, or by its key; else None."""
    wanted = fold_words(text).replace("_", " ")
    if wanted in _CHANNEL_OF:
        return _CHANNEL_OF[wanted]
    return next((one for one in Channel if one.value.replace("_", " ") == wanted), None)


def meaning_of(head: str, mapping: CaseListMapping) -> str | Channel | None:
    """Return what the column under ``head`` means: a field, a channel whose volume it holds, or None."""
    wanted = fold_words(head)
    named = {field: name for field, name in mapping.columns.model_dump().items() if name}
    for field, name in named.items():
        if fold_words(name) == wanted:
            return field
    known = _FIELD_OF.get(wanted)
    if known is not None:
        return None if known in named else known
    return channel_of(head)
