"""What a figure is made of, for a terminal: the same words as beside the window's figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from workbench.cli.context import print_json, print_table
from workbench.locale import Texts

if TYPE_CHECKING:
    from workbench.analysis.results import Results
    from workbench.model.project import Project


def print_explanations(
    project: Project, results: Results, keys: Sequence[str], texts: Texts, *, are_json: bool
) -> None:
    """Print the figures ``keys`` with definition, formula and inputs. Raises NoSuchFigureError for an unknown one."""
    from workbench.analysis.explain import explain
    from workbench.export.traces import as_json, said, traces

    found = [explain(project, results, key) for key in keys]
    if are_json:
        print_json({"scenario": results.scenario_name, "scenario_id": results.scenario,
                    "explanations": [as_json(one) for one in found]})  # fmt: skip
        return
    for n, one in enumerate(found):
        if n:
            click.echo("")
        click.echo(f"{texts.message(one.title)}: {said(one.value, one.unit, texts)}")
        click.echo(texts.message(one.definition))
        click.echo(texts("= {formula}", formula=texts.message(one.formula)))
        print_table(
            [
                (
                    line.sign,
                    line.name,
                    line.written,
                    ", ".join(part for part in (line.source, line.quality) if part),
                    line.unfolds or "",
                )
                for line in traces(one, texts)
            ],
            right=(2,),
        )
