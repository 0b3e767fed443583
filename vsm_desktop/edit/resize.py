"""Giving a symbol another size."""

from __future__ import annotations

from vsm_desktop.edit.edits import Edit, set_fields
from vsm_desktop.model.value import Point, Size


def resize(id_: str, size: Size | None, at: Point) -> Edit:
    """Make a symbol as large as it was pulled, its centre at a place; without a size it takes its usual one."""
    return set_fields(id_, size=size, at=at)
