"""Names that are only alike: both of them, and the choice whether they are one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.intake.updating.matching import Choice, Guess

_CHOICES: tuple[tuple[Choice, str], ...] = (
    ("leave", _("Decide")),
    ("same", _("The same step")),
    ("new", _("A new step")),
)
_MOST = 3
_ROW = 40


class Guesses(QFrame):
    """A card with a row for each guess; nothing is taken of one until it is decided."""

    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guesses")
        self.boxes: dict[str, QComboBox] = {}
        title = QLabel(_("Which step is it?"))
        title.setObjectName("heading")
        title.setIndent(0)
        words = QLabel(_("These names are only alike. Until you decide, such a step is left as it is."))
        words.setObjectName("quiet")
        words.setWordWrap(True)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        self.all: dict[Choice, QPushButton] = {}
        choices: tuple[tuple[Choice, str], ...] = (("same", _("All are the same")), ("new", _("All are new")))
        for choice, text in choices:
            head.addWidget(self._button(choice, text))
        column.addLayout(head)
        column.addWidget(words)
        column.addWidget(self._area)
        self.hide()

    def _button(self, choice: Choice, text: str) -> QPushButton:
        button = self.all[choice] = QPushButton(text)
        button.setObjectName("small")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._decide_all(choice))
        return button

    def _decide_all(self, choice: Choice) -> None:
        for box in self.boxes.values():
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(choice))
        self.decided.emit()

    @property
    def choices(self) -> dict[str, Choice]:
        """What is decided, by the id of the sheet's step."""
        return {item: box.currentData() for item, box in self.boxes.items()}

    def show_guesses(self, guesses: Sequence[Guess]) -> None:
        """Add the guesses that are not shown yet; those that are decided stay, to be decided otherwise."""
        for guess in guesses:
            if guess.item not in self.boxes:
                self._add(guess)
        count = len(self.boxes)
        self._area.setFixedHeight(min(count, _MOST) * _ROW)
        for button in self.all.values():
            button.setVisible(count > 1)
        self.setVisible(bool(count))

    def _add(self, guess: Guess) -> None:
        at = len(self.boxes)
        there = _two_lines(guess.there, _("in the sheet, {cell}").format(cell=guess.cell))
        here = _two_lines(guess.here, _("on the map; {why}").format(why=guess.why))
        box = QComboBox()
        box.setObjectName(f"guess-{guess.item}")
        box.setAccessibleName(
            _("{there} in the sheet and {here} on the map").format(there=guess.there, here=guess.here)
        )
        for choice, title in _CHOICES:
            box.addItem(title, choice)
        box.setCurrentIndex([choice for choice, _title in _CHOICES].index(guess.choice))
        box.currentIndexChanged.connect(lambda _at: self.decided.emit())
        self._grid.addWidget(there, at, 0)
        self._grid.addWidget(here, at, 1)
        self._grid.addWidget(box, at, 3)
        self.boxes[guess.item] = box


def _two_lines(name: str, note: str) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    title = QLabel(name)
    title.setObjectName("choice-title")
    title.setTextFormat(Qt.TextFormat.PlainText)
    under = QLabel(note)
    under.setObjectName("choice-note")
    under.setTextFormat(Qt.TextFormat.PlainText)
    column.addWidget(title)
    column.addWidget(under)
    return both
