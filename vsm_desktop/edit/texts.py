"""What is typed in place: which field a ref names, what it holds, what a typed text makes of it, and which comes next.

A ref is an element's field ("weld.ct") or what the document says of itself ("@stream.name", "@state.date").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit, in_state, set_fields_of, set_state
from vsm_desktop.edit.entry import Wrong, read_entry
from vsm_desktop.model.fields import INFORMATION, MATERIAL, STOCKS, Field, field_of, fields_of
from vsm_desktop.model.flows import Flow, FlowBase, Information
from vsm_desktop.model.names import USUAL, Names, names_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import OwnFields, every_row, own_rows, own_rows_of, value_at
from vsm_desktop.model.stream import State, ValueStream

EVERYDAY: dict[str, tuple[str, ...]] = {
    "process": ("name", "ct", "co", "uptime", "operators"),
    "transport": ("name", "time", "interval", "vehicle"),
    **dict.fromkeys(STOCKS, ("name", "qty", "qty_by_variant", "days")),
    **dict.fromkeys(MATERIAL, ("label", "note", "vehicle")),
    "rework": ("repeat", "label", "note"),
}
"""The fields that are offered before the rest is asked for; kinds that are not listed have few anyway."""

_WALKS: dict[str, tuple[str, ...]] = EVERYDAY | {
    **dict.fromkeys(STOCKS, ("name", "qty", "days")),
    **dict.fromkeys(MATERIAL, ("label",)),
    **dict.fromkeys(INFORMATION, ("label",)),
    "fifo": ("name", "max", "qty"),
    "shipment": ("label", "note"),
    "rework": ("repeat", "label"),
    "transport": ("name", "time", "interval"),
    "supplier": ("name",),
    "customer": ("name", "demand", "demand_by_variant", "pack"),
    "control": ("name", "system"),
}
_WITH_MORE = ("process", *STOCKS, "transport", "customer")
_BY_VARIANT = {"qty": "qty_by_variant", "demand": "demand_by_variant"}
MORE = "+"
_MORE = Field(MORE, MORE, "", _("Field and value"), (), shape="text")
_NAME = Field("name", "name", _("Name"), _("Name"), (), shape="text")
_LABEL = Field("label", "label", _("Label"), _("Label"), (), shape="text")
_DOCUMENT = {
    "@stream.name": _("Product family"),
    "@stream.site": _("Site"),
    "@state.name": _("State"),
    "@state.date": _("Date"),
    "@state.author": _("Author"),
}


class Held(NamedTuple):
    """A field that can be typed, and what it holds now."""

    field: Field
    value: Any


def held(stream: ValueStream, state: State, ref: str) -> Held | None:
    """The field a ref names; None if there is no such field."""
    id_, _dot, key = ref.rpartition(".")
    if key == MORE:
        return Held(_MORE, "") if state.element(id_) else None
    if ref in _DOCUMENT:
        title = _DOCUMENT[ref]
        record = stream if id_ == "@stream" else state
        return Held(Field(key, key, title, title, (), shape="text"), getattr(record, key))
    element = state.element(id_)
    field = field_for(element, key, stream.own_fields) if element else None
    return Held(names_of(state).row(field), value_at(element, key)) if field else None


def field_for(element: Node | Flow, key: str, own: OwnFields = ()) -> Field | None:
    """The row of the field table, or of a field the user added; of what this program does not know, only the name."""
    if added := next((row for row in own_rows(element, own) if row.key == key), None):
        return added if added.shape != "formula" else None
    plain = _LABEL if isinstance(element, FlowBase) else _NAME
    try:
        return field_of(element.kind, key)
    except KeyError:
        return plain if key == plain.key else None


def read_text(
    field: Field,
    text: str,
    kind: str = "",
    before: Any = None,
    own: OwnFields = (),
    names: Names = USUAL,
) -> dict[str, Any]:
    """The values a typed text gives, by field key. Raises Wrong with a sentence.

    `before` is what the field held before typing began, for the sake of its source. What names variants goes to the field
    for variants; behind the last row one types a field with its value.
    """
    if field.key == MORE:
        rows = (*fields_of(kind), *(row for row in own_rows_of(kind, own) if row.shape != "formula"))
        rows = tuple(row for row in rows if row.shape != "element")  # nobody types an id
        return _read_line(text, rows, names) if text.strip() else {}
    variants = _BY_VARIANT.get(field.key)
    if variants and "=" in text:
        return {field.key: None, variants: read_entry(text, field_of(field.kinds[0], variants))}
    if variants == "qty_by_variant":
        return {field.key: read_entry(text, field, before), variants: ()}
    return {field.key: read_entry(text, field, before)}


def _read_line(text: str, fields: Sequence[Field], names: Names) -> dict[str, Any]:
    """A field by its name and what is to stand in it: Shifts 2."""
    typed = " ".join(text.split())
    called = [
        (name, field)
        for field in fields
        for name in (names.row(field).label, field.label, field.title, field.key)
    ]
    for name, field in sorted(called, key=lambda one: -len(one[0])):
        head, rest = typed[: len(name)], typed[len(name) :]
        if head.casefold() == name.casefold() and (not rest or rest[0] in " =:"):
            value = rest.lstrip(" =:") or (_("yes") if field.shape == "flag" else "")
            return {field.key: read_entry(value, field)}
    tries = next((names.row(field).label for field in fields if field.in_box and field.dimension), _("Name"))
    raise Wrong(
        _('"{text}" begins with no field of this symbol. Try {field} and its value.').format(
            text=typed, field=tries
        )
    )


def put(state_id: str, ref: str, values: dict[str, Any]) -> StreamEdit:
    """The edit that gives the field of a ref, and what goes with it, new values."""
    id_, _dot, _key = ref.rpartition(".")
    if id_ == "@stream":
        return lambda stream: stream.evolve(**values)
    if id_ == "@state":
        return in_state(state_id, set_state(**values))
    return in_state(state_id, lambda state: set_fields_of(_sharing(state, id_, values), **values)(state))


def _sharing(state: State, id_: str, values: dict[str, Any]) -> frozenset[str]:
    """One sheet to many is drawn once: its words are changed for all arrows that carry it."""
    flow = state.flow(id_)
    if not isinstance(flow, Information) or not flow.label or not values.keys() <= {"label", "note"}:
        return frozenset({id_})
    same = (flow.kind, flow.source, flow.label, flow.note)
    return frozenset(f.id for f in state.flows if (f.kind, f.source, f.label, f.note) == same)


def stops(state: State, id_: str, own: OwnFields = ()) -> tuple[str, ...]:
    """The fields Enter walks through: the everyday ones, then every other one that is filled in here, or at most of
    its kind on this map, so that data boxes come out alike."""
    element = state.element(id_)
    if element is None:
        return ()
    first = _WALKS.get(element.kind, ("label",) if isinstance(element, FlowBase) else ("name",))
    first = tuple(_shown_instead(element, key) for key in first)
    peers = [one for one in state.nodes if one.kind == element.kind and one is not element]
    rest = [
        field.key
        for field in every_row(element, own)
        if field.key not in first
        and _BY_VARIANT.get(field.key) not in first
        and field.shape not in ("flag", "variants", "elements", "element", "formula")
        and (_filled(element, field.key) or (field.in_box and _usual(peers, field.key)))
    ]
    more = (MORE,) if element.kind in _WITH_MORE else ()
    return (*first, *rest, *more)


def next_stop(state: State, ref: str, step: int, own: OwnFields = ()) -> str:
    """The ref before or after one on the walk; "" at the end."""
    id_, _dot, key = ref.rpartition(".")
    if id_.startswith("@"):
        return ""
    walk = stops(state, id_, own)
    if key not in walk:
        key = next((b if key == a else a for a, b in _BY_VARIANT.items() if key in (a, b)), key)
    at = walk.index(key) + step if key in walk else (0 if step > 0 else len(walk) - 1)
    return f"{id_}.{walk[at]}" if 0 <= at < len(walk) else ""


def _shown_instead(element: Any, key: str) -> str:
    """Pieces by variant stand where the pieces would."""
    return "qty_by_variant" if key == "qty" and element.qty_by_variant else key


def _usual(peers: Sequence[Node], key: str) -> bool:
    return 2 * sum(_filled(one, key) for one in peers) > len(peers)


def _filled(element: Any, key: str) -> bool:
    return value_at(element, key) not in (None, "", (), False)


def common_fields(elements: Iterable[Node | Flow], added: OwnFields = ()) -> tuple[Field, ...]:
    """The fields several elements have in common, built in or added: the same key, measured and typed alike."""
    listed = list(elements)
    if not listed:
        return ()
    of_each_kind = {(type(one), one.kind): one for one in listed}
    own: list[dict[str, Field]] = [_by_key(one, added) for one in of_each_kind.values()]
    return tuple(
        field
        for key, field in own[0].items()
        if all(key in other and _alike(field, other[key]) for other in own[1:])
    )


def _by_key(element: Node | Flow, added: OwnFields) -> dict[str, Field]:
    known = {field.key: field for field in every_row(element, added)}
    plain = _LABEL if isinstance(element, FlowBase) else _NAME
    return known or {plain.key: plain}


def _alike(one: Field, other: Field) -> bool:
    return (one.shape, one.dimension, one.choices) == (other.shape, other.dimension, other.choices)
