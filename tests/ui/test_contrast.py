"""Colours from the one token file: readable (WCAG AA) in both themes, and levels told apart by every eye."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from tests.support.colour import KINDS, ciede2000, contrast, lab
from workbench.ui.look.tokens import DARK, LIGHT, Theme

pytestmark = pytest.mark.fast
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
GROUNDS = ("window", "surface", "selection")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # Sharma, Wu and Dalal 2005, table 1
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ],
)
def test_the_measure_of_difference_is_the_published_one(
    one: tuple[float, ...], other: tuple[float, ...], expected: float
) -> None:
    assert ciede2000(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-4)


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["text", "text2", "text3", "accent"])
def test_text_reads_on_every_ground(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("kind", ["error", "warning", "ok"])
def test_what_is_said_in_colour_reads_on_its_own_soft_ground_and_on_the_page(theme: Theme, kind: str) -> None:
    assert contrast(getattr(theme, kind), getattr(theme, f"{kind}_soft")) >= 4.5
    assert contrast(getattr(theme, kind), theme.surface) >= 4.5
    assert contrast(theme.text, getattr(theme, f"{kind}_soft")) >= 4.5


@THEMES
def test_edges_of_fields_and_the_focus_ring_stand_out(theme: Theme) -> None:
    for ground in GROUNDS:
        assert contrast(theme.edge, getattr(theme, ground)) >= 3
        assert contrast(theme.accent, getattr(theme, ground)) >= 3
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@THEMES
def test_words_on_chips_read_for_every_eye(theme: Theme) -> None:
    for style in theme.levels.values():
        assert contrast(style.text, style.fill) >= 4.5


@THEMES
@pytest.mark.parametrize("kind", list(KINDS))
def test_levels_look_different_to_every_eye_and_the_boundary_most_of_all(theme: Theme, kind: str) -> None:
    seen = {level: lab(style.fill, kind) for level, style in theme.levels.items()}
    apart = {(a, b): ciede2000(seen[a], seen[b]) for a, b in combinations(seen, 2)}
    assert min(apart.values()) >= 10
    others = [apart[level, level + 1] for level in range(1, 8) if level != 4]
    assert apart[4, 5] >= 1.5 * max(others)


@THEMES
def test_what_can_move_is_round_and_what_stays_is_square(theme: Theme) -> None:
    assert [theme.levels[level].is_round for level in range(1, 9)] == [True] * 4 + [False] * 4
