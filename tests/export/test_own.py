"""A user's own fields in the workbook: formulas are live, calculated by another program, and follow what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.export import maps
from tests.export.oracle import cells, recalculated, same
from tests.export.test_workbook import changed, written
from vsm_desktop.edit.edits import chain, in_state, set_fields
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.own import OwnField, OwnTotal
from vsm_desktop.model.quantity import quantity as q
from vsm_desktop.model.stream import ValueStream

FORMULAS = {
    "labour": "ct * operators / uptime",
    "gap": "takt - ct",
    "part": "ct / takt",
    "double": "gap * 2 - -labour",
    "squared": "ct ** 2 + 2 ** 0.5",
    "least": "min(ct, takt, 50)",
    "most": "max(ct, operators * 10, cost)",
    "rough": "round(ct / 7, 2) + round(takt, -1)",
    "whole": "ceil(ct / 7) + floor(gap / 7) + abs(gap)",
    "root": "sqrt(ct)",
    "below": "1 if ct < takt else 0",
    "between": "10 < ct <= 46",
    "either": "cost if operators else ct",
    "load": "utilization * effective_ct",
    "passed": "wait + processing",
    "paid": "cost * setup / 3600",
    "left": "capacity - required",
    "lost": "1 / (ct - ct)",
    "none": "lt + ct",
    "wrong": "cct",
    "day": "available / daily_demand",
    "sold": "daily_demand / rate",
    "far": "path * 2",
}


def a_map(stream: ValueStream) -> ValueStream:
    fields = (
        OwnField(key="cost", label="Cost"),
        OwnField(key="setup", label="Setup", unit="min"),
        OwnField(key="rate", label="Rate", unit="pc/week"),
        OwnField(key="path", label="Path", unit="km"),
        OwnField(key="owner", label="Owner", content="text"),
        OwnField(key="cover", label="Cover", content="formula", formula="wait / takt", kinds=("inventory",)),
        OwnField(
            key="pieces",
            label="Pieces",
            content="formula",
            formula="qty * 2",
            kinds=("inventory",),
            unit="pc",
        ),
        *(
            OwnField(
                key=key, label=key.title(), content="formula", formula=text, unit="s" if key == "gap" else "x"
            )
            for key, text in FORMULAS.items()
        ),
    )
    totals = tuple(
        OwnTotal(key=f"{field}_{how}", label=f"{field} {how}", field=field, how=how)  # type: ignore[arg-type]
        for field, how in (
            ("labour", "sum"),
            ("gap", "average"),
            ("ct", "max"),
            ("ct", "min"),
            ("ct", "sum"),
            ("part", "product"),
            ("processing", "critical_path"),
            ("wait", "sum"),
            ("lost", "sum"),
            ("nothing", "sum"),
            ("distance", "sum"),
        )
    )
    ids = [node.id for node in stream.state().nodes if node.kind == "process"]
    values = [
        set_fields(
            id_, cost=q(10 + i, "x"), setup=q(5 + i, "min"), rate=q(100 + i, "pc/week"), path=q(1 + i, "km")
        )
        for i, id_ in enumerate(ids)
    ]
    values[0] = chain(values[0], set_fields(ids[0], setup=q(2, "day"), owner="=Anna", rate=q(7, "pc/shift")))
    stream = stream.evolve(own_fields=fields, own_totals=totals)
    return in_state(stream.state().id, chain(*values))(stream)


MAPS: Mapping[str, ValueStream] = {
    "acme": a_map(maps.acme()),
    "merging": a_map(maps.merging()),
    "rework": a_map(maps.rework()),
    "half_built": a_map(maps.half_built()),
}


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    books = {name: written(stream, with_values=False) for name, stream in MAPS.items()}
    return recalculated(books, tmp_path_factory.mktemp("calculated"))


def table(book: Any) -> dict[tuple[str, str], Any]:
    """The cells of steps and stocks by id and the head without its unit."""
    return {
        (str(row[0].value), str(sheet.cell(2, cell.column).value).partition(" [")[0]): cell.value
        for sheet in (book["Steps"], book["Inventory"])
        for row in sheet.iter_rows(min_row=3)
        for cell in row
    }


def summary(sheet: Any) -> dict[str, Any]:
    return {str(row[0].value): row[1].value for row in sheet.iter_rows(min_row=3) if row[0].value}


@pytest.mark.parametrize("name", MAPS)
def test_own_columns_give_what_the_map_says(name: str, calculated: dict[str, Any]):
    stream = MAPS[name]
    report, found = measure(stream), table(calculated[name])
    labels = {field.key: field.label for field in stream.own_fields}
    seen = 0
    for step in report.steps:
        for key, label in labels.items():
            if key in step.metrics:
                seen += 1
                assert same(found[step.id, label], step.metrics[key].value), (step.id, key)
    assert seen > 20
    book = summary(calculated[name]["Summary"])
    for total in stream.own_totals:
        assert same(book[total.label], report.metrics[f"own.{total.key}"].value), total.key


@pytest.mark.parametrize("name", MAPS)
def test_the_values_beside_the_formulas_are_those_calculated(name: str, calculated: dict[str, Any]):
    wrong = [
        (sheet, place, formula, value, there)
        for sheet, place, formula, value in cells(written(MAPS[name]))
        if not same(value, there := calculated[name][sheet][place].value)
    ]
    assert not wrong


def test_formulas_are_live_and_texts_are_texts():
    found = table(load_workbook(BytesIO(written(MAPS["acme"]))))
    process = next(node.id for node in MAPS["acme"].state().nodes if node.kind == "process")
    live = {key for key in FORMULAS if str(found[process, key.title()]).startswith("=")}
    assert live == FORMULAS.keys() - {"none", "wrong"}
    assert found[process, "Owner"] == "=Anna"
    totals = summary(load_workbook(BytesIO(written(MAPS["acme"])))["Summary"])
    assert {label for label, value in totals.items() if " " in label and str(value).startswith("=")} >= {
        "labour sum", "gap average", "ct max", "ct min", "ct sum", "part product", "processing critical_path", "wait sum",
    }  # fmt: skip


def test_own_formulas_follow_what_is_typed(tmp_path: Path):
    """The same change on the map and in the workbook leads to the same numbers."""
    stream = MAPS["acme"]
    data = changed(
        written(stream), {("weld2", "C/T [s]"): 20, ("weld2", "Cost"): 99, ("weld1", "Uptime [%]"): 0.5}
    )
    edits = chain(
        set_fields("weld2", ct=q(20, "s"), cost=q(99, "x")), set_fields("weld1", uptime=q(0.5, "1"))
    )
    after = measure(in_state(stream.state().id, edits)(stream))

    found = table(recalculated({"after": data}, tmp_path)["after"])

    for step in after.steps:
        for key in FORMULAS.keys() & step.metrics.keys():
            assert same(found[step.id, key.title()], step.metrics[key].value), (step.id, key)


def test_an_emptied_cell_empties_what_needs_it(tmp_path: Path):
    stream = MAPS["acme"]
    data = changed(written(stream), {("weld2", "Cost"): None, ("weld2", "Uptime [%]"): None})
    found = table(recalculated({"after": data}, tmp_path)["after"])
    assert found["weld2", "Labour"] is None
    assert found["weld2", "Most"] is None
    assert found["weld2", "Gap"] is not None


def test_without_own_fields_the_workbook_is_the_same_to_the_byte():
    stream = maps.acme()
    assert written(stream) == written(stream.evolve(own_fields=(), own_totals=()))


def test_no_format_drops_a_minus():
    """A number format with conditions shows -2 as 2 in some programs."""
    stream = MAPS["acme"]
    stream = in_state(stream.state().id, set_fields("weld2", off=q(-5, "%")))(stream)
    stream = stream.evolve(own_fields=(*stream.own_fields, OwnField(key="off", label="Off", unit="%")))
    sheet = load_workbook(BytesIO(written(stream)), data_only=True)["Steps"]
    below = [
        cell
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, float | int) and cell.value < 0
    ]
    assert {str(cell.value)[:5] for cell in below} >= {"-0.05"}
    assert len(below) > 2
    assert not [cell.number_format for cell in below if "[" in cell.number_format]
