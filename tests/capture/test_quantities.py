"""What people write as figures is understood, whatever language and space they use; the rest is None."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.capture.quantities import (
    DecimalMark,
    read_minutes,
    read_number,
    read_share,
    read_volume,
)
from workbench.locale import Language, Texts
from workbench.model.volumes import Channel, Counts, Period

MARKS: dict[Language, DecimalMark] = {"sv": ",", "da": ",", "en": "."}
NARROW, NO_BREAK = "\u202f", "\u00a0"


@pytest.mark.fast
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6,5", 6.5),
        ("6.5", 6.5),
        (" 1 200 ", 1200),
        (f"1{NARROW}200", 1200),
        (f"12{NO_BREAK}345,6", 12345.6),
        ("1 234 567", 1234567),
        ("12.345.678,5", 12345678.5),
        ("1.200,5", 1200.5),
        ("1,200.5", 1200.5),
        ("ca 40", 40),
        ("ungefär 40", 40),
        ("½", 0.5),
        ("1½", 1.5),
        ("0.500", 0.5),
        ("0", 0),
    ],
)
def test_numbers(text: str, number: float) -> None:
    read = read_number(text)
    assert read is not None
    assert (read.low, read.likely, read.high) == (number,) * 3


@pytest.mark.fast
@pytest.mark.parametrize(
    "text", ["", " ", "-5", "tolv", "12 34", "1..2", "5 kg", "3-5", "1e9", "9" * 60, "∞", "٣"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.fast
def test_three_digits_behind_a_separator_follow_the_language_and_say_so() -> None:
    swedish, english = read_number("1.200"), read_number("1.200", decimal_mark=".")
    assert swedish is not None
    assert english is not None
    assert (swedish.likely, english.likely) == (1200, 1.2)
    assert swedish.is_ambiguous
    assert english.is_ambiguous
    comma = read_number("1,200", decimal_mark=".")
    assert comma is not None
    assert comma.likely == 1200
    plain = read_number("1,25")
    assert plain is not None
    assert not plain.is_ambiguous


@pytest.mark.fast
@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("12", (12, 12, 12)),
        ("12m", (12, 12, 12)),
        ("12 min", (12, 12, 12)),
        ("12 minuter", (12, 12, 12)),
        ("2h15", (135, 135, 135)),
        ("1 h 30", (90, 90, 90)),
        ("1 h 30 min", (90, 90, 90)),
        ("1 time og 15 minutter", (75, 75, 75)),
        ("1:30", (90, 90, 90)),
        ("1,5 h", (90, 90, 90)),
        ("90 s", (1.5, 1.5, 1.5)),
        ("3-5", (3, 4, 5)),
        ("3–5 min", (3, 4, 5)),
        ("5-3", (3, 4, 5)),
        ("3 till 5 minuter", (3, 4, 5)),
        ("1-2 h", (60, 90, 120)),
        ("30 min – 1 h", (30, 45, 60)),
        ("3/5/8", (3, 5, 8)),
        ("3-5-8 min", (3, 5, 8)),
        ("ca 5 min", (5, 5, 5)),
    ],
)
def test_minutes(text: str, minutes: tuple[float, float, float]) -> None:
    read = read_minutes(text)
    assert read is not None
    assert (read.low, read.likely, read.high) == minutes
    assert read.as_estimate().said == " ".join(text.split())


@pytest.mark.fast
@pytest.mark.parametrize(
    "text", ["", "2 dagar", "30 1 h", "en stund", "1 min 1 h", "3-5-8-9", "12 m 3 4", "-"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_minutes(text) is None


@pytest.mark.fast
@pytest.mark.parametrize(
    ("text", "likely", "per"),
    [
        ("40/dag", 40, Period.DAY),
        ("40/d", 40, Period.DAY),
        ("40 / day", 40, Period.DAY),
        ("10 om dagen", 10, Period.DAY),
        ("10 samtal om dagen", 10, Period.DAY),
        ("40 dagligen", 40, Period.DAY),
        ("3-5 i veckan", 4, Period.WEEK),
        ("3 til 5 om ugen", 4, Period.WEEK),
        ("200 pr. uge", 200, Period.WEEK),
        ("200/v", 200, Period.WEEK),
        ("100 per month", 100, Period.MONTH),
        ("100 i månaden", 100, Period.MONTH),
        ("100 pr. måned", 100, Period.MONTH),
        ("100/md.", 100, Period.MONTH),
        ("ca 200 per år", 200, Period.YEAR),
        ("200 om året", 200, Period.YEAR),
        (f"1{NARROW}200 a year", 1200, Period.YEAR),
        ("230–260–310 om året", 260, Period.YEAR),
        ("1 200", 1200, Period.YEAR),
    ],
)
def test_volumes(text: str, likely: float, per: Period) -> None:
    read = read_volume(text)
    assert read is not None
    assert (read.likely, read.per) == (likely, per)
    volume = read.as_volume(Channel.PHONE)
    assert (volume.likely, volume.per, volume.said) == (likely, per, " ".join(text.split()))


@pytest.mark.fast
def test_a_volume_says_what_it_counts_and_whether_the_period_was_said() -> None:
    cases, calls, bare = read_volume("40 sager/uge"), read_volume("40 opkald/uge"), read_volume("40")
    assert cases is not None
    assert calls is not None
    assert bare is not None
    assert (cases.counts, calls.counts) == (Counts.CASES, Counts.CONTACTS)
    assert cases.is_period_said
    assert not bare.is_period_said


@pytest.mark.fast
@pytest.mark.parametrize(
    "text", ["", "många", "40 varannan vecka", "40 i timmen", "per år", "40 per", "40/dag/år"]
)
def test_what_is_no_volume_is_none(text: str) -> None:
    assert read_volume(text) is None


@pytest.mark.fast
@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("30%", 0.3),
        ("30 %", 0.3),
        ("30", 0.3),
        ("0,3", 0.3),
        ("30 procent", 0.3),
        ("1/4", 0.25),
        ("100 %", 1),
        ("0", 0),
    ],
)
def test_shares(text: str, share: float) -> None:
    read = read_share(text)
    assert read is not None
    assert read.likely == pytest.approx(share)


@pytest.mark.fast
@pytest.mark.parametrize("text", ["120%", "5/4", "1/0", "", "%", "halva", "3-5 %"])
def test_what_is_no_share_is_none(text: str) -> None:
    assert read_share(text) is None


LANGUAGES = st.sampled_from(sorted(MARKS))


@settings(deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 3), LANGUAGES)
@example(1200, 0, "en")
@example(1_234_567, 3, "en")
def test_a_number_reads_back_as_the_program_writes_it(whole: int, decimals: int, language: Language) -> None:
    number = whole / 10**decimals
    read = read_number(Texts(language).number(number, decimals), decimal_mark=MARKS[language])
    assert read is not None
    assert read.likely == pytest.approx(number, rel=1e-12)


@settings(deadline=None)
@given(st.integers(0, 1000), LANGUAGES)
def test_a_share_reads_back_as_the_program_writes_it(thousandths: int, language: Language) -> None:
    read = read_share(Texts(language).percent(thousandths / 1000, 1), decimal_mark=MARKS[language])
    assert read is not None
    assert read.likely == pytest.approx(thousandths / 1000)


@settings(deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.sampled_from(
        [("dag", Period.DAY), ("uge", Period.WEEK), ("month", Period.MONTH), ("år", Period.YEAR)]
    ),
    st.sampled_from(["{a}-{b}/{p}", "{a} – {b} per {p}", "{a} till {b} pr. {p}", "ca {a}-{b} {p}"]),
)
def test_ranges_read_back(a: int, b: int, period: tuple[str, Period], form: str) -> None:
    texts = Texts("sv")
    read = read_volume(form.format(a=texts.number(a), b=texts.number(b), p=period[0]))
    assert read is not None
    assert (read.low, read.high, read.per) == (min(a, b), max(a, b), period[1])
    assert read.low <= read.likely <= read.high


FIGURE_LIKE = st.text(st.sampled_from("0123456789.,:-–/ '%hmindagårveckan½" + NARROW), max_size=20)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=100), FIGURE_LIKE), st.sampled_from([",", "."]))
@example("0" * 79, ",")
@example("1/0", ",")
def test_nothing_anybody_types_raises(text: str, mark: DecimalMark) -> None:
    for read in (read_number, read_share, read_minutes, read_volume):
        found = read(text, decimal_mark=mark)
        if found is not None:
            assert 0 <= found.low <= found.likely <= found.high
