"""What bursts do to the whole stream, and where they get in each other's way."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.model.maps import ONE_SHIFT, a_stream, arrow, customer, in_line, process, stock
from vsm_desktop.edit.bursts import place_burst, set_burst, switch_burst
from vsm_desktop.edit.changes import difference
from vsm_desktop.edit.edits import Edit, chain, delete, in_state, set_fields, set_state
from vsm_desktop.edit.states import copy_state
from vsm_desktop.insight.bursts import BurstEffects, burst_effects, sides
from vsm_desktop.insight.conflicts import alike
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.kaizen import Kaizen
from vsm_desktop.model.nodes import Burst, Supermarket
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State, ValueStream

MAP = in_line(
    stock("coils", 920),
    process("weld", 46, name="Weld", co=quantity(10, "min")),
    stock("between", 460),
    process("assy", 62),
    customer(460),
)


def burst(id_: str, edit: Edit, on_top_of: Edit | None = None, **more: object) -> Kaizen:
    start = on_top_of(MAP) if on_top_of else MAP
    return Kaizen(id=id_, changes=difference(start, edit(start)), **more)


def less(id_: str, pieces: float) -> Edit:
    return set_fields(id_, qty=quantity(pieces, "pc"))


def faster(seconds: float) -> Edit:
    return set_fields("weld", ct=quantity(seconds, "s"))


def both(*bursts: Kaizen, on: bool = True) -> ValueStream:
    stream = copy_state("current", "future")(a_stream(MAP, bursts=bursts, calendar=ONE_SHIFT))
    for one in bursts if on else ():
        stream = switch_burst("future", one.id, on=True)(stream)
    return stream


def said(found: BurstEffects, id_: str) -> list[str]:
    row = found.row(id_)
    assert row is not None
    return [one.sentence for one in row.conflicts]


def test_alone_in_order_and_together():
    # 920 and 460 pieces at 460 a day are 2 and 1 days; halved, the one buys 1 day; without the other, 1 day
    cut = burst("b1", less("coils", 460))
    gone = burst("b2", delete({"between"}))
    found = burst_effects(both(cut, gone), "future")
    assert [row.number for row in found.rows] == [1, 2]
    assert found.rows[0].alone_days == pytest.approx(-1)
    assert found.before_days is not None
    steps = [row.in_order_days or 0.0 for row in found.rows]
    assert sum(steps) == pytest.approx(found.change_days)
    assert (found.together_days, found.by_hand_days) == (found.drawn_days, 0)


def test_what_overlaps_buys_less_in_order_than_alone():
    cut, empty = burst("b1", less("coils", 230)), burst("b2", delete({"coils"}))
    found = burst_effects(both(cut, empty), "future")
    assert [row.alone_days for row in found.rows] == pytest.approx([-1.5, -2])
    assert [row.in_order_days for row in found.rows] == pytest.approx([-1.5, -0.5])
    swapped = burst_effects(place_burst("b2", 0)(both(cut, empty)), "future")
    assert [row.in_order_days for row in swapped.rows] == pytest.approx([-2, 0])


def test_what_is_off_counts_in_no_sum_and_says_what_it_would_add():
    stream = switch_burst("future", "b1", on=False)(
        both(burst("b1", less("coils", 460)), burst("b2", faster(30)))
    )
    found = burst_effects(stream, "future")
    assert [row.on for row in found.rows] == [False, True]
    assert found.rows[0].in_order_days == pytest.approx(-1)
    assert found.change_days == pytest.approx(found.rows[1].in_order_days)


def test_what_was_drawn_by_hand_stands_beside_the_bursts():
    stream = both(burst("b1", less("coils", 460)))
    stream = in_state("future", less("between", 0))(stream)
    found = burst_effects(stream, "future")
    assert (found.change_days, found.by_hand_days) == pytest.approx((-1, -1))


def test_a_state_made_from_none_shows_what_its_bursts_would_do():
    dropped = burst("b2", less("between", 0), status="dropped")
    found = burst_effects(a_stream(MAP, bursts=(burst("b1", less("coils", 460)), dropped)), "current")
    assert [row.on for row in found.rows] == [True, False]
    assert (found.change_days, found.by_hand_days) == (pytest.approx(-1), 0)


def test_a_star_without_a_promise_changes_nothing():
    star = Burst(id="b1", name="Faster")
    found = burst_effects(a_stream(MAP.evolve(nodes=(*MAP.nodes, star))), "current")
    assert [(row.burst.title, row.alone_days, row.on) for row in found.rows] == [("Faster", 0, False)]


def test_an_unknown_lead_time_makes_no_number():
    open_end = in_line(stock("coils"), process("weld", 46), customer(460))
    found = burst_effects(a_stream(open_end, bursts=(Kaizen(id="b1"),)), "current")
    assert (found.rows[0].alone_days, found.change_days, found.by_hand_days) == (None, None, None)


@pytest.mark.parametrize("how", ["alone", "in_order", "together"])
def test_the_sides_of_a_burst_are_documents_that_can_be_measured(how):
    stream = both(burst("b1", less("coils", 460)), burst("b2", less("between", 230)))
    before, after = (measure(*side).number("lead_time_days") for side in sides(stream, "future", "b2", how))
    whole = measure(stream, "current").number("lead_time_days")
    assert before == pytest.approx(whole if how != "in_order" else whole - 1)
    assert after == pytest.approx(whole - {"alone": 0.5, "in_order": 1.5, "together": 1.5}[how])


def test_the_sides_of_no_burst():
    with pytest.raises(KeyError):
        sides(both(), "future", "b1", "alone")


def test_two_that_change_the_same_field():
    found = burst_effects(both(burst("b1", faster(30), title="Faster"), burst("b2", faster(25))), "future")
    assert said(found, "b1") == said(found, "b2")
    assert said(found, "b1") == [
        "“Faster” and Burst 2 both change C/T of Weld: 30 s and 25 s. The later one counts."
    ]
    assert len(found.conflicts) == 1
    same = burst_effects(both(burst("b1", faster(30)), burst("b2", faster(30))), "future")
    assert not same.conflicts


def test_one_made_on_top_of_the_other():
    first, second = burst("b1", faster(30)), burst("b2", faster(25), faster(30))
    assert not burst_effects(both(first, second), "future").conflicts
    off = switch_burst("future", "b1", on=False)(both(first, second))
    assert said(burst_effects(off, "future"), "b2") == ["Burst 2 builds on Burst 1, which is off."]
    turned = place_burst("b2", 0)(both(first, second))
    assert "Burst 1 builds on" not in said(burst_effects(turned, "future"), "b2")[0]


def test_one_that_removes_what_the_other_changes():
    found = burst_effects(both(burst("b1", delete({"weld"})), burst("b2", faster(25))), "future")
    assert said(found, "b2") == ["Burst 1 removes Weld, which Burst 2 needs."]


def test_a_promise_the_base_has_left_behind():
    stream = both(burst("b1", faster(30), title="Faster"))
    anew = in_state("current", set_fields("weld", ct=quantity(44, "s")))(stream)
    assert said(burst_effects(anew, "future"), "b1") == [
        "“Faster”: C/T of Weld was 46 s when it was promised, is 44 s now."
    ]
    done = in_state("current", faster(30))(stream)
    assert said(burst_effects(done, "future"), "b1") == ["“Faster”: C/T of Weld is 30 s already."]
    without = in_state("current", delete({"weld"}))(stream)
    assert said(burst_effects(without, "future"), "b1") == ["“Faster” changes Weld, which is not on the map."]
    nowhere = without.evolve(states=without.states[:1])
    assert said(burst_effects(nowhere, "current"), "b1") == [
        "“Faster” changes something that is not on the map any more."
    ]
    minutes = in_state("current", set_fields("weld", ct=quantity(46 / 60, "min")))(stream)
    assert not burst_effects(minutes, "future").conflicts


def test_what_a_burst_promises_and_is_there_already_is_told_in_one_sentence():
    edits = (faster(30), less("coils", 460), less("between", 230))
    stream = both(burst("b1", chain(*edits), title="All"))
    for count, words in ((2, "and so is one other thing"), (3, "and so are 2 other things")):
        done = in_state("current", chain(*edits[:count]))(stream)
        (sentence,) = said(burst_effects(done, "future"), "b1")
        assert sentence.endswith(f"already, {words} it promises.")
    (flow,) = (one for one in MAP.flows if one.source == "weld")
    turn = set_fields(flow.id, kind="pull")
    done = in_state("current", turn)(both(burst("b1", turn, title="Turn")))
    (sentence,) = said(burst_effects(done, "future"), "b1")
    assert sentence.startswith("“Turn”: the arrow from Weld to")
    assert sentence.endswith("already.")


def test_bursts_that_touch_different_fields_come_in_any_order():
    ones = (
        burst("b1", faster(30)),
        burst("b2", chain(less("coils", 230), set_fields("weld", co=quantity(2, "min")))),
        burst("b3", less("between", 100)),
    )
    stream = both(*ones)
    orders = [stream, place_burst("b3", 0)(stream), place_burst("b1", 2)(stream)]
    for one, other in pairwise(orders):
        assert one.state("future").evolve(bursts=()) == other.state("future").evolve(bursts=())
        found = [burst_effects(each, "future") for each in (one, other)]
        assert found[0].change_days == pytest.approx(found[1].change_days)
        assert not found[0].conflicts


def test_a_title_and_a_status_change_no_number():
    stream = both(burst("b1", less("coils", 460)))
    renamed = set_burst("b1", title="Milk run", status="done")(stream)
    assert burst_effects(renamed, "future").change_days == burst_effects(stream, "future").change_days


def with_market(state: State) -> State:
    market = Supermarket(id="market", name="Market")
    arrows = (arrow("weld", "market"), arrow("market", "assy"))
    return state.evolve(nodes=(*state.nodes, market), flows=(*state.flows, *arrows))


def test_what_one_removes_after_the_other_changed_it():
    found = burst_effects(both(burst("b1", faster(25)), burst("b2", delete({"weld"}))), "future")
    assert said(found, "b1") == ["Burst 2 removes Weld, and with it what Burst 1 does there."]
    arrows = burst_effects(both(burst("b1", delete({"weld"})), burst("b2", with_market)), "future")
    assert said(arrows, "b2") == ["Burst 1 removes Weld, which Burst 2 needs."]
    both_gone = burst_effects(both(burst("b1", delete({"weld"})), burst("b2", delete({"weld"}))), "future")
    assert not both_gone.conflicts


def test_two_that_add_the_same_and_one_that_builds_on_the_other():
    found = burst_effects(both(burst("b1", with_market), burst("b2", with_market)), "future")
    assert "Burst 1 and Burst 2 both add Market. Only the first is drawn." in said(found, "b1")
    filled = burst("b2", lambda state: set_fields("market", qty=quantity(5, "pc"))(state), with_market)
    stream = both(burst("b1", with_market), filled)
    assert not burst_effects(stream, "future").conflicts
    off = switch_burst("future", "b1", on=False)(stream)
    assert said(burst_effects(off, "future"), "b2") == ["Burst 2 builds on Burst 1, which is off."]
    turned = burst_effects(place_burst("b2", 0)(stream), "future")
    assert said(turned, "b2") == ["Burst 1 builds on Burst 2 and has to come after it."]


def test_one_on_top_of_one_that_comes_after_it():
    stream = place_burst("b2", 0)(both(burst("b1", faster(30)), burst("b2", faster(25), faster(30))))
    assert "Burst 1 builds on Burst 2, which comes after it." in said(burst_effects(stream, "future"), "b2")


def test_two_that_change_the_working_time():
    def shifts(count: int) -> Edit:
        return set_state(calendar=ONE_SHIFT.evolve(shifts_per_day=quantity(count, "x")))

    found = burst_effects(both(burst("b1", shifts(2)), burst("b2", shifts(3))), "future")
    assert said(found, "b2") == ["Burst 1 and Burst 2 both change the working time. The later one counts."]


def test_times_in_days_are_alike_only_as_they_are_written():
    assert alike(quantity(60, "s"), quantity(1, "min"))
    assert not alike(quantity(1, "day"), quantity(8, "h"))
    assert alike(quantity(1, "day"), quantity(1, "day", "1 day"))
    assert alike(None, "")
    assert not alike(None, quantity(0, "pc"))
