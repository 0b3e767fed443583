"""Sample symbols for palette and legend: the map's own ops round a sample node or along a short course."""

from __future__ import annotations

from functools import cache
from typing import Any

from vsm_desktop.drawing import arrows
from vsm_desktop.drawing.ops import Op
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.symbols.table import SYMBOLS
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream


@cache
def _sample_nodes() -> dict[str, Any]:
    """One node of every kind; read as a document, whose schema is built anyway: that of each kind is not, before it is edited."""
    data = {"process": {"operators": quantity(1, "x")}}
    rows = [{"kind": kind, "id": kind, **data.get(kind, {})} for kind in SYMBOLS]
    stream = ValueStream.model_validate({"states": [{"id": "samples", "nodes": rows}]})
    return {node.kind: node for node in stream.state().nodes}


@cache
def thumbnail(kind: str, theme: ThemeName) -> tuple[Op, ...]:
    """The ops of a small sample of a node or arrow kind."""
    look = look_of(theme)
    if kind in SYMBOLS:
        return SYMBOLS[kind].draw(_sample_nodes()[kind], look)
    course = ((0.0, 0.0), (54.0, 0.0))
    match kind:
        case "push":
            return tuple(arrows.push(course, look, headed=True, goes_on=False))
        case "pull":
            return tuple(arrows.pull(((0, 0), (30, 0)), look))
        case "shipment":
            shaft = ((0.0, 0.0), (92.0, 0.0))
            return (*arrows.hollow(shaft, look, headed=True), *arrows.mark("truck", shaft, look))
        case "move":
            return tuple(arrows.hollow(course, look, headed=True))
        case _:
            return tuple(arrows.thin(course, tokens(theme)["info"], electronic=kind == "electronic"))
