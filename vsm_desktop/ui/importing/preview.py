"""The map so far, and its numbers: drawn as on the canvas, with less of it where there is little room."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import Ready, play_ready, ready
from vsm_desktop.drawing.far import far_ops
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.levels import SOMETHING, level_of
from vsm_desktop.drawing.ops import Box, Part
from vsm_desktop.drawing.seen import Seen
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.cells import Cell, report_cells
from vsm_desktop.ui.importing.work import Outcome
from vsm_desktop.ui.thumbs import bare, room

_EDGE, _HIGH, _NARROW = 16, 270, 380
_LEAST, _MOST = SOMETHING + 0.01, 1.0
_SHORT = {"takt_s": _("Takt"), "processing_time_s": _("Processing")}
_NUMBERS = ("takt_s", "lead_time_days", "processing_time_s", "bottleneck")


class MapPicture(QWidget):
    """The drawing, as large as there is room for it; never so small that names cannot be read."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import-map")
        self.setAccessibleName(_("The map so far"))
        self.theme: ThemeName = "light"
        self.words = ""
        self.frame: Frame | None = None
        self._seen = Seen()
        self._parts: list[Part] = []
        self._box: Box = (0.0, 0.0, 1.0, 1.0)
        self._made: list[tuple[Part, Ready]] = []
        self._scale = 0.0
        self.room = QSize(300, 200)

    def show_frame(self, frame: Frame | None, words: str = "") -> None:
        """Show a map, or say in its place why there is none."""
        self.frame, self.words = frame, words
        self._parts = bare(frame.drawing) if frame else []
        self._box = room(self._parts)
        if frame:
            self._seen.show_frame(frame)
        self._scale = 0.0
        self.fit(self.room)
        self.update()

    def fit(self, space: QSize) -> None:
        """Make the best of a space; a long map is wider than it."""
        self.room = space
        left, top, right, bottom = self._box
        wide, high = right - left, bottom - top
        scale = min((space.width() - 2 * _EDGE) / wide, (space.height() - 2 * _EDGE) / high, _MOST)
        scale = max(scale, _LEAST) if self.frame else 1.0
        if scale != self._scale:
            self._scale, self._made = scale, []
        needed = (
            QSize(round(wide * scale) + 2 * _EDGE, round(high * scale) + 2 * _EDGE) if self.frame else space
        )
        self.setFixedSize(needed.expandedTo(space))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = tokens(self.theme)
        painter.fillRect(self.rect(), QColor(colors["page"]))
        if self.frame is None:
            painter.setPen(QPen(QColor(colors["text3"])))
            space = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
            painter.drawText(space, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.words)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top, right, bottom = self._box
        painter.translate(
            (self.width() - self._scale * (right - left)) / 2,
            (self.height() - self._scale * (bottom - top)) / 2,
        )
        painter.scale(self._scale, self._scale)
        painter.translate(-left, -top)
        for part, ops in self._ready():
            painter.save()
            painter.translate(part.x, part.y)
            play_ready(ops, painter)
            painter.restore()

    def _ready(self) -> list[tuple[Part, Ready]]:
        if not self._made:
            level = level_of(self._scale)
            self._seen.level = level
            self._made = [(one, ready(far_ops(one, level, self._seen.told(one.id)))) for one in self._parts]
        return self._made


class _Sheet(QScrollArea):
    """The page the map lies on; a long one is moved along."""

    def __init__(self, picture: MapPicture) -> None:
        super().__init__()
        self.setObjectName("import-sheet")
        self.setAccessibleName(_("The map so far"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picture = picture
        self.setWidget(picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.picture.fit(self.viewport().size())


class Preview(QWidget):
    """The map so far with the numbers that come of it."""

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.note = QLabel(_("The map so far")), QLabel()
        self.heading.setObjectName("section")
        self.note.setObjectName("quiet")
        self.picture = MapPicture()
        self.sheet = _Sheet(self.picture)
        self.sheet.setFixedHeight(_HIGH)
        self.numbers = QLabel()
        self.numbers.setTextFormat(Qt.TextFormat.RichText)
        self.numbers.setWordWrap(True)
        self.numbers.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.sheet)
        column.addWidget(self.numbers)

    def show_outcome(self, outcome: Outcome | None, theme: ThemeName) -> None:
        """Show what comes of the sheet as it is read now."""
        self.picture.theme = theme
        frame = outcome.frame if outcome else None
        self.picture.show_frame(frame, _("There is no map yet: what is missing is said at the left."))
        long = outcome is not None and outcome.shown < outcome.steps
        said = _("the first {shown} of {steps:,} steps") if long else _("follows every change")
        self.note.setText(said.format(shown=outcome.shown, steps=outcome.steps) if outcome and frame else "")
        cells = _numbers(outcome)
        self.numbers.setText("&nbsp; &nbsp; ".join(_said(cell, theme) for cell in cells))
        self.numbers.setAccessibleName(
            ", ".join(f"{one.label} {one.value} {one.unit}".strip() for one in cells)
        )
        self.numbers.setToolTip("\n".join(cell.tip for cell in cells))
        self.numbers.setVisible(bool(cells))


def _numbers(outcome: Outcome | None) -> list[Cell]:
    if outcome is None or outcome.report is None or outcome.reading.stream is None:
        return []
    found = {cell.key: cell for cell in report_cells(outcome.report, outcome.reading.stream.state())}
    return [found[key] for key in _NUMBERS if key in found]


def _said(cell: Cell, theme: ThemeName) -> str:
    """A number with its name, which stay in one line."""
    mark = "▲ " if cell.alert else ""
    value = escape(f"{mark}{cell.value} {cell.unit}".strip()).replace(" ", "&nbsp;")
    label = escape(_SHORT.get(cell.key, cell.label)).replace(" ", "&nbsp;")
    return f'<span style="color:{tokens(theme)["text2"]}">{label}</span>&nbsp;&nbsp;<b>{value}</b>'


class Pane(QFrame):
    """The right side of a page, on the ground of the canvas."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import-pane")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 16, 22, 16)
        self.column.setSpacing(16)

    def join(self, page: QWidget, left: QWidget, sizes: tuple[int, int], shares: tuple[int, int]) -> None:
        """Fill a page with what stands at its left and this; `sizes` at first, `shares` of what more room there is."""
        self.setMinimumWidth(_NARROW)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for at, side in enumerate((left, self)):
            split.addWidget(side)
            split.setStretchFactor(at, shares[at])
        split.setSizes(list(sizes))
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
