"""What a tool may see and do, and what a tool is."""

from __future__ import annotations

from typing import Protocol

from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Op
from vsm_desktop.edit.edits import Edit
from vsm_desktop.tools.events import Event


class Bench(Protocol):
    """All a tool sees of the desk: a frame, a selection, how large a pixel is, and the things one does with an edit.

    `pixel` is the size of a screen pixel in map units: marks keep their size on the screen whatever the zoom.
    """

    @property
    def frame(self) -> Frame: ...
    @property
    def selection(self) -> frozenset[str]: ...
    @property
    def pixel(self) -> float: ...
    def preview(self, edit: Edit) -> None: ...
    def commit(self, label: str, edit: Edit, merge: str | None = None) -> None: ...
    def cancel(self) -> None: ...
    def select(self, ids: frozenset[str]) -> None: ...


class Tool(Protocol):
    """A frozen state; an event leads to the next one. `busy` while a gesture is under way."""

    @property
    def name(self) -> str: ...
    @property
    def busy(self) -> bool: ...
    def on(self, event: Event, bench: Bench) -> Tool: ...
    def overlay(self, bench: Bench) -> tuple[Op, ...]: ...
    def hint(self, bench: Bench) -> str: ...
