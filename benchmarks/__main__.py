"""Run the benchmarks, each in a process of its own, so that none pays for another's imports and memory."""

from __future__ import annotations

import subprocess
import sys

NAMES = (
    "store",
    "results",
    "queues",
    "year_plan",
    "uncertainty",
    "what_if",
    "calls",
    "printing",
    "charts",
    "capture",
    "merging",
    "window",
)


def main(wanted: list[str]) -> int:
    """Run the benchmarks named, else all; return 2 for a name that there is none of."""
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    code = 0
    for name in wanted or NAMES:
        print(f"== {name}", flush=True)
        code = max(code, subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
