"""A project in which every formula of the workbooks has something to do, and how workbooks are compared."""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

from tests.analysis.small_project import case_type, small_project
from tests.support.libreoffice import opened
from workbench.analysis.as_json import results_as_json
from workbench.analysis.engine import Engine
from workbench.export.lookup import Source
from workbench.export.workbook import costs_workbook, staffing_workbook
from workbench.locale import Texts
from workbench.model.costs import (
    CostCategory,
    CostDriver,
    CostItem,
    CostPhase,
    Depreciation,
    Funding,
    Investment,
)
from workbench.model.organisation import (
    Department,
    FrontlineKind,
    FrontlinePosition,
    PositionMove,
    Role,
    Unit,
)
from workbench.model.project import Project
from workbench.model.scenarios import AllocationKey, FinancingModel
from workbench.model.service import OpeningHours, Pool
from workbench.model.volumes import Channel

DATED = dt.date(2027, 1, 1)
WORKBOOKS = {"staffing": staffing_workbook, "costs": costs_workbook}
_ENGINE = Engine()
"""One for all: what it has calculated of a project it knows when that project comes again."""


@cache
def full_project() -> Project:
    """Return a project with two pools, chats two at a time, every driver, method, payer and kind of position.

    Departments ``b`` and ``c`` are alike in everything: their shares tie wherever a total is divided.
    """
    small = small_project()
    return small.changed(
        departments=(*small.departments, Department(id="c", name="Office c")),
        units=(*small.units, Unit(id="c-unit", name="Unit", department="c", realisable_share=0.5)),
        roles=(*small.roles, Role(id="c-role", name="Officer", unit="c-unit", persons=9, fte=8.0)),
        case_types=(*small.case_types, case_type("t", "c", 6000, 1200)),
        settings=small.settings.changed(
            deferred_is_interruptible=False,
            allocation_key=AllocationKey.AGREED_SHARES,
            financing=FinancingModel.B_CAPACITY,
        ),
        pools=_pools(),
        frontline_positions=_positions(),
        cost_items=_items(),
        investments=_investments(),
    ).changed(
        departments=tuple(
            Department(id=name, name=f"Office {name}", agreed_share=share)
            for name, share in (("a", 3.0), ("b", 2.0), ("c", 2.0))
        )
    )


def _pools() -> tuple[Pool, ...]:
    short = (OpeningHours(weekdays=(0, 1, 2, 3), opens=18, closes=30),)
    return (
        Pool(id="service", name="Customer service", channels=(Channel.PHONE, Channel.EMAIL)),
        Pool(
            id="chat",
            name="=Chat & 'more'",
            channels=(Channel.CHAT,),
            opening_hours=short,
            minimum_presence=1,
            chats_at_once=2,
        ),
    )


def _positions() -> tuple[FrontlinePosition, ...]:
    def position(name: str, department: str, **more: Any) -> FrontlinePosition:
        plain = {
            "id": name,
            "name": name,
            "kind": FrontlineKind.RECEPTION,
            "department": department,
            "fte": 0.1,
        }
        return FrontlinePosition(**{**plain, **more})

    return (
        position("whole", "a", role="a-role", moves_from=dt.date(2027, 4, 1)),
        position("unit", "b", unit="b-unit", fte=0.2),
        position(
            "part", "b", unit="b-unit", moves=PositionMove.SHARE, share=0.4, moves_from=dt.date(2027, 9, 1)
        ),
        position("paid", "c", unit="c-unit", cost_per_year=Decimal("123456.78")),
        position("later", "c", unit="c-unit", moves_from=dt.date(2029, 6, 1)),
        position("stays", "c", moves=PositionMove.NO),
    )


def _items() -> tuple[CostItem, ...]:
    found = []
    for n, driver in enumerate(CostDriver):
        for phase in CostPhase:
            funding = tuple(Funding)[(n + len(found)) % 3]
            found.append(
                CostItem(
                    id=f"i{len(found)}",
                    name=f"{driver.value} {phase.value}",
                    category=tuple(CostCategory)[len(found) % 7],
                    phase=phase,
                    driver=driver,
                    amount=Decimal(100 + 7 * len(found)) + Decimal("0.35"),
                    step_size=(None, 2.5, 0.3)[len(found) // 2 % 3],
                    funding=funding,
                    department="b" if funding is Funding.DEPARTMENT and n else None,
                )
            )
    return tuple(found)


def _investments() -> tuple[Investment, ...]:
    def investment(name: str, amount: str, **more: Any) -> Investment:
        plain = {
            "id": name,
            "name": name,
            "category": CostCategory.TECHNOLOGY,
            "amount": Decimal(amount),
            "years": 3,
            "starts_on": dt.date(2027, 1, 1),
        }
        return Investment(**{**plain, **more})

    return (
        investment("linear", "1000000", starts_on=dt.date(2026, 5, 1)),
        investment("annuity", "777777.77", method=Depreciation.ANNUITY, starts_on=dt.date(2027, 8, 1)),
        investment("own", "300000", method=Depreciation.ANNUITY, interest_rate=0.04, funding=Funding.CENTRAL),
        investment("free", "90000", method=Depreciation.ANNUITY, interest_rate=0.0),
        investment(
            "direct", "50000", funding=Funding.DEPARTMENT, department="b", starts_on=dt.date(2028, 3, 1)
        ),
    )


def source_of(project: Project, language: str = "en") -> Source:
    """Return what a workbook of the chosen scenario is made from."""
    return Source(project, _ENGINE.results(project), Texts(language))


def figures_of(project: Project) -> dict[str, Any]:
    """Return what ``calculate --json`` prints."""
    return json.loads(json.dumps(results_as_json(_ENGINE.results(project), project)))


def claimed(content: bytes) -> dict[str, Any]:
    """Return the figures that a workbook says it shares with the program, by path."""
    found = iter(rows(content, "Figures"))
    assert next(row for row in found if row[0] == "Figure")[1] == "In this workbook"
    return {key: value for key, value, *_ in found if key}


def differences(cells: dict[str, Any], figures: dict[str, Any]) -> list[str]:
    """Return where ``cells`` are not what the program says: amounts to the hundredth, the rest to 1e-9."""
    wrong = []
    for key, value in cells.items():
        wanted = at_path(figures, key)
        if not _is_same(value, wanted):
            wrong.append(f"{key}: {value!r} instead of {wanted!r}")
    return wrong


def at_path(figures: Any, key: str) -> Any:
    """Return the figure at ``key``, whose parts are divided by "/"."""
    for part in key.split("/"):
        figures = figures[int(part)] if isinstance(figures, list) else figures[part]
    return figures


def _is_same(value: Any, wanted: Any) -> bool:
    if wanted is None or value in {None, ""}:
        return wanted is None and value in {None, ""}
    if isinstance(value, str):
        return False
    exact = Decimal(wanted) if isinstance(wanted, str) else None
    if exact is not None and exact == exact.quantize(Decimal("0.01")):
        return abs(value - float(exact)) < 1e-6
    return abs(value - float(wanted)) <= 1e-9 * max(1.0, abs(float(wanted)))


@lru_cache(maxsize=4)
def read(content: bytes, *, values: bool) -> Any:
    """Return what :func:`opened` does, and for the same content the same one: for who changes nothing in it."""
    return opened(content, values=values)


@lru_cache(maxsize=4)
def formulas(content: bytes) -> tuple[tuple[str, str, str], ...]:
    """Return (sheet, cell, formula) of every formula."""
    return tuple(
        (sheet.title, cell.coordinate, cell.value)
        for sheet in read(content, values=False)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.data_type == "f"
    )


Cell = tuple[str, str]
"""A sheet and an address in it."""


def named_cells(content: bytes) -> dict[str, Cell]:
    """Return the cell that each name of the workbook stands for."""
    found = re.findall(r"<definedName name=\"(\w+)\">'?([^'<]+)'?!\$(\w+)\$(\d+)<", _book(content))
    return {name: (sheet, f"{column}{row}") for name, sheet, column, row in found}


def _book(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read("xl/workbook.xml").decode()


def typed(content: bytes, cells: dict[Cell, float | None]) -> bytes:
    """Return the workbook with numbers typed into ``cells``, or what stood there deleted; all else stays as it is."""
    sheets = re.findall(r'<sheet name="([^"]+)"', _book(content))

    def change(name: str, text: str) -> str:
        for (sheet, cell), value in cells.items():
            if name == f"xl/worksheets/sheet{sheets.index(sheet) + 1}.xml":
                now = "/>" if value is None else f"><v>{value!r}</v></c>"
                text, found = re.subn(rf'(<c r="{cell}" s="\d+")[^>]*><v>[^<]*</v></c>', rf"\g<1>{now}", text)
                assert found == 1, (sheet, cell)
        return text

    return _rewritten(content, change)


def with_values_alone(content: bytes) -> bytes:
    """Return the workbook with every formula replaced by its stored value."""
    return _rewritten(content, lambda _, text: re.sub(r"<f>[^<]*</f>", "", text))


def _rewritten(content: bytes, change: Callable[[str, str], str]) -> bytes:
    """Return the workbook with each sheet as ``change(its name in the file, its text)`` says."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = change(name, part.decode()).encode()
            after.writestr(name, part)
    return stream.getvalue()


def rows(content: bytes, sheet: str) -> list[list[Any]]:
    """Return the values of a sheet."""
    from python_calamine import CalamineWorkbook

    return (
        CalamineWorkbook.from_filelike(BytesIO(content))
        .get_sheet_by_name(sheet)
        .to_python(skip_empty_area=False)
    )
