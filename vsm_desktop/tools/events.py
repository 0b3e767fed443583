"""What a hand does, in map units."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Press(Struct, frozen=True):
    """The main button goes down. `reach` is how far off a thin line may be gripped at the present zoom."""

    x: float
    y: float
    extend: bool = False
    reach: float = 6.0


class Move(Struct, frozen=True):
    """The pointer moves, with or without the button.

    `free` switches snapping off, `straight` keeps to one axis, `copy` leaves the original where it is.
    """

    x: float
    y: float
    free: bool = False
    straight: bool = False
    copy: bool = False
    reach: float = 6.0


class Release(Struct, frozen=True):
    """The main button goes up; with `straight` in hand a symbol is placed and the next one follows."""

    x: float
    y: float
    free: bool = False
    straight: bool = False
    copy: bool = False
    reach: float = 6.0


Way = Literal["left", "right", "up", "down"]


class Key(Struct, frozen=True):
    """A key that means something to the tool in hand; `other` with Ctrl, `far` with Shift."""

    name: Literal["left", "right", "up", "down", "enter", "next", "previous"]
    other: bool = False
    far: bool = False


class Rest(Struct, frozen=True):
    """The pointer has stayed over the map for a moment, no button down."""

    x: float
    y: float
    reach: float = 6.0


class Escape(Struct, frozen=True):
    """Whatever is under way is dropped without a trace."""


class Leave(Struct, frozen=True):
    """The pointer left the map, or a drag from outside was taken back."""


Event = Press | Move | Release | Rest | Key | Escape | Leave

STEPS: dict[str, tuple[float, float]] = {
    "left": (-1.0, 0.0),
    "right": (1.0, 0.0),
    "up": (0.0, -1.0),
    "down": (0.0, 1.0),
}
