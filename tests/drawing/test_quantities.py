"""The Pareto of products by quantity."""

from __future__ import annotations

from vsm_desktop.drawing.charts.quantities import MOST, Many, quantity_chart


def some(count: int) -> list[Many]:
    numbers = [1000 // (i + 1) for i in range(count)]
    total = sum(numbers)
    return [
        Many(f"p{i}", f"P{i}", float(n), n / total, "Family A" if i % 2 else "Family B", chosen=bool(i % 2))
        for i, n in enumerate(numbers)
    ]


def test_every_product_has_its_column_with_quantity_share_and_family():
    chart = quantity_chart(some(4), "a month", "Family A", 340, 240, "light")
    assert [mark.name for mark in chart.marks] == ["P0", "P1", "P2", "P3"]
    assert chart.marks[0].said.splitlines() == ["1,000 a month", "48 % of all", "Family B"]
    assert chart.width <= 340


def test_many_small_ones_are_one_column_without_a_product():
    chart = quantity_chart(some(60), "a month", "Family A", 340, 240, "dark")
    assert len(chart.marks) == MOST
    assert chart.marks[-1].name == f"{60 - MOST + 1} others"
    assert chart.marks[-1].ids == ()
    assert chart.width <= 340


def test_without_quantities_it_says_so():
    chart = quantity_chart([], "", "Family A", 340, 240, "light")
    assert not chart.marks
