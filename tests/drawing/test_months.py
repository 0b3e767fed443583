"""Days on a plan of equally wide months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from vsm_desktop.drawing.charts.months import Months, shown_months

YEAR = Months(date(2025, 1, 1), 12, 100.0, 240.0)


def test_a_month_is_as_wide_as_any_other_and_a_bar_holds_its_last_day():
    assert YEAR.pitch == 20
    assert [x for _day, x in YEAR.starts()][:3] == [100, 120, 140]
    assert YEAR.span(date(2025, 2, 1), date(2025, 2, 28)) == (120, 140)
    assert YEAR.x_of(date(2026, 1, 1)) == 340
    assert YEAR.x_of(date(2024, 12, 1)) == 80


@pytest.mark.parametrize("days", range(0, 800, 13))
def test_a_place_leads_back_to_its_day(days):
    day = date(2024, 6, 1) + timedelta(days=days)
    assert YEAR.day_at(YEAR.x_of(day) + 0.01) == day


def test_what_lies_outside_is_cut_off_or_not_there():
    assert YEAR.clipped(date(2024, 11, 1), date(2025, 1, 31)) == (100, 120)
    assert YEAR.clipped(date(2024, 1, 1), date(2024, 12, 31)) is None


def test_months_reach_as_far_as_the_rows():
    assert shown_months(date(2025, 1, 6), 12, (date(2024, 12, 30), date(2026, 2, 3))) == (
        date(2024, 12, 1),
        15,
    )
    assert shown_months(date(2025, 1, 6), 12, ()) == (date(2025, 1, 1), 12)
