"""Names that are nearly the same are found, names that differ in what matters are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.capture.duplicates import near_duplicates, pairs, question_pairs
from workbench.model.case_types import CaseType
from workbench.model.knowledge import Faq


@pytest.mark.fast
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ansökan om bygglov", "ansökan bygglov"),
        ("Ansökan om bygglov", "Ansokan om bygglov"),
        ("Anmälan av eldstad", "Anmälan om eldstad"),
        ("Bygglov, ansökan om", "Ansökan om bygglov"),
        ("Flyttning inom kommunen", "Flytning inom kommunen"),
        ("Søgning af plads", "Sögning af plads"),
        ("Pas", "pas"),
    ],
)
def test_nearly_the_same(one: str, other: str) -> None:
    assert [near.at for near in near_duplicates(one, ["Något helt annat", other])] == [1]


@pytest.mark.fast
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bygglov", "Rivningslov"),
        ("Avgift taxa 1", "Avgift taxa 2"),
        ("Ansökan grupp A", "Ansökan grupp B"),
        ("", "x"),
        ("Skolskjuts", "Skolskjuts för särskola"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert near_duplicates(one, [other]) == []


def of(department: str, name: str) -> CaseType:
    return CaseType(id=f"{department}-{len(name)}-{abs(hash(name))}", name=name, department=department)


@pytest.mark.fast
def test_pairs_are_sought_within_a_department() -> None:
    found = pairs(
        [of("d", "Ansökan om bygglov"), of("d", "Ansökan om byglov"), of("e", "Ansökan om bygglov")]
    )
    assert [(pair.first.name, pair.second.name) for pair in found] == [
        ("Ansökan om bygglov", "Ansökan om byglov")
    ]


@pytest.mark.fast
def test_the_most_alike_come_first_and_no_more_than_asked_for() -> None:
    names = ["Ansökan om bygglov x", "Ansökan om byglov", "Ansökan om bygglov", "Ansökan om bygg lov"]
    found = near_duplicates("Ansökan om bygglov", names, limit=2)
    assert found[0].name == "Ansökan om bygglov"
    assert len(found) == 2


@settings(deadline=None)
@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=5))
def test_any_names_can_be_compared(name: str, names: list[str]) -> None:
    for near in near_duplicates(name, names):
        assert names[near.at] == near.name
        assert near.likeness >= 90


def test_questions_are_compared_in_all_their_wordings_and_across_departments() -> None:
    def faq(name: str, department: str, question: str, *wordings: str, state: str = "draft") -> Faq:
        said = {"question": {"sv": question}, "wordings": wordings, "answer": {}}
        return Faq.from_json({"id": name, "department": department, "state": state, **said})

    faqs = [
        faq("a", "x", "Hur söker jag bygglov?", "Hur söker jag bygglovet?"),
        faq("b", "y", "När kommer sopbilen?", "Hur söker jag ett bygglov?"),
        faq("c", "y", "Vad kostar plats ett?"),
        faq("d", "y", "Hur söker jag bygglov?", state="withdrawn"),
    ]
    found = question_pairs(faqs)
    assert [(one.id, other.id) for one, other, _likeness in found] == [("a", "b")]
    assert found[0][2] > 90
