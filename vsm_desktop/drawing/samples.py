"""Sample symbols for palette and legend: the map's own ops round a sample node or along a short course."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec.structs import replace

from vsm_desktop.drawing import arrows
from vsm_desktop.drawing.flows import KANBAN_DASH
from vsm_desktop.drawing.ops import Op, Path, Pen
from vsm_desktop.drawing.symbols.cards import mark_on_path
from vsm_desktop.drawing.symbols.process import person
from vsm_desktop.drawing.symbols.symbol import Look, look_of
from vsm_desktop.drawing.symbols.table import symbol_of
from vsm_desktop.drawing.symbols.vehicles import vehicle
from vsm_desktop.drawing.text import line
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.catalogue import ARTICLES, Article, article
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream

_SMALL: dict[str, dict[str, Any]] = {
    "process": {"operators": quantity(1, "x")},
    "fifo": {"max": quantity(20, "pc")},
    "erp": {"name": "MRP"},
    "decision": {"name": "?"},
    "text": {"name": "Text", "size": {"width": 40, "height": 20}},
    "quality": {"name": ""},
    "lane": {"name": "", "size": {"width": 96, "height": 60}},
    "loop": {"name": "", "size": {"width": 84, "height": 60}},
}


@cache
def _sample_nodes() -> dict[str, Any]:
    """One node of every article; read as a document, whose schema is built anyway: that of each kind is not, before it is edited."""
    rows = [
        {"kind": one.kind, "id": one.key, **one.data, **_SMALL.get(one.key, {})}
        for one in ARTICLES
        if not (one.is_arrow or one.is_part)
    ]
    stream = ValueStream.model_validate({"states": [{"id": "samples", "nodes": rows}]})
    return {node.id: node for node in stream.state().nodes}


_LARGER: dict[
    str, tuple[str, float, float]
] = {  # words that are to be read in a small picture, where and how large
    "erp": ("MRP", 16.0, 26.0),
    "decision": ("?", 12.0, 34.0),
    "loop": ("Loop", 7.0, 20.0),
}


@cache
def thumbnail(key: str, theme: ThemeName) -> tuple[Op, ...]:
    """The ops of an article as a small picture: its words larger, its lines strong. Raises KeyError for one there is not."""
    look = look_of(theme)
    if key == "text":
        return line(0, 0, "Text", 16, look["ink"])
    ops = sample(key, look)
    if key in _LARGER:
        words, base, size = _LARGER[key]
        strokes = (op for op in ops if isinstance(op, Path))
        return (*strokes, *line(0, base, words, size, look["ink"], "bold", "middle"))
    if key == "lane":  # quiet on the map, where it lies under everything
        return tuple(
            replace(op, pen=Pen(look["ink2"], op.pen.width)) if isinstance(op, Path) and op.pen else op
            for op in ops
        )
    return ops


def sample(key: str, look: Look) -> tuple[Op, ...]:
    """The same in any look."""
    one = article(key)
    if one.is_arrow:
        return _arrow(one, look)
    if one.is_part:
        return tuple(person(0.0, 0.0, 3.0, look))
    if one.kind == "burst":
        from vsm_desktop.drawing.symbols.notes import star

        return (Path(star(46.0, 34.0), Pen(look["burst_ink"], 1.5), look["burst"]),)
    if one.kind == "transport":
        return vehicle(one.data["vehicle"], 0, 0, 1.0, look)
    node = _sample_nodes()[key]
    return symbol_of(node).draw(node, look)


def _arrow(one: Article, look: Look) -> tuple[Op, ...]:
    course = ((0.0, 0.0), (54.0, 0.0))
    match one.kind:
        case "push":
            return tuple(arrows.push(course, look, headed=True, goes_on=False))
        case "pull":
            return tuple(arrows.pull(((0, 0), (30, 0)), look))
        case "shipment":
            shaft = ((0.0, 0.0), (92.0, 0.0))
            return (*arrows.hollow(shaft, look, headed=True), *arrows.mark("truck", shaft, look))
        case "move":
            return tuple(arrows.hollow(course, look, headed=True))
        case "rework":
            back = ((50.0, 22.0), (50.0, 0.0), (0.0, 0.0), (0.0, 22.0))
            return tuple(arrows.hollow(back, look, headed=True, slim=True))
        case "kanban":
            return _kanban(str(one.data.get("card", "")), look)
        case "verbal":
            return tuple(mark_on_path(str(one.data.get("means", "verbal")), 0, 0, look))
        case _:
            return tuple(arrows.thin(course, look["info"], electronic=one.kind == "electronic"))


def _kanban(card: str, look: Look) -> tuple[Op, ...]:
    course = ((0.0, 0.0), (62.0, 0.0))
    path = arrows.thin(course, look["info"], electronic=False, dash=KANBAN_DASH)
    return (*path, *(mark_on_path(card, 27.0, 0.0, look) if card else ()))
