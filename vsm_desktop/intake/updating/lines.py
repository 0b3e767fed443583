"""The lines of a difference: one value, one step or one arrow each, with the cell that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from msgspec import Struct

from vsm_desktop.edit.entry import entry_text
from vsm_desktop.intake.updating.alike import alike
from vsm_desktop.intake.updating.told import Arrow, Item, Said
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.display import shown as in_words
from vsm_desktop.model.fields import FIELDS, Field, fields_of
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.readings import told

Group = Literal["added", "removed", "changed", "empty", "unchanged"]
GROUPS: tuple[Group, ...] = ("added", "removed", "changed", "empty", "unchanged")
STREAM, CALENDAR, STATE, OPTIONS = "@stream", "@calendar", "@state", "@options"
_ORDER = {field.key: at for at, field in reversed([*enumerate(FIELDS)])}
_SAME_AS_SHOWN = object()


class Change(Struct, frozen=True):
    """An attribute of an element that becomes another value."""

    key: str
    before: Any
    after: Any


class Line(Struct, frozen=True):
    """One difference: what it concerns, from what to what, and the cell that says so.

    `id` is the element of the map, or the stream, its calendar or the state itself. `ticked` is whether it is proposed;
    `doubt` what the reader of the sheet was not sure of. An added line has its `items` or its `arrow`, a removed one the ids of
    what goes.
    """

    key: str
    group: Group
    id: str
    name: str
    title: str = ""
    field: Field | None = None
    before: Any = None
    after: Any = None
    cell: str = ""
    doubt: str = ""
    ticked: bool = True
    sets: tuple[Change, ...] = ()
    items: tuple[Item, ...] = ()
    gone: tuple[str, ...] = ()
    arrow: Arrow | None = None

    @property
    def can_be_taken(self) -> bool:
        """Whether taking it would change the map."""
        return self.group in ("added", "removed", "changed")


def value_line(
    id_: str,
    name: str,
    field: Field,
    before: Any,
    said: Said,
    calendar: Calendar,
    sets: tuple[Change, ...] = (),
    known: Any = _SAME_AS_SHOWN,
) -> Line:
    """A value that is to be changed, or is the same; `known` is what it is compared with where that is not what is shown."""
    same = alike(before if known is _SAME_AS_SHOWN else known, said.value, calendar)
    sets = sets or (Change(field.key, before, said.value),)
    return Line(
        f"{id_}.{field.key}",
        "unchanged" if same else "changed",
        id_,
        name,
        field.title,
        field,
        before,
        said.value,
        said.cell,
        said.doubt,
        not same,
        () if same else sets,
    )


def in_order(key: str) -> int:
    """The place of a field in the field table; what a user added comes last."""
    return _ORDER.get(key, len(_ORDER))


def shown(field: Field | None, value: Any) -> str:
    """A value in words: as typed, with its unit; an added step as what is known of it."""
    if isinstance(value, Quantity):
        seen = told(value.source, value.known_unit.shown) if value.source and value.source.readings else ""
        return f"{in_words(value)} ({seen})" if seen else in_words(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Item):
        return ", ".join(_facts(value))
    if field is not None and field.shape == "variants" and isinstance(value, tuple):
        return ", ".join(f"{part.variant} {in_words(part.quantity)}" for part in value)
    if field is None:
        return str(value) if value not in (None, ()) else ""
    return entry_text(value, field)


def _facts(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        rows = {field.key: field for field in fields_of(item.kind)}
        for key, said in item.values.items():
            if key != "name":
                row = rows.get(key)
                yield f"{row.label if row else key} {shown(row, said.value)}"
