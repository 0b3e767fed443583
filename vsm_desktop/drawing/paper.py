"""Paper sizes, in points, as width and height of the upright sheet, and how a map is spread over sheets of paper."""

from __future__ import annotations

from msgspec import Struct

MM = 72 / 25.4
LEAST_TYPE = 6.0  # points; smaller text on paper is not read

PAPERS: dict[str, tuple[float, float]] = {
    "A4": (210 * MM, 297 * MM),
    "A3": (297 * MM, 420 * MM),
    "A2": (420 * MM, 594 * MM),
    "A1": (594 * MM, 841 * MM),
    "A0": (841 * MM, 1189 * MM),
    "Letter": (612.0, 792.0),
    "Tabloid": (792.0, 1224.0),
}


def paper_size(paper: str, portrait: bool) -> tuple[float, float]:
    """Width and height of a sheet in points. Raises KeyError for an unknown paper."""
    width, height = PAPERS[paper]
    return (width, height) if portrait else (height, width)


class Spread(Struct, frozen=True):
    """How the sheet of a drawing lies on paper, in points: one sheet of paper, or tiles in columns and rows.

    A map unit is `scale` points. Each tile shows a window of `width` and `height`, `margin` from the edges of the paper;
    windows beside each other show `overlap` points twice.
    """

    scale: float
    width: float
    height: float
    margin: float
    overlap: float = 0.0
    columns: int = 1
    rows: int = 1

    @property
    def tiles(self) -> int:
        """How many sheets of paper it takes."""
        return self.columns * self.rows


def tile_name(column: int, row: int) -> str:
    """A tile by the letter of its column and the number of its row: A1, as in a spreadsheet."""
    letters = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return f"{letters}{row + 1}"
