"""What came of a review: how many marks of each kind, and what needs help, by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.board import Line as BoardLine
from vsm_desktop.insight.plan import Row
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.plan import MARKS
from vsm_desktop.ui.compare.lines import Line, LinesModel, LinesView
from vsm_desktop.ui.plan.lines import SIGNS, mark_on

HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
MARK_KEYS = {Qt.Key.Key_1: "good", Qt.Key.Key_2: "watch", Qt.Key.Key_3: "bad"}
TITLES = (_("Review"), _("Loop"), _("Objective"), _("Owner"), _("Remark"))
_WIDE = {0: 70, 1: 150, 2: 260, 3: 150}
_ORDER = {"bad": 0, "watch": 1, "": 2, "good": 3}
_INKS = {"good": "ok", "watch": "wait", "bad": "alert", "": ""}


def _today_mark(row: Row, today: date) -> str:
    mark = mark_on(row, today)
    return mark.mark if mark is not None else ""


def summary_words(items: Sequence[Row | BoardLine], today: date) -> str:
    """How many marks of each kind were set today, and what is without one."""
    rows = [one for one in items if isinstance(one, Row)]
    counts = Counter(_today_mark(row, today) for row in rows)
    said = [f"{counts[key]} {sign} {words.lower()}" for key, sign, words in MARKS if counts[key]]
    if counts[""]:
        said.append(_("{count} without a mark").format(count=counts[""]))
    measures = [one for one in items if isinstance(one, BoardLine)]
    fresh = sum(one.last is not None and one.last.on == today.isoformat() for one in measures)
    if measures:
        words = (
            _("{fresh} of 1 measure entered")
            if len(measures) == 1
            else _("{fresh} of {count} measures entered")
        )
        said.append(words.format(fresh=fresh, count=len(measures)))
    return _("Review of {day}: {words}").format(
        day=said_day(today), words=", ".join(said) or _("nothing to review")
    )


class _Said(LinesView):
    """Digits are for the review around it: they set the mark of the chosen row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MARK_KEYS and not event.modifiers() & HELD:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Summary(QWidget):
    """What needs help stands first; the list is copied as a table."""

    def __init__(
        self,
        done: Callable[[], object],
        again: Callable[[], object],
        every: Callable[[], object],
        save: Callable[[], object],
    ) -> None:
        super().__init__()
        self._theme: ThemeName = "light"
        self._lines: list[Line] = []
        self.words = QLabel()
        self.words.setObjectName("title")
        self.words.setWordWrap(True)
        self.list = LinesModel(TITLES)
        self.table = _Said(self.list, _("What the review says"), sorts=True)
        self.table.setObjectName("paths")
        self.table.widths(_WIDE, 4)
        self.again, self.every, self.save, self.copy, self.done = (
            QPushButton(_("Walk through again")),
            QPushButton(_("Walk through all")),
            QPushButton(_("Save the review sheet…")),
            QPushButton(_("Copy as a table")),
            QPushButton(_("End the review")),
        )
        self.done.setDefault(True)
        for button, do in (
            (self.again, again),
            (self.every, every),
            (self.save, save),
            (self.copy, self.table.copy),
            (self.done, done),
        ):
            button.clicked.connect(lambda _checked=False, do=do: do())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 16, 12)
        foot.addWidget(self.again)
        foot.addWidget(self.every)
        foot.addWidget(self.copy)
        foot.addWidget(self.save)
        foot.addStretch(1)
        foot.addWidget(self.done)
        self.words.setContentsMargins(16, 10, 16, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def show_theme(self, theme: ThemeName) -> None:
        """Paint in the colours of a theme."""
        self._theme = theme
        self.list.show_lines(self._lines, theme)

    def show_items(self, items: Sequence[Row | BoardLine], today: date, only: str = "") -> None:
        """Show what was said today; `only` says which rows were walked through, if not all."""
        self.words.setText("\n".join(filter(None, (summary_words(items, today), only))))
        self.again.setVisible(bool(items))
        self.every.setVisible(bool(only))
        rows = [one for one in items if isinstance(one, Row)]
        rows.sort(key=lambda row: _ORDER[_today_mark(row, today)])
        chosen = self.chosen
        self._lines = [_line(row, today) for row in rows]
        self.list.show_lines(self._lines, self._theme)
        at = next((at for at, line in enumerate(self.list.lines) if line.id == chosen), -1)
        if at >= 0 and at != self.table.currentIndex().row():  # another mark has another place
            self.table.setCurrentIndex(self.list.index(at, 0))

    @property
    def chosen(self) -> str:
        """The row of the plan that is chosen in the list, else ""."""
        at = self.table.currentIndex().row()
        return self.list.lines[at].id if 0 <= at < len(self.list.lines) else ""

    def take_focus(self) -> None:
        """Put the keyboard on the way out."""
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(row: Row, today: date) -> Line:
    mark = _today_mark(row, today)
    found = mark_on(row, today)
    remark = found.remark if found is not None else ""
    words = (SIGNS.get(mark, ""), row.loop.name, row.text, row.owner, remark)  # type: ignore[call-overload]
    return Line(words, inks=(_INKS[mark], "text2", "", "text2", ""), bold=0, id=row.id)
