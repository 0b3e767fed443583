"""A user's own formulas and totals in the workbook: live where every part of them has a cell, else the number.

The tree of a formula is walked once more, this time with cells for numbers. What Excel and LibreOffice would pass over
in silence (an empty text within MIN) is added to 0, so that it spoils the result as it does on the map.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.keys import Keys, settle
from vsm_desktop.export.sheets.live import Live, Test, choose, live, total
from vsm_desktop.export.sheets.looks import GENERAL
from vsm_desktop.export.sheets.rows import Row
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.own import MAP_NAMES, STEP_NAMES, plan_of, total_dimension
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.fields import FIELDS
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.options import Options
from vsm_desktop.model.own import OwnField, OwnFields, OwnTotal, row_of
from vsm_desktop.model.units import UNITS

if TYPE_CHECKING:
    from vsm_desktop.metrics.formula import Formula

_SHAPES = {
    "time": "#,##0.0",
    "ratio": "0.0%",
}  # formats with conditions would drop the minus of a number below 0
_UNITS = {"time": "s", "pieces": "pc", "rate": "pc/d", "distance": "m", "area": "m²"}
_SIGNS: Mapping[type[ast.AST], str] = {
    ast.Gt: ">",
    ast.Lt: "<",
    ast.GtE: ">=",
    ast.LtE: "<=",
    ast.Eq: "=",
    ast.NotEq: "<>",
}
_CALLS = {
    "abs": "ABS({0})",
    "ceil": "-INT(-({0}))",
    "floor": "INT({0})",
    "max": "MAX({0})",
    "min": "MIN({0})",
    "round": "ROUND({0})",
    "sqrt": "SQRT({0})",
}
_PASSAGE = {"processing": "processing_s", "wait": "wait_s"}
_DIMENSIONS = {field.key: field.dimension for field in FIELDS}


class NoCell(Exception):
    """A name has no cell on the sheets."""


class OwnColumns:
    """The formula columns of the step sheet, and what totals are made from."""

    def __init__(self, fields: OwnFields, options: Options, keys: Keys) -> None:
        self.fields, self.options, self.keys = fields, options, keys
        self.formulas = [field for field in fields if field.content == "formula"]
        self._rows = {field.key: row_of(field) for field in fields}

    def formulas_of(self, kinds: Collection[str]) -> list[OwnField]:
        """The formula columns of a sheet on which these kinds stand."""
        return [field for field in self.formulas if set(field.kinds) & set(kinds)]

    def write(self, grid: Grid, row: Row, first: int, columns: Sequence[OwnField]) -> None:
        """The formulas of one step, each where all it needs stands already."""
        if not columns:
            return
        place = {field.key: first + i for i, field in enumerate(columns)}
        plan = plan_of(self.fields)
        ordered = [*plan.order, *((one, None) for one in self.formulas if one.key in plan.troubles)]
        for field, formula in ordered:
            result = row.step.metrics.get(field.key)
            if result is None or field.key not in place:
                continue
            part = self._part(formula, row) if formula is not None else None
            shape = _SHAPES.get(UNITS[field.unit].dimension) or digits(result.number)
            row.found[field.key], why = settle(grid, row.number, place[field.key], part, result, shape)
            note = f"{field.label}: {why}" if why else ""
            if note and note not in row.notes:
                row.notes.append(note)

    def _part(self, formula: Formula, row: Row) -> Live | None:
        try:
            return Translation(lambda name: self.cell(row, name)).of(formula.tree)
        except NoCell:
            return None

    def cell(self, row: Row, name: str) -> Live:
        """A name at a step in base units, as a cell or an expression over cells. Raises NoCell."""
        keys = self.keys
        if name in MAP_NAMES:
            takt = keys.available_s / keys.daily_demand
            return {"takt": takt, "daily_demand": keys.daily_demand, "available": keys.available_s}[name]
        if name in STEP_NAMES:
            return self._result(row, name)
        own = self._rows.get(name)
        if own is not None and own.shape == "formula":
            return _there(row.found.get(name))
        dimension = own.dimension if own is not None else _DIMENSIONS.get(name)
        if dimension == "time":
            return _there(row.seconds(name, keys.day_s))
        if dimension == "distance" and name in row.entered:
            return row.entered[name] * UNITS[own.unit].factor if own is not None else row.entered[name]
        return _there(row.entered.get(name))

    def _result(self, row: Row, name: str) -> Live:
        if name == "processing" and row.is_stock:
            return live(0)
        if name == "wait" and row.is_stock:
            return _there(row.found.get("days_of_supply")) * self.keys.day_s
        if name in _PASSAGE:
            return _there(row.found.get(_PASSAGE[name]))
        return _there(row.found.get(STEP_NAMES[name][0]))

    def total(self, wanted: OwnTotal, rows: Sequence[Row], report: Report) -> Live | None:
        """A total as a formula over the steps; None where none gives it."""
        counted = [row for row in rows if row.step.on_ladder and self._has(row, wanted.field)]
        if not counted:
            return None
        try:
            cells = [self.cell(row, wanted.field) for row in counted]
        except NoCell:
            return None
        if wanted.how == "critical_path":
            return _sum(cells) if _one_way(rows, report) else None
        if wanted.how in ("min", "max"):
            return _call(wanted.how, cells)
        if wanted.how == "product":
            return reduce(lambda so_far, cell: so_far * cell, cells)
        return _sum(cells) if wanted.how == "sum" else _sum(cells) / len(cells)

    def _has(self, row: Row, name: str) -> bool:
        """Whether a step counts for a total of this name."""
        own = self._rows.get(name)
        if name in STEP_NAMES:
            return STEP_NAMES[name][0] in row.step.metrics
        kinds = (
            own.kinds
            if own is not None
            else next((f.kinds for f in FIELDS if f.key == name and row.kind in f.kinds), ())
        )
        again = isinstance(row.node, Process) and bool(row.node.same_as)
        return row.kind in kinds and not (again and not row.has(name))

    def total_unit(self, wanted: OwnTotal) -> tuple[str, str]:
        """The unit of a total and the format of its cell."""
        dimension = total_dimension(wanted, self.fields)
        return _UNITS.get(dimension, ""), _SHAPES.get(dimension, GENERAL)


def _one_way(rows: Sequence[Row], report: Report) -> bool:
    """Whether every step lies on the critical path and is passed once, as on a flow without branches and loops."""
    path = report.metrics["critical_path"].value
    steps = [row.step for row in rows if row.step.on_ladder]
    if not isinstance(path, tuple) or {*path} != {step.id for step in steps}:
        return False
    work = sum(step.processing_s or 0.0 for step in steps)
    told = report.number("total_work_content_s")
    return told is not None and abs(work - told) <= 1e-9 * max(told, 1.0)


def head_of(field: OwnField) -> str:
    """What stands over a formula column."""
    unit = _UNITS.get(UNITS[field.unit].dimension, "")
    unit = "%" if UNITS[field.unit].dimension == "ratio" else unit
    return f"{field.label} [{unit}]" if unit else field.label


def _there(part: Live | None) -> Live:
    if part is None:
        raise NoCell
    return part


def digits(number: float | None) -> str:
    """The format of a result without a unit: no more digits than one reads."""
    if number is None or number == int(number):
        return GENERAL
    return "#,##0.00##" if abs(number) >= 0.01 else "0.0#####"


def _sum(cells: Sequence[Live]) -> Live:
    """Cells below each other as a range, all else with plus signs; missing if any is."""
    plain = all(
        "'!" in cell.text and not any(sign in cell.text.rpartition("!")[2] for sign in "+-*/(")
        for cell in cells
    )
    return total(cells) if plain else reduce(add, cells)


class Translation:
    """Turns the tree of a formula into one of the sheet, and keeps the number it gives."""

    def __init__(self, cell: Callable[[str], Live]) -> None:
        self._cell = cell

    def of(self, node: ast.AST) -> Live:
        """A part of the tree. Raises NoCell."""
        match node:
            case ast.Constant(value=value) if isinstance(value, int | float):
                return live(float(value))
            case ast.Name(id=name):
                return self._cell(name)
            case ast.UnaryOp(op=op, operand=operand):
                part = self.of(operand)
                return 0 - part if isinstance(op, ast.USub) else part
            case ast.BinOp(left=left, op=op, right=right):
                return _binary(op, self.of(left), self.of(right))
            case ast.Compare():
                return choose(self._test(node), live(1), live(0))
            case ast.IfExp(test=test, body=yes, orelse=no):
                return choose(self._test(test), self.of(yes), self.of(no))
            case ast.Call(func=ast.Name(id=name), args=args):
                return _call(name, [self.of(arg) for arg in args])
        raise NoCell

    def _test(self, node: ast.AST) -> Test:
        """A condition; a number holds unless it is 0. One over something missing cannot be told, so has no formula."""
        if not isinstance(node, ast.Compare):
            part = _known(self.of(node))
            return Test(f"({part.text})<>0", part.number != 0)
        parts = [_known(self.of(one)) for one in (node.left, *node.comparators)]
        texts, holds = list[str](), True
        for left, op, right in zip(parts, node.ops, parts[1:], strict=False):
            sign = _SIGNS[type(op)]
            texts.append(f"({left.text}){sign}({right.text})")
            holds = holds and _holds(left.number or 0.0, sign, right.number or 0.0)
        return Test(f"AND({','.join(texts)})" if len(texts) > 1 else texts[0], holds)


def _known(part: Live) -> Live:
    if part.number is None:
        raise NoCell
    return part


def _holds(left: float, sign: str, right: float) -> bool:
    found = {">": left > right, "<": left < right, ">=": left >= right, "<=": left <= right}
    return found.get(sign, (left == right) is (sign == "="))


def _binary(op: ast.AST, left: Live, right: Live) -> Live:
    match op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
    return _joined("POWER({0})", [left, right], _reckoned("**", [left, right]))


def _call(name: str, parts: Sequence[Live]) -> Live:
    return _joined(_CALLS[name], parts, _reckoned(name, parts))


def _joined(shape: str, parts: Sequence[Live], value: float | None) -> Live:
    """A function over parts; a part that is empty spoils it."""
    texts = [part.text if part.plain else f"({part.text})+0" for part in parts]
    needs = tuple(dict(need for part in parts for need in part.needs).items())
    return Live(shape.format(",".join(texts)), value, needs, risky=True)


def _reckoned(name: str, parts: Sequence[Live]) -> float | None:
    """What a function gives for the numbers there are now, by the rules of the map's own formulas."""
    from vsm_desktop.metrics.formula import compute, read_formula

    numbers = [part.number for part in parts]
    if any(number is None for number in numbers):
        return None
    names = [f"x{i}" for i in range(len(parts))]
    text = f"{names[0]} ** {names[1]}" if name == "**" else f"{name}({', '.join(names)})"
    if len(parts) == 1 and name in ("min", "max"):
        return numbers[0]
    found = compute(read_formula(text), lambda one: numbers[int(one[1:])] or 0.0)
    return None if isinstance(found, Why) else found
