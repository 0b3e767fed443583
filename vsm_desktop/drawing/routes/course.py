"""What is drawn of an arrow's way: its corners, where its words stand, and where it crosses others."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from vsm_desktop.drawing.shapes import XY

Way = Literal["across", "over", "under", "beside", "left", "above", "note"]


MIDDLE = 0.5


class Place(Struct, frozen=True):
    """Where words stand: round or beside a point, with a ground of their own where they lie on a line."""

    way: Way
    x: float
    y: float
    cleared: bool = False


class Hop(Struct, frozen=True):
    """A half circle over another arrow; `under` a fat one, a gap on either side of it."""

    x: float
    y: float
    r: float
    under: bool = False


class Course(Struct, frozen=True):
    """The way of one arrow on the map; `kink` is where on its longest leg it has the sign of what goes by wire."""

    points: tuple[XY, ...]
    place: Place | None = None
    hops: tuple[Hop, ...] = ()
    kink: float = MIDDLE
