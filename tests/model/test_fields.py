"""The field table and the classes say the same."""

from __future__ import annotations

import types
from typing import Any, Literal, Union, get_args, get_origin

import pytest

from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.element import Record
from vsm_desktop.model.fields import (
    EVERY_FLOW,
    EVERY_NODE,
    FIELDS,
    INFORMATION,
    MATERIAL,
    Field,
    field_of,
    fields_of,
    out_of_range,
)
from vsm_desktop.model.flows import InformationFlow, KanbanFlow, MaterialFlow
from vsm_desktop.model.nodes import NODE_CLASSES
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import Quantity, VariantQuantity, quantity
from vsm_desktop.model.units import UNITS
from vsm_desktop.model.work import WorkElement

CLASSES: dict[str, type[Record]] = {
    **NODE_CLASSES,
    **dict.fromkeys(MATERIAL, MaterialFlow),
    **dict.fromkeys(INFORMATION, InformationFlow),
    "kanban": KanbanFlow,
    "calendar": Calendar,
    "options": Options,
}


def parts_of(annotation: Any) -> set[Any]:
    """What a field may be: the members of its union."""
    union = get_origin(annotation) in (Union, types.UnionType)
    return {part for one in get_args(annotation) for part in parts_of(one)} if union else {annotation}


def expected(field: Field) -> set[Any]:
    match field.shape:
        case "quantity":
            return {Quantity, type(None)}
        case "variants":
            return {tuple[VariantQuantity, ...]}
        case "elements":
            return {tuple[WorkElement, ...]}
        case "choice":
            return {Literal[*(key for key, _title in field.choices)], type(None)}
        case "flag":
            return {bool}
        case _:
            return {str}


@pytest.mark.parametrize("kind", CLASSES)
def test_every_row_is_an_attribute_of_its_classes(kind: str) -> None:
    for field in fields_of(kind):
        attribute = CLASSES[kind].model_fields[field.key]
        assert parts_of(attribute.annotation) == expected(field), field.key
        assert not attribute.is_required(), field.key


@pytest.mark.parametrize("kind", CLASSES)
def test_every_number_of_a_class_has_a_row(kind: str) -> None:
    rows = {field.key for field in fields_of(kind)}
    for name, attribute in CLASSES[kind].model_fields.items():
        if parts_of(attribute.annotation) & {Quantity, tuple[VariantQuantity, ...]}:
            assert name in rows


@pytest.mark.parametrize("kind", CLASSES)
def test_keys_and_json_keys_are_unique(kind: str) -> None:
    keys = [field.key for field in fields_of(kind)]
    json = [name for field in fields_of(kind) for name in (field.json, field.json_days) if name]
    assert len(set(keys)) == len(keys)
    assert len(set(json)) == len(json)


def test_the_table_knows_every_kind_there_is() -> None:
    assert set(EVERY_NODE) == set(NODE_CLASSES)
    kinds = [
        get_args(cls.model_fields["kind"].annotation) for cls in (MaterialFlow, InformationFlow, KanbanFlow)
    ]
    assert kinds == [MATERIAL, INFORMATION[:-1], INFORMATION[-1:]]
    assert {kind for field in FIELDS for kind in field.kinds} <= CLASSES.keys()
    assert {*EVERY_NODE, *EVERY_FLOW, "calendar", "options"} == CLASSES.keys()


@pytest.mark.parametrize("kind", CLASSES)
def test_rows_are_complete(kind: str) -> None:
    for field in fields_of(kind):
        check_complete(field)


def check_complete(field: Field) -> None:
    assert field.label
    assert field.title
    assert field.kinds
    if field.shape in ("quantity", "variants", "elements"):
        assert UNITS[field.unit].dimension == field.dimension
        assert field.high is None or field.low < field.high
        days = {"time": bool(field.json_days)}.get(field.dimension or "", False)
        assert UNITS[field.unit].calendar <= days or field.dimension == "rate"
    else:
        assert field.dimension is None
    assert bool(field.choices) == (field.shape == "choice")


@pytest.mark.parametrize("kind", CLASSES)
def test_an_element_knows_its_rows_and_starts_empty(kind: str) -> None:
    """Zero is data, empty is missing: nothing is filled in by itself."""
    data = {"id": "x", "source": "a", "target": "b", "kind": kind}
    element = CLASSES[kind].model_validate({k: v for k, v in data.items() if k in CLASSES[kind].model_fields})
    assert element.fields() == fields_of(kind)
    filled = {
        field.key for field in element.fields() if getattr(element, field.key) not in (None, "", (), False)
    }
    assert filled == ({"vehicle"} if kind == "transport" else set())


def test_a_row_is_found_by_kind_and_key() -> None:
    assert field_of("process", "ct").json == "ct_s"
    with pytest.raises(KeyError, match="demand"):
        field_of("process", "demand")
    assert fields_of("wormhole") == ()


TIMES = [(f.kinds[0], f.key) for f in FIELDS if f.dimension == "time" and f.shape == "quantity"]


def test_times_are_not_negative() -> None:
    for kind, key in TIMES:
        field = field_of(kind, key)
        limit = "more than 0" if key == "hours_per_day" else "at least 0"
        assert out_of_range(field, quantity(-1, "s")) == f"{field.title} is {limit}."
        assert out_of_range(field, quantity(1, "s")) is None
        assert (out_of_range(field, quantity(0, "s")) is None) == (key != "hours_per_day")


@pytest.mark.parametrize(
    ("kind", "key", "value", "unit", "sentence"),
    [
        ("process", "uptime", 0, "%", "Uptime is more than 0 %."),
        ("process", "uptime", 0.5, "%", None),
        ("process", "uptime", 100, "%", None),
        ("process", "uptime", 1, "1", None),
        ("process", "uptime", 100.1, "%", "Uptime is at most 100 %."),
        ("process", "uptime", 85, "1", "Uptime is at most 100 %."),
        ("process", "scrap", 0, "%", None),
        ("process", "scrap", 100, "%", "Scrap is less than 100 %."),
        ("process", "scrap", -1, "%", "Scrap is at least 0 %."),
        ("process", "ca", 0, "%", None),
        ("process", "ca", 100, "%", None),
        ("process", "fpy", 101, "%", "First pass yield is at most 100 %."),
        ("process", "oee", 0, "%", "OEE is more than 0 %."),
        ("process", "batch", 0, "pc", "Batch size is more than 0."),
        ("process", "operators", 0.5, "x", None),
        ("process", "stations", 0, "x", "Stations in parallel is more than 0."),
        ("inventory", "qty", 0, "pc", None),
        ("inventory", "qty", -1, "pc", "Stock is at least 0."),
        ("customer", "demand", 0, "pc/day", None),
        ("customer", "demand", -1, "pc/month", "Demand is at least 0."),
        ("customer", "pack", 0, "pc", "Pack quantity is more than 0."),
        ("push", "share", 100, "%", None),
        ("push", "repeat", 0, "%", None),
        ("push", "repeat", 100, "%", "Returned for rework is less than 100 %."),
        ("push", "pieces_per_unit", 0, "x", "Pieces per product is more than 0."),
        ("calendar", "days_per_week", 7, "x", None),
        ("calendar", "days_per_week", 7.5, "x", "Working days per week is at most 7."),
        ("options", "hours_per_day", 25, "h", "Hours of one lead-time day is at most 24 h."),
        ("options", "hours_per_day", 24, "h", None),
        ("process", "ct", 3, "pc", "Cycle time is not measured in pc."),
        ("inventory", "qty", 3, "day", "Stock is not measured in day."),
    ],
)
def test_ranges(kind: str, key: str, value: float, unit: str, sentence: str | None) -> None:
    """METRICS.md 0.5."""
    assert out_of_range(field_of(kind, key), quantity(value, unit)) == sentence
