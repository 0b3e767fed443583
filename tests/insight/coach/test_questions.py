"""The eight questions on small maps, on offices, and where something is missing."""

from __future__ import annotations

import pytest

from tests.builders import a_stream, arrows, customer, process, stock, supplier, transport
from tests.insight.coach.asking import ask, future_of, proposal, sample, take_all
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.insight.coach.answers import Proposal, Step
from vsm_desktop.insight.coach.cells import cell_name
from vsm_desktop.insight.coach.coaching import coach
from vsm_desktop.insight.coach.facts import Wishes, facts_of
from vsm_desktop.insight.coach.loops import loops_of
from vsm_desktop.insight.coach.pacemaker import pacemaker_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.flows import InformationFlow, KanbanFlow
from vsm_desktop.model.nodes import Control, Fifo
from vsm_desktop.model.value import Point
from vsm_desktop.tools.desk import Desk

DAY = {"shifts_per_day": 1, "shift": "8 h"}  # 28,800 s; 480 a day is one every 60 s


def flow_of(source: str, target: str, **data) -> InformationFlow:
    return InformationFlow(id=f"{source} tells {target}", source=source, target=target, **data)


def a_line(*nodes, told=(), calendar=DAY, **options):
    """Nodes that follow each other, and who gets a schedule from the office."""
    office = [Control(id="Office", name="Office")] if told else []
    stream = a_stream(*nodes, calendar=calendar, **options)
    state = stream.state()
    flows = (*state.flows, *(flow_of("Office", one) for one in told))
    return stream.with_state(state.evolve(nodes=(*state.nodes, *office), flows=flows))


def test_of_an_office_most_does_not_apply_and_takt_is_asked_for_first() -> None:
    stream = sample("loan-approval")
    answers = coach(stream, "current")

    na = "not_applicable"
    assert [one.status for one in answers] == ["open", na, "open", na, na, na, na, "open"]
    assert "There is no demand." in answers[0].reasoning[0]
    assert not [each for one in answers for each in one.proposals]


def test_in_an_emergency_department_only_steps_that_keep_pace_are_joined() -> None:
    answers = coach(sample("emergency-department"), "current")

    na = "not_applicable"
    assert [one.status for one in answers] == ["answered", na, "open", na, na, na, na, "answered"]
    joined = {id_ for each in answers[2].proposals for id_ in each.ids}
    assert "lab" not in joined
    assert "imaging" not in joined  # it takes 20 min with takt at 15, but not every patient needs it


@pytest.mark.parametrize("name", ["garden-pumps", "twi-current", "valve-blocks", "emergency-department"])
def test_every_sample_can_be_taken_to_the_end(name: str) -> None:
    desk = future_of(sample(name))
    take_all(desk)

    assert not [one for one in desk.frame.report.problems if one.severity == "error"]
    left = [one for one in ask(desk) if one.status == "open"]
    assert not [each for one in left for each in one.proposals]
    assert {one.number for one in left} <= {7}  # a pack that nobody has entered


def test_an_empty_map_asks_for_demand_and_offers_nothing() -> None:
    answers = coach(a_stream(), "current")
    assert answers[0].status == "open"
    assert not [each for one in answers for each in one.proposals]


def test_steps_that_do_not_fit_stay_out_of_a_cell_and_say_why() -> None:
    steps = [
        process("Press", ct=2),
        process("Coat", ct=50, co="2 h"),
        process("Lent", ct=50, shared=True),
        process("Oven", ct=50, pt="2 h"),
        process("Hand", ct=90),
        process("Blank"),
    ]
    reasons = " ".join(coach(a_line(*steps, customer("480/d")), "current")[2].reasoning)

    for words in (
        "Press runs at 2 s, far below takt",
        "Coat takes 2 h to change over",
        "Lent also works for other streams",
        "Oven holds each piece for 2 h",
        "Hand needs 90 s a piece, and one is due every 60 s",
        "Blank has no cycle time",
    ):
        assert words in reasons
    assert coach(a_line(*steps, customer("480/d")), "current")[2].status == "answered"


def test_a_cell_has_the_data_of_its_steps_together() -> None:
    line = a_line(
        process(
            "Drill 1", ct=30, uptime="90 %", co="5 min", operators=1, scrap="10 %", va="VA", day_cost=100
        ),
        stock("Between", qty=960),
        process("Drill 2", ct=40, uptime="50 %", operators=1, va="VA", day_cost=50),
        customer("480/d"),
        told=("Drill 1", "Drill 2"),
    )
    desk = Desk(line)
    offered = proposal(ask(desk), "cell:Drill 1:2")
    assert "One stock goes, 2.0 d of waiting." in offered.sentence
    desk.commit_stream(offered.title, offered.edit)

    cell = desk.frame.state.node("cell1")
    assert (cell.name, cell.pt.base, cell.ct.base, cell.operators.value) == ("Drill", 70, 35, 2)
    assert (cell.uptime.base, cell.scrap.base, cell.co.typed, cell.va, cell.day_cost.value) == (
        pytest.approx(0.45), pytest.approx(0.1), "5 min", "VA", 150,
    )  # fmt: skip
    told = [one for one in desk.frame.state.flows if isinstance(one, InformationFlow)]
    assert [(one.source, one.target) for one in told] == [("Office", "cell1")]  # one schedule in place of two


def test_a_cell_with_more_people_than_its_work_needs_is_offered_with_as_many() -> None:
    cell = process("Cell", ct=40, pt=160, operators=4, symbol="cell")
    desk = Desk(a_line(cell, process("Pack", ct=2), customer("480/d")))
    fewer = proposal(ask(desk), "staff:Cell:3")  # 160 / 60 = 2.67
    desk.commit_stream(fewer.title, fewer.edit)
    left = desk.frame.state.node("Cell")
    assert (left.operators.value, left.pt.base) == (3, 160)
    assert left.ct.base == pytest.approx(53.333, abs=0.001)
    assert not ask(desk)[2].proposals


def test_a_step_with_rework_is_no_part_of_a_cell() -> None:
    flows = arrows("A > B > Customer", "B [repeat 0.1] > A")
    stream = a_stream(process("A", ct=50), process("B", ct=50), customer("480/d"), flows=flows, calendar=DAY)
    flows = tuple(one.evolve(kind="rework") if one.repeat else one for one in stream.state().flows)
    stream = stream.with_state(stream.state().evolve(flows=flows))
    assert coach(stream, "current")[2].status == "answered"


def test_a_cell_is_called_by_what_it_does() -> None:
    def named(*names: str) -> str:
        return cell_name([process(name) for name in names])

    assert named("Spot weld 1", "Spot weld 2", "Assembly 1") == "Spot weld + assembly"
    assert named("Weld", "CNC", "Test") == "Weld + CNC + test"
    assert named("Cut", "Bend", "Weld", "Paint") == "Cut to paint"


def test_the_pacemaker_is_the_marked_step_else_the_scheduled_one_nearest_the_customer() -> None:
    steps = (
        process("A", ct=50, co="2 h"),
        stock("S", qty=1),
        process("B", ct=50, co="2 h"),
        customer("480/d"),
    )
    none, both = a_line(*steps), a_line(*steps, told=("A", "B"))
    marked = in_state("current", set_fields("A", pacemaker=True))(both)

    assert pacemaker_of(none.state()) is None
    assert pacemaker_of(both.state()).id == "B"
    assert pacemaker_of(marked.state()).id == "A"


def test_a_levelling_box_releases_the_pacemaker_by_way_of_the_finished_goods() -> None:
    state = sample("acme-future").state("future")
    assert pacemaker_of(state).id == "cell"


def test_with_one_schedule_left_the_pacemaker_is_answered() -> None:
    steps = (supplier("Mill"), stock("S", "supermarket", days=1), process("B", ct=50), customer("480/d"))
    assert coach(a_line(*steps, told=("B",)), "current")[4].status == "answered"
    desk = Desk(a_line(*steps, told=()))
    only = proposal(ask(desk), "pacemaker")
    desk.commit_stream(only.title, only.edit)
    assert desk.frame.state.node("B").pacemaker
    assert ask(desk)[4].status == "answered"


def test_behind_the_pacemaker_and_between_steps_of_one_pace_stand_lanes_with_a_maximum() -> None:
    """METRICS 10.4: 20 min of changeover at a takt of 60 s are 20 pieces."""
    line = a_line(
        process("A", ct=50, pacemaker=True, co="20 min"),
        stock("S", qty=99),
        process("B", ct=50),
        customer("480/d"),
    )
    desk = Desk(line)
    lane = proposal(ask(desk), "lane:S")
    desk.commit_stream(lane.title, lane.edit)

    node_ = desk.frame.state.node("S")
    assert isinstance(node_, Fifo)
    assert node_.max.value == 20
    kinds = {(one.source, one.target): one.kind for one in desk.frame.state.flows}
    assert (kinds["A", "S"], kinds["S", "B"]) == ("move", "move")


def test_a_supermarket_before_a_step_that_changes_over_gets_a_signal_and_asks_for_small_batches() -> None:
    line = a_line(
        process("Press", ct=5, co="1 h", batch=4800, epe="2 wk"),
        stock("Blanks", qty=4800, container=48),
        process("Weld", ct=50),
        customer("480/d"),
    )
    desk = Desk(line)
    market = proposal(ask(desk), "market:Blanks")
    desk.commit_stream(market.title, market.edit)

    state = desk.frame.state
    press, blanks = state.node("Press"), state.node("Blanks")
    assert (press.batch.value, press.epe.typed) == (480, "1 shift")  # one shift a day: all of it every day
    assert (blanks.kind, blanks.days.value, blanks.max.value) == ("supermarket", 1.5, 720)
    cards = {(one.source, one.target): one for one in state.flows if isinstance(one, KanbanFlow)}
    assert cards["Blanks", "Press"].card == "signal"
    assert cards["Blanks", "Press"].cards.value == 15  # 720 / 48
    assert cards["Weld", "Blanks"].card == "withdrawal"
    assert "Press: changeover 10\N{NO-BREAK SPACE}min" in [each.title for each in ask(desk)[7].proposals]


def test_shipping_direct_is_offered_too_and_then_seen() -> None:
    line = a_line(
        process("Weld", ct=50),
        stock("Goods", qty=960),
        transport("Truck", time="0 d", interval="1 d"),
        customer("480/d"),
    )
    desk = Desk(line)
    direct = proposal(ask(desk), "direct:Goods")
    assert "480 pc" in direct.title
    desk.commit_stream(direct.title, direct.edit)
    assert ask(desk)[1].status == "answered"
    assert "It goes direct" in ask(desk)[1].reasoning[0]


def test_a_mix_without_packs_is_levelled_in_a_short_sequence() -> None:
    line = a_line(process("Weld", ct=20), customer({"Red": "300/d", "Rose": "100/d"}), told=("Weld",))
    answer = coach(line, "current")[5]
    assert "9 Red, 3 Rose of 12" in answer.reasoning[0]
    assert "AABAAABAAABA" in answer.reasoning[1]  # both begin with R

    desk = Desk(line)
    level = proposal(ask(desk), "level")
    desk.commit_stream(level.title, level.edit)
    assert ask(desk)[5].status == "answered"
    assert pacemaker_of(desk.frame.state).id == "Weld"
    assert ("Office", "heijunka1") in {(one.source, one.target) for one in desk.frame.state.flows}


def test_the_pitch_of_a_box_that_goes_by_another_beat_is_put_right() -> None:
    line = a_line(process("Weld", ct=20), customer("480/d", pack=10), told=("Weld",))
    desk = Desk(line)
    pitch = proposal(ask(desk), "pitch")
    desk.commit_stream(pitch.title, pitch.edit)
    assert desk.frame.state.node("heijunka1").interval.typed == "10 min"
    assert ask(desk)[6].status == "answered"

    desk.commit("Change", set_fields("heijunka1", interval=None))
    assert ask(desk)[6].status == "open"


def test_a_star_that_finds_no_room_in_its_loop_makes_it_larger() -> None:
    desk = future_of(sample("acme-current", 56 / 60))
    take_all(desk, lambda offered: next(one for one in (*offered[::-1],) if one.key != "loops"))
    loops = proposal(ask(desk), "loops")
    desk.commit_stream(loops.title, loops.edit)
    for title, x in (("One more", 1_110.0), ("And one", 1_230.0)):
        step = Step(
            set_fields("cell1", shifts=None), title, about="cell1", star=lambda _state, x=x: Point(x=x, y=500)
        )
        offer = Proposal(title, title, "", (), desk.frame.state_id, (step,))
        desk.commit_stream(title, offer.edit)
    frame = next(one for one in desk.frame.state.nodes if one.name == "Pacemaker loop")
    assert frame.at.x + frame.size.width / 2 == 1_230 + 54 + 12
    assert frame.at.y + frame.size.height / 2 >= 500 + 30


def test_what_is_too_slow_or_down_too_often_becomes_a_burst_with_its_promise() -> None:
    line = a_line(
        process("Slow", ct=90, co="2 h"),
        stock("S", qty=1),
        process("Down", ct=50, uptime="70 %", co="2 h"),
        customer("480/d"),
    )
    promised = {each.key: each.sentence for each in coach(line, "current")[7].proposals}
    assert "C/T 90 s → 60 s" in promised["kaizen:Slow:ct"] or "C/T 90 → 60 s" in promised["kaizen:Slow:ct"]
    assert "→ 85 %" in promised["kaizen:Down:uptime"]  # 50 / 60 = 83 %, in steps of 5

    desk = Desk(line)
    slow = proposal(ask(desk), "kaizen:Slow:ct")
    desk.commit_stream(slow.title, slow.edit)
    assert desk.frame.state.node("Slow").ct.base == 60
    assert desk.recorded.bursts[0].changes
    assert "kaizen:Slow:ct" not in {each.key for each in ask(desk)[7].proposals}


def test_where_a_burst_on_record_promises_it_already_nothing_is_offered_again() -> None:
    desk = future_of(a_line(process("Slow", ct=90), customer("480/d")))
    slow = proposal(ask(desk), "kaizen:Slow:ct")
    desk.commit_stream(slow.title, slow.edit)
    from vsm_desktop.edit.bursts import switch_burst

    (burst,) = desk.recorded.bursts
    desk.commit_stream("Off", switch_burst(desk.frame.state_id, burst.id, on=False))
    answer = ask(desk)[7]
    assert answer.status == "answered"
    assert "On record, not made here: Slow: cycle time 60\N{NO-BREAK SPACE}s." in answer.reasoning


def test_loops_of_two_suppliers_meet_at_the_pacemaker() -> None:
    nodes = [
        supplier("Mill"), supplier("Forge"),
        stock("Bars", "supermarket", days=1), stock("Blanks", "supermarket", days=1),
        process("Weld", ct=50), stock("Goods", "supermarket", days=1), customer("480/d"),
    ]  # fmt: skip
    flows = arrows("Mill > Bars > Weld > Goods > Customer", "Forge > Blanks > Weld")
    loops = loops_of(facts_of(a_stream(*nodes, flows=flows, calendar=DAY), "current", Wishes()))
    assert [one.name for one in loops] == ["Supplier loop: Bars", "Supplier loop: Blanks", "Pacemaker loop"]
    assert loops[-1].ids == ("Weld", "Goods")


def test_a_row_with_something_locked_stays_where_it_is() -> None:
    line = a_line(
        process("A", ct=50, co="2 h", locked=True), stock("S", qty=1), process("B", ct=50), customer("480/d")
    )
    desk = Desk(line)
    before = {one.id: one.at for one in desk.frame.state.nodes}
    market = proposal(ask(desk), "market:S")
    desk.commit_stream(market.title, market.edit)
    assert {one.id: one.at for one in desk.frame.state.nodes} == before
    assert measure(desk.recorded, "current").number("lead_time_days") == pytest.approx(1.5, abs=0.01)
