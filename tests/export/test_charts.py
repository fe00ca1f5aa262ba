"""Charts as files: what is drawn says what was calculated, inside the house only, and to those who do not see it."""

from __future__ import annotations

import struct
from collections import defaultdict
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from workbench.analysis.engine import Engine
from workbench.analysis.results import Results
from workbench.export.charts.chosen import report_charts
from workbench.export.charts.money import net_effect_chart
from workbench.export.charts.positions import breakdown_chart, brought_chart
from workbench.export.charts.prices import prices_chart, shown_prices
from workbench.export.charts.week import ORDINARY, week_chart, week_of
from workbench.export.kinds import files, number_of_files
from workbench.export.order import order
from workbench.export.package_index import index_page
from workbench.locale import Texts
from workbench.templates import template_project

ENGLISH = Texts("en")


@pytest.fixture(scope="module")
def results() -> Results:
    return Engine().results(template_project("se"))


def test_they_are_written_as_svg_and_png_with_words_and_shown_in_the_index(results: Results) -> None:
    wanted = order(template_project("se"), results, ENGLISH, kinds=["charts"])
    made = list(files(wanted))
    assert len(made) == number_of_files(wanted)
    assert {one.path.rpartition(".")[0] for one in made} >= {
        "charts/week",
        "charts/positions",
        "charts/brought-and-needed",
        "charts/yearly-cost",
        "charts/who-carries-the-cost",
        "charts/net-effect",
        "charts/prices",
    }
    for one in made:
        if one.path.endswith(".svg"):
            root = ET.fromstring(one.content)
            title, description = root[0], root[1]
            assert title.text == one.title
            assert "Highest" in (description.text or "")
        else:
            width, _ = struct.unpack(">II", one.content[16:24])
            assert width == 1920
    page = index_page(wanted, made).decode()
    assert page.count("<img ") == len(made) // 2
    assert 'alt="Yearly cost by category. Highest: ' in page


def test_nothing_of_it_leaves_the_house(results: Results) -> None:
    wanted = order(template_project("se"), results, ENGLISH, edition="external", kinds=["charts"])
    assert number_of_files(wanted) == len(list(files(wanted))) == 0


def test_charts_hold_the_figures_that_were_calculated(results: Results) -> None:
    staffing = results.staffing
    fall, keys = breakdown_chart(results, ENGLISH)
    assert fall.total == pytest.approx(staffing.fte_total)
    assert len(keys) == len(fall.parts) + 1
    brought = brought_chart(results, {}, ENGLISH)
    total = next(one for one in results.release.positions if one.department is None)
    assert sum(value or 0 for value in brought.series[0].values) == pytest.approx(
        total.moving_whole + total.realisable
    )
    assert sum(value or 0 for value in brought.series[1].values) == pytest.approx(total.needed_share)
    effect = net_effect_chart(results, results.net_effect, "", ENGLISH)
    year, cumulated = ([value or 0 for value in one.values] for one in effect.series)
    assert [sum(year[: n + 1]) for n in range(len(year))] == pytest.approx(cumulated)


def test_prices_are_means_by_contacts_and_their_stacks_add_up_to_all_that_is_paid(results: Results) -> None:
    means = shown_prices(results)
    names = {one.id: one.name for one in template_project("se").case_types}
    chart = prices_chart(results, means, names.__getitem__, ENGLISH)
    contacts: defaultdict[str, Decimal] = defaultdict(Decimal)
    paid: defaultdict[str, Decimal] = defaultdict(Decimal)
    for one in results.prices:
        contacts[names[one.case_type]] += one.contacts_per_year
        paid[names[one.case_type]] += one.contacts_per_year * one.price
    dearest = sorted(paid, key=paid.__getitem__, reverse=True)[:20]
    assert set(chart.labels[:-1]) == set(dearest) and len(chart.labels) == 21
    totals = [chart.total(at) or 0.0 for at in range(21)]
    assert totals[:-1] == sorted(totals[:-1], reverse=True)
    for name, total in zip(chart.labels[:-1], totals, strict=False):
        assert total == pytest.approx(float(paid[name] / contacts[name]), rel=1e-9)
    of_all = sum(total * one.contacts for total, one in zip(totals, means, strict=True))
    assert of_all == pytest.approx(float(sum(paid.values())), rel=1e-9)
    assert [row[-1] for row in chart.table(ENGLISH).rows] == [ENGLISH.number(one, 2) for one in totals]
    few = shown_prices(results, range(3))
    assert prices_chart(results, few, names.__getitem__, ENGLISH).labels == tuple(
        dict.fromkeys(names[one.case_type] for one in results.prices[:3])
    )
    assert not shown_prices(results, [])


def test_the_ordinary_week_has_the_years_hours(results: Results) -> None:
    """Advisers of every half-hour, by how many such days the year has, are the hours that are paid at the desk."""
    pool = results.staffing.pools[0]
    slots = week_of(pool, ORDINARY)
    chart = week_chart(pool, slots, ORDINARY, ENGLISH)
    hours = 0.0
    for at, slot in enumerate(slots):
        days = sum(
            day.days
            for n, day in enumerate(pool.day_types)
            if day.weekday == slot.weekday and pool.is_open[n][slot.half_hour]
        )
        hours += (chart.total(at) or 0.0) * days / 2
    planned = sum(pool.agents[n].sum() * day.days / 2 for n, day in enumerate(pool.day_types))
    assert hours == pytest.approx(float(planned))


def test_charts_without_figures_are_left_out() -> None:
    bare = template_project("se")
    bare = bare.model_copy(update={"case_types": (), "cost_items": (), "investments": ()})
    wanted = order(bare, Engine().results(bare), ENGLISH)
    assert all(any(value for _, value in chart.figures()) for _, chart in report_charts(wanted.source))
