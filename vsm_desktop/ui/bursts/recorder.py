"""Recording a burst: press, change the map, stop. A bar above the map says what there is so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from vsm_desktop.assets import _
from vsm_desktop.edit.bursts import fresh_burst, state_with_bursts, switch_burst
from vsm_desktop.edit.history import History
from vsm_desktop.edit.promises import Piece, pieces
from vsm_desktop.edit.recording import discarded, recorded, take_over
from vsm_desktop.edit.states import made
from vsm_desktop.model.kaizen import bursts_of
from vsm_desktop.model.nodes import Burst
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.words import capital
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.bursts.acting import acting_on, burst_named, starred

if TYPE_CHECKING:
    from vsm_desktop.ui.bursts.page import BurstsPage
    from vsm_desktop.ui.window import MainWindow


def recorder_of(window: MainWindow) -> Recorder:
    """The recorder of a window, made when it is first needed."""
    found = window.findChild(Recorder)
    return found if found is not None else Recorder(window)


class Recorder(QObject):
    """Holds where recording began; everything else is worked out from there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("recorder")
        self._window, self.desk = window, window.desk
        self.burst_id, self.state_id = "", ""
        self._start: ValueStream | None = None
        self._history: History | None = None
        self._seen: ValueStream | None = None
        self.bar = RecordingBar(self)
        cast(QVBoxLayout, window.stage.layout()).insertWidget(0, self.bar)
        window.bridge.changed.connect(self.show_desk)

    @property
    def running(self) -> bool:
        """Whether changes are being recorded."""
        return self._start is not None

    def toggle(self) -> None:
        """Begin with what is selected, or a new burst; end if it is running."""
        if self.running:
            self.stop()
            return
        state = self.desk.frame.state
        stars = [
            node.id for node in state.nodes if node.id in self.desk.selection and isinstance(node, Burst)
        ]
        self.start(stars[0] if len(stars) == 1 else "")

    def start(self, burst_id: str = "") -> None:
        """Turn to a state that was made from another one, making one if there is none, and record from here on."""
        if self.running:
            self.stop()
        desk, before = self.desk, self.desk.recorded
        desk.end_merge()  # what is typed from now on is a step of its own, which undo can tell from older work
        state_id = acting_on(before, desk.frame.state_id)
        if not before.state(state_id).base:
            desk.commit_stream(_("Make a future state"), state_with_bursts(state_id))
            state_id = made(before, desk.recorded)
        if burst_id and burst_id not in desk.recorded.state(state_id).bursts:
            desk.commit_stream(_("Switch burst on"), switch_burst(state_id, burst_id, on=True))
        if desk.frame.state_id != state_id:
            desk.show_state(state_id)
        self.burst_id, self.state_id = burst_id, state_id
        self._start, self._history, self._seen = desk.recorded, desk.history, None
        desk.compare_since(self._start)
        self.show_desk(desk)
        self._window.say(_("Recording. Change the map; Stop makes the changes a burst."))
        self._window.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """What was changed becomes what the burst promises, in one step."""
        if self._start is None:
            return
        changes = recorded(self._start, self.desk.recorded, self.state_id)
        id_, new = self.burst_id, not self.burst_id
        self._end()
        if not changes:
            self._window.say(_("Nothing was changed, so nothing was recorded."))
            return
        into = id_ or fresh_burst(self.desk.recorded)
        taken = take_over(self.state_id, changes, id_, id=into)
        self.desk.commit_stream(_("Record burst"), starred(self.desk, self.state_id, into, taken))
        if self._window.bottom.open_page != "bursts":
            self._window.bottom.toggle("bursts")
        page = cast("BurstsPage", self._window.bottom.page("bursts"))
        if new:
            page.edit_burst(into)
        else:
            page.choose(into)

    def discard(self) -> None:
        """Take back what was changed since recording began."""
        if self._start is None:
            return
        start, state_id = self._start, self.state_id
        self._end()
        self.desk.commit_stream(_("Discard recording"), discarded(start, state_id))
        self._window.say(_("What was recorded is taken back. Undo brings it back."))

    def may_leave(self) -> bool:
        """Ask what is to become of a recording under way, if it has anything; False to stay."""
        found = self.so_far()
        if not found:
            return True
        from vsm_desktop.ui import asking

        answer = asking.ask_recording(self._window, capital(self._name()), _told(found))
        if answer == asking.Button.Save:
            self.stop()
        elif answer == asking.Button.Discard:
            self._end()
        return answer != asking.Button.Cancel

    def so_far(self) -> tuple[Piece, ...]:
        """What was changed since recording began, piece by piece, the last one that was changed at the end."""
        found = self._changed_in(self.desk.recorded)
        last = self._last_of(found) if len(found) > 1 else None
        return found if last is None else (*(one for one in found if one is not last), last)

    def _changed_in(self, stream: ValueStream) -> tuple[Piece, ...]:
        if self._start is None or all(state.id != self.state_id for state in stream.states):
            return ()
        changes = recorded(self._start, stream, self.state_id)
        return pieces(changes, self._start.state(self.state_id), stream.own_fields)

    def _last_of(self, found: tuple[Piece, ...]) -> Piece | None:
        """The piece that came, or came to be what it is, with the latest step that is not undone."""
        history = self.desk.history
        for step in reversed(history.steps[: history.at]):
            if step.after is self._start:
                break
            before = {piece.words for piece in self._changed_in(step.before)}
            if new := [piece for piece in found if piece.words not in before]:
                return new[-1]
        return None

    def _is_undone(self) -> bool:
        """Whether undo went back to before recording began: where it began can only be redone."""
        history = self.desk.history
        return any(step.after is self._start for step in history.steps[history.at :])

    def show_desk(self, desk: Desk) -> None:
        """Follow what is recorded; another document, or one without the state, ends it."""
        self._window.actions_by_name["record_burst"].setChecked(self.running)
        if self._start is None or desk.recorded is self._seen:
            return
        self._seen = desk.recorded
        known = {state.id for state in desk.recorded.states}
        there = {burst.id for burst in bursts_of(desk.recorded)} | {""}
        if desk.history is not self._history:
            self._end()
            return
        if self._is_undone():
            self._end()
            self._window.say(_("Recording ended: you went back to before it began."))
            return
        if self.state_id not in known or self.burst_id not in there:
            self._end()
            self._window.say(_("Recording ended: what was recorded is not there any more."))
            return
        state = desk.recorded.state(self.state_id)
        self.bar.show_recording(self._name(), state.name or state.id, self.so_far())

    def _name(self) -> str:
        return burst_named(self.desk.recorded, self.burst_id) if self.burst_id else _("a new burst")

    def _end(self) -> None:
        if self._start is None:
            return
        self._start = self._history = self._seen = None
        self.bar.hide()
        self.desk.compare_since(None)
        self._window.actions_by_name["record_burst"].setChecked(False)


class RecordingBar(QFrame):
    """Which burst is recorded, what it has so far, Stop and Discard."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", "record")
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.stop = QPushButton(_("Stop"))
        self.stop.setProperty("main", True)
        self.stop.setToolTip(_("Make these changes the burst"))
        self.stop.clicked.connect(lambda _checked=False: recorder.stop())
        self.discard = QPushButton(_("Discard"))
        self.discard.setToolTip(_("Take back what was changed since recording began"))
        self.discard.clicked.connect(lambda _checked=False: recorder.discard())
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 8, 6)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.stop)
        line.addWidget(self.discard)
        self.hide()

    def show_recording(self, name: str, state: str, found: tuple[Piece, ...]) -> None:
        """Say what is recorded."""
        words = _("● Recording {burst} in {state}: {so_far}")
        self.words.setText(words.format(burst=name, state=state, so_far=_told(found)))
        self.setAccessibleName(self.words.text())
        self.show()


def _told(found: tuple[Piece, ...]) -> str:
    """What is recorded so far, in words."""
    if not found:
        return _("nothing yet")
    if len(found) == 1:
        return found[0].words
    return _("{count} changes, the last: {last}").format(count=len(found), last=found[-1].words)
