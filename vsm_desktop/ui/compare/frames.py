"""The frames of both sides, each with a memory of its own, made anew only where the document or the theme is another."""

from __future__ import annotations

from vsm_desktop.canvas.still import Content
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.stream import ValueStream
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

    def follow(self, stream: ValueStream, sides: Sides, theme: ThemeName) -> bool:
        """Make the frames of two states; False if they are as they were."""
        now = self.after
        if now is not None and now.stream is stream and self.sides == sides and now.theme == theme:
            return False
        self._memories = {id_: kept for id_, kept in self._memories.items() if id_ in sides}
        made, contents = [], []
        for id_ in sides:
            memory, content = self._memories.setdefault(id_, (Memory(), Content()))
            made.append(frame_of(stream, id_, theme, memory))
            contents.append(content.room(made[-1].drawing))
        self.sides, (self.before, self.after) = sides, made
        offset = offset_of(made[0].state, made[1].state)
        *rooms, self.offset = rooms_of(contents[0], contents[1], offset)
        self.rooms = (rooms[0], rooms[1])
        return True
