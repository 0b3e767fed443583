"""What goes where something else goes: the members of a frame, the burst of a step."""

from __future__ import annotations

from collections.abc import Set

from vsm_desktop.drawing.symbols.table import frame_box
from vsm_desktop.edit.noting import inside, noted_at
from vsm_desktop.model.fields import FRAMES
from vsm_desktop.model.stream import State


def along(state: State, ids: Set[str]) -> frozenset[str]:
    """These elements and all that is moved with them."""
    framed = frozenset().union(
        *(
            inside(state, node, frame_box(node))
            for node in state.nodes
            if node.id in ids and node.kind in FRAMES
        )
    )
    found = framed | ids
    return found | noted_at(state, found)
