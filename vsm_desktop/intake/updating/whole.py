"""A map of its own from a data sheet this program wrote: all its steps, stocks and arrows, but not where they stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.grid import Grid
from vsm_desktop.intake.phrases import fold
from vsm_desktop.intake.report import Reading
from vsm_desktop.intake.updating.adding import node_of
from vsm_desktop.intake.updating.keyed import Key, Keyed, named_of, tables_of
from vsm_desktop.intake.updating.own_workbook import told_by_own
from vsm_desktop.intake.updating.told import Said, Told
from vsm_desktop.intake.words import YES
from vsm_desktop.model.fields import MATERIAL
from vsm_desktop.model.flows import Flow, flow_of_kind
from vsm_desktop.model.nodes import NODE_CLASSES, Node
from vsm_desktop.model.options import Options
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.titles import TITLES

_TOLD = "=options."


class _End(Struct):
    """What the sheet of arrows tells of a symbol that no other sheet has."""

    sends: bool = False
    receives: bool = False

    @property
    def kind(self) -> str:
        """Material comes from a supplier, ends at a customer, and is parted or joined in between."""
        if self.sends or self.receives:
            return "junction" if self.sends and self.receives else "supplier" if self.sends else "customer"
        return "control"


def read_whole(file: str, grids: Sequence[Grid]) -> Reading:
    """The map of a data sheet, laid out by whoever asked; `grids` are all its sheets.

    What the sheets do not hold is missing: notes, pictures, loops and the places of all symbols.
    """
    facts = {one.words: one.cell.shown for one in named_of(grids) if one.cell is not None}
    tables = {keyed.table: keyed for keyed in tables_of(grids)}
    outside = tuple(_outside(tables))
    state = State(
        id=facts.get("map.state", "current"),
        name=facts.get("map.state_name", _("Current state")),
        date=facts.get("map.date", ""),
        nodes=outside,
    )
    stream = ValueStream(name=facts.get("map.name", ""), shown_state=state.id, states=(state,))
    told = told_by_own(file, grids, stream, state)
    nodes = tuple(_nodes(told, outside))
    if len(nodes) == len(outside):
        refused = _('The data sheet "{file}" has no steps any more.').format(file=file)
        return Reading(None, replace(told.report, refused=refused), own=True)
    calendar = stream.calendar.evolve(**_values(told.calendar))
    whole = state.evolve(
        nodes=nodes,
        flows=tuple(_flows(told, {node.id for node in nodes})),
        options=state.options.evolve(**_fixed(grids), **_values(told.options)),
    )
    return Reading(stream.evolve(calendar=calendar).with_state(whole), told.report, own=True)


def _fixed(grids: Sequence[Grid]) -> dict[str, Any]:
    """The conventions that are only told; what is no choice of theirs is as usual."""
    found: dict[str, Any] = {}
    for one in named_of(grids, (_TOLD,)):
        key, text = one.words.removeprefix(_TOLD), one.cell.shown if one.cell else ""
        if key == "dispatch_wait":
            found[key] = fold(text) in YES
        elif key in Options.model_fields and text in get_args(Options.model_fields[key].annotation):
            found[key] = text
    return found


def _outside(tables: Mapping[str, Keyed]) -> Iterator[Node]:
    """Symbols that arrows begin or end at, and that are neither steps nor stock."""
    steps = {id_ for name in ("steps", "inventory") for id_ in _column(tables.get(name), Key("id"))}
    ends: dict[str, _End] = {}
    flows = tables.get("flows")
    rows = zip(*(_column(flows, Key(key)) for key in ("source", "target", "kind")), strict=True)
    for source, target, kind in rows:
        material = any(kind in (one, TITLES.get(one)) for one in MATERIAL)
        for id_, sends in ((source, True), (target, False)):
            if id_ and id_ not in steps:
                end = ends.setdefault(id_, _End())
                end.sends |= material and sends
                end.receives |= material and not sends
    names = dict(zip(_column(flows, Key("source")), _named(flows, "{=from}"), strict=True))
    names |= dict(zip(_column(flows, Key("target")), _named(flows, "{=to}"), strict=True))
    for id_, end in ends.items():
        data = {"kind": end.kind, "id": id_, "name": names.get(id_, "")}
        yield NODE_CLASSES[end.kind].model_validate(data)  # type: ignore[misc]


def _column(table: Keyed | None, key: Key) -> list[str]:
    """What stands in one column of a table, row by row."""
    at = next((column for column, one in table.columns.items() if one == key), 0) if table else 0
    return _texts(table, at)


def _named(table: Keyed | None, words: str) -> list[str]:
    """The same for a column that is only there to be read by people."""
    places = (cells for number, cells in table.grid.rows.items() if number < table.rows[0]) if table else ()
    at = next((column for cells in places for column, cell in cells.items() if cell.text == words), 0)
    return _texts(table, at)


def _texts(table: Keyed | None, column: int) -> list[str]:
    cells = (table.grid.get(row, column) for row in table.rows) if table else ()
    return [" ".join(cell.shown.split()) if cell else "" for cell in cells]


def _nodes(told: Told, outside: Sequence[Node]) -> Iterator[Node]:
    """Suppliers, the steps in the order of the sheets, and who is behind them."""
    said = {item.id: item for item in told.items}
    ends = [one.evolve(**_values(said[one.id].values)) if one.id in said else one for one in outside]
    here = {one.id for one in ends}
    yield from (one for one in ends if one.kind == "supplier")
    yield from (node_of(item, item.id) for item in told.items if item.id not in here)
    yield from (one for one in ends if one.kind != "supplier")


def _flows(told: Told, there: Set[str]) -> Iterator[Flow]:
    """The arrows whose ends are there."""
    taken = {*there}
    for number, arrow in enumerate(told.arrows):
        if {arrow.source, arrow.target} <= there:
            id_ = arrow.id if arrow.id and arrow.id not in taken else f"flow_{number}"
            taken.add(id_)
            ends = {"id": id_, "source": arrow.source, "target": arrow.target}
            yield flow_of_kind(arrow.kind, **ends, **_values(arrow.values))


def _values(said: Mapping[str, Said]) -> dict[str, Any]:
    return {key: one.value for key, one in said.items()}
