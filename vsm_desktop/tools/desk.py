"""The one mutable object: a history, perhaps a preview, a tool, a selection, and who is watching."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Op
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.edit.edits import Edit, StreamEdit, in_state
from vsm_desktop.edit.history import History
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.bench import Tool
from vsm_desktop.tools.events import Escape, Event
from vsm_desktop.tools.overlay import selection_overlay
from vsm_desktop.tools.rest import at_rest
from vsm_desktop.tools.write import Write

_ID = attrgetter("id")

Watcher = Callable[["Desk"], None]


class Desk:
    """What one window works on. Every change goes through `preview` and `commit`."""

    def __init__(self, stream: ValueStream, theme: ThemeName = "light", *, saved: bool = True) -> None:
        self.history = History(stream, saved=stream if saved else None)
        self.theme: ThemeName = theme
        self.tool: Tool = at_rest()
        self.selection: frozenset[str] = frozenset()
        self.pixel = 1.0
        self.since: ValueStream | None = (
            None  # what the numbers are held against, if not against what is saved
        )
        self.watchers: list[Watcher] = []
        self._memory = Memory()
        self.frame: Frame = frame_of(stream, "", theme, self._memory)

    # what tools and panels do

    @property
    def recorded(self) -> ValueStream:
        """The document without what is only previewed."""
        return self.history.current

    def handle(self, event: Event) -> None:
        """Let the tool in hand answer an event."""
        try:
            tool = self.tool.on(event, self)
        except Exception:
            self.tool = at_rest()
            self.cancel()
            self._show_open()
            raise
        if tool != self.tool:
            self.turn(tool)

    def use(self, tool: Tool) -> None:
        """Take another tool in hand; what the old one had under way is dropped, what is typed counts."""
        if isinstance(self.tool, Write):
            self.tool.settle(self)
        self._drop_gesture()
        self.turn(tool)

    def turn(self, tool: Tool) -> None:
        """The tool in hand goes on to another state of its own, or to the next tool."""
        before, self.tool = self.tool, tool
        self._show_open()
        if not (isinstance(tool, Write) and isinstance(before, Write) and tool.looks_like(before)):
            self._tell()

    def preview(self, edit: Edit) -> None:
        """Show an edit of the recorded document without recording it."""
        self.preview_stream(in_state(self.frame.state_id, edit))

    def preview_stream(self, edit: StreamEdit) -> None:
        """Show an edit of the whole document without recording it."""
        self._show(edit(self.history.current))

    def commit(self, label: str, edit: Edit, merge: str | None = None) -> None:
        """Record an edit of the shown state. One that would make an invalid document raises and changes nothing."""
        self.commit_stream(label, in_state(self.frame.state_id, edit), merge)

    def commit_stream(self, label: str, edit: StreamEdit, merge: str | None = None) -> None:
        """Record an edit of the whole document; states made from another one follow it."""
        try:
            after = _settled(self.history.current, edit(self.history.current))
        except Exception:
            self.cancel()
            raise
        self.history.record(label, after, merge, (self.selection, self.selection & after.ids()))
        self.cancel()

    def cancel(self) -> None:
        """Forget the preview, if there is one."""
        self._show(self.history.current)

    def select(self, ids: frozenset[str]) -> None:
        """Choose elements of the shown state."""
        chosen = ids & self._ids()
        if chosen != self.selection:
            self.selection = chosen
            self.history.close_merge()
            self._tell()

    # what menus do

    def undo(self) -> None:
        """One step back; a gesture under way is dropped first."""
        self._travel(self.history.undo)

    def redo(self) -> None:
        """One step forward."""
        self._travel(self.history.redo)

    def show_state(self, state_id: str) -> None:
        """Turn to another state of the stream. Raises KeyError for one it does not have."""
        self.history.current.state(state_id)
        self._drop_gesture()
        self.selection = frozenset()
        self._memory = Memory()
        self.frame = self._frame(self.history.current, state_id)
        self._tell()

    def show_theme(self, theme: ThemeName) -> None:
        """Draw in other colours."""
        self.theme = theme
        self.frame = self._frame(self.frame.stream, self.frame.state_id)
        self._tell()

    def open(self, stream: ValueStream, *, saved: bool = True) -> None:
        """Work on another document from now on."""
        self.tool, self.selection, self.since = at_rest(), frozenset(), None
        self.history = History(stream, saved=stream if saved else None)
        self._memory = Memory()
        self.frame = self._frame(stream, "")
        self._tell()

    def end_merge(self) -> None:
        """Typing in one field, or a row of nudges, is over."""
        self.history.close_merge()

    def compare_since(self, stream: ValueStream | None) -> None:
        """Hold the numbers against this document; with none, against what is saved."""
        self.since = stream
        self._tell()

    def mark_saved(self) -> None:
        """What is recorded now is what the file holds."""
        self.history.saved = self.history.current
        self.history.close_merge()
        self._tell()

    def overlay(self) -> tuple[Op, ...]:
        """Selection and gesture marks, which only the canvas plays."""
        chosen = frozenset() if getattr(self.tool, "moving", False) else self.selection
        return (*selection_overlay(self.frame, chosen, self.pixel), *self.tool.overlay(self))

    @property
    def composed(self) -> int:
        """How many parts the last frame made anew."""
        return self._memory.composed

    def _travel(self, step: Callable[[], frozenset[str] | None]) -> None:
        self._drop_gesture()
        before = self.history.current
        selected = step()
        self._turn_to_change(before)
        self._bring(self.history.current)
        if selected is not None:
            self.selection = selected & self._ids()
        self._tell()

    def _turn_to_change(self, before: ValueStream) -> None:
        """Show the state in which undo or redo changed something, so that it can be seen."""
        known = {state.id: state for state in before.states}
        changed = [state.id for state in self.history.current.states if known.get(state.id) is not state]
        if changed and self.frame.state_id not in changed:
            self.show_state(changed[0])

    def _drop_gesture(self) -> None:
        if self.tool.busy:
            self.tool = self.tool.on(Escape(), self)
        self.cancel()
        self._show_open()

    def _ids(self) -> frozenset[str]:
        state = self.frame.state
        return frozenset(map(_ID, (*state.nodes, *state.flows)))

    def _frame(self, stream: ValueStream, state_id: str) -> Frame:
        """What is shown; a field being typed has its place even when it is empty."""
        return frame_of(stream, state_id, self.theme, self._memory, self._open_ref)

    @property
    def _open_ref(self) -> str:
        return self.tool.ref if isinstance(self.tool, Write) else ""

    def _show_open(self) -> None:
        if self._open_ref != self.frame.open_ref:
            self.frame = self._frame(self.frame.stream, self.frame.state_id)

    def _show(self, stream: ValueStream) -> None:
        if self._bring(stream):
            self._tell()

    def _bring(self, stream: ValueStream) -> bool:
        """Make the frame of a document, if it is another."""
        if stream is self.frame.stream:
            return False
        shown = _still_there(self.frame.stream, self.frame.state_id, stream)
        self.frame = self._frame(stream, shown)
        self.selection &= self._ids()
        return True

    def _tell(self) -> None:
        for watch in self.watchers:
            watch(self)


def _settled(before: ValueStream, after: ValueStream) -> ValueStream:
    if len(after.states) < 2 and not after.bursts:
        return after
    from vsm_desktop.edit.deriving import settled  # the first picture does not wait for it

    return settled(before, after)


def _still_there(before: ValueStream, shown: str, after: ValueStream) -> str:
    """The shown state; where it went, its neighbour in the row as it was."""
    ids, kept = [state.id for state in before.states], {state.id for state in after.states}
    at = ids.index(shown)
    return next((id_ for id_ in (*ids[at::-1], *ids[at + 1 :]) if id_ in kept), "")
