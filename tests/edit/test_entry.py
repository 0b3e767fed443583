"""What is typed into a field is read by the field's own rules, whatever the field holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.strategies import runs, values
from vsm_desktop.edit.entry import Wrong, entry_text, joined, parted, read_entry
from vsm_desktop.model.fields import FIELDS, field_of
from vsm_desktop.model.quantity import Provenance, VariantQuantity, ends_in_base, quantity
from vsm_desktop.model.work import WorkElement


@pytest.mark.parametrize(
    ("kind", "key", "text", "value"),
    [
        ("process", "name", "Weld 1", "Weld 1"),
        ("process", "ct", "45 s", quantity(45, "s", "45 s")),
        ("process", "ct", "1,5 h", quantity(1.5, "h", "1,5 h")),
        ("process", "ct", "  ", None),
        ("process", "va", "nva", "NVA"),
        ("process", "va", "Adds value", "VA"),
        ("process", "va", "", None),
        ("process", "shared", "Yes", True),
        ("process", "shared", "", False),
        ("process", "shared", "no", False),
        ("inventory", "qty_by_variant", "", ()),
        (
            "inventory",
            "qty_by_variant",
            "Left = 4600; Right=2400",
            (
                VariantQuantity(variant="Left", quantity=quantity(4600, "pc", "4600")),
                VariantQuantity(variant="Right", quantity=quantity(2400, "pc", "2400")),
            ),
        ),
        ("process", "elements", " ; ", ()),
        (
            "process",
            "elements",
            "Fetch = 5 s / nva / Ann; Weld = 0,5 min; = 3/NNVA/A/B",
            (
                WorkElement(name="Fetch", time=quantity(5, "s", "5 s"), va="NVA", operator="Ann"),
                WorkElement(name="Weld", time=quantity(0.5, "min", "0,5 min")),
                WorkElement(time=quantity(3, "s", "3"), va="NNVA", operator="A/B"),
            ),
        ),
    ],
)
def test_typed_text_becomes_the_value_of_its_field(kind: str, key: str, text: str, value: Any) -> None:
    assert read_entry(text, field_of(kind, key)) == value


@pytest.mark.parametrize(
    ("kind", "key", "text", "words"),
    [
        ("process", "ct", "40 sq", "no unit of time"),
        ("process", "uptime", "0 %", "more than 0 %"),
        ("process", "va", "maybe", '"maybe" is none of Adds value'),
        ("process", "shared", "perhaps", 'yes or no, not "perhaps"'),
        ("inventory", "qty_by_variant", "Left 4600", "no variant with its quantity"),
        ("inventory", "qty_by_variant", "Left =", "no variant with its quantity"),
        ("inventory", "qty_by_variant", "= 5", "no variant with its quantity"),
        ("inventory", "qty_by_variant", "Left = x", "no number of pieces"),
        ("process", "elements", "Fetch", "no work element"),
        ("process", "elements", "Fetch = / NVA", "no work element"),
        ("process", "elements", "Fetch = 2 d", "measured in s, min or h"),
        ("process", "elements", "Fetch = 5 s / waste", "unit of time"),
    ],
)
def test_what_cannot_stand_is_refused_in_a_sentence(kind: str, key: str, text: str, words: str) -> None:
    with pytest.raises(Wrong, match=words):
        read_entry(text, field_of(kind, key))


MEASURED = Provenance(by="Ann", date="2024-05-01", n=3)


def test_what_is_typed_over_a_value_keeps_of_its_source_what_is_still_true() -> None:
    field, before = field_of("process", "ct"), quantity(45, "s", source=MEASURED)
    assert read_entry("45", field, before).source == MEASURED
    assert read_entry("50", field, before).source == Provenance(by="Ann")
    assert read_entry("40-50 s", field, before).source == Provenance(kind="estimated", by="Ann")
    assert read_entry("", field, before) is None


def test_each_variant_keeps_its_own_source() -> None:
    field = field_of("inventory", "qty_by_variant")
    before = tuple(
        VariantQuantity(variant=name, quantity=quantity(5, "pc", source=Provenance(by=name))) for name in "LR"
    )
    left, right, new = read_entry("L = 5; R = 7; X = 5", field, before)
    assert (left.quantity.source.by, right.quantity.source.by, new.quantity.source) == ("L", "R", None)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1-2 min", ("1-2 min", "")),
        ("1 min to 2 min", ("1 min to 2 min", "")),
        ("1 to 2", ("1 to 2", "min")),
        ("1..2", ("1..2", "min")),
        ("1 bis 2", ("1 bis 2", "min")),
        ("<5", ("<5", "min")),
        ("≤ 5", ("≤ 5", "min")),
    ],
)
def test_a_range_and_its_unit_read_together_again(typed: str, shown: tuple[str, str]) -> None:
    field = field_of("process", "co")
    value = read_entry(typed, field)
    assert parted(value, field) == shown
    assert read_entry(joined(*shown, field), field) == value


def test_a_bare_range_is_meant_in_the_unit_beside_it() -> None:
    field = field_of("process", "ct")
    assert joined("1 to 2", "min", field) == "1 to 2 min"
    assert joined("1..2", "h", field) == "1..2 h"
    assert joined("<5", "min", field) == "<5 min"
    assert joined("1-2", "min", field) == "1-2"  # could be a minus, so it is asked for the unit
    assert joined("1 to 2 s", "min", field) == "1 to 2 s"
    with pytest.raises(Wrong, match="can be a range, a date or a minus"):
        read_entry("1-2", field)


def test_both_ends_of_a_range_fit_their_field() -> None:
    for text in ("80-120 %", "-5 to 5 %"):
        with pytest.raises(Wrong, match="Uptime is"):
            read_entry(text, field_of("process", "uptime"))
    assert read_entry("0 to 5 %", field_of("process", "uptime")).low == 0


@given(
    st.data(), st.sampled_from([field for field in FIELDS if field.shape in ("quantity", "choice", "flag")])
)
@runs(40)
def test_what_one_would_type_for_a_value_is_read_as_that_value(data: Any, field: Any) -> None:
    value = data.draw(values(field))
    read = read_entry(entry_text(value, field), field)
    if field.shape == "quantity" and value is not None:
        assert read.base == pytest.approx(value.base)
        assert ends_in_base(read) == pytest.approx(ends_in_base(value))
    else:
        assert read == value
