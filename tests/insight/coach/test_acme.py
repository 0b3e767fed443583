"""The eight questions on Acme Stamping: the answers of Rother & Shook, Learning to See, pp. 57 to 80."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.insight.coach.asking import ask, future_of, proposal, sample, take_all
from vsm_desktop.edit.bursts import switch_burst
from vsm_desktop.insight.bursts import burst_effects
from vsm_desktop.insight.coach.answers import as_text
from vsm_desktop.insight.coach.coaching import coach
from vsm_desktop.insight.coach.facts import Wishes, facts_of
from vsm_desktop.insight.coach.loops import loops_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.nodes import Burst, Control, Process, Supermarket
from vsm_desktop.model.stream import State
from vsm_desktop.store.files import dumps

TO_56 = 56 / 60


def said(answers, number: int) -> str:
    one = answers[number - 1]
    return " ".join((*one.reasoning, *(f"{each.title}. {each.sentence}" for each in one.proposals)))


def process(state: State, id_: str) -> Process:
    node = state.node(id_)
    assert isinstance(node, Process)
    return node


def test_the_current_state_is_answered_as_in_the_book() -> None:
    answers = coach(sample("acme-current"), "current")

    assert [one.number for one in answers] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert answers[0].status == "answered"
    assert {one.status for one in answers[1:]} == {"open"}
    assert "60 s: the beat of the customer" in said(answers, 1)  # 55,200 s / 920
    assert "2 d (1,840 pc). 92 kanbans" in said(
        answers, 2
    )  # a day until it ships again, a day for swings; 1,840 / 20
    assert answers[2].proposals[0].ids[:4] == ("weld1", "weld2", "assy1", "assy2")
    assert "187 s of work / 60 s = 3.12, so 4 operators" in said(answers, 3)
    assert [one.key for one in answers[3].proposals] == ["market:coils", "market:inv_stamp"]
    assert "1 d (920 pc)" in answers[3].proposals[1].sentence  # made every shift, half a day for losses
    assert "6 points get a schedule" in said(answers, 5)
    assert "Spot weld + assembly" in answers[4].proposals[0].title
    assert "15 Left, 8 Right" in said(answers, 6)  # 300 and 160 a shift in trays of 20
    assert "LRLLRLLRLLRLRLLRLLRLLRL" in said(answers, 6)
    assert "60 s × 20 pc a pack = 20 min: 23 times a shift" in said(answers, 7)
    assert "Stamping takes 60 min to change over" in said(answers, 8)


def test_three_operators_are_offered_beside_four_if_the_work_falls_to_what_they_can_do() -> None:
    """METRICS 8.1: 187 / 56 = 3.34, below 3.5: 3 x 56 = 168 s, 19 s to remove."""
    four, three = coach(sample("acme-current", TO_56), "current")[2].proposals

    assert four.title == "One cell with 4 operators: Spot weld + assembly"
    assert three.title == "One cell with 3 operators, 19 s less work: Spot weld + assembly"
    assert "from 187 s to 168 s: each of 3 operators then needs 56 s" in three.sentence
    assert "Held back by 80 % uptime of Spot weld 2 it makes 789 a day, 920 are needed" in three.sentence
    assert "Held back" not in four.sentence  # 187 / 4 at 80 % make 945


def test_the_cell_with_less_work_is_two_bursts_and_one_of_them_a_star_with_its_promise() -> None:
    desk = future_of(sample("acme-current", TO_56))
    before = desk.recorded
    three = proposal(ask(desk), "cell:weld1:3")
    desk.commit_stream(three.title, three.edit)

    stream, state = desk.recorded, desk.frame.state
    cell = process(state, "cell1")
    assert (cell.symbol, cell.pt.base, cell.ct.base, cell.operators.value) == ("cell", 168, 56, 3)
    assert not {"weld1", "weld2", "assy1", "assy2", "inv_w1", "inv_w2", "inv_a1"} & {
        one.id for one in state.nodes
    }
    joined, removed = stream.bursts
    assert (joined.kaizen, removed.kaizen, removed.title) == ("flow", "process", "19 s less work")
    promises = {(one.id, one.field): (one.before.base, one.after.base) for one in removed.changes}
    assert promises["cell1", "pt"] == (187, 168)
    (star,) = [one for one in state.nodes if isinstance(one, Burst)]
    assert (star.id, star.about) == (removed.id, "cell1")
    assert measure(stream, state.id).number("processing_time_s") == 169

    off = switch_burst(state.id, removed.id, on=False)(stream)
    assert process(off.state(state.id), "cell1").pt.base == 187
    desk.undo()
    assert dumps(desk.recorded) == dumps(before)


def test_a_cell_that_stands_is_offered_with_fewer_operators_too() -> None:
    desk = future_of(sample("acme-current", TO_56))
    four = proposal(ask(desk), "cell:weld1:4")
    desk.commit_stream(four.title, four.edit)
    three = proposal(ask(desk), "staff:cell1:3")
    assert "19 s less work" in three.title
    desk.commit_stream(three.title, three.edit)

    cell = process(desk.frame.state, "cell1")
    assert (cell.pt.base, cell.ct.base, cell.operators.value) == (168, 56, 3)
    assert not ask(desk)[2].proposals


@pytest.mark.parametrize("last", [False, True], ids=["four operators", "three operators"])
def test_taking_all_proposals_leads_to_a_map_the_coach_sees_as_answered(last: bool) -> None:
    desk = future_of(sample("acme-current", TO_56))
    start = desk.recorded
    take_all(desk, lambda offered: offered[-1 if last and offered[0].key.startswith("cell:") else 0])

    state, report = desk.frame.state, desk.frame.report
    assert {one.status for one in ask(desk)} == {"answered"}
    assert not [one for one in report.problems if one.severity == "error"]
    assert report.number("lead_time_days") == pytest.approx(4.5)  # as printed: 1.5 + 1 + 2
    assert report.number("processing_time_s") == (169 if last else 188)
    assert (report.number("stream_capacity_per_day") or 0) >= 920
    markets = [one.id for one in state.nodes if isinstance(one, Supermarket)]
    assert markets == ["coils", "inv_stamp", "fg"]
    assert process(state, "cell1").pacemaker
    assert not [one for one in state.flows if one.target in ("stamping", "ship") and one.source == "control"]
    (box,) = [one for one in state.nodes if isinstance(one, Control) and one.symbol == "heijunka"]
    assert box.interval is not None
    assert box.interval.base == 1200
    while desk.history.undo_label:
        desk.undo()
    assert dumps(desk.recorded) == dumps(start)


def test_the_truck_is_told_when_to_go_until_the_levelling_box_calls_for_what_is_shipped() -> None:
    desk = future_of(sample("acme-current"))
    for key in ("market:fg", "cell:weld1:4", "market:coils", "market:inv_stamp", "pacemaker"):
        taken = proposal(ask(desk), key)
        desk.commit_stream(taken.title, taken.edit)
    told = [one.target for one in desk.frame.state.flows if one.source == "control"]
    assert "ship" in told
    assert "stamping" not in told
    assert ask(desk)[4].status == "answered"

    level = proposal(ask(desk), "level")
    assert "in place of the shipping schedule" in level.sentence
    desk.commit_stream(level.title, level.edit)
    assert "ship" not in [one.target for one in desk.frame.state.flows if one.source == "control"]
    assert any(one.kind == "kanban" and one.target == "fg" for one in desk.frame.state.flows)


def test_small_stocks_of_bought_parts_come_with_the_delivery_they_count_on() -> None:
    desk = future_of(sample("acme-current"))
    coils = proposal(ask(desk), "market:coils")
    assert "Now Michigan Steel delivers Tue + Thu: a milk run comes daily instead." in coils.sentence
    desk.commit_stream(coils.title, coils.edit)
    truck = desk.frame.state.flow("in")
    assert (truck.label, truck.vehicle, truck.note) == ("Daily", "milk_run", "500-ft coils")
    assert [burst.title for burst in desk.recorded.bursts] == [
        "Daily milk run: Michigan Steel",
        "Supermarket: Coils",
    ]

    off = switch_burst("future", desk.recorded.bursts[0].id, on=False)(desk.recorded)
    assert off.state("future").flow("in").label == "Tue + Thu"


def test_what_each_proposal_buys_adds_up_to_the_way_from_23_6_to_4_5_days() -> None:
    desk = future_of(sample("acme-current"))
    take_all(desk)

    rows = {row.burst.title: row for row in burst_effects(desk.recorded, desk.frame.state_id).rows}
    assert rows["Supermarket: Finished goods"].in_order_days == pytest.approx(-2.5)
    assert rows["One cell: Spot weld + assembly"].in_order_days == pytest.approx(-6.51, abs=0.01)
    assert rows["Supermarket: Coils"].in_order_days == pytest.approx(-3.5)
    assert rows["Supermarket: Stamped parts"].in_order_days == pytest.approx(-6.61, abs=0.01)
    assert not [row for row in rows.values() if row.conflicts]


def test_switched_off_again_nothing_is_left_but_stars_and_places() -> None:
    desk = future_of(sample("acme-current"))
    take_all(desk)
    stream, base = desk.recorded, desk.recorded.state("current")
    for burst in stream.bursts:
        stream = switch_burst("future", burst.id, on=False)(stream)

    left = stream.state("future")
    told = measure(stream, "future")
    assert {one.id for one in left.nodes if one.kind != "burst"} == {one.id for one in base.nodes}
    assert {one.id: (one.source, one.target, one.kind) for one in left.flows} == {
        one.id: (one.source, one.target, one.kind) for one in base.flows
    }
    assert told.number("lead_time_days") == pytest.approx(23.6, abs=0.05)


def test_the_loops_end_at_supermarkets_and_can_be_outlined() -> None:
    desk = future_of(sample("acme-current"))
    assert not loops_of(facts_of(desk.recorded, desk.frame.state_id, Wishes()))
    take_all(desk)

    loops = loops_of(facts_of(desk.recorded, desk.frame.state_id, Wishes()))
    assert [(one.name, one.ids) for one in loops] == [
        ("Supplier loop", ("coils",)),
        ("Stamping loop", ("stamping", "inv_stamp")),
        ("Pacemaker loop", ("cell1", "fg", "ship")),
    ]
    outline = proposal(ask(desk), "loops")
    desk.commit_stream(outline.title, outline.edit)
    frames = {one.name: one for one in desk.frame.state.nodes if one.kind == "loop"}
    assert set(frames) == {"Supplier loop", "Stamping loop", "Pacemaker loop"}
    spans = sorted((one.at.x - one.size.width / 2, one.at.x + one.size.width / 2) for one in frames.values())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "loops" not in {each.key for one in ask(desk) for each in one.proposals}


def test_what_a_person_wishes_sizes_the_supermarkets() -> None:
    wishes = Wishes(buffer_days=3, safety_days=1, epe_days=2, delivery_days=2.5, changeover_s=3600)
    answers = coach(sample("acme-current"), "current", wishes)

    assert "= 4 d (3,680 pc)" in said(answers, 2)  # 1 + 3
    assert "2.5 d until it is filled again + 1 d for own losses = 3.5 d" in said(answers, 4)
    assert "2 d until it is filled again + 1 d for own losses = 3 d" in said(answers, 4)
    assert "Stamping takes" not in said(answers, 8)


def test_all_answers_read_as_text() -> None:
    text = as_text(coach(sample("acme-current"), "current"))
    assert text.startswith("1. What is the takt time? – Answered\n")
    assert "   Takt = 55,200 s a day / 920 pc a day = 60 s: the beat of the customer." in text
    assert "   → One cell with 4 operators: Spot weld + assembly. 187 s of work" in text
