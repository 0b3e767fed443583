"""Snapping, as arithmetic."""

from __future__ import annotations

GRID = 6.0


def to_grid(value: float) -> float:
    """The nearest grid line."""
    return round(value / GRID) * GRID


def snapped_shift(
    at: tuple[float, float], dx: float, dy: float, *, free: bool = False
) -> tuple[float, float]:
    """A shift that brings a centre onto the grid; unchanged if snapping is off."""
    if free:
        return dx, dy
    return to_grid(at[0] + dx) - at[0], to_grid(at[1] + dy) - at[1]
