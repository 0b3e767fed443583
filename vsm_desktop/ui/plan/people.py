"""People and departments a row of the plan needs: who, where they stand, and what is needed from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.model.plan import STANDS, Person
from vsm_desktop.ui.wrapped import WrappedLine

Put = Callable[[tuple[Person, ...]], object]


class PeopleEditor(QWidget):
    """Two lines for each; what is typed counts when the line is left. A new row counts once something is said in it."""

    def __init__(self, put: Put) -> None:
        super().__init__()
        self._put = put
        self.people: tuple[Person, ...] = ()
        self._new: Person | None = None
        self._rows: list[PersonRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.add = QPushButton(_("Add somebody"))
        self.add.setObjectName("small")
        self.add.clicked.connect(self._add)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def show_people(self, people: Sequence[Person]) -> None:
        """Show these; rows stay where they are as many as before, so that the keyboard does, too."""
        self.people = tuple(people)
        people = (*self.people, self._new) if self._new is not None else self.people
        while len(self._rows) > len(people):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(people):
            row = PersonRow(len(self._rows), self._write, self._drop)
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for row, person in zip(self._rows, people, strict=True):
            row.show_person(person)

    def forget(self) -> None:
        """Another objective is shown: a row in which nothing was said goes."""
        self._new = None

    def _add(self) -> None:
        self._new = self._new or Person(name="")
        self.show_people(self.people)
        self._rows[-1].who.setFocus()

    def _write(self, at: int, person: Person) -> None:
        if at == len(self.people) and self._new is not None:
            self._new = person if person.blank else None
            if not person.blank:
                self._put((*self.people, person))
        elif at < len(self.people) and person != self.people[at]:
            self._put((*self.people[:at], person, *self.people[at + 1 :]))

    def _drop(self, at: int) -> None:
        if at >= len(self.people):
            self._new = None
            self.show_people(self.people)
            return
        self._put((*self.people[:at], *self.people[at + 1 :]))


class PersonRow(QWidget):
    """Name and department, under them stand and need."""

    def __init__(self, at: int, write: Callable[[int, Person], None], drop: Callable[[int], None]) -> None:
        super().__init__()
        self._at, self._write_person = at, write
        self._person = Person(name="")
        self.who, self.department, self.need = QLineEdit(), QLineEdit(), WrappedLine()
        self.stand = QComboBox()
        for key, title in STANDS:
            self.stand.addItem(title, key)
        self.out = QToolButton()
        self.out.setObjectName("take-out")
        self.out.setText("×")
        self.out.clicked.connect(lambda _checked=False: drop(self._at))
        number = at + 1
        for widget, words in (
            (self.who, _("Name")),
            (self.department, _("Department")),
            (self.need, _("What is needed")),
            (self.stand, _("Stand")),
            (self.out, _("Take out")),
        ):
            widget.setAccessibleName(_("{what} of person {number}").format(what=words, number=number))
            widget.setToolTip(words)
        for line, words in (
            (self.who, _("Name")),
            (self.department, _("Department")),
            (self.need, _("What is needed")),
        ):
            line.setPlaceholderText(words)
            line.setMinimumWidth(60)
            line.editingFinished.connect(self._write)
        self.stand.activated.connect(lambda _at: self._write())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self.who, 0, 0)
        grid.addWidget(self.department, 0, 1)
        grid.addWidget(self.out, 0, 2)
        grid.addWidget(self.stand, 1, 0)
        grid.addWidget(self.need, 1, 1, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        order = (self.who, self.department, self.stand, self.need, self.out)
        for one, after in pairwise(order):
            QWidget.setTabOrder(one, after)

    def show_person(self, person: Person) -> None:
        """Show somebody, unless a hand is typing here."""
        self._person = person
        for line, words in (
            (self.who, person.name),
            (self.department, person.department),
            (self.need, person.need),
        ):
            if not (line.hasFocus() and line.isModified()):
                line.setText(words)
                line.setCursorPosition(0)
        self.stand.setCurrentIndex(self.stand.findData(person.stand))

    def _write(self) -> None:
        for line in (self.who, self.department, self.need):
            line.setModified(False)
        self._write_person(
            self._at,
            self._person.evolve(
                name=self.who.text().strip(),
                department=self.department.text().strip(),
                need=self.need.text().strip(),
                stand=self.stand.currentData(),
            ),
        )
