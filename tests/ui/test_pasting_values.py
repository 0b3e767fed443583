"""Pasted cells become values by their day; what cannot be read is counted and its reason said."""

from __future__ import annotations

from datetime import date

import pytest

from vsm_desktop.model.scoreboard import Actual, Measure
from vsm_desktop.ui.scoreboard.acting import next_day
from vsm_desktop.ui.scoreboard.pasting import Pasted, pasted

TODAY = date(2025, 7, 15)
MEASURE = Measure(
    id="r",
    key="returns",
    actuals=(Actual(on="2025-05-31", value=1.4), Actual(on="2025-06-30", value=1.3)),
)


def put(*lines: str, first: int = 0) -> Pasted:
    return pasted([line.split("|") for line in lines], MEASURE, first, TODAY, next_day)


def values(found: Pasted) -> list[tuple[str, float]]:
    return [(one.on, one.value) for one in found.actuals]


def test_dates_and_values_in_any_order_with_or_without_a_header() -> None:
    expected = [("2025-07-31", 1.2), ("2025-08-31", 1.1)]
    assert values(put("Jul 2025|1,2", "Aug 2025|1,1")) == expected
    assert values(put("Month|Returns", "Jul 2025|1,2 %", "Aug 2025|1.1")) == expected
    assert values(put("1,2|31.07.2025", "1,1|31.08.2025")) == expected
    assert not put("Month|Returns", "Jul 2025|1.2").refused


def test_days_and_months_are_told_apart_by_the_column() -> None:
    assert values(put("7/13/2025|1.2", "8/3/2025|1.1")) == [("2025-07-13", 1.2), ("2025-08-03", 1.1)]


def test_values_alone_go_on_with_the_days() -> None:
    assert values(put("1.5", "1.35", "1.2", "1.1")) == [
        ("2025-05-31", 1.5),
        ("2025-06-30", 1.35),
        ("2025-07-31", 1.2),
        ("2025-08-31", 1.1),
    ]
    assert values(put("1.2", first=2)) == [("2025-07-31", 1.2)]


def test_months_and_values_across() -> None:
    expected = [("2025-07-31", 1.2), ("2025-08-31", 1.1)]
    assert values(put("Jul 2025|Aug 2025", "1,2|1,1")) == expected
    assert values(put("Month|Jul 2025|Aug 2025", "Returns|1,2|1,1")) == expected
    assert values(put("1.2|1.1|1.0", first=1)) == [
        ("2025-06-30", 1.2),
        ("2025-07-31", 1.1),
        ("2025-08-31", 1.0),
    ]


def test_days_as_spreadsheets_count_them() -> None:
    expected = [("2025-01-31", 1.2), ("2025-02-28", 1.1)]
    assert values(put("45688|1,2", "45716|1,1")) == expected
    assert values(put("Date|Returns", "45688|1,2", "45716|1,1")) == expected
    assert values(put("45688|45716", "1,2|1,1")) == expected


def test_of_several_columns_the_one_with_the_name_of_the_measure_is_taken() -> None:
    found = put("Date|Lead time|Returns|Remark", "2025-07-31|22|1.2|snow")
    assert [(one.value, one.remark) for one in found.actuals] == [(1.2, "snow")]


def test_what_cannot_be_read_is_said() -> None:
    found = put("31.07.2025|see Tom", "soon|1.1", "31.08.2025|")
    assert values(found) == []
    assert put("31.07.2025").refused == ["there are no values beside the dates"]
    found = put("31.07.2025|1.2", "soon|1.1", "31.08.2025|5 h")
    assert found.said == '1 value pasted, 2 left out ("soon" is no date).'
    assert len(found.refused) == 2


@pytest.mark.parametrize("lines", [(), ("", " "), ("|",)])
def test_nothing_gives_nothing(lines: tuple[str, ...]) -> None:
    assert put(*lines) == Pasted([], [])


def test_the_next_day_follows_the_rhythm_of_the_values() -> None:
    def after(*days: str) -> str:
        actuals = tuple(Actual(on=day, value=1) for day in days)
        return next_day(Measure(id="m", actuals=actuals), TODAY).isoformat()

    assert after() == "2025-07-15"
    assert after("2025-01-31") == "2025-02-28"
    assert after("2025-03-03", "2025-03-10") == "2025-03-17"
    assert after("2025-03-03") == "2025-03-10"
    assert after("9999-12-31") == "2025-07-15"


def test_what_is_doubtful_or_twice_is_said() -> None:
    found = put("31.07.2025|1.2", "31.07.2025|1.3")
    assert found.said == "1 value pasted. 1 date stands twice, the last counts."
    assert values(found)[-1] == ("2025-07-31", 1.3)
    rate = Measure(id="otif", key="fulfilment", baseline=88)
    found = pasted([["31.07.2025", "0.9"], ["31.08.2025", "91 %"]], rate, 0, TODAY, next_day)
    assert [one.value for one in found.actuals] == [90, 91]
    assert found.said == "2 values pasted. 0.9 read as 90 %."
