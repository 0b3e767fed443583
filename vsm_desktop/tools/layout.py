"""Layout as the drawing needs it: the sizes of symbols, the words of arrows, the paper and the room of the ladder."""

from __future__ import annotations

from collections.abc import Set

from vsm_desktop.drawing.branches import FIRST
from vsm_desktop.drawing.folds import room_under
from vsm_desktop.drawing.ladder import TOTAL_WIDTH
from vsm_desktop.drawing.own import sizes_for
from vsm_desktop.drawing.paper import paper_size
from vsm_desktop.drawing.titleblock import HEIGHT
from vsm_desktop.drawing.words import arrow_words
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.arranging.boxes import Sheet
from vsm_desktop.edit.edits import Edit
from vsm_desktop.model.stream import Layout, State, ValueStream

_NOTHING: frozenset[str] = frozenset()
_FOOT = HEIGHT + 40.0


def laid_out(
    stream: ValueStream,
    state: State,
    critical: Set[str],
    layout: Layout | None = None,
    only: Set[str] = _NOTHING,
) -> Edit:
    """Lay out a map as it is drawn, or some of its symbols; the critical path goes straight on."""
    return arrange(sizes_for(stream.own_fields, state), layout, only, sheet_of(state), critical)


def sheet_of(state: State) -> Sheet:
    """What layout must know of the paper of a state and of what is drawn under its rows."""
    width, height = paper_size(state.paper, state.portrait)
    to_scale = state.options.ladder_scale == "to_scale"
    ladder = room_under(len(state.options.ladder_rungs), to_scale)
    return Sheet(width, height, ladder, 0.0 if to_scale else FIRST, TOTAL_WIDTH + 8, _FOOT, arrow_words)
