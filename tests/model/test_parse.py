"""What people type, and what they are told when it cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.strategies import runs
from vsm_desktop.model.fields import FIELDS
from vsm_desktop.model.parse import Unreadable, parse_number, parse_quantity
from vsm_desktop.model.quantity import Provenance, ends_in_base, quantity
from vsm_desktop.model.units import UNITS, Dimension, find_unit, words_of

DEFAULT: dict[Dimension, str] = {
    "time": "s",
    "pieces": "pc",
    "rate": "pc/day",
    "ratio": "%",
    "count": "x",
    "distance": "m",
    "area": "m2",
    "money": "money",
}


@pytest.mark.parametrize(
    ("text", "dimension", "value", "unit"),
    [
        ("45", "time", 45, "s"),
        ("45 s", "time", 45, "s"),
        ("45s", "time", 45, "s"),
        ("  45   Sec. ", "time", 45, "s"),
        ("1,5 min", "time", 1.5, "min"),
        (".5 h", "time", 0.5, "h"),
        ("2 Std", "time", 2, "h"),
        ("3 days", "time", 3, "day"),
        ("1 wk", "time", 1, "week"),
        ("5'", "time", 5, "min"),
        ('30"', "time", 30, "s"),
        ("2 min 30 s", "time", 150, "s"),
        ("2 min, 30 s", "time", 150, "s"),
        ("1'30\"", "time", 90, "s"),
        ("1 h 30 min", "time", 90, "min"),
        ("0:01:30", "time", 90, "s"),
        ("100:00:00,5", "time", 360000.5, "s"),
        ("1.125", "time", 1.125, "s"),
        ("0,500", "time", 0.5, "s"),
        ("1'234.5", "time", 1234.5, "s"),
        ("1.234.567", "time", 1234567, "s"),
        ("1,234.5", "time", 1234.5, "s"),
        ("1.234,5", "time", 1234.5, "s"),
        ("1e-5", "time", 1e-5, "s"),
        ("2.5E3 s", "time", 2500, "s"),
        ("−5", "time", -5, "s"),
        ("56/60", "ratio", 56 / 60, "1"),
        ("1,5 / 2", "ratio", 0.75, "1"),
        ("1200", "pieces", 1200, "pc"),
        ("1,200 pcs", "pieces", 1200, "pc"),
        ("1.200", "pieces", 1200, "pc"),
        ("1 200 pieces", "pieces", 1200, "pc"),
        ("12\u202f345\u202f678 Stk", "pieces", 12345678, "pc"),
        ("1'200", "pieces", 1200, "pc"),
        ("1.5", "pieces", 1.5, "pc"),
        ("18400 a month", "rate", 18400, "pc/month"),
        ("18 400/mo", "rate", 18400, "pc/month"),
        ("920/d", "rate", 920, "pc/day"),
        ("120/h", "rate", 120, "pc/h"),
        ("120 per hour", "rate", 120, "pc/h"),
        ("120/h", "time", 30, "s"),
        ("1,5 h", "time", 1.5, "h"),
        ("0.8 d", "time", 0.8, "day"),
        ("2 shifts", "time", 2, "shift"),
        ("3 wk", "time", 3, "week"),
        ("920 per shift", "rate", 920, "pc/shift"),
        ("85 %", "ratio", 85, "%"),
        ("85percent", "ratio", 85, "%"),
        ("99,5", "ratio", 99.5, "%"),
        ("2", "count", 2, "x"),
        ("1.125", "count", 1.125, "x"),
        ("120 m", "distance", 120, "m"),
        ("1.2 km", "distance", 1.2, "km"),
        ("40 m2", "area", 40, "m2"),
        ("12,5 M2", "area", 12.5, "m2"),
        ("40 to 60 m2", "area", 50, "m2"),
    ],
)
def test_what_people_type(text: str, dimension: Dimension, value: float, unit: str) -> None:
    found = parse_quantity(text, dimension, DEFAULT[dimension])
    assert (found.value, found.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "dimension", "sentence"),
    [
        ("", "time", "Nothing was typed."),
        ("  ", "pieces", "Nothing was typed."),
        ("fast", "time", '"fast" is no time. Try 45 s, 1.5 h or 2 d.'),
        ("many", "pieces", '"many" is no number of pieces. Try 1200.'),
        ("lots", "rate", '"lots" is no demand. Try 18400 a month or 920/d.'),
        ("half", "ratio", '"half" is no share. Try 85 %.'),
        ("far", "distance", '"far" is no distance. Try 120 m.'),
        ("two", "count", '"two" is no number. Try 2.'),
        ("about 5", "time", '"about 5" is no time. Try 45 s, 1.5 h or 2 d.'),
        ("nan", "time", '"nan" is no time. Try 45 s, 1.5 h or 2 d.'),
        ("5 kg", "time", '"kg" is no unit of time. Try 5 s or 5 min.'),
        ("5 pcs", "time", '"pcs" is no unit of time. Try 5 s or 5 min.'),
        ("5 kg", "pieces", '"kg" is no unit of pieces. Try 5 pc.'),
        ("5 kg", "rate", '"kg" is no unit of demand. Try 5 pc/day or 5 pc/shift.'),
        ("5 kg", "ratio", '"kg" is no unit of share. Try 5 %.'),
        ("3 ft", "distance", '"ft" is no unit of distance. Try 3 m or 3 km.'),
        ("2 people", "count", '"people" is not expected here. Type the number 2 alone.'),
        ("1-2", "time", '"1-2" can be a range, a date or a minus. Type 1 to 2 s.'),
        ("2 – 3", "count", '"2 – 3" can be a range, a date or a minus. Type 2 to 3.'),
        ("2-1 min", "time", '"2-1 min" begins with the larger end. Type 1 to 2 min.'),
        ("5 s to 0 s", "time", '"5 s to 0 s" begins with the larger end. Type <5 s.'),
        ("1 h - 2 d", "time", '"1 h - 2 d" mixes h and d. Type both ends in one unit.'),
        ("5 d to 2 wk", "time", '"5 d to 2 wk" mixes d and wk. Type both ends in one unit.'),
        ("800/d to 900/wk", "rate", '"800/d to 900/wk" mixes /d and /wk. Type both ends in one unit.'),
        ("1 min - 2 pcs", "time", '"pcs" is no unit of time. Try 2 s or 2 min.'),
        ("1 min - 2", "time",
         '"1 min - 2" has no unit at its end. Type it behind the second number too.'),
        ("1-2 min 30 s", "time", '"1-2 min 30 s" has one unit for two. Type the unit of each end.'),
        ("2024-01-15", "time", '"2024-01-15" is neither a value nor a range. Type one such as 1 to 2 min.'),
        ("1-2 to 3 d", "time", '"1-2 to 3 d" is neither a value nor a range. Type one such as 1 to 2 min.'),
        ("> 5 s", "time", '"> 5 s" has no upper end. Type one value, or both ends.'),
        ("<1-2 s", "time", '"<1-2 s" is a range twice over. Type one value, or both ends.'),
        ("<0 s", "time", '"<0 s" leaves no value. Type a number above 0.'),
        ("<120/h", "time", '"<120/h" has no upper end as a time. Type a time such as < 45 s.'),
        ("<", "time", '"<" is no time. Try 45 s, 1.5 h or 2 d.'),
        ("0/h", "time", '"0/h" would take for ever. Type a time such as 45 s.'),
        ("920/d", "time", '"/d" is no unit of time. Try 920 s or 920 min.'),
        ("1.000 min", "time", '"1.000" can be read in two ways. Type 1000 or 1.'),
        ("1.500", "time", '"1.500" can be read in two ways. Type 1500 or 1.5.'),
        ("1,234", "time", '"1,234" can be read in two ways. Type it without a thousands separator.'),
        ("1,234.567", "time", '"1,234.567" can be read in two ways. Type it without a thousands separator.'),
        ("1.2,3.4", "time", '"1.2,3.4" is no number.'),
        ("1,2,3", "time", '"1,2,3" is no number.'),
        ("1e400", "time", '"1e400" is too large a number.'),
        ("9" * 400, "pieces", f'"{"9" * 400}" is too large a number.'),
        ("1/0", "ratio", '"1/0" is no share: nothing can be divided by 0.'),
        ("30 s 2 min", "time", '"30 s 2 min" holds several numbers. Type one value with its unit.'),
        ("2 d 3 h", "time", '"2 d 3 h" holds several numbers. Type one value with its unit.'),
        ("1'30", "time", '"1\'30" holds several numbers. Type one value with its unit.'),
        ("1 2", "pieces", '"1 2" holds several numbers. Type one value with its unit.'),
        ("1:30", "time",
         '"1:30" can be hours and minutes or minutes and seconds. Type 1:30:00 or 0:01:30.'),
        ("90:15", "time",
         '"90:15" can be hours and minutes or minutes and seconds. Type 90:15:00 or 1:30:15.'),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_explained(text: str, dimension: Dimension, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_quantity(text, dimension, DEFAULT[dimension])
    assert str(refused.value) == sentence


@pytest.mark.parametrize("text", ["1:30", "90:15", "0:05"])
def test_what_a_refused_clock_is_told_to_type_can_be_read(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_quantity(text, "time", "s")
    long, short = str(refused.value).rstrip(".").partition("Type ")[2].split(" or ")
    hours, minutes = map(int, text.split(":"))
    assert parse_quantity(long, "time", "s").value == hours * 3600 + minutes * 60
    assert parse_quantity(short, "time", "s").value == hours * 60 + minutes


def test_what_was_typed_and_where_it_comes_from_are_kept() -> None:
    source = Provenance(kind="estimated", by="M. Ortiz", cell="B7")
    found = parse_quantity("  2 min  30 s", "time", "s", source)
    assert (found.typed, found.source) == ("2 min 30 s", source)


@pytest.mark.parametrize(
    ("text", "dimension", "low", "value", "high", "unit"),
    [
        ("1-2 min", "time", 1, 1.5, 2, "min"),
        ("1 – 2 min", "time", 1, 1.5, 2, "min"),
        ("1 min - 2 min", "time", 1, 1.5, 2, "min"),
        ("1 to 2 min", "time", 1, 1.5, 2, "min"),
        ("1..2 min", "time", 1, 1.5, 2, "min"),
        ("1 … 2 min", "time", 1, 1.5, 2, "min"),
        ("1 bis 2 min", "time", 1, 1.5, 2, "min"),
        ("1 BIS 2 Std", "time", 1, 1.5, 2, "h"),
        ("1 to 2", "time", 1, 1.5, 2, "s"),
        ("90 s - 2 min", "time", 1.5, 1.75, 2, "min"),
        ("1 min 30 s to 2 min", "time", 1.5, 1.75, 2, "min"),
        ("0:01:30 – 0:02:00", "time", 90, 105, 120, "s"),
        ("2-3 d", "time", 2, 2.5, 3, "day"),
        ("1,5-2,5 wk", "time", 1.5, 2, 2.5, "week"),
        ("-2 to -1 s", "time", -2, -1.5, -1, "s"),
        ("1e-3-2e-3 s", "time", 0.001, 0.0015, 0.002, "s"),
        ("5-5 s", "time", 5, 5, 5, "s"),
        ("100-120/h", "time", 30, 33, 36, "s"),
        ("800-900/d", "rate", 800, 850, 900, "pc/day"),
        ("100 to 200", "pieces", 100, 150, 200, "pc"),
        ("1 200 – 1 300 pc", "pieces", 1200, 1250, 1300, "pc"),
        ("80-90 %", "ratio", 80, 85, 90, "%"),
        ("2 to 3", "count", 2, 2.5, 3, "x"),
        ("900 m - 1 km", "distance", 0.9, 0.95, 1, "km"),
        ("<1 s", "time", 0, 1, 1, "s"),
        ("< 1 s", "time", 0, 1, 1, "s"),
        ("≤ 1 s", "time", 0, 1, 1, "s"),
        ("<=1 s", "time", 0, 1, 1, "s"),
        ("<5", "time", 0, 5, 5, "s"),
        ("< 5 %", "ratio", 0, 5, 5, "%"),
    ],
)
def test_ranges_keep_both_ends_and_count_as_an_estimate(
    text: str, dimension: Dimension, low: float, value: float, high: float, unit: str
) -> None:
    found = parse_quantity(text, dimension, DEFAULT[dimension], Provenance(by="M. Ortiz", cell="B7"))
    ends = (found.low, found.value, found.high)
    assert ends == (pytest.approx(low), pytest.approx(value), pytest.approx(high))
    assert (found.unit, found.typed) == (unit, text)
    assert found.source == Provenance(kind="estimated", by="M. Ortiz", cell="B7")


@pytest.mark.parametrize("text", ["1-2", "2 – 3", "2-1 min", "5 s to 0 s", "1.000 min"])
def test_what_an_unclear_text_is_told_to_type_can_be_read(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_quantity(text, "time", "s")
    told = str(refused.value).rstrip(".").partition("Type ")[2]
    for tries in told.split(" or "):
        assert parse_quantity(tries, "time", "s").value >= 1


SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(sorted)


@given(SPANS, st.sampled_from(sorted(UNITS)), st.booleans())
@runs(80)
def test_what_a_range_would_be_typed_as_is_read_as_that_range(
    ends: list[int], symbol: str, below: bool
) -> None:
    low, high = (0.0 if below else ends[0] / 100), (ends[1] + 1) / 100
    made = quantity(high if below else (low + high) / 2, symbol, low=low, high=high)
    again = parse_quantity(made.typed, made.dimension, DEFAULT[made.dimension])
    assert again.base == pytest.approx(made.base)
    assert ends_in_base(again) == pytest.approx(ends_in_base(made))
    assert again.typed == made.typed


NUMBERS = st.floats(-1e18, 1e18, allow_nan=False) | st.integers(-(10**7), 10**7).map(lambda n: n / 1000)


@given(NUMBERS, st.sampled_from(sorted(UNITS)))
@runs(120)
def test_what_a_quantity_would_be_typed_as_is_read_as_that_quantity(number: float, symbol: str) -> None:
    made = quantity(number, symbol)
    again = parse_quantity(made.typed, made.dimension, DEFAULT[made.dimension])
    assert again.base == pytest.approx(made.base, rel=1e-11)
    assert again.typed == made.typed


def said(text: str, dimension: Dimension, unit: str) -> str:
    try:
        return parse_quantity(text, dimension, unit).dimension
    except Unreadable as refused:
        return "a sentence." if str(refused).endswith(".") else str(refused)


@given(
    st.text(max_size=12)
    | st.from_regex(r"[-+]?[0-9 .,'e:]{1,8} ?(min|s|d|%|pcs)?", fullmatch=True)
    | st.from_regex(r"[<>≤]?[0-9. ]{1,5}(-|–| to | bis |\.\.)[-0-9.: ]{1,5} ?(min|s|d|%|/h)?", fullmatch=True)
)
@runs(100)
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    for dimension, unit in DEFAULT.items():
        assert said(text, dimension, unit) in (dimension, "a sentence.")


@given(st.integers(0, 10**9))
@runs(30)
def test_thousands_are_read_however_they_are_parted(number: int) -> None:
    for mark in ",.'’ \u00a0\u202f\u2009":
        text = f"{number:,}".replace(",", mark)
        assert parse_number(text, whole_likely=True) == number


def test_numbers_alone() -> None:
    assert parse_number(" 1 234,5 ") == 1234.5
    for text in ("12 34", "1' 2", "", "x"):
        with pytest.raises(Unreadable, match="is no number"):
            parse_number(text)


@pytest.mark.parametrize("unit", UNITS.values(), ids=lambda unit: unit.symbol)
def test_every_word_for_a_unit_names_it(unit: object) -> None:
    words = {unit.symbol, unit.shown, *unit.words} - {""}
    found = {find_unit(word, unit.dimension) for word in words} | {
        find_unit(f" {w.upper()}. ", unit.dimension) for w in words
    }
    assert found == {unit}


def test_no_word_names_two_units() -> None:
    words = [word for unit in UNITS.values() for word in {unit.symbol, *unit.words}]
    assert len(set(words)) == len(words)
    assert find_unit("m", "time") is None
    assert find_unit("", "time") is None


def test_words_to_try_are_units_of_the_dimension() -> None:
    for field in FIELDS:
        if field.dimension:
            assert all(UNITS[word].dimension == field.dimension for word in words_of(field.dimension))
    assert words_of("count") == ()
