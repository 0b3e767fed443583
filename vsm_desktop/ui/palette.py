"""The palette: symbols to drag onto the map or to click and place, arrows to draw; drawn by the map's own ops."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import Paint, font
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.ops import Op, Path, extent, play_ops
from vsm_desktop.drawing.samples import thumbnail
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.model.catalogue import GROUP_TITLES, Article, in_group
from vsm_desktop.tools.connect import Connect
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.place import Place
from vsm_desktop.tools.select import Select

GROUPS: tuple[tuple[str, tuple[Article, ...]], ...] = tuple(
    (title, in_group(group)) for group, title in GROUP_TITLES.items()
)
_SIZE = QSize(62, 60)
_FIELD = QRectF(7, 4, 48, 34)
_STROKE = 1.15
_COLUMNS = 3
_GRID_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Home: (-1000, 0),
    Qt.Key.Key_End: (1000, 0),
}


class SymbolButton(QAbstractButton):
    """A symbol: click and place it, or drag it onto the map, which shows it from the first moment."""

    taken = Signal()
    carried = Signal(QPointF, object)
    dropped = Signal(QPointF, object)
    put_back = Signal()
    walked = Signal(int, int)
    entered = Signal()

    def __init__(self, entry: Article, theme: ThemeName) -> None:
        super().__init__()
        self.entry = entry
        self.theme: ThemeName = theme
        self.setText(entry.title)
        self.setObjectName(f"palette-{entry.key}")
        self.setAccessibleName(entry.title)
        self.setCheckable(True)
        self.setFixedSize(_SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tip = (
            _("{name}: draw it from symbol to symbol")
            if entry.is_arrow
            else _("{name}: drag it onto the map, or click and place it")
        )
        self.setToolTip(tip.format(name=entry.title))
        how = (
            _("Press, then draw it from symbol to symbol")
            if entry.is_arrow
            else _("Drag or press to place it")
        )
        self.setAccessibleDescription(how)
        self._pressed_at: QPointF | None = None
        self._carrying = False

    def show_theme(self, theme: ThemeName) -> None:
        """Draw in other colours."""
        self.theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = tokens(self.theme)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            width = 2.0 if self.hasFocus() else 1.0
            edge = QPen(QColor(colors["accent"]), width)
            painter.setPen(edge if self.hasFocus() or self.isChecked() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors["accent_t"]))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        paint_thumbnail(painter, self.entry.key, self.theme, _FIELD)
        painter.setFont(font("body", 10.5))
        painter.setPen(QColor(colors["text"]))
        painter.drawText(QRectF(0, 40, self.width(), 16), Qt.AlignmentFlag.AlignCenter, self.text())

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._carrying and self._leaves(event.position()):
            self._carrying = True
            self.setDown(False)
            self.taken.emit()
        if self._carrying:
            self.carried.emit(event.globalPosition(), event.modifiers())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        if not self._carrying:
            super().mouseReleaseEvent(event)
            return
        self._carrying = False
        self.dropped.emit(event.globalPosition(), event.modifiers())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._carrying or self.isChecked()):
            self._carrying, self._pressed_at = False, None
            self.put_back.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif (step := _GRID_STEPS.get(Qt.Key(event.key()))) is not None:
            self.walked.emit(*step)
        else:
            super().keyPressEvent(event)

    def _leaves(self, at: QPointF) -> bool:
        """Whether a press has become a drag; arrows are drawn on the map instead."""
        if self.entry.is_arrow or self._pressed_at is None:
            return False
        return (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()


def _centre(button: SymbolButton) -> QPoint:
    return button.mapTo(button.window(), button.rect().center())


def paint_thumbnail(painter: QPainter, key: str, theme: ThemeName, field: QRectF) -> None:
    """The symbol's own ops, scaled into a field, with strokes of even weight on screen."""
    ops = thumbnail(key, theme)
    left, top, right, bottom = extent(ops)
    scale = min(field.width() / (right - left), field.height() / (bottom - top), 1.0)
    painter.save()
    painter.translate(field.center())
    painter.scale(scale, scale)
    painter.translate(QPointF(-(left + right) / 2, -(top + bottom) / 2))
    play_ops(_even(ops, _STROKE / scale), Paint(painter))
    painter.restore()


@lru_cache(maxsize=200)
def _even(ops: tuple[Op, ...], width: float) -> tuple[Op, ...]:
    """The ops with all strokes of one weight."""
    return tuple(
        replace(op, pen=replace(op.pen, width=width)) if isinstance(op, Path) and op.pen else op for op in ops
    )


class Palette(QScrollArea):
    """All symbols in groups of three columns."""

    def __init__(self, desk: Desk, view: MapView) -> None:
        super().__init__()
        self.desk, self.view = desk, view
        self.setObjectName("palette")
        self.setAccessibleName(_("Palette"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its symbols are the stops, not what scrolls them
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(204)
        self.buttons: dict[str, SymbolButton] = {}
        self.by_key: Callable[[str, bool], object] | None = None  # what Enter does: a kind, whether an arrow
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.setWidget(self._body())

    def _body(self) -> QWidget:
        body = QWidget()
        body.setObjectName("panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 12, 6, 12)
        column.setSpacing(6)
        for title, entries in GROUPS:
            heading = QLabel(title)
            heading.setObjectName("section")
            column.addWidget(heading)
            grid = QGridLayout()
            grid.setSpacing(2)
            for i, entry in enumerate(entries):
                grid.addWidget(self._button(entry), i // _COLUMNS, i % _COLUMNS)
            for i in range(_COLUMNS):
                grid.setColumnStretch(i, 1)
            column.addLayout(grid)
            column.addSpacing(8)
        column.addStretch(1)
        body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return body

    def _button(self, entry: Article) -> SymbolButton:
        button = SymbolButton(entry, self.desk.theme)
        button.clicked.connect(partial(self._take, entry))
        button.taken.connect(partial(self._take, entry))
        button.carried.connect(self.view.carry)
        button.dropped.connect(self.view.drop)
        button.put_back.connect(lambda: self.desk.use(Select()))
        button.walked.connect(partial(self._walk, button))
        button.entered.connect(partial(self._enter, entry))
        self.buttons[entry.key] = button
        return button

    def _enter(self, entry: Article) -> None:
        """Chosen with Enter: at once to its usual place if there is one for it, else in hand; the map goes on."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.by_key is not None:
            self.by_key(entry.key, entry.is_arrow)
        else:
            self._take(entry)

    def _walk(self, button: SymbolButton, across: int, down: int) -> None:
        """From symbol to symbol: left and right as one reads, up and down to the nearest of the next row."""
        shown = [one for one in self.buttons.values() if one.isVisible()]
        if across:
            place = min(max(shown.index(button) + across, 0), len(shown) - 1)
            target = shown[place]
        else:
            here = _centre(button)
            rows = [one for one in shown if (_centre(one).y() - here.y()) * down > 1]
            if not rows:
                return
            target = min(
                rows, key=lambda one: (abs(_centre(one).y() - here.y()), abs(_centre(one).x() - here.x()))
            )
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(target, 8, 8)

    def _take(self, entry: Article, checked: bool = True) -> None:
        if not checked:
            self.desk.use(Select())
        else:
            self.desk.use(Connect(entry.key) if entry.is_arrow else Place(entry.key))

    def show_desk(self, desk: Desk) -> None:
        """Mark the tool in hand; follow the theme."""
        kind = getattr(desk.tool, "kind", "")
        for name, button in self.buttons.items():
            if button.isChecked() != (name == kind):
                button.setChecked(name == kind)
            if button.theme != desk.theme:
                button.show_theme(desk.theme)
