"""A map for those who listen: each step in a sentence, with where it leads."""

from __future__ import annotations

from workbench.export.palette import level_name
from workbench.export.swimlane_layout import share_words
from workbench.locale import Texts
from workbench.ui.pages.process.shown import Shown


def spoken_steps(shown: Shown, texts: Texts) -> dict[str, str]:
    """Return by step: number, name, level, performer, where it goes to with which share, and what was found."""
    numbers = {one.id: number for number, one in enumerate(shown.process.steps, 1)}
    ways: dict[str, list[str]] = {}
    for flow in shown.process.flows:
        share = share_words(texts, 1.0 if flow.share is None else flow.share)
        if flow.target is None:
            way = texts("{share} ends here", share=share)
        elif flow.clause:
            way = texts(
                "{step} ({share}, clause {clause})",
                step=numbers[flow.target],
                share=share,
                clause=flow.clause,
            )
        else:
            way = texts("{step} ({share})", step=numbers[flow.target], share=share)
        ways.setdefault(flow.source, []).append(way)
    made = {}
    for one in shown.steps:
        level = level_name(one.step.level, texts) if one.step.level else texts("level missing")
        found = texts.message(one.finding.what) if one.finding else ""
        said = texts(
            "Step {number} {title}, {level}, {performer}, goes to {ways}",
            number=numbers[one.id],
            title=one.step.title,
            level=level,
            performer=one.performer,
            ways=", ".join(ways.get(one.id, [])),
        )
        made[one.id] = f"{said}. {found}" if found else said
    return made
