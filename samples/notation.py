"""The short notation in which the samples' case types and checklists are written, and what it means.

A municipality's catalogue is some five hundred steps. Written as full records nobody would read it
again; written one line a step, it can be proof-read like a table. README.md explains the notation.
"""

from __future__ import annotations

import re
from typing import Any

Values = dict[str, Any]

SOURCES = {
    "m": "measurement",
    "s": "system_statistics",
    "e": "survey",
    "u": "estimate",
    "g": "guess",
}
KINDS = {"k": "contact", "b": "back_office"}
ITEM_KINDS = {"ask": "ask", "say": "say", "never": "never_say", "do": "do", "hand": "hand_over"}
_NUMBERS = re.compile(r"^(?P<figures>[\d./]+?)(?P<source>[mseug])?$")
_VOLUME = re.compile(
    r"^(?P<channel>\w+) (?P<figures>[\d.-]+)/(?P<per>day|week|month|year|\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d)"
    r" (?P<source>[msueg])(?P<marks>( [\w.=]+)*)$"
)


def parts(line: str) -> list[str]:
    """Return what stands between the bars of ``line``, without the spaces around it."""
    return [part.strip() for part in line.split("|")]


def without_empty(values: Values) -> Values:
    """Return ``values`` without what says nothing."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def row(line: str, *names: str) -> Values:
    """Return the parts of ``line`` under ``names``; a part that is a number becomes one."""
    found = parts(line)
    if len(found) > len(names):
        raise ValueError(f"more parts than {names}: {line}")
    return without_empty(dict(zip(names, found, strict=False)))


def three(figures: list[float]) -> tuple[float, float, float]:
    """Return (low, likely, high) of one, two or three figures: one is exact, two have their mean between."""
    if len(figures) == 1:
        return figures[0], figures[0], figures[0]
    if len(figures) == 2:
        return figures[0], sum(figures) / 2, figures[1]
    low, likely, high = figures
    return low, likely, high


def estimate(text: str, said_by: str = "") -> Values | None:
    """Return the estimate that ``3/5/8m`` stands for; None for a hyphen (nobody has said anything)."""
    if text == "-":
        return None
    match = _NUMBERS.match(text)
    if not match:
        raise ValueError(f"not a figure: {text}")
    low, likely, high = three([float(one) for one in match["figures"].split("/")])
    source = SOURCES[match["source"] or "u"]
    return without_empty({"low": low, "likely": likely, "high": high, "source": source, "said_by": said_by})


def volume(line: str, words: dict[str, str], said_by: dict[str, str]) -> Values:
    """Return the volume of a line such as ``phone 3-5/week u k=0.8 | said | by``.

    Marks after the source: ``k=SHARE`` (reaches the common entry), ``cases``, ``booked``.
    """
    head, *rest = parts(line)
    match = _VOLUME.match(head)
    if not match:
        raise ValueError(f"not a volume: {line}")
    low, likely, high = three([float(one) for one in match["figures"].split("-")])
    per, source = match["per"], match["source"]
    made: Values = {"id": f"v-{match['channel'].replace('_', '-')}", "channel": match["channel"]}
    made |= {"low": low, "likely": likely, "high": high, "source": SOURCES[source]}
    if ".." in per:
        first, last = per.split("..")
        made |= {"per": "measured", "measured_from": first, "measured_to": last}
    else:
        made["per"] = per
    for mark in match["marks"].split():
        name, _, value = mark.partition("=")
        made |= {
            "k": {"common_entry_share": float(value or 1)},
            "cases": {"counts": "cases"},
            "booked": {"is_booked": True},
        }[name]
    said = match["figures"].replace(".", ",").replace("-", "–")
    default = f"{said} {words['measured' if '..' in per else per]}"
    made["said"] = rest[0] if rest and rest[0] else default
    made["said_by"] = rest[1] if len(rest) > 1 else said_by.get(source, "")
    return without_empty(made)


STEP_FIELDS = (
    "system", "right", "secrecy", "identification", "registration", "reason", "exception", "question",
    "problem", "trigger", "result", "note",
)  # fmt: skip


def step(line: str, id_: str, units: dict[str, str], case_type: Values) -> Values:
    """Return the step of a line such as ``3b 4/6/9m assistent stay | Title | reason: ... | system: ...``.

    Level (``?`` for none) and kind; minutes today, and after ``>`` those in customer service; the role;
    the decision (default: levels 1-4 move, the rest stay). ``units`` says where each role sits.
    """
    head, title, *rest = parts(line)
    where, minutes, role, *decision = head.split()
    level = None if where[0] == "?" else int(where[0])
    today, _, later = minutes.partition(">")
    made: Values = {
        "id": id_,
        "title": title,
        "level": level,
        "kind": KINDS[where[1]],
        "unit": units[role],
        "role": f"r-{role}",
        "minutes_today": estimate(today, case_type.get("minutes_by", "")),
        "minutes_in_customer_service": estimate(later) if later else None,
        "decision": decision[0] if decision else _usual_decision(level),
    }
    if made["decision"] == "none":
        made["decision"] = None
    made |= _usual_fields(level, made["decision"], case_type)
    for number, one in enumerate(rest, start=1):
        name, _, text = one.partition(": ")
        _set_field(made, name, text.strip(), number)
    return without_empty(made)


def _usual_decision(level: int | None) -> str | None:
    if level is None:
        return None
    return "move" if level <= 4 else "stay"


def _usual_fields(level: int | None, decision: str | None, case_type: Values) -> Values:
    """Return what holds for most steps of a case type: its system, who may know what, where it is noted."""
    fields: Values = {}
    moves = decision == "move"
    if case_type.get("system") and (level or 0) in (3, 4, 5, 6):
        fields["system"] = case_type["system"]
        fields["right"] = case_type["rights"][0 if moves else 1]
    if case_type.get("secrecy") and (level or 0) >= 3:
        fields["secrecy"] = case_type["secrecy"]
    if case_type.get("identification") and moves and (level or 0) >= 3:
        fields["identification"] = case_type["identification"]
    if case_type.get("registration") and level in (3, 4) and moves:
        fields["registration"] = case_type["registration"]
    return fields


def _set_field(made: Values, name: str, text: str, number: int) -> None:
    if name in STEP_FIELDS:
        made[name] = text
    elif name == "delegation":
        point, committee, decided_on = (one.strip() for one in text.split(";"))
        made["delegation"] = without_empty(
            {"point": point, "committee": committee, "decided_on": decided_on or None}
        )
    elif name == "execution":
        made["delegation"] = {"execution_reason": text}
    elif name == "disagree":
        who, level, note = (one.strip() for one in text.split(";", 2))
        made.setdefault("disagreements", []).append(
            without_empty(
                {
                    "id": f"{made['id']}-o{number}",
                    "who": who,
                    "level": int(level) if level else None,
                    "note": note,
                }
            )
        )
    elif name == "unit":
        made["proposed_unit"] = text
    else:
        raise ValueError(f"no such field of a step: {name}")


def flows(lines: list[str], id_: str, clause: Values) -> list[Values]:
    """Return the flows of lines such as ``1>2>3`` or ``3>5 .8 komplett | hands over | complete when``.

    A line with clause words also gets the department's usual time and way back from ``clause``.
    """
    made: list[Values] = []
    for line in lines:
        head, *words = parts(line)
        way, _, rest = head.partition(" ")
        share, _, label = rest.partition(" ")
        steps = way.split(">")
        for source, target in zip(steps, steps[1:], strict=False):
            flow: Values = {"id": f"{id_}-f{len(made) + 1}"}
            flow |= {"source": f"{id_}-{source}", "target": f"{id_}-{target}"}
            flow |= {"probability": float(share) if share else 1.0, "label": label}
            if words:
                flow |= clause
                flow |= without_empty(
                    dict(zip(("hands_over", "complete_when", "within", "return_path"), words, strict=False))
                )
            made.append(without_empty(flow))
    return made


def checklist_items(lines: list[str], id_: str) -> list[Values]:
    """Return the items of lines such as ``ask: Question? => Yes; No > 5`` (5: the item it leads to)."""
    made = []
    for number, line in enumerate(lines, start=1):
        kind, _, text = line.partition(": ")
        text, _, answers = text.partition(" => ")
        branches = []
        for answer in answers.split(";") if answers else ():
            words, _, target = answer.rpartition(" > ") if " > " in answer else (answer, "", "")
            branches.append(
                without_empty(
                    {"answer": words.strip(), "goes_to": f"{id_}-{target.strip()}" if target else None}
                )
            )
        made.append(
            without_empty(
                {
                    "id": f"{id_}-{number}",
                    "kind": ITEM_KINDS[kind],
                    "text": text.strip(),
                    "branches": branches,
                }
            )
        )
    return made


def decision_table(values: Values) -> Values:
    """Return the table of ``conditions`` and ``rows`` such as ``yes; no -> outcome``."""
    rows = []
    for line in values["rows"]:
        answers, _, outcome = line.partition(" -> ")
        rows.append({"answers": [one.strip() for one in answers.split(";")], "outcome": outcome.strip()})
    return {"conditions": values["conditions"], "rows": rows}
