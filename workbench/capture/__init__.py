"""What people type in the workshop, understood: figures, capture lines, pasted lists, level proposals.

Nothing here raises on what somebody typed: what is not understood stays as text and says so. Texts and
positions go in, frozen readings and one batch of edits come out; the window only shows them.
"""

from workbench.capture.line import CaptureLine, KnownNames, completion, known_names, read_line
from workbench.capture.quantities import (
    Quantity,
    Understood,
    read_minutes,
    read_number,
    read_share,
    read_volume,
)

__all__ = [
    "CaptureLine",
    "KnownNames",
    "Quantity",
    "Understood",
    "completion",
    "known_names",
    "read_line",
    "read_minutes",
    "read_number",
    "read_share",
    "read_volume",
]
