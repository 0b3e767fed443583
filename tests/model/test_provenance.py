"""What is said of where values come from, what is marked, and what outlives another value being typed."""

from __future__ import annotations

from datetime import date

import pytest

from vsm_desktop.model.parse import parse_quantity
from vsm_desktop.model.provenance import in_words, is_date, mark_of, renewed, stale_before
from vsm_desktop.model.quantity import Provenance, Quantity, quantity

FULL = Provenance(kind="measured", by="Ann", date="2024-05-01", n=3, cell="Times!B2", note="stopwatch")


def time(text: str, source: Provenance | None = None) -> Quantity:
    return parse_quantity(text, "time", "s", source)


def test_a_source_in_one_line() -> None:
    assert in_words(FULL) == "measured, Ann, 2024-05-01, n = 3, Times!B2, stopwatch"
    assert in_words(Provenance(kind="assumed")) == "assumed"


def test_the_same_value_in_other_words_keeps_its_source() -> None:
    assert renewed(quantity(45, "s", source=FULL), time("45.0 sec")).source == FULL
    assert renewed(time("1 min", FULL), time("60 s")).source == FULL
    assert renewed(time("5 d", FULL), time("1 wk")).source != FULL, "how many days a week has may change"
    assert renewed(time("1-2 min", FULL), time("1 to 2 min")).source == FULL.evolve(kind="estimated")


def test_another_value_keeps_who_and_how_but_not_when_how_often_and_where_from() -> None:
    new = renewed(quantity(45, "s", source=FULL), time("50 s"))
    assert new.source == Provenance(kind="measured", by="Ann", note="stopwatch")
    assert new.value == 50
    assumed = renewed(quantity(45, "s", source=Provenance(kind="assumed")), time("50 s"))
    assert assumed.source == Provenance(kind="assumed")
    assert renewed(quantity(45, "s", source=FULL), time("45 min")).source.n is None


def test_a_range_is_an_estimate_and_one_value_after_it_is_none() -> None:
    assert renewed(quantity(45, "s", source=FULL), time("40-50 s")).source == Provenance(
        kind="estimated", by="Ann", note="stopwatch"
    )
    assert renewed(time("40-50 s"), time("45 s")).source is None
    assert renewed(time("40-50 s", FULL), time("45 s")).source.by == "Ann"


def test_where_nothing_was_said_nothing_is_made_up() -> None:
    assert renewed(None, time("45 s")).source is None
    assert renewed(time("40 s"), time("45 s")).source is None
    assert renewed(time("40 s", Provenance(date="2024")), time("45 s")).source is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-12", date(2024, 3, 12)),
        (" 12.3.2025 ", date(2024, 3, 12)),
        ("2025-03", date(2024, 3, 1)),
        ("03.2025", date(2024, 3, 1)),
        ("2025", date(2024, 1, 1)),
        ("2024-02-29", date(2023, 2, 28)),
        ("0001-01-01", date(1, 1, 1)),
        ("", None),
        ("spring", None),
        ("2025-13-01", None),
        ("2025-02-30", None),
        ("12/03/2025", None),
        ("0000", None),
        ("9999-12", date(9998, 12, 1)),
    ],
)
def test_what_is_old_on_a_map_of_a_date(text: str, day: date | None) -> None:
    assert stale_before(text) == day
    assert is_date(text.replace("9999", "9998")) == (day is not None)


@pytest.mark.parametrize(
    ("source", "mark"),
    [
        (None, ""),
        (Provenance(), ""),
        (Provenance(kind="estimated", date="2025-03-01"), "estimated"),
        (Provenance(kind="assumed", date="2010-01-01"), "assumed"),
        (Provenance(date="2024-03-12"), ""),
        (Provenance(date="2024-03-11"), "stale"),
        (Provenance(date="2024-03"), ""),
        (Provenance(date="2024-02"), "stale"),
        (Provenance(date="2024"), ""),
        (Provenance(date="2023"), "stale"),
        (Provenance(date="last summer"), ""),
    ],
)
def test_what_a_value_is_marked_as(source: Provenance | None, mark: str) -> None:
    value = quantity(45, "s", source=source)
    assert mark_of(value, stale_before("2025-03-12")) == mark
    assert mark_of(value, stale_before("")) == ("" if mark == "stale" else mark)
