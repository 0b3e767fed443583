"""A group of the palette: a heading that folds it, and its symbols in a grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import HINTS, window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.model.catalogue import Article
from vsm_desktop.model.names import USUAL, Names
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.palette.cell import GRID_STEPS, PLAIN, SIZE, Hands, Stop, SymbolButton, paint_cell

HEADING = 26
_GAP = 2
_COLUMNS = 3
_CHEVRON = 16


class Heading(Stop):
    """The title of a group; pressed, it folds or unfolds it. `count` stands at the right."""

    def __init__(self, title: str, theme: ThemeName, hands: Hands, parent: QWidget) -> None:
        super().__init__(hands, parent)
        self.theme: ThemeName = theme
        self.count = ""
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(HEADING)

    def sizeHint(self) -> QSize:
        return QSize(120, HEADING)

    def show_theme(self, theme: ThemeName) -> None:
        """Draw in other colours."""
        self.theme = theme
        self.update()

    def show_state(self, *, is_open: bool, count: str, total: int) -> None:
        """Open or folded, and how many of the symbols are to be seen if not all are."""
        self.setChecked(is_open)
        self.count = count
        self.setToolTip("" if not self.isEnabled() else _("Fold") if is_open else _("Unfold"))
        state = _("Open") if is_open else _("Folded")
        said = count or _("{count} symbols").format(count=total)
        self.setAccessibleDescription(f"{state}, {said}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors, middle = tokens(self.theme), self.height() // 2
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors["sunken"]))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors["accent"]), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        name = "chevron-down" if self.isChecked() else "chevron-right"
        left = 5
        if self.isEnabled():
            field = QRect(left, middle - _CHEVRON // 2, _CHEVRON, _CHEVRON)
            icon(name, self.theme).paint(painter, field)
            left += _CHEVRON + 4
        room = self.rect().adjusted(left, 0, -7, 0)
        painter.setFont(window_font("bold", 13))
        painter.setPen(QColor(colors["text"]))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(window_font("body", 12))
        painter.setPen(QColor(colors["text3"]))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if self.isChecked() == (key == Qt.Key.Key_Left):
                self.click()
        elif (step := GRID_STEPS.get(key)) is not None:
            self._hands.walk(self, *step)
        else:
            super().keyPressEvent(event)


class Grid(QWidget):
    """Symbols in rows of three, or more where there is room. It paints them; the buttons over them come when wanted."""

    def __init__(
        self, theme: ThemeName, make: Callable[[Article, QWidget], SymbolButton], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.theme: ThemeName = theme
        self.names = USUAL
        self._make = make
        self._entries: Sequence[Article] = ()
        self._made: dict[str, SymbolButton] = {}
        self.is_filled = False

    def show_entries(self, entries: Sequence[Article]) -> None:
        """Hold these, in this order."""
        if entries != self._entries:
            self._entries = entries
            if self.is_filled:
                self.fill()
            self._fit()
            self.update()

    def show_theme(self, theme: ThemeName) -> None:
        """Draw in other colours."""
        self.theme = theme
        self.update()

    def show_names(self, names: Names) -> None:
        """Call them as the map does."""
        self.names = names
        for button in self._made.values():
            button.show_names(names)
        self.update()

    def fill(self) -> None:
        """Make what is not there yet, show what belongs here."""
        self.is_filled = True
        wanted = {one.key for one in self._entries}
        for one in self._entries:
            if one.key not in self._made:
                self._made[one.key] = self._make(one, self)
                if self.names is not USUAL:
                    self._made[one.key].show_names(self.names)
        for key, button in self._made.items():
            button.setVisible(key in wanted)
        self._place()
        self.update()

    @property
    def buttons(self) -> list[SymbolButton]:
        """What is there, in order."""
        return [self._made[one.key] for one in self._entries if one.key in self._made]

    @property
    def made(self) -> dict[str, SymbolButton]:
        """All that were ever made, by key."""
        return self._made

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        self._place()

    @property
    def _columns(self) -> int:
        return max(_COLUMNS, (self.width() + _GAP) // (SIZE.width() + _GAP))

    def _fit(self) -> None:
        rows = -(-len(self._entries) // self._columns)
        high = max(rows * (SIZE.height() + _GAP) - _GAP, 0)
        if high != self.height() or self.minimumHeight() != high:
            self.setFixedHeight(high)

    def _cell(self, i: int) -> QRect:
        """Columns of equal width over the whole width."""
        row, column = divmod(i, self._columns)
        across = self.width() / self._columns
        left, right = round(column * across), round((column + 1) * across)
        return QRect(left, row * (SIZE.height() + _GAP), right - left, SIZE.height())

    def _place(self) -> None:
        for i, button in enumerate(self.buttons):
            button.setGeometry(self._cell(i))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_filled:
            return  # the map comes first
        painter = QPainter(self)
        painter.setRenderHints(HINTS)
        for i, entry in enumerate(self._entries):
            room = self._cell(i)
            if room.intersects(event.rect()):
                button = self._made.get(entry.key)
                ground = button.ground() if button else PLAIN
                paint_cell(painter, entry, QRectF(room), self.theme, ground, self.names)


class Group(QWidget):
    """Heading and grid. `fold` is told when the heading is pressed."""

    def __init__(
        self,
        name: str,
        heading: Heading,
        make: Callable[[Article, QWidget], SymbolButton],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.entries: Sequence[Article] = ()
        self.heading = heading
        self.grid = Grid(heading.theme, make, self)
        heading.setObjectName(f"heading-{name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(2)
        column.addWidget(heading)
        column.addWidget(self.grid)

    def show_theme(self, theme: ThemeName) -> None:
        """Draw in other colours."""
        self.heading.show_theme(theme)
        self.grid.show_theme(theme)

    def show_all(self, *, folded: bool) -> None:
        """All it holds, or only its heading."""
        total = len(self.entries)
        self.heading.setEnabled(True)
        self.heading.show_state(is_open=not folded, count=str(total) if folded else "", total=total)
        self.grid.show_entries(self.entries)
        self.grid.setVisible(not folded)

    def show_found(self, found: Sequence[Article]) -> None:
        """Only what answers a search."""
        total = len(self.entries)
        count = _("{found} of {total}").format(found=len(found), total=total)
        self.heading.setEnabled(False)
        self.heading.show_state(is_open=True, count=count, total=total)
        self.grid.show_entries(found)
        self.grid.setVisible(True)
