"""All symbols by kind, listed by name, and the boxes others need to know."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.symbols import general, material, notes, offices, pictures, process, stores
from vsm_desktop.drawing.symbols.symbol import Symbol
from vsm_desktop.model.fields import FRAMES

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
        "text": notes.TEXT,
        "picture": pictures.PICTURE,
        "burst": notes.BURST,
        "quality": notes.QUALITY,
        "lane": notes.LANE,
        "loop": notes.LOOP,
    }
)
OTHERS: Mapping[str, Symbol] = MappingProxyType(
    {
        "cell": process.CELL,
        "warehouse": stores.WAREHOUSE,
        "cross_dock": stores.CROSS_DOCK,
        "orders": stores.ORDERS,
        "waiting": stores.WAITING,
        "safety": stores.SAFETY,
        "decision": stores.DECISION,
        "centre": offices.CENTRE,
        "erp": offices.ERP,
        "heijunka": offices.HEIJUNKA,
        "post": offices.POST,
        "go_see": offices.GO_SEE,
        "database": offices.DATABASE,
    }
)
"""What a node may be drawn as instead (`SYMBOLS` of the field table)."""
_PICTURED = {symbol: pictures.pictured(symbol) for symbol in (*SYMBOLS.values(), *OTHERS.values())}


def key_of(node: Any) -> str:
    """Which symbol a node is: its kind, or what it is drawn as instead."""
    if node.kind == "process" and node.shared and node.symbol is None:
        return "shared"
    other = getattr(node, "symbol", None)
    return str(other) if other in OTHERS else str(node.kind)


def symbol_of(node: Any) -> Symbol:
    """The symbol of a node; a grey box for a kind this program does not know."""
    usual = _usual(node)
    return _PICTURED[usual] if node.picture and usual in _PICTURED else usual


def _usual(node: Any) -> Symbol:
    if (other := getattr(node, "symbol", None)) is not None and other in OTHERS:
        return OTHERS[other]
    return SYMBOLS.get(node.kind, general.UNKNOWN)


def grips_of(node: Any) -> tuple[Box, ...]:
    """Where a frame is taken hold of: its title and its edges; none for what is gripped anywhere."""
    return notes.frame_grips(node, symbol_of(node).frame.box(node)) if node.kind in FRAMES else ()


def body_box(node: Any, own: int = 0) -> Box:
    """A node's body round its centre, with so many rows a user added: what arrows attach to and hands grip."""
    symbol = symbol_of(node)
    left, top, right, bottom = symbol.body(node)
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
    """The room a node needs round its centre, labels and rows a user added included."""
    left, top, right, bottom = body_box(node, own)
    return (left, top, right, max(bottom, symbol_of(node).foot(node)))
