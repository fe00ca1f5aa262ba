from __future__ import annotations

from tests.session.conftest import file, store

__all__ = ["file", "store"]
