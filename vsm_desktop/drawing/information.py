"""Which information arrows run together: one sheet to many is a bus with drops, parallels keep their distance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from vsm_desktop.drawing.courses import SIDE_ENTRY, End
from vsm_desktop.model.flows import Information, UnknownFlow

PARALLEL = 32.0
_ABOVE_TARGETS = 24.0


class Lane(Struct, frozen=True):
    """Where one arrow runs among its companions; `leads` marks the last of a bus, which carries the label.

    `reach` is how far the level part of a bus goes from left to right, `first` the one that comes first of it.
    """

    offset: float = 0.0
    height: float | None = None
    leads: bool = True
    bus: bool = False
    reach: tuple[float, float] | None = None
    first: str = ""


NO_LANE = Lane()
Bundle = list[Information | UnknownFlow]


def lanes(flows: Bundle, ends: Mapping[str, End]) -> dict[str, Lane]:
    """A lane for every information arrow."""
    level: dict[frozenset[str], Bundle] = defaultdict(list)
    falling: dict[str, dict[tuple[str, str, str], Bundle]] = defaultdict(lambda: defaultdict(list))
    for flow in flows:
        a, b = ends[flow.source], ends[flow.target]
        if b.top > a.bottom or a.top > b.bottom:
            falling[flow.source][(flow.kind, flow.label, flow.note)].append(flow)
        else:
            level[frozenset((flow.source, flow.target))].append(flow)
    found: dict[str, Lane] = {}
    for bundle in level.values():
        found |= _parallels(bundle)
    for source, sheets in falling.items():
        found |= _falls(ends[source], list(sheets.values()), ends)
    return found


def _parallels(bundle: Bundle) -> dict[str, Lane]:
    step = min(PARALLEL, 52.0 / max(1, len(bundle) - 1))
    return {flow.id: Lane((k - (len(bundle) - 1) / 2) * step) for k, flow in enumerate(bundle)}


def _falls(source: End, sheets: list[Bundle], ends: Mapping[str, End]) -> dict[str, Lane]:
    """Sheets from one place, side by side in the order of their targets, each at a level of its own."""
    sheets = sorted(sheets, key=lambda bundle: sum(ends[f.target].x for f in bundle) / len(bundle))
    step = min(76.0, (source.right - source.left - 36) / max(1, len(sheets) - 1))
    found: dict[str, Lane] = {}
    for k, bundle in enumerate(sheets):
        offset = (k - (len(sheets) - 1) / 2) * step
        height = _height(source, bundle, ends, k)
        reach = _reach(source.x + offset, bundle, ends) if height is not None else None
        for i, flow in enumerate(bundle):
            last = i == len(bundle) - 1
            found[flow.id] = Lane(offset, height, last, len(bundle) > 1, reach, bundle[0].id)
    return found


def _reach(x: float, bundle: Bundle, ends: Mapping[str, End]) -> tuple[float, float]:
    targets = (ends[flow.target] for flow in bundle)
    xs = [x, *(end.x for end in targets if end.kind not in SIDE_ENTRY)]
    return (min(xs), max(xs))


def _height(source: End, bundle: Bundle, ends: Mapping[str, End], k: int) -> float | None:
    targets = [end for end in (ends[flow.target] for flow in bundle) if end.kind not in SIDE_ENTRY]
    if not targets:
        return None
    if all(end.top > source.bottom for end in targets):
        nearest = min(end.top for end in targets)
        return max((source.bottom + nearest) / 2, nearest - _ABOVE_TARGETS - 14 * k)
    lowest = max(end.bottom for end in targets)
    return min((source.top + lowest) / 2, lowest + _ABOVE_TARGETS + 14 * k)
