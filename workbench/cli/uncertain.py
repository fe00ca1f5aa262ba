"""How sure the figures are, as ``calculate --draws`` prints it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from workbench.cli.context import print_table
from workbench.locale import Texts
from workbench.model.text import Percent

if TYPE_CHECKING:
    from workbench.analysis.results import Results
    from workbench.analysis.uncertainty import Band, Guess, Uncertainty
    from workbench.model.project import Project

GUESSES = 10
"""Guesses that are printed: the JSON has more."""
_TENTH = 10


def uncertainty_with_progress(
    project: Project, results: Results, texts: Texts, draws: int, seed: int
) -> Uncertainty:
    """Return how sure ``results`` are; progress goes to standard error."""
    from workbench.analysis.uncertainty import uncertainty

    said = 0

    def progress(done: int, total: int) -> None:
        nonlocal said
        if done * _TENTH // total > said:
            said = done * _TENTH // total
            click.echo(texts("  {done} of {total} draws", done=done, total=total), err=True)

    scenario = results.scenario if project.scenarios else None
    return uncertainty(project, scenario, results=results, draws=draws, seed=seed, progress=progress)


def print_uncertainty(found: Uncertainty, project: Project, currency: str, texts: Texts) -> None:
    """Print the bands of the whole, each department's amount, and the guesses that matter most."""
    from workbench.analysis.scenarios.comparison import NAMES_OF_BANDS

    names = {one.id: one.name for one in project.departments}
    click.echo("")
    click.echo(
        texts(
            "How sure that is, from {draws} draws with seed {seed}:",
            draws=texts.number(found.draws),
            seed=str(found.seed),
        )
    )
    rows = [
        (
            "",
            texts("Planned"),
            texts("10th percentile"),
            texts("50th percentile"),
            texts("90th percentile"),
            texts("Mean"),
        )
    ]
    for band in found.bands:
        if band.of is None:
            rows.append((texts(NAMES_OF_BANDS[band.key]), *_cells(band, currency, texts)))
        elif band.key in {"amount", "net_effect"}:
            label = texts(NAMES_OF_BANDS[band.key])
            rows.append((f"{names[band.of]}: {label}", *_cells(band, currency, texts)))
    print_table(rows, right=range(1, 6))
    if found.guesses:
        _print_guesses(found, texts)


def _cells(band: Band, currency: str, texts: Texts) -> tuple[str, str, str, str, str]:
    def show(value: float) -> str:
        if band.unit == "currency":
            return texts.money(Decimal(round(value)), currency)
        if band.unit.startswith("currency"):
            return texts.money(Decimal(str(round(value, 2))), currency, 2)
        if band.unit.startswith("share"):
            return texts.percent(value, 1)
        return texts.number(value, 1 if band.unit in {"FTE", "hours"} else 0)

    return (show(band.planned), show(band.p10), show(band.p50), show(band.p90), show(band.mean))


def _print_guesses(found: Uncertainty, texts: Texts) -> None:
    click.echo("")
    click.echo(
        texts("The guesses that matter most for the positions, of {n}:", n=texts.number(found.n_guesses))
    )
    rows: list[tuple[str, ...]] = [
        (
            texts("Guess"),
            texts("Said"),
            texts("Source"),
            texts("Part of the variance"),
            texts("Positions from"),
            texts("to"),
        )
    ]
    rows += [_guess(one, texts) for one in found.guesses[:GUESSES]]
    print_table(rows, right=(3, 4, 5))
    click.echo(
        texts(
            "All volumes wrong in the same direction make {volumes} of the variance, all minutes {minutes}.",
            volumes=Percent(found.volumes_common),
            minutes=Percent(found.minutes_common),
        )
    )


def _guess(one: Guess, texts: Texts) -> tuple[str, ...]:
    from workbench.analysis.words import word

    detail = one.detail if isinstance(one.detail, str) else texts.message(one.detail)
    said = (texts.number(value, 1) for value in (one.low, one.likely, one.high))
    return (
        f"{one.name}: {detail}",
        " - ".join(said),
        texts.message(word(one.source.value)),
        texts.percent(one.share_of_variance, 1),
        texts.number(one.fte_p10, 2),
        texts.number(one.fte_p90, 2),
    )
