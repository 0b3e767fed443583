"""What a hand does, in map units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Press:
    """The main button goes down. `reach` is how far off a thin line may be gripped at the present zoom."""

    x: float
    y: float
    extend: bool = False
    reach: float = 6.0


@dataclass(frozen=True, slots=True)
class Move:
    """The pointer moves, with or without the button.

    `free` switches snapping off, `straight` keeps to one axis, `copy` leaves the original where it is.
    """

    x: float
    y: float
    free: bool = False
    straight: bool = False
    copy: bool = False
    reach: float = 6.0


@dataclass(frozen=True, slots=True)
class Release:
    """The main button goes up; with `straight` in hand a symbol is placed and the next one follows."""

    x: float
    y: float
    free: bool = False
    straight: bool = False
    copy: bool = False
    reach: float = 6.0


Way = Literal["left", "right", "up", "down"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key that means something to the tool in hand; `other` with Ctrl, `far` with Shift."""

    name: Literal["left", "right", "up", "down", "enter", "next", "previous"]
    other: bool = False
    far: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """The pointer has stayed over the map for a moment, no button down."""

    x: float
    y: float
    reach: float = 6.0


@dataclass(frozen=True, slots=True)
class Escape:
    """Whatever is under way is dropped without a trace."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The pointer left the map, or a drag from outside was taken back."""


Event = Press | Move | Release | Rest | Key | Escape | Leave

STEPS: dict[str, tuple[float, float]] = {
    "left": (-1.0, 0.0),
    "right": (1.0, 0.0),
    "up": (0.0, -1.0),
    "down": (0.0, 1.0),
}
