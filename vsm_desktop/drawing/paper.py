"""Paper sizes, in points, as width and height of the upright sheet."""

from __future__ import annotations

_MM = 72 / 25.4

PAPERS: dict[str, tuple[float, float]] = {
    "A4": (210 * _MM, 297 * _MM),
    "A3": (297 * _MM, 420 * _MM),
    "A2": (420 * _MM, 594 * _MM),
    "A1": (594 * _MM, 841 * _MM),
    "A0": (841 * _MM, 1189 * _MM),
    "Letter": (612.0, 792.0),
    "Tabloid": (792.0, 1224.0),
}


def paper_size(paper: str, portrait: bool) -> tuple[float, float]:
    """Width and height of a sheet in points. Raises KeyError for an unknown paper."""
    width, height = PAPERS[paper]
    return (width, height) if portrait else (height, width)
