"""Choosing any number of things from a short list: a button that says what is chosen, with a menu of ticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from vsm_desktop.assets import _
from vsm_desktop.model.display import DASH

Choices = Sequence[tuple[str, str]]


class Picks(QPushButton):
    """`put` is given all ids that are chosen, in the order of the list."""

    def __init__(self, name: str, put: Callable[[tuple[str, ...]], object]) -> None:
        super().__init__()
        self._name, self._put = name, put
        self._choices: Choices = ()
        self._chosen: tuple[str, ...] = ()
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
        self.setText(
            f"  {words}"
            if len(titles) < 2
            else _("  {count}: {words}").format(count=len(titles), words=words)
        )
        self.setToolTip(words)
        self.setAccessibleName(f"{self._name}: {words}")
        self.setEnabled(bool(self._choices))

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
