"""Stock around the steps: before or after, in pieces, by variant or as time."""

from __future__ import annotations

import pytest

from tests.intake.books import read, said, state, typed


def ids(reading):
    return [node.id for node in state(reading).nodes]


@pytest.mark.parametrize("header", ["Inventory before (pcs)", "WIP before", "Stock in front of step", "Pieces before", "Bestand vor Schritt (Stk)", "Menge davor", "Inventory in"])  # fmt: skip
def test_before_the_step(tmp_path, header):
    reading = read(tmp_path, ["Step", "C/T (s)", header], ["Saw", 12, 50], ["Mill", 30, 0])
    assert ids(reading) == ["inv_saw", "saw", "inv_mill", "mill", "customer"]
    assert typed(reading)["inv_mill"] == {"qty": "0 pc"}
    assert state(reading).node("inv_saw").name == "Before Saw"
    assert said(reading)["C2"] == ("taken", "")


@pytest.mark.parametrize(
    "header", ["Inventory after (pcs)", "Stock behind", "Bestand nach (Stk)", "Inventory out"]
)
def test_after_the_step(tmp_path, header):
    reading = read(tmp_path, ["Step", "C/T (s)", header], ["Saw", 12, 50], ["Mill", 30, None])
    assert ids(reading) == ["saw", "inv_after_saw", "mill", "customer"]


@pytest.mark.parametrize("header", ["Inventory (pcs)", "WIP", "Bestand in Stk", "Queue (items)"])
def test_where_the_header_does_not_say_it_is_said(tmp_path, header):
    reading = read(tmp_path, ["Step", "C/T (s)", header], ["Saw", 12, 50])
    assert ids(reading) == ["inv_saw", "saw", "customer"]
    assert said(reading)["C2"] == ("taken", "taken as standing before the step")


@pytest.mark.parametrize(
    "header",
    ["Inventory before (days)", "Inventory days before", "Days of supply before", "Reichweite vor [Tage]"],
)
def test_as_time(tmp_path, header):
    assert typed(read(tmp_path, ["Step", "C/T (s)", header], ["Saw", 12, 7.6]))["inv_saw"] == {
        "days": "7.6 d"
    }


def test_the_unit_in_the_cell_tells_pieces_from_time(tmp_path):
    reading = read(
        tmp_path,
        ["Step", "C/T (s)", "Stock before", "Reichweite vor"],
        ["Saw", 1, "5 d", "600 pcs"],
        ["Mill", 1, 40, None],
    )
    assert typed(reading)["inv_saw"] == {"days": "5 d", "qty": "600 pcs"}
    assert typed(reading)["inv_mill"] == {"qty": "40 pc"}


def test_broken_pieces_are_days(tmp_path):
    reading = read(tmp_path, ["Step", "C/T (s)", "Inventory before"], ["Saw", 1, 5], ["Mill", 1, 7.6])
    assert typed(reading)["inv_saw"] == {"days": "5 d"}
    assert said(reading)["C2"] == ("doubtful", "no unit, and pieces are whole: read as days")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Inventory before L (pcs)", "Inventory before R (pcs)"),
        ("Stock LH", "Stock RH"),
        ("WIP product A", "WIP product B"),
        ("Inventory before (left)", "Inventory before (right)"),
        ("Bestand vor rot (Stk)", "Bestand vor blau (Stk)"),
    ],
)
def test_by_variant(tmp_path, left, right):
    reading = read(tmp_path, ["Step", "C/T (s)", left, right], ["Saw", 1, 46, 24], ["Mill", 1, None, 7])
    variants = typed(reading)["inv_saw"]["qty_by_variant"]
    assert [*variants.values()] == ["46 pc", "24 pc"]
    assert [name in header for name, header in zip(variants, (left, right), strict=True)] == [True, True]
    assert len(typed(reading)["inv_mill"]["qty_by_variant"]) == 1


def test_a_lone_long_word_is_no_variant(tmp_path):
    reading = read(tmp_path, ["Step", "C/T (s)", "Inventory before brackets"], ["Saw", 1, 46])
    assert typed(reading)["inv_saw"] == {"qty": "46 pc"}
    assert said(reading)["C2"] == ("doubtful", '"Inventory before brackets" read as Stock')


def test_rows_with_stock_alone_are_stock_of_their_own(tmp_path):
    reading = read(
        tmp_path,
        ["Step", "C/T (s)", "Stock before"],
        ["Coils", None, 50],
        ["Saw", 1, None],
        ["Finished goods", "-", 70],
    )
    assert ids(reading) == ["coils", "saw", "finished_goods", "customer"]
    assert state(reading).node("finished_goods").name == "Finished goods"
    assert said(reading)["A4"] == ("taken", "a stock of its own: the row has no process values")
    assert [flow.kind for flow in state(reading).flows] == ["push", "push", "shipment"]


def test_a_total_of_the_variants_is_only_compared(tmp_path):
    header = ["Step", "C/T (s)", "Stock before", "Stock before L", "Stock before R"]
    reading = read(tmp_path, header, ["Saw", 1, 70, 46, 24], ["Mill", 1, 71, 46, 24])
    assert typed(reading)["inv_saw"] == {"qty_by_variant": {"L": "46 pc", "R": "24 pc"}}
    assert said(reading)["C2"] == ("taken", "the sum of its variants")
    assert said(reading)["C3"] == ("doubtful", "not the sum of its variants, 70 pc; the variants are used")


def test_pieces_and_days_that_do_not_agree_are_doubtful(tmp_path):
    rows = [
        ["Demand per day", 100],
        [],
        ["Step", "C/T (s)", "Stock before (pcs)", "Stock before (d)"],
        ["Saw", 1, 500, 5],
        ["Mill", 1, 500, 7],
    ]
    reading = read(tmp_path, *rows)
    assert said(reading)["D4"] == ("taken", "")
    assert said(reading)["D5"] == ("doubtful", "the pieces make 5 d at this demand; the entered time is used")


def test_two_times_for_one_stock(tmp_path):
    reading = read(
        tmp_path,
        ["Step", "C/T (s)", "Stock before L", "Stock before R"],
        ["Saw", 1, "5 d", "6 d"],
        ["Mill", 1, "5 d", "5 d"],
    )
    assert typed(reading)["inv_saw"] == {"days": "5 d"}
    assert said(reading)["D2"] == ("rejected", "5 d is already read from C2")
    assert said(reading)["D3"] == ("taken", "")


def test_a_variant_nobody_orders_is_doubtful(tmp_path):
    rows = [
        ["Demand L per day", 100],
        ["Demand R per day", 50],
        [],
        ["Step", "C/T (s)", "Stock before L", "Stock before X"],
        ["Saw", 1, 5, 6],
    ]
    reading = read(tmp_path, *rows)
    assert said(reading)["D5"] == ("doubtful", 'the demand names no variant "X"')


def test_stock_in_the_row_of_the_customer_stands_before_him(tmp_path):
    reading = read(tmp_path, ["Step", "C/T (s)", "Inventory before"], ["Saw", 12, 50], ["Customer", None, 70])
    assert ids(reading) == ["inv_saw", "saw", "inv_customer", "customer"]
    assert state(reading).node("inv_customer").name == "Before Customer"
