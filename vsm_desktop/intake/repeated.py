"""Rows that repeat the name of a step: observations of one step, or two steps that are called the same.

They are observations where nothing but one time differs and the sheet looks like a time study: names that come three
times and more make up most of it, the observations are numbered, or day, observer and shift change from row to row.
Two machines of one name with other values stay two steps, and so do names that come only twice: both are doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from vsm_desktop.intake.columns import Column
from vsm_desktop.intake.kinds import Row
from vsm_desktop.intake.phrases import fold

_OFTEN = 3
_MOST_OF_IT = 0.6


class Group(Struct, frozen=True):
    """A row that is a step, and the further observations of it; `sure` if nothing speaks against that."""

    row: Row
    again: tuple[Row, ...] = ()
    sure: bool = True

    @property
    def rows(self) -> tuple[Row, ...]:
        return (self.row, *self.again)


def grouped(rows: Sequence[Row], columns: Sequence[Column]) -> list[Group]:
    """The rows as steps, in the order in which each is named first."""
    by_name: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.kind == "step" and row.name:
            by_name.setdefault((fold(row.title), row.code), []).append(row)
    if not any(len(same) > 1 for same in by_name.values()):
        return [Group(row) for row in rows]
    described = _is_described(by_name.values(), columns)
    names = {key: same for key, same in by_name.items() if _observe_one(same, columns, described)}
    if not _is_study(names.values(), len(rows), described):
        return [Group(row) for row in rows]
    firsts = {same[0].number: same for same in names.values()}
    later = {row.number for same in names.values() for row in same[1:]}
    return [
        Group(
            row, tuple(firsts.get(row.number, ())[1:]), described or len(firsts.get(row.number, ())) >= _OFTEN
        )
        for row in rows
        if row.number not in later
    ]


def _observe_one(rows: Sequence[Row], columns: Sequence[Column], described: bool) -> bool:
    """Whether rows of one name differ in one time at most, in any where each row says which observation it is."""
    held = [column for column in columns if column.meaning and any(column.index in row.cells for row in rows)]
    varying = [column for column in held if _is_value(column) and _varies(column, rows)]
    if any(map(_is_reading, held)):
        return all(map(_is_reading, varying))
    if not time_columns(rows, columns):
        return False
    return all(map(_is_time, varying)) and (described or len(varying) <= 1)


def _is_study(names: Iterable[Sequence[Row]], rows: int, described: bool) -> bool:
    repeated = [len(same) for same in names if len(same) > 1]
    if not repeated:
        return False
    often = max(repeated) >= _OFTEN
    return often and (described or sum(repeated) >= _MOST_OF_IT * rows)


def _is_described(names: Iterable[Sequence[Row]], columns: Sequence[Column]) -> bool:
    """Whether a column numbers the observations or says another day, observer or shift of each, or one name is over all."""
    names = list(names)
    if any(row.merged for same in names for row in same):
        return True
    for column in columns:
        role = column.meaning.role if column.meaning else ""
        if role == "turn" or (
            (role in ("by", "date") or is_shift(column)) and any(_varies(column, same) for same in names)
        ):
            return True
    return False


def is_shift(column: Column) -> bool:
    """Whether a column says which shift a row was observed in; in other tables it is the number of shifts."""
    return bool(column.meaning and column.meaning.role == "field" and column.meaning.key == "shifts")


def time_columns(rows: Sequence[Row], columns: Sequence[Column]) -> list[Column]:
    """The columns whose cells are the readings of a repeated step, where they stand one below the other."""
    held = [
        column
        for column in columns
        if _is_time(column) and not _is_reading(column) and any(column.index in row.cells for row in rows)
    ]
    return [column for column in held if _varies(column, rows)] or (held if len(held) == 1 else [])


def _is_value(column: Column) -> bool:
    meaning = column.meaning
    return bool(meaning and meaning.role in ("field", "stock", "reading")) and not is_shift(column)


def _is_time(column: Column) -> bool:
    field = column.meaning.field if column.meaning and column.meaning.role != "stock" else None
    return bool(field and field.dimension == "time")


def _is_reading(column: Column) -> bool:
    return bool(column.meaning and column.meaning.role == "reading")


def _varies(column: Column, rows: Iterable[Row]) -> bool:
    return len({row.cells[column.index].shown for row in rows if column.index in row.cells}) > 1
