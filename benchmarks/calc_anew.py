"""Runs inside the system's Python, which has LibreOffice's own library: how long its Calc takes to calculate anew.

Called with a number of rounds and workbooks; prints the seconds of each round, all workbooks together.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from calc_edits import office, value


def main(rounds: int, files: list[str]) -> None:
    with office() as desktop:
        hidden = (value("Hidden", True),)
        books = [desktop.loadComponentFromURL(Path(one).as_uri(), "_blank", 0, hidden) for one in files]
        seconds = []
        for _ in range(rounds):
            begin = time.perf_counter()
            for book in books:
                book.calculateAll()
            seconds.append(time.perf_counter() - begin)
        for book in books:
            book.close(True)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
