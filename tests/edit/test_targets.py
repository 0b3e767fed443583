"""Targets as they are typed: quantities with the unit of the number, turned as the map counts, or refused with a sentence."""

from __future__ import annotations

import pytest

from vsm_desktop.edit.entry import Wrong
from vsm_desktop.edit.targets import read_target, unit_in
from vsm_desktop.model.quantity import Quantity


def eight_hours(time: Quantity) -> tuple[float, float]:
    """As a map counts whose day has eight hours."""
    days = time.value if time.unit == "day" else time.base / 28800
    return days * 28800, days


@pytest.mark.parametrize(
    ("text", "unit", "metric", "value"),
    [
        ("", "day", "", None),
        ("4.5 d", "day", "lead_time_days", 4.5),
        ("4,5", "day", "lead_time_days", 4.5),
        ("30 min", "day", "days_of_supply.coils", 0.0625),
        ("4 h", "day", "lead_time_days", 0.5),
        ("1 d", "s", "value_added_s", 28800),
        ("2 min", "s", "value_added_s", 120),
        ("<5 d", "day", "lead_time_days", 5),
        ("95 %", "1", "rolled_ca", 0.95),
        ("95", "1", "rolled_ca", 0.95),
        ("0.95", "1", "rolled_ca", 0.95),
        ("1.2", "1", "highest_load", 1.2),
        ("120 %", "1", "highest_load", 1.2),
        ("460/d", "pc/day", "stream_capacity", 460),
        ("1,200 pc", "pc", "wip", 1200),
        ("40 m²", "m2", "floor_space_m2", 40),
        ("2.50", "money", "cost_per_piece", 2.5),
        ("3 people", "", "operators", 3),
        ("−3", "", "", -3),
    ],
)
def test_a_target_is_read_in_the_unit_of_its_number(
    text: str, unit: str, metric: str, value: float | None
) -> None:
    assert read_target(text, unit, metric, eight_hours) == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "unit", "metric", "why"),
    [
        ("four", "day", "lead_time_days", '"four" is no time. Try 45 s, 1.5 h or 2 d.'),
        ("soon", "", "", '"soon" is no number.'),
        ("40 pc", "day", "lead_time_days", '"pc" is no unit of time. Try 40 s or 40 min.'),
        ("105 %", "1", "rolled_ca", '"105 %" is out of range: 0 to 100 %.'),
        ("-5 %", "1", "rolled_ca", '"-5 %" is out of range: 0 to 100 %.'),
        ("4 to 5 d", "day", "lead_time_days", '"4 to 5 d" is a range. A target is one number.'),
        ("460/wk", "pc/day", "", '"460/wk" is not by the day. Type it a day, such as 460/d.'),
    ],
)
def test_what_is_no_target_says_so(text: str, unit: str, metric: str, why: str) -> None:
    with pytest.raises(Wrong) as wrong:
        read_target(text, unit, metric, eight_hours)
    assert str(wrong.value) == why


def test_without_a_map_only_days_are_days() -> None:
    assert read_target("4.5 d", "day") == 4.5
    assert read_target("165 s", "s") == 165
    with pytest.raises(Wrong, match='"4 h" cannot be turned into d here'):
        read_target("4 h", "day")


def test_the_key_of_a_number_tells_its_unit() -> None:
    found = [
        unit_in(key) for key in ("lead_time_days", "days_of_supply.a.b", "value_added_s", "rolled_ca", "x")
    ]
    assert found == ["day", "day", "s", "1", ""]
