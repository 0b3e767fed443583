"""The data box: rows with label, number and unit under a symbol; those with data, and on some maps empty ones too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vsm_desktop.drawing.marks import WIDTH, mark_ops
from vsm_desktop.drawing.ops import FontName, Op, Path, Pen
from vsm_desktop.drawing.shapes import rectangle
from vsm_desktop.drawing.symbols.symbol import PLAIN, Look, Manner, Row
from vsm_desktop.drawing.text import field_line, line, measure, shorten
from vsm_desktop.drawing.theme import DATA_SIZE, ROW_LINE
from vsm_desktop.model.display import number_and_unit, shorter
from vsm_desktop.model.fields import Field
from vsm_desktop.model.quantity import Quantity

ROW = 18.0
_PAD = 6.0
_LABEL = 24.0  # what a label keeps beside a wide number
_WORDS = 64.0
_ALARM = 14.0  # the sign behind the label of a row in alarm


def rows_of(node: Any, open_field: str = "", manner: Manner = PLAIN) -> list[Row]:
    """The rows with data and the one being typed, in the order of the field table."""
    rows: list[Row] = []
    for field in manner.names.rows(node.fields()):
        if field.in_box:
            found = _rows(field, getattr(node, field.key), manner)
            rows += found or ([Row(field.key, field.label, "")] if field.key == open_field else [])
    return rows


def box_rows(node: Any, look: Look) -> list[Row]:
    """All rows of a box: those with data, those that stand empty, and those a user added, in the order of the fields."""
    rows = rows_of(node, look.open, look.manner)
    if not any(row.empty for row in look.own):
        return [*rows, *look.own]
    place = {field.key: i for i, field in enumerate(node.fields())}
    more = [row for row in look.own if not (row.empty and row.key == look.open and row.key in place)]
    return sorted([*rows, *more], key=lambda row: place.get(row.key, len(place)))


def _rows(field: Field, value: Any, manner: Manner) -> list[Row]:
    if isinstance(value, Quantity):
        return [_row_of(field.key, field.label, value, manner)]
    if field.shape == "variants":
        return [_row_of(field.key, part.variant, part.quantity, manner) for part in value]
    return [Row(field.key, field.label, str(value))] if value else []


def _row_of(key: str, label: str, value: Quantity, manner: Manner) -> Row:
    return Row(
        key, label, *number_and_unit(value, manner.times), manner.mark(value), shorter(value, manner.times)
    )


def draw_rows(
    rows: Sequence[Row], left: float, top: float, width: float, look: Look, ref: str, alert: frozenset[str]
) -> tuple[Op, ...]:
    """The box of rows; numbers stand right-aligned in front of a common unit column."""
    if not rows:
        return ()
    units = max(measure(row.unit, DATA_SIZE) for row in rows)
    marks = WIDTH if any(row.mark for row in rows) else 0.0
    edge = left + width - _PAD - marks - (units + 3 if units else 0)
    ops: list[Op] = [Path(rectangle(left, top, width, ROW * len(rows)), fill=look["box"])]
    for i, row in enumerate(rows):
        ops += _row(
            row,
            left,
            top + ROW * i,
            width,
            edge,
            look,
            f"{ref}.{row.key}",
            row.key in alert,
        )
    for i in range(1, len(rows)):
        y = top + ROW * i
        ops.append(Path((("M", left, y), ("L", left + width, y)), Pen(look["rule"], ROW_LINE, cap="butt")))
    ops.append(Path(rectangle(left, top, width, ROW * len(rows)), Pen(look["ink"], look.outline)))
    return tuple(ops)


def _row(
    row: Row, left: float, y: float, width: float, edge: float, look: Look, ref: str, alert: bool
) -> tuple[Op, ...]:
    base = y + 12.7
    ink = look["alert"] if alert else look["ink"]
    number = _fitted(row, edge - left - _PAD, alert)
    if row.words:
        least = min(measure(row.label, DATA_SIZE), (edge - left) / 2)
        number = shorten(number, edge - left - 2 * _PAD - least, DATA_SIZE, "bold")
    room = edge - left - _PAD - 3 - measure(number, DATA_SIZE, "bold")
    if alert:
        room = max(room - _ALARM, min(room, _LABEL))
    label = shorten(row.label, max(room, 12.0), DATA_SIZE)
    ops: list[Op] = []
    if alert:
        ops.append(Path(rectangle(left, y, width, ROW), fill=look["alert_t"]))
        x = left + _PAD + measure(label, DATA_SIZE) + 5
        ops.append(
            Path(
                (("M", x, y + 13), ("L", x + 4.5, y + 5.5), ("L", x + 9, y + 13), ("Z",)), fill=look["alert"]
            )
        )
    ops += line(left + _PAD, base, label, DATA_SIZE, look["ink2"])
    font: FontName = "body" if row.empty else "bold"
    ink = look["ink2"] if row.empty else ink
    ops += field_line(edge, base, number, DATA_SIZE, ink, font, "end", ref)
    ops += line(edge + 3, base, row.unit, DATA_SIZE, look["ink2"])
    if row.mark:
        ops += mark_ops(left + width - _PAD - WIDTH + 1.5, base, row.mark, look)
    return tuple(ops)


def _fitted(row: Row, room: float, alert: bool) -> str:
    """The number, or a shorter form of it that leaves room for its label and the alarm."""
    most = room - min(measure(row.label, DATA_SIZE), _LABEL) - 3 - (_ALARM if alert else 0)
    forms = (row.number, *row.shorter)
    return next((form for form in forms if measure(form, DATA_SIZE, "bold") <= most), forms[-1])


def own_words(ref: str, look: Look, top: float, lead: float) -> list[Op]:
    """Rows a user added at a symbol without a box: each a line of words beneath it, what is typed in the darker ink."""
    ops: list[Op] = []
    for i, row in enumerate(look.own):
        text = f"{row.number} {row.unit}".strip()
        if row.words:
            least = min(measure(f"{row.label} ", DATA_SIZE), _WORDS * 0.6)
            text = shorten(text, _WORDS - least, DATA_SIZE, "medium")
        wide = measure(text, DATA_SIZE, "medium")
        label = shorten(row.label, max(_WORDS - wide - measure(" ", DATA_SIZE), 12.0), DATA_SIZE) + " "
        left, base = -(measure(label, DATA_SIZE) + wide) / 2, top + lead * i
        at = left + measure(label, DATA_SIZE)
        ops += line(left, base, label.rstrip(), DATA_SIZE, look["ink2"])
        ops += field_line(at, base, text, DATA_SIZE, look["ink"], "medium", ref=f"{ref}.{row.key}")
        ops += mark_ops(at + wide + 0.5, base, row.mark, look) if row.mark else ()
    return ops
