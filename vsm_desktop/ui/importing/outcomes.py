"""What happens to the cells: taken, converted, doubtful and left out, each with its cell, value and reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.intake.mapping import WORD_TITLES
from vsm_desktop.intake.report import Entry, Report
from vsm_desktop.intake.values import Verdict
from vsm_desktop.model.fields import fields_of
from vsm_desktop.ui.icons import icon

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()


class Kind(NamedTuple):
    """One verdict: its word, its mark and the colour of the mark."""

    verdict: Verdict
    word: str
    icon: str
    token: str


KINDS = (
    Kind("doubtful", _("doubtful"), "warning", "wait"),
    Kind("rejected", _("left out"), "close", "alert"),
    Kind("converted", _("converted"), "swap", "info"),
    Kind("taken", _("taken"), "check", "ok"),
)
"""In the order they are to be looked at."""
CHIPS = (KINDS[3], KINDS[2], KINDS[0], KINDS[1])
_LABELS = {
    "family": _("Product family"),
    "site": _("Site"),
    "author": _("Author"),
    "customer": _("Customer"),
    "supplier": _("Supplier"),
    "demand_by_variant": _("Demand"),
    "qty_by_variant": _("Inventory"),
}
_MOST, _VALUES = 5_000, 6
_CELLS, _WIDE = 74, 132  # the column of cells, and with the names of sheets
_CELL = re.compile(r"^([A-Z]+)(\d+)$")
_HEADERS = ("", _("Cell"), _("In the sheet"), _("What happens"))


class Line(NamedTuple):
    """One entry with its verdict."""

    kind: Kind
    entry: Entry


class OutcomeModel(QAbstractTableModel):
    """The entries of a report, those of some verdicts only; what contradicts itself first."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: ThemeName = "light"
        self._report: Report | None = None
        self._wanted: frozenset[Verdict] = frozenset(kind.verdict for kind in KINDS)
        self._parts: list[tuple[Kind, Sequence[Entry]]] = []
        self.count = 0

    def show_report(self, report: Report | None, theme: ThemeName) -> None:
        """Show another report."""
        self._report, self.theme = report, theme
        self.want(self._wanted)

    def want(self, verdicts: frozenset[Verdict]) -> None:
        """Show the entries of these verdicts."""
        self.beginResetModel()
        self._wanted = verdicts
        parts = [(kind, entries_of(self._report, kind.verdict)) for kind in KINDS if kind.verdict in verdicts]
        self._parts = [
            (kind, entries if kind.verdict == "taken" else joined(entries))
            for kind, entries in _contradictions_first(parts)
        ]
        self.count = sum(len(entries) for _kind, entries in self._parts)
        self.endResetModel()

    def line(self, row: int) -> Line:
        """The entry of a row."""
        for kind, entries in self._parts:
            if row < len(entries):
                return Line(kind, entries[row])
            row -= len(entries)
        raise IndexError(row)

    def place_of(self, entry: Entry) -> str:
        """The cell of an entry, with its sheet where the report is not of that one alone."""
        own = self._report is not None and entry.sheet == self._report.sheet
        return (
            entry.cell if own and entry.cell else "!".join(part for part in (entry.sheet, entry.cell) if part)
        )

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return _HEADERS[section]
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line = self.line(index.row())
        texts = (line.kind.word, self.place_of(line.entry), line.entry.value, reason_of(line))
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return texts[index.column()]
        if role == Role.DecorationRole and index.column() == 0:
            return icon(line.kind.icon, self.theme, line.kind.token)
        if role == Role.AccessibleTextRole:
            return " ".join(part for part in texts if part) if index.column() == 0 else texts[index.column()]
        return None


def entries_of(report: Report | None, verdict: Verdict) -> Sequence[Entry]:
    """The entries of a verdict."""
    found: tuple[Entry, ...] = getattr(report, verdict) if report else ()
    return found


def reason_of(line: Line) -> str:
    """What is said of an entry, beginning with what it was taken as where no reason says so."""
    if line.entry.reason:
        return line.entry.reason
    title = _("Date") if line.entry.field == "date" and not line.entry.step else _title_of(line.entry.field)
    return _("taken as {title}").format(title=title) if title else _("taken as it stands")


@cache
def _title_of(key: str) -> str:
    """What a key of the report is called: a field of any kind, or another word of a sheet."""
    for kind in ("process", "inventory", "customer", "calendar"):
        if found := next((field.title for field in fields_of(kind) if field.key == key), ""):
            return found
    return WORD_TITLES.get(key) or _LABELS.get(key, "")


def joined(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Cells beneath each other of which the same is said, as one range; of very many, each by itself."""
    if len(entries) > _MOST:
        return entries
    runs: list[list[Entry]] = []
    open_: dict[tuple[str, str, str], tuple[list[Entry], int]] = {}
    for entry in entries:
        found = _CELL.match(entry.cell) if entry.reason and not entry.contradicts else None
        if found is None:
            runs.append([entry])
            continue
        key, row = (entry.sheet, found[1], entry.reason), int(found[2])
        run, last = open_.get(key, ([], row))
        if run and row == last + 1:
            run.append(entry)
        else:
            run = [entry]
            runs.append(run)
        open_[key] = (run, row)
    return [_as_one(run) for run in runs]


def _as_one(run: list[Entry]) -> Entry:
    if len(run) == 1:
        return run[0]
    values = ", ".join(entry.value for entry in run[:_VALUES]) + (", …" if len(run) > _VALUES else "")
    return replace(run[0], cell=f"{run[0].cell}:{run[-1].cell}", value=values)


def _contradictions_first(
    parts: list[tuple[Kind, Sequence[Entry]]],
) -> list[tuple[Kind, Sequence[Entry]]]:
    """What two cells of the sheet say differently comes before all else."""
    first: list[tuple[Kind, Sequence[Entry]]] = []
    rest: list[tuple[Kind, Sequence[Entry]]] = []
    for kind, entries in parts:
        if any(entry.contradicts for entry in entries):
            first.append((kind, [entry for entry in entries if entry.contradicts]))
            entries = [entry for entry in entries if not entry.contradicts]
        rest.append((kind, entries))
    return first + rest


class Outcomes(QWidget):
    """A line of filters with their counts, and the list they filter."""

    chosen = Signal(str, str)  # sheet and cell that are to be looked at
    touched = Signal(object)  # the line in hand, or None

    def __init__(self, heading: str, wanted: Sequence[Verdict]) -> None:
        super().__init__()
        self.model = OutcomeModel()
        self.list = _List()
        self.list.setModel(self.model)
        self.list.opened.connect(self._open)
        self.list.selectionModel().currentRowChanged.connect(self._touch)
        self.none = QLabel()
        self.none.setObjectName("quiet")
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.chips = {kind.verdict: self._chip(kind, kind.verdict in wanted) for kind in CHIPS}
        title = QLabel(heading)
        title.setObjectName("section")
        line = QHBoxLayout()
        line.setSpacing(4)
        for chip in self.chips.values():
            line.addWidget(chip)
        line.addStretch(1)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(title)
        column.addLayout(line)
        column.addLayout(self._stack, 1)
        _set_widths(self.list)
        self._filter()

    def show_report(self, report: Report | None, theme: ThemeName) -> None:
        """Show what a report says."""
        for kind in CHIPS:
            count = len(entries_of(report, kind.verdict))
            chip = self.chips[kind.verdict]
            chip.setText(f"{count:,} {kind.word}")
            chip.setIcon(icon(kind.icon, theme, kind.token))
            chip.setAccessibleName(chip.text())
            chip.setVisible(report is not None and not report.refused)
        self.model.show_report(report, theme)
        several = report is not None and not report.sheet
        self.list.setColumnWidth(1, _WIDE if several else _CELLS)
        self.touched.emit(None)
        self._say_none()

    def _chip(self, kind: Kind, on: bool) -> QToolButton:
        chip = QToolButton()
        chip.setObjectName("import-chip")
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setIconSize(QSize(16, 16))
        chip.setCheckable(True)
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chip.setChecked(on)
        chip.setToolTip(_("Show or hide what is {word}").format(word=kind.word))
        chip.toggled.connect(partial(self._filter))
        return chip

    def _filter(self, _on: bool = False) -> None:
        self.model.want(frozenset(verdict for verdict, chip in self.chips.items() if chip.isChecked()))
        self.touched.emit(None)
        self._say_none()

    def _say_none(self) -> None:
        self._stack.setCurrentIndex(0 if self.model.count else 1)
        any_ = any(not chip.isHidden() for chip in self.chips.values())
        self.none.setText(_("Nothing of what is chosen above.") if any_ else _("Nothing is read yet."))

    def _touch(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.touched.emit(self.model.line(index.row()))

    def _open(self, row: int) -> None:
        entry = self.model.line(row).entry
        if entry.cell:
            self.chosen.emit(entry.sheet, entry.cell)


class _List(QTableView):
    """One line per entry; Enter or a double click goes to the cell."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import-outcomes")
        self.setAccessibleName(_("What happens to the cells"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setToolTip(_("Enter or a double click shows the cell in the sheet"))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            event.accept()
            return
        super().keyPressEvent(event)


def _set_widths(view: QTableView) -> None:
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(30)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for section, width in enumerate((104, _CELLS, 96)):
        view.setColumnWidth(section, width)
    header.setStretchLastSection(True)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
