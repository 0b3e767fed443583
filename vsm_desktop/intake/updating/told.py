"""What a sheet says of a map, value by value with its cell; what it does not say is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from vsm_desktop.assets import _
from vsm_desktop.intake.report import Entry, Reading, Report
from vsm_desktop.model.nodes import Customer, Inventory, Node, Process, Supplier
from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.model.source import SheetSource

DATA = {
    "process": tuple(key for key in Process.model_fields if key not in ("symbol", "same_as")),
    "inventory": ("qty", "qty_by_variant", "days"),
    "customer": ("demand", "demand_by_variant", "pack"),
}
_BASE = ("kind", "id", "at", "size", "name", "locked", "group", "own", "picture")
_TEXTS = ("family", "site", "date", "author")


class Said(Struct, frozen=True):
    """One value, the cell it stands in, such as Steps!C5, and what is doubtful about it."""

    value: Any
    cell: str = ""
    doubt: str = ""


class Item(Struct, frozen=True):
    """One step, stock, supplier or customer of a sheet.

    `values` holds what the sheet says by field key, `name` among it only where the sheet gives one; `label` is what it is
    called in words. `given_id` says that the sheet itself has the id. `before` or `after` is the item beside which an
    unnamed stock stands.
    """

    id: str
    kind: str
    label: str
    values: Mapping[str, Said] = field(default_factory=dict)
    given_id: bool = False
    cell: str = ""
    before: str = ""
    after: str = ""

    @property
    def name(self) -> str:
        """The name the sheet gives, if it gives one."""
        said = self.values.get("name")
        return str(said.value) if said else ""


class Arrow(Struct, frozen=True):
    """One arrow of a data sheet, its ends by the ids or names of symbols; `id` is empty where the row was added."""

    id: str
    kind: str
    source: str
    target: str
    values: Mapping[str, Said] = field(default_factory=dict)
    cell: str = ""


class Told(Struct, frozen=True):
    """All a sheet says, in its order.

    What was only `seen` tells of some steps and fields, and nothing of the others. `state` is the id of the state it was exported from, where it is a workbook of this program. `empty` are fields that have
    a column but no value, by item; `tables` are the sheets such a workbook still has; `source` is where it can be read again.
    """

    items: tuple[Item, ...] = ()
    calendar: Mapping[str, Said] = field(default_factory=dict)
    texts: Mapping[str, Said] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    own: bool = False
    seen: bool = False
    state: str = ""
    empty: Mapping[str, frozenset[str]] = field(default_factory=dict)
    options: Mapping[str, Said] = field(default_factory=dict)
    arrows: tuple[Arrow, ...] = ()
    tables: frozenset[str] = frozenset()
    source: SheetSource | None = None


def told_by(reading: Reading) -> Told:
    """What a sheet says that was read as a map of its own. Nothing for a refused one."""
    if reading.stream is None:
        return Told(report=reading.report)
    state, entries = reading.stream.state(), _Entries(reading.report)
    items = tuple(_items(state.nodes, entries, reading.printed))
    calendar = {key: entries.said("", key, value) for key, value in _filled(reading.stream.calendar)}
    held = {
        "family": reading.stream.name,
        "site": reading.stream.site,
        "date": state.date,
        "author": state.author,
    }
    texts = {
        key: entries.said("", key, held[key]) for key in _TEXTS if held[key] and entries.labelled("", key)
    }
    empty = {} if reading.printed else _empty(items)
    return Told(
        items, calendar, texts, reading.report, seen=reading.printed, empty=empty, source=state.source
    )


class _Entries:
    """The report by step and field."""

    def __init__(self, report: Report) -> None:
        self._found: dict[tuple[str, str], Entry] = {}
        self._doubts: dict[str, str] = {}
        for entries in (report.taken, report.converted, report.doubtful):
            for entry in entries:
                self._found.setdefault((entry.step, entry.field), entry)
        for entry in report.doubtful:
            self._doubts[f"{entry.sheet}!{entry.cell}"] = entry.reason

    def cell(self, step: str, key: str) -> str:
        entry = self._found.get((step, key))
        return f"{entry.sheet}!{entry.cell}" if entry else ""

    def labelled(self, step: str, key: str) -> bool:
        """Whether a cell says it by itself; a title, or a running number in place of an id, does not."""
        entry = self._found.get((step, key))
        return entry is not None and not entry.reason

    def said(self, step: str, key: str, value: Any) -> Said:
        cell = _cell_of(value) or self.cell(step, key)
        return Said(value, cell, self._doubts.get(cell, ""))


def _items(nodes: Sequence[Node], entries: _Entries, printed: bool) -> Iterator[Item]:
    for at, node in enumerate(nodes):
        if not isinstance(node, Process | Inventory | Customer | Supplier):
            continue
        said = {
            key: entries.said(node.id, key, value)
            for key, value in _filled(node)
            if key in DATA.get(node.kind, ())
        }
        outside = isinstance(node, Customer | Supplier)
        cell = entries.cell("", node.kind) if outside else entries.cell(node.id, "name")
        beside = _beside(nodes, at) if isinstance(node, Inventory) and not cell else {}
        if cell:
            said = {"name": Said(node.name, cell)} | said
        given = printed or entries.labelled(node.id, "id")
        cell = cell or next((one.cell for one in said.values()), "")
        if said:
            yield Item(node.id, node.kind, node.name, said, given, cell, **beside)


def _filled(record: Any) -> Iterator[tuple[str, Any]]:
    """The data fields that hold something."""
    for key in type(record).model_fields:
        value = getattr(record, key)
        if key not in _BASE and value not in (None, (), "", False):
            yield key, value


def _beside(nodes: Sequence[Node], at: int) -> dict[str, str]:
    """The step an unnamed stock was counted at: the one it is called after."""
    previous = nodes[at - 1] if at else None
    if isinstance(previous, Process) and nodes[at].name == _("After {step}").format(step=previous.name):
        return {"after": previous.id}
    return {"before": nodes[at + 1].id} if at + 1 < len(nodes) else {}


def _cell_of(value: Any) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], VariantQuantity):
        value = value[0].quantity
    return value.source.cell if isinstance(value, Quantity) and value.source else ""


def _empty(items: Sequence[Item]) -> dict[str, frozenset[str]]:
    """The fields some steps of the sheet have and others do not: the cells of these are empty."""
    known = frozenset(key for item in items if item.kind == "process" for key in item.values)
    return {item.id: known - item.values.keys() for item in items if item.kind == "process"}
