"""Find in the map: a slim bar on the canvas; typing lights what answers, Enter goes from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.find import Finder, Found
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.found import found_marks
from vsm_desktop.ui.icons import icon, icon_button

_AWAY = 12
_LEAST = 120
_WIDTH = 464


class FindBar(QFrame):
    """Floats at the upper right of the canvas."""

    def __init__(self, view: MapView, desk: Desk, show: Callable[[str, str], object]) -> None:
        super().__init__(view)
        self.setObjectName("card")
        self.setAccessibleName(_("Find in the map"))
        self._view, self._desk, self._show = view, desk, show
        self._finder = Finder()
        self._reports: dict[str, tuple[State, ValueStream, Report]] = {}
        self._seen: tuple[object, ...] = ()
        self.found: tuple[Found, ...] = ()
        self.at: Found | None = None
        self.field = QLineEdit()
        self.count = QLabel()
        self.every = QToolButton()
        self.buttons = {
            "up": icon_button("chevron-up", _("Previous match (Shift+F3)"), lambda: self.step(-1)),
            "down": icon_button("chevron-down", _("Next match (F3)"), lambda: self.step(1)),
            "close": icon_button("close", _("Close (Esc)"), self.close_bar),
        }
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.every.toggled.connect(self._search)
        view.installEventFilter(self)
        view.zoomed.connect(self._light)
        self.hide()

    def _lay_out(self) -> None:
        self.field.setObjectName("query")
        self.field.setPlaceholderText(_("Name, label or value"))
        self.field.setAccessibleName(_("Find in the map"))
        self.field.setMinimumWidth(_LEAST)
        self.count.setObjectName("quiet")
        self.count.setMinimumWidth(88)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.every.setObjectName("chip")
        self.every.setText(_("All states"))
        self.every.setToolTip(_("Find in every state, not only in the one shown"))
        self.every.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 4, 4)
        row.setSpacing(2)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addSpacing(6)
        row.addWidget(self.every)
        for button in self.buttons.values():
            row.addWidget(button)

    # coming and going

    @property
    def query(self) -> str:
        """What is looked for."""
        return self.field.text().strip()

    def open_bar(self, query: str | None = None) -> None:
        """Come up, ready to type."""
        for button in self.buttons.values():
            button.setIcon(icon(button.objectName(), self._desk.theme))
        if query is not None:
            self.field.setText(query)
        self.show()
        self._seen = ()
        self.show_desk(self._desk)
        self._place()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Put the lights out; what was found stays selected."""
        self.hide()
        self._view.show_lights((), ())
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_desk(self, desk: Desk) -> None:
        """Look again where the document, the state or the theme is another."""
        seen = (desk.frame.stream, desk.frame.state_id, desk.frame.theme)
        if self.isHidden() or (
            len(seen) == len(self._seen) and all(a is b for a, b in zip(seen, self._seen, strict=True))
        ):
            return
        if self._seen and self._seen[2] != desk.frame.theme:
            for button in self.buttons.values():
                button.setIcon(icon(button.objectName(), desk.theme))
        self._seen = seen
        several = len(desk.frame.stream.states) > 1
        if self.every.isHidden() == several:
            self.every.setVisible(several)
            self._place()
        self._search()

    # finding

    def _search(self) -> None:
        frame = self._desk.frame
        stream = frame.stream
        every = self.every.isChecked() and len(stream.states) > 1
        ids = [state.id for state in stream.states] if every else [frame.state_id]
        reports = {id_: self._report(stream, id_) for id_ in ids} if self.query else {}
        self.found = self._finder.find(stream, self.query, ids, reports)
        here = (self.at.state_id, self.at.id) if self.at else None
        self.at = next((one for one in self.found if (one.state_id, one.id) == here), None)
        self._light()
        self._show_count()

    def _light(self) -> None:
        """Light what was found; at another zoom the marks keep their size on the screen."""
        if not self.isHidden():
            marks = found_marks(self._desk.frame, self.found, self.query, self._desk.pixel)
            self._view.show_lights(*marks)

    def _report(self, stream: ValueStream, state_id: str) -> Report:
        """The numbers of a state; those of a state that is not shown are kept until it changes."""
        frame = self._desk.frame
        if state_id == frame.state_id:
            return frame.report
        state, known = stream.state(state_id), self._reports.get(state_id)
        if known is None or known[0] is not state or known[1].calendar is not stream.calendar:
            known = self._reports[state_id] = (state, stream, measure(stream, state_id))
        return known[2]

    def step(self, by: int) -> None:
        """Select the next or previous match and bring it into the middle; after the last comes the first."""
        if self.isHidden():
            self.open_bar()
        if not self.found:
            return
        self.at = self.found[self._next(self.found, by)]
        self._show(self.at.state_id, self.at.id)
        self._show_count()

    def _next(self, found: Sequence[Found], by: int) -> int:
        if self.at in found:
            return (found.index(self.at) + by) % len(found)
        shown = [i for i, one in enumerate(found) if one.state_id == self._desk.frame.state_id]
        return (shown or [0])[0] if by > 0 else (shown or [-1])[-1]

    def _show_count(self) -> None:
        total = len(self.found)
        if not self.query:
            words = ""
        elif not total:
            words = _("Nothing found")
        elif self.at in self.found:
            number = self.found.index(self.at) + 1
            words = _("{number} of {total}").format(number=f"{number:,}", total=f"{total:,}")
        else:
            words = _("{total} found").format(total=f"{total:,}")
        self.count.setText(words)
        self.field.setAccessibleDescription(words)
        for name in ("up", "down"):
            self.buttons[name].setEnabled(bool(total))

    # keys and place

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view:
            if event.type() == QEvent.Type.Resize:
                self._place()
            return False
        if isinstance(event, QKeyEvent) and event.key() in _KEYS:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self._key(event)
                return True
        return False

    def _key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)

    def _place(self) -> None:
        room = self._view.width() - 2 * _AWAY
        self.resize(max(min(_WIDTH, room), self.minimumSizeHint().width()), self.sizeHint().height())
        self.move(max(self._view.width() - self.width() - _AWAY, _AWAY), _AWAY)


_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
