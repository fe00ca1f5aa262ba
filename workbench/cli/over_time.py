"""Waves over time, as ``calculate --quarters`` prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli.context import print_table
from workbench.locale import Texts

if TYPE_CHECKING:
    from workbench.analysis.scenarios.waves import Quarter


def print_quarters(found: tuple[Quarter, ...], currency: str, texts: Texts) -> None:
    """Print a row per quarter in which a wave starts; yearly figures, as if it stayed so for a year."""
    click.echo("")
    if not found:
        click.echo(texts("The project has no waves: everything starts at once."))
        return
    click.echo(texts("Wave by wave, yearly figures as if it stayed so for a year:"))
    rows = [
        (
            texts("Quarter"),
            texts("Case types"),
            texts("Contacts per year"),
            texts("Full-time positions"),
            texts("Yearly cost"),
            texts("Starts"),
        )
    ]
    rows += [
        (
            f"{one.starts_on.year}:{(one.starts_on.month + 2) // 3}",
            texts.number(one.case_types),
            texts.number(round(one.contacts_per_year)),
            texts.number(one.fte_total, 1),
            texts.money(one.cost_per_year, currency),
            "; ".join(one.waves),
        )
        for one in found
    ]
    print_table(rows, right=(1, 2, 3, 4))
