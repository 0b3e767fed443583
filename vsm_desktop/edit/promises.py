"""What a burst promises as lines of text that can be typed, and everything else it does as single things to take out.

weld2.ct 46 s -> 30 s        a field of an element, by id or name and by key or label; the value before may be left out
Spot weld 2.C/T → 30 s       an arrow sign is as good
remove inv_w1                an element, with its arrows; the flow is joined again
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.changes import difference, put
from vsm_desktop.edit.deriving import derived, promisable
from vsm_desktop.edit.entry import Wrong, entry_text, is_bare
from vsm_desktop.edit.healing import delete_healing
from vsm_desktop.edit.saying import Sayer, is_drawing, sayer, what_it_is
from vsm_desktop.edit.texts import field_for, read_text
from vsm_desktop.model.change import AddFlow, AddNode, Change, RemoveFlow, RemoveNode, Set
from vsm_desktop.model.display import number_and_unit
from vsm_desktop.model.fields import Field
from vsm_desktop.model.flows import Flow, FlowBase
from vsm_desktop.model.kaizen import bursts_of
from vsm_desktop.model.names import names_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.words import capital

ARROW = "→"
_ARROWS = r"\s*(?:-+>|=+>|[–—−]>|→|➔|⇒)\s*"
_NOTHING = frozenset({"", "-", "–", "—"})
_REMOVE = (_("remove"), "remove")
_PAIRS = {"qty_by_variant": "qty", "demand_by_variant": "demand"}  # one of the two is what counts


class WrongLine(Struct, frozen=True):
    """A line that says no change, by its number from 1, and why."""

    number: int
    text: str
    why: str


class Typed(Struct, frozen=True):
    """What lines of text promise, and the lines that say nothing."""

    changes: tuple[Change, ...]
    wrong: tuple[WrongLine, ...] = ()


class Piece(Struct, frozen=True):
    """Changes that belong together: as a line one could type, or "" where nobody types it; and in words."""

    changes: tuple[Change, ...]
    text: str
    words: str


def start_of(stream: ValueStream, state_id: str, burst_id: str) -> State:
    """What a burst is put onto in a state: its base with the bursts before it that are on."""
    state = stream.state(state_id)
    if not state.base:
        return state
    order = [burst.id for burst in bursts_of(stream)]
    earlier = order[: order.index(burst_id)] if burst_id in order else order
    return derived(stream, state.evolve(bursts=tuple(id_ for id_ in state.bursts if id_ in earlier)))


def pieces(changes: Sequence[Change], start: State, own: Any = ()) -> tuple[Piece, ...]:
    """The promises of a burst, one by one, in their order; what is only drawn elsewhere is one piece at the end."""
    return _Pieces(tuple(changes), start, own).all()


def text_of(found: Iterable[Piece]) -> str:
    """The promises that can be typed, a line each; reading them gives the same changes again."""
    return "\n".join(piece.text for piece in found if piece.text)


def read_promises(text: str, start: State, before: Sequence[Change] = (), own: Any = ()) -> Typed:
    """The changes a burst promises once its lines are these, where before it promised others.

    What cannot be typed stays; a line left as it was stays the change it was. Never raises: a wrong line is explained.
    """
    known = pieces(before, start, own)
    by_text = {piece.text: piece for piece in known if piece.text}
    lines = [(number, " ".join(line.split())) for number, line in enumerate(text.splitlines(), 1)]
    left = {line for _number, line in lines}
    gone = {
        id(change) for piece in known if piece.text and piece.text not in left for change in piece.changes
    }
    kept = tuple(change for change in before if id(change) not in gone)
    after, changes, wrong = put(kept, start).state, [*kept], []
    for number, line in lines:
        if not line or line in by_text:
            continue
        try:
            new = _read_line(line, after)
        except Wrong as why:
            wrong.append(WrongLine(number, line, str(why)))
            continue
        changes = [one for one in changes if not _replaced(one, new)] + new
        after = put(new, after).state
    return Typed(tuple(changes), tuple(wrong))


def without(changes: Sequence[Change], piece: Piece) -> tuple[Change, ...]:
    """The promises of a burst less one of its pieces."""
    return tuple(change for change in changes if change not in piece.changes)


def _replaced(old: Change, new: Iterable[Change]) -> bool:
    """Whether a field is set once more: the last word counts, with the value that was there first."""
    return isinstance(old, Set) and any(
        isinstance(one, Set) and (one.id, one.field) == (old.id, old.field) for one in new
    )


# reading


def _read_line(line: str, state: State) -> list[Change]:
    for word in _REMOVE:
        if line.casefold().startswith(f"{word.casefold()} "):
            element = _element_called(line[len(word) :].strip(), state)
            return [*filter(promisable, difference(state, delete_healing({element.id})(state)))]
    parts = re.split(_ARROWS, line)
    if len(parts) != 2:
        raise Wrong(
            _("This says no change. Type it like {example}, or remove and a name.").format(
                example=_example(state)
            )
        )
    element, field, was = _place(parts[0].strip(), state)
    after = "" if parts[1].strip() in _NOTHING else parts[1].strip()
    now = getattr(element, field.key)
    values = read_text(field, after, element.kind, now)
    before = read_text(field, was, element.kind, now) if was and was not in _NOTHING else {}
    found: list[Change] = []
    for key, value in values.items():
        held = getattr(element, key)
        said = before.get(key, held)
        first = held if said == held or _same(said, held) else said
        if value != first and not _same(value, first):
            found.append(Set(id=element.id, field=key, before=first, after=value))
    if not found:
        raise Wrong(_("This changes nothing: it is {value} already.").format(value=after or _("empty")))
    return found


def _same(one: Any, other: Any) -> bool:
    """Whether two quantities say the same number in the same unit."""
    keys = ("value", "unit", "low", "high")
    return all(hasattr(each, "unit") for each in (one, other)) and all(
        getattr(one, key) == getattr(other, key) for key in keys
    )


def _example(state: State) -> str:
    for node in state.nodes:
        if node.kind == "process" and getattr(node, "ct", None) is not None:
            return f"{_spoken(node, state)}.{_('C/T')} {ARROW} 30 s"
    return f"weld2.ct 46 s {ARROW} 30 s"


def _place(text: str, state: State) -> tuple[Node | Flow, Field, str]:
    """The element and the field a text begins with, and what it says behind them. Raises Wrong for neither."""
    found: list[tuple[int, Node | Flow, str]] = []
    for element in (*state.nodes, *state.flows):
        for name in _calls(element):
            rest = text[len(name) :]
            if text[: len(name)].casefold() == name.casefold() and (not rest or rest[0] in ".: "):
                found.append((len(name), element, rest.lstrip(".: ")))
    if not found:
        raise Wrong(_nothing_called(re.split(r"[.:]", text)[0].strip() or text, state))
    found.sort(key=lambda one: -one[0])
    longest = [one for one in found if one[0] == found[0][0]]
    if len({one.id for _size, one, _rest in longest}) > 1:
        raise Wrong(_several(text[: found[0][0]], [one for _size, one, _rest in longest]))
    for _size, element, rest in found:
        if place := _field(element, rest, state):
            return element, *place
    _size, element, rest = found[0]
    raise Wrong(_no_field(element, rest, state))


def _field(element: Node | Flow, text: str, state: State) -> tuple[Field, str] | None:
    """The field of an element a text begins with, the longest name first, and what follows."""
    names = names_of(state)
    called = [
        (name, row)
        for row in element.fields()
        if row.shape not in ("element", "formula")
        for name in {names.row(row).label, row.label, row.title, row.key}
    ]
    for name, row in sorted(called, key=lambda one: -len(one[0])):
        rest = text[len(name) :]
        if text[: len(name)].casefold() == name.casefold() and (not rest or rest[0] in " =:"):
            return row, rest.strip(" =:")
    return None


def _calls(element: Node | Flow) -> Iterable[str]:
    """What an element may be called by: its id, and its name in one line."""
    yield element.id
    if name := " ".join(getattr(element, "name", "").split()):
        yield name


def _element_called(text: str, state: State) -> Node | Flow:
    wanted = text.casefold()
    elements = (*state.nodes, *state.flows)
    by_id = next((one for one in elements if one.id == text), None)
    if by_id is not None:
        return by_id
    found = [one for one in elements if wanted in (name.casefold() for name in _calls(one))]
    if len(found) > 1:
        raise Wrong(_several(text, found))
    if not found:
        raise Wrong(_nothing_called(text, state))
    return found[0]


def _nothing_called(text: str, state: State) -> str:
    known = {name.casefold(): name for node in state.nodes for name in _calls(node)}
    close = get_close_matches(text.casefold(), known, n=1)
    if close:
        return _('Nothing on the map is called "{text}". Is it "{name}"?').format(
            text=text, name=known[close[0]]
        )
    return _('Nothing on the map is called "{text}".').format(text=text)


def _several(text: str, elements: Iterable[Node | Flow]) -> str:
    return _('Several are called "{text}". Type one of these: {ids}.').format(
        text=text, ids=", ".join(dict.fromkeys(one.id for one in elements))
    )


def _no_field(element: Node | Flow, text: str, state: State) -> str:
    rows = [names_of(state).row(row) for row in element.fields() if row.dimension]
    tries = ", ".join(row.label for row in rows[:4]) or _("Name")
    return _('{name} has no field "{text}". It has {tries} and others.').format(
        name=_spoken(element, state), text=text or "–", tries=tries
    )


def _spoken(element: Node | Flow, state: State) -> str:
    """What an element is called in a line: its name where no other has it and it cannot be mistaken, else its id."""
    name = " ".join(getattr(element, "name", "").split())
    others = (one for one in (*state.nodes, *state.flows) if one.id != element.id)
    taken = any(name.casefold() in (call.casefold() for call in _calls(one)) for one in others)
    return element.id if not name or taken or re.search(_ARROWS.replace(r"\s*", ""), name) else name


# writing


class _Pieces:
    """Sorts the changes of a burst into what belongs together."""

    def __init__(self, changes: tuple[Change, ...], start: State, own: Any) -> None:
        self._changes, self._start, self._own = changes, start, own
        self._say: Sayer = sayer(start, changes, own)
        self._new = {one.item.id: one.item for one in changes if isinstance(one, AddNode)}
        gone = {one.item.id for one in changes if isinstance(one, RemoveNode)}
        self._turned = gone & self._new.keys()  # one kind of element becomes another
        self._gone = gone - self._turned

    def all(self) -> tuple[Piece, ...]:
        groups: dict[tuple[str, ...], list[Change]] = {}
        for change in self._changes:
            groups.setdefault(self._group(change), []).append(change)
        drawing = groups.pop(("drawn",), [])
        found = [self._piece(key, tuple(group)) for key, group in groups.items()]
        if drawing:
            found.append(Piece(tuple(drawing), "", _("What is drawn elsewhere or in another order")))
        return tuple(found)

    def _group(self, change: Change) -> tuple[str, ...]:
        match change:
            case RemoveNode() | AddNode() if change.item.id in self._turned:
                return ("turn", change.item.id)
            case RemoveNode():
                return ("remove", change.item.id)
            case AddNode():
                return ("add", change.item.id)
            case RemoveFlow():
                ends = [one for one in (change.item.source, change.item.target) if one in self._gone]
                return ("remove", ends[0] if ends else change.item.id)
            case AddFlow():
                ends = [one for one in (change.item.source, change.item.target) if one in self._new]
                what = "turn" if ends and ends[0] in self._turned else "add"
                return (what, ends[0] if ends else change.item.id)
            case Set(field="source" | "target" | "about", before=str(before)) if before in self._gone:
                return ("remove", before)
            case Set() if not is_drawing(change):
                return ("set", change.id, _PAIRS.get(change.field, change.field))
        return ("drawn",)

    def _piece(self, key: tuple[str, ...], group: tuple[Change, ...]) -> Piece:
        what, id_ = key[0], key[1]
        if what == "set":
            return Piece(group, self._set_text(group), self._said(group))
        element = self._say.element(id_)
        words = self._say.called(id_)
        if what == "remove":
            text = self._remove_text(id_)
            return Piece(group, text, capital(_("{name} removed").format(name=words)))
        if what == "turn":
            after = what_it_is(self._new[id_], names_of(self._start))
            return Piece(group, "", capital(_("{name} becomes {what}").format(name=words, what=after)))
        kind = "" if element is None or isinstance(element, FlowBase) else _arrows(group)
        return Piece(group, "", capital(_("{name} added{more}").format(name=words, more=kind)))

    def _said(self, group: tuple[Change, ...]) -> str:
        sets = [change for change in group if isinstance(change, Set)]
        main = next((change for change in sets if change.after not in (None, ())), sets[0])
        return self._say.said(main)

    def _set_text(self, group: tuple[Change, ...]) -> str:
        """The line one would type; "" where it cannot be typed."""
        sets = [change for change in group if isinstance(change, Set)]
        element = self._start.element(sets[0].id) or self._say.element(sets[0].id)
        if element is None:
            return ""
        rows = {one.field: field_for(element, one.field) for one in sets}
        if any(row is None or row.shape in ("element", "formula") for row in rows.values()):
            return ""
        main = next((one for one in sets if one.after not in (None, ())), sets[0])
        old = next((one for one in sets if one.before not in (None, ())), main)
        row, old_row = rows[main.field], rows[old.field]
        assert row is not None
        assert old_row is not None
        before, after = _typed_text(old.before, old_row), _typed_text(main.after, row)
        if "\n" in before + after or re.search(_ARROWS.replace(r"\s*", ""), before + after):
            return ""
        label = names_of(self._start).row(row).label
        head = f"{_spoken(element, self._start)}.{label}"
        return " ".join(f"{head} {before} {ARROW} {after or '–'}".split())

    def _remove_text(self, id_: str) -> str:
        element = self._say.element(id_)
        return f"{_REMOVE[0]} {_spoken(element, self._start)}" if element is not None else ""


def _typed_text(value: Any, row: Field) -> str:
    """What one would type for a value, a bare number with the unit it was taken for."""
    text = entry_text(value, row)
    bare = isinstance(value, Quantity) and is_bare(text) and value.known_unit.symbol != "1"
    return f"{text} {number_and_unit(value)[1]}".strip() if bare else text


def _arrows(group: Sequence[Change]) -> str:
    count = sum(isinstance(change, AddFlow) for change in group)
    if not count:
        return ""
    return _(", with an arrow") if count == 1 else _(", with {count} arrows").format(count=count)
