"""Point velocity against system velocity (METRICS.md 12)."""

from __future__ import annotations

import pytest

from tests.builders import a_stream, customer, process, stock
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.insight.velocity import velocity
from vsm_desktop.model.quantity import quantity


def test_points_in_pieces_an_hour_and_the_system_in_steps_a_day() -> None:
    stream = a_stream(
        stock("Coils", qty=900),
        process("Weld", ct=36, uptime="80 %"),
        stock("Welded", qty=450),
        process("Look at", lt="1 d"),
        customer("450/d"),
    )
    found = velocity(stream, "current")
    # 36 s / 80 % = 45 s; 2 + 1 + 1 days and 36 s, two steps
    assert [(one.name, one.per_hour) for one in found.points] == [("Weld", pytest.approx(80))]
    assert found.steps_per_day == pytest.approx(2 / (4 + 36 / 27_000))


def test_the_system_is_hardly_faster_because_a_point_is() -> None:
    slow = a_stream(stock("Coils", qty=900), process("Weld", ct=40), customer("450/d"))
    fast = in_state("current", set_fields("Weld", ct=quantity(20, "s")))(slow)
    before, after = velocity(slow, "current"), velocity(fast, "current")
    assert after.points[0].per_hour == 2 * before.points[0].per_hour
    assert after.steps_per_day == pytest.approx(before.steps_per_day, rel=1e-3)
    assert before.value_share is not None
    assert after.value_share is not None
    assert after.value_share < before.value_share


def test_without_a_lead_time_there_is_no_velocity_of_the_system() -> None:
    found = velocity(a_stream(stock("Coils"), process("Weld", ct=36), customer("450/d")), "current")
    assert (found.value_share, found.steps_per_day) == (None, None)
    assert "Coils" in found.why
    assert velocity(a_stream(), "current").points == ()
