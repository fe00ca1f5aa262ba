"""What a scenario may say otherwise than the project: each such value written, and read as people type it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from workbench.analysis.scenario import ScenarioTerms
from workbench.capture.quantities import read_number, read_share
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.scenarios import AllocationKey, FinancingModel, Scenario
from workbench.model.text import N_, ProjectError, message
from workbench.ui.typed_figures import decimal_mark, read_amount
from workbench.ui.widgets.figures import written_share

Kind = Literal["share", "change", "money", "wave", "key", "financing"]


@dataclass(frozen=True)
class Setting:
    """A field of a scenario, what it is called, and what it says of itself. ``kind``: how it is written."""

    field: str
    label: str
    kind: Kind
    hint: str = ""


SETTINGS: tuple[Setting, ...] = (
    Setting("through_wave", N_("Waves that have started"), "wave"),
    Setting(
        "handling_time_change",
        N_("Handling time, change"),
        "change",
        N_("Such as +3 %: contacts take longer."),
    ),
    Setting("adviser_salary_per_month", N_("Adviser's salary per month"), "money"),
    Setting("absence_share", N_("Absence, public holidays included"), "share"),
    Setting(
        "realisable_share",
        N_("Share of released hours that become positions"),
        "share",
        N_("Said here, it holds for units with a share of their own too."),
    ),
    Setting("employer_contribution", N_("Employer contribution"), "share"),
    Setting("interest_rate", N_("Interest rate"), "share"),
    Setting("allocation_key", N_("Readiness is shared by"), "key"),
    Setting("financing", N_("Way of paying"), "financing"),
)
"""The fields of one value each, in the order of the form."""

_UNSAID: dict[str, Any] = {"handling_time_change": 0.0}


def unsaid(field: str) -> Any:
    """Return the value of ``field`` with which a scenario says what the project says."""
    return _UNSAID.get(field)


def is_said(scenario: Scenario, field: str) -> bool:
    """Tell whether ``scenario`` says something of its own in ``field``."""
    return bool(getattr(scenario, field) != unsaid(field))


def as_project(field: str, project: Project, terms: ScenarioTerms) -> Any:
    """Return what holds where no scenario says otherwise; ``terms`` are the project's without a scenario."""
    if field == "through_wave":
        return project.waves[-1].id if project.waves else None
    if field == "handling_time_change":
        return 0.0
    return getattr(terms, field)


def choices(setting: Setting, project: Project, texts: Texts) -> tuple[tuple[str, str], ...]:
    """Return (key, word) of what can be chosen in ``setting``; none for a field that is typed."""
    if setting.kind == "wave":
        return tuple((wave.id, texts("Through {wave}", wave=wave.name)) for wave in project.waves)
    if setting.kind == "key":
        return tuple((one.value, word(one.value, texts)) for one in AllocationKey)
    if setting.kind == "financing":
        return tuple((one.value, word(one.value, texts)) for one in FinancingModel)
    return ()


def written(setting: Setting, value: Any, project: Project, texts: Texts) -> str:
    """Return ``value`` in words; empty for None."""
    if value is None:
        return ""
    if setting.kind == "share":
        return written_share(texts, float(value))
    if setting.kind == "change":
        return signed_share(float(value), texts)
    if setting.kind == "money":
        return texts.money(Decimal(value), project.settings.currency)
    return dict(choices(setting, project, texts)).get(str(value), "")


def signed_share(value: float, texts: Texts) -> str:
    """Return a change with its sign; a real minus."""
    return ("+" if value > 0 else "") + written_share(texts, value).replace("-", "\u2212")


def read(setting: Setting, text: str, texts: Texts) -> Any:
    """Return what was typed as the file holds it; "" says nothing of its own. Raises ProjectError with the reason."""
    plain = text.strip()
    if not plain:
        return unsaid(setting.field)
    if setting.kind == "change":
        return read_change(plain, texts)
    if setting.kind == "money":
        return str(read_money(plain, texts))
    return read_part(plain, texts)


def read_money(text: str, texts: Texts) -> Decimal:
    """Return an amount that was typed, with or without its currency. Raises ProjectError for anything else."""
    found = read_amount(text, texts)
    if found is None or found < 0:
        raise ProjectError(message(N_('"{text}" is not an amount: write it as 31 800'), text=text))
    return found


def read_part(text: str, texts: Texts) -> float:
    """Return a share that was typed. Raises ProjectError for anything else."""
    found = read_share(text, decimal_mark=decimal_mark(texts))
    if found is None:
        raise ProjectError(message(N_('"{text}" is not a share: write it as 20 %'), text=text))
    return found.likely


def read_change(text: str, texts: Texts) -> float:
    """Return a change that was typed as a share with a sign. Raises ProjectError for anything else."""
    sign = -1.0 if text[0] in "-\u2212\u2013" else 1.0
    found = read_share(text.lstrip("+-\u2212\u2013 "), decimal_mark=decimal_mark(texts))
    if found is None or sign * found.likely <= -1:
        raise ProjectError(message(N_('"{text}" is not a change: write it as +3 % or −5 %'), text=text))
    return sign * found.likely


def read_figure(text: str, texts: Texts, *, least: float = 0.0) -> float:
    """Return a number of at least ``least`` that was typed. Raises ProjectError for anything else."""
    found = read_number(text, decimal_mark=decimal_mark(texts))
    if found is None or found.likely < least:
        raise ProjectError(message(N_('"{text}" is not a number that can stand here.'), text=text))
    return found.likely
