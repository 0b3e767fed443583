"""All symbols by kind, listed by name, and the boxes others need to know."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.symbols import general, material, process
from vsm_desktop.drawing.symbols.databox import rows_of
from vsm_desktop.drawing.symbols.symbol import Symbol
from vsm_desktop.model.element import Foreign
from vsm_desktop.model.fields import FRAMES
from vsm_desktop.model.fields import SYMBOLS as INSTEAD

SYMBOLS: Mapping[str, Symbol] = MappingProxyType(
    {
        "process": process.PROCESS,
        "inventory": material.INVENTORY,
        "queue": material.QUEUE,
        "supermarket": material.SUPERMARKET,
        "fifo": material.FIFO,
        "transport": general.TRANSPORT,
        "junction": material.JUNCTION,
        "supplier": general.SUPPLIER,
        "customer": general.CUSTOMER,
        "control": process.CONTROL,
    }
)
"""The symbols of everyday maps by kind; `further.py` has the others."""
_DRAWN_AS = frozenset(key for choices in INSTEAD.values() for key, _title in choices)


def key_of(node: Any) -> str:
    """Which symbol a node is: its kind, or what it is drawn as instead."""
    if node.kind == "process" and node.shared and node.symbol is None:
        return "shared"
    other = getattr(node, "symbol", None)
    return other if isinstance(other, str) and other in _DRAWN_AS else str(node.kind)


def symbol_of(node: Any) -> Symbol:
    """The symbol of a node; a grey box for a kind this program does not know."""
    if isinstance(node, Foreign):
        return general.UNKNOWN
    usual = SYMBOLS.get(getattr(node, "symbol", None) or node.kind)
    if usual is not None and not node.picture:
        return usual
    from vsm_desktop.drawing.symbols.further import FURTHER, with_picture

    found = usual or FURTHER[getattr(node, "symbol", None) or node.kind]
    return with_picture(found) if node.picture else found


def grips_of(node: Any) -> tuple[Box, ...]:
    """Where a frame is taken hold of: its title and its edges; none for what is gripped anywhere."""
    if node.kind not in FRAMES or isinstance(node, Foreign):
        return ()
    from vsm_desktop.drawing.symbols.notes import frame_grips

    return frame_grips(node, symbol_of(node).frame.box(node))


def body_box(node: Any, own: int = 0) -> Box:
    """A node's body round its centre, with so many further rows (added by a user, or empty): what arrows attach to and
    hands grip."""
    symbol = symbol_of(node)
    left, top, right, bottom = symbol.body(node)
    if own and symbol.wide and not rows_of(node):
        half = symbol.wide / 2
        left, right, bottom = min(left, -half), max(right, half), bottom + symbol.lead
    return (left, top, right, bottom + own * symbol.own_row)


def body_of(node: Any, own: int = 0) -> Box:
    """The same where it lies on the map."""
    left, top, right, bottom = body_box(node, own)
    return (node.at.x + left, node.at.y + top, node.at.x + right, node.at.y + bottom)


def frame_box(node: Any) -> Box:
    """Where the symbol alone lies on the map, its words and data rows left out: what lines up with others."""
    left, top, right, bottom = symbol_of(node).frame.box(node)
    return (node.at.x + left, node.at.y + top, node.at.x + right, node.at.y + bottom)


def size_of(node: Any, own: int = 0) -> Box:
    """The room a node needs round its centre, labels and further rows included."""
    left, top, right, bottom = body_box(node, own)
    return (left, top, right, max(bottom, symbol_of(node).foot(node)))
