"""Our numbers and days against babel's."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

import pytest
from babel.dates import format_date, get_day_names, get_month_names
from babel.numbers import format_decimal

from workbench.locale import LANGUAGES, Texts

REGIONS = {"sv": "sv_SE", "da": "da_DK", "en": "en_GB"}


def by_babel(value: object, decimals: int, language: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, pattern, locale=REGIONS[language]))


@pytest.mark.fast
@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_written_as_babel_writes_them(language):
    rng, texts = random.Random(6), Texts(language)
    values: list[object] = [0, 0.0, -0.0, -0.4, 0.5, 1.5, 2.5, 2.675, 1e15, 1e-9, 999.995, -999.995, 10**12]
    values += [Decimal("0"), Decimal("-0.004"), Decimal("1234567.885"), Decimal("1E+3"), Decimal(10) ** 20]
    for _ in range(2000):
        size = 10 ** rng.uniform(-3, 12)
        values.append(rng.choice((rng.uniform(-size, size), round(size), Decimal(str(round(size, 3))))))
    for value in values:
        for decimals in (0, 1, 2, 3):
            assert texts.number(value, decimals) == by_babel(value, decimals, language), (value, decimals)


@pytest.mark.fast
@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_and_days_are_written_as_babel_writes_them(language):
    texts = Texts(language)
    for at in range(2001):
        share = at / 1000
        assert texts.percent(share, at % 3) == by_babel(share * 100, at % 3, language) + "\u00a0%"
    pattern = "d. MMMM y" if language == "da" else "d MMMM y"
    for at in range(0, 800, 3):
        day = dt.date(2025, 12, 20) + dt.timedelta(days=at)
        assert texts.date(day) == format_date(day, pattern, locale=REGIONS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_and_weekdays_are_called_as_babel_calls_them(language):
    texts, region = Texts(language), REGIONS[language]
    assert texts.months == tuple(get_month_names("wide", "stand-alone", region).values())
    for width, are_short in (("wide", False), ("abbreviated", True)):
        names = get_day_names(width, "stand-alone", region)
        assert texts.weekdays(are_short=are_short) == tuple(names[n] for n in range(7))
