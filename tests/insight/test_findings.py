"""Findings: for each rule a map that has it and one that has not, with numbers, place and question."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
    a_stream,
    arrow,
    arrows,
    customer,
    junction,
    node,
    process,
    stock,
    supplier,
    transport,
)
from vsm_desktop.assets import asset, asset_folder
from vsm_desktop.insight.findings.finding import Finding
from vsm_desktop.insight.findings.rules import RULES, findings, rule_of
from vsm_desktop.model.family import Family, FamilyMatrix, Product, Visit
from vsm_desktop.model.flows import InformationFlow, KanbanFlow
from vsm_desktop.model.nodes import Control
from vsm_desktop.model.quantity import Provenance, quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads


def of(code: str, stream: ValueStream) -> list[Finding]:
    return [one for one in findings(stream) if one.code == code]


def one(code: str, stream: ValueStream) -> Finding:
    (found,) = of(code, stream)
    return found


def info(source: str, target: str, label: str = "") -> InformationFlow:
    return InformationFlow(id=f"{source} ~ {target}", source=source, target=target, label=label)


def card(source: str, target: str, **more: Any) -> KanbanFlow:
    return KanbanFlow(id=f"{source} = {target}", source=source, target=target, **more)


def line(*cts: float, stocks: bool = True, **more: Any) -> ValueStream:
    """Steps A, B, C … with these cycle times and a takt of 54 s, pushed over half a day of stock between two."""
    nodes: list[Any] = []
    for name, ct in zip("ABCDEF", cts, strict=False):
        if nodes and stocks:
            nodes.append(stock(f"Before {name}", days=0.5))
        nodes.append(process(name, ct=ct))
    return a_stream(*nodes, customer("500/d"), **more)


# pace


def test_a_step_slower_than_takt() -> None:
    found = one("ct_over_takt", line(50, 62))
    assert found.ids == ("B",)
    assert found.evidence["ct_s"] == 62
    assert found.evidence["takt_s"] == 54
    assert found.message == "B is slower than takt. 62 s against 54 s: 435 of 500 pieces a shift."
    assert found.question == "How much of the 62 s is waiting or walking?"
    assert found.alert
    assert not of("ct_over_takt", line(50, 54))


def test_two_stations_halve_the_pace_of_a_step() -> None:
    assert not of("ct_over_takt", a_stream(process("A", ct=62, stations=2), customer("500/d")))


def test_a_step_that_loses_more_time_than_is_left() -> None:
    def over(uptime: str) -> ValueStream:
        return a_stream(process("A", ct=50, uptime=uptime), customer("500/d"))

    found = one("load_over_time", over("80 %"))
    assert found.ids == ("A",)
    assert found.evidence["utilization"] == pytest.approx(50 / 0.8 / 54)
    assert found.alert
    assert not of("load_over_time", over("95 %"))
    assert not of("load_over_time", line(62)), "that it is slower than takt is said once"


def test_breakdowns_count_at_the_constraint() -> None:
    def two(uptime: str) -> ValueStream:
        return a_stream(
            process("A", ct=20, uptime="70 %"), process("B", ct=40, uptime=uptime), customer("500/d")
        )

    found = one("low_uptime_at_constraint", two("80 %"))
    assert found.ids == ("B",)
    assert found.evidence["uptime"] == 0.8
    assert found.question == "What stops it one minute in 5?"
    assert not of("low_uptime_at_constraint", two("95 %")), "A has time to catch up"


def test_a_step_that_is_nearly_full_is_a_constraint_too() -> None:
    stream = a_stream(
        process("A", ct=42, uptime="85 %"), process("B", ct=52, uptime="100 %"), customer("500/d")
    )
    found = one("low_uptime_at_constraint", stream)
    assert found.ids == ("A",)
    assert found.evidence["bottleneck"] == "B"


def test_work_that_is_spread_unevenly() -> None:
    found = one("unbalanced", line(20, 50, 50))
    assert found.evidence["line_balance_ratio"] == pytest.approx(120 / 150)
    assert found.ids[0] == "B"
    assert set(found.ids) == {"A", "B", "C"}
    assert not of("unbalanced", line(45, 50, 50))


def test_machines_that_make_batches_are_no_part_of_a_line() -> None:
    steps = [process("Press", ct=1, batch=500), process("A", ct=48), process("B", ct=50)]
    assert not of("unbalanced", a_stream(*steps, customer("500/d")))


def test_changeovers_that_take_more_than_a_tenth_of_the_day() -> None:
    def press(co: str) -> ValueStream:
        return a_stream(process("A", ct=20, co=co, batch=100), customer("500/d"))

    found = one("changeover_share", press("15 min"))
    assert found.ids == ("A",)
    assert found.evidence["changeover_share_of_day"] == pytest.approx(5 * 900 / 27_000)
    assert not of("changeover_share", press("5 min"))


def test_a_changeover_that_takes_much_of_its_batch_is_worth_a_look() -> None:
    stream = a_stream(process("A", ct=20, co="30 min", batch=100), customer("50/d"))
    found = one("changeover_share", stream)
    assert found.evidence["changeover_share"] == pytest.approx(1_800 / 3_800)
    assert found.facts.endswith("3.3 % of the working time.")


def test_without_demand_changeovers_are_compared_with_their_batch() -> None:
    stream = a_stream(process("A", ct=20, co="15 min", batch=100), process("B", ct=10))
    assert one("changeover_share", stream).evidence["changeover_share"] == pytest.approx(900 / 2_900)


def test_a_batch_above_what_the_changeovers_ask_for() -> None:
    def press(batch: int) -> ValueStream:
        return a_stream(process("A", ct=27, co="45 min", batch=batch), customer({"L": "250/d", "R": "250/d"}))

    found = one("batch_above_epei", press(120))
    assert found.evidence["epei_days"] == pytest.approx(2 * 2_700 / 13_500)
    assert found.evidence["batch_at_epei"] == pytest.approx(100)
    assert not of("batch_above_epei", press(100))


def test_a_batch_above_the_interval_that_is_entered() -> None:
    def press(batch: int) -> ValueStream:
        return a_stream(process("A", ct=20, batch=batch, epe="1 d"), customer("500/d"))

    found = one("batch_above_epei", press(900))
    assert (found.evidence["epei_days"], found.evidence["batch_at_epei"]) == (1, 500)
    assert found.facts == "A batch of 900 pc; each part every 1.0 d takes 500 pc."
    assert not of("batch_above_epei", press(500))


def test_the_batch_of_an_interval_is_that_of_the_largest_product() -> None:
    press = process("A", ct=10, co="30 min", epe="2 wk", shared=True)
    found = one("batch_above_epei", a_stream(press, customer({"L": "400/d", "R": "100/d"})))
    assert found.evidence["batch"] == pytest.approx(4_000)
    assert "other streams" in found.facts


# stock


def test_stock_above_some_days_the_largest_first() -> None:
    stream = a_stream(stock("Coils", days=5), process("A", ct=50), stock("Goods", days=8), customer("500/d"))
    found = one("stock_above_days", stream)
    assert found.ids == ("Goods", "Coils")
    assert found.evidence["wait_days"] == 8
    assert found.statement == "The longest wait is at Goods"
    assert not of("stock_above_days", line(50, 50))


def test_push_between_steps_of_different_pace() -> None:
    found = one("push_between_paces", line(20, 50))
    assert found.places == ("Before B",)
    assert set(found.ids) == {"Before B", "A", "B"}
    assert (found.evidence["pace_before_s"], found.evidence["pace_after_s"]) == (20, 50)
    assert not of("push_between_paces", line(48, 50))


def test_what_is_pulled_or_runs_in_a_lane_is_not_pushed() -> None:
    market = stock("Market", "supermarket", days=1)
    pulled = [arrow("A", "Market", "move"), arrow("Market", "B", "pull"), arrow("B", "Customer")]
    nodes = (process("A", ct=20), market, process("B", ct=50), customer("500/d"))
    assert not of("push_between_paces", a_stream(*nodes, flows=pulled))
    lane = (process("A", ct=20), stock("Lane", "fifo", max=5), process("B", ct=50), customer("500/d"))
    assert not of("push_between_paces", a_stream(*lane))


def test_a_lane_without_an_end() -> None:
    def laned(**more: Any) -> ValueStream:
        return a_stream(
            process("A", ct=50), stock("Lane", "fifo", qty=12, **more), process("B", ct=50), customer("500/d")
        )

    found = one("fifo_without_maximum", laned())
    assert found.ids == ("Lane",)
    assert found.evidence["qty"] == 12
    assert not of("fifo_without_maximum", laned(max=20))


def test_stock_outside_its_limits() -> None:
    def held(qty: int) -> ValueStream:
        return a_stream(process("A", ct=50), stock("Goods", qty=qty, min=100, max=600), customer("500/d"))

    found = one("stock_outside_limits", held(700))
    assert found.ids == ("Goods",)
    assert (found.evidence["qty"], found.evidence["max"]) == (700, 600)
    assert "minimum" in one("stock_outside_limits", held(50)).facts
    assert not of("stock_outside_limits", held(600))


def market(*more: Any, x: float = 180.0) -> ValueStream:
    nodes = [
        process("A", ct=50),
        stock("Market", "supermarket", days=1),
        process("B", ct=50),
        customer("500/d"),
    ]
    flows = [arrow("A", "Market", "move"), arrow("Market", "B", "pull"), arrow("B", "Customer"), *more]
    stream = a_stream(*nodes, flows=flows)
    state = stream.states[0]
    moved = [one.evolve(at=one.at.evolve(x=x)) if one.id == "Market" else one for one in state.nodes]
    return stream.with_state(state.evolve(nodes=tuple(moved)))


def test_a_supermarket_nothing_is_reordered_from() -> None:
    found = one("supermarket_without_loop", market())
    assert found.ids == ("Market", "A")
    assert "back to A" in found.facts
    assert not of("supermarket_without_loop", market(card("Market", "A", card="production")))


def test_a_safety_stock_needs_no_loop() -> None:
    stream = market()
    state = stream.states[0]
    safe = [one.evolve(symbol="safety") if one.id == "Market" else one for one in state.nodes]
    assert not of("supermarket_without_loop", stream.with_state(state.evolve(nodes=tuple(safe))))


def test_a_supermarket_with_its_closed_side_to_who_fills_it() -> None:
    found = one("supermarket_open_side", market(x=-180.0))
    assert found.ids == ("Market", "A")
    assert not of("supermarket_open_side", market())


def test_a_transport_between_two_steps() -> None:
    def moved(**more: Any) -> ValueStream:
        return a_stream(
            process("A", ct=50), transport("Forklift", **more), process("B", ct=50), customer("500/d")
        )

    found = one("transport_between_neighbours", moved(distance="240 m"))
    assert found.ids == ("Forklift", "A", "B")
    assert found.evidence["distance_m"] == 240
    assert found.facts == "Forklift: 240 m."
    assert not of("transport_between_neighbours", moved()), "no data, no finding"
    out = a_stream(process("A", ct=50), transport("Truck", time="1 d"), customer("500/d"))
    assert not of("transport_between_neighbours", out), "a shipment to the customer is no neighbour's"


def test_a_move_before_the_flow_parts_is_named_once() -> None:
    nodes = [process("A", ct=50), transport("Cart", distance="80 m"), process("B", ct=5), process("C", ct=5)]
    stream = a_stream(
        *nodes, customer("500/d"), flows=arrows("A > Cart > B > Customer", "Cart > C > Customer")
    )
    assert len(of("transport_between_neighbours", stream)) == 1


# information


def told(*names: str, **control: Any) -> ValueStream:
    """A, B and C pushed in a row, and who gets a schedule."""
    nodes = [process("A", ct=50), process("B", ct=50), process("C", ct=50), customer("500/d")]
    flows = [
        *arrows("A > B > C > Customer"),
        info("Customer", "Control"),
        *(info("Control", one) for one in names),
    ]
    return a_stream(*nodes, node("control", "Control", **control), flows=flows)


def test_several_schedules_steer_one_flow() -> None:
    found = one("several_schedule_points", told("A", "C"))
    assert found.ids[:2] == ("A", "C")
    assert found.evidence["schedule_points"] == 2
    assert not of("several_schedule_points", told("C"))
    assert not of("several_schedule_points", told("A", "C", symbol="database"))


def test_a_levelling_box_is_told_in_place_of_the_step_it_releases() -> None:
    stream = told("A")
    state = stream.states[0]
    box = Control(id="Box", name="Levelling", symbol="heijunka")
    nodes = (*state.nodes, box)
    flows = (*state.flows, info("Control", "Box"), info("Box", "C"))
    found = one("several_schedule_points", stream.with_state(state.evolve(nodes=nodes, flows=flows)))
    assert found.ids[:2] == ("A", "Box")
    assert found.evidence["schedule_points"] == 2


def test_a_schedule_before_the_pacemaker() -> None:
    found = one("schedule_upstream_of_pacemaker", told("A", "C"))
    assert found.ids == ("A", "C")
    assert found.evidence["pacemaker"] == "C"
    assert not of("schedule_upstream_of_pacemaker", told("C"))


def test_the_step_marked_as_the_pacemaker_counts_before_all_others() -> None:
    stream = told("A", "C")
    state = stream.states[0]
    marked = [one.evolve(pacemaker=True) if one.id == "B" else one for one in state.nodes]
    found = one("schedule_upstream_of_pacemaker", stream.with_state(state.evolve(nodes=tuple(marked))))
    assert found.ids == ("A", "B")
    assert found.evidence["pacemaker_marked"] == 1
    assert found.facts == "A gets a schedule, before B, the pacemaker."


def test_the_step_a_levelling_box_releases_is_the_pacemaker() -> None:
    stream = told("A", "C")
    state = stream.states[0]
    box = node("control", "Box", symbol="heijunka")
    state = state.evolve(nodes=(*state.nodes, box), flows=(*state.flows, card("Box", "B", card="production")))
    found = one("schedule_upstream_of_pacemaker", stream.with_state(state))
    assert found.ids == ("A", "B")


def test_orders_that_wait_longer_than_the_material() -> None:
    found = one("information_waits_longer", told("C", interval="2 wk"))
    assert found.ids == ("Customer", "Control", "C")
    assert found.evidence["information_days"] == 5
    assert not of("information_waits_longer", told("C"))
    assert not of("information_waits_longer", told("C", interval="1 min"))


def test_orders_nobody_drew_the_way_of_start_at_the_control() -> None:
    nodes = (process("A", ct=50), customer("500/d"), node("control", "Control", interval="2 wk"))
    found = one(
        "information_waits_longer", a_stream(*nodes, flows=[arrow("A", "Customer"), info("Control", "A")])
    )
    assert found.ids == ("Control", "A")
    assert found.evidence["information_days"] == 5


def test_a_levelling_box_without_a_pitch() -> None:
    def levelled(**more: Any) -> ValueStream:
        nodes = (process("A", ct=50), customer("500/d", **more), node("control", "Box", symbol="heijunka"))
        return a_stream(*nodes, flows=[arrow("A", "Customer"), info("Box", "A")])

    assert one("pitch_missing", levelled()).places == ("Box",)
    assert not of("pitch_missing", levelled(pack=20))


def test_loops_whose_cards_are_not_counted() -> None:
    found = one("kanban_without_cards", market(card("Market", "A", card="production")))
    assert found.ids == ("Market = A",)
    counted = card("Market", "A", card="production", cards=quantity(4, "x"))
    assert not of("kanban_without_cards", market(counted))


def test_customers_with_takts_of_their_own() -> None:
    nodes = (process("A", ct=20), customer("500/d", "North"), customer("250/d", "South"))
    found = one("several_takts", a_stream(*nodes, flows=arrows("A > North", "A > South")))
    assert found.evidence["takt_s"] == pytest.approx(36)
    assert found.evidence["takt_s.South"] == pytest.approx(108)
    assert not of("several_takts", line(20))


# quality and data


def test_work_that_is_passed_on_wrong() -> None:
    def office(ca: str) -> ValueStream:
        return a_stream(process("Enter", pt=60, ca=ca), process("Check", pt=60, ca="98 %"), customer("50/d"))

    found = one("ca_leak", office("70 %"))
    assert found.ids == ("Enter", "Check")
    assert found.evidence["ca"] == pytest.approx(0.7)
    assert found.evidence["rolled_ca"] == pytest.approx(0.686)
    assert found.question == "What does Check need that Enter leaves out?"
    assert not of("ca_leak", office("90 %"))


def test_many_small_leaks_name_the_worst_step() -> None:
    def office(ca: str) -> ValueStream:
        return a_stream(*(process(name, pt=60, ca=ca) for name in "ABC"), customer("50/d"))

    assert one("ca_leak", office("91 %")).ids == ("A", "B")
    assert not of("ca_leak", office("95 %"))


def reworked(back: str, bench: bool = False) -> ValueStream:
    nodes = [supplier("S"), process("A", ct=5), process("B", ct=5), process("C", ct=5), customer("500/d")]
    ways = ["S > A > B > C > Customer"]
    if bench:
        nodes.append(process("Bench", ct=5))
        ways += ["C [repeat 0.1] > Bench", f"Bench > {back}"]
    else:
        ways.append(f"C [repeat 0.1] > {back}")
    return a_stream(*nodes, flows=arrows(*ways))


def test_rework_that_goes_back_over_other_steps() -> None:
    found = one("rework_returns_far", reworked("A"))
    assert {"A", "B", "C"} <= set(found.ids)
    assert found.evidence["steps_between"] == 1
    assert found.evidence["repeat"] == pytest.approx(0.1)
    assert not of("rework_returns_far", reworked("B"))
    assert not of("rework_returns_far", reworked("C"))


def test_a_bench_is_no_step_on_the_way_back() -> None:
    assert not of("rework_returns_far", reworked("B", bench=True))
    assert one("rework_returns_far", reworked("A", bench=True)).evidence["steps_between"] == 1


def test_a_step_of_several_families_that_is_not_drawn_as_shared() -> None:
    products = [Product(id=id_, route=(Visit(step="A"), Visit(step=id_))) for id_ in ("x", "y")]
    matrix = FamilyMatrix(
        steps=("A", "x", "y"),
        products=tuple(products),
        families=(
            Family(id="1", name="First", products=("x",)),
            Family(id="2", name="Other", products=("y",)),
        ),
    )
    found = one("shared_not_shown", line(50).evolve(families=matrix))
    assert found.ids == ("A",)
    assert found.evidence["families"] == ("First", "Other")
    assert not of("shared_not_shown", line(50))
    shared = a_stream(process("A", ct=50, shared=True), customer("500/d")).evolve(families=matrix)
    assert not of("shared_not_shown", shared)


def test_a_step_shared_in_one_state_and_not_in_another() -> None:
    shared = a_stream(process("A", ct=50, shared=True), customer("500/d")).states[0]
    stream = line(50)
    both = stream.evolve(
        shown_state="current", states=(*stream.states, shared.evolve(id="other", name="Other"))
    )
    assert one("shared_not_shown", both).evidence["shared_in_states"] == ("Other",)


def test_the_load_of_a_shared_step_is_not_all_of_it() -> None:
    shared = a_stream(process("A", ct=27, shared=True), customer("500/d"))
    assert one("shared_load_unknown", shared).evidence["utilization"] == pytest.approx(0.5)
    assert not of("shared_load_unknown", line(27))


def test_values_nobody_measured_lately() -> None:
    def sourced(kind: Any, date: str = "") -> ValueStream:
        ct = quantity(50, "s", source=Provenance(kind=kind, date=date))
        stream = a_stream(process("A", ct=ct), customer("500/d"))
        return stream.with_state(stream.states[0].evolve(date="2025-06-01"))

    found = one("assumed_or_stale_data", sourced("assumed"))
    assert found.ids == ("A",)
    assert found.evidence == {"assumed": 1, "stale": 0}
    assert found.question == "Who can go and measure C/T of A this week?"
    assert one("assumed_or_stale_data", sourced("measured", "2024-05-01")).evidence["stale"] == 1
    assert not of("assumed_or_stale_data", sourced("measured", "2025-05-01"))
    assert not of("assumed_or_stale_data", sourced("estimated"))


def test_values_by_variant_have_sources_too() -> None:
    guess = quantity(300, "pc/day", source=Provenance(kind="assumed"))
    stream = a_stream(process("A", ct=50), customer({"L": "200/d", "R": "1/d"}))
    asks = stream.states[0].nodes[1]
    mix = (asks.demand_by_variant[0], asks.demand_by_variant[1].evolve(quantity=guess))
    state = stream.states[0].evolve(nodes=(stream.states[0].nodes[0], asks.evolve(demand_by_variant=mix)))
    assert one("assumed_or_stale_data", stream.with_state(state)).ids == ("Customer",)


def test_nobody_asks_for_anything() -> None:
    found = one("no_demand", a_stream(process("A", ct=50), customer()))
    assert found.ids == ("Customer",)
    assert not of("no_demand", line(50))
    assert not findings(a_stream(customer()))


# all of them


def test_every_rule_has_its_help_and_a_code_of_its_own() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.title, rule.code
        assert rule.meaning.endswith("."), rule.code
        assert rule.when.endswith("."), rule.code
        assert rule.source, rule.code
        assert rule_of(rule.code) is rule


@pytest.mark.parametrize(
    "name", sorted(path.name for path in asset_folder("resources/samples").glob("*.vsm"))
)
def test_findings_of_the_samples_speak_of_what_is_there(name: str) -> None:
    stream = loads(asset("resources/samples", name).read_text(encoding="utf-8"))
    for state in stream.states:
        for found in findings(stream, state.id):
            rule_of(found.code)
            assert found.ids
            assert all(state.element(id_) is not None for id_ in (*found.ids, *found.at))
            assert found.evidence
            assert found.message.endswith(".")
            assert found.question.endswith("?")
            assert "{" not in found.message + found.question


def test_acme_now_and_then() -> None:
    stream = loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))
    now = [found.code for found in findings(stream, "current")]
    assert now[:3] == ["ct_over_takt", "low_uptime_at_constraint", "stock_above_days"]
    assert "several_schedule_points" in now
    assert [found.code for found in findings(stream, "future")] == [
        "shared_load_unknown",
        "kanban_without_cards",
    ]


def test_rules_that_are_switched_off_are_silent_unless_asked() -> None:
    stream = line(50, 62).evolve(muted=("ct_over_takt",))
    assert not of("ct_over_takt", stream)
    assert [found.code for found in findings(stream, muted=True)] == [
        found.code for found in findings(line(50, 62))
    ]


def test_a_net_of_controls_that_all_tell_each_other_is_no_trap() -> None:
    names = [f"Control {i}" for i in range(14)]
    controls = [node("control", name, interval="1 d") for name in names]
    talk = [info(a, b) for a in names for b in names if a != b]
    flows = [arrow("A", "Customer"), info("Customer", names[0]), info(names[-1], "A"), *talk]
    assert findings(a_stream(process("A", ct=5), customer("500/d"), *controls, flows=flows)) is not None


def test_what_has_no_name_is_called_by_what_follows() -> None:
    stream = a_stream(stock("Coils", days=5), process("A", ct=50), customer("500/d"))
    state = stream.states[0]
    bare = state.evolve(nodes=(state.nodes[0].evolve(name=""), *state.nodes[1:]))
    assert (
        one("stock_above_days", stream.with_state(bare)).statement
        == "The longest wait is at Inventory before A"
    )


def test_odd_maps_are_read_without_a_fault() -> None:
    circle = a_stream(process("A", ct=5), process("B", ct=5), flows=arrows("A > B > A"))
    split = a_stream(
        supplier("S"), process("A", ct=0), junction("J"), process("B"), customer("0/d"),
        flows=arrows("S > A > J [share 0.4] > B > Customer", "J > Customer"),
    )  # fmt: skip
    for stream in (circle, split, a_stream(), line(50, 50, calendar={})):
        assert isinstance(findings(stream), tuple)
