"""The whole stream beside the step: effects with their numbers, on any map, and what is tried on it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import strategies as st

from tests.builders import WORKING, a_stream, customer, process, stock
from tests.metrics.drawings import streams
from tests.metrics.properties import for_all
from vsm_desktop.edit.bursts import switch_burst
from vsm_desktop.edit.deriving import by_hand
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.edit.states import copy_state, made
from vsm_desktop.insight.effect import Effect
from vsm_desktop.insight.guard import guard
from vsm_desktop.insight.inputs import inputs
from vsm_desktop.insight.system import SYSTEM, system_effect
from vsm_desktop.insight.trial import kept_as_burst, title_of, trial
from vsm_desktop.insight.velocity import velocity_effects
from vsm_desktop.model.change import Set
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream


def line(**more: Any) -> ValueStream:
    return a_stream(
        stock("Coils", **({"qty": 900, "floor_space": 30} | more)),
        process("Weld", ct=36, operators=2),
        process("Pack", ct=48, operators=1),
        customer("450/d"),
        calendar=WORKING | {"wage": 30},
    )


def told(before: ValueStream, after: ValueStream) -> dict[str, Effect]:
    return {one.key: one for one in system_effect((before, "current"), (after, "current"))}


def test_the_whole_stream_before_and_after() -> None:
    after = in_state("current", set_fields("Coils", qty=quantity(450, "pc"), floor_space=quantity(12, "m2")))(
        line()
    )
    after = in_state("current", set_fields("Weld", operators=quantity(1, "x")))(after)
    found = told(line(), after)
    assert [*found] == [row.key for row in SYSTEM]
    lead = found["lead_time_days"]
    # 2 d and 84 s of 27,000, then a day less
    assert (lead.now, lead.then, lead.sense, lead.unit) == ("2.0 d", "1.0 d", "better", "day")
    assert lead.change == pytest.approx(-1)
    assert lead.relative == pytest.approx(-1 / (2 + 84 / 27_000))
    assert (found["wip_pc"].now, found["wip_pc"].then) == ("900 pc", "450 pc")
    assert (found["floor_space_m2"].now, found["floor_space_m2"].then) == ("30 m²", "12 m²")
    assert (found["operators_total"].change, found["operators_total"].sense) == (-1, "better")
    # 3 and 2 people x 8 h x 30 for 450 pieces
    assert (found["cost_per_piece"].now, found["cost_per_piece"].then) == ("1.60", "1.07")
    assert found["stream_capacity_per_day"].sense == "same"
    assert (found["bottleneck"].now, found["bottleneck"].now_value) == ("Pack", None)


def test_a_part_is_not_better_than_the_whole() -> None:
    found = told(line(), line(qty=None))
    assert (found["wip_pc"].then, found["wip_pc"].sense) == ("–", "other")
    assert found["wip_pc"].relative is None
    two = a_stream(stock("A", qty=90), stock("B", qty=90), process("Weld", ct=36), customer("45/d"))
    after = in_state("current", set_fields("B", qty=None))(two)
    assert (told(two, after)["wip_pc"].then, told(two, after)["wip_pc"].sense) == ("≥ 90 pc", "other")


def test_what_is_now_nothing_has_no_share() -> None:
    found = told(line(qty=0), line())["wip_pc"]
    assert (found.change, found.relative) == (900, None)


def test_the_velocity_of_a_point_and_of_the_system() -> None:
    after = in_state("current", set_fields("Weld", ct=quantity(18, "s")))(line())
    point, system = velocity_effects((line(), "current"), (after, "current"))
    assert (point.label, point.now, point.then) == ("Velocity of Weld", "100 pc / h", "200 pc / h")
    assert (point.sense, system.sense, system.then) == ("better", "same", "1.00 steps / d")
    point, system = velocity_effects((line(), "current"), (line(), "current"))
    assert (point.label, point.sense) == ("Velocity of Pack", "same")
    bare = (a_stream(), "current")
    assert [one.then for one in velocity_effects(bare, bare)] == ["–", "–"]


def test_a_trial_turns_what_is_there_and_passes_over_what_is_gone() -> None:
    values = {"ct.Weld": 30.0, "qty.Gone": 3.0, "break_per_shift": 15.0, "ct.Pack": 48.0}
    after = trial("current", values)(line())
    assert after.state().node("Weld").ct == quantity(30, "s")
    assert after.calendar.break_per_shift == quantity(15, "min")
    assert after.state().node("Pack") == line().state().node("Pack")
    assert title_of(line(), "current", values) == "Weld C/T 36 s → 30 s, Calendar Breaks 30 min → 15 min"
    more = values | {"qty.Coils": 450.0, "operators.Weld": 1.0}
    assert title_of(line(), "current", more).endswith(" and 2 more")


def test_what_is_kept_as_a_burst_makes_the_trial_in_a_state_made_from_it() -> None:
    values = {"ct.Weld": 30.0, "break_per_shift": 15.0}
    kept = kept_as_burst("current", values)(line())
    assert (kept.states, kept.calendar) == (line().states, line().calendar)
    (burst,) = kept.bursts
    assert {(change.id, change.field) for change in burst.changes} == {("Weld", "ct"), ("", "calendar")}


def test_what_is_kept_as_a_burst_in_a_state_made_from_another_is_on_there() -> None:
    stream = copy_state("current", "future")(line())
    future = made(line(), stream)
    stream = in_state(future, set_fields("Weld", ct=quantity(33, "s")))(stream)  # drawn by hand before
    kept = kept_as_burst(future, {"ct.Weld": 30.0})(stream)
    (burst,) = kept.bursts
    assert kept.state(future).bursts == (burst.id,)
    assert kept.state(future).node("Weld").ct == quantity(30, "s")
    assert all(one.id != "Weld" for one in by_hand(kept, kept.state(future)) if isinstance(one, Set))
    off = switch_burst(future, burst.id, on=False)(kept)
    assert off.state(future).node("Weld").ct.base == 36


@for_all(streams(), streams(), st.data())
def test_any_two_maps_can_be_compared_and_any_input_tried(
    one: ValueStream, other: ValueStream, data: Any
) -> None:
    for before, after in ((one, other), (one, one)):
        sides = (before, "any"), (after, "any")
        found = (*system_effect(*sides), *velocity_effects(*sides))
        said = [warning.sentence for warning in guard(*sides)]
        assert not any(re.search(r"\b(nan|inf|None)\b", text) for text in said)
        assert all(effect.label and effect.now and effect.then for effect in found)
        if before is after:
            assert not said
            assert not any(effect.changes for effect in found)
    every = inputs(one, "any")
    if every:
        turned = data.draw(st.sampled_from(every))
        value = turned.better(0.1)
        after = trial("any", {} if value is None else {turned.key: value})(one)
        now = {two.key: two.now.value for two in inputs(after, "any")}
        assert now[turned.key] == pytest.approx(turned.now.value if value is None else value)
