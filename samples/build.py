"""Make the sample projects from their sources: ``python samples/build.py``.

The sources are TOML in a short notation (README.md); what comes out is a project file, the same bytes
every time. Everything is validated here, and a mistake is reported with the file it stands in.
"""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from notation import (  # noqa: E402
    Values,
    checklist_items,
    decision_table,
    estimate,
    flows,
    row,
    step,
    volume,
    without_empty,
)

from workbench.model.integrity import check_project  # noqa: E402
from workbench.model.project import Project  # noqa: E402
from workbench.store.project_file import Encoder  # noqa: E402

SAMPLES = ("se", "da")
PLAIN = (
    "profiles", "pools", "answer_groups", "waves", "scenarios", "cost_items", "investments", "risks",
    "stakeholders", "intentions", "goals", "actions", "consultations", "decision_log", "service_promises",
    "measurements", "frontline_positions",
)  # fmt: skip
"""Collections that the sources write as the project file does."""


def build(name: str) -> Project:
    """Return the sample ``name``, validated and with its references checked."""
    sources = {path.stem: _read(path) for path in sorted((HERE / "source" / name).glob("*.toml"))}
    project = Project.from_json(_project(sources))
    check_project(project)
    return project


def as_bytes(project: Project) -> bytes:
    """Return a built sample as the bytes of its file."""
    return b"".join(Encoder().encode(project, revision=0).chunks)


def _read(path: Path) -> Values:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SystemExit(f"{path}: {error}") from error
    return _as_json(values)  # type: ignore[no-any-return]


def _as_json(value: Any) -> Any:  # noqa: ANN401 - TOML of any shape
    if isinstance(value, dict):
        return {key: _as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_json(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _project(sources: dict[str, Values]) -> Values:
    base = sources["municipality"]
    made: Values = {"id": base["id"], "municipality": base["municipality"], "settings": base["settings"]}
    made |= _organisation(sources["organisation"], base)
    units = {role["id"].removeprefix("r-"): role["unit"] for role in made["roles"]}
    by_department = [values for name, values in sources.items() if name.startswith("department_")]
    made["case_types"] = [
        _case_type(one, values, units, base)
        for values in by_department
        for one in values.get("case_type", ())
    ]
    made["checklists"] = [
        _checklist(one, values, base) for values in sources.values() for one in values.get("checklist", ())
    ]
    made["faqs"] = [_faq(one, values, base) for values in sources.values() for one in values.get("faq", ())]
    made["agreements"] = [_agreement(values, sources["agreements"]) for values in by_department]
    made["workshops"] = [_workshop(one, base) for one in sources["programme"].get("workshop", ())]
    for collection in PLAIN:
        made[collection] = [one for values in sources.values() for one in values.get(collection, ())]
    usual_day = made["profiles"][0]["intervals"]
    made["profiles"] = [{"intervals": usual_day, **one} for one in made["profiles"]]
    return made


def _organisation(values: Values, base: Values) -> Values:
    departments, units, roles, persons = [], [], [], []
    for one in values["department"]:
        at = f"d-{one['key']}"
        departments.append(
            {
                "id": at,
                **{name: one[name] for name in one if name not in ("key", "units", "roles", "persons")},
            }
        )
        for line in one["units"]:
            unit = row(line, "id", "name", "internal_phone", "public_phone")
            units.append({**unit, "id": f"u-{unit['id']}", "department": at})
        for line in one["roles"]:
            role = row(line, "id", "name", "unit", "persons", "fte", "salary_per_month")
            roles.append(
                {
                    **role,
                    "id": f"r-{role['id']}",
                    "unit": f"u-{role['unit']}",
                    "persons": float(role["persons"]),
                    "fte": float(role["fte"]),
                }
            )
        persons += [_person(line, base) for line in one["persons"]]
    return {"departments": departments, "units": units, "roles": roles, "persons": persons}


def _person(line: str, base: Values) -> Values:
    """``key | name | title | unit | role | local number | marks``; marks: n e t public, c contact person."""
    values = row(line, "id", "name", "title", "unit", "role", "number", "marks")
    number, marks = values.pop("number", ""), values.pop("marks", "")
    mailbox = values["name"].lower().replace(" ", ".")
    for letter, plain in base["build"]["mail_letters"].items():
        mailbox = mailbox.replace(letter, plain)
    values |= {
        "id": f"p-{values['id']}",
        "unit": f"u-{values['unit']}",
        "role": f"r-{values['role']}" if values.get("role") else None,
        "email": f"{mailbox}@{base['build']['mail_domain']}",
        "phone": f"{base['build']['phone_prefix']}{number}" if number else "",
        "is_name_public": "n" in marks,
        "is_email_public": "e" in marks,
        "is_phone_public": "t" in marks,
        "is_contact_person": "c" in marks,
    }
    return without_empty(values)


_CASE_NOTATION = (
    "key", "steps", "flows", "volumes", "follow_up", "codes", "system", "rights", "secrecy", "registration",
    "minutes_by",
)  # fmt: skip


def _case_type(one: Values, department: Values, units: dict[str, str], base: Values) -> Values:
    usual = department["usual"]
    id_ = f"ct-{one['key']}"
    shared = {**usual, **one}
    shared.setdefault("rights", base["build"]["rights"])
    made: Values = {"id": id_, "department": department["department"]}
    made |= {name: usual[name] for name in ("unit", "owner", "wave", "answer_group") if name in usual}
    made |= {name: value for name, value in one.items() if name not in _CASE_NOTATION}
    made["steps"] = [
        step(line, f"{id_}-{number}", units, shared) for number, line in enumerate(one["steps"], start=1)
    ]
    made["flows"] = flows(one.get("flows", []), id_, department["clause"])
    made["volumes"] = [
        volume(line, base["build"]["period_words"], department["said_by"]) for line in one.get("volumes", ())
    ]
    if "follow_up" in one:
        made["follow_up_minutes"] = estimate(one["follow_up"])
    if "codes" in one:
        made["codes"] = [row(line, "scheme", "code", "version", "facet") for line in one["codes"]]
    return without_empty(made)


def _checklist(one: Values, values: Values, base: Values) -> Values:
    id_ = f"cl-{one['key']}"
    made = {**values.get("usual_checklist", {}), **one}
    made.pop("key")
    made |= {"id": id_, "case_type": f"ct-{one.get('case_type', one['key'])}"}
    made["items"] = checklist_items(one["items"], id_)
    if "table" in one:
        made["decision_table"] = decision_table(made.pop("table"))
    if "links" in one:
        made["links"] = [
            {"title": link["title"], "url": base["build"]["site"] + link["url"]}
            for link in (row(line, "title", "url") for line in one["links"])
        ]
    return without_empty(made)


def _faq(one: Values, values: Values, base: Values) -> Values:
    language = base["settings"]["language"]
    made = {**values.get("usual_faq", {}), **one}
    made.pop("key")
    made |= {
        "id": f"faq-{one['key']}",
        "question": {language: made.pop("q")},
        "answer": {language: made.pop("a").strip()},
        "case_types": [f"ct-{key}" for key in made.pop("about", ())],
    }
    if made.get("web_page"):
        made["web_page"] = base["build"]["site"] + made["web_page"]
    return without_empty(made)


def _agreement(department: Values, agreements: Values) -> Values:
    made = {**agreements["usual"], **department["agreement"]}
    made["promises_customer_service"] = [
        *agreements["usual"]["promises_customer_service"],
        *department["agreement"].get("promises_customer_service", ()),
    ]
    made["promises_department"] = [
        *agreements["usual"]["promises_department"],
        *department["agreement"].get("promises_department", ()),
    ]
    made |= {
        "id": department["department"].replace("d-", "a-", 1),
        "department": department["department"],
        "measures": agreements.get("measures", []),
    }
    return without_empty(made)


def _workshop(one: Values, base: Values) -> Values:
    id_ = one["id"]
    made = dict(one)
    made["agenda"] = [
        {"id": f"{id_}-agenda-{number}", **item}
        for number, item in enumerate(base["build"]["agenda"], start=1)
    ]
    made["participants"] = [
        {
            "id": f"{id_}-deltar-{number}",
            **row(line.removesuffix(" | -"), "name", "role"),
            "is_present": not line.endswith(" | -"),
        }
        for number, line in enumerate(one["participants"], start=1)
    ]
    made["questions"] = [
        {"id": f"{id_}-fraga-{number}", **row(line, "text", "owner", "due", "answer")}
        for number, line in enumerate(one.get("questions", ()), start=1)
    ]
    return without_empty(made)


def main() -> None:
    """Build every sample, or those named on the command line."""
    for name in sys.argv[1:] or SAMPLES:
        path = HERE / f"{name}.rosa"
        path.write_bytes(as_bytes(build(name)))
        print(f"{path}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
