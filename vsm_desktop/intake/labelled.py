"""Labelled cells beside the table: a label, and the value in the same cell, to its right or below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.labels import Label, label_of, split
from vsm_desktop.intake.phrases import LONGEST, words_of
from vsm_desktop.intake.units import period_of, unit_of
from vsm_desktop.intake.values import is_empty

UNNAMED = "?"
_REACH = {"right": 4, "below": 1}
_MOST_CELLS = 20_000
_MOST_VALUES = 40
_NUMBERS = ("number", "percent", "duration", "formula")
_STEP = {"right": (0, 1), "below": (1, 0)}
_SIDE = {"right": (-1, 0), "below": (0, -1)}


class Labelled(Struct, frozen=True):
    """A label with its value; `variant` where the value stands in a small table of variants.

    `unit` is what stands in a cell of its own beside the number, `extra` are the cells of unit and variant.
    """

    label: Label
    cell: Cell
    value: Cell | None
    variant: str = ""
    unit: str = ""
    extra: tuple[Cell, ...] = ()


def labelled(grid: Grid, free: Iterable[tuple[int, int]]) -> Iterator[Labelled]:
    """Every label among these places, with its value or without one."""
    finder, values = _Finder(grid, frozenset(free)), set[str]()
    for place in islice(sorted(finder.free), _MOST_CELLS):
        cell = finder.at(*place)
        if cell and cell.text and cell.ref not in values:
            found = [*finder.labelled(cell, place)]
            values.update(one.value.ref for one in found if one.value)
            yield from found


class _Finder(Struct, frozen=True):
    """Looks for values around labels, among the free places of a sheet."""

    grid: Grid
    free: frozenset[tuple[int, int]]

    def at(self, row: int, column: int) -> Cell | None:
        """What stands in a free place."""
        return self.grid.get(row, column) if (row, column) in self.free else None

    def labelled(self, cell: Cell, place: tuple[int, int]) -> Iterator[Labelled]:
        """A label in this cell, with its value."""
        if inline := split(cell.text, self.grid.tongues):
            yield Labelled(inline[0], cell, cell.part(inline[1]))
        elif label := label_of(cell.text, self.grid.tongues):
            yield from self._beside(cell, place, label)

    def _beside(self, cell: Cell, place: tuple[int, int], label: Label) -> Iterator[Labelled]:
        """The value to the right, else below; a run of several is a small table with names beside or above it."""
        for way in ("right", "below"):
            unit, values = self._line(place, way, label)
            if len(values) == 1 and not label.is_text:
                unit = unit or self._unit(values[0])
            if len(values) == 1:
                extra = (unit,) if unit else ()
                yield Labelled(label, cell, self.at(*values[0]), unit=unit.text if unit else "", extra=extra)
            for value in values if len(values) > 1 else ():
                yield self._named(label, cell, value, way, unit)
            if values:
                return
        yield Labelled(label, cell, None)

    def _named(
        self, label: Label, cell: Cell, value: tuple[int, int], way: str, unit: Cell | None
    ) -> Labelled:
        """One of several values, by the name above it or beside it."""
        side = _SIDE[way]
        name = self.at(value[0] + side[0], value[1] + side[1])
        name = name if name and name.text else None
        variant = name.text if name else UNNAMED
        extra = tuple(part for part in (name, unit) if part)
        return Labelled(label, cell, self.at(*value), variant, unit.text if unit else "", extra)

    def _line(
        self, place: tuple[int, int], way: str, label: Label
    ) -> tuple[Cell | None, list[tuple[int, int]]]:
        """The first value in one direction, and for numbers those that follow; a unit may stand in between."""
        unit: Cell | None = None
        found: list[tuple[int, int]] = []
        gap = 0
        for length in range(1, _MOST_VALUES):
            step = (place[0] + length * _STEP[way][0], place[1] + length * _STEP[way][1])
            cell = self.at(*step)
            if cell is None or is_empty(cell):
                gap += 1
                if found or gap >= _REACH[way] or (step not in self.free and self.grid.get(*step)):
                    break
            elif not found and not unit and not label.is_text and self._is_unit(cell):
                unit = cell
            elif (
                not self._may_be_value(cell, label)
                or (found and cell.kind not in _NUMBERS)
                or (way == "below" and self._has_label(step))
            ):
                break
            else:
                found.append(step)
                if label.is_text or cell.kind not in _NUMBERS:
                    break
        return unit, found

    def _has_label(self, place: tuple[int, int]) -> bool:
        """Whether a value has a label of its own to the left; that one is nearer than any above."""
        left = self.at(place[0], place[1] - 1)
        return bool(left and left.text and label_of(left.text, self.grid.tongues))

    def _unit(self, value: tuple[int, int]) -> Cell | None:
        """A unit in a cell of its own, to the right of the number."""
        cell = self.at(value[0], value[1] + 1)
        return cell if cell and self._is_unit(cell) else None

    def _is_unit(self, cell: Cell) -> bool:
        """Whether a cell holds a unit and nothing else: min, pcs/month, per day."""
        text = cell.text
        if not text or len(text) > LONGEST or any(letter.isdigit() for letter in text):
            return False
        if label_of(text, self.grid.tongues):
            return False
        known = unit_of(text, "rate") or unit_of(text, "time") or unit_of(text, "pieces")
        return bool(known or period_of(words_of(text)))

    def _may_be_value(self, cell: Cell, label: Label) -> bool:
        """A number for a number, a text for a text, and never another label; `2 shifts` says its own once more."""
        tongues = self.grid.tongues
        other = label_of(cell.text, tongues) if cell.text else None
        inline = split(cell.text, tongues) if cell.text else None
        if other or (inline and inline[0].key[:4] != label.key[:4]):  # days and days_per_month are one
            return False
        return label.is_text or len(cell.text) <= LONGEST
