"""What departments are relieved of, bring and need: rows and waterfalls that add up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.analysis.results import FTE_COMPONENTS, Results
from workbench.export.charts.positions import breakdown_chart, reasons_chart
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.ui.pages.staffing.departments import (
    balance_rows,
    department_rows,
    role_rows,
    signed,
)

T = Texts("en")


def test_the_breakdown_adds_up_to_the_positions(figures: Results) -> None:
    chart, keys = breakdown_chart(figures, T)
    assert chart.total == pytest.approx(figures.staffing.fte_total, abs=1e-9)
    assert len(keys) == len(chart.parts) + 1
    assert keys[0] == "component:contact_handling"
    assert keys[-1] == "fte"
    short = {name: figures.staffing.fte_by_component[name] for name in FTE_COMPONENTS}
    short["waiting_capacity"] = 0.0
    broken = replace(figures, staffing=replace(figures.staffing, fte_by_component=short))
    assert breakdown_chart(broken, T)[0].total != pytest.approx(figures.staffing.fte_total, abs=0.1)


def test_what_is_released_is_in_positions_realisable_or_neither(sample: Project, figures: Results) -> None:
    rows = role_rows(sample, figures, T, None)
    for one in rows:
        in_positions = one.of.hours_in_positions / figures.staffing.hours_per_fte
        assert one.of.fte == pytest.approx(in_positions + one.of.fte_realisable + one.cannot, abs=1e-9)
    assert rows[-1].is_sum
    assert rows[-1].of.hours == pytest.approx(figures.release.total.taken, rel=1e-9)
    assert rows[-1].cannot == pytest.approx(sum(one.cannot for one in rows[:-1]))
    flagged = role_rows(sample, figures, T, None, flagged=True)
    assert all(one.of.person_share is not None and one.of.person_share < 0.2 for one in flagged[:-1])
    assert 0 < len(flagged) < len(rows)


def test_the_balance_is_brought_less_needed_and_its_reasons_lead_there(
    sample: Project, figures: Results
) -> None:
    rows = department_rows(sample, figures, T, None)
    assert rows[-1].id is None
    for one in rows:
        assert one.difference == pytest.approx(one.moving + one.realisable - one.needed, abs=1e-9)
        assert one.released == pytest.approx(one.in_positions + one.realisable + one.cannot, abs=1e-9)
        assert -1 <= one.swing <= 1
    assert sum(one.needed for one in rows[:-1]) == pytest.approx(rows[-1].needed)
    for found in figures.release.positions:
        chart = reasons_chart(found, "x", T)
        assert chart.total == pytest.approx(
            found.needed_share, abs=0.01
        )  # parts under a thousandth are left out
    only = department_rows(sample, figures, T, "d-teknik")
    assert [one.name for one in only] == ["Tekniska förvaltningen"]


def test_the_hours_of_the_balance_add_up_by_department(figures: Results) -> None:
    rows = balance_rows(figures, None)
    assert rows[-1].department is None
    for one in rows:
        assert one.work_today == pytest.approx(one.taken + one.dropped + one.staying, abs=1e-6)
        assert one.taken == pytest.approx(
            one.done - one.wrap_up - one.triage + one.saved_by_e_service + one.saved_by_minutes, abs=1e-6
        )
    assert len(balance_rows(figures, "d-teknik")) == 1


@pytest.mark.fast
def test_a_sign_is_written_only_where_there_is_a_difference() -> None:
    assert [signed(T, value) for value in (0.126, -0.126, 0.001, -0.001)] == [
        "+0.13",
        "\u22120.13",
        "0.00",
        "0.00",
    ]
