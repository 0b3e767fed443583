"""Two states side by side: numbers with their changes, changes in words, and what is gone, new and changed."""

from __future__ import annotations

from math import isclose

import pytest

from tests.builders import a_stream, customer, process, stock
from tests.metrics.drawings import streams
from tests.metrics.properties import for_all
from vsm_desktop.assets import asset
from vsm_desktop.edit.edits import in_state, move, set_fields, set_options
from vsm_desktop.insight.comparison import Comparison, compare
from vsm_desktop.insight.sides import titles_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.nodes import Unknown
from vsm_desktop.model.own import OwnField
from vsm_desktop.model.quantity import Quantity, quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads

LINE = (stock("S", qty=1000), process("A", ct="60 s"), process("B", ct="90 s"), customer("100/d"))


def acme() -> ValueStream:
    return loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))


def compared(before: ValueStream, after: ValueStream, **ways: bool) -> Comparison:
    return compare((before, before.state().id), (after, after.state().id), **ways)


def words(found: Comparison) -> list[str]:
    return [row.words for row in found.changes]


def test_acme_in_numbers() -> None:
    stream = acme()
    found = compare((stream, "current"), (stream, "future"))
    rows = {row.key: row for row in found.metrics}
    assert rows["lead_time_days"].words == ("23.6 d", "4.5 d", "−19.1 d", "−81 %")
    assert rows["lead_time_days"].sense == "better"
    assert rows["processing_time_s"].words[:2] == ("188 s", "169 s")
    assert rows["longest_wait_days"].words == ("7.6 d", "2.0 d", "−5.6 d", "−74 %")
    assert rows["schedule_points"].words[:2] == ("6", "1")
    assert rows["stock_turns"].words == ("10.2", "53.3", "+43.1", "5.2 ×")
    assert rows["bottleneck"].words[:2] == ("Assembly 1", "Weld + assembly cell")
    assert rows["takt_s"].words == ("60 s", "60 s", "0", "0 %")
    assert [row.key for row in found.metrics[:3]] == [
        "lead_time_days",
        "waiting_time_days",
        "longest_wait_days",
    ]
    assert rows["rolled_ca"].words == ("–", "–", "–", "–")
    assert rows["rolled_ca"].why == "No %C&A is entered."


def test_other_conventions_are_said_and_can_be_taken_out() -> None:
    stream = acme()
    sides = (stream, "current"), (stream, "future")
    found, alike = compare(*sides), compare(*sides, alike=True)
    assert [one.words for one in found.conventions] == ["One lead-time day is net working time → 24 hours"]
    assert (found.alike, alike.alike) == (False, True)
    pce = [one.metric("pce") for one in (found, alike)]
    assert [row and row.words[1] for row in pce] == ["0.043 %", "0.068 %"]
    assert alike.changes == found.changes
    assert stream == acme()


def test_acme_on_the_map() -> None:
    stream = acme()
    found = compare((stream, "current"), (stream, "future"))
    assert {"weld1", "inv_a1", "coils", "wassy1"} <= found.gone
    assert {"cell", "coils", "levelling", "fg-cell"} <= found.new
    assert found.changed == {"coils-stamping", "f1", "i4", "in", "stamping", "stamping-inv_stamp"}
    assert "Coils: inventory → supermarket" in words(found)
    assert "Coils: Time 5 d → 1.5 d" in words(found)
    assert "Stamping: EPE 2 wk → 1 shift" in words(found)
    assert "new: Weld + assembly cell, work cell" in words(found)
    assert not any("burst" in one.casefold() for one in words(found))
    everything = compare((stream, "current"), (stream, "future"), looks=True)
    assert "Stamping: moved" in words(everything)
    assert "new: Weld uptime, kaizen burst" in words(everything)


def test_one_field_is_one_change() -> None:
    before = a_stream(*LINE)
    found = compared(before, in_state("current", set_fields("A", ct=quantity(30, "s")))(before))
    (row,) = found.changes
    assert (row.op, row.id, row.field, row.words) == ("set", "A", "ct", "A: C/T 60 s → 30 s")
    assert isinstance(row.before, Quantity)
    assert (found.gone, found.new, found.changed) == (frozenset(), frozenset(), {"A"})


def test_what_only_reads_or_stands_otherwise_is_no_change() -> None:
    before = a_stream(*LINE)
    after = in_state("current", move({"A"}, 10, 0))(before)
    after = in_state("current", set_fields("B", ct=quantity(90, "s").evolve(typed="90 sec")))(after)
    found = compared(before, after)
    assert (found.changes, found.changed) == ((), frozenset())
    assert words(compared(before, after, looks=True)) == ["A: moved", "B: C/T: the source"]


def test_calendar_and_conventions_are_changes_of_the_map() -> None:
    before = a_stream(*LINE)
    other = before.evolve(calendar=Calendar(available_per_day=quantity(10, "h")))
    after = in_state("current", set_options(other.state().options.evolve(rework_mode="single_pass")))(other)
    found = compared(before, after)
    assert "Available time per day: – → 10 h" in words(found)
    assert "Rework until it is good → once at most" in words(found)
    assert all(row.id == "" for row in found.changes)
    assert found.changed == frozenset()


def test_unknown_stays_unknown_with_its_reason() -> None:
    before = a_stream(*LINE)
    after = in_state("current", set_fields("S", qty=None))(before)
    row = compared(before, after).metric("lead_time_days")
    assert row is not None
    assert (row.after, row.change, row.relative, row.sense) == (None, None, None, "other")
    assert row.why == measure(after).metrics["lead_time_days"].reason
    assert row.words[2:] == ("–", "–")


def test_from_nothing_there_is_no_relative_change() -> None:
    before = a_stream(stock("S", qty=0), process("A", ct="0 s"), customer("100/d"))
    after = in_state("current", set_fields("S", qty=quantity(100, "pc")))(before)
    row = compared(before, after).metric("waiting_time_days")
    assert row is not None
    assert (row.before, row.after, row.change, row.relative) == (0, 1, 1, None)
    assert row.words == ("0.0 d", "1.0 d", "+1.0 d", "–")
    assert row.sense == "worse"


def test_own_totals_are_compared_under_their_names() -> None:
    stream = loads(asset("resources/samples", "twi-future.vsm").read_text(encoding="utf-8"))
    first, last = stream.states[0].id, stream.states[-1].id
    found = compare((stream, first), (stream, last))
    assert all(row.label for row in found.metrics)


def test_what_has_doubled_is_said_so_only_where_more_is_no_loss() -> None:
    before = a_stream(stock("S", qty=100), process("A", ct="60 s"), customer("100/d"))
    after = in_state("current", set_fields("S", qty=quantity(300, "pc")))(before)
    after = in_state("current", set_fields("A", ct=quantity(30, "s")))(after)
    found = compared(before, after)
    rows = {row.key: row.words[3] for row in found.metrics}
    assert rows["waiting_time_days"] == "+200 %"
    assert rows["stream_capacity_per_day"] == "2.0 ×"


def test_own_fields_and_unknown_kinds_are_compared() -> None:
    crate = OwnField(key="crates", label="Crates", kinds=("process",), content="number", unit="x")
    robot = Unknown.model_validate({"kind": "robot", "id": "R", "reach": 1})
    before = a_stream(*LINE, robot, flows=[]).evolve(own_fields=(crate,))
    far = Unknown.model_validate({"kind": "robot", "id": "R", "reach": 2})
    filled = in_state("current", set_fields("A", crates=quantity(3, "x")))(before)
    state = filled.state()
    after = filled.with_state(state.evolve(nodes=(*state.nodes[:-1], far)))
    found = compared(before, after)
    assert words(found) == ["A: Crates – → 3", "Robot: changed"]
    assert found.changed == {"A", "R"}


def test_a_step_that_is_named_by_another_is_said_by_its_name() -> None:
    before = a_stream(*LINE)
    after = in_state("current", set_fields("B", same_as="A"))(before)
    assert words(compared(before, after)) == ["B: Same step as – → A"]


@pytest.mark.parametrize("names", [("Now", "Then"), ("Now", "Now")])
def test_two_states_are_never_called_the_same(names: tuple[str, str]) -> None:
    one, other = (a_stream(*LINE) for _name in names)
    states = [
        stream.with_state(stream.state().evolve(name=name))
        for stream, name in zip((one, other), names, strict=True)
    ]
    titles = titles_of((states[0], "current"), (states[1], "current"))
    assert titles[0] != titles[1]


def test_a_state_compared_with_itself_differs_in_nothing() -> None:
    stream = acme()
    for state in stream.states:
        found = compare((stream, state.id), (stream, state.id))
        assert found.changes == ()
        assert {row.sense for row in found.metrics} == {"same"}
        assert found.waterfall.parts == ()


def test_shares_have_the_digits_that_explain_their_relative_change() -> None:
    stream = loads(asset("resources/samples", "garden-pumps.vsm").read_text(encoding="utf-8"))
    less = (set_fields("motor_stock", days=quantity(2, "day")), set_fields("depot", days=quantity(3, "day")))
    after = stream
    for one in less:
        after = in_state(stream.state().id, one)(after)
    found = compared(stream, after)
    row = found.metric("pce")
    assert row is not None
    assert row.words == ("0.117 %", "0.134 %", "+0.017 points", "+14 %")
    far = found.metric("distance_m")
    assert far is not None
    assert far.words[:2] == ("19,840 km", "19,840 km"), "in the words of the map"


@for_all(streams(), streams())
def test_any_two_drawings_can_be_compared(before: ValueStream, after: ValueStream) -> None:
    found = compared(before, after, looks=True)
    for row in found.metrics:
        assert row.label
        assert "\n" not in row.label
        if row.before is None and row.after is None:
            assert row.change is None
        if row.change is not None and isinstance(row.before, float) and isinstance(row.after, float):
            assert isclose(
                row.before + row.change, row.after, abs_tol=1e-9 * max(row.before, row.after, 1e-300)
            )
    assert all(row.words and "\n" not in row.words for row in found.changes)
    ids = [{one.id for one in (*stream.state().nodes, *stream.state().flows)} for stream in (before, after)]
    assert found.gone <= ids[0]
    assert found.new <= ids[1]
    assert found.changed <= ids[0] & ids[1]
