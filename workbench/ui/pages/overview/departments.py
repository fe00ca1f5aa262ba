"""The table of departments: how far each has come, and what it means in positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.model.agreements import AgreementState
from workbench.ui.look import Look
from workbench.ui.pages.overview.figures import signed
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.table import TableModel

if TYPE_CHECKING:  # the words of what is shown; what counts it is loaded where it is counted
    from workbench.analysis.standing.progress import AgreementStanding, Count, DepartmentProgress

_COUNTS = ("mapped", "levels", "volumes", "checklists", "faqs")
_ICONS = {
    AgreementState.DRAFT: "pencil-outline",
    AgreementState.AGREED: "eye-outline",
    AgreementState.SIGNED: "check-circle-outline",
}


class Departments(TableModel):
    """Rows of progress, the sum last."""

    def __init__(self, look: Look) -> None:
        t = look.texts
        super().__init__(
            look,
            (
                Column("name", t("Department"), 190, stretches=True),
                Column(
                    "mapped", t("Mapped"), 116, hint=t("Case types that are divided into steps or classed")
                ),
                Column("levels", t("Levels set"), 116),
                Column("volumes", t("Volumes"), 116),
                Column("checklists", t("Checklists"), 110, hint=t("Approved, of the case types that move")),
                Column("faqs", t("Answers"), 110, hint=t("Questions that have an answer")),
                Column("agreement", t("Agreement"), 130),
                Column("share", t("Level 1–4"), 84, is_number=True),
                Column(
                    "needed",
                    t("Needs"),
                    74,
                    is_number=True,
                    hint=t("Full-time positions in customer service"),
                ),
                Column(
                    "balance", t("Balance"), 84, is_number=True, hint=t("What it brings less what it needs")
                ),
            ),
        )

    def key(self, row: Any) -> str:
        return row.department or ""

    def cell(self, row: Any, column: Column) -> Cell:
        t, is_sum = self.look.texts, row.department is None
        if column.key == "name":
            return Cell(t("Sum") if is_sum else row.name, is_strong=True, detail=row.name)
        if column.key in _COUNTS:
            return self._count(getattr(row, column.key), is_sum=is_sum)
        if column.key == "agreement":
            return self._agreement(row.agreement, is_sum=is_sum)
        return self._number(row, column.key, is_sum=is_sum)

    def _count(self, count: Count, *, is_sum: bool) -> Cell:
        t = self.look.texts
        if not count.of:
            return Cell("–", tone="text3", spoken=t("nothing to do"))
        text = f"{t.number(count.done)}/{t.number(count.of)}"
        spoken = t("{done} of {all}", done=t.number(count.done), all=t.number(count.of))
        return Cell(text, is_strong=is_sum, share=None if is_sum else count.share, spoken=spoken)

    def _agreement(self, standing: AgreementStanding, *, is_sum: bool) -> Cell:
        t = self.look.texts
        if is_sum:
            signed_ones = standing.signed
            text = t("{done} of {all} signed", done=t.number(signed_ones.done), all=t.number(signed_ones.of))
            return Cell(text, is_strong=True)
        if standing.worst is None:
            return Cell(t("Not begun"), icon="circle-outline", tone="text2")
        words = {
            AgreementState.DRAFT: t("Draft {version}", version=standing.version),
            AgreementState.AGREED: t("Agreed {version}", version=standing.version),
            AgreementState.SIGNED: t("Signed"),
        }
        icon = _ICONS.get(standing.worst, "circle-outline")
        tone = "ok" if standing.worst is AgreementState.SIGNED else "text2"
        text = words.get(standing.worst, t("Ended")).strip()
        return Cell(text, icon=icon, icon_tone="ok" if tone == "ok" else "text2", detail=text)

    def _number(self, row: DepartmentProgress, key: str, *, is_sum: bool) -> Cell:
        t = self.look.texts
        if key == "share":
            value = row.share_levels_1_4.value
            if value is None:
                return Cell(t("missing"), is_missing=True, is_number=True)
            return Cell(t.percent(value), is_number=True, is_strong=is_sum)
        if key == "needed":
            return Cell(t.number(row.fte_needed, 2), is_number=True, is_strong=is_sum)
        tone = "error" if row.fte_balance < -0.005 else "text"
        return Cell(
            signed(row.fte_balance, t, 2),
            is_number=True,
            is_strong=is_sum,
            tone="error" if tone == "error" else "text",
        )
