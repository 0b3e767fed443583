"""The problems of the map as a list: a click, or Enter, selects what a problem speaks of and shows it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.insight.loose_ends import plan_problems
from vsm_desktop.metrics.report import Problem, Report
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.row_table import paint_words

Index = QModelIndex | QPersistentModelIndex
_RANK = {"error": 0, "warning": 1, "info": 2}
_MARK = {"error": ("▲", "alert"), "warning": ("△", "wait"), "info": ("i", "text3")}
_WORD = {"error": _("Error"), "warning": _("Warning"), "info": _("Note")}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROW, _PAD, _MARK_WIDE = 28, 12, 24


class _Model(QAbstractListModel):
    """The problems, what is wrong before what is doubtful, with the names of what they are about."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: tuple[Problem, ...] = ()
        self.names: dict[str, str] = {}

    def show_problems(self, problems: tuple[Problem, ...], names: dict[str, str]) -> None:
        self.beginResetModel()
        self.problems, self.names = problems, names
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.problems)

    def about(self, row: int) -> str:
        """The symbols a problem is about, or that it is about the plan."""
        if self.problems[row].code.startswith("plan_"):
            return _("Plan")
        names = [self.names[id_] for id_ in self.problems[row].ids if id_ in self.names]
        return names[0] if len(names) == 1 else _("{count} symbols").format(count=len(names)) if names else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        problem = self.problems[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return problem.message
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_WORD[problem.severity]}: {problem.message}"
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: _Model) -> None:
        super().__init__()
        self._model = model
        self.theme: ThemeName = "light"

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors, rect = tokens(self.theme), option.rect
        problem = self._model.problems[index.row()]
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, QColor(colors["accent_t"]))
        painter.setPen(QColor(colors["hair"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        mark, token = _MARK[problem.severity]
        painter.setFont(window_font("bold", 12))
        painter.setPen(QColor(colors[token]))
        painter.drawText(QRect(rect.left() + _PAD, rect.top(), _MARK_WIDE, rect.height()), _LEFT, mark)
        painter.setFont(window_font("body", 12))
        painter.setPen(QColor(colors["text2"]))
        about = painter.fontMetrics().elidedText(
            self._model.about(index.row()), Qt.TextElideMode.ElideRight, 180
        )
        painter.drawText(rect.adjusted(0, 0, -_PAD, 0), _RIGHT, about)
        wide = painter.fontMetrics().horizontalAdvance(about)
        painter.setFont(window_font("body", 13))
        painter.setPen(QColor(colors["text"]))
        room = rect.adjusted(_PAD + _MARK_WIDE, 0, -2 * _PAD - wide, 0)
        text = painter.fontMetrics().elidedText(problem.message, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colors["accent"]))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))


class ProblemsPage(QListView):
    """Follows the desk's report."""

    def __init__(
        self, desk: Desk, leave: Callable[[], object], reveal: Callable[[frozenset[str]], object]
    ) -> None:
        super().__init__()
        self.desk, self._leave, self._reveal = desk, leave, reveal
        self.setObjectName("problems")
        self.setAccessibleName(_("Problems"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.list = _Model()
        self._paint = _Delegate(self.list)
        self.setModel(self.list)
        self.setItemDelegate(self._paint)
        self._seen: tuple[Report, ValueStream] | None = None
        self._ids: tuple[str, ...] = ()
        self.clicked.connect(self._go)
        self.activated.connect(self._go)

    def show_desk(self, desk: Desk) -> None:
        """Show the problems of the report and of the plan, if they are others than before."""
        if self._paint.theme != desk.theme:
            self._paint.theme = desk.theme
            self.viewport().update()
        seen = (desk.frame.report, desk.frame.stream)
        if self._seen is not None and seen[0] is self._seen[0] and seen[1] is self._seen[1]:
            return
        self._seen = seen
        every = (*desk.frame.report.problems, *plan_problems(desk.frame.stream))
        problems = tuple(sorted(every, key=lambda one: _RANK[one.severity]))
        if problems != self.list.problems:
            self.list.show_problems(
                problems, {node.id: node.name for node in desk.frame.state.nodes if node.name}
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.list.problems:
            words = _("No problems. What is missing, contradictory or doubtful will stand here.")
            paint_words(self, self._paint.theme, words)

    def take_focus(self) -> None:
        """Put the cursor into the list."""
        if not self.currentIndex().isValid() and self.list.rowCount():
            self.setCurrentIndex(self.list.index(0))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go(self, index: QModelIndex) -> None:
        state = self.desk.frame.state  # a problem of the plan is about no symbol
        ids = frozenset(id_ for id_ in self.list.problems[index.row()].ids if state.element(id_) is not None)
        self.desk.select(ids)
        self._reveal(ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)
