"""The kaizen list: every burst with its problem, countermeasure, owner, due date, phase and how much of it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.edit.saying import touched
from vsm_desktop.insight.kaizens import Item, items_of
from vsm_desktop.insight.plan import STANDINGS, Row
from vsm_desktop.model.kaizen import Kaizen
from vsm_desktop.model.plan import PHASES
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.compare.lines import Line, LinesModel, LinesView
from vsm_desktop.ui.plan.lines import Filter
from vsm_desktop.ui.row_table import paint_words

TITLES = (
    *(_("Burst"), _("Problem"), _("Countermeasure"), _("Loop"), _("Owner")),
    *(_("Due"), _("Phase"), _("% done"), _("Status")),
)
_WIDE = {0: 160, 3: 124, 4: 146, 5: 104, 6: 70, 7: 74, 8: 120}
_SMALL = {0: 124, 3: 110, 4: 110, 5: 98, 6: 60, 7: 72, 8: 108}
_TALL, _THREE = {**_WIDE, 0: 130, 3: 96, 4: 112, 5: 98}, 58  # rows of three lines, in pixels
_NARROW, _NARROWER = 980, 760  # there the loop gives way, and then the phase
_ORDER = {key: at for at, (key, _words) in enumerate(STANDINGS)}
_PHASES, _STANDINGS = dict(PHASES), dict(STANDINGS)


def _taken(item: Item, wanted: Filter) -> bool:
    owners = [name.strip() for name in item.owner.split(",")]
    return (
        (not wanted.owner or wanted.owner in owners)
        and (not wanted.loop or (item.row is not None and item.row.loop.id == wanted.loop))
        and (not wanted.standing or item.standing == wanted.standing)
    )


def line_of(item: Item) -> Line:
    """A burst as it is shown; what is late has words and a sign."""
    burst, row = item.burst, item.row
    due = item.due.isoformat() if item.due is not None else ""
    standing = _STANDINGS[item.standing]
    if item.late_days:
        standing = _("▲ {days} d late").format(days=item.late_days)
    elif item.standing == "risk":
        standing = f"△ {standing}"
    words = (
        " ".join(burst.title.split()),
        " ".join(burst.problem.split()),
        " ".join(burst.countermeasure.split()),
        row.loop.name if row is not None else "",
        item.owner,
        due,
        _PHASES.get(item.phase, ""),  # type: ignore[call-overload]
        str(round(100 * item.done)),
        standing,
    )
    keys = (*(one.casefold() for one in words[:5]), due or None, item.phase, item.done, _ORDER[item.standing])
    ink = "alert" if item.standing == "late" else "wait" if item.standing == "risk" else ""
    ids = tuple(sorted(touched(burst.changes) | {burst.id}))
    tip = "\n".join(filter(None, (*words[:3], *item.risks)))
    return Line(words, ids, tip, keys, ("", *(["text2"] * 4), ink, "text2", "", ink), 0, id=burst.id)


class KaizenView(LinesView):
    """The lines; while there are none, it says what will stand there."""

    theme: ThemeName = "light"
    empty = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.lines.lines:
            paint_words(self, self.theme, self.empty)


class KaizenList(QWidget):
    """Sorted by a click on a title; the chosen burst is shown in the form and on the map."""

    chosen = Signal(str)
    lit = Signal(frozenset)

    def __init__(self) -> None:
        super().__init__()
        self._theme: ThemeName = "light"
        self._sizes = _WIDE
        self.items: tuple[Item, ...] = ()
        self._at = ""  # the burst the cursor is on: it stays, also where it is no longer like the others
        self.list = LinesModel(TITLES, frozenset((7,)))
        self.table = KaizenView(self.list, _("Kaizen list"), sorts=True)
        self.table.setObjectName("paths")
        self.table.widths(_WIDE, 2)
        self.table.lit.connect(self._lit)
        self.list.layoutChanged.connect(self._stand)  # sorted otherwise
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def show_theme(self, theme: ThemeName) -> None:
        """Paint in the colours of a theme."""
        self._theme = self.table.theme = theme
        self.list.show_lines([line_of(item) for item in self.items], theme)
        self.table.viewport().update()

    def stay(self) -> None:
        """There is room for sentences of three lines, and owners and loops do with less width."""
        self._sizes = _TALL
        self.table.setWordWrap(True)
        self.table.verticalHeader().setDefaultSectionSize(_THREE)

    def show_rows(self, stream: ValueStream, rows: Sequence[Row], wanted: Filter, today: date) -> None:
        """Show the bursts of a document that are wanted."""
        every = items_of(stream, rows, today)
        here = self._at
        self.items = tuple(item for item in every if _taken(item, wanted) or item.burst.id == here)
        self.table.empty = (
            _("No burst is like that. Take a filter away.")
            if every
            else _("No bursts yet. Drag one onto the step that hurts, or record one.")
        )
        self.list.show_lines([line_of(item) for item in self.items], self._theme)
        self._stand()

    def _stand(self) -> None:
        """The cursor is on the burst it was on, wherever that stands now; else on the first."""
        ids, now = [line.id for line in self.list.lines], self.table.currentIndex()
        row = ids.index(self._at) if self._at in ids else 0 if ids else -1
        self._at = ids[row] if row >= 0 else ""
        if row >= 0 and row != now.row():
            self.table.setCurrentIndex(self.list.index(row, max(0, now.column())))

    def take_over(self, other: KaizenList) -> None:
        """Go on where another list was."""
        self._at = other._at

    def let_go(self) -> None:
        """Other bursts are wanted: the one the cursor is on need not be one of them."""
        self._at = ""

    @property
    def burst(self) -> Kaizen | None:
        """The burst the cursor is on."""
        return next((item.burst for item in self.items if item.burst.id == self._at), None)

    def take_focus(self) -> None:
        """Put the cursor into the list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def copy(self) -> None:
        """Copy the list as a table."""
        self.table.copy()

    def _lit(self, ids: frozenset[str]) -> None:
        row, lines = self.table.currentIndex().row(), self.list.lines
        at = lines[row].id if 0 <= row < len(lines) else ""
        if at != self._at:
            self._at = at
            self.chosen.emit(at)
        self.lit.emit(ids)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width()
        sizes = self._sizes if wide >= _NARROW else _SMALL
        gone = {3} if wide < _NARROW else set[int]()
        gone |= {6} if wide < _NARROWER else set()
        for column, size in sizes.items():
            self.table.setColumnHidden(column, column in gone)
            self.table.setColumnWidth(column, size)
        taken = sum(size for column, size in sizes.items() if column not in gone)
        self.table.setColumnWidth(1, max(90, (wide - taken) // 2))
