"""Rounding happens at display only, half away from zero (METRICS.md 0.2)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.strategies import runs
from vsm_desktop.model.display import (
    DASH,
    days,
    days_apart,
    duration,
    is_turned,
    number_and_unit,
    percent,
    pieces,
    plain,
    rounded,
    seconds,
    shorter,
    shown,
    trimmed,
    with_unit,
)
from vsm_desktop.model.parse import parse_quantity
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.units import TimeUnit


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (2.675, 2, "2.68"),
        (0.05, 1, "0.1"),
        (-0.04, 1, "0.0"),
        (1234567.5, 0, "1,234,568"),
        (1e30, 0, "1e+30"),
        (-1e30, 2, "−1e+30"),
    ],
)
def test_half_away_from_zero(value: float, places: int, text: str) -> None:
    assert rounded(value, places) == text


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
@runs(100)
def test_numbers_as_written_are_rounded_as_by_hand(thousandths: int, places: int) -> None:
    number = Decimal(thousandths) / 1000
    by_hand = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert rounded(float(number), places).replace("−", "-").replace(",", "") == f"{by_hand + 0:f}"


@given(st.floats(-1e300, 1e300, allow_nan=False))
@runs(100)
def test_any_number_can_be_shown(value: float) -> None:
    texts = [seconds(value), days(value), percent(value), pieces(value), plain(value), duration(value)[0]]
    assert all(texts)
    assert not any("-" in text.replace("e-", "") for text in texts)


@given(st.floats(1e15, 1e300), st.integers(0, 6))
@runs(100)
def test_a_very_large_number_keeps_all_its_powers_of_ten(value: float, places: int) -> None:
    written = rounded(value, places)
    assert trimmed(written) == written
    shown_as = {
        value: (seconds(value), days(value), days(value, trim=True), plain(value), pieces(value)),
        value * 100: (percent(value),),
        value / 3600: (duration(value)[0],),
    }
    for number, texts in shown_as.items():
        for text in texts:
            assert float(text.replace(",", "")) == pytest.approx(number, rel=0.006)


def test_a_hundred_and_more_powers_of_ten_are_no_decimals() -> None:
    assert percent(1.08e18) == "1.08e+20"
    assert trimmed("1.50") == "1.5"
    assert trimmed("150") == "150"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (45, "45"),
        (45.04, "45"),
        (45.05, "45.1"),
        (99.94, "99.9"),
        (100.5, "101"),
        (0, "0"),
        (1234.4, "1,234"),
    ],
)
def test_seconds(value: float, text: str) -> None:
    assert seconds(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (599.9, ("600", "s")),
        (600, ("10", "min")),
        (-630, ("−10.5", "min")),
        (7199, ("120", "min")),
        (7200, ("2", "h")),
        (8100, ("2.3", "h")),
    ],
)
def test_durations_in_the_unit_they_read_best_in(value: float, text: tuple[str, str]) -> None:
    assert duration(value) == text


def test_seconds_keep_their_decimal_if_asked() -> None:
    assert seconds(45, trim=False) == "45.0"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (23.65, "23.7"),
        (5, "5.0"),
        (0, "0.0"),
        (0.05, "0.1"),
        (0.0494, "0.049"),
        (0.00126, "0.0013"),
        (-0.012, "−0.012"),
    ],
)
def test_days(value: float, text: str) -> None:
    assert days(value) == text


def test_ladder_rungs_drop_the_zero() -> None:
    assert days(5, trim=True) == "5"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.22, "22"),
        (0.1785, "17.9"),
        (0.000092, "0.0092"),
        (0.005, "0.5"),
        (0.00125, "0.13"),
        (0.01, "1"),
        (0, "0"),
        (1.0, "100"),
    ],
)
def test_percent(value: float, text: str) -> None:
    """One decimal, below 1 % at least two significant digits."""
    assert percent(value) == text


@given(st.integers(1, 100_000))
@runs(60)
def test_percent_rounds_the_number_as_written(parts: int) -> None:
    share = Decimal(parts) / 100_000
    if share >= Decimal("0.01"):
        by_hand = (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()
        assert percent(float(share)) == f"{by_hand:f}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (18400, "18,400"),
        (1.25, "1.25"),
        (0.1234567, "0.123457"),
        (1e-7, "1e-07"),
        (0, "0"),
        (-3, "−3"),
        (1e18, "1e+18"),
    ],
)
def test_plain_numbers_have_no_more_decimals_than_entered(value: float, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (45, "s", "45 s"),
        (18400, "pc/month", "18,400 /mo"),
        (2, "x", "2"),
        (0.85, "1", "85 %"),
        (85, "%", "85 %"),
        (1.5, "day", "1.5 d"),
        (920, "pc", "920 pc"),
    ],
)
def test_quantities_in_one_piece(value: float, unit: str, text: str) -> None:
    assert shown(quantity(value, unit)) == text


def test_number_and_unit_apart() -> None:
    assert number_and_unit(quantity(0.85, "1")) == ("85", "%")
    assert number_and_unit(quantity(10, "min")) == ("10", "min")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "s", (DASH, "")),
        (60.0, "s", ("60", "s")),
        (23.6, "day", ("23.6", "d")),
        (920.5, "pc", ("921", "pc")),
        (920.4, "pc/day", ("920", "pc / d")),
        (0.25, "m", ("0.3", "m")),
        (1200.0, "m", ("1,200", "m")),
        (120_440.0, "m", ("120.4", "km")),
        (19_840_000.0, "m", ("19,840", "km")),
        (0.0005, "1", ("0.001", "")),
        (4.0, "", ("4", "")),
    ],
)
def test_results_with_their_unit(value: float | None, unit: str, text: tuple[str, str]) -> None:
    """Unknown is a dash, never 0."""
    assert with_unit(value, unit) == text


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        (0, ("0 s", "0 min", "0 h")),
        (5, ("5 s", "0.0833 min", "0.00139 h")),
        (45, ("45 s", "0.75 min", "0.0125 h")),
        (188, ("188 s", "3.13 min", "0.0522 h")),
        (12345, ("12,345 s", "205.8 min", "3.43 h")),
        (-90, ("−90 s", "−1.5 min", "−0.025 h")),
    ],
)
def test_working_times_in_the_unit_of_the_map(value: float, texts: tuple[str, ...]) -> None:
    units: tuple[TimeUnit, ...] = ("s", "min", "h")
    assert tuple(" ".join(duration(value, unit)) for unit in units) == texts
    assert tuple(" ".join(with_unit(value, "s", unit)) for unit in units) == texts


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("45.125 s", ("45.125 s", "45.125 s", "0.752 min", "0.0125 h")),
        ("20 min", ("20 min", "1,200 s", "20 min", "0.333 h")),
        ("2 d", ("2 d", "2 d", "2 d", "2 d")),
        ("2 shifts", ("2 shift", "2 shift", "2 shift", "2 shift")),
        ("120/h", ("30 s", "30 s", "0.5 min", "0.00833 h")),
        ("1-2 min", ("1-2 min", "60–120 s", "1-2 min", "0.017–0.033 h")),
        ("1 – 2 min", ("1 – 2 min", "60–120 s", "1 – 2 min", "0.017–0.033 h")),
        ("1 to 2 min", ("1 to 2 min", "60–120 s", "1 to 2 min", "0.017–0.033 h")),
        ("1 bis 2 min", ("1 bis 2 min", "60–120 s", "1 bis 2 min", "0.017–0.033 h")),
        ("1..2", ("1..2 s", "1..2 s", "0.017–0.033 min", "0.00028–0.00056 h")),
        ("1 min - 2 min", ("1–2 min", "60–120 s", "1–2 min", "0.017–0.033 h")),
        ("<1 s", ("<1 s", "<1 s", "<0.017 min", "<0.00028 h")),
        ("2-3 d", ("2-3 d", "2-3 d", "2-3 d", "2-3 d")),
    ],
)
def test_entered_times_in_the_unit_of_the_map_and_ranges_as_typed(text: str, texts: tuple[str, ...]) -> None:
    value = parse_quantity(text, "time", "s")
    units: tuple[TimeUnit | None, ...] = (None, "s", "min", "h")
    assert tuple(shown(value, unit) for unit in units) == texts
    assert [is_turned(value, unit) for unit in units] == [shown(value, unit) != texts[0] for unit in units]
    assert value.typed == text


def test_other_quantities_know_no_unit_of_the_map() -> None:
    assert shown(parse_quantity("80-90 %", "ratio", "%"), "h") == "80-90 %"
    assert shown(quantity(0.85, "1", low=0.8, high=0.9), "h") == "80–90 %"
    assert shown(parse_quantity("800-900/d", "rate", "pc/day"), "h") == "800-900 /d"


def test_a_range_without_room_has_shorter_forms() -> None:
    assert shorter(parse_quantity("1 – 2 min", "time", "s")) == ("1–2", "≈1.5")
    assert shorter(parse_quantity("1 – 2 min", "time", "s"), "s") == ("60–120", "≈90")
    assert shorter(quantity(5, "s")) == ()


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (23.62, 4.5, ("23.6 d", "4.5 d", "−19.1 d")),
        (23.62, 20.96, ("23.62 d", "20.96 d", "−2.66 d")),
        (1.04, 2.08, ("1.04 d", "2.08 d", "+1.04 d")),
        (0.01, 1e30, ("0.010 d", "1e+30 d", "+1e+30 d")),
        (2.0, 2.0, ("2.0 d", "2.0 d", "0.0 d")),
    ],
)
def test_days_and_their_change_add_up_as_shown(before, after, shown):
    assert days_apart(before, after) == shown
