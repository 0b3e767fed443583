"""From one lead time to another by place and cause; the parts add up."""

from __future__ import annotations

from math import fsum, isclose

from hypothesis import strategies as st

from tests.acceptance.sketch import stream_of
from tests.builders import a_stream, arrow, arrows, customer, entered, process, stock, transport
from tests.metrics.drawings import options, streams
from tests.metrics.properties import for_all
from tests.metrics.test_oracles import cases
from vsm_desktop.assets import asset
from vsm_desktop.insight.sides import Side
from vsm_desktop.insight.waterfall import Waterfall, waterfall
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.nodes import Inventory, Node, Process
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads


def side(stream: ValueStream) -> Side:
    return stream, stream.state().id


def told(before: ValueStream, after: ValueStream) -> dict[str, tuple[str, float]]:
    """Kind and days of every part by its label."""
    found = waterfall(side(before), side(after))
    assert found.why == ""
    assert adds_up(found)
    return {part.label: (part.kind, round(part.days, 9)) for part in found.parts}


def adds_up(found: Waterfall) -> bool:
    if found.start is None or found.end is None:
        return not found.parts and bool(found.why)
    scale = max(found.start, found.end, *(abs(part.days) for part in found.parts), 0.0)
    total = fsum([found.start, *(part.days for part in found.parts)])
    return isclose(total, found.end, rel_tol=1e-9, abs_tol=1e-9 * scale)


@st.composite
def maps(draw: st.DrawFn) -> ValueStream:
    """A flow with branches, routes, rework and stocks, by any demand, calendar and conventions."""
    stream = stream_of(draw(cases()), {})
    state = stream.state()

    def stocked(node: Node) -> Node:
        if not isinstance(node, Process) or draw(st.integers(0, 2)):
            return node
        return Inventory(id=node.id, at=node.at, **entered("inventory", qty=draw(st.integers(0, 900))))

    hours, wanted = draw(st.sampled_from(["7.5 h", "15 h"])), draw(st.sampled_from(["100/d", "460/d", ""]))
    nodes = [
        node.evolve(**entered("customer", demand=wanted))
        if node.kind == "customer" and wanted
        else stocked(node)
        for node in state.nodes
    ]
    calendar = Calendar(**entered("calendar", available_per_day=hours))
    conventions = draw(st.just(state.options) | options())
    return stream.evolve(calendar=calendar, states=(state.evolve(nodes=tuple(nodes), options=conventions),))


@for_all(maps(), maps())
def test_the_parts_add_up_between_any_two_maps(before: ValueStream, after: ValueStream) -> None:
    for most in (0, 4):
        found = waterfall(side(before), side(after), most)
        assert adds_up(found)
        assert not most or len(found.parts) <= most + 5
        assert found.start == measure(before).number("lead_time_days")
        assert found.end == measure(after).number("lead_time_days")


@for_all(streams(), streams())
def test_there_are_parts_or_a_reason_for_any_two_drawings(before: ValueStream, after: ValueStream) -> None:
    assert adds_up(waterfall(side(before), side(after)))


@for_all(maps())
def test_nothing_leads_from_a_map_to_itself(stream: ValueStream) -> None:
    assert waterfall(side(stream), side(stream)).parts == ()


def test_acme_is_told_by_its_four_places() -> None:
    stream = loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))
    found = waterfall((stream, "current"), (stream, "future"))
    assert [(part.label, round(part.days, 1), part.cause) for part in found.parts] == [
        ("Coils", -3.5, "supermarket, 5 → 1.5 d"),
        ("Stamped parts", -6.6, "supermarket, 7.6 → 1 d"),
        ("Weld + assembly cell", -6.5, "one cell, no stock between"),
        ("Finished goods", -2.5, "supermarket, 4.5 → 2 d"),
    ]
    assert found.parts[2].ids == ("weld1", "inv_w1", "weld2", "inv_w2", "assy1", "inv_a1", "assy2", "cell")
    assert adds_up(found)


LINE = (
    stock("S", qty=1000),
    process("A", ct="60 s"),
    stock("T", qty=500),
    process("B", ct="90 s"),
    customer("100/d"),
)


def test_each_cause_has_a_part_of_its_own() -> None:
    before = a_stream(*LINE, lead_time_mode="waits_only")
    half = a_stream(*LINE[:2], stock("T", qty=250), *LINE[3:], lead_time_mode="waits_only")
    assert told(before, half) == {"T": ("stock", -2.5)}
    empty = a_stream(*LINE[:2], stock("T", qty=0), *LINE[3:], lead_time_mode="waits_only")
    assert told(before, empty) == {"T": ("stock_gone", -5.0)}
    without = a_stream(*LINE[:2], *LINE[3:], lead_time_mode="waits_only")
    assert told(before, without) == {"T": ("stock_gone", -5.0)}
    assert told(without, before) == {"T": ("new", 5.0)}


def test_demand_and_calendar_change_the_days_of_the_same_stock() -> None:
    before = a_stream(*LINE, lead_time_mode="waits_only")
    busier = a_stream(*LINE[:-1], customer("200/d"), lead_time_mode="waits_only")
    assert told(before, busier) == {"Demand": ("demand", -7.5)}
    both = a_stream(*LINE[:2], stock("T", qty=250), LINE[3], customer("200/d"), lead_time_mode="waits_only")
    assert told(before, both) == {"T": ("stock", -2.5), "Demand": ("demand", -6.25)}
    line = (process("A", ct="0 s", wait="15 h"), customer("100/d"))
    short, long = (a_stream(*line, calendar={"available_per_day": hours}) for hours in ("7.5 h", "15 h"))
    found = waterfall(side(short), side(long))
    assert [(part.kind, part.cause, part.days) for part in found.parts] == [
        ("calendar", "a day of 450 → 900 min", -1.0)
    ]


def test_another_convention_is_no_improvement_of_a_step() -> None:
    line = (stock("S", days="2 d"), process("A", pt="7.5 h"), customer("100/d"))
    before = a_stream(*line)
    after = a_stream(stock("S", days="1 d"), *line[1:], lead_time_mode="waits_only")
    found = waterfall(side(before), side(after))
    assert [(part.label, part.kind, part.days) for part in found.parts] == [
        ("S", "stock", -1.0),
        ("Counted otherwise", "conventions", -1.0),
    ]
    assert "waits only" in found.parts[1].cause


def test_times_routes_and_rework() -> None:
    line = [process("A", pt="7.5 h"), process("B", pt="15 h"), customer("100/d")]
    flows = [arrow("A", "B"), arrow("B", "Customer"), arrow("B", "A", "rework", repeat="50 %")]
    before = a_stream(*line, flows=flows)
    less = a_stream(*line, flows=[*flows[:2], arrow("B", "A", "rework", repeat="20 %")])
    found = waterfall(side(before), side(less))
    assert [(part.kind, part.cause) for part in found.parts] == [("routes", "rework 50 % → 20 %")]
    assert isclose(found.parts[0].days, 3 / 0.8 - 6)
    quick = a_stream(process("A", pt="3.75 h"), *line[1:], flows=flows)
    assert told(before, quick) == {"A": ("time", -1.0)}
    assert waterfall(side(before), side(quick)).parts[0].cause == "P/T 7.5 h → 3.75 h"
    assert waterfall(side(before), side(quick)).parts[0].ids == ("A",)


def test_a_branch_that_is_no_longer_the_longest_hands_over_to_the_other() -> None:
    def branches(days: str) -> ValueStream:
        nodes = [process("P", ct="1 s"), stock("X", days=days), stock("Y", days="4 d")]
        flows = arrows("P > X > Q > Customer", "P > Y > Q")
        return a_stream(
            *nodes, process("Q", ct="1 s"), customer("100/d"), flows=flows, lead_time_mode="waits_only"
        )

    found = told(branches("5 d"), branches("1 d"))
    assert found == {"X": ("stock", -4.0), "Longest branch": ("branch", 3.0)}
    assert told(branches("1 d"), branches("5 d")) == {"Longest branch": ("branch", 1.0)}
    (part,) = waterfall(side(branches("1 d")), side(branches("5 d"))).parts
    assert part.cause == "now over X"


def test_steps_removed_new_and_put_together() -> None:
    before = a_stream(*LINE, lead_time_mode="waits_only")
    one = a_stream(LINE[0], process("Cell", ct="60 s", symbol="cell"), LINE[-1], lead_time_mode="waits_only")
    assert told(before, one) == {"Cell": ("merged", -5.0)}
    more = a_stream(*LINE[:4], transport("Truck", time="3 d"), LINE[4], lead_time_mode="waits_only")
    assert told(before, more) == {"Truck": ("new", 3.0)}
    assert told(more, before) == {"Truck": ("removed", -3.0)}
    other = a_stream(*LINE[:2], stock("F", "fifo", qty=100), *LINE[3:], lead_time_mode="waits_only")
    assert told(before, other) == {"F": ("replaced", -4.0)}


def test_many_small_parts_are_put_together_behind_the_others() -> None:
    def line(each: float) -> ValueStream:
        stocks = [stock(f"S{i}", days=f"{each} d") for i in range(12)]
        return a_stream(stock("Big", days=f"{20 * each} d"), *stocks, customer("100/d"))

    found = waterfall(side(line(2)), side(line(1)), 6)
    assert [part.label for part in found.parts] == ["Big", *(f"S{i}" for i in range(4)), "Other steps"]
    assert adds_up(found)
    assert len(waterfall(side(line(2)), side(line(1)), 0).parts) == 13


def test_an_unknown_lead_time_says_of_which_state_and_why() -> None:
    before = a_stream(*LINE)
    after = a_stream(stock("S"), *LINE[1:])
    found = waterfall(side(before), side(after))
    assert found.parts == ()
    assert found.start is not None
    assert found.end is None
    assert "S" in found.why
