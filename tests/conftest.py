"""What holds for every test."""

from __future__ import annotations

import gc

gc.set_threshold(
    100_000, 50, 100
)  # projects are big trees without circles: walking them again and again took a tenth
