"""What differs between a sheet and a map, as values to be shown, ticked and applied.

Only what the sheet speaks of is compared. A cell that is empty says nothing: it never deletes what the map has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.report import Entry
from vsm_desktop.intake.updating.alike import total_of, worth
from vsm_desktop.intake.updating.arrows import arrow_lines, option_lines
from vsm_desktop.intake.updating.lines import (
    CALENDAR,
    GROUPS,
    STATE,
    STREAM,
    Change,
    Group,
    Line,
    in_order,
    shown,
    value_line,
)
from vsm_desktop.intake.updating.matching import Choices, Guess, Matches, match, plain
from vsm_desktop.intake.updating.told import Item, Said, Told
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.fields import STOCKS, Field, field_of, fields_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import own_rows, value_at
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.source import SheetSource
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.titles import title_of

_BY_VARIANT = {"qty": "qty_by_variant", "demand": "demand_by_variant"}
_OF_ALL = {parts: key for key, parts in _BY_VARIANT.items()}
_PLACES = {"family": STREAM, "site": STREAM, "date": STATE, "author": STATE}
_ATTRIBUTES = {"family": "name"}


class Difference(Struct, frozen=True):
    """All lines, what has to be confirmed first, and what of the sheet cannot be taken, with the reason."""

    state: str
    lines: tuple[Line, ...] = ()
    guesses: tuple[Guess, ...] = ()
    rejected: tuple[Entry, ...] = ()
    matches: Matches | None = None
    told: Told | None = None

    def of(self, group: Group) -> tuple[Line, ...]:
        """The lines of a group."""
        return tuple(line for line in self.lines if line.group == group)

    @property
    def proposed(self) -> frozenset[str]:
        """The keys of the lines that are ticked at first."""
        return frozenset(line.key for line in self.lines if line.can_be_taken and line.ticked)

    @property
    def everything(self) -> frozenset[str]:
        """The keys of all lines that can be taken."""
        return frozenset(line.key for line in self.lines if line.can_be_taken)

    @property
    def open_guesses(self) -> tuple[Guess, ...]:
        """What nobody has decided yet."""
        return tuple(guess for guess in self.guesses if guess.choice == "leave")

    @property
    def source(self) -> SheetSource | None:
        """The sheet the map is made from once something of it is taken; a data sheet of its own is none."""
        return self.told.source if self.told and not self.told.own else None


def compare(stream: ValueStream, state: State, told: Told, choices: Choices | None = None) -> Difference:
    """What a sheet would change on a map. `choices` decide guesses; what is not decided is left as it is."""
    matches = match(told.items, state, choices)
    work = _Comparing(stream, state, told, matches)
    removed = [*work.removed()]
    going = {id_ for line in removed for id_ in line.gone}
    lines = (*work.added(), *removed, *work.changed())
    lines = (*lines, *option_lines(told, stream, state))
    if work.is_whole:  # the arrows of another map have ids that mean something else here
        lines = (*lines, *arrow_lines(told, stream, state, going))
    ordered = sorted(lines, key=lambda line: GROUPS.index(line.group))
    rejected = (*told.report.rejected, *work.rejected)
    return Difference(state.id, tuple(ordered), matches.guesses, rejected, matches, told)


class _Comparing:
    """Reads a map beside a sheet."""

    def __init__(self, stream: ValueStream, state: State, told: Told, matches: Matches) -> None:
        self.stream, self.state, self.told, self.matches = stream, state, told, matches
        self.calendar = _calendar(stream.calendar_of(state), told)
        self.items = {item.id: item for item in told.items}
        self.rejected: list[Entry] = []
        self.sheets = told.report.sheets
        self.is_whole = self._is_whole()
        self.again = self.is_whole and not told.own

    def added(self) -> Iterator[Line]:
        """Steps only the sheet has, each with the stock at it."""
        new = [self.items[id_] for id_ in self.matches.new]
        steps = {item.id for item in new if item.kind not in STOCKS}
        along = {
            item.id: item.before if item.before in steps else item.after
            for item in new
            if not item.name and (item.before in steps or item.after in steps)
        }
        at: dict[str, list[Item]] = {}
        for item in new:
            at.setdefault(along.get(item.id, item.id), []).append(item)
        for item in new:
            if item.id in along:
                continue
            items = at[item.id]
            yield Line(
                f"+{item.id}",
                "added",
                item.id,
                item.name or item.label,
                title_of(item.kind),
                after=tuple(items),
                cell=item.cell,
                doubt="; ".join(dict.fromkeys(said.doubt for said in item.values.values() if said.doubt)),
                items=tuple(items),
            )

    def removed(self) -> Iterator[Line]:
        """Steps only the map has; proposed where the sheet is known to hold all of them."""
        nodes = {node.id: node for node in self.state.nodes}
        listed = [nodes[id_] for id_ in self.matches.gone if self._might_go(nodes[id_])]
        steps = {node.id for node in listed if node.kind == "process"}
        along = {node.id: step for node in listed if (step := _step_of(node)) in steps}
        for node in listed:
            if node.id in along:
                continue
            gone = (node.id, *(id_ for id_, step in along.items() if step == node.id))
            named = node.name or title_of(node.kind)
            mine = self.again and not self._came_from_here(node)
            yield Line(
                f"-{node.id}",
                "removed",
                node.id,
                named,
                title_of(node.kind),
                doubt=_("added on the map") if mine else "",
                ticked=self.is_whole and not mine,
                gone=gone,
            )

    def changed(self) -> Iterator[Line]:
        """Every field the sheet speaks of, of what both have."""
        return map(self._careful, self._changed()) if self.again else self._changed()

    def _careful(self, line: Line) -> Line:
        """The sheet a map was made from does not take back unasked what was changed on the map since."""
        if line.group != "changed" or line.before in (None, "", ()) or _is_from(line.before, self.sheets):
            return line
        words = (
            _("changed on the map since it was read")
            if isinstance(line.before, Quantity)
            else _("changed on the map or in the sheet")
        )
        return replace(line, ticked=False, doubt="; ".join(part for part in (line.doubt, words) if part))

    def _changed(self) -> Iterator[Line]:
        yield from self._of_stream()
        for id_ in self.matches.unclear:
            for key, said in self.items[id_].values.items():
                kind = title_of(self.items[id_].kind).lower()
                self._reject(
                    said,
                    key,
                    "",
                    _("the map has more than one {kind}; name the one in the sheet").format(kind=kind),
                )
        nodes = {node.id: node for node in self.state.nodes}
        for item in self.told.items:
            if node := nodes.get(self.matches.pairs.get(item.id, "")):
                yield from self._of_node(item, node)

    def _of_stream(self) -> Iterator[Line]:
        for key, said in self.told.calendar.items():
            field = field_of("calendar", key)
            before = getattr(self.stream.calendar_of(self.state), key)
            yield value_line(CALENDAR, _("Calendar"), field, before, said, self.calendar)
        for key, said in self.told.texts.items():
            place, attribute = _PLACES[key], _ATTRIBUTES.get(key, key)
            record = self.stream if place == STREAM else self.state
            before = getattr(record, attribute)
            field = Field(key, key, _TITLES[key], _TITLES[key], (), shape="text")
            sets = (Change(attribute, before, said.value),)
            yield value_line(place, _("Map"), field, before, said, self.calendar, sets)

    def _of_node(self, item: Item, node: Node) -> Iterator[Line]:
        rows = {
            field.key: field for field in (*fields_of(node.kind), *own_rows(node, self.stream.own_fields))
        }
        name = node.name or title_of(node.kind)
        for key, said in sorted(item.values.items(), key=lambda one: in_order(one[0])):
            field = rows.get(key)
            if field is None:
                reason = _("{kind} has no such field").format(kind=title_of(node.kind))
                self._reject(said, key, node.id, reason)
            elif key in _OF_ALL:
                yield self._of_variants(node, name, field, said)
            elif key in _BY_VARIANT and value_at(node, _BY_VARIANT[key]):
                yield self._of_whole(node, name, field, said)
            else:
                before = value_at(node, key)
                if not (key == "name" and _same_name(item, node)):
                    yield value_line(node.id, name, field, before, said, self.calendar)
        yield from self._empty(item, node, rows)

    def _of_variants(self, node: Node, name: str, field: Field, said: Said) -> Line:
        """Pieces by variant; what stands for all of them goes, as it would be a second truth."""
        whole = _OF_ALL[field.key]
        before, all_of_it = getattr(node, field.key), getattr(node, whole)
        sets = [Change(field.key, before, said.value)]
        if all_of_it is not None:
            sets.append(Change(whole, all_of_it, None))
        shown_before = before or all_of_it
        return value_line(node.id, name, field, shown_before, said, self.calendar, tuple(sets), before)

    def _of_whole(self, node: Node, name: str, field: Field, said: Said) -> Line:
        """One number where the map has variants: the same where these add up to it, else they go."""
        parts_key = _BY_VARIANT[field.key]
        parts = getattr(node, parts_key)
        same = isinstance(said.value, Quantity) and alike_sum(parts, said.value, self.calendar)
        before = getattr(node, field.key)
        sets = (Change(field.key, before, said.value), Change(parts_key, parts, ()))
        known = said.value if same else before
        return value_line(node.id, name, field, parts, said, self.calendar, sets, known)

    def _empty(self, item: Item, node: Node, rows: Mapping[str, Field]) -> Iterator[Line]:
        """What stands on the map where the sheet has an empty cell."""
        name = node.name or title_of(node.kind)
        for key in sorted(self.told.empty.get(item.id, ()), key=in_order):
            value = value_at(node, key) if key in rows else None
            if value not in (None, "", (), False):
                field = rows[key]
                yield Line(
                    f"{node.id}.{key}", "empty", node.id, name, field.title, field, value, ticked=False
                )

    def _reject(self, said: Said, key: str, id_: str, reason: str) -> None:
        sheet, _mark, cell = said.cell.rpartition("!")
        self.rejected.append(Entry(sheet, cell, shown(None, said.value), key, id_, reason))

    def _is_whole(self) -> bool:
        """Whether the sheet holds every step: the workbook of this map, or the sheet the map was made from."""
        if self.told.own:
            ids = [item.id for item in self.told.items if item.given_id]
            return 2 * sum(id_ in self.matches.pairs for id_ in ids) > len(ids)
        here, there = self.state.source, self.told.source
        return bool(here and there and (here.file, here.sheet) == (there.file, there.sheet))

    def _came_from_here(self, node: Node) -> bool:
        """Whether any value of a symbol was read from these sheets."""
        return any(_is_from(value, self.sheets) for value in dict(node).values())

    def _might_go(self, node: Node) -> bool:
        """A step; a stock only where the sheet lists stocks by name, or it came along with a step."""
        if self.told.seen:
            return False
        if self.told.own:
            return ("inventory" if node.kind in STOCKS else "steps") in self.told.tables and node.kind in (
                *("process", "transport"),
                *STOCKS,
            )
        named = any(item.kind in STOCKS and item.name for item in self.told.items)
        stock = node.kind in STOCKS and (
            _step_of(node) in self.matches.gone or (named and self._came_from_here(node))
        )
        return node.kind == "process" or stock


def _calendar(here: Calendar, told: Told) -> Calendar:
    """By which weeks, months and shifts are compared: a data sheet turned them into days by its own cells."""
    return here.evolve(**{key: said.value for key, said in told.calendar.items()}) if told.own else here


_TITLES = {
    "family": _("Product family"),
    "site": _("Site"),
    "date": _("Date"),
    "author": _("Author"),
}


def alike_sum(parts: Sequence[Any], whole: Quantity, calendar: Calendar) -> bool:
    """Whether variants add up to a number."""
    total, told = total_of(parts, calendar), worth(whole, calendar)
    return abs(total - told) <= 1e-9 * max(abs(total), abs(told), 1.0)


def _same_name(item: Item, node: Node) -> bool:
    """Whether steps that were matched by their names differ in no more than capitals, accents and spaces."""
    return not item.given_id and plain(item.name) == plain(node.name)


def _step_of(node: Node) -> str:
    """The step whose stock it is, by the id an import gives it."""
    for start in ("inv_after_", "inv_"):
        if node.kind in STOCKS and node.id.startswith(start):
            return node.id.removeprefix(start)
    return ""


def _is_from(value: Any, sheets: Set[str]) -> bool:
    if isinstance(value, tuple):
        return any(_is_from(getattr(part, "quantity", None), sheets) for part in value)
    source = value.source if isinstance(value, Quantity) else None
    return source is not None and source.cell.rpartition("!")[0] in sheets
