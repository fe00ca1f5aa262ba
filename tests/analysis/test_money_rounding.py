"""Lines are rounded once, and what is divided adds up to the öre, whoever divides it."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.money import divided, line_amount, quantity
from workbench.analysis.money.rounding import whole_steps

PARTIES = st.dictionaries(
    st.text("abcdefgh0123-_", min_size=1, max_size=6),
    st.integers(0, 10**9).map(lambda n: n * Decimal("0.000001")),
    min_size=1,
    max_size=60,
).filter(lambda weights: any(weights.values()))
AMOUNTS = st.integers(-(10**7), 10**10).map(lambda n: n * Decimal("0.01"))


@pytest.mark.parametrize(
    ("value", "rounded"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("1.00499", "1.00")]
)
def test_half_a_hundredth_goes_away_from_zero(value: str, rounded: str) -> None:
    assert line_amount(Decimal(value)) == Decimal(rounded)


def test_a_quantity_is_what_people_read_rounded_to_a_millionth() -> None:
    assert quantity(0.1 + 0.2) == Decimal("0.300000")
    assert quantity(1234.5678905) == Decimal("1234.567891")


def test_steps_are_begun_whole() -> None:
    assert whole_steps(Decimal("5.000001"), Decimal(5)) == 10
    assert whole_steps(Decimal(5), Decimal(5)) == 5


@pytest.mark.fast
@given(AMOUNTS, PARTIES)
def test_portions_add_up_and_each_is_within_one_hundredth(
    total: Decimal, weights: dict[str, Decimal]
) -> None:
    found = divided(total, weights)
    in_all = sum(weights.values())
    assert sum(one.amount for one in found.values()) == total
    for party, weight in weights.items():
        assert abs(found[party].amount - total * weight / in_all) <= Decimal("0.0101")
        if not weight:
            assert found[party].amount == 0


@given(AMOUNTS, PARTIES)
def test_rounding_each_portion_alone_would_lose_money(total: Decimal, weights: dict[str, Decimal]) -> None:
    """Negative control: with plain rounding the sum is off, which the check above has to see."""
    alone = lambda total, weights: sum(  # noqa: E731
        line_amount(total * weight / sum(weights.values())) for weight in weights.values()
    )
    three = dict.fromkeys("abc", Decimal(1))
    assert alone(Decimal(100), three) != Decimal(100)
    assert sum(one.amount for one in divided(Decimal(100), three).values()) == Decimal(100)


def test_equal_remainders_go_by_id_not_by_place() -> None:
    found = divided(Decimal("0.02"), {"z": Decimal(1), "b": Decimal(1), "a": Decimal(1)})
    assert {name: str(one.amount) for name, one in found.items()} == {"z": "0.00", "b": "0.01", "a": "0.01"}
    assert [found[name].rank for name in "abz"] == [1, 2, 3]
    assert list(found) == ["z", "b", "a"]


def test_tenths_of_positions_are_divided_in_the_same_way() -> None:
    found = divided(Decimal("13.1"), {"a": Decimal(2), "b": Decimal(1), "c": Decimal(1)}, Decimal("0.1"))
    assert [str(found[name].amount) for name in "abc"] == ["6.5", "3.3", "3.3"]


def sheet_portions(total: Decimal, weights: dict[str, Decimal]) -> dict[str, float]:
    """Divide as the documented sheet formulas do, in binary numbers."""

    def sheet_round(x: float, places: int) -> float:
        unit = Decimal(1).scaleb(-places)
        return float(Decimal(f"{x:.15g}").quantize(unit, ROUND_HALF_UP))

    hundredths = float(total) * 100
    in_all = math.fsum(float(w) for w in weights.values())
    exact = {p: sheet_round(hundredths * float(w) / in_all, 4) for p, w in weights.items()}
    whole = {p: math.floor(x) for p, x in exact.items()}
    remainder = {p: sheet_round(exact[p] - whole[p], 4) for p in weights}
    left = round(hundredths - sum(whole.values()))
    order = {p: n for n, p in enumerate(sorted(weights))}
    rank = {
        p: 1 + sum((remainder[q] > r) + (remainder[q] == r and order[q] < order[p]) for q in weights)
        for p, r in remainder.items()
    }
    return {p: (whole[p] + (rank[p] <= left)) / 100 for p in weights}


@given(st.integers(0, 10**9).map(lambda n: n * Decimal("0.01")), PARTIES)
def test_the_sheet_formulas_give_the_same_hundredths(total: Decimal, weights: dict[str, Decimal]) -> None:
    found = divided(total, weights)
    assert {p: float(one.amount) for p, one in found.items()} == sheet_portions(total, weights)


@given(st.integers(0, 10**8).map(lambda n: n * Decimal("0.01")), st.integers(2, 30))
def test_equal_weights_tie_alike_in_a_sheet(total: Decimal, n: int) -> None:
    weights = {f"d{k}": Decimal("812.345678") for k in range(n)}
    found = divided(total, weights)
    assert {p: float(one.amount) for p, one in found.items()} == sheet_portions(total, weights)
