"""Numbers and days as Swedish, Danish and English write them.

babel knows hundreds of languages and takes a tenth of a millisecond for a number; a table shows hundreds of them. What
is written here is what babel 2.18 writes, which the tests hold it to.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_EVEN, Context, Decimal

_MARKS = {"sv": ("\u00a0", ","), "da": (".", ","), "en": (",", ".")}
"""What stands between thousands, and before decimals."""
MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}
WEEKDAYS = {
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
SHORT_WEEKDAYS = {
    "sv": "mån tis ons tors fre lör sön",
    "da": "man. tirs. ons. tors. fre. lør. søn.",
    "en": "Mon Tue Wed Thu Fri Sat Sun",
}
_CONTEXT = Context(prec=60, rounding=ROUND_HALF_EVEN)


def written_number(value: float | Decimal, decimals: int, language: str) -> str:
    """Return ``value`` with exactly ``decimals`` decimals; halves go to the even neighbour of what is printed."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        return str(value)
    thousands, mark = _MARKS[language]
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), context=_CONTEXT)
    whole, _, rest = f"{abs(rounded):,f}".partition(".")
    sign = "-" if exact.is_signed() else ""
    return (
        f"{sign}{whole.replace(',', thousands)}{mark}{rest}" if rest else sign + whole.replace(",", thousands)
    )


def written_day(day: dt.date, language: str) -> str:
    """Return ``day`` with its month in words."""
    dot = "." if language == "da" else ""
    return f"{day.day}{dot} {MONTHS[language].split()[day.month - 1]} {day.year}"
