"""How long a call log of a million rows takes, and how much memory: ``python benchmarks/calls.py [ROWS]``.

The log is made up from a fixed seed and lies in a temporary folder. The second line is the child
process alone: its peak is what the reading needs.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from workbench.intake.call_log import read_call_logs
from workbench.intake.mapping import CallLogMapping

MAPPING = CallLogMapping.model_validate(
    {
        "time_formats": ["%H:%M:%S"],
        "never_queued": ["0:00:00"],
        "columns": {
            "date": "date", "arrived": "arrived", "menu_end": "menu_end", "queue_start": "queue_start",
            "queue_end": "queue_end", "wait_s": "wait", "outcome": "outcome", "service_start": "service_start",
            "service_end": "service_end", "service_s": "service", "agent": "agent",
        },
        "outcomes": {"answered": ["AGENT"], "abandoned": ["HANG"], "excluded": ["PHANTOM"]},
    }
)  # fmt: skip


def clock(second: int) -> str:
    second %= 86_400
    return f"{second // 3600}:{second // 60 % 60:02}:{second % 60:02}"


def write_log(path: Path, rows: int) -> None:
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write(
            "line\tid\tcustomer\tdate\tarrived\tmenu_end\tqueue_start\tqueue_end\twait\toutcome"
            "\tservice_start\tservice_end\tservice\tagent\n"
        )
        for n in range(rows):
            day = n * 250 // rows
            arrived = 8 * 3600 + int(chance.random() ** 1.3 * 32_400)
            menu = arrived + chance.randrange(5, 20)
            wait = int(chance.expovariate(1 / 40)) if chance.random() < 0.5 else 0
            outcome = chance.choices(("AGENT", "HANG", "PHANTOM"), (88, 11, 1))[0]
            service = int(chance.lognormvariate(4.8, 0.8)) if outcome == "AGENT" else 0
            queue = (clock(menu), clock(menu + wait)) if wait else ("0:00:00", "0:00:00")
            served = (clock(menu + wait), clock(menu + wait + service)) if service else ("0:00:00", "0:00:00")
            file.write(
                f"L{n % 60}\t{n}\t{chance.randrange(10**8)}\t2024-{1 + day // 21:02}-{1 + day % 21:02}"
                f"\t{clock(arrived)}\t{clock(menu)}\t{queue[0]}\t{queue[1]}\t{wait}\t{outcome}"
                f"\t{served[0]}\t{served[1]}\t{service}\tA{chance.randrange(30)}\n"
            )


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "calls.tsv")
        write_log(path, rows)
        megabytes = path.stat().st_size / 1e6
        start = time.perf_counter()
        log = read_call_logs([path], MAPPING)
        seconds = time.perf_counter() - start
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{rows} rows, {megabytes:.0f} MB: {seconds:.1f} s, {seconds / rows * 1e6:.1f} us a row (aim: 15 s)"
    )
    print(f"peak of the reading process: {child:.0f} MB (aim: 200 MB)")
    print(
        f"rows in {log.rows['in']} = {log.rows['used']} used + {log.rows['excluded']} excluded + 0 rejected"
    )


if __name__ == "__main__":
    main()
