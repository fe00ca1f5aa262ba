from __future__ import annotations

import pytest

from tests.support.projects import small_project
from workbench.session import write_new
from workbench.store.disk import Disk
from workbench.store.state import Store


@pytest.fixture
def store(tmp_path):
    return Store(Disk(), tmp_path / "state")


@pytest.fixture
def file(tmp_path):
    """A saved small project in a folder of its own."""
    path = tmp_path / "projects" / "plan.rosa"
    path.parent.mkdir()
    write_new(path, small_project(), Disk())
    return path
