"""Two questions made one: no text is lost, and nothing is shown to more people than before."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.model.knowledge import Audience
from workbench.templates import template_project
from workbench.ui.pages.faqs.edits import merged_faqs


def test_every_text_of_two_questions_is_in_the_one_that_is_left() -> None:
    project = template_project("se")
    for keep, other in zip(project.faqs[:20], project.faqs[20:40], strict=True):
        after = merged_faqs(project, keep, other).apply(project)
        assert other.id not in {one.id for one in after.faqs}
        text = str(next(one for one in after.faqs if one.id == keep.id).as_json())
        for said in (keep.answer.sv, other.answer.sv, other.question.sv, *keep.wordings, *other.wordings):
            assert repr(said)[1:-1] in text
        for law in (keep.law, other.law):
            assert law in text


@pytest.mark.parametrize("audiences", [("public", "internal"), ("internal", "public")])
def test_what_only_customer_service_may_read_is_not_made_public_by_merging(
    audiences: tuple[str, str],
) -> None:
    project = template_project("se")
    keep, other = (
        one.changed(audience=Audience(audience), valid_to=day, law="Lagen")
        for one, audience, day in zip(
            project.faqs[:2], audiences, (dt.date(2027, 5, 1), dt.date(2027, 3, 1)), strict=True
        )
    )
    project = project.changed(faqs=(keep, other, *project.faqs[2:]))
    merged = merged_faqs(project, keep, other).apply(project).faqs[0]
    assert merged.audience is Audience.INTERNAL
    assert merged.valid_to == dt.date(2027, 3, 1)
    assert merged.law == "Lagen"
    assert other.answer.sv in merged.answer.sv
