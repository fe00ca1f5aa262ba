"""``python -m workbench``: the command line, and with it the window."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line with the process's arguments and exit with its code."""
    from workbench.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
