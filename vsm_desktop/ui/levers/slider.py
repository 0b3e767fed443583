"""One input of a what-if: a slider, and beside it the number as it would be, to be typed over."""

from __future__ import annotations

from math import floor, log10

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSlider, QToolButton, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.inputs import Input
from vsm_desktop.metrics.clock import FACTOR
from vsm_desktop.model.display import shown
from vsm_desktop.model.fields import out_of_range
from vsm_desktop.model.parse import Unreadable, parse_quantity
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.units import UNITS
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.restyle import restyle

_STEPS = 200  # about so many up to twice the number of today
_FROM_NOTHING = 10.0


class Scale(Struct, frozen=True):
    """What the places of a slider stand for: from `low` in steps, in the unit of the input."""

    low: float
    step: float
    count: int

    def value(self, place: int) -> float:
        """The number at a place."""
        return float(f"{self.low + place * self.step:.12g}")

    def place(self, value: float) -> int:
        """The place nearest to a number."""
        return min(self.count, max(0, round((value - self.low) / self.step)))


def scale_of(one: Input) -> Scale:
    """From nothing to twice what it is, a share to all of it, in steps of 1, 2 or 5."""
    high = one.highest if one.highest is not None else 2 * one.now.value or _FROM_NOTHING
    step = _round_step(high / _STEPS)
    if one.now.dimension == "pieces":
        step = max(1.0, step)
    elif one.now.dimension == "count":
        step = max(0.1, step)
    low = step if one.field.low_open else 0.0
    if one.field.high_open:
        high -= step
    return Scale(low, step, max(1, round((high - low) / step)))


def _round_step(step: float) -> float:
    size = 10.0 ** floor(log10(step))
    return next((size * part for part in (1, 2, 5) if size * part >= step * (1 - 1e-9)), size * 10)


class Turn(QWidget):
    """A slider for one input; `turned` tells the number it stands at, None where that is the one on the map."""

    turned = Signal(str, object)
    dropped = Signal(str)

    def __init__(self, one: Input) -> None:
        super().__init__()
        self.input = one
        self.value = one.now.value
        self._scale = scale_of(one)
        self.label, self.note, self.wrong = QLabel(), QLabel(), QLabel()
        for label, name in ((self.label, "field"), (self.note, "quiet"), (self.wrong, "wrong")):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setPageStep(10)
        self.line = _Line()
        self.line.setFixedWidth(84)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.off = QToolButton()
        self.off.setToolTip(_("Take this slider away"))
        self._build()
        self.show_input(one)
        self.slider.valueChanged.connect(self._slid)
        self.line.editingFinished.connect(self._typed)
        self.line.left.connect(self._show_value)
        self.off.clicked.connect(lambda _on=False: self.dropped.emit(self.input.key))

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.note, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.slider, 1, 0)
        grid.addWidget(self.line, 1, 1)
        grid.addWidget(self.off, 1, 2)
        grid.addWidget(self.wrong, 2, 0, 1, 3)

    def show_theme(self, theme: ThemeName) -> None:
        """The mark of the button in the colours of a theme."""
        self.off.setIcon(icon("close", theme))

    def show_input(self, one: Input, value: float | None = None) -> None:
        """Stand at a number, else at the one on the map."""
        self.input, self._scale = one, scale_of(one)
        self.value = one.now.value if value is None else value
        name = f"{one.name}, {one.field.title}"
        self.label.setText(name)
        self.label.setToolTip(name)
        self.slider.setAccessibleName(name)
        self.line.setAccessibleName(_("{name}, the number to try").format(name=name))
        self.off.setAccessibleName(_("Take the slider of {name} away").format(name=name))
        self._show_value()

    @property
    def is_turned(self) -> bool:
        """Whether it stands at another number than the map."""
        return self.value != self.input.now.value

    def _show_value(self) -> None:
        self.slider.blockSignals(True)
        self.slider.setRange(0, self._scale.count)
        self.slider.setValue(self._scale.place(self.value))
        self.slider.blockSignals(False)
        now, words = shown(self.input.now), shown(self.input.as_quantity(self.value))
        self.line.setText(words)
        self.slider.setAccessibleDescription(words)
        self.note.setText(_("from {now}").format(now=now) if self.is_turned else "")
        self._refuse("")

    def _refuse(self, sentence: str) -> None:
        """Say what is wrong with what was typed; nothing where it is taken."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        restyle(self.line, "wrong", bool(sentence))

    def _slid(self, place: int) -> None:
        at_rest = place == self._scale.place(self.input.now.value)
        self._turn(self.input.now.value if at_rest else self._scale.value(place))

    def _turn(self, value: float) -> None:
        self.value = value
        self._show_value()
        self.turned.emit(self.input.key, value if self.is_turned else None)

    def _typed(self) -> None:
        text = self.line.text()
        if text == shown(self.input.as_quantity(self.value)):
            return
        try:
            found = self._read(text)
        except Unreadable as wrong:
            self._refuse(str(wrong))
            return
        self._turn(found)

    def _read(self, text: str) -> float:
        """The number typed, in the unit of the input. Raises Unreadable."""
        now = self.input.now
        typed: Quantity = parse_quantity(text, now.dimension, "%" if now.unit == "1" else now.unit)
        if typed.unit != now.unit and (typed.in_calendar_units or now.in_calendar_units):
            unit = UNITS[now.unit].shown
            raise Unreadable(_("This one is tried in {unit}. Type such a number.").format(unit=unit))
        if reason := out_of_range(self.input.field, typed):
            raise Unreadable(reason)
        return typed.value * FACTOR[typed.unit] / FACTOR[now.unit] if typed.unit != now.unit else typed.value


class _Line(QLineEdit):
    """Esc takes back what was typed; nothing typed, it goes on to the page."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.left.emit()
            return
        super().keyPressEvent(event)
