"""Words that usually tell a step's level, in Swedish, Danish and English, folded: a proposal of the program.

Made by us from the levels' definitions; no municipality's catalogue stands behind it. It counts where a
project's own classed steps say little, and a suggestion that rests on it says so. A word stands for all
that begin as it does; the first word of a title counts more than the others.
"""

from __future__ import annotations

_WORDS: dict[int, str] = {
    1: "svar informer upplys beratt meddel oplys besvar fortael fortal answer inform tell status oppetti "
    "abnings opening besked",
    2: "vagled hjalp radgiv forklar guid vis stod vejled hjaelp advis help explain reda rad",
    3: "registr register emot kontrollera komplett boka book skann scan diarief kvitt journal modta bestil indhent "
    "receiv request begar avbok samla skick send motta fakturer anteckn notera lagga lamna optag",
    4: "bevil utfard udsted bevilg tildel regler taxa issue grant schablon automati rulebook",
    5: "utred gransk inspek undersok undersog besikt remiss udred tilsyn investig review gennemg utforma "
    "handlag sagsbeh prov provt besok",
    6: "bedom beslut vurder afgor avgor skon assess decid judg varder omprov",
    7: "leda lede priorit fordel budget manag allocat bemann resurs styr",
    8: "namnd utskot fullma udvalg byrad kommunalb polit committ council",
}
LEVEL_OF_WORD: dict[str, int] = {word: level for level, words in _WORDS.items() for word in words.split()}
LONGEST_WORD = max(map(len, LEVEL_OF_WORD))


def level_of(word: str) -> int | None:
    """Return the level that the folded ``word`` usually tells: the longest beginning in the lexicon decides."""
    for length in range(min(len(word), LONGEST_WORD), 2, -1):
        level = LEVEL_OF_WORD.get(word[:length])
        if level is not None and (length >= 4 or length == len(word)):
            return level
    return None
