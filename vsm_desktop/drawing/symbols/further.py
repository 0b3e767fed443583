"""Symbols most maps do without, loaded with the first map that has one: by kind, or by what a kind is drawn as instead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from vsm_desktop.drawing.symbols import notes, offices, pictures, process, stores
from vsm_desktop.drawing.symbols.symbol import Symbol

FURTHER: Mapping[str, Symbol] = MappingProxyType(
    {
        "text": notes.TEXT,
        "picture": pictures.PICTURE,
        "burst": notes.BURST,
        "quality": notes.QUALITY,
        "lane": notes.LANE,
        "loop": notes.LOOP,
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


@cache
def with_picture(usual: Symbol) -> Symbol:
    """A symbol with a picture in the place of its strokes."""
    return pictures.pictured(usual)
