"""How much of a map is shown at a size on the screen: everything, names and one number, or shapes and what matters."""

from __future__ import annotations

from functools import lru_cache
from math import floor, log
from typing import Literal, NamedTuple

EVERYTHING, SOMETHING = 0.75, 0.35
LEAST_PX, USUAL_PX = 8.0, 11.0
_NOTHING_SMALL = 0.8  # where type of 10 units has 8 pixels: only letters in symbols are smaller
_STEP = 1.165  # type is made anew in steps of the zoom, so that it is hardly larger than asked for


class Level(NamedTuple):
    """What is shown, and how many map units a pixel is at the far end of the level: type made by it is never smaller."""

    shows: Literal["all", "some", "few"]
    unit: float


FULL = Level("all", 0.0)


@lru_cache(maxsize=1_000)
def level_of(scale: float) -> Level:
    """The level of a scale in pixels per map unit."""
    if scale >= 1.0:
        return FULL
    if scale >= EVERYTHING:
        return Level("all", 1 / (_NOTHING_SMALL if scale >= _NOTHING_SMALL else EVERYTHING))
    if scale >= SOMETHING:
        return Level("some", 1 / max(_lower_step(scale, EVERYTHING), SOMETHING))
    return Level("few", 1 / _lower_step(scale, SOMETHING))


def _lower_step(scale: float, top: float) -> float:
    """The next step of the zoom at or below a scale, counted down from a top."""
    steps = -floor(log(scale / top) / log(_STEP) + 1e-9)
    return float(top / _STEP**steps)
