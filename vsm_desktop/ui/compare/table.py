"""The comparison as a table: every number of both states, and every change in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.changed import ChangeRow
from vsm_desktop.insight.comparison import Comparison
from vsm_desktop.insight.effect import SENSES
from vsm_desktop.insight.numbers import MetricRow
from vsm_desktop.ui.compare.lines import Line, LinesModel, LinesView
from vsm_desktop.ui.icons import icon

INKS = {"better": "ok", "worse": "alert", "other": "", "same": "text2"}
_MARKS = {"add": "+", "remove": "−", "set": "△"}
_OPS = {"add": _("new"), "remove": _("gone"), "set": _("changed")}
_ROOMY = 1_200  # pixels from which the names of steps have room in the columns of the states
_WIDE, _NARROW = {1: 168, 2: 168, 3: 110, 4: 78, 5: 64}, {1: 102, 2: 98, 3: 108, 4: 74, 5: 56}


class ComparedTable(QWidget):
    """Numbers at the left, changes at the right; both are sorted by their headers and copied with Ctrl+C."""

    lit = Signal(frozenset)
    opened = Signal(frozenset)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("compare-table")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        titles = (_("Number"), "", "", _("Change"), _("Relative"), "")
        self.numbers = LinesView(LinesModel(titles, frozenset({1, 2, 3, 4})), _("Numbers"), sorts=True)
        self.numbers.widths(_WIDE, 0)
        self.changes = LinesView(LinesModel(("", _("Change"))), _("Changes"), sorts=True)
        self.changes.widths({0: 92}, 1)
        self._copies: list[QToolButton] = []
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        self.count = QLabel()
        split.addWidget(self._panel(QLabel(_("Numbers")), self.numbers))
        split.addWidget(self._panel(self.count, self.changes))
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([770, 470])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)
        for view in (self.numbers, self.changes):
            view.lit.connect(self.lit)
            view.opened.connect(self.opened)

    def _panel(self, title: QLabel, view: LinesView) -> QWidget:
        panel = QWidget()
        title.setObjectName("section")
        copy = QToolButton()
        copy.setToolTip(_("Copy as a table (Ctrl+C)"))
        copy.setAccessibleName(_("Copy {what}").format(what=view.accessibleName()))
        copy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        copy.clicked.connect(lambda _checked=False: view.copy())
        self._copies.append(copy)
        line = QHBoxLayout()
        line.setContentsMargins(9, 4, 8, 0)
        line.addWidget(title)
        line.addStretch(1)
        line.addWidget(copy)
        column = QVBoxLayout(panel)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(view, 1)
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths = _WIDE if event.size().width() >= _ROOMY else _NARROW
        for column, wide in widths.items():
            self.numbers.horizontalHeader().resizeSection(column, wide)

    def take_focus(self) -> None:
        """Put the keyboard on the numbers."""
        self.numbers.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, key: str) -> None:
        """Put the cursor on a number."""
        keys = [line.id for line in self.numbers.lines.lines]
        row = next((row for row, id_ in enumerate(keys) if id_ == key), 0)
        self.take_focus()
        self.numbers.setCurrentIndex(self.numbers.lines.index(row, 0))

    def show_comparison(self, found: Comparison, theme: ThemeName) -> None:
        """Show what differs between two states."""
        for button in self._copies:
            button.setIcon(icon("copy", theme))
        titles = (_("Number"), *found.titles, _("Change"), _("Relative"), "")
        self.numbers.lines.show_lines([_number(row) for row in found.metrics], theme, titles)
        self.changes.lines.show_lines([_change(row) for row in found.changes], theme)
        count = len(found.changes)
        self.count.setText(_("{n} changes").format(n=count) if count != 1 else _("1 change"))


def _number(row: MetricRow) -> Line:
    before, after, change, relative = row.words
    ink, word = INKS[row.sense], SENSES[row.sense] if row.sense in ("better", "worse") else ""
    keys = (
        row.label.casefold(),
        _number_of(row.before),
        _number_of(row.after),
        row.change,
        row.relative,
        word,
    )
    inks = ("", "text2", "", ink, ink, ink)
    words = (row.label, before, after, change, relative, word)
    return Line(words, (), row.why, keys, inks, 2, id=row.key)


def _number_of(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _change(row: ChangeRow) -> Line:
    words = (f"{_MARKS[row.op]} {_OPS[row.op]}", row.words)
    ids = (row.id,) if row.id else ()
    return Line(
        words, ids, row.words, (("remove", "add", "set").index(row.op), row.words.casefold()), ("text2", "")
    )
