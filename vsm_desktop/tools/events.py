"""What a hand does, in map units."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Press:
    """The main button goes down. `reach` is how far off a thin line may be gripped at the present zoom."""

    x: float
    y: float
    extend: bool = False
    reach: float = 6.0


@dataclass(frozen=True, slots=True)
class Move:
    """The pointer moves, with or without the button; `free` switches snapping off."""

    x: float
    y: float
    free: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """The main button goes up."""

    x: float
    y: float
    free: bool = False


@dataclass(frozen=True, slots=True)
class Escape:
    """Whatever is under way is dropped without a trace."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The pointer left the map, or a drag from outside was taken back."""


Event = Press | Move | Release | Escape | Leave
