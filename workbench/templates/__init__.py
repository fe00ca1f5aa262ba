"""What a new project can start from: the two written samples, an empty one, and big ones for speed tests.

The samples are project files beside the checkout's ``samples/build.py``; in an installed package the
same folder lies inside ``workbench``. The big project is made on the spot from a seed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from workbench.model.costs import AdviserCost, DatedRate
from workbench.model.project import Municipality, Project, Settings, WorkingTime
from workbench.model.record import new_id
from workbench.model.scenarios import Scenario
from workbench.model.service import Pool
from workbench.store.project_file import parse
from workbench.templates.big import big_project
from workbench.templates.rates import CONTRIBUTIONS, INTEREST, WORKING_HOURS

TemplateName = Literal["se", "da", "empty", "big"]
TEMPLATE_NAMES: tuple[TemplateName, ...] = ("se", "da", "empty", "big")


def template_project(
    name: TemplateName,
    *,
    departments: int = 60,
    case_types: int = 5000,
    steps: int = 40000,
    seed: int = 1,
    country: Literal["SE", "DK"] = "SE",
) -> Project:
    """Return the project that the template ``name`` stands for.

    ``departments``, ``case_types``, ``steps`` and ``seed`` count for "big" alone, ``country`` for
    "empty". Raises FileNotFoundError where the built samples are missing from the installation,
    ValueError where the numbers of "big" cannot be met.
    """
    if name == "big":
        return big_project(departments=departments, case_types=case_types, steps=steps, seed=seed)
    if name == "empty":
        return empty_project(country)
    return read_sample(name)


def read_sample(name: Literal["se", "da"]) -> Project:
    """Return a written sample, validated and with its references checked."""
    path = samples_folder() / f"{name}.rosa"
    return parse(path.read_bytes(), path).project


def samples_folder() -> Path:
    """Return the folder of the built samples: the installed package's, else the checkout's."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "samples"
    return installed if installed.is_dir() else package.parent / "samples"


def empty_project(country: Literal["SE", "DK"] = "SE") -> Project:
    """Return a project without case types: a pool, a scenario and the country's dated rates."""
    danish = country == "DK"
    scenario = Scenario(id="scenario-1-3", name="Niveau 1-3" if danish else "Nivå 1-3")
    pool = Pool(id="pool-1", name="Borgerservice" if danish else "Kundservice")
    settings = Settings(
        language="da" if danish else "sv",
        currency="DKK" if danish else "SEK",
        chosen_scenario=scenario.id,
        working_time=WorkingTime(
            paid_hours_per_year=WORKING_HOURS[country][0], source=WORKING_HOURS[country][1]
        ),
        adviser_cost=AdviserCost(),
        employer_contributions=tuple(DatedRate(**rate) for rate in CONTRIBUTIONS[country]),
        interest_rates=tuple(DatedRate(**rate) for rate in INTEREST[country]),
    )
    return Project(
        id=new_id(),
        municipality=Municipality(name="", country=country, customer_service_name=pool.name),
        settings=settings,
        pools=(pool,),
        scenarios=(scenario,),
    )


__all__ = [
    "TEMPLATE_NAMES",
    "TemplateName",
    "empty_project",
    "read_sample",
    "samples_folder",
    "template_project",
]
