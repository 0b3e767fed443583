"""Edits of how the A3 is laid out: what is said on it, which sections are printed, in which order, where, and how large."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vsm_desktop.model.a3 import A3, LEAST_SIZE, MOST_SIZE, Column, Section, SectionKey, a3_of
from vsm_desktop.model.stream import ValueStream

StreamEdit = Callable[[ValueStream], ValueStream]


def set_a3(**values: Any) -> StreamEdit:
    """Give the sheet another paper, title, version or signers; another template brings the sections it had.

    Raises pydantic's ValidationError for a value it may not have.
    """

    def apply(stream: ValueStream) -> ValueStream:
        a3: A3 = stream.a3 or A3()
        template = values.get("template", a3.template)
        return _with(stream, a3.evolve(**{**values, "template": a3.template}).with_template(template))

    return apply


def set_section(key: SectionKey, **values: Any) -> StreamEdit:
    """Print a section or not, in another column, in another size (kept within what there may be)."""
    if "size" in values:
        values["size"] = round(min(max(values["size"], LEAST_SIZE), MOST_SIZE), 2)

    def apply(stream: ValueStream) -> ValueStream:
        a3 = a3_of(stream)
        laid = tuple(one.evolve(**values) if one.key == key else one for one in a3.laid)
        if laid == a3.laid:
            return stream
        return _with(stream, a3.evolve(sections=laid))

    return apply


def place_section(key: SectionKey, before: SectionKey | None, column: Column | None = None) -> StreamEdit:
    """Put a section before another one, at the end without one; in another column if one is named."""

    def apply(stream: ValueStream) -> ValueStream:
        a3 = a3_of(stream)
        if before == key:
            return stream
        moved = next(one for one in a3.laid if one.key == key)
        if column is not None:
            moved = moved.evolve(column=column)
        rest = [one for one in a3.laid if one.key != key]
        at = next((at for at, one in enumerate(rest) if one.key == before), len(rest))
        return _with(stream, a3.evolve(sections=(*rest[:at], moved, *rest[at:])))

    return apply


def step_section(key: SectionKey, by: int) -> StreamEdit:
    """Move a section by so many places among those of its column; at an end it stays."""

    def apply(stream: ValueStream) -> ValueStream:
        laid = a3_of(stream).laid
        own = next(one for one in laid if one.key == key)
        beside: list[Section] = [
            one for one in laid if one.column == own.column and (one.shown or one is own)
        ]
        at = beside.index(own) + by
        if not 0 <= at < len(beside):
            return stream
        after = at + 1 if by > 0 else at
        before = beside[after].key if after < len(beside) else None
        return place_section(key, before)(stream)

    return apply


def _with(stream: ValueStream, a3: A3) -> ValueStream:
    return stream if a3 == stream.a3 else stream.evolve(a3=a3)
