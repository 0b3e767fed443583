"""Layout as the drawing needs it: the sizes of symbols, the words of arrows, the paper and the room of the ladder."""

from __future__ import annotations

from collections.abc import Set
from functools import partial
from itertools import pairwise

from msgspec.structs import replace

from vsm_desktop.drawing.branches import FIRST
from vsm_desktop.drawing.folds import room_under
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.ladder import TOTAL_WIDTH
from vsm_desktop.drawing.ops import Text, extent
from vsm_desktop.drawing.own import sizes_for
from vsm_desktop.drawing.paper import paper_size
from vsm_desktop.drawing.titleblock import HEIGHT
from vsm_desktop.drawing.words import arrow_words
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.arranging.boxes import Box, Sheet
from vsm_desktop.edit.edits import Edit, in_state
from vsm_desktop.model.fields import NOTES
from vsm_desktop.model.stream import Layout, State, ValueStream

_NOTHING: frozenset[str] = frozenset()
_FOOT = HEIGHT + 40.0
_BESIDE = 12.0
"""How far what is noted keeps from the middle of an arrow."""


def laid_out(
    stream: ValueStream,
    state: State,
    critical: Set[str],
    layout: Layout | None = None,
    only: Set[str] = _NOTHING,
) -> Edit:
    """Lay out a map as it is drawn, or some of its symbols; the critical path goes straight on."""
    sheet = replace(sheet_of(state), lines=partial(lines_of, stream))
    return arrange(sizes_for(stream.own_fields, state), layout, only, sheet, critical)


def with_layout(stream: ValueStream, state_id: str, critical: Set[str]) -> ValueStream:
    """The stream with one state laid out, as a map is that was read or made and has no places yet."""
    return in_state(state_id, laid_out(stream, stream.state(state_id), critical))(stream)


def in_rows(stream: ValueStream, state_id: str) -> ValueStream:
    """The stream with the map of one state folded into rows."""
    frame = frame_of(stream, state_id)
    return in_state(state_id, laid_out(stream, frame.state, frame.report.branches.critical, "folded"))(stream)


def lines_of(stream: ValueStream, state: State) -> tuple[Box, ...]:
    """Where the arrows of a state run, with some room beside them, and where their words stand, if there are no notes on it."""
    nodes = tuple(node for node in state.nodes if node.kind not in NOTES)
    ids = {node.id for node in nodes}
    flows = tuple(flow for flow in state.flows if flow.source in ids and flow.target in ids)
    bare = state.evolve(nodes=nodes, flows=flows)
    parts = [part for part in frame_of(stream.with_state(bare), state.id).drawing.parts if part.line]
    found: list[Box] = []
    for part in parts:
        for (x0, y0), (x1, y1) in pairwise(part.line):
            low, high = (
                (min(x0, x1) - _BESIDE, min(y0, y1) - _BESIDE),
                (max(x0, x1) + _BESIDE, max(y0, y1) + _BESIDE),
            )
            found.append((part.x + low[0], part.y + low[1], part.x + high[0], part.y + high[1]))
        words = [op for op in part.ops[part.strokes :] if isinstance(op, Text)]
        if words:
            left, top, right, bottom = extent(words)
            found.append((part.x + left, part.y + top, part.x + right, part.y + bottom))
    return tuple(found)


def sheet_of(state: State) -> Sheet:
    """What layout must know of the paper of a state and of what is drawn under its rows."""
    width, height = paper_size(state.paper, state.portrait)
    to_scale = state.options.ladder_scale == "to_scale"
    ladder = room_under(len(state.options.ladder_rungs), to_scale)
    return Sheet(width, height, ladder, 0.0 if to_scale else FIRST, TOTAL_WIDTH + 8, _FOOT, arrow_words)
