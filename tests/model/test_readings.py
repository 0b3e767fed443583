"""Observations of one value: what they say together, which lie far off, what stands for them, and that they stay."""

from __future__ import annotations

import json
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.builders import a_stream, process
from vsm_desktop.model.parse import parse_quantity
from vsm_desktop.model.provenance import in_words, renewed
from vsm_desktop.model.quantity import Provenance, Statistic, Struck
from vsm_desktop.model.readings import (
    STATISTICS,
    observed,
    restated,
    study_of,
    told,
    value_of,
    with_again,
    without,
)
from vsm_desktop.store.files import dumps, loads
from vsm_desktop.store.pieces import in_pieces

WELD = (44.0, 45.0, 47.0, 44.0, 40.0, 43.0, 44.0, 46.0, 61.0, 43.0)
READINGS = st.lists(st.floats(0, 10_000, allow_nan=False), min_size=1, max_size=40)


def test_ten_readings_by_hand() -> None:
    # in order: 40 43 43 44 44 44 45 46 47 61; the middle two are 44 and 44; their sum is 457
    study = study_of(WELD)
    assert study is not None
    assert (study.n, study.median, study.mean, study.low, study.high) == (10, 44, 45.7, 40, 61)
    # a quarter of the way from the first to the last of ten is place 2.25, three quarters place 6.75
    assert (study.lower_quartile, study.upper_quartile) == (43.25, 45.75)
    # the fences are 43.25 - 3.75 and 45.75 + 3.75: only 61 lies beyond them, at place 8 from 0
    assert study.outliers == (8,)


@given(READINGS)
def test_numbers_are_those_of_the_standard_library(readings: list[float]) -> None:
    study = study_of(readings)
    assert study is not None
    assert study.mean == pytest.approx(statistics.fmean(readings))
    assert study.median == pytest.approx(statistics.median(readings))
    assert (study.low, study.high) == (min(readings), max(readings))
    if len(readings) > 1:
        lower, _middle, upper = statistics.quantiles(readings, n=4, method="inclusive")
        assert (study.lower_quartile, study.upper_quartile) == pytest.approx((lower, upper))
        assert study.deviation == pytest.approx(statistics.stdev(readings))
    else:
        assert study.deviation is None
    assert study.low <= study.lower_quartile <= study.median <= study.upper_quartile <= study.high + 1e-9


@given(READINGS)
def test_every_statistic_lies_within_the_readings(readings: list[float]) -> None:
    for statistic in STATISTICS:
        value = value_of(readings, statistic)
        if value is None:
            assert statistic == "lowest_repeatable"
            assert len(set(readings)) == len(readings)
        else:
            assert min(readings) - 1e-9 <= value <= max(readings) + 1e-9


@pytest.mark.parametrize(
    ("statistic", "value"),
    [
        ("median", 44),
        ("mean", 45.7),
        ("lowest_repeatable", 43),  # 40 came once only
        ("p80", 46.2),  # place 7.2 of 9 from 0: 46 + 0.2 × (47 − 46)
    ],
)
def test_what_may_stand_for_readings(statistic: Statistic, value: float) -> None:
    made = observed(WELD, "s", statistic)
    assert made.value == pytest.approx(value)
    assert made.typed == f"{value} s"
    assert made.source is not None
    assert (made.source.n, made.source.statistic, made.source.readings) == (10, statistic, WELD)


@pytest.mark.parametrize(
    ("readings", "typed"),
    [
        ((22, 23, 23), "22.7 s"),  # 68 / 3 = 22.67
        ((22.5, 23, 23), "22.83 s"),
        ((0, 0, 1), "0.33 s"),  # two digits at least, so that nothing is left only of what is nothing
        ((0, 0, 0), "0 s"),
        ((1_234_567, 1_234_568), "1234568 s"),
    ],
)
def test_a_value_has_one_digit_more_than_its_readings(readings: tuple[float, ...], typed: str) -> None:
    made = observed(readings, "s", "mean")
    assert made.typed == typed
    assert made.source is not None
    assert f"mean {typed}" in told(made.source, "s") or made.value > 10_000


@given(READINGS)
def test_the_value_kept_is_the_statistic_but_for_its_last_digit(readings: list[float]) -> None:
    kept, exact = observed(readings, "s", "mean").value, statistics.fmean(readings)
    assert kept == pytest.approx(exact, rel=0.05)
    assert kept == pytest.approx(exact, abs=0.05) or exact >= 100_000


def test_where_nothing_repeats_the_median_stands_in() -> None:
    made = observed((40, 41, 43), "s", "lowest_repeatable")
    assert made.value == 41
    assert made.source is not None
    assert made.source.statistic == "median"


def test_few_readings_and_small_differences_have_no_outliers() -> None:
    for readings in ((44, 44, 44, 400), (44, 44, 44, 44, 44, 45), (0, 0, 0, 0, 0)):
        study = study_of(readings)
        assert study is not None
        assert study.outliers == ()
    far = study_of((44, 44, 44, 44, 44, 440))
    assert far is not None
    assert far.outliers == (5,)


def test_a_reading_struck_out_stays_with_its_reason_and_does_not_count() -> None:
    made = observed(WELD, "s", "mean")
    less = without(made, 8, "fetched a box")
    assert less.source is not None
    assert less.source.readings == WELD
    assert less.source.struck == (Struck(at=8, why="fetched a box"),)
    assert less.value == 44  # (457 − 61) / 9
    assert less.source.n == 9
    assert with_again(less, 8) == made
    twice = without(without(less, 8, "a box was missing"), 4)
    assert twice.source is not None
    assert [(one.at, one.why) for one in twice.source.struck] == [(4, ""), (8, "a box was missing")]


def test_one_reading_always_counts() -> None:
    with pytest.raises(ValueError, match="no reading counts"):
        without(observed((44,), "s"), 0)


def test_another_statistic_keeps_what_is_struck_out() -> None:
    less = restated(without(observed(WELD, "s"), 8), "mean")
    assert less.value == 44
    assert less.source is not None
    assert len(less.source.struck) == 1


def test_in_words() -> None:
    made = observed(WELD, "s", source=Provenance(by="Ann", date="2026-03-02", cell="Times!B2:K2"))
    assert made.source is not None
    assert in_words(made.source, "s") == (
        "measured, Ann, 2026-03-02, n = 10, median 44 s, mean 45.7 s, 40–61 s, 1 outlier, Times!B2:K2"
    )
    less = without(restated(made, "p80"), 8)
    assert less.source is not None
    assert told(less.source, "s") == (
        "n = 9, median 44 s, mean 44 s, 80th percentile 45.4 s, 40–47 s, 1 struck out"
    )


def test_readings_are_in_the_unit_of_the_value() -> None:
    made = observed((60, 60, 90), "s")
    again = renewed(made, parse_quantity("1 min", "time", "s"))
    assert again.source is not None
    assert again.source.readings == (1.0, 1.0, 1.5)
    other = renewed(made, parse_quantity("70 s", "time", "s"))
    assert other.source is None, "they were those of the other number"


def test_what_is_struck_out_is_a_reading() -> None:
    for places in ((3,), (1, 1)):
        with pytest.raises(ValidationError):
            Provenance(readings=(1.0, 2.0, 3.0), struck=tuple(Struck(at=at) for at in places))


def test_the_file_keeps_them_in_one_readable_line() -> None:
    made = without(observed(WELD, "s", source=Provenance(by="Ann")), 8, "fetched\na box [1, 2]")
    kept = a_stream(process("Weld", ct=made))
    text = dumps(kept)
    assert '"readings": [44.0, 45.0, 47.0, 44.0, 40.0, 43.0, 44.0, 46.0, 61.0, 43.0]' in text
    assert loads(text) == kept
    assert loads(in_pieces(kept)) == kept


def test_a_file_without_readings_is_written_as_before() -> None:
    text = dumps(a_stream(process("Weld", ct="44 s")))
    assert "readings" not in text
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n" == text
