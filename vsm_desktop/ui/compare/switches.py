"""The bursts with their switches: what each does to the lead time, alone and in order."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.edit.saying import touched
from vsm_desktop.insight.bursts import BurstEffects, BurstRow
from vsm_desktop.model.display import DASH
from vsm_desktop.model.kaizen import title_of
from vsm_desktop.model.spans import Spans
from vsm_desktop.ui.compare.lines import LEFT, Line, LinesModel, LinesView
from vsm_desktop.ui.row_table import Index
from vsm_desktop.ui.switch import WIDE, paint_switch, switch_in

PAD = 8
_NUMBER = 20


class BurstList(LinesView):
    """One row for each burst; a click on its switch, or Space, turns it."""

    def __init__(self) -> None:
        titles = (_("Burst"), _("alone"), _("in order"))
        super().__init__(LinesModel(titles, frozenset({1, 2})), _("Bursts"))
        self.widths({1: 76, 2: 76}, 0)
        self._paint = SwitchDelegate()
        self.setItemDelegateForColumn(0, self._paint)
        self.effects: BurstEffects | None = None

    def show_effects(self, found: BurstEffects, theme: ThemeName, spans: Spans, *, free: bool) -> None:
        """Show every burst; they can be switched in a state that was made from another one."""
        self.effects = found
        self._paint.theme = theme
        self.lines.show_lines([_line(row, spans, free=free) for row in found.rows], theme)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            line = self.lines.lines[index.row()]
            turned = Qt.CheckState.Unchecked if line.on else Qt.CheckState.Checked
            self.lines.setData(index.siblingAtColumn(0), turned, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)


def _line(row: BurstRow, spans: Spans, *, free: bool) -> Line:
    burst = row.burst
    title = title_of(burst, row.number)
    number = f"{row.number}  {title}"
    told = [title, burst.countermeasure, *(one.sentence for one in row.conflicts)]
    if not burst.changes:
        told.append(_("It promises no changes yet."))
    inks = ("", *(_ink(value) for value in (row.alone_days, row.in_order_days)))
    promises = bool(burst.changes)
    words = (number, *(spans.signed(by) if promises else DASH for by in (row.alone_days, row.in_order_days)))
    ids = (burst.id, *sorted(touched(burst.changes) - {burst.id}))
    tip = "\n".join(filter(None, told))
    return Line(
        words,
        ids,
        tip,
        (),
        inks,
        on=row.on and promises if free else None,
        free=free and promises,
        id=burst.id,
    )


def _ink(value: float | None) -> str:
    if value is None or abs(value) < 1e-9:
        return "text2"
    return "ok" if value < 0 else "alert"


class SwitchDelegate(QStyledItemDelegate):
    """Paints the switch before the words, and turns it."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: ThemeName = "light"

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors, rect = tokens(self.theme), option.rect
        model = index.model()
        if not isinstance(model, LinesModel):
            return
        line = model.lines[index.row()]
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colors["accent_t"]))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.on is not None:
            paint_switch(painter, switch_in(rect, PAD), self.theme, on=line.on, free=line.free)
        left = rect.left() + PAD + (round(WIDE) + 8 if line.on is not None else 0)
        number, _space, title = line.words[0].partition("  ")
        painter.setFont(window_font("body", 13))
        painter.setPen(QColor(colors["text2"]))
        painter.drawText(QRect(left, rect.top(), _NUMBER, rect.height()), LEFT, number)
        painter.setPen(QColor(colors["text2" if line.on is False else "text"]))
        room = QRect(left + _NUMBER, rect.top(), rect.right() - left - _NUMBER - 4, rect.height())
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT, shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colors["accent"]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 28)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        on_it = switch_in(option.rect, PAD).adjusted(-4, -6, 4, 6).contains(event.position())
        if not on_it or event.button() != Qt.MouseButton.LeftButton:
            return False
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return False
        now = Qt.CheckState(state)
        turned = Qt.CheckState.Unchecked if now == Qt.CheckState.Checked else Qt.CheckState.Checked
        return model.setData(index, turned, Qt.ItemDataRole.CheckStateRole)
