"""The process that starts windows to be killed: it imports all of the program, so one does for every journey."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.killed_windows import Windows


@pytest.fixture(scope="session")
def windows() -> Iterator[Windows]:
    from tests.support.killed_windows import Windows  # not for journeys without a window

    with Windows() as started:
        yield started
