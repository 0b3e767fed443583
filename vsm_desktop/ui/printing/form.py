"""What a reader chooses of a print. All of it but which states belongs to the map, and can be undone."""

from __future__ import annotations

from typing import Any, get_args

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.paper import MM, PAPERS
from vsm_desktop.drawing.sheet import TILE_MARGIN
from vsm_desktop.model.printing import Print
from vsm_desktop.model.stream import Paper, State

_INSET = 8
_SIZES = (("fit", _("On one sheet")), ("scale", _("Scale")), ("wide", _("Sheets wide")))


class PrintForm(QWidget):
    """Paper, size, margins and colour of the shown state, and whether all states are printed."""

    changed = Signal(str, object)  # what was chosen, in words, and what it makes of the state
    scope_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._state: State | None = None
        self._sizes = QButtonGroup(self)
        self.radios = {key: self._radio(key, title) for key, title in _SIZES}
        self.paper = self._pick(_("Paper"), [(name, paper_words(name)) for name in get_args(Paper)])
        self.form = self._pick(_("Orientation"), [(False, _("Landscape")), (True, _("Portrait"))])
        self.scale = self._number(_("Scale in percent"), 10, 400, 5, " %")
        self.wide = QSpinBox()
        self.wide.setRange(1, 20)
        settle(self.wide)
        self.wide.setAccessibleName(_("Sheets wide"))
        self.overlap = self._number(_("Overlap in millimetres"), 0, 50, 1, " mm")
        self.margin = self._number(_("Margin in millimetres"), 0, 40, 1, " mm")
        self.scale.setToolTip(
            _("At 100 % a unit of the map is a point, 0.35 mm: names are set in 11.5 points.")
        )
        self.wide.setToolTip(
            _(
                "The map as large as so many sheets beside each other allow, a little smaller where that saves a row of sheets."
            )
        )
        self.overlap.setToolTip(_("What tiles beside each other both show."))
        least = _("What stays white at the edges. Tiles keep {least:g} mm for crop marks and the page map.")
        self.margin.setToolTip(least.format(least=TILE_MARGIN))
        self.mono = QCheckBox(_("Black and white"))
        self.findings = QCheckBox(_("Findings"))
        self.findings.setToolTip(_("Numbered pins on the map, and a page that says what they stand for."))
        self.all = QCheckBox(_("All states"))
        self.all.setToolTip(_("Every state as it says itself that it is printed."))
        self._said = QLabel()
        self._said.setObjectName("quiet")
        self._said.setWordWrap(True)
        self._lay()
        self._connect()

    def show_state(self, state: State, alone: bool, said: str) -> None:
        """Show what a state says of its print, and what comes of it."""
        self._state = state
        with QSignalBlocker(self):
            _show(self.scale, state.print.scale)
            _show(self.overlap, state.print.overlap)
            _show(self.margin, state.print.margin)
            if self.wide.value() != state.print.wide:
                with QSignalBlocker(self.wide):
                    self.wide.setValue(state.print.wide)
            self.paper.setCurrentIndex(self.paper.findData(state.paper))
            self.form.setCurrentIndex(self.form.findData(state.portrait))
            self.radios[state.print.size].setChecked(True)
            self.mono.setChecked(state.print.mono)
            self.findings.setChecked(state.print.findings)
        self.scale.setEnabled(state.print.size == "scale")
        self.wide.setEnabled(state.print.size == "wide")
        self.overlap.setEnabled(state.print.size != "fit")
        self.all.setVisible(not alone)
        self._said.setText(said)

    def _lay(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for title, widget in ((_("Paper"), self.paper), (_("Orientation"), self.form)):
            self._add(grid, _label(title, widget), widget)
        self._add(grid, self.radios["fit"], None)
        self._add(grid, self.radios["scale"], self.scale)
        self._add(grid, self.radios["wide"], self.wide)
        for title, box in ((_("Overlap"), self.overlap), (_("Margin"), self.margin)):
            self._add(grid, _label(title, box), box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self.mono)
        column.addWidget(self.findings)
        column.addWidget(self.all)
        column.addWidget(self._said)

    def _add(self, grid: QGridLayout, title: QWidget, widget: QWidget | None) -> None:
        row = grid.rowCount()
        grid.addWidget(title, row, 0, 1, 1 if widget else 2)
        if widget:
            grid.addWidget(widget, row, 1)

    def _connect(self) -> None:
        self.paper.activated.connect(lambda _at: self._put(_("Paper"), paper=self.paper.currentData()))
        self.form.activated.connect(
            lambda _at: self._put(_("Orientation"), portrait=bool(self.form.currentData()))
        )
        for key, radio in self.radios.items():
            radio.clicked.connect(lambda _on, key=key: self._print(_("Size of the print"), size=key))
        self.scale.valueChanged.connect(lambda value: self._print(_("Scale of the print"), scale=value))
        self.wide.valueChanged.connect(lambda value: self._print(_("Sheets wide"), wide=value))
        self.overlap.valueChanged.connect(lambda value: self._print(_("Overlap of tiles"), overlap=value))
        self.margin.valueChanged.connect(lambda value: self._print(_("Margin of the print"), margin=value))
        self.mono.clicked.connect(lambda on: self._print(_("Black and white"), mono=on))
        self.findings.clicked.connect(lambda on: self._print(_("Findings on paper"), findings=on))
        self.all.toggled.connect(lambda _on: self.scope_changed.emit())

    def _put(self, words: str, **values: Any) -> None:
        self.changed.emit(words, values)

    def _print(self, words: str, **values: Any) -> None:
        if self._state is not None:
            self._put(words, print=self._state.print.evolve(**values))

    def _radio(self, key: str, title: str) -> QRadioButton:
        radio = QRadioButton(title)
        radio.setObjectName(f"print-{key}")
        self._sizes.addButton(radio)
        return radio

    def _pick(self, name: str, choices: list[tuple[Any, str]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, title in choices:
            box.addItem(title, value)
        return box

    def _number(self, name: str, least: float, most: float, step: float, unit: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setAccessibleName(name)
        box.setRange(least, most)
        box.setSingleStep(step)
        box.setDecimals(1)
        box.setSuffix(unit)
        settle(box)
        return box


def paper_words(paper: str) -> str:
    """A paper with its size in millimetres, or in inches where those are even."""
    width, height = PAPERS[paper]
    if paper.startswith("A"):
        return _("{paper} – {width:.0f} × {height:.0f} mm").format(
            paper=paper, width=width / MM, height=height / MM
        )
    return _("{paper} – {width:g} × {height:g} in").format(paper=paper, width=width / 72, height=height / 72)


def print_words(print_: Print, paper: str, sheets: int, scale: float) -> str:
    """What comes of a print: how many sheets, and at which scale."""
    count = _("1 sheet") if sheets == 1 else _("{count} sheets").format(count=f"{sheets:,}")
    words = _("{count} of {paper} at {percent:.0f} %").format(count=count, paper=paper, percent=100 * scale)
    if print_.size == "fit" or sheets == 1:
        return words
    return words + _(". Cut at the marks and lay the edges together, or glue over the overlap.")


def _show(box: QDoubleSpinBox, value: float) -> None:
    if box.value() != value:
        with QSignalBlocker(box):
            box.setValue(value)


class _WholeNumber(QObject):
    """A double click takes the whole number, wherever in the box: its unit alone cannot be typed over."""

    def __init__(self, box: QSpinBox | QDoubleSpinBox) -> None:
        super().__init__(box)
        self._box = box

    def eventFilter(self, _line: QObject, event: QEvent) -> bool:
        twice = event.type() == QEvent.Type.MouseButtonDblClick
        if twice:
            self._box.selectAll()
        return twice


def settle(box: QSpinBox | QDoubleSpinBox) -> None:
    """A number counts when it is finished, and the box is the one stop of the keyboard."""
    box.setKeyboardTracking(False)
    box.lineEdit().setTextMargins(_INSET, 0, 0, 0)
    box.lineEdit().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # what is set on its line is handed on to the box
    box.lineEdit().installEventFilter(_WholeNumber(box))


def _label(title: str, widget: QWidget) -> QLabel:
    label = QLabel(title)
    label.setObjectName("field")
    label.setBuddy(widget)
    return label
