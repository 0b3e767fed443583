"""What a symbol is: its title, its body and label boxes, and the function that draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from vsm_desktop.drawing.ops import Box, Op
from vsm_desktop.drawing.theme import ThemeName, Tokens, tokens


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How one symbol is to be drawn now: the theme and what the report says about it."""

    tokens: Tokens
    alert: bool = False

    def __getitem__(self, token: str) -> str:
        return self.tokens[token]


@cache
def look_of(theme: ThemeName, alert: bool = False) -> Look:
    """The one look of a theme, so that looks can be compared by identity."""
    return Look(tokens(theme), alert)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A kind of node on the map.

    `draw(node, look)` gives the ops round the node's centre; `body(node)` the box arrows attach to and hands grip,
    data rows included; `foot(node)` how far labels reach below the centre; `rail` the height, relative to the centre,
    at which material passes.
    """

    title: str
    draw: Callable[[Any, Look], tuple[Op, ...]]
    body: Callable[[Any], Box]
    foot: Callable[[Any], float]
    rail: float = 0.0


def box_of(width: float, height: float) -> Callable[[Any], Box]:
    """A body of fixed size round the centre."""
    box = (-width / 2, -height / 2, width / 2, height / 2)
    return lambda _node: box
