"""Typed cells laid onto the table: what is taken, what is not and why, and the rows that are new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from msgspec import Struct, field

from vsm_desktop.assets import _
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.model.catalogue import new_node
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.own import attributes
from vsm_desktop.model.value import Point
from vsm_desktop.ui.table.blocks import Block
from vsm_desktop.ui.table.cells import cell_of, read_cell, value_in
from vsm_desktop.ui.table.columns import Column, kind_of
from vsm_desktop.ui.table.rows import Rows, called

_SHOWN = 4


class Entry(NamedTuple):
    """A text meant for one cell."""

    row: int
    column: int
    text: str


class Refused(NamedTuple):
    """A text that could not be taken, where, and why."""

    row: str
    column: str
    why: str


class Outcome(Struct):
    """What becomes of some entries: new values by id and key, new nodes, and what was refused of how many."""

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    new: list[Any] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    given: int = 0
    left_out: int = 0


def entries_of(
    block: Block, targets: Sequence[tuple[int, int]], size: tuple[int, int]
) -> tuple[list[Entry], int]:
    """Where the cells of a block go, and how many filled ones find no place in a table of that size.

    One cell fills every target; a block fills a rectangle it fits into evenly, or lies down from the first target.
    """
    if not block or not targets:
        return [], 0
    if len(block) == len(block[0]) == 1:
        return [Entry(row, column, block[0][0]) for row, column in targets], 0
    top, left = min(r for r, _c in targets), min(c for _r, c in targets)
    high, wide = max(r for r, _c in targets) - top + 1, max(c for _r, c in targets) - left + 1
    rows, columns = len(block), len(block[0])
    if high * wide != len(targets) or high % rows or wide % columns:
        high, wide = rows, columns
    entries, left_out = [], 0
    for i in range(high):
        for j in range(wide):
            text = block[i % rows][j % columns]
            if top + i < size[0] and left + j < size[1]:
                entries.append(Entry(top + i, left + j, text))
            elif text.strip():
                left_out += 1
    return entries, left_out


def take(entries: Sequence[Entry], rows: Rows, columns: Sequence[Column]) -> Outcome:
    """Read entries for rows that are there. Results that come along with copied rows are passed over."""
    outcome = Outcome()
    nothing_else = all(columns[entry.column].role == "result" for entry in entries)
    for row, at, text in entries:
        outcome.given += 1
        element, column = rows.elements[row], columns[at]
        if column.role == "result" and not nothing_else:
            continue
        cell = cell_of(element, rows.beside[row], column)
        if text.strip() == cell.text.strip():
            continue
        if not text.strip() and (cell.state != "value" or column.role == "kind"):
            continue
        try:
            value = read_cell(text, element, column)
        except Wrong as wrong:
            outcome.refused.append(Refused(called(element), column.title, str(wrong)))
        else:
            if value != value_in(element, column):
                outcome.values.setdefault(rows.ids[row], {})[column.key] = value
    return outcome


def take_new(block: Block, columns: Sequence[Column], left: int, taken_ids: Iterable[str]) -> Outcome:
    """Read a block as rows that are not there yet; a row of headers on top says nothing new."""
    outcome = Outcome()
    ids = set(taken_ids)
    fitting = columns[left : left + len(block[0])] if block else ()
    if block and _are_headers(block[0], fitting):
        block = block[1:]
    for cells in block:
        if any(cell.strip() for cell in cells):
            node = _new(cells, fitting, ids, outcome)
            ids.add(node.id)
            outcome.new.append(node)
            outcome.left_out += sum(bool(cell.strip()) for cell in cells[len(fitting) :])
    return outcome


def _are_headers(cells: Sequence[str], columns: Sequence[Column]) -> bool:
    names = [_names_of(column) for column in columns]
    return bool(cells) and all(
        cell.strip().casefold() in known for cell, known in zip(cells, names, strict=False)
    )


def _names_of(column: Column) -> set[str]:
    """What may stand over a column: as it is called here, and as it usually is."""
    usual = column.usual
    said = (column.header, column.title, *((usual.label, usual.title) if usual else ()))
    return {text.casefold() for text in said}


def _new(cells: Sequence[str], columns: Sequence[Column], ids: set[str], outcome: Outcome) -> Any:
    """A node made of one row of cells."""
    given = {column.key: (column, cell) for column, cell in zip(columns, cells, strict=False)}
    kind = kind_of(given["kind"][1], given["kind"][0].names) if "kind" in given else "process"
    node = new_node(kind or "process", new_id(kind or "process", ids), Point())
    values: dict[str, Any] = {}
    row = given["name"][1].strip() if "name" in given else ""
    for key, (column, text) in given.items():
        outcome.given += 1
        if not text.strip() or (key == "kind" and kind) or column.role == "result":
            continue
        try:
            values[key] = read_cell(text, node, column)
        except Wrong as wrong:
            outcome.refused.append(Refused(row or called(node), column.title, str(wrong)))
    return node.evolve(**attributes(node, values)) if values else node


def sentence(outcome: Outcome) -> str:
    """What was not taken, for the reader; nothing if all was."""
    parts = []
    if outcome.refused:
        head = _("{count} of {given} cells were not taken: ")
        if len(outcome.refused) == 1:
            head = _("1 of {given} cells was not taken: ")
        told = "  ".join(f"{r.row} · {r.column}: {r.why}" for r in outcome.refused[:_SHOWN])
        parts.append(head.format(count=len(outcome.refused), given=outcome.given) + told)
        if len(outcome.refused) > _SHOWN:
            parts.append(_("And {count} more.").format(count=len(outcome.refused) - _SHOWN))
    if outcome.left_out:
        left_out = _(
            "{count} cells lie outside the table and were left out. Paste into the last row to add steps."
        )
        if outcome.left_out == 1:
            left_out = _(
                "1 cell lies outside the table and was left out. Paste into the last row to add steps."
            )
        parts.append(left_out.format(count=outcome.left_out))
    return " ".join(parts)
