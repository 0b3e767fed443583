"""Where what is proposed is put on the map: beside the steps it is about, clear of what stands there."""

from __future__ import annotations

from vsm_desktop.edit.growth import near
from vsm_desktop.insight.coach.facts import Facts
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.value import Point

_UNDER = 36.0
_WIDE, _HIGH = 54.0, 30.0


def star_at(facts: Facts, node: Node, after: int = 0) -> Point:
    """Under a step and its data box, where nothing stands yet; `after` others that are proposed for it go before."""
    foot = node.at.y + facts.size_of(node)[3] + _UNDER
    x, y = near(node.at.x), near(foot)
    for place in range(4 * 3):
        at = Point(x=x + 120.0 * (place % 3), y=y + 66.0 * (place // 3))
        if not _taken(facts, at):
            if not after:
                return at
            after -= 1
    return Point(x=x, y=y)


def _taken(facts: Facts, at: Point) -> bool:
    for one in facts.state.nodes:
        if one.kind in ("loop", "lane"):
            continue
        left, top, right, bottom = facts.size_of(one)
        across = one.at.x + left < at.x + _WIDE and one.at.x + right > at.x - _WIDE
        if across and one.at.y + top < at.y + _HIGH and one.at.y + bottom > at.y - _HIGH:
            return True
    return False
