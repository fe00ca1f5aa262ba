"""Typed rows become one batch each: sound afterwards, undone in one go, and nothing typed is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.capture import CaptureLine, known_names, read_line
from workbench.capture.recipes import (
    change_case_type,
    change_step,
    make_case_type,
    make_step,
    move_row,
    new_case_type,
    new_step,
    row_of,
)
from workbench.edits import Batch
from workbench.edits.stored import edit_from_json, edit_name, edit_to_json
from workbench.model.case_types import CaseType
from workbench.model.integrity import check_project
from workbench.model.organisation import Department, Person, Unit
from workbench.model.process import Flow, Step, StepDecision
from workbench.model.programme import Workshop
from workbench.model.project import Municipality, Project
from workbench.model.record import texts_of
from workbench.model.scenarios import Scenario, StepOverride
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel, Period, Source, Volume
from workbench.session.inverse import inverse


def started() -> Project:
    return Project(
        id="p",
        municipality=Municipality(name="Provköping", customer_service_name="Kundservice"),
        departments=(Department(id="d", name="Bygg"), Department(id="e", name="Miljö")),
        units=(
            Unit(id="lov", name="Lovenheten", department="d"),
            Unit(id="vax", name="Växel", department="e"),
        ),
        case_types=(
            CaseType(
                id="old",
                name="Rivningslov",
                department="d",
                unit="lov",
                steps=tuple(Step(id=one, title=f"Steg {one}", unit="lov") for one in "abc"),
                flows=(
                    Flow(id="ab", source="a", target="b", probability=0.5),
                    Flow(id="bc", source="b", target="c", probability=0.4),
                ),
            ),
            CaseType(
                id="whole",
                name="Marklov",
                department="d",
                steps=(Step(id="w", title="Hela ärendet", level=4),),
            ),
        ),
        workshops=(Workshop(id="ws", title="Bygg", department="d", unit="lov", case_types=("old", "whole")),),
    )


NAMES = known_names(started(), department="d")


def typed(text: str) -> CaptureLine:
    return read_line(text, NAMES)


def done(project: Project, batch: Batch) -> Project:
    """Return the project after ``batch``, having seen that it is sound, can be journalled and undone."""
    again = edit_from_json(edit_to_json(batch))
    after = again.apply(project)
    check_project(after)
    back = inverse(again, project).apply(after)
    assert as_sets(back) == as_sets(project)
    assert str(edit_name(batch))
    return after


def as_sets(project: Project) -> object:
    """Return a project's content without the order of flows, which nobody sees."""
    whole = project.as_json()
    for case_type in whole["case_types"]:
        case_type.get("flows", []).sort(key=lambda flow: flow["id"])
    return whole


def case_type(project: Project, wanted: str) -> CaseType:
    return next(one for one in project.case_types if one.id == wanted)


def ways(owner: CaseType) -> dict[str, float]:
    titles = {step.id: step.title.removeprefix("Steg ") for step in owner.steps}
    return {f"{titles[f.source]}-{titles[f.target]}": round(f.probability, 6) for f in owner.flows}


@pytest.mark.fast
def test_a_new_case_type_stands_in_catalogue_and_workshop_behind_the_one_above() -> None:
    batch = new_case_type(started(), "ws", typed("Bygglov :4 12m #phone 40/dag"), after="old")
    after = done(started(), batch)
    new = case_type(after, row_of(batch))
    assert [one.name for one in after.case_types] == ["Rivningslov", "Bygglov", "Marklov"]
    assert after.workshops[0].case_types == ("old", new.id, "whole")
    assert (new.department, new.unit) == ("d", "lov")
    (step,) = new.steps
    assert (step.title, step.level, step.unit) == ("Hela ärendet", 4, "lov")
    assert step.minutes_today is not None
    assert step.minutes_today.likely == 12
    (volume,) = new.volumes
    assert (volume.channel, volume.likely, volume.per, volume.said) == (
        Channel.PHONE,
        40,
        Period.DAY,
        "40/dag",
    )


@pytest.mark.fast
def test_a_case_type_without_a_workshop_needs_a_department() -> None:
    batch = new_case_type(started(), None, typed("Bygglov"), department="e")
    assert done(started(), batch).case_types[-1].department == "e"
    with pytest.raises(ProjectError, match="department"):
        new_case_type(started(), None, typed("Bygglov"))
    with pytest.raises(ProjectError, match="name"):
        new_case_type(started(), "ws", typed(":3"))


@pytest.mark.fast
def test_the_first_real_step_is_the_whole_case_renamed() -> None:
    after = done(started(), new_step(started(), "whole", typed("Ta emot 5m #besök 3/v"), "w"))
    (step,) = case_type(after, "whole").steps
    assert (step.id, step.title, step.level) == ("w", "Ta emot", 4)
    assert case_type(after, "whole").volumes[0].channel is Channel.VISIT


@pytest.mark.fast
def test_steps_chain_and_inherit_the_performer_above() -> None:
    project = started()
    for text in ("Ta emot :1@väx", "Registrera :3", "Besluta :4@lov 30%", "Skicka"):
        owner = case_type(project, "whole")
        project = done(project, new_step(project, "whole", typed(text), owner.steps[-1].id))
    owner = case_type(project, "whole")
    assert [step.unit for step in owner.steps] == ["vax", "vax", "lov", "lov"]
    assert [step.level for step in owner.steps] == [1, 3, 4, None]
    assert ways(owner) == {"Ta emot-Registrera": 1, "Registrera-Besluta": 0.3, "Besluta-Skicka": 1}


@pytest.mark.fast
def test_a_step_between_two_others_takes_over_what_went_on() -> None:
    after = done(started(), new_step(started(), "old", typed("x"), "a"))
    assert ways(case_type(after, "old")) == {"a-x": 1, "x-b": 0.5, "b-c": 0.4}
    first = done(started(), new_step(started(), "old", typed("x"), None))
    assert ways(case_type(first, "old")) == {"x-a": 1, "a-b": 0.5, "b-c": 0.4}
    assert case_type(first, "old").steps[0].title == "x"


@pytest.mark.fast
def test_a_jump_and_what_is_typed_below_it_share_the_way_on() -> None:
    project = done(started(), new_step(started(), "old", typed("Granska ? Komplett -> 1 10%"), "c"))
    owner = case_type(project, "old")
    assert owner.steps[-1].question == "Komplett"
    assert ways(owner)["Granska-a"] == 0.1
    project = done(project, new_step(project, "old", typed("Skicka"), owner.steps[-1].id))
    assert ways(case_type(project, "old"))["Granska-Skicka"] == 0.9
    assert ways(case_type(project, "old"))["Granska-a"] == 0.1
    by_title = done(started(), new_step(started(), "old", typed("x -> Steg b"), "c"))
    assert ways(case_type(by_title, "old"))["x-b"] == 1
    said = done(by_title, new_step(by_title, "old", typed("y 30%"), case_type(by_title, "old").steps[-1].id))
    assert (ways(case_type(said, "old"))["x-y"], ways(case_type(said, "old"))["x-b"]) == (0.3, 0.7)


@pytest.mark.fast
def test_a_jump_to_nowhere_and_a_share_of_the_first_row_stay_in_the_title() -> None:
    after = done(started(), new_step(started(), "old", typed("x -> Finns inte 20%"), "c"))
    assert case_type(after, "old").steps[-1].title == "x -> Finns inte 20%"
    first = done(started(), new_step(started(), "old", typed("x 30%"), None))
    assert case_type(first, "old").steps[0].title == "x 30%"


@pytest.mark.fast
def test_retyping_a_step_changes_what_is_said_and_nothing_else() -> None:
    after = done(started(), change_step(started(), "b", typed(":3 @ks 70% 3-5m")))
    step = case_type(after, "old").steps[1]
    assert (step.title, step.level, step.unit, step.decision) == ("Steg b", 3, "lov", StepDecision.MOVE)
    assert step.minutes_today is not None
    assert (step.minutes_today.low, step.minutes_today.high) == (3, 5)
    assert ways(case_type(after, "old")) == {"a-b": 0.7, "b-c": 0.4}
    renamed = done(started(), change_step(started(), "b", typed("Nytt namn ! krångel")))
    step = case_type(renamed, "old").steps[1]
    assert (step.title, step.problem) == ("Nytt namn", "krångel")
    assert change_step(started(), "b", typed("Steg b")).edits == ()


@pytest.mark.fast
def test_retyping_a_case_type() -> None:
    project = done(started(), change_case_type(started(), "whole", typed("Nytt :2 #phone 40/dag @väx")))
    owner = case_type(project, "whole")
    assert (owner.name, owner.unit, owner.steps[0].level) == ("Nytt", "vax", 2)
    again = done(project, change_case_type(project, "whole", typed("#phone 20/vecka #mail 3/d")))
    said = [(one.channel, one.likely, one.per) for one in case_type(again, "whole").volumes]
    assert said == [(Channel.PHONE, 20, Period.WEEK), (Channel.EMAIL, 3, Period.DAY)]
    broken_down = done(started(), change_case_type(started(), "old", typed("Nytt :2 12m")))
    assert case_type(broken_down, "old").name == "Nytt :2 12m"


@pytest.mark.fast
def test_a_measured_volume_stays_beside_what_is_said() -> None:
    measured = Volume(id="m", channel=Channel.PHONE, low=9, likely=9, high=9, source=Source.MEASUREMENT)
    project = started()
    whole = case_type(project, "whole").changed(volumes=(measured,))
    project = project.changed(case_types=(project.case_types[0], whole))
    after = done(project, change_case_type(project, "whole", typed("#phone 40/d")))
    assert [one.likely for one in case_type(after, "whole").volumes] == [9, 40]


@pytest.mark.fast
def test_tab_makes_a_step_and_shift_tab_a_case_type_again() -> None:
    batch = make_step(started(), "whole", "old")
    inside = done(started(), batch)
    owner = case_type(inside, "old")
    assert (owner.steps[-1].title, owner.steps[-1].level, row_of(batch)) == ("Marklov", 4, "w")
    assert ways(owner)["c-Marklov"] == 1
    assert inside.workshops[0].case_types == ("old",)
    outside = done(inside, make_case_type(inside, "w", "ws"))
    new = outside.case_types[1]
    assert (new.name, new.steps[0].title, new.steps[0].level) == ("Marklov", "Hela ärendet", 4)
    assert outside.workshops[0].case_types == ("old", new.id)
    assert ways(case_type(outside, "old")) == {"a-b": 0.5, "b-c": 0.4}


@pytest.mark.fast
def test_tab_below_a_whole_case_makes_its_first_step() -> None:
    project = done(started(), new_case_type(started(), "ws", typed("Ta emot :1 5m"), after="whole"))
    after = done(project, make_step(project, project.case_types[-1].id, "whole"))
    (step,) = case_type(after, "whole").steps
    assert (step.id, step.title, step.level) == ("w", "Ta emot", 1)
    assert step.minutes_today is not None


@pytest.mark.fast
def test_the_last_step_that_leaves_leaves_a_whole_case() -> None:
    after = done(started(), make_case_type(started(), "w", None))
    assert [step.title for step in case_type(after, "whole").steps] == ["Hela ärendet"]
    assert after.case_types[-1].steps[0].id == "w"


@pytest.mark.fast
def test_what_would_be_lost_is_refused_with_the_reason() -> None:
    project = started()
    with pytest.raises(ProjectError, match="steps of its own"):
        make_step(project, "old", "whole")
    whole = case_type(project, "whole")
    volume = Volume(id="v", channel=Channel.PHONE, low=1, likely=1, high=1)
    for changes, words in (({"volumes": (volume,)}, "volumes"), ({"note": "viktigt"}, "details")):
        changed = project.changed(case_types=(project.case_types[0], whole.changed(**changes)))
        with pytest.raises(ProjectError, match=words):
            make_step(changed, "whole", "old")
    known = project.changed(persons=(Person(id="eva", name="Eva", case_types=("whole",)),))
    with pytest.raises(ProjectError, match="Eva"):
        make_step(known, "whole", "old")
    override = StepOverride(step="b", decision=StepDecision.STAY)
    planned = project.changed(scenarios=(Scenario(id="s", name="Plan", step_overrides=(override,)),))
    with pytest.raises(ProjectError, match="Plan"):
        make_case_type(planned, "b", "ws")
    old = case_type(project, "old")
    worded = old.changed(flows=(old.flows[0].changed(hands_over="Akten"), old.flows[1]))
    with pytest.raises(ProjectError, match="handed over"):
        make_case_type(project.changed(case_types=(worded, whole)), "b", "ws")


@pytest.mark.fast
def test_rows_move_and_a_plain_chain_follows() -> None:
    after = done(started(), move_row(started(), "c", "b"))
    owner = case_type(after, "old")
    assert [step.id for step in owner.steps] == ["a", "c", "b"]
    assert ways(owner) == {"a-c": 0.4, "c-b": 0.5}
    first = case_type(done(started(), move_row(started(), "c", "a")), "old")
    assert ways(first) == {"c-a": 0.4, "a-b": 0.5}
    last = done(started(), move_row(started(), "old", None, "ws"))
    assert last.workshops[0].case_types == ("whole", "old")
    assert [one.id for one in last.case_types] == ["old", "whole"]
    catalogue = done(started(), move_row(started(), "old", None))
    assert [one.id for one in catalogue.case_types] == ["whole", "old"]


@pytest.mark.fast
def test_branches_stay_as_they_are_when_rows_move() -> None:
    project = done(started(), new_step(started(), "old", typed("x -> 1"), "c"))
    before = ways(case_type(project, "old"))
    assert ways(case_type(done(project, move_row(project, "b", "a")), "old")) == before


@pytest.mark.fast
def test_unknown_rows_are_refused() -> None:
    for batch in (
        lambda: new_step(started(), "nej", typed("x"), None),
        lambda: change_step(started(), "nej", typed("x")),
        lambda: move_row(started(), "nej", None),
        lambda: new_case_type(started(), "nej", typed("x")),
    ):
        with pytest.raises(ProjectError, match="nej"):
            batch()


WORDS = ("Ta", "emot", "ansökan", "svar", "?", "!", ":1", ":34m", ":9", "@lov", "@väx", "@ks", "@vem", "12m")
MORE = (
    "2h15",
    "30%",
    "100%",
    "0%",
    "-> 1",
    "-> 9",
    "-> Steg",
    "-> Ta",
    "10%",
    "#t 40/dag",
    "#b 3/v",
    "#x",
    "\\:3",
)
LINES = st.lists(st.sampled_from(WORDS + MORE), min_size=1, max_size=7).map(" ".join)
MOVES = st.tuples(st.sampled_from("ncstrum"), LINES, st.integers(0, 30), st.integers(0, 30))


def next_batch(project: Project, move: tuple[str, str, int, int]) -> Batch:
    kind, text, one, other = move
    line = typed(text)
    owner = project.case_types[one % len(project.case_types)]
    step = owner.steps[other % len(owner.steps)].id
    if kind == "n":
        return new_case_type(project, "ws", line, after=owner.id)
    if kind == "c":
        return change_case_type(project, owner.id, line)
    if kind == "s":
        return new_step(project, owner.id, line, step if other % 3 else None)
    if kind == "r":
        return change_step(project, step, line)
    if kind == "t":
        return make_step(project, owner.id, project.case_types[other % len(project.case_types)].id)
    if kind == "u":
        return make_case_type(project, step, "ws")
    return move_row(project, step, owner.steps[one % len(owner.steps)].id)


def words_of(project: Project) -> set[str]:
    words = {word for owner in project.case_types for _, text in texts_of(owner) for word in text.split()}
    return words - {"Hela", "ärendet"}


def lost(kind: str, line: CaptureLine, before: Project, after: Project) -> set[str]:
    """Return what was typed, or stood there before a row changed its place, and is nowhere now."""
    if kind not in "ns":
        return words_of(before) - words_of(after) if kind in "tum" else set()
    expected = {word for word in ("Ta", "emot", "svar") if word in line.title.split()}
    expected |= set(line.minutes.said.split() if line.minutes else ())
    expected |= {word for volume in line.volumes for word in volume.quantity.said.split()}
    return expected - words_of(after)


@settings(max_examples=150, deadline=None)
@given(st.lists(MOVES, min_size=1, max_size=10))
def test_whatever_is_typed_the_project_stays_sound_and_nothing_is_lost(
    moves: list[tuple[str, str, int, int]],
) -> None:
    project = started()
    for move in moves:
        try:
            batch = next_batch(project, move)
        except ProjectError:
            continue
        after = done(project, batch)
        assert lost(move[0], typed(move[1]), project, after) == set()
        project = after


@pytest.mark.fast
def test_a_recipe_that_drops_something_is_noticed() -> None:
    line = typed("Ta emot 12m #phone 40/dag")
    batch = new_step(started(), "whole", line, "w")
    for at in range(len(batch.edits)):
        broken = batch.changed(edits=(*batch.edits[:at], *batch.edits[at + 1 :]))
        assert lost("s", line, started(), broken.apply(started()))
    dropping = move_row(started(), "c", "a")
    gone = started().changed(case_types=started().case_types[1:])
    assert lost("m", line, started(), gone)
    assert not lost("m", line, started(), dropping.apply(started()))


def test_a_case_type_with_five_steps_takes_at_most_45_keys_beside_the_names() -> None:
    rows = (
        ("Bygglov", " #40/d"),
        ("Svara på frågor", " :1@ks4m"),
        ("Vägleda om handlingar", " :25m"),
        ("Ta emot ansökan", " :35m"),
        ("Granska mot plan", " :5@l9m"),
        ("Besluta om lov", " :65m"),
    )
    enters, tab = len(rows), 1
    assert sum(len(marks) for _, marks in rows) + enters + tab <= 45
    batch = new_case_type(started(), "ws", typed("".join(rows[0])))
    project, owner = done(started(), batch), row_of(batch)
    below: str | None = None
    for row in rows[1:]:
        batch = new_step(project, owner, typed("".join(row)), below)
        project, below = done(project, batch), row_of(batch)
    said = case_type(project, owner)
    assert [step.title for step in said.steps] == [title for title, _ in rows[1:]]
    assert [step.level for step in said.steps] == [1, 2, 3, 5, 6]
    assert [step.minutes_today.likely for step in said.steps if step.minutes_today] == [4, 5, 5, 9, 5]
    assert [step.unit for step in said.steps][-2:] == ["lov", "lov"]
    assert said.volumes[0].likely == 40
    assert len(said.flows) == 4
