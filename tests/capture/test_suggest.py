"""Levels are proposed from what the project has classed, with a reason; right far more often than wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.capture.suggest import Learned, learned, suggest_level
from workbench.model.case_types import CaseType
from workbench.model.organisation import Department
from workbench.model.process import Step
from workbench.model.project import Municipality, Project
from workbench.templates import read_sample


def classed(*steps: tuple[str, int | None]) -> Project:
    case_types = tuple(
        CaseType(
            id=f"c{n}", name=f"C{n}", department="d", steps=(Step(id=f"s{n}", title=title, level=level),)
        )
        for n, (title, level) in enumerate(steps)
    )
    return Project(
        id="p",
        municipality=Municipality(name="Provköping"),
        departments=(Department(id="d", name="Bygg"),),
        case_types=case_types,
    )


@pytest.mark.fast
def test_the_same_title_decides_and_says_how_often() -> None:
    index = learned(classed(("Granska karta", 3), ("granska KARTA", 3), ("Granska plan", 5)))
    found = suggest_level("Granska karta", index)
    assert found is not None
    assert (found.level, found.confidence) == (3, 1)
    assert str(found.reason) == "2 steps of the same name here are on level 3"


@pytest.mark.fast
def test_similar_steps_of_the_project_go_before_the_word_list() -> None:
    by_list = suggest_level("Registrera ansökan", learned(classed()))
    assert by_list is not None
    assert (by_list.level, by_list.is_from_program, by_list.like) == (3, True, ())
    assert "word list" in str(by_list.reason)
    own = [(f"Registrera {what}", 4) for what in ("båtplats", "hund", "cykel", "båt", "bil")]
    found = suggest_level("Registrera ansökan", learned(classed(*own)))
    assert found is not None
    assert (found.level, found.is_from_program) == (4, False)
    assert len(found.like) == 3
    assert all(title in str(found.reason) for title in found.like)


@pytest.mark.fast
@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Svara på frågor", 1),
        ("Oplyse om åbningstider", 1),
        ("Vägleda om ansökan", 2),
        ("Vejlede om regler", 2),
        ("Register the application", 3),
        ("Modtage ansøgning", 3),
        ("Utreda ärendet", 5),
        ("Bedöma behov", 6),
        ("Nämnden beslutar", 8),
    ],
)
def test_the_word_list_in_three_languages(title: str, level: int) -> None:
    found = suggest_level(title, Learned())
    assert found is not None
    assert found.level == level


@pytest.mark.fast
def test_nothing_is_proposed_where_nothing_speaks_for_a_level() -> None:
    index = learned(classed(("Granska karta", 3), ("Utan nivå", None)))
    for title in ("", "xyzzy", "12", "Utan"):
        assert suggest_level(title, index) is None


@pytest.mark.fast
def test_an_index_brought_up_to_date_equals_a_new_one() -> None:
    before = classed(("Granska karta", 3), ("Granska plan", 5), ("Ta emot", 3))
    index = learned(before)
    looked_at: list[int] = []
    changed = before.case_types[1].changed(steps=(Step(id="s1", title="Granska plan", level=6),))
    after = before.changed(case_types=(before.case_types[0], changed))
    assert learned(after, index, lambda: looked_at.append(1)) is index
    assert len(looked_at) == 2
    fresh = learned(after)
    assert index.__dict__.keys() == fresh.__dict__.keys()
    for name in ("steps", "_of_level", "_by_word"):
        assert getattr(index, name) == getattr(fresh, name)
    for title in ("Granska plan", "Granska ny karta", "Ta emot"):
        assert suggest_level(title, index) == suggest_level(title, fresh)


@pytest.mark.fast
def test_broken_off_learning_goes_on_where_it_was() -> None:
    project = classed(*((f"Granska {n}", 5) for n in "abcdef"))
    index, calls = Learned(), []

    class Enough(Exception):  # noqa: N818
        pass

    def pause() -> None:
        calls.append(1)
        if len(calls) == 3:
            raise Enough

    with pytest.raises(Enough):
        learned(project, index, pause)
    assert learned(project, index).steps == 6


@pytest.mark.parametrize(("name", "least"), [("se", 0.85), ("da", 0.85)])
def test_a_case_type_left_out_gets_its_levels_back(name: str, least: float) -> None:
    project = read_sample(name)
    index = learned(project)
    right = wrong = 0
    for at, case_type in enumerate(project.case_types):
        rest = (*project.case_types[:at], *project.case_types[at + 1 :])
        learned(project.changed(case_types=rest), index)
        for step in case_type.steps:
            found = suggest_level(step.title, index)
            if found is not None:
                right += found.level == step.level
                wrong += found.level != step.level
        learned(project, index)
    assert right / (right + wrong) > least
    assert right > 0.7 * sum(len(one.steps) for one in project.case_types)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_title_can_be_asked_about(title: str) -> None:
    index = learned(classed(("Granska karta", 3), (title, 5)))
    found = suggest_level(title, index)
    assert found is None or 1 <= found.level <= 8
