"""What a workshop changed: the case types as they were when it began, beside what they are now."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.export.document import Block, Chip, Column, Heading, Inline, Paragraph, Rich, Row, Table
from workbench.export.lookup import Source
from workbench.export.minutes_words import decision_word, minutes_text, scope_word, volume_text
from workbench.export.words import word
from workbench.model.case_types import CaseType
from workbench.model.process import Step
from workbench.model.programme import Workshop
from workbench.model.project import Project
from workbench.model.volumes import Volume


def changes_since(source: Source, workshop: Workshop, before: Project | None) -> list[Block]:
    """Return the chapter on what changed since ``before``; without it, that this is not known."""
    texts = source.texts
    heading = Heading(texts("What changed in the workshop"))
    if before is None:
        text = texts(
            "How the project stood when the workshop began was not at hand when these minutes were made, so "
            "changes are not listed."
        )
        return [heading, Paragraph(text)]
    rows: list[Row] = []
    for name, lines in _changes(source, workshop, before):
        rows += [Row((name, line)) for line in lines]
    if not rows:
        return [heading, Paragraph(texts("No case type changed."))]
    columns = (Column(texts("Case type"), width=0.7), Column(texts("Change"), width=1.3))
    return [heading, Table(columns, tuple(rows), name=texts("What changed in the workshop"))]


def _changes(source: Source, workshop: Workshop, before: Project) -> Iterator[tuple[str, list[Rich]]]:
    """Yield (case type, lines) for what is new, changed or gone: on the workshop's list, or the department's."""
    texts = source.texts
    now = {one.id: one for one in source.project.case_types}
    then = {one.id: one for one in before.case_types}
    own = [one.id for one in source.project.case_types if one.department == workshop.department]
    for key in dict.fromkeys((*workshop.case_types, *own)):
        new, old = now.get(key), then.get(key)
        if new is None or new is old:
            continue
        if old is None:
            steps = texts.plural("New, with {n} step.", "New, with {n} steps.", len(new.steps))
            yield new.name, [steps]
            continue
        lines = list(_case_type(source, old, new))
        if lines:
            yield new.name, lines
    listed = {one for workshop_then in before.workshops if workshop_then.id == workshop.id
              for one in workshop_then.case_types}  # fmt: skip
    for key, old in then.items():
        if key not in now and (old.department == workshop.department or key in listed):
            yield old.name, [texts("Removed, or merged into another one.")]


def _case_type(source: Source, old: CaseType, new: CaseType) -> Iterator[Rich]:
    texts = source.texts
    if old.name != new.name:
        yield texts("Was called {name}.", name=old.name)
    if old.scope is not new.scope:
        yield _became(
            texts("Part of the assignment"), scope_word(old.scope, texts), scope_word(new.scope, texts)
        )
    if old.owner != new.owner:
        yield _became(texts("Owner"), source.person(old.owner) or "–", source.person(new.owner) or "–")
    yield from _steps(source, old, new)
    yield from _volumes(source, old, new)


def _steps(source: Source, old: CaseType, new: CaseType) -> Iterator[Rich]:
    texts = source.texts
    then, now = {one.id: one for one in old.steps}, {one.id: one for one in new.steps}
    for step in new.steps:
        if step.id not in then:
            chip: tuple[Inline, ...] = (" ", Chip(step.level)) if step.level else ()
            yield (texts("New step: {step}", step=step.title), *chip)
        elif step is not then[step.id]:
            yield from _step(source, then[step.id], step)
    for step in old.steps:
        if step.id not in now:
            yield texts("Step removed: {step}", step=step.title)
    kept = [one.id for one in old.steps if one.id in now]
    if kept != [one.id for one in new.steps if one.id in then]:
        yield texts("The steps stand in another order.")


def _step(source: Source, old: Step, new: Step) -> Iterator[Rich]:
    texts = source.texts
    if old.title != new.title:
        yield _became(texts("Step"), old.title, new.title)
    if old.level != new.level:
        yield (
            texts("{step}: ", step=new.title),
            Chip(old.level) if old.level else "–",
            " → ",
            Chip(new.level) if new.level else "–",
        )
    if old.decision is not new.decision:
        yield _became(new.title, decision_word(old.decision, texts), decision_word(new.decision, texts))
    if old.minutes_today != new.minutes_today:
        was, became = (minutes_text(one, texts) for one in (old.minutes_today, new.minutes_today))
        if was != became:
            yield _became(texts("{step}, minutes", step=new.title), was, became)
    known = {one.id for one in old.disagreements}
    for one in new.disagreements:
        if one.id not in known:
            yield texts("{step}: disagreement of {who} recorded", step=new.title, who=one.who)


def _volumes(source: Source, old: CaseType, new: CaseType) -> Iterator[Rich]:
    texts = source.texts
    then, now = {one.id: one for one in old.volumes}, {one.id: one for one in new.volumes}

    def named(volume: Volume) -> str:
        return texts("Volume by {channel}", channel=word(volume.channel, texts))

    for volume in new.volumes:
        was = then.get(volume.id)
        text = volume_text(volume, texts)
        if was is None:
            yield _became(named(volume), "–", text)
        elif volume_text(was, texts) != text:
            yield _became(named(volume), volume_text(was, texts), text)
    for volume in old.volumes:
        if volume.id not in now:
            yield _became(named(volume), volume_text(volume, texts), "–")


def _became(what: str, was: str, became: str) -> str:
    return f"{what}: {was} → {became}"
