"""Lead times side by side: one unit, and sums that hold as they are printed."""

from __future__ import annotations

from decimal import Decimal
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsm_desktop.model.spans import Spans, printed_change, spans_of

DAY = 86_400.0
changes = st.lists(st.floats(-9, 9, allow_nan=False), max_size=9)


def read(text: str) -> Decimal:
    return Decimal(text.split()[-2].replace(",", "").replace("−", "-").removeprefix("+"))


def test_the_longest_chooses_the_unit_of_all() -> None:
    hours = spans_of((3.9 / 24, 0.5 / 24), DAY)
    assert (hours.text(3.9 / 24), hours.text(0.5 / 24), hours.signed(-3.4 / 24)) == (
        "3.9 h",
        "0.5 h",
        "−3.4 h",
    )
    minutes = spans_of((231.8 / 1440, 168.8 / 1440), DAY, "min")
    assert (minutes.text(231.8 / 1440), minutes.signed(-63 / 1440)) == ("231.8 min", "−63 min")
    assert spans_of((0.7, 0.1), DAY).text(0.1) == "0.1 d"
    assert spans_of((0.1,), None).text(0.1) == "0.1 d"
    assert spans_of((None, None), DAY).signed(None) == "–"


@given(st.floats(0, 99), changes, st.sampled_from((None, 60.0, DAY)))
def test_parts_add_up_as_they_are_printed(start: float, parts: list[float], day_s: float | None) -> None:
    end = fsum([start, *parts])
    spans = spans_of((start, end), day_s)
    opens, *texts, closes = spans.adding_up(start, parts, end)
    assert read(opens) + sum(map(read, texts)) == read(closes)
    for text, part in zip(texts, parts, strict=True):
        assert text.endswith(f" {spans.unit}")
        assert abs(float(read(text)) - spans.counted(part)) <= 0.11


def test_what_is_rounded_to_nothing_is_about_nothing() -> None:
    assert Spans().adding_up(1e15, (-1e15,), 0.0) == ("1e+15 d", "−1e+15 d", "0.0 d")
    assert Spans().adding_up(2.0, (-0.00001,), 1.99999) == ("2.0 d", "≈ 0 d", "2.0 d")


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("23.6 d", "21.0 d", "−2.6 d"),
        ("0.014 %", "0.018 %", "+0.004 %"),
        ("21,730 pc", "9,990 pc", "−11,740 pc"),
        ("3.2 min", "55 s", None),
        ("–", "4 d", None),
        ("≥ 3 d", "4 d", None),
    ],
)
def test_a_change_is_that_of_the_printed_numbers(before: str, after: str, change: str | None) -> None:
    assert printed_change(before, after) == change


@pytest.mark.parametrize("in_days", [1e300, 1e290, -1e300, 1.7e308])
def test_absurd_times_are_said_in_powers_of_ten(in_days: float) -> None:
    text = Spans("s", DAY).text(in_days)
    assert text.endswith(" s")
    assert "e" in text or "inf" in text
    assert Spans("min", DAY).number(0.16) == "230.4"
