"""The ROSA workbench: from a workshop's case types to a handed-over customer service."""

import os

__version__ = "0.1.0"

os.environ.setdefault(
    "PYDANTIC_DISABLE_PLUGINS", "__all__"
)  # none is used; looking for them delays every start
