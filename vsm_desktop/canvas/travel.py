"""The view goes to a place: things travel, they do not jump, unless the reader asked for less motion."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPointF, QRectF, QVariantAnimation
from PySide6.QtWidgets import QStyle

from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.ops import Box

MOTION = 160  # ms
_READABLE, _COMFORTABLE = 0.6, 1.0
_STOPS = {QEvent.Type.Wheel, QEvent.Type.MouseButtonPress, QEvent.Type.Resize}


class Travel(QObject):
    """Takes one view from place to place; the reader's hand stops it at once.

    `calm` is for readers who want no motion: then, or where the system's style does without, things are there at once.
    """

    calm: ClassVar[bool] = False

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._from = self._to = (QPointF(), 1.0)
        self._motion = QVariantAnimation(self, duration=MOTION, startValue=0.0, endValue=1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._step)
        view.viewport().installEventFilter(self)

    def to_box(self, box: Box) -> None:
        """Bring a box into the middle, large enough to be read and wholly in view."""
        left, top, right, bottom = box
        room = self._view.viewport().rect()
        fits = min(room.width() / (right - left + 48), room.height() / (bottom - top + 48))
        _middle, scale = self._now()
        scale = scale if scale >= _READABLE else _COMFORTABLE
        self.to(QPointF((left + right) / 2, (top + bottom) / 2), min(scale, fits))

    def to(self, middle: QPointF, scale: float) -> None:
        """Bring a place into the middle, at a scale."""
        self._motion.stop()
        self._from, self._to = self._now(), (middle, scale)
        if self._at_once():
            self._step(1.0)
        else:
            self._motion.start()

    @property
    def going(self) -> bool:
        """Whether the view is on its way."""
        return self._motion.state() == QVariantAnimation.State.Running

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _STOPS:
            self._motion.stop()
        return False

    def _at_once(self) -> bool:
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.calm or not self._view.isVisible() or not self._view.style().styleHint(hint)

    def _now(self) -> tuple[QPointF, float]:
        return self._view.to_map(QRectF(self._view.viewport().rect()).center()), self._view.scale_now

    def _step(self, part: float) -> None:
        (start, scale0), (end, scale1) = self._from, self._to
        scale = scale0 * (scale1 / scale0) ** part
        self._view.look_at(start + (end - start) * part, scale)
