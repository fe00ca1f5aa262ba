"""Questions of what if on a big project, asked by themselves and beside figures that are there (docs/method.md).

Run it with `./run bench what_if`.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from decimal import Decimal

from workbench.analysis.engine import Engine, warm_up
from workbench.analysis.scenarios.budget_seek import levels_within_budget
from workbench.analysis.scenarios.causes import causes
from workbench.analysis.scenarios.waves import quarters
from workbench.model.project import Project
from workbench.templates import template_project

PART = Decimal("0.8")
"""The budget is this part of what the scenario costs, so that a level moves in part."""


def processor_s(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def asked(project: Project, engine: Engine | None, budget: Decimal) -> str:
    """Return the seconds of each question; ``engine`` is what is known."""
    first, last = project.scenarios[0].id, project.scenarios[-1].id
    took = {
        "causes": processor_s(lambda: causes(project, first, last, engine=engine)),
        "quarters": processor_s(lambda: quarters(project, first, engine=engine)),
        "budget": processor_s(lambda: levels_within_budget(project, budget, first, engine=engine)),
    }
    return ", ".join(f"{what} {seconds:.1f} s" for what, seconds in took.items())


def main() -> None:
    project = template_project("big")
    first, last = project.scenarios[0], project.scenarios[-1]
    gc.collect()
    gc.freeze()
    warm_up(project.municipality.country, project.settings.planning_year)
    known = Engine()
    print(
        f"figures of a scenario: {processor_s(lambda: known.figures(project, first)):.1f} s of processor time"
    )
    known.figures(project, last)
    budget = (known.figures(project, first).costs.shared_yearly * PART).quantize(Decimal(1))
    print("by itself:", asked(project, None, budget))
    print("beside known figures:", asked(project, known, budget))


if __name__ == "__main__":
    main()
