"""A typed line: its marks are understood, everything else stays title, and nothing is lost."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.capture import CaptureLine, KnownNames, completion, known_names, read_line
from workbench.capture.line import as_typed
from workbench.capture.names import find_channel
from workbench.edits import ChangeItem
from workbench.model.organisation import Department, Unit
from workbench.model.project import Municipality, Project
from workbench.model.text import clean
from workbench.model.volumes import Channel, Period

PROJECT = Project(
    id="p",
    municipality=Municipality(name="Provköping", customer_service_name="Kundservice Provköping"),
    departments=(Department(id="d", name="Bygg"), Department(id="e", name="Miljö")),
    units=(
        Unit(id="lov", name="Bygglovsenheten", department="d"),
        Unit(id="bm", name="Bygg och miljö", department="d"),
        Unit(id="vaxel", name="Växel", department="e"),
        Unit(id="kansli-e", name="Kansliet", department="e"),
        Unit(id="kansli-d", name="Kansliet", department="d"),
        Unit(id="soren", name="Sørens ø-team", department="e"),
    ),
)
NAMES = known_names(PROJECT, department="d")


def read(text: str) -> CaptureLine:
    return read_line(text, NAMES)


@pytest.mark.fast
def test_the_marks_of_a_step() -> None:
    line = read("Ta emot ansökan :3 @växel 12m 30%")
    assert line.title == "Ta emot ansökan"
    assert line.level == 3
    assert line.performer is not None
    assert line.performer.unit == "vaxel"
    assert line.minutes is not None
    assert line.minutes.likely == 12
    assert line.share == pytest.approx(0.3)
    assert not line.doubts


@pytest.mark.fast
def test_the_marks_of_a_case_type() -> None:
    line = read("Bygglov #phone 40/dag #b 3-5 i veckan :4 #ca 200 per år")
    assert line.title == "Bygglov"
    said = [(one.channel, one.quantity.likely, one.quantity.per) for one in line.volumes]
    assert said[:2] == [(Channel.PHONE, 40, Period.DAY), (Channel.VISIT, 4, Period.WEEK)]
    assert line.level == 4


@pytest.mark.fast
def test_marks_may_be_glued_on_behind_level_and_unit() -> None:
    line = read("x :3@ks4m")
    assert (line.level, line.title) == (3, "x")
    assert line.performer is not None
    assert line.performer.is_customer_service
    assert line.minutes is not None
    assert line.minutes.likely == 4
    assert read("x :34m").minutes == read("x 4m").minutes
    assert read("x :312m30%?").share == pytest.approx(0.3)
    assert read("x :312m30%?").is_decision
    assert read('x :3@"Bygg och miljö"2h15!').minutes == read("x 2h15").minutes
    volume = read("x :4#t40/d").volumes[0]
    assert (volume.channel, volume.quantity.per) == (Channel.PHONE, Period.DAY)


@pytest.mark.fast
@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("@bygglovsenheten", "lov"),
        ("@BYGGL", "lov"),
        ("@bom", "bm"),
        ('@"Bygg och miljö"', "bm"),
        ("@Bygg och miljö", "bm"),
        ("@vax", "vaxel"),
        ("@miljö", "bm"),
        ("@sorens", "soren"),
        ("@kansliet", "kansli-d"),
        ("@ks", None),
        ("@kundservice", None),
        ("@kundservice provköping", None),
    ],
)
def test_whom_a_mark_means(typed: str, unit: str | None) -> None:
    line = read(f"Granska {typed} :5")
    assert line.performer is not None
    assert line.performer.unit == unit
    assert line.title == "Granska"


@pytest.mark.fast
def test_a_customer_service_that_is_a_unit_is_that_unit() -> None:
    unit = Unit(id="ks", name="Kundservice Provköping", department="e")
    names = known_names(PROJECT.changed(units=(*PROJECT.units, unit)))
    for typed in ("@ks", "@kundservice", "@Kundservice Provköping"):
        line = read_line(f"x {typed}", names)
        assert line.performer is not None
        assert line.performer.unit == "ks"


@pytest.mark.fast
@pytest.mark.parametrize(
    "text", ["x @byg", "x @finnsinte", "x :9", "x :0", "x #p 3/d", "x #t", "x #okänd 3/d", "x ->", "x :3x"]
)
def test_what_is_not_understood_stays_in_the_title_and_is_said(text: str) -> None:
    line = read(text)
    assert line.title == text
    assert not line.has_marks
    assert text == "x :3x" or (line.doubts and line.unknown)


@pytest.mark.fast
def test_a_second_level_stays_in_the_title() -> None:
    line = read("x :3 :4")
    assert (line.level, line.title) == (3, "x :4")
    assert line.doubts


@pytest.mark.fast
def test_the_channel_last_used_is_taken_where_none_is_said() -> None:
    names = known_names(PROJECT, last_channel=Channel.VISIT)
    volume = read_line("x #40/d", names).volumes[0]
    assert (volume.channel, volume.is_channel_said) == (Channel.VISIT, False)
    assert read("x #40/d").volumes[0].channel is Channel.PHONE


@pytest.mark.fast
@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("phone", Channel.PHONE),
        ("tel", Channel.PHONE),
        ("besök", Channel.VISIT),
        ("besog", Channel.VISIT),
        ("e-p", Channel.EMAIL),
        ("mejl", Channel.EMAIL),
        ("e-tj", Channel.E_SERVICE),
        ("selvb", Channel.E_SERVICE),
        ("web", Channel.WEB_FORM),
        ("brev", Channel.POST),
        ("sms", Channel.MOBILE),
        ("p", None),
        ("e", None),
        ("", None),
    ],
)
def test_channels_by_any_beginning_that_only_one_has(word: str, channel: Channel | None) -> None:
    assert find_channel(word) is channel


@pytest.mark.fast
def test_decisions_problems_and_jumps() -> None:
    line = read("Granska ? Är den komplett :5 ! ofta fel -> 2 10%")
    assert (line.title, line.question, line.problem) == ("Granska", "Är den komplett", "ofta fel")
    assert line.is_decision
    assert line.is_problem
    assert line.jump_to is not None
    assert line.jump_to.number == 2
    assert line.jump_share == pytest.approx(0.1)
    assert line.share is None
    both = read("x 30% -> Ta emot ansökan")
    assert both.share == pytest.approx(0.3)
    assert both.jump_to is not None
    assert (both.jump_to.number, both.jump_to.title) == (None, "Ta emot ansökan")
    assert read("? Komplett").title == "Komplett"


@pytest.mark.fast
@pytest.mark.parametrize(
    "text", ["Ring kl 08:30 inom 5 min", "Vad kostar det?", "5S-rond", "3 exemplar", "A/B", "e@post.se"]
)
def test_ordinary_words_are_no_marks(text: str) -> None:
    assert read(text).title == text
    assert not read(text).spans


@pytest.mark.fast
def test_a_backslash_keeps_a_mark_a_word() -> None:
    line = read(r"Bidrag \80% av kostnaden :4")
    assert (line.title, line.share, line.level) == ("Bidrag 80% av kostnaden", None, 4)


@pytest.mark.fast
def test_spans_are_what_the_editor_paints() -> None:
    text = "Ta emot :3@växel 12m @okänd"
    line = read(text)
    assert [(text[one.start : one.end], one.kind) for one in line.spans] == [
        (":3", "level"),
        ("@växel", "performer"),
        ("12m", "minutes"),
        ("@okänd", "unknown"),
    ]


@pytest.mark.fast
def test_the_assist_line_says_what_was_understood() -> None:
    said = [str(one) for one in read("x :3 @ks 3-5m #t 40/dag 30% #p").hints]
    assert said == [
        "level 3 Preparation",
        "done by Kundservice Provköping",
        "3 to 5 minutes",
        "phone: 40 a day",
        "30 % goes on to this step",
        "#p stays in the title: no channel is called that",
    ]
    assert "1200" in str(read("x #t 1.200/år").doubts[0])


@pytest.mark.fast
@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("x @byggl", "ovsenheten"),
        ("x @", ""),
        ("x :3@väx", "el"),
        ('x @"Bygg o', 'ch miljö"'),
        ("x @bygg oc", "h miljö"),
        ("x #ph", "one"),
        ("x #bes", "ök"),
        ("x #", ""),
        ("x a@b", ""),
        ("x @växel ", ""),
    ],
)
def test_completion(text: str, rest: str) -> None:
    assert completion(text, len(text), NAMES) == rest


@pytest.mark.fast
def test_an_accepted_completion_is_understood() -> None:
    text = "x @bygg oc"
    line = read(text + completion(text, len(text), NAMES) + " :3")
    assert line.performer is not None
    assert (line.performer.unit, line.title) == ("bm", "x")


@pytest.mark.fast
def test_completion_only_at_the_end_of_a_word() -> None:
    assert completion("x @byggl mer", 8, NAMES) == "ovsenheten"
    assert completion("x @byggl", 5, NAMES) == ""


@pytest.mark.fast
def test_names_are_made_anew_only_when_units_change() -> None:
    assert known_names(PROJECT, department="d", previous=NAMES) is NAMES
    renamed = ChangeItem(collection="municipality", changes={"name": "Annan"}).apply(PROJECT)
    assert known_names(renamed, department="d", previous=NAMES) is NAMES
    changed = ChangeItem(collection="units", id="lov", changes={"name": "Lov"}).apply(PROJECT)
    assert known_names(changed, department="d", previous=NAMES) is not NAMES


PIECES_OF_LINES = r"""
Ta emot :3 :9 :34m @växel @byg @Bygg och miljö @"x y" @ # #t 40/dag #40/d #p 12m 2h15 30% ? ! -> 2
\ \:3 \\ :3@ks4m? → i veckan 30%x :3:4 @växel30%!? :3# :4#t40/d
"""
PIECES = st.sampled_from(PIECES_OF_LINES.split())
LINES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map(" ".join))


@settings(deadline=None)
@given(LINES)
@example('@"')
@example(":3#")
@example("\ud800 \x00 :3")
def test_any_line_is_read_and_every_character_accounted_for(text: str) -> None:
    line = read(text)
    assert line.hints is not None
    at = 0
    for span in line.spans:
        assert at <= span.start < span.end <= len(text)
        at = span.end
    outside = [word for word in line.title.split() if word not in clean(text)[0]]
    assert outside == []
    kinds = {span.kind for span in line.spans}
    words = {word.lstrip("\\") for word in clean(text)[0].split()}
    if not kinds - {"unknown"}:
        assert {word.lstrip("\\") for word in line.title.split()} == words


@settings(deadline=None)
@given(LINES)
def test_all_marks_kept_is_all_that_was_typed(text: str) -> None:
    line = read(text)
    kept = line.title_keeping(
        "level", "performer", "volume", "minutes", "share", "decision", "problem", "jump"
    )
    assert kept.replace("\\", "").split() == clean(text)[0].replace("\\", "").split()


@settings(deadline=None)
@given(LINES)
def test_a_title_put_into_an_editor_reads_back_as_the_title(text: str) -> None:
    title = " ".join(clean(text)[0].split())
    line = read(as_typed(title, NAMES))
    assert line.title == title
    assert not line.has_marks


@settings(deadline=None)
@given(LINES, st.integers(-2, 70))
def test_completion_never_raises(text: str, cursor: int) -> None:
    assert isinstance(completion(text, cursor, NAMES), str)


def test_without_names_lines_are_read_as_well() -> None:
    assert read_line("x :3 12m", KnownNames()).level == 3
