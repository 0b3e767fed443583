"""Rows that stand empty: on a map that asks for them, all data boxes of a kind show the rows any of them has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType
from typing import Any

from vsm_desktop.drawing.symbols.symbol import PLAIN, Manner, Row
from vsm_desktop.model.display import DASH
from vsm_desktop.model.fields import Field
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import OwnFields, own_rows, own_value

Wished = Mapping[str, frozenset[str]]
"""The keys of the rows every box of a kind shows, by kind."""
NOTHING_WISHED: Wished = MappingProxyType({})
_BOXED = frozenset({"process", "supplier", "customer", "control"})
_NO_KEYS = frozenset[str]()


def empty_row(field: Field) -> Row:
    """A row in which nothing is entered."""
    return Row(field.key, field.label, DASH, empty=True)


def empty_rows(node: Any, wished: Set[str], manner: Manner = PLAIN) -> tuple[Row, ...]:
    """The built-in rows of a node that stand empty."""
    missing = wished - filled(node) if wished else wished
    return tuple(empty_row(row) for row in manner.names.rows(node.fields()) if row.key in missing)


def filled(node: Any, fields: OwnFields = ()) -> frozenset[str]:
    """The rows a node has by what is entered in it; a formula has its row anyway."""
    if node.kind not in _BOXED:
        return _NO_KEYS
    built_in = (
        row.key for row in node.fields() if row.in_box and getattr(node, row.key) not in (None, "", ())
    )
    own = (row.key for row in own_rows(node, fields) if row.in_box and own_value(node, row.key) is not None)
    return frozenset((*built_in, *own))


class Wishes:
    """The rows the boxes of a map show, kept while its nodes change one by one."""

    def __init__(self) -> None:
        self._fields: OwnFields = ()
        self._seen: dict[str, tuple[Node, frozenset[str]]] = {}
        self._wished: Wished = NOTHING_WISHED

    def follow(self, fields: OwnFields, nodes: Sequence[Node]) -> Wished:
        """What the nodes of a map have; the same object as before if that is the same."""
        if fields is not self._fields:
            self._fields, self._seen = fields, {}
        seen: dict[str, tuple[Node, frozenset[str]]] = {}
        union: dict[str, set[str]] = defaultdict(set)
        for node in nodes:
            known = self._seen.get(node.id)
            if known is None or known[0] is not node:
                known = (node, filled(node, fields))
            seen[node.id] = known
            union[node.kind] |= known[1]
        self._seen = seen
        wished = {kind: frozenset(keys) for kind, keys in union.items() if keys}
        if wished != self._wished:
            self._wished = wished
        return self._wished
