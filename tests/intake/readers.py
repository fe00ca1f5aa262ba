"""Reading functions that misbehave: what the child process must survive for us."""

from __future__ import annotations

import os
import sys
from typing import Any

from workbench.intake.errors import IntakeError
from workbench.model.text import message


def echo(*values: Any) -> list[Any]:
    print("a library's chatter on standard output")
    return list(values)


def hoard(megabytes: int) -> int:
    return len(bytearray(megabytes * 1024 * 1024))


def hang() -> None:
    while True:
        pass


def crash() -> None:
    os.abort()


def fail() -> None:
    raise KeyError("customer 9664491")


def refuse(name: str) -> None:
    raise IntakeError(message("{file} is odd.", file=name), message("Make it even."))


def write_forever() -> None:
    while True:
        os.write(1, b"x" * 65536)
        os.write(sys.stdout.fileno(), b"x")


def nan() -> float:
    return float("nan")
