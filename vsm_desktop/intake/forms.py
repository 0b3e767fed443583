"""A workbook with a form for every step: sheets that ask the same down the page, each filled in for one step."""

from __future__ import annotations

from collections.abc import Iterable

from vsm_desktop.intake.table import Table

_ALIKE = 0.5


def is_form(table: Table) -> bool:
    """Whether a sheet is about one step only, with its values below each other."""
    return table.grid.turned and len(table.rows) == 1


def of_one_kind(first: Table, others: Iterable[Table]) -> tuple[Table, ...]:
    """Those of the other tables that are the same form as the first one."""
    asked = _asked(first)
    return tuple(other for other in others if is_form(other) and _share(asked, _asked(other)) >= _ALIKE)


def _asked(table: Table) -> frozenset[tuple[str, ...]]:
    return frozenset(column.meaning.claim for column in table.columns if column.meaning)


def _share(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / max(len(one | other), 1)
