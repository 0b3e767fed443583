"""What stands where in a report: each chapter with the number of its page, as a link to it."""

from __future__ import annotations

from collections.abc import Sequence

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Path, Pen
from vsm_desktop.export.a3.setter import Setter
from vsm_desktop.export.page import spread_of
from vsm_desktop.export.pdf import Chapter, Link

_TYPE, _STEP, _LEAST, _GAP = 10.0, 17.0, 11, 20.0  # so many chapters have one column


def contents_of(pages: Sequence[Chapter]) -> list[tuple[str, int]]:
    """Each chapter with the number of its first page, the cover being the first one."""
    found, number = [], 2
    for page in pages:
        if page.title:
            found.append((page.title, number))
        number += spread_of(page.drawing).tiles
    return found


def set_contents(
    setter: Setter, contents: Sequence[tuple[str, int]], room: tuple[float, float, float, float]
) -> tuple[Link, ...]:
    """The contents in a room, in one column or two, with dots up to the numbers; what leads to the pages."""
    left, top, right, bottom = room
    setter.text(left, top, _("Contents"), 11.0, "ink", "bold")
    rows = max(_LEAST, (len(contents) + 1) // 2)
    step = min(_STEP, (bottom - top - 20.0) / rows)
    size = min(_TYPE, step * 0.72)
    wide = (right - left - _GAP) / 2
    links = []
    for at, (title, number) in enumerate(contents):
        column, row = divmod(at, rows)
        x, y = left + column * (wide + _GAP), top + 20.0 + row * step
        end = x + wide - setter.text(x + wide, y, str(number), size, "ink2", anchor="end") - 5.0
        start = x + setter.text(x, y, title, size, room=wide - 40.0) + 5.0
        if start < end:
            dots = Pen(setter.look["ink2"], 0.7, (0.7, 2.6), "butt")
            setter.add((Path((("M", start, y - 0.8), ("L", end, y - 0.8)), dots),))
        links.append(Link((x - 2.0, y - size, x + wide + 2.0, y + size * 0.4), f"page:{number}"))
    return tuple(links)
