"""Words that were being typed in the step's form when the program was killed stand there again."""

from __future__ import annotations

import pytest

from tests.support.window import settle, show
from workbench.ui.look import Look
from workbench.ui.pages.process import ProcessPage
from workbench.ui.widgets.fields import Field, LongField
from workbench.ui.workspace import Workspace


@pytest.mark.parametrize(("name", "kind"), [("question", Field), ("note", LongField)])
def test_a_half_written_field_of_a_step_comes_back_and_can_be_handed_over(
    workspace: Workspace,
    look: Look,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    kind: type[Field] | type[LongField],
) -> None:
    case_type = workspace.project.case_types[2]
    place = f"case_types.steps/{case_type.steps[1].id}/{name}"
    monkeypatch.setattr(type(workspace), "drafts", {place: "Är ansökan kom"})
    page = ProcessPage(workspace, look)
    show(page)
    field = next(one for one in page.findChildren(kind) if one.place == place)
    assert (field.toPlainText() if isinstance(field, LongField) else field.text()) == "Är ansökan kom"
    field.take()
    settle()
    assert getattr(workspace.project.case_types[2].steps[1], name) == "Är ansökan kom"
