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
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.bursts.acting import acting_on, burst_named

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
        self.desk.commit_stream(_("Record burst"), take_over(self.state_id, changes, id_, id=into))
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

    def so_far(self) -> tuple[Piece, ...]:
        """What was changed since recording began, piece by piece."""
        if self._start is None:
            return ()
        now = self.desk.recorded
        changes = recorded(self._start, now, self.state_id)
        return pieces(changes, self._start.state(self.state_id), now.own_fields)

    def show_desk(self, desk: Desk) -> None:
        """Follow what is recorded; another document, or one without the state, ends it."""
        self._window.actions_by_name["record_burst"].setChecked(self.running)
        if self._start is None or desk.recorded is self._seen:
            return
        self._seen = desk.recorded
        known = {state.id for state in desk.recorded.states}
        there = {burst.id for burst in bursts_of(desk.recorded)} | {""}
        if desk.history is not self._history or self.state_id not in known or self.burst_id not in there:
            self._end()
            return
        name = burst_named(desk.recorded, self.burst_id) if self.burst_id else _("a new burst")
        state = desk.recorded.state(self.state_id)
        self.bar.show_recording(name, state.name or state.id, self.so_far())

    def _end(self) -> None:
        self._start = self._history = self._seen = None
        self.bar.hide()
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
        if not found:
            so_far = _("nothing yet")
        elif len(found) == 1:
            so_far = found[0].words
        else:
            so_far = _("{count} changes, the last: {last}").format(count=len(found), last=found[-1].words)
        words = _("● Recording {burst} in {state}: {so_far}")
        self.words.setText(words.format(burst=name, state=state, so_far=so_far))
        self.setAccessibleName(self.words.text())
        self.show()
