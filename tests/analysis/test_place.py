"""Going there: every finding leads to an item that exists, and every place to a page."""

from __future__ import annotations

import pytest

from tests.analysis.small_project import small_project, with_case_type
from tests.analysis.test_findings import sound, step
from workbench.analysis.engine import Engine
from workbench.analysis.findings import RULES
from workbench.analysis.place import Place, ids_to, page_of, place_of
from workbench.model.process import Disagreement
from workbench.model.project import COLLECTIONS, SINGLES
from workbench.model.volumes import Channel, Source, Volume


def exists(project, place):
    if not place.ids:
        return place.collection in COLLECTIONS or place.collection in SINGLES
    return ids_to(project, place.collection, place.ids[-1])[: len(place.ids)] == place.ids


@pytest.mark.fast
def test_every_finding_leads_to_what_it_is_about():
    for project in (
        small_project(),
        step(1, level=None)(sound()),
        with_case_type(small_project(), 0, steps=(), flows=()),
    ):
        for finding in Engine().results(project).findings:
            place = place_of(finding, project)
            assert exists(project, place), finding
            if finding.id:
                assert place.ids[-1] == finding.id and len(place.ids) == place.collection.count(".") + 1


@pytest.mark.fast
def test_a_volume_is_found_in_its_own_case_type():
    """Ids of volumes repeat from case type to case type."""
    guess = (Volume(id="v", channel=Channel.PHONE, low=1, likely=2, high=3, source=Source.GUESS),)
    project = with_case_type(with_case_type(small_project(), 0, volumes=guess), 2, volumes=guess)
    found = [one for one in Engine().results(project).findings if one.rule == "volume-is-guess"]
    assert [place_of(one, project).ids for one in found] == [("x", "v"), ("z", "v")]


def test_what_lies_deeper_is_looked_up():
    noted = Disagreement(id="d", who="Eva 19121212-1212", level=2)
    project = step(0, disagreements=(noted,))(sound())
    found = next(one for one in Engine().results(project).findings if one.rule == "personal-number")
    assert place_of(found, project) == Place("case_types.steps.disagreements", ("c", "info", "d"), "who")
    assert place_of(found, sound()) == Place("case_types")


@pytest.mark.fast
@pytest.mark.parametrize(
    ("place", "page"),
    [
        (Place("case_types", ("c",)), "case_types"),
        (Place("case_types", ("c",), "steps"), "process"),
        (Place("case_types", ("c",), "contacts_per_case"), "volumes"),
        (Place("case_types", ("c",), "checklists"), "checklists"),
        (Place("case_types.steps", ("c", "s"), "level"), "process"),
        (Place("case_types.steps.disagreements", ("c", "s", "d")), "process"),
        (Place("case_types.volumes", ("c", "v")), "volumes"),
        (Place("checklists.items", ("k", "i")), "checklists"),
        (Place("departments", ("d",), "agreements"), "handover"),
        (Place("departments", ("d",), "faqs"), "faqs"),
        (Place("departments", ("d",)), "programme"),
        (Place("workshops", ("w",), "case_types"), "workshop"),
        (Place("workshops.questions", ("w", "q")), "workshop"),
        (Place("settings", (), "adviser_cost"), "costs"),
        (Place("settings", (), "realisable_share"), "staffing"),
        (Place("risks", ("r",)), "programme"),
        (Place("scenarios", ("s",)), "scenarios"),
    ],
)
def test_pages(place, page):
    assert page_of(place) == page


def test_every_collection_has_a_page():
    assert {page_of(Place(path)) for path in (*COLLECTIONS, *SINGLES)} >= {
        "programme",
        "handover",
        "workshop",
    }


def test_every_rule_is_known_to_the_list_of_what_blocks():
    from workbench.analysis.standing.blocking import _TITLES

    assert set(_TITLES) == set(RULES)
