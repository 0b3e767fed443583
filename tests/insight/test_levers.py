"""Levers: 10 % better at each place, and what the stream comes to; they agree with maps changed by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import WORKING, a_stream, arrows, customer, node, process, stock, transport
from tests.metrics.drawings import streams
from tests.metrics.properties import for_all
from vsm_desktop.assets import asset
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.insight.inputs import CALENDAR, inputs, turned
from vsm_desktop.insight.levers import Lever, change_in_words, from_to, levers, levers_json, outcome, ranked
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads


def acme() -> ValueStream:
    return loads(asset("resources/samples", "acme-current.vsm").read_text(encoding="utf-8"))


def by_key(stream: ValueStream) -> dict[str, Lever]:
    return {one.input.key: one for one in levers(stream, stream.state().id)}


def line(**more: Any) -> ValueStream:
    return a_stream(
        stock("Coils", days=5),
        process("Weld", **({"ct": 36, "uptime": "80 %", "operators": 2, "day_cost": 90} | more)),
        customer("450/d"),
        calendar=WORKING | {"wage": 30},
    )


def test_the_strongest_lever_of_acme_is_its_largest_stock() -> None:
    found = ranked(levers(acme(), "current"))
    assert [one.input.key for one in found[:3]] == [
        "qty_by_variant.inv_stamp",
        "days.coils",
        "qty_by_variant.fg",
    ]
    # 7,000 / 920 = 7.61 d, a tenth of it less
    first = found[0]
    assert first.change("lead_time_days") == pytest.approx(-0.1 * 7000 / 920)
    assert (from_to(first), change_in_words(first, "lead_time_days")) == (
        "7,000 → 6,300 pc",
        "22.9 d (−0.8 d)",
    )
    assert change_in_words(first, "stream_capacity_per_day") == "the same"
    assert change_in_words(first, "cost_per_piece") == "–"
    most = max(found, key=lambda one: one.change("stream_capacity_per_day") or 0)
    assert most.input.key == "ct.assy1"


def test_better_is_less_of_a_time_and_more_of_an_uptime() -> None:
    found = by_key(line())
    assert found["ct.Weld"].to == quantity(32.4, "s")
    assert found["uptime.Weld"].to == quantity(88, "%")
    assert found["break_per_shift"].to == quantity(27, "min")
    assert found["operators.Weld"].change("cost_per_piece") == pytest.approx(-0.2 * 8 * 30 / 450)
    assert found["day_cost.Weld"].change("cost_per_piece") == pytest.approx(-9 / 450)


def test_what_cannot_be_better_is_no_lever() -> None:
    found = by_key(line(uptime="100 %", co=0))
    assert not {"uptime.Weld", "co.Weld", "wage", "shift", "demand.Customer"} & found.keys()
    assert by_key(line(uptime="95 %"))["uptime.Weld"].to == quantity(100, "%")


def test_what_another_number_stands_for_is_no_lever() -> None:
    oee = line(uptime=None, oee="70 %", co=10, scrap="2 %")
    assert {"oee.Weld"} == by_key(oee).keys() & {"oee.Weld", "co.Weld", "scrap.Weld"}
    market = a_stream(
        stock("Shop", "supermarket", qty=90, max=200), process("Weld", ct=36), customer("450/d")
    )
    assert "max.Shop" not in by_key(market)
    lane = a_stream(stock("Lane", "fifo", max=200), process("Weld", ct=36), customer("450/d"))
    assert by_key(lane)["max.Lane"].change("lead_time_days") == pytest.approx(-20 / 450)
    truck = a_stream(
        process("Weld", ct=36), transport("Truck", time="2 d", interval="4 d"), customer("450/d")
    )
    assert "interval.Truck" not in by_key(truck)
    waits = truck.with_state(truck.state().evolve(options=truck.state().options.evolve(dispatch_wait=True)))
    assert by_key(waits)["interval.Truck"].change("lead_time_days") == pytest.approx(-0.2)


def test_rework_is_a_lever_on_its_arrow() -> None:
    stream = a_stream(
        process("Weld", ct=36),
        process("Test", ct=36),
        customer("450/d"),
        flows=arrows("Weld > Test > Customer", "Test [repeat 0.2] > Weld"),
    )
    (lever,) = [one for key, one in by_key(stream).items() if key.startswith("repeat.")]
    assert lever.input.name == "Arrow from Test to Weld"
    assert lever.change("stream_capacity_per_day") == pytest.approx(27_000 / 36 * 0.02)


def test_variants_keep_their_shares() -> None:
    mix = a_stream(
        stock("Coils", qty_by_variant={"left": 600, "right": 300}), process("W", ct=1), customer("90/d")
    )
    (one,) = [one for one in inputs(mix, "current") if one.field.key == "qty_by_variant"]
    parts = turned(one, 450, "current")(mix).state().node("Coils").qty_by_variant
    assert [part.quantity.value for part in parts] == [300, 150]


def test_a_state_with_a_calendar_of_its_own_keeps_that_of_the_others() -> None:
    stream = line()
    own = stream.with_state(stream.state().evolve(calendar=stream.calendar))
    (one,) = [one for one in inputs(own, "current") if one.id == CALENDAR]
    after = turned(one, 10, "current")(own)
    assert after.calendar == stream.calendar
    assert after.state().calendar.break_per_shift == quantity(10, "min")
    assert turned(one, 10, "current")(stream).calendar.break_per_shift == quantity(10, "min")


def test_what_is_unknown_stays_unknown() -> None:
    bare = a_stream(stock("Coils"), process("Weld", ct=36))
    lever = by_key(bare)["ct.Weld"]
    assert (lever.then.lead_time_days, lever.change("lead_time_days")) == (None, None)
    assert change_in_words(lever, "lead_time_days") == "–"
    assert not [*levers(a_stream(calendar={}), "current")]


def test_for_other_programs_in_the_units_of_metrics() -> None:
    stream = a_stream(
        node("supplier", "Steel", material_cost=2),
        stock("Coils", days="1 wk"),
        process("Weld", ct="1 min", uptime="80 %"),
        customer("450/d"),
    )
    rows = {f"{row['field']}.{row['id']}": row for row in levers_json(stream, "current")}
    assert (rows["days.Coils"]["from"], rows["days.Coils"]["to"], rows["days.Coils"]["unit"]) == (
        5,
        4.5,
        "day",
    )
    assert (rows["ct.Weld"]["from"], rows["ct.Weld"]["to"]) == (60, 54)
    assert (rows["uptime.Weld"]["from"], rows["uptime.Weld"]["to"]) == (0.8, pytest.approx(0.88))
    assert rows["days.Coils"]["lead_time_days"] == pytest.approx(4.5 + 60 / 27_000)
    assert {"id", "field", "from", "to", "lead_time_days", "stream_capacity_per_day"} < rows["ct.Weld"].keys()


@for_all(streams())
def test_levers_agree_with_maps_changed_by_hand(stream: ValueStream) -> None:
    state = stream.state()
    for lever in levers(stream, state.id):
        one = lever.input
        if one.id == CALENDAR:
            after = stream.evolve(calendar=stream.calendar.evolve(**{one.field.key: lever.to}))
        elif one.field.shape == "variants":
            after = turned(one, lever.to.value, state.id)(stream)
            assert sum(
                part.quantity.value for part in getattr(after.state().node(one.id), one.field.key)
            ) == (pytest.approx(lever.to.value))
        else:
            after = in_state(state.id, set_fields(one.id, **{one.field.key: lever.to}))(stream)
        assert lever.then == outcome(measure(after, state.id))
        assert lever.now == outcome(measure(stream, state.id))
