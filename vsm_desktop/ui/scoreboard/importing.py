"""Values from a sheet: what each column is taken for, what comes of it, and what is left out, before anything is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.edit.scoreboard import said_of_future
from vsm_desktop.insight.board import flag_of
from vsm_desktop.insight.judging import label_of, said_value, unit_of
from vsm_desktop.intake.actuals import NEW, Found, Reader, Reading, choose, find_actuals, made_of
from vsm_desktop.intake.days import Order
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.grid import Grid
from vsm_desktop.intake.readers.clipboard import sheets_of_text
from vsm_desktop.intake.readers.opening import open_sheets
from vsm_desktop.intake.taking import fate_of, said_of, standing, weigh
from vsm_desktop.intake.told_days import without_year
from vsm_desktop.model.display import DASH, plain
from vsm_desktop.model.scoreboard import MEASURES, Actual, Measure
from vsm_desktop.ui.compare.lines import Line, LinesModel, LinesView
from vsm_desktop.ui.jobs import NoResult
from vsm_desktop.ui.scoreboard.acting import Acting

if TYPE_CHECKING:
    from vsm_desktop.ui.scoreboard.page import ScoreboardPage
    from vsm_desktop.ui.window import MainWindow

_WIDE, _HIGH = 1000, 580
_AT_ONCE = 1_000  # copied lines that are read without a thread
_VERDICTS = {"doubtful": _("doubtful"), "rejected": _("left out"), "converted": _("converted")}
_INKS = {"doubtful": "wait", "rejected": "alert", "converted": "text2"}
_TITLES = {key: title for key, title, _unit in MEASURES}


def import_file(page: ScoreboardPage) -> None:
    """Ask for a file, read it in the background, and show what would be taken."""
    from vsm_desktop.ui import asking

    window = cast("MainWindow", page.window())
    path = asking.ask_sheet(window)
    if path is not None:
        words = _("Reading {name}…").format(name=path.name)
        window.jobs.start(words, partial(_read, path, page.acting.measures), partial(_open, page, path.name))


def import_clipboard(page: ScoreboardPage) -> str:
    """Show what would be taken of a copied table; why there is none, or nothing."""
    text = QGuiApplication.clipboard().text()
    if not text.strip():
        return _("There is nothing to paste.")
    if text.count("\n") > _AT_ONCE:
        window, words = cast("MainWindow", page.window()), _("Reading the clipboard…")
        read = partial(_read_text, text, page.acting.measures)
        window.jobs.start(words, read, partial(_open, page, _("Clipboard")))
        return ""
    try:
        _open(page, _("Clipboard"), _read_in(_found_in(text), _("Clipboard"), page.acting.measures))
    except NoResult as why:
        return why.sentence
    return ""


def _read_text(text: str, measures: Sequence[Measure], _progress: Progress) -> Reader:
    """Read a long copied table, on a thread. Raises NoResult."""
    return _read_in(_found_in(text), _("Clipboard"), measures)


def _read_in(found: Found, name: str, measures: Sequence[Measure]) -> Reader:
    """What reads the values, with the columns read as they are understood, so that the window does not wait for that."""
    reader = Reader(name, found, measures)
    reader.read(choose(found, measures))
    return reader


def _found_in(text: str) -> Found:
    """The values in a copied table. Raises NoResult."""
    name = _("Clipboard")
    try:
        return _values_in(sheets_of_text(text, name), name)
    except SheetError as error:
        raise NoResult(_("Nothing was imported"), str(error)) from error


def _values_in(grids: Sequence[Grid], name: str) -> Found:
    """Where the values stand. Raises NoResult."""
    found = find_actuals(grids)
    if found is None:
        raise NoResult(_("Nothing was imported"), no_dates(name, grids))
    return found


def no_dates(name: str, grids: Sequence[Grid] = ()) -> str:
    """What is said of a sheet that has no values to take."""
    if without_year(grids):
        words = _(
            'The months of "{name}" have no year. Write it over the table, or with each month as in Jan 2025.'
        )
        return words.format(name=name)
    words = _(
        '"{name}" holds no values by date. Put dates in one column, values beside them, and the name of each measure on top, '
        "or the dates in one row and a measure in each row below."
    )
    return words.format(name=name)


def _read(path: Path, measures: Sequence[Measure], progress: Progress) -> Reader:
    """Read the values of a file, on a thread. Raises NoResult, Cancelled."""
    try:
        grids: Sequence[Grid] = open_sheets(path, "", Watch(progress))
    except SheetError as error:
        raise NoResult(_("Nothing was imported"), str(error)) from error
    return _read_in(_values_in(grids, path.name), path.name, measures)


def _open(page: ScoreboardPage, name: str, reader: Reader) -> None:
    if reader.measures != page.acting.measures:  # changed meanwhile
        reader = Reader(name, reader.found, page.acting.measures)
    dialog = ValuesDialog(page.acting, name, reader, page.today(), page.window())
    dialog.entered.connect(page.note)
    dialog.open()


class ValuesDialog(QDialog):
    """One row for each column of the sheet; beside them what would be entered, and what is said of the cells."""

    entered = Signal(str)

    def __init__(self, acting: Acting, name: str, reader: Reader, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import values"))
        self.setAccessibleName(_("Import values"))
        self.acting, self.name, self.today = acting, name, today
        self.reader, self.found, self.measures = reader, reader.found, reader.measures
        self.theme: ThemeName = acting.desk.theme
        self.combos: dict[int, QComboBox] = {}
        self.reading: Reading
        self._made: dict[str, tuple[Sequence[Actual], list[Line], list[Line]]] = {}
        self.order = QComboBox()
        self.taken = LinesView(
            LinesModel((_("Date"), _("Measure"), _("Value"), _("Now")), frozenset((2, 3))),
            _("Values to be entered"),
        )
        self.taken.widths({0: 110, 2: 84, 3: 156}, 1)
        self.report = LinesView(
            LinesModel((_("Cell"), _("Value"), "", _("Why"))), _("What became of the cells")
        )
        self.report.widths({0: 84, 1: 92, 2: 80}, 3)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setObjectName("field")
        self.take_button = QPushButton()
        self._lay_out()
        self.take_button.setDefault(True)
        self.resize(_WIDE, _HIGH)
        self._refresh()

    def _lay_out(self) -> None:
        where = _("{name}, sheet {sheet}: dates in {column}").format(
            name=self.name, sheet=self.found.name, column=self._place(self.found.dates)
        )
        if self.found.name == self.name:
            where = _("{name}: dates in {column}").format(
                name=self.name, column=self._place(self.found.dates)
            )
        head = QLabel(where)
        head.setObjectName("title")
        head.setTextFormat(Qt.TextFormat.PlainText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.take_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(_heading(_("To be entered")))
        right.addWidget(self.taken, 3)
        right.addWidget(_heading(_("What became of the cells")))
        right.addWidget(self.report, 2)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addWidget(self._columns(), 4)
        both.addLayout(right, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(head)
        column.addLayout(both, 1)
        column.addWidget(self.said)
        column.addWidget(buttons)

    def _place(self, column: int) -> str:
        letter = self.found.letter(column)
        return _("row {n}").format(n=letter) if self.found.grid.turned else _("column {n}").format(n=letter)

    def _columns(self) -> QWidget:
        """A row for each column: what stands over it, an example, and what it is taken for."""
        inner = QWidget()
        inner.setObjectName("panel")
        grid = QGridLayout(inner)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        choice = choose(self.found, self.measures)
        for at, (column, header) in enumerate(self.found.columns.items()):
            self.combos[column] = combo = self._combo(header, choice[column])
            label = QLabel(header.replace("&", "&&"))  # no key of a menu
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setBuddy(combo)
            combo.setAccessibleDescription(f"{self._place(column)}: {self.found.example(column)}")
            example = QLabel(f"{self.found.letter(column)} · {self.found.example(column)}")
            example.setObjectName("quiet")
            example.setTextFormat(Qt.TextFormat.PlainText)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(label)
            words.addWidget(example)
            grid.addLayout(words, at, 0)
            grid.addWidget(combo, at, 1)
        at = len(self.found.columns)
        if self.found.either:
            self._add_order(grid, at)
        grid.setRowStretch(at + 1, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def _combo(self, header: str, chosen: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(_("{header} is").format(header=header))
        combo.setMinimumWidth(190)
        combo.addItem(_("Left out"), "")
        for measure in self.measures:
            combo.addItem(label_of(measure), measure.id)
        combo.insertSeparator(combo.count())
        there = {measure.key for measure in self.measures}
        for key, title in _TITLES.items():
            if key == "own":
                combo.addItem(_("New measure: {name}").format(name=header), f"{NEW}own")
            elif key not in there:
                combo.addItem(_("New measure: {name}").format(name=title), f"{NEW}{key}")
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.currentIndexChanged.connect(lambda _at: self._refresh())
        return combo

    def _add_order(self, grid: QGridLayout, at: int) -> None:
        """Which of day and month comes first, where the sheet does not tell."""
        label = QLabel(_("Dates such as {example}").format(example=self.found.example(self.found.dates)))
        label.setBuddy(self.order)
        self.order.setAccessibleName(_("What comes first in dates"))
        for words, order in (
            (_("Day first (doubtful)"), ""),
            (_("Day first"), "day"),
            (_("Month first"), "month"),
        ):
            self.order.addItem(words, order)
        self.order.currentIndexChanged.connect(lambda _at: self._refresh())
        grid.addWidget(label, at, 0)
        grid.addWidget(self.order, at, 1)

    # what comes of it

    def _refresh(self) -> None:
        """Read the sheet as the columns are chosen now; a measure that has a column is not offered twice."""
        choice = {column: str(combo.currentData() or "") for column, combo in self.combos.items()}
        double = _twice(choice)
        order = cast("Order", self.order.currentData() or "")
        self.reading = self.reader.read(choice, order)
        self.taken.lines.show_lines(list(self._lines()), self.theme)
        self.report.lines.show_lines(self._verdicts(), self.theme)
        taking = weigh(self.reading, self.measures)
        count = taking.count
        words = _("Enter 1 value") if count == 1 else _("Enter {n} values").format(n=plain(count))
        self.take_button.setText(words if count else _("Nothing to enter"))
        self.take_button.setEnabled(count > 0 and not double)
        said = [said_of(taking, self.reading.report), self.reading.coming(self.today), *self._flags()]
        if double:
            said = [_("Two columns cannot be the same measure.")]
        self.said.setText(" ".join(filter(None, said)))

    def _flags(self) -> list[str]:
        """What a measure that is to be made of a column should not reward."""
        made = [self._target(target) for target in self.reading.actuals if target.startswith(NEW)]
        return [f"△ {label_of(one)}: {flag}" for one in made if (flag := flag_of(one))]

    def _lines(self) -> list[Line]:
        """Every value with the one that stands on its day now; those that are there already come last."""
        made = []
        for target, actuals in self.reading.actuals.items():
            kept = self._made.get(target)
            if kept is None or kept[0] is not actuals:  # a column that was read again
                kept = self._made[target] = (actuals, *self._lines_of(target, actuals))
            made.append(kept)
        return [*(line for kept in made for line in kept[1]), *(line for kept in made for line in kept[2])]

    def _lines_of(self, target: str, actuals: Sequence[Actual]) -> tuple[list[Line], list[Line]]:
        """The values of a measure, and those of them that are there already."""
        lines, idle = list[Line](), list[Line]()
        measure, today = self._target(target), self.today.isoformat()
        unit, label = unit_of(measure), label_of(measure)
        before = standing(target, self.measures)
        for one in actuals:
            now = before.get(one.on)
            fate = fate_of(one, now)
            shown = said_value(now.value, unit) if now is not None else _("new")
            tip = said_of_future((one.on,), self.today) if one.on > today else ""
            if fate == "same":
                shown = _("there already")
            elif tip:
                shown = _("{now}, not counted yet").format(now=shown)
            words = (one.on, label, said_value(one.value, unit), shown)
            ink = "wait" if fate == "changed" else "text3"
            inks = ("text2", "", "text3" if tip or fate == "same" else "", ink)
            kept = idle if fate == "same" else lines
            kept.append(Line(words, tip=tip, inks=inks, bold=-1 if fate == "same" else 2))
        return lines, idle

    def _target(self, target: str) -> Measure:
        if target.startswith(NEW):
            return made_of(target)
        return next(one for one in self.measures if one.id == target)

    def _verdicts(self) -> list[Line]:
        """What was not simply taken, the worst first."""
        report = self.reading.report
        lines = []
        for verdict in ("rejected", "doubtful", "converted"):
            for entry in getattr(report, verdict):
                words = (entry.cell or DASH, entry.value, _VERDICTS[verdict], entry.reason)
                lines.append(Line(words, tip=entry.reason, inks=("text2", "", _INKS[verdict], "")))
        return lines

    def accept(self) -> None:
        """Enter the values in one step."""
        known: Mapping[str, Sequence[Actual]] = self.reading.actuals
        if not known:
            return
        taking = weigh(self.reading, self.measures)
        super().accept()
        self.acting.take(known, _("Import values"))
        said = (
            _("1 value entered.")
            if taking.count == 1
            else _("{n} values entered.").format(n=plain(taking.count))
        )
        self.entered.emit(" ".join(filter(None, (said, self.reading.coming(self.today)))))


def _twice(choice: Mapping[int, str]) -> bool:
    """Whether two columns are taken for one measure."""
    chosen = [one for one in choice.values() if one and one != f"{NEW}own"]
    return len(set(chosen)) < len(chosen)


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("section")
    return label
