"""The way back of the data sheet: every cell by its key, compared with the map it was written from.

The keys stand in the sheet itself, so that rows may be sorted, added and deleted, columns moved and renamed. A cell that
is empty says nothing. What a row says of a field twice, in working time and in days, is what differs from the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vsm_desktop.assets import _
from vsm_desktop.edit.entry import Wrong, read_entry
from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.report import Ledger, Report, together
from vsm_desktop.intake.steps import Ids, slug
from vsm_desktop.intake.units import Unit
from vsm_desktop.intake.updating.alike import alike
from vsm_desktop.intake.updating.arrows import CONVENTIONS, option_field
from vsm_desktop.intake.updating.keyed import Key, Keyed, Part, key_of, named_of, tables_of
from vsm_desktop.intake.updating.told import Arrow, Item, Said, Told
from vsm_desktop.intake.values import Way, is_empty, percent, read
from vsm_desktop.model.fields import EVERY_FLOW, STOCKS, Field, field_of, fields_of
from vsm_desktop.model.nodes import Customer
from vsm_desktop.model.own import own_rows_of, value_at
from vsm_desktop.model.quantity import VariantQuantity, quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.titles import TITLES

_STEPS = ("process", "transport", *STOCKS)
_PLAIN = ("id", "name", "kind", "after", "before", "source", "target")
_UNNAMED = "?"
_PARTS = {"qty": "qty_by_variant", "demand": "demand_by_variant"}


def state_in(grids: Sequence[Grid]) -> str:
    """The id of the state a workbook was written from."""
    return next((n.cell.shown for n in named_of(grids) if n.words == "map.state" and n.cell), "")


def told_by_own(file: str, grids: Sequence[Grid], stream: ValueStream, state: State) -> Told:
    """What a workbook this program wrote says of a map."""
    reader = _Reader(stream, state)
    tables = {keyed.table: keyed for keyed in tables_of(grids)}
    items = [item for name in ("steps", "inventory") if name in tables for item in reader.items(tables[name])]
    arrows = tuple(reader.arrows(tables["flows"])) if "flows" in tables else ()
    calendar, options, customers = reader.singles(grids)
    empty = {item.id: reader.empty.get(item.id, frozenset[str]()) for item in items}
    return Told(
        items=(*items, *customers),
        calendar=calendar,
        report=reader.report(file),
        own=True,
        state=state_in(grids),
        empty=empty,
        options=options,
        arrows=arrows,
        tables=frozenset(tables),
    )


class _Reader:
    """Reads the sheets of a workbook; every sheet has its own part of the report."""

    def __init__(self, stream: ValueStream, state: State) -> None:
        self.stream, self.state = stream, state
        self.calendar = stream.calendar_of(state)
        self.known = {one.id: one for one in (*state.nodes, *state.flows)}
        self.ledgers: dict[str, Ledger] = {}
        self.ids = Ids(self.known)
        self.used: set[str] = set()
        self.empty: dict[str, frozenset[str]] = {}

    def ledger(self, sheet: str) -> Ledger:
        return self.ledgers.setdefault(sheet, Ledger(sheet))

    def report(self, file: str) -> Report:
        return together(file, [ledger.report(file) for ledger in self.ledgers.values()])

    # tables

    def items(self, keyed: Keyed) -> Iterator[Item]:
        """The steps or stocks of a table."""
        for at in keyed.rows:
            row = _Row(keyed, at)
            if not row.cells:
                continue
            id_, name = row.word("id"), row.word("name")
            given = bool(id_) and id_ not in self.used
            if not (name or given):
                self._refuse_row(row, _("the row has neither a name nor an id"))
                continue
            node = self.known.get(id_) if given else None
            if node is not None and node.kind not in _STEPS:
                continue  # a symbol this program does not know has no values to read
            kind = self._kind(row, node, "inventory" if keyed.table == "inventory" else "process")
            if not kind:
                continue
            id_ = id_ if given else self.ids.free(slug(name))
            self.used.add(id_)
            unnamed = node is not None and not getattr(node, "name", "") and name == id_
            values = {"name": Said(name, row.ref("name"))} if name and not unnamed else {}
            values |= self._values(row, kind, node)
            self.empty[id_] = self._empty_in(row, kind) - values.keys()
            place = row.ref("name") or row.ref("id")
            beside = {side: self._id_called(row.word(side)) for side in ("before", "after")}
            yield Item(id_, kind, name or getattr(node, "name", "") or id_, values, given, place, **beside)

    def arrows(self, keyed: Keyed) -> Iterator[Arrow]:
        """The arrows; a new one needs both ends."""
        for at in keyed.rows:
            row = _Row(keyed, at)
            if not row.cells:
                continue
            id_ = row.word("id")
            id_ = id_ if id_ not in self.used else ""
            self.used.add(id_)
            flow = self.known.get(id_)
            kind = self._flow_kind(row, flow)
            source, target = (self._id_called(row.word(end)) for end in ("source", "target"))
            if flow is None and not (source and target):
                self._refuse_row(row, _("a new arrow needs the ids of both its ends"))
                continue
            yield Arrow(
                id_, kind, source, target, self._values(row, kind, flow), row.ref(next(iter(row.keys)))
            )

    def _kind(self, row: _Row, node: Any, default: str) -> str:
        word = row.word("kind")
        kind = next((kind for kind in _STEPS if word in (kind, TITLES[kind])), "")
        before = node.kind if node is not None else ""
        if word and not kind and not before:
            self._refuse_row(row, _('"{text}" is no kind of step or stock').format(text=word))
            return ""
        if before and kind and kind != before:
            reason = _("a sheet does not change what a symbol is; do that on the map")
            self._refuse(row, "kind", reason)
        return before or kind or default

    def _flow_kind(self, row: _Row, flow: Any) -> str:
        word = row.word("kind")
        kind = next((kind for kind in EVERY_FLOW if word in (kind, TITLES.get(kind))), "")
        before = flow.kind if flow is not None else ""
        if before and kind and kind != before:
            self._refuse(row, "kind", _("a sheet does not change the kind of an arrow; do that on the map"))
        return before or kind or "push"

    def _id_called(self, word: str) -> str:
        """A symbol by its id or name; of several names, the first that is known. Else the word, for one that is added."""
        for one in (word, *(part.strip() for part in word.split(","))):
            if one in self.known:
                return one
            if one and (node := next((n for n in self.state.nodes if n.name == one), None)):
                return node.id
        return word

    def _values(self, row: _Row, kind: str, element: Any) -> dict[str, Said]:
        rows = {field.key: field for field in (*fields_of(kind), *own_rows_of(kind, self.stream.own_fields))}
        found: dict[str, Said] = {}
        parts: dict[str, list[tuple[str, Said]]] = {}
        for key, cell in row.cells.values():
            field = rows.get(key.key)
            if key.key in _PLAIN or key.part or is_empty(cell):
                continue
            if field is None or field.shape == "formula":
                self._refuse_cell(
                    row.sheet, cell, key.key, _("{kind} has no such field").format(kind=_title(kind))
                )
                continue
            before = value_at(element, key.key) if element is not None else None
            if key.variant:
                said = self._quantity(row, key, field, cell)
                parts.setdefault(key.key, []).extend([(key.variant, said)] if said else [])
            elif field.shape == "quantity":
                if said := self._quantity(row, key, field, cell):
                    found[key.key] = self._better(found.get(key.key), said, before)
            elif said := self._word(row.sheet, field, cell, before):
                found[key.key] = said
        for key_, given in parts.items():
            held = getattr(element, _PARTS[key_], ()) if element is not None else ()
            if given:
                found[_PARTS[key_]] = _joined(given, held)
                found.pop(key_, None)  # the sum of these
        return found

    def _better(self, other: Said | None, said: Said, before: Any) -> Said:
        """Of two columns for one field, that which does not say what the map has."""
        return other if other is not None and alike(before, said.value, self.calendar) else said

    def _empty_in(self, row: _Row, kind: str) -> frozenset[str]:
        keys = {field.key for field in fields_of(kind)}
        return frozenset(key.key for key in row.keyed.columns.values() if key.key in keys)

    # cells

    def _quantity(self, row: _Row, key: Key, field: Field, cell: Cell) -> Said | None:
        said = self._number(row.sheet, key, field, cell)
        low, high = row.end(key, "low"), row.end(key, "high")
        if said is None or low is None or high is None or said.value.unit not in (key.unit, "%"):
            return said
        if said.value.unit == "%":
            low, high = percent(low), percent(high)
        if not low <= said.value.value <= high:
            self._refuse_cell(row.sheet, cell, key.key, _("it is not between the low and the high end"))
            return None
        one = said.value
        return Said(
            quantity(one.value, one.unit, source=one.source, low=low, high=high), said.cell, said.doubt
        )

    def _number(self, sheet: str, key: Key, field: Field, cell: Cell) -> Said | None:
        ledger = self.ledger(sheet)
        unit = None if key.unit == "1" or not key.unit else Unit(key.unit)
        way = Way(field, unit, fractions=True)
        outcome = read(cell, way, ledger.source(cell))
        ledger.note(cell, outcome.verdict, key.key, reason=outcome.reason)
        if outcome.quantity is None:
            return None
        doubt = outcome.reason if outcome.verdict == "doubtful" else ""
        return Said(outcome.quantity, f"{sheet}!{cell.ref}", doubt)

    def _word(self, sheet: str, field: Field, cell: Cell, before: Any) -> Said | None:
        text = cell.text or cell.shown
        try:
            value = read_entry(text, field, before)
        except Wrong as wrong:
            self._refuse_cell(sheet, cell, field.key, str(wrong).rstrip("."))
            return None
        self.ledger(sheet).note(cell, "taken", field.key)
        return Said(value, f"{sheet}!{cell.ref}")

    def _refuse(self, row: _Row, key: str, reason: str) -> None:
        if cell := row.cell(key):
            self._refuse_cell(row.sheet, cell, key, reason)

    def _refuse_cell(self, sheet: str, cell: Cell, key: str, reason: str) -> None:
        self.ledger(sheet).note(cell, "rejected", key, reason=reason)

    def _refuse_row(self, row: _Row, reason: str) -> None:
        self.ledger(row.sheet).note([cell for _key, cell in row.cells.values()], "rejected", reason=reason)

    # single values

    def singles(self, grids: Sequence[Grid]) -> tuple[dict[str, Said], dict[str, Said], list[Item]]:
        """Calendar, conventions and demand."""
        calendar: dict[str, Said] = {}
        options: dict[str, Said] = {}
        demand: dict[str, list[tuple[str, Said]]] = {}
        for one in named_of(grids):
            if one.cell is None or is_empty(one.cell):
                continue
            place, _dot, rest = one.words.partition("." if not one.words.startswith("demand/") else "/")
            if place == "calendar" and (key := key_of(f"{{{rest}}}")):
                if said := self._number(one.sheet, key, field_of("calendar", key.key), one.cell):
                    calendar[key.key] = said
            elif place == "options" and (key := key_of(f"{{{rest}}}")):
                if said := self._option(one.sheet, key, one.cell):
                    options[key.key] = said
            elif place == "demand":
                id_, variant, key = _demand_key(rest)
                if said := self._number(one.sheet, key, field_of("customer", "demand"), one.cell):
                    demand.setdefault(id_, []).append((variant, said))
        return calendar, options, [self._customer(id_, given) for id_, given in demand.items()]

    def _option(self, sheet: str, key: Key, cell: Cell) -> Said | None:
        if key.key in CONVENTIONS:
            return self._word(sheet, option_field(key.key), cell, None)
        try:
            field = field_of("options", key.key)
        except KeyError:
            return None
        return self._number(sheet, key, field, cell) if key.unit else self._word(sheet, field, cell, None)

    def _customer(self, id_: str, given: Sequence[tuple[str, Said]]) -> Item:
        node = self.known.get(id_)
        held = node.demand_by_variant if isinstance(node, Customer) else ()
        label = node.name if isinstance(node, Customer) and node.name else id_
        named = [(variant, said) for variant, said in given if variant]
        values = {"demand_by_variant": _joined(named, held)} if named else {"demand": given[0][1]}
        return Item(id_, "customer", label, values, given_id=True, cell=given[0][1].cell)


class _Row:
    """The cells of one row by their keys; of two alike, the first."""

    def __init__(self, keyed: Keyed, at: int) -> None:
        self.keyed, self.sheet = keyed, keyed.grid.name
        held = keyed.grid.rows.get(at, {})
        self.cells = {column: (key, held[column]) for column, key in keyed.columns.items() if column in held}
        self.keys: dict[Key, Cell] = {}
        for key, cell in self.cells.values():
            self.keys.setdefault(key, cell)

    def cell(self, key: str) -> Cell | None:
        return self.keys.get(Key(key))

    def word(self, key: str) -> str:
        cell = self.cell(key)
        return " ".join(cell.shown.split()) if cell and not is_empty(cell) else ""

    def ref(self, key: Key | str) -> str:
        cell = self.keys.get(Key(key) if isinstance(key, str) else key)
        return f"{self.sheet}!{cell.ref}" if cell else ""

    def end(self, key: Key, part: Part) -> float | None:
        """One end of the range that stands beside a number."""
        cell = self.keys.get(Key(key.key, key.unit, part, "", key.own))
        return cell.number if cell and cell.kind in ("number", "percent") else None


def _joined(given: Sequence[tuple[str, Said]], held: Sequence[VariantQuantity]) -> Said:
    """Variants of the map with what the sheet says of some of them, then those only the sheet has."""
    kept = {part.variant: part.quantity for part in held}
    known = {" ".join(name.split()) or _UNNAMED: name for name in kept}  # as they can be written in a key
    said = {known.get(" ".join(name.split()), name): one for name, one in given}
    names = [*kept, *(name for name in said if name not in kept)]
    parts = tuple(
        VariantQuantity(variant=name, quantity=said[name].value if name in said else kept[name])
        for name in names
    )
    return Said(parts, given[0][1].cell, "; ".join(one.doubt for _name, one in given if one.doubt))


def _demand_key(words: str) -> tuple[str, str, Key]:
    """ID/VARIANT:UNIT in parts; of an id, / is written as %2F."""
    path, _colon, unit = words.rpartition(":")
    id_, _slash, variant = path.partition("/")
    return id_.replace("%2F", "/"), variant, Key("demand", unit)


def _title(kind: str) -> str:
    return TITLES.get(kind, kind)
