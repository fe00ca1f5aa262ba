"""Equal texts of a project become one object, and the project is what it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbench.model.project import Project
from workbench.model.record import Record
from workbench.session import read_project
from workbench.store.lean import share_texts

SAMPLE = Path(__file__).parents[2] / "samples" / "se.rosa"


def texts_in(record: Record) -> Iterator[str]:
    for value in record.__dict__.values():
        for one in value if isinstance(value, tuple) else (value,):
            if type(one) is str and not isinstance(value, tuple):
                yield one
            elif isinstance(one, Record):
                yield from texts_in(one)


def objects(project: Project) -> int:
    return len({id(text) for one in project.case_types for text in texts_in(one)})


def test_equal_texts_are_one_object_and_nothing_else_changes() -> None:
    project, untouched = read_project(SAMPLE).project, read_project(SAMPLE).project
    texts = {text for one in project.case_types for text in texts_in(one)}
    assert objects(project) > len(texts)

    share_texts(project)

    assert objects(project) == len(texts)
    assert project == untouched
    assert [one.as_json() for one in project.case_types] == [one.as_json() for one in untouched.case_types]
