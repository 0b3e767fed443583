"""What was changed between two states, one change a row, as values and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.changes import difference
from vsm_desktop.edit.entry import entry_text
from vsm_desktop.edit.saying import DRAWN
from vsm_desktop.insight.sides import Side, differing_conventions, named, state_of
from vsm_desktop.model.change import AddFlow, AddNode, Change, RemoveFlow, RemoveNode, Set
from vsm_desktop.model.display import DASH, shown
from vsm_desktop.model.fields import NOTES, Field, fields_of
from vsm_desktop.model.flows import Flow, FlowBase
from vsm_desktop.model.names import names_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import every_row, value_at
from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.titles import title_of
from vsm_desktop.model.words import within_sentence


class ChangeRow(Struct, frozen=True):
    """One change: what was done, to which element, which field of it, and what it held before and holds now.

    `id` is empty for what belongs to the map, as its calendar and conventions. `before` and `after` are values of the document,
    `words` says it in a line, `said` without the name of the element. `looks` is what no number depends on; `exchanged` a symbol that became one of another kind.
    """

    op: Literal["set", "add", "remove"]
    id: str
    field: str
    before: Any
    after: Any
    words: str
    looks: bool = False
    exchanged: bool = False
    said: str = ""


def change_rows(a: Side, b: Side) -> list[ChangeRow]:
    """All changes from the state `a` to the state `b`: of the map, of what both have, then what is new and what is gone."""
    old, new = state_of(a), state_of(b)
    rows = [*_of_the_map(a, b)]
    found = difference(old, new)
    gone: dict[str, Node | Flow] = {
        c.item.id: c.item for c in found if isinstance(c, RemoveNode | RemoveFlow)
    }
    come: dict[str, Node | Flow] = {c.item.id: c.item for c in found if isinstance(c, AddNode | AddFlow)}
    both = [id_ for id_ in come if id_ in gone]
    rows += _set_rows(found, a, b)
    for id_ in both:
        rows += _exchanged(gone[id_], come[id_], a, b)
    rows += [_alone("add", item, new) for item in _symbols_first(come) if item.id not in gone]
    rows += [_alone("remove", item, old) for item in _symbols_first(gone) if item.id not in come]
    return rows


def _symbols_first(items: Mapping[str, Node | Flow]) -> list[Node | Flow]:
    return sorted(items.values(), key=lambda item: isinstance(item, FlowBase))


# what both have


def _set_rows(found: Iterable[Change], a: Side, b: Side) -> Iterator[ChangeRow]:
    old, new = state_of(a), state_of(b)
    for change in found:
        if not isinstance(change, Set) or not change.id:
            continue
        before, after = old.element(change.id), new.element(change.id)
        if before is None or after is None:
            continue
        if change.field == "own":
            yield from _fields(before, after, a, b, own=True)
        else:
            yield _field(after, change.field, change.before, change.after, a, b)


def _exchanged(before: Node | Flow, after: Node | Flow, a: Side, b: Side) -> Iterator[ChangeRow]:
    """A symbol that became one of another kind, and what else of it changed."""
    if before.kind == after.kind:  # of a kind this program does not know: changed, but who knows how
        words = _("{name}: changed").format(name=named(after, state_of(b)))
        yield ChangeRow("set", after.id, "", before, after, words, said=_("changed"))
        return
    said = f"{_kind(before)} → {_kind(after)}"
    words = f"{named(after, state_of(b))}: {said}"
    yield ChangeRow("set", after.id, "kind", before.kind, after.kind, words, _beside(after), True, said)
    yield from _fields(before, after, a, b)


def _fields(
    before: Node | Flow, after: Node | Flow, a: Side, b: Side, *, own: bool = False
) -> Iterator[ChangeRow]:
    """The fields of two elements that differ; of own ones only, if asked."""
    keys = dict.fromkeys(
        row.key for one, side in ((before, a), (after, b)) for row in every_row(one, side[0].own_fields)
    )
    for key in keys:
        if own and (key in type(before).model_fields or key in type(after).model_fields):
            continue
        old, new = _value(before, key), _value(after, key)
        if (old or None) != (new or None):
            yield _field(after, key, old, new, a, b)


def _value(element: Node | Flow, key: str) -> Any:
    if key in type(element).model_fields or not isinstance(element, FlowBase):
        return value_at(element, key)
    return None


def _field(element: Node | Flow, key: str, before: Any, after: Any, a: Side, b: Side) -> ChangeRow:
    state = state_of(b)
    row = _row(element, key, a, b)
    if key == "kind":
        title, texts = "", (within_sentence(title_of(str(before))), within_sentence(title_of(str(after))))
    else:
        title = names_of(state).row(row).label if row and key not in _SPOKEN else _ENDS.get(key, key)
        texts = (_said(before, row, key, state_of(a)), _said(after, row, key, state))
    same = _meaning(before) == _meaning(after)
    if key in DRAWN:
        said = _("moved") if key in ("at", "bends") else _("drawn otherwise")
    elif same:
        said = _("{title}: the source").format(title=title)
    else:
        said = " ".join(filter(None, (title, f"{texts[0]} → {texts[1]}")))
    words = f"{named(element, state)}: {said}"
    looks = same or key in DRAWN or _beside(element)
    return ChangeRow("set", element.id, key, before, after, words, looks, said=said)


def _meaning(value: Any) -> Any:
    """A value without how it was typed and where it is from."""
    if isinstance(value, Quantity):
        return (value.value, value.unit, value.low, value.high)
    if isinstance(value, tuple) and value and isinstance(value[0], VariantQuantity):
        return tuple((part.variant, _meaning(part.quantity)) for part in value)
    return value


_SPOKEN = frozenset({"name", "label", "note"})  # what they hold says what they are
_ENDS = {"name": "", "label": "", "note": "", "source": _("from"), "target": _("to")}


def _row(element: Node | Flow, key: str, a: Side, b: Side) -> Field | None:
    rows = (*every_row(element, b[0].own_fields), *every_row(element, a[0].own_fields))
    known = next((row for row in rows if row.key == key), None)
    if known is not None:
        return known
    old = state_of(a).element(element.id)
    return next((row for row in fields_of(old.kind) if row.key == key), None) if old is not None else None


def _said(value: Any, row: Field | None, key: str, state: State) -> str:
    return " ".join(_text(value, row, key, state).split())


def _text(value: Any, row: Field | None, key: str, state: State) -> str:
    if isinstance(value, Quantity):
        return shown(value)
    if isinstance(value, tuple) and value and isinstance(value[0], VariantQuantity):
        return ", ".join(f"{part.variant} {shown(part.quantity)}" for part in value)
    if value in (None, "", (), False):
        return DASH
    if key in ("source", "target") or (row is not None and row.shape == "element"):
        return named(state.element(str(value)), state)
    return entry_text(value, row) if row is not None else str(value)


# what one of them has


def _alone(op: Literal["add", "remove"], item: Node | Flow, state: State) -> ChangeRow:
    said = f"{named(item, state)}, {_kind(item)}"
    words = (_("new: {what}") if op == "add" else _("gone: {what}")).format(what=said)
    before, after = (None, item) if op == "add" else (item, None)
    return ChangeRow(op, item.id, "", before, after, words, _beside(item))


def _kind(element: Node | Flow) -> str:
    return within_sentence(title_of(getattr(element, "symbol", None) or element.kind))


def _beside(element: Node | Flow) -> bool:
    """Whether it stands beside the flow: no number depends on it."""
    return element.kind in NOTES


# what belongs to the map


def _of_the_map(a: Side, b: Side) -> Iterator[ChangeRow]:
    """The calendar by which either works, and the conventions by which it counts."""
    before, after = (side[0].calendar_of(state_of(side)) for side in (a, b))
    for row in fields_of("calendar"):
        old, new = getattr(before, row.key), getattr(after, row.key)
        if old != new:
            words = f"{row.title}: {_said(old, row, row.key, state_of(a))} → {_said(new, row, row.key, state_of(b))}"
            yield ChangeRow("set", "", row.key, old, new, words)
    for one in differing_conventions(a, b):
        yield ChangeRow("set", "", one.option, one.before, one.after, one.words)
    old, new = (state_of(side).options.throughput for side in (a, b))
    if old != new:
        texts = [DASH if one is None else shown(one) for one in (old, new)]
        words = f"{_('Measured output')}: {texts[0]} → {texts[1]}"
        yield ChangeRow("set", "", "throughput", old, new, words)
