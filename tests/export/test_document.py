"""The document value: what it takes, what it refuses, and what is never printed."""

from itertools import pairwise

import pytest

from workbench.export.document import (
    Chip,
    Column,
    Row,
    Run,
    Table,
    bold,
    pieces,
    plain,
    printed,
    safe_file,
    safe_link,
)
from workbench.export.fonts import FOLDER, advances, shown, text_width
from workbench.export.palette import LEVEL_STYLES, level_name
from workbench.export.table_widths import column_shares
from workbench.locale import Texts

ENGLISH = Texts("en")


@pytest.mark.parametrize("address", ["http://a.se", "https://a.se/x?y=1&z=ö#q", "mailto:a@b.se", "TEL:+46-1"])
def test_links_that_lead_somewhere_are_kept(address: str) -> None:
    assert safe_link(address) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JaVaScRiPt:x", "data:text/html,x", "file:///etc/passwd", "//a.se", "a.se",
     "https://a.se/<script>", "https://a.se/ x", 'https://a.se/"', "https://a.se\njavascript:x", "", "x" * 3000],
)  # fmt: skip
def test_other_links_are_refused(address: str) -> None:
    assert safe_link(address) is None


@pytest.mark.parametrize("path", ["../x", "/x", "//x", "a/../b", "javascript:x", "c:x", "", "x y", "#a b"])
def test_files_outside_the_package_are_refused(path: str) -> None:
    assert safe_file(path) is None


def test_files_of_the_package_are_kept() -> None:
    assert safe_file("faq/a-b.html#c") == "faq/a-b.html#c"
    assert safe_file("#c") == "#c"


def test_a_text_becomes_pieces_without_empty_ones() -> None:
    assert pieces(("a", "", bold("b"), Chip(4))) == (Run("a"), Run("b", bold=True), Chip(4))
    assert plain(("a", Chip(4))) == "a4"


def test_a_row_must_fit_its_table() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        Table((Column("one"),), (Row(("a", "b")),))


def test_marks_that_turn_the_reading_direction_are_not_printed() -> None:
    assert printed("a\u202eb\u2066c\x00d") == "abcd"


def test_every_character_has_a_glyph_when_shown() -> None:
    assert shown("åÄø→\u202f€") == "åÄø→\u202f€"
    assert shown("日😀x\n") == "□□x\n"


def test_the_width_table_is_the_fonts_own() -> None:
    ttlib = pytest.importorskip("fontTools.ttLib")
    for weight, name in ((400, "Regular"), (500, "Medium"), (600, "SemiBold"), (700, "Bold")):
        with ttlib.TTFont(FOLDER / f"Inter-{name}.ttf") as font:
            cmap, widths = font.getBestCmap(), font["hmtx"]
            em = font["head"].unitsPerEm
            for char in "Aåøm0 –→":
                measured = widths[cmap[ord(char)]][0] * 2048 / em
                assert advances(weight)[char] == pytest.approx(measured, abs=0.51)


def test_widths_add_up() -> None:
    assert text_width("ab", 10) == pytest.approx(text_width("a", 10) + text_width("b", 10))
    assert text_width("日", 10) == 10


def test_level_colours_can_be_read() -> None:
    for level, style in LEVEL_STYLES.items():
        assert _contrast(style.fill, style.text) >= 4.5
        assert style.is_round == (level <= 4)
    grey = [_light(LEVEL_STYLES[level].fill) for level in range(1, 9)]
    steps = [abs(a - b) for a, b in pairwise(grey)]
    assert max(steps) == steps[3]
    assert "can move" in level_name(4, ENGLISH)
    assert "stays" in level_name(5, ENGLISH)


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_column_of_numbers_is_narrower_than_one_of_sentences() -> None:
    table = Table(
        (Column("No."), Column("Step"), Column("Level")),
        (Row(("1", "Register the application and check every detail of it", Chip(3))),),
    )
    number, step, level = column_shares(table, ENGLISH, 162)
    assert number < level < step
    assert number + step + level == pytest.approx(1)
    assert level * 162 * 72 / 25.4 > text_width("Preparation", 8) + 20


def test_a_width_given_by_the_author_holds() -> None:
    table = Table(
        (Column("a", width=0.5), Column("b"), Column("c"), Column("d")), (Row(("x", "y", "z", "w")),)
    )
    assert column_shares(table, ENGLISH, 162)[0] == pytest.approx(0.125)
