"""Four ways of paying side by side: who pays what, what is left over, who carries it, what a volume does to each.

Every column adds up to the cost; whether it does is counted here and said, never assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from workbench.analysis.place import Place
from workbench.analysis.results import Financing, Results
from workbench.export.words import word
from workbench.model.scenarios import FinancingModel
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.costs.amounts import amount, money_cell, signed
from workbench.ui.pages.costs.choosing import WayChooser
from workbench.ui.pages.costs.pane import CostPane
from workbench.ui.pages.costs.tables import CostRow, CostTable
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import Segments, label, row
from workbench.ui.workspace import Workspace

_ZERO = Decimal(0)
_AT_PLAN = Decimal(1)
_LESS, _MORE = Decimal("0.8"), Decimal("1.2")


class FinancingPane(CostPane):
    """The four models at a volume, and the effect of the volume on each party in the chosen model."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self._results: Results | None = None
        self._factor = _AT_PLAN
        self.model = WayChooser(workspace, look, t("Departments pay by"), "financing", tuple(FinancingModel))
        volumes = (
            ("0.8", t("20 % less")),
            ("1", t("As planned")),
            ("1.2", t("20 % more")),
        )
        self.volume = Segments(look, t("Volume"), volumes, "1", self._choose_volume)
        models = [Column(one.value, word(one, t), 150, is_number=True) for one in FinancingModel]
        self.table = CostTable(
            look,
            t("Four ways of paying"),
            (Column("party", t("Who pays"), 260, stretches=True), *models),
            unfold,
        )
        self.panel = Panel(
            look,
            t("Four ways of paying"),
            self.model,
            row(label(look, t("Volume")), self.volume, None, spacing=look.px(10)),
            self.table,
        )
        effect = (
            Column("party", t("Party"), 260, stretches=True),
            Column("less", t("20 % less"), 112, is_number=True),
            Column("planned", t("As planned"), 112, is_number=True),
            Column("more", t("20 % more"), 112, is_number=True),
            Column("less_by", t("Change at 20 % less"), 112, is_number=True),
            Column("more_by", t("Change at 20 % more"), 112, is_number=True),
        )
        self.effect = CostTable(look, t("What the volume does to each party"), effect, unfold)
        self.effect_panel = Panel(look, t("What the volume does to each party"), self.effect)
        self.lay_out(
            self.panel,
            self.effect_panel,
            empty=self.empty_panel(
                t("No departments yet, so nobody bears or releases anything."),
                t("A department with case types, volumes and levels is what costs are shared between."),
                t("Write case types"),
                Place("case_types"),
            ),
        )

    def show_project(self, change: Change | None) -> None:
        del change
        settings = self.workspace.project.settings
        self.panel.set_remark(
            self.texts("{currency}, {year}", currency=settings.currency, year=str(settings.planning_year))
        )

    def show_results(self, results: Results) -> None:
        self._results = results
        self.show_content(bool(self.workspace.project.departments))
        self.model.show_results(results)
        self._show_models(results)
        self._show_effect(results)

    def _choose_volume(self, key: str) -> None:
        self._factor = Decimal(key)
        if self._results is not None:
            self._show_models(self._results)

    def go_to(self, place: Place) -> bool:
        if place.collection in ("settings", "scenarios") and place.field == "financing":
            self.model.choice.setFocus()
            return True
        return False

    # the four models

    def _show_models(self, results: Results) -> None:
        found = {one.model: one for one in results.financing if one.volume_factor == self._factor}
        models = [found[one.value] for one in FinancingModel if one.value in found]
        chosen = self.model.choice.chosen
        rows = self._departments(models, chosen)
        if self.workspace.department is None:
            rows += self._sums(models)
            rows += self._costs(models)
        self.table.show_rows(rows)

    def _departments(self, models: Sequence[Financing], chosen: str) -> list[CostRow]:
        t, rows = self.texts, []
        for one in self.workspace.project.departments:
            if self.workspace.department not in (None, one.id):
                continue
            cells = [Cell(one.name, detail=one.name)]
            keys = [""]
            for model in models:
                pays = model.payments.get(one.id, _ZERO)
                reserved = model.reserved_fte.get(one.id)
                detail = t("{n} positions are reserved", n=t.number(reserved, 1)) if reserved else ""
                cells.append(_with_detail(money_cell(t, pays, is_strong=model.model == chosen), detail))
                keys.append(self._key("payment", model, one.id))
            rows.append(CostRow(one.id, tuple(cells), tuple(keys)))
        return rows

    def _key(self, kind: str, model: Financing, *more: str) -> str:
        return ":".join((kind, model.model, str(model.volume_factor), *more))

    def _sums(self, models: Sequence[Financing]) -> list[CostRow]:
        t = self.texts
        paid = [sum(one.payments.values(), _ZERO) for one in models]
        fixed = [sum(one.fixed_part.values(), _ZERO) for one in models]
        variable = [sum(one.variable_part.values(), _ZERO) for one in models]
        return [
            self._line("paid", t("Departments pay"), paid, is_strong=True),
            self._line("fixed", t("of which fixed"), fixed, indent=1),
            self._line("variable", t("of which by contact"), variable, indent=1),
            self._line("central", t("Centrally funded in the plan"), [one.central for one in models]),
        ]

    def _costs(self, models: Sequence[Financing]) -> list[CostRow]:
        t = self.texts
        planned = [one.residue_as_planned for one in models]
        costs = [one.cost_as_planned for one in models]
        rows = [
            self._line(
                "residue",
                t("Left over, staffed as planned"),
                planned,
                keys=[self._key("residue", m) for m in models],
            ),
            self._line(
                "cost",
                t("Cost, staffed as planned"),
                costs,
                is_strong=True,
                keys=[f"cost_at:{m.volume_factor}" for m in models],
            ),
            self._adds_up("adds_up", models, [one.residue_as_planned for one in models], costs),
        ]
        again = [one.residue_replanned for one in models]
        costs_again = [one.cost_replanned for one in models]
        if all(one is not None for one in (*again, *costs_again)):
            residues = [one or _ZERO for one in again]
            replanned = [one or _ZERO for one in costs_again]
            rows += [
                self._line("residue_again", t("Left over, planned anew for that volume"), residues),
                self._line("cost_again", t("Cost, planned anew for that volume"), replanned, is_strong=True),
                self._adds_up("adds_up_again", models, residues, replanned),
            ]
        bearer = {
            "central": (t("Central"), t("The municipality carries it centrally.")),
            "service_committee": (
                t("Service committee"),
                t("The service committee carries it, and next year's price makes up for it."),
            ),
        }
        cells = [Cell(t("Who carries what is left over"))]
        for one in models:
            short, whole = bearer.get(one.risk_bearer, ("", ""))
            cells.append(Cell(short, is_number=True, detail=whole))
        rows.append(CostRow("bearer", tuple(cells)))
        return rows

    def _line(
        self,
        key: str,
        name: str,
        values: Sequence[Decimal],
        *,
        is_strong: bool = False,
        indent: int = 0,
        keys: Sequence[str] = (),
    ) -> CostRow:
        head = Cell(name, is_strong=is_strong, indent=indent, tone="text2" if indent else "text", detail=name)
        cells = tuple(money_cell(self.texts, one, is_strong=is_strong) for one in values)
        return CostRow(key, (head, *cells), ("", *keys))

    def _adds_up(
        self, key: str, models: Sequence[Financing], residues: Sequence[Decimal], costs: Sequence[Decimal]
    ) -> CostRow:
        """Return whether payments + centrally funded + what is left over are the cost, counted column by column."""
        t = self.texts
        cells: list[Cell] = [Cell(t("Adds up"), tone="text2", indent=1)]
        for model, residue, cost in zip(models, residues, costs, strict=True):
            left = cost - sum(model.payments.values(), model.central) - residue
            if left:
                words = t("no, {amount} differs", amount=amount(t, left))
                cells.append(Cell(words, is_number=True, tone="error"))
            else:
                cells.append(Cell(t("yes"), is_number=True, tone="ok"))
        return CostRow(key, tuple(cells))

    # the effect of the volume

    def _show_effect(self, results: Results) -> None:
        t, chosen = self.texts, self.model.choice.chosen
        found = {one.volume_factor: one for one in results.financing if one.model == chosen}
        if not {_LESS, _AT_PLAN, _MORE} <= found.keys():
            self.effect.show_rows(())
            return
        three = (found[_LESS], found[_AT_PLAN], found[_MORE])
        self.effect_panel.set_remark(word(chosen, t))
        rows = []
        for one in self.workspace.project.departments:
            if self.workspace.department in (None, one.id):
                values = [model.payments.get(one.id, _ZERO) for model in three]
                keys = [self._key("payment", model, one.id) for model in three]
                rows.append(self._effect_row(one.id, one.name, values, keys))
        if self.workspace.department is None:
            rows += self._effect_sums(three)
            self.effect_panel.set_foot(self._effect_check(three))
        else:
            self.effect_panel.set_foot("")
        self.effect.show_rows(rows)

    def _effect_sums(self, three: Sequence[Financing]) -> list[CostRow]:
        t = self.texts
        is_central = three[0].risk_bearer == "central"
        bearer = t("The municipality centrally") if is_central else t("The service committee")
        planned = t("{who}: left over, staffed as planned", who=bearer)
        again = t("{who}: left over, planned anew", who=bearer)
        rows = [
            self._effect_row("central", t("Centrally funded in the plan"), [one.central for one in three]),
            self._effect_row(
                "residue",
                planned,
                [one.residue_as_planned for one in three],
                [self._key("residue", one) for one in three],
            ),
            self._effect_row(
                "cost", t("Cost, staffed as planned"), [one.cost_as_planned for one in three], is_strong=True
            ),
        ]
        residues = [one.residue_replanned for one in three]
        costs = [one.cost_replanned for one in three]
        if all(one is not None for one in (*residues, *costs)):
            rows.append(self._effect_row("residue_again", again, [one or _ZERO for one in residues]))
            rows.append(
                self._effect_row(
                    "cost_again",
                    t("Cost, planned anew for that volume"),
                    [one or _ZERO for one in costs],
                    is_strong=True,
                )
            )
        return rows

    def _effect_check(self, three: Sequence[Financing]) -> str:
        t = self.texts
        left = [
            one.cost_as_planned - sum(one.payments.values(), one.central) - one.residue_as_planned
            for one in three
        ]
        if any(left):
            return t("Does not add up: {amount} is left over.", amount=amount(t, sum(left, _ZERO)))
        return t("Adds up: departments + centrally funded + left over = cost, at all three volumes.")

    def _effect_row(
        self,
        key: str,
        name: str,
        values: Sequence[Decimal],
        keys: Sequence[str] = (),
        *,
        is_strong: bool = False,
    ) -> CostRow:
        t = self.texts
        less, planned, more = values
        changes = tuple(
            Cell(signed(t, one), is_number=True, tone="text3" if not one else "text", is_strong=is_strong)
            for one in (less - planned, more - planned)
        )
        cells = (
            Cell(name, is_strong=is_strong, detail=name),
            *(money_cell(t, one, is_strong=is_strong) for one in values),
            *changes,
        )
        return CostRow(key, cells, ("", *keys))


def _with_detail(cell: Cell, detail: str) -> Cell:
    return replace(cell, detail=detail) if detail else cell
