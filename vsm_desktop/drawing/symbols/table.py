"""All symbols by kind, listed by name, and the boxes others need to know."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.symbols import general, material, process
from vsm_desktop.drawing.symbols.symbol import Symbol

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


def symbol_of(node: Any) -> Symbol:
    """The symbol of a node; a grey box for a kind this program does not know."""
    return SYMBOLS.get(node.kind, general.UNKNOWN)


def body_of(node: Any) -> Box:
    """Where a node's body lies on the map: what arrows attach to and hands grip."""
    left, top, right, bottom = symbol_of(node).body(node)
    return (node.at.x + left, node.at.y + top, node.at.x + right, node.at.y + bottom)


def frame_box(node: Any) -> Box:
    """Where the symbol alone lies on the map, its words and data rows left out: what lines up with others."""
    left, top, right, bottom = symbol_of(node).frame.box(node)
    return (node.at.x + left, node.at.y + top, node.at.x + right, node.at.y + bottom)


def size_of(node: Any) -> Box:
    """The room a node needs round its centre, labels included."""
    symbol = symbol_of(node)
    left, top, right, bottom = symbol.body(node)
    return (left, top, right, max(bottom, symbol.foot(node)))
