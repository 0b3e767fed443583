"""The frames of both sides; that of the shown state is the desk's, another has a memory of its own."""

from __future__ import annotations

from vsm_desktop.canvas.still import Content
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Box
from vsm_desktop.ui.compare.sides import Offset, Sides, offset_of, rooms_of


class Frames:
    """Both frames, the room each is shown in, and how far the second map is displaced against the first."""

    def __init__(self) -> None:
        self.sides: Sides = ("", "")
        self.before: Frame | None = None
        self.after: Frame | None = None
        self.rooms: tuple[Box, Box] = ((0.0, 0.0, 1.0, 1.0), (0.0, 0.0, 1.0, 1.0))
        self.offset: Offset = (0.0, 0.0)
        self._memories: dict[str, tuple[Memory, Content]] = {}

    def follow(self, shown: Frame, sides: Sides) -> bool:
        """Make the frames of two states of the document that is shown; False if they are as they were."""
        now, stream, theme = self.after, shown.stream, shown.theme
        if now is not None and now.stream is stream and self.sides == sides and now.theme == theme:
            return False
        self._memories = {id_: kept for id_, kept in self._memories.items() if id_ in sides}
        made, contents = [], []
        for id_ in sides:
            memory, content = self._memories.setdefault(id_, (Memory(), Content()))
            made.append(shown if id_ == shown.state_id else frame_of(stream, id_, theme, memory))
            contents.append(content.room(made[-1].drawing))
        self.sides, (self.before, self.after) = sides, made
        offset = offset_of(made[0].state, made[1].state)
        *rooms, self.offset = rooms_of(contents[0], contents[1], offset)
        self.rooms = (rooms[0], rooms[1])
        return True
