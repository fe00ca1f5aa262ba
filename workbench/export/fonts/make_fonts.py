"""Makes the five static Inter files and their table of advance widths from the variable fonts.

Run by hand when Inter changes: ``python make_fonts.py FOLDER`` with the two variable fonts of the PyPI
package ``fontpkg-inter`` in FOLDER (needs fontTools). Static files because Qt and typst choose weights
from them alike; a subset because nobody here writes Chinese; a width table because lines in drawings
are broken without any font library at run time.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

HERE = Path(__file__).parent
UPRIGHT, SLANTED = "Inter[opsz,wght].ttf", "Inter-Italic[opsz,wght].ttf"
FACES = (
    ("Inter-Regular", UPRIGHT, 400),
    ("Inter-Medium", UPRIGHT, 500),
    ("Inter-SemiBold", UPRIGHT, 600),
    ("Inter-Bold", UPRIGHT, 700),
    ("Inter-Italic", SLANTED, 400),
)
RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x45F),
    (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x218F),
    (0x2190, 0x22FF), (0x25A0, 0x25FF), (0x2600, 0x2606), (0x2610, 0x2612), (0x2713, 0x2717),
    (0xFB00, 0xFB04), (0xFFFD, 0xFFFD),
)  # fmt: skip
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "pnum"]


def make_face(source: Path, name: str, weight: int) -> dict[str, int]:
    """Write one static face; return the advance width of every character, in 1/2048 em."""
    font = TTFont(source, recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": weight, "opsz": 14}, inplace=True, updateFontNames=True)
    options = Options(layout_features=FEATURES, name_IDs=["*"], hinting=False, notdef_outline=True)
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    font.save(HERE / f"{name}.ttf")
    cmap, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return {chr(code): round(widths[glyph][0] * 2048 / em) for code, glyph in sorted(cmap.items())}


def main(folder: Path) -> None:
    """Make every face and the width table of the upright ones, grouped by width to stay small."""
    table: dict[str, dict[str, str]] = {}
    for name, source, weight in FACES:
        advances = make_face(folder / source, name, weight)
        if source == UPRIGHT:
            groups: dict[str, str] = {}
            for char, width in advances.items():
                groups[str(width)] = groups.get(str(width), "") + char
            table[str(weight)] = groups
    text = json.dumps(table, ensure_ascii=True, indent=0)
    (HERE / "advances.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
