"""The words around figures in Swedish, Danish and English, folded as :mod:`workbench.capture.folding` does."""

from __future__ import annotations

from workbench.model.volumes import Counts, Period

VULGAR_FRACTIONS = {"¼": ",25", "½": ",5", "¾": ",75"}

_APPROXIMATELY_WORDS = (
    "ca cirka circa kring runt omkring omtrent ungefar uppskattningsvis about around approx approximately "
    "roughly typ"
)
APPROXIMATELY = tuple(_APPROXIMATELY_WORDS.split())
RANGE_WORDS = ("till", "til", "to", "a")

_PERIOD_WORDS = {
    Period.DAY: "d dag dagen dagar dage dagligen dagligt daglig daily day days dygn dygnet dogn dognet "
    "arbetsdag arbejdsdag vardag hverdag workday",
    Period.WEEK: "v vecka veckan veckor veckovis u uge ugen uger ugentlig ugentligt w wk week weeks weekly",
    Period.MONTH: "m man manad manaden manader manadsvis manatligen maned maneden maneder manedlig manedligt "
    "md mdr mnd month months monthly",
    Period.YEAR: "ar aret arligen arlig arligt arsvis y yr year years yearly annually annum",
}
PERIODS = {word: period for period, words in _PERIOD_WORDS.items() for word in words.split()}
_BEFORE_PERIOD_WORDS = "per pr om i a an in each every varje hver hvert en et pa the"
BEFORE_PERIOD = tuple(_BEFORE_PERIOD_WORDS.split())

_NOUN_WORDS = {
    Counts.CONTACTS: "st stk styck samtal kontakt kontakter opkald henvendelse henvendelser call calls contact "
    "contacts besok besog visit visits mejl mail mails brev breve letters fragor sporgsmal questions ganger ggr "
    "gang gange times x",
    Counts.CASES: "arende arenden sag sager case cases ansokan ansokningar ansogning ansogninger anmalan "
    "anmalningar anmeldelser application applications",
}
NOUNS = {word: counts for counts, words in _NOUN_WORDS.items() for word in words.split()}

_DURATION_WORDS = {
    60.0: "h t tim timme timmar time timer hour hours hr hrs",
    1.0: "m min mins minut minuter minutter minute minutes",
    1 / 60: "s sek sekund sekunder sec secs second seconds",
}
MINUTES_OF = {word: factor for factor, words in _DURATION_WORDS.items() for word in words.split()}
