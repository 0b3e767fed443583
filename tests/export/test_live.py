"""Arithmetic kept twice: the formula reads well, the value is right, and what is missing stays missing."""

from __future__ import annotations

import pytest

from vsm_desktop.export.sheets.live import (
    MISSING,
    Live,
    choose,
    equals,
    first_of,
    given,
    known,
    live,
    maximum,
    positive,
    same,
    total,
    weighted,
)


def entered(place: str, value: float | None) -> Live:
    return Live(f"'S'!{place}", value, ((f"'S'!{place}", 1),))


def found(place: str, value: float | None) -> Live:
    return Live(f"'S'!{place}", value)


A, B, C = found("A1", 12.0), found("B1", 4.0), found("C1", 2.0)


@pytest.mark.parametrize(
    ("part", "text", "value"),
    [
        (A + B * C, "A1+B1*C1", 20),
        ((A + B) * C, "(A1+B1)*C1", 32),
        (A - (B - C), "A1-(B1-C1)", 10),
        (A / (B * C), "A1/(B1*C1)", 1.5),
        (A / B / C, "A1/B1/C1", 1.5),
        (1 - C, "1-C1", -1),
        (1 / (1 - live(0.2)), "1/(1-0.2)", 1.25),
        (A * 1, "A1", 12),
        (0 + A, "A1", 12),
        (A / live(0.5), "A1/0.5", 24),
    ],
)
def test_only_the_brackets_that_are_needed(part: Live, text: str, value: float):
    assert part.text.replace("'S'!", "") == text
    assert part.value == value


def test_a_sum_of_results_is_empty_where_one_is():
    part = A / found("D1", None)
    assert part.value is None
    assert part.shown == "=IFERROR('S'!A1/'S'!D1,\"\")"


def test_nothing_is_divided_by_zero():
    assert (A / found("D1", 0.0)).value is None


def test_entered_cells_are_counted_because_an_empty_one_would_be_zero():
    part = entered("A1", 3.0) * A
    assert part.shown == "=IF(COUNT('S'!A1)<1,\"\",IFERROR('S'!A1*'S'!A1,\"\"))"


def test_a_default_stands_for_an_empty_cell():
    part = entered("D1", None).or_else(1)
    assert part.shown == "=IF('S'!D1=\"\",1,'S'!D1)"
    assert part.value == 1


def test_a_choice_asks_only_for_the_cells_of_the_way_taken():
    cell, other = entered("A1", 2.0), entered("B1", None)
    part = choose(given(cell), cell * 60, other)
    assert part.value == 120
    assert part.shown == "=IF('S'!A1<>\"\",IFERROR('S'!A1*60,\"\"),IF(COUNT('S'!B1)<1,\"\",'S'!B1))"
    assert choose(positive(found("A1", -1.0)), A).value is None
    assert choose(equals(Live("mode", "waits_only"), "waits_only"), A, B).value == 12


def test_cells_below_each_other_become_a_range():
    column = [found(f"A{row}", float(row)) for row in (2, 3, 4, 9)]
    assert total(column).text == "SUM('S'!A2:A4,'S'!A9)"
    assert total(column).value == 18
    assert total(column).shown.startswith("=IF(COUNT('S'!A2:A4,'S'!A9)<4,")


def test_sums_that_need_all_and_sums_of_what_is_known():
    column = [found("A2", 1.0), found("A3", None), found("A4", 2.0)]
    assert total(column).value is None
    assert maximum(column).value is None
    assert known(column).value == 3
    weights = [found(f"B{row}", 0.5) for row in (2, 3, 4)]
    assert weighted(weights, column, all_needed=True).value is None
    assert weighted(weights, column, all_needed=False).value == 1.5
    assert weighted(weights, column, all_needed=False).shown == "=SUMPRODUCT('S'!B2:B4,'S'!A2:A4)"


def test_the_first_that_fits():
    part = first_of([same(A, B), same(A, A), same(B, B)], [live(1), live(2), live(3)])
    assert part.value == 2
    assert first_of([same(A, B)], [live(1)]).value is None


def test_a_mere_number_is_no_formula():
    assert live(3).plain
    assert live(0.25).plain
    assert not (A + 1).plain
    assert MISSING.shown == '=""'
