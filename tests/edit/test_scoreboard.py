"""Edits of the scoreboard: measures come, go and move; of one day there is one value."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.model.maps import a_stream
from tests.model.strategies import runs
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.history import History
from vsm_desktop.edit.scoreboard import (
    add_measure,
    add_usual_measures,
    drop_actual,
    drop_measure,
    place_measure,
    put_actual,
    put_actuals,
    said_of_future,
    set_measure,
    with_scoreboard,
)
from vsm_desktop.model.scoreboard import MEASURES, Actual, Measure, Scoreboard
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import dumps, loads


def measures(stream: ValueStream) -> tuple[Measure, ...]:
    board = stream.scoreboard
    assert isinstance(board, Scoreboard)
    return board.measures


def test_the_first_measure_begins_a_scoreboard() -> None:
    stream = add_measure(key="fulfilment")(a_stream())
    assert [(one.id, one.unit, one.better) for one in measures(stream)] == [("measure1", "%", "more")]
    stream = add_measure(0, name="Overtime", unit="h")(stream)
    assert [(one.id, one.key, one.unit) for one in measures(stream)] == [
        ("measure2", "own", "h"),
        ("measure1", "fulfilment", "%"),
    ]
    assert with_scoreboard(None)(stream).scoreboard is None
    assert with_scoreboard(stream.scoreboard)(stream) is stream


def test_the_usual_measures_are_added_once() -> None:
    stream = add_usual_measures()(add_measure(key="floor")(a_stream()))
    assert [one.key for one in measures(stream)] == [
        "floor",
        *(key for key, _w, _u in MEASURES if key not in ("floor", "own")),
    ]
    assert add_usual_measures()(stream) is stream


def test_measures_change_move_and_go() -> None:
    stream = add_usual_measures()(a_stream())
    stream = set_measure("measure1", target=4.5)(stream)
    assert measures(stream)[0].target == 4.5
    assert set_measure("measure1", target=4.5)(stream) is stream
    stream = place_measure("measure1", 2)(stream)
    assert [one.id for one in measures(stream)][:3] == ["measure2", "measure3", "measure1"]
    assert "measure2" not in [one.id for one in measures(drop_measure("measure2")(stream))]
    for edit in (
        set_measure("x"),
        place_measure("x", 0),
        drop_measure("x"),
        put_actual("x", Actual(on="2026-01-01", value=1)),
    ):
        with pytest.raises(KeyError):
            edit(stream)
    with pytest.raises(ValidationError):
        set_measure("measure1", trial=3, baseline="many")(stream)


def test_values_stand_in_order_one_a_day() -> None:
    stream = add_measure(key="returns")(a_stream())
    stream = put_actual("measure1", Actual(on="2026-02-28", value=2, remark="One lot"))(stream)
    stream = put_actuals("measure1", [Actual(on="2026-01-31", value=3), Actual(on="2026-02-28", value=1.5)])(
        stream
    )
    assert [(one.on, one.value, one.remark) for one in measures(stream)[0].actuals] == [
        ("2026-01-31", 3, ""),
        ("2026-02-28", 1.5, "One lot"),
    ]
    told = put_actual("measure1", Actual(on="2026-02-28", value=1.5, remark="Two lots"))(stream)
    assert measures(told)[0].actuals[1].remark == "Two lots"
    assert [one.on for one in measures(drop_actual("measure1", "2026-01-31")(stream))[0].actuals] == [
        "2026-02-28"
    ]
    assert drop_actual("measure1", "2020-01-01")(stream) is stream


def test_values_of_days_to_come_are_kept_and_told() -> None:
    today = date(2026, 2, 28)
    assert said_of_future(["2026-01-31", "2026-02-28"], today) == said_of_future([], today) == ""
    one = said_of_future(["2026-04-30", "2026-01-31"], today)
    assert one == "The value of 30 Apr 2026 lies in the future and does not count yet."
    more = said_of_future(["2026-05-31", "2026-04-30"], today)
    assert more == "2 values from 30 Apr 2026 on lie in the future and do not count yet."


IDS = st.sampled_from(["measure1", "measure2", "measure3", "gone"])
DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 9)).map(date.isoformat)
NUMBERS = st.floats(-1e6, 1e6) | st.integers(-5, 5)
ACTUALS = st.builds(Actual, on=DAYS, value=NUMBERS, remark=st.sampled_from(["", "strike"]))
EDITS: st.SearchStrategy[StreamEdit] = st.one_of(
    st.builds(lambda key: add_measure(key=key), st.sampled_from(["floor", "own", "lead_time"])),
    st.just(add_usual_measures()),
    st.builds(lambda id_, value: set_measure(id_, baseline=value, name="N"), IDS, st.none() | NUMBERS),
    st.builds(place_measure, IDS, st.integers(0, 4)),
    st.builds(drop_measure, IDS),
    st.builds(put_actuals, IDS, st.lists(ACTUALS, max_size=4)),
    st.builds(drop_actual, IDS, DAYS),
)


@given(st.lists(EDITS, max_size=12))
@runs(60)
def test_any_edits_are_kept_and_undone_to_the_byte(edits: list[StreamEdit]) -> None:
    history = History(a_stream())
    first = dumps(history.current)
    for edit in edits:
        try:
            history.record("Edit", edit(history.current))
        except KeyError:
            continue
    last = dumps(history.current)
    assert loads(last) == history.current
    while history.undo() is not None:
        pass
    assert dumps(history.current) == first
    while history.redo() is not None:
        pass
    assert dumps(history.current) == last


def test_the_way_of_an_own_measure_follows_from_its_baseline_and_target() -> None:
    stream = add_measure(id="m", name="Skills")(a_stream())
    assert measure(stream).better == "less"
    stream = set_measure("m", target=80)(set_measure("m", baseline=50)(stream))
    assert measure(stream).better == "more"
    assert measure(set_measure("m", target=20)(stream)).better == "less"
    assert measure(set_measure("m", better="less")(stream)).better == "less", "a choice is kept"
    assert measure(add_measure(id="m", baseline=1, target=2)(a_stream())).better == "more"
    assert (
        measure(set_measure("m", baseline=1, target=2)(add_measure(id="m", key="returns")(a_stream()))).better
        == "less"
    )


def measure(stream: ValueStream) -> Measure:
    board = stream.scoreboard
    assert board is not None
    return board.measures[-1]
