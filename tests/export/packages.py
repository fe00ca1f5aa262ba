"""Packages on disk for the tests of exports: written once per project, edition and language."""

from __future__ import annotations

import json
from pathlib import Path

from workbench.analysis.engine import Engine
from workbench.export.order import File, order
from workbench.export.package import write_package
from workbench.locale import Language, Texts
from workbench.model.project import Project

QUICK = ("tasks", "checklists", "faq", "network", "knowledge", "project")
"""Kinds that are soon made."""


def written(
    project: Project, folder: Path, edition: str = "internal", language: Language = "en", **wanted
) -> tuple[File, ...]:
    """Write a package of ``project`` into ``folder`` and return its files."""
    results = Engine().results(project)
    return write_package(order(project, results, Texts(language), edition=edition, **wanted), project, folder)


def manifest(folder: Path) -> dict:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
