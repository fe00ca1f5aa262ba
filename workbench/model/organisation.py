"""Who does the work today: departments, units, roles, persons, and the positions at the front."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from workbench.model.record import (
    CaseTypeId,
    DepartmentId,
    Item,
    Money,
    NotNegative,
    PersonId,
    RoleId,
    Share,
    UnitId,
)


class Department(Item):
    """A department of the municipality (förvaltning/forvaltning), or a municipal company.

    ``inhabitants`` are those it serves, where costs are shared by inhabitants; without a value, all of
    the municipality's.
    """

    name: str
    committee: str = ""
    contact_owner: PersonId | None = None
    is_company: bool = False
    agreed_share: NotNegative = 0.0
    inhabitants: Annotated[int, Field(ge=0)] | None = None
    note: str = ""


class Unit(Item):
    """A unit of a department: the smallest part that work is handed between."""

    name: str
    department: DepartmentId
    internal_phone: str = ""
    public_phone: str = ""
    realisable_share: Share | None = None


class Role(Item):
    """A role with its holders: ``persons`` people share ``fte`` full-time positions."""

    name: str
    unit: UnitId
    persons: NotNegative = 0.0
    fte: NotNegative = 0.0
    salary_per_month: Money | None = None


class Person(Item):
    """Somebody named in the project. Only what ``public`` lists may leave the house."""

    name: str
    title: str = ""
    unit: UnitId | None = None
    role: RoleId | None = None
    email: str = ""
    phone: str = ""
    is_name_public: bool = False
    is_email_public: bool = False
    is_phone_public: bool = False
    is_contact_person: bool = False
    case_types: tuple[CaseTypeId, ...] = ()


class FrontlineKind(StrEnum):
    """What kind of front-line position it is."""

    SWITCHBOARD = "switchboard"
    RECEPTION = "reception"
    SERVICE_DESK = "service_desk"
    OTHER = "other"


class PositionMove(StrEnum):
    """How much of a front-line position moves to customer service."""

    WHOLE = "whole"
    SHARE = "share"
    NO = "no"


class FrontlinePosition(Item):
    """A switchboard, reception or service desk of today, which may move as it stands."""

    name: str
    kind: FrontlineKind
    department: DepartmentId
    unit: UnitId | None = None
    role: RoleId | None = None
    persons: NotNegative = 0.0
    fte: NotNegative = 0.0
    cost_per_year: Money | None = None
    moves: PositionMove = PositionMove.WHOLE
    share: Share = 1.0
    moves_from: dt.date | None = None
    note: str = ""
