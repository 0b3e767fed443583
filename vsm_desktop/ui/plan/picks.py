"""Choosing any number of things from a short list: a button that says what is chosen, with a menu of ticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from vsm_desktop.model.display import DASH

_AROUND = 40  # pixels of a button that are not for words
Choices = Sequence[tuple[str, str]]


class Picks(QPushButton):
    """`put` is given all ids that are chosen, in the order of the list."""

    def __init__(self, name: str, put: Callable[[tuple[str, ...]], object]) -> None:
        super().__init__()
        self._name, self._put = name, put
        self._choices: Choices = ()
        self._chosen: tuple[str, ...] = ()
        self._words = ""
        self.setObjectName("picks")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.ticks = QMenu(self)
        self.ticks.aboutToShow.connect(self._fill)
        self.setMenu(self.ticks)

    def show_choices(self, choices: Choices, chosen: Sequence[str]) -> None:
        """Offer these, some of them chosen."""
        self._choices, self._chosen = tuple(choices), tuple(chosen)
        titles = [title for id_, title in self._choices if id_ in self._chosen]
        words = ", ".join(titles) or DASH
        self._words = words if len(titles) < 2 else f"{len(titles)}: {words}"
        self._fit()
        self.setToolTip(words)
        self.setAccessibleName(f"{self._name}: {words}")
        self.setEnabled(bool(self._choices))

    def _fit(self) -> None:
        """The beginning of the words, clear of edge and arrow, which a button with a menu leaves no room for."""
        room = max(0, self.width() - _AROUND)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(f"  {shown}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fill(self) -> None:
        self.ticks.clear()
        for id_, title in self._choices:
            action = self.ticks.addAction(title)
            action.setCheckable(True)
            action.setChecked(id_ in self._chosen)
            action.triggered.connect(partial(self._turn, id_))

    def _turn(self, id_: str) -> None:
        wanted = {*self._chosen} ^ {id_}
        self._put(tuple(one for one, _title in self._choices if one in wanted))
