"""What a burst promises: lines to type, and beneath them what was recorded besides, each to be taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.edit.promises import Piece, pieces, read_promises, text_of, without
from vsm_desktop.model.change import Change
from vsm_desktop.model.fields import Field
from vsm_desktop.model.stream import State
from vsm_desktop.ui.lines import LinesEditor

_FIELD = Field(
    "changes",
    "changes",
    _("Promised changes"),
    _("Promised changes"),
    (),
    shape="text",
    lines=True,
    hint=_("one a line: weld2.ct 46 s -> 30 s, or remove and a name"),
)
Write = Callable[[Sequence[Change]], object]


class PromiseEditor(QWidget):
    """Every line that makes sense counts at once; the others are explained when typing ends."""

    def __init__(self, write: Write, done: Callable[[], object]) -> None:
        super().__init__()
        self._write, self._done = write, done
        self._changes: tuple[Change, ...] = ()
        self._start: State | None = None
        self._own: Any = ()
        self._key: object = None
        self.lines = LinesEditor(_FIELD, self._typed, self._finished)
        self.lines.setPlaceholderText(_("Spot weld 2.C/T → 30 s"))
        self.message = QLabel()
        self.message.setObjectName("wrong")
        self.message.setWordWrap(True)
        self.message.hide()
        self._rest = QVBoxLayout()
        self._rest.setContentsMargins(0, 0, 0, 0)
        self._rest.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.lines)
        column.addWidget(self.message)
        column.addLayout(self._rest)

    def show_changes(self, id_: str, changes: tuple[Change, ...], start: State, own: Any = ()) -> None:
        """Show what a burst promises on a state; of another burst, whatever is typed here is forgotten."""
        key = (id_, changes, start, own)
        if key == self._key:
            return
        if self._key is None or id_ != self._key[0]:  # type: ignore[index]
            self.lines.forget()
            self._say("")
        self._key = key
        self._changes, self._start, self._own = changes, start, own
        found = pieces(changes, start, own)
        if self.lines.show_value(text_of(found)):
            self._say("")
        self.lines.setPlaceholderText(_("Spot weld 2.C/T → 30 s"))
        self._show_rest([piece for piece in found if not piece.text])

    def _show_rest(self, rest: Sequence[Piece]) -> None:
        while item := self._rest.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for piece in rest:
            self._rest.addWidget(_Recorded(piece, partial(self._take_out, piece)))

    def _take_out(self, piece: Piece) -> None:
        self._write(without(self._changes, piece))
        self._done()

    def _typed(self, text: str) -> None:
        if self._start is None:
            return
        typed = read_promises(text, self._start, self._changes, self._own)
        if not typed.wrong:
            self._say("")
            if typed.changes != self._changes:
                self._write(typed.changes)

    def _finished(self) -> None:
        """Lines that say nothing stay as typed, with the reason; the others count."""
        self._done()
        if self._start is None:
            return
        typed = read_promises(self.lines.toPlainText(), self._start, self._changes, self._own)
        if typed.changes != self._changes:
            self._write(typed.changes)
        self._say("\n".join(f"{one.text}: {one.why}" for one in typed.wrong))
        if not typed.wrong:
            found = pieces(self._changes, self._start, self._own)
            self.lines.show_value(text_of(found))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))


class _Recorded(QWidget):
    """A change in words, and a button that takes it out."""

    def __init__(self, piece: Piece, take_out: Callable[[], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        words = QLabel(piece.words)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QToolButton()
        self.button.setText("×")
        self.button.setObjectName("take-out")
        self.button.setToolTip(_("Take this out of the burst"))
        self.button.setAccessibleName(_("Take out: {change}").format(change=piece.words))
        self.button.clicked.connect(lambda _checked=False: take_out())
        row.addWidget(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
