"""Changes in words: what is changed where, from what to what, as a line of a list and within a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vsm_desktop.assets import _
from vsm_desktop.edit.entry import entry_text
from vsm_desktop.edit.texts import field_for
from vsm_desktop.model.catalogue import article_of
from vsm_desktop.model.change import AddFlow, AddNode, Change, RemoveFlow, RemoveNode, Reorder, Set
from vsm_desktop.model.display import DASH, shown
from vsm_desktop.model.fields import Field
from vsm_desktop.model.flows import Flow, FlowBase
from vsm_desktop.model.names import USUAL, Names, names_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import OwnFields
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.words import capital, within_sentence

DRAWN = frozenset({"at", "size", "bends", "group", "locked", "picture"})
"""What says where and how an element is drawn, and nothing of the stream."""
_OTHER = {
    "at": _("place"),
    "size": _("size"),
    "bends": _("course"),
    "group": _("group"),
    "locked": _("lock"),
    "picture": _("picture"),
    "kind": _("kind"),
    "source": _("start"),
    "target": _("end"),
    "own": _("own fields"),
    "calendar": _("working time"),
}


class Sayer:
    """Says changes of one map; `gone` are elements it no longer has, or has not yet, by id."""

    def __init__(
        self, state: State, own: OwnFields = (), gone: Mapping[str, Node | Flow] | None = None
    ) -> None:
        self._names: Names = names_of(state)
        self._own = own
        self._elements: dict[str, Node | Flow] = {
            **(gone or {}),
            **{one.id: one for one in (*state.nodes, *state.flows)},
        }

    def element(self, id_: str) -> Node | Flow | None:
        """The element of an id, on the map or known to be gone."""
        return self._elements.get(id_)

    def called(self, id_: str) -> str:
        """What an element is called within a sentence: its name, what it is, or from where to where it leads."""
        element = self.element(id_)
        if element is None:
            return _("something that is gone") if id_ else DASH
        name = "" if isinstance(element, FlowBase) else " ".join(element.name.split())
        if name or not isinstance(element, FlowBase):
            return name or what_it_is(element, self._names)
        return _("{arrow} from {source} to {target}").format(
            arrow=what_it_is(element, self._names),
            source=self.called(element.source),
            target=self.called(element.target),
        )

    def field(self, id_: str, key: str) -> Field | None:
        """The row of a field of an element, as it is called on the map."""
        element = self.element(id_)
        row = field_for(element, key, self._own) if element is not None else None
        return self._names.row(row) if row is not None else None

    def title(self, id_: str, key: str) -> str:
        """What a field is called: its label, or what else of an element it is."""
        row = self.field(id_, key)
        return row.label if row is not None else _OTHER.get(key, key)

    def value(self, id_: str, key: str, value: Any) -> str:
        """A value of a field in words; a dash for nothing."""
        if isinstance(value, Quantity):
            return shown(value)
        if key == "kind":
            return self._names.within(str(value))
        if key in ("source", "target"):
            return self.called(str(value))
        row = self.field(id_, key)
        if row is not None and row.shape == "flag":
            return _("yes") if value else _("no")
        if row is not None and row.shape == "element":
            return self.called(value) if value else DASH
        text = entry_text(value, row) if row is not None else value if isinstance(value, str) else ""
        return " ".join(text.split()) or DASH

    def said(self, change: Change) -> str:
        """One change as a line of a list."""
        match change:
            case Set(id=id_, field=key) if key in DRAWN:
                return _("{name}: drawn elsewhere").format(name=capital(self.called(id_)))
            case Set(id=""):
                return _("Working time of this map")
            case Set(id=id_, field=key):
                return _("{name}: {field} {before} → {after}").format(
                    name=capital(self.called(id_)),
                    field=self.title(id_, key),
                    before=self.value(id_, key, change.before),
                    after=self.value(id_, key, change.after),
                )
            case AddNode() | AddFlow():
                return _("{name} added").format(name=capital(self.called(change.item.id)))
            case RemoveNode() | RemoveFlow():
                return _("{name} removed").format(name=capital(self.called(change.item.id)))
        return _("Order of drawing")


def sayer(
    state: State, changes: Iterable[Change], own: OwnFields = (), elsewhere: Iterable[Node | Flow] = ()
) -> Sayer:
    """Who says these changes of a map: what they add or remove is known by name too, and what is on other maps."""
    return Sayer(
        state,
        own,
        {
            **{one.id: one for one in elsewhere},
            **{change.item.id: change.item for change in changes if not isinstance(change, Set | Reorder)},
        },
    )


def what_it_is(element: Node | Flow, names: Names = USUAL) -> str:
    """What an element is, as a word within a sentence: inventory, push arrow."""
    known = article_of(element)
    return within_sentence(names.symbol(known.key if known and element.kind != "transport" else element.kind))


def is_drawing(change: Change) -> bool:
    """Whether a change only says where and how something is drawn."""
    return isinstance(change, Reorder) or (isinstance(change, Set) and change.field in DRAWN)


def touched(changes: Iterable[Change]) -> frozenset[str]:
    """The ids of all elements that changes concern, those only drawn elsewhere left out."""
    ids = (
        change.id if isinstance(change, Set) else change.item.id
        for change in changes
        if not isinstance(change, Reorder) and not is_drawing(change)
    )
    return frozenset(filter(None, ids))
