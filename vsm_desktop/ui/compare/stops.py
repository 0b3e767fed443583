"""The differences of two maps one after the other, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.assets import _
from vsm_desktop.drawing.compared import Sign, place_of, signs_after, signs_before, worn
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.insight.comparison import Comparison
from vsm_desktop.insight.sides import named
from vsm_desktop.ui.compare.frames import Frames

_SAID: dict[Sign, str] = {"gone": _("gone"), "new": _("new"), "changed": _("changed")}


def stops(found: Comparison, frames: Frames) -> tuple[str, ...]:
    """The elements that wear a sign on either map, as one reads: from left to right, in each place from top to bottom."""
    places: dict[str, tuple[float, float]] = {}
    dx, dy = frames.offset
    for x, y, id_ in _placed(frames.before, signs_before(found), found):
        places[id_] = (x + dx, y + dy)
    for x, y, id_ in _placed(frames.after, signs_after(found), found):
        places[id_] = (x, y)
    return tuple(sorted(places, key=lambda id_: places[id_]))


def _placed(
    frame: Frame | None, signs: dict[str, Sign], found: Comparison
) -> Iterator[tuple[float, float, str]]:
    for part in frame.drawing.parts if frame is not None else ():
        if worn(part, signs, found) and (place := place_of(part)) is not None:
            yield (*place, part.id)


def told(id_: str, found: Comparison | None, frames: Frames) -> str:
    """What an element is called, how it differs, and its old and new values."""
    signs = {**signs_before(found), **signs_after(found)} if found is not None else {}
    names = [
        named(element, frame.state)
        for frame in (frames.after, frames.before)
        if frame is not None and (element := frame.state.element(id_)) is not None
    ]
    if not names:
        return ""
    sign = signs.get(id_)
    head = f"{names[0]}: {_SAID[sign]}" if sign else names[0]
    return "\n".join((head, *(found.values.get(id_, ()) if found is not None else ())))
