"""The sliders of a what-if, one below the other, and the buttons that keep it or forget it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.inputs import Input
from vsm_desktop.ui.levers.slider import Turn

WIDTH = 344
_HINT = _(
    "Choose a lever (Enter), or add any number of the map. The map follows the slider until you accept or discard."
)


class WhatIf(QWidget):
    """Which inputs are tried, and at which numbers they stand; a change is told, nothing is done with it here."""

    changed = Signal()
    accepted = Signal()
    kept = Signal()
    discarded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("what-if-column")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.turns: dict[str, Turn] = {}
        self._inputs: tuple[Input, ...] = ()
        self._theme: ThemeName = "light"
        self._why_not = ""
        self.title = QLabel(_("What if"))
        self.title.setObjectName("section")
        self.add = QPushButton(_("Add a number…"))
        self.add.setObjectName("small")
        self.add.setAutoDefault(False)
        self.hint = QLabel(_HINT)
        self.hint.setObjectName("quiet")
        self.hint.setWordWrap(True)
        self.accept = self._button(
            _("Change the map"), _("Give the map these numbers, in one step that can be undone")
        )
        self.keep = self._button(_("Keep as a burst"), "")
        self.discard = self._button(_("Discard"), _("Forget these numbers (Esc)"))
        self._build()
        self.add.clicked.connect(lambda _on=False: self._offer())
        for button, signal in (
            (self.accept, self.accepted),
            (self.keep, self.kept),
            (self.discard, self.discarded),
        ):
            button.clicked.connect(lambda _on=False, tell=signal: tell.emit())
        self._show_buttons()

    def _button(self, words: str, hint: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("small")
        button.setToolTip(hint)
        button.setAutoDefault(False)
        return button

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("panel")
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(0, 0, 6, 0)
        self._rows.setSpacing(2)
        self._rows.addWidget(self.hint)
        self._rows.addStretch(1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidgetResizable(True)
        self.area.setWidget(inner)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.add)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.discard)
        foot.addStretch(1)
        foot.addWidget(self.keep)
        foot.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.area, 1)
        column.addLayout(foot)

    # what is tried

    @property
    def values(self) -> dict[str, float]:
        """The numbers that are others than on the map, by the keys of their inputs."""
        return {key: turn.value for key, turn in self.turns.items() if turn.is_turned}

    def show_inputs(self, inputs: Sequence[Input], keeping: str, why_not: str = "") -> None:
        """Stand on another map: what it still has stays at the number tried, what is gone goes.

        `keeping` says what comes of keeping it as a burst there, `why_not` why it cannot be kept.
        """
        self._inputs = tuple(inputs)
        known = {one.key: one for one in inputs}
        for key, turn in [*self.turns.items()]:
            one = known.get(key)
            if one is None:
                self._remove(key)
            elif one != turn.input:
                keeps = turn.is_turned and one.now.unit == turn.input.now.unit
                turn.show_input(one, turn.value if keeps else None)
        self._why_not = why_not
        self.keep.setToolTip(why_not or keeping)
        self.keep.setAccessibleDescription(why_not or keeping)
        self._show_buttons()

    def show_theme(self, theme: ThemeName) -> None:
        """The marks of the buttons in the colours of a theme."""
        if theme != self._theme:
            self._theme = theme
            for turn in self.turns.values():
                turn.show_theme(theme)

    def try_out(self, one: Input) -> Turn:
        """A slider for an input, with the keyboard on it."""
        turn = self.turns.get(one.key)
        if turn is None:
            turn = Turn(one)
            turn.show_theme(self._theme)
            turn.turned.connect(self._turned)
            turn.dropped.connect(self._drop)
            self._rows.insertWidget(len(self.turns) + 1, turn)
            self.turns[one.key] = turn
            self._let_tab_follow()
        self.hint.hide()
        turn.show()
        turn.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.area.ensureWidgetVisible(turn)
        self._show_buttons()
        return turn

    def _let_tab_follow(self) -> None:
        """Tab goes through the sliders where they stand, not after all that was there before them."""
        stops = [stop for turn in self.turns.values() for stop in (turn.slider, turn.line, turn.off)]
        for before, after in pairwise((self.add, *stops, self.discard)):
            QWidget.setTabOrder(before, after)

    def clear(self) -> None:
        """Forget all."""
        for key in [*self.turns]:
            self._remove(key)
        self._show_buttons()

    def back_to_map(self) -> None:
        """Every slider stands at the number on the map again."""
        for turn in self.turns.values():
            turn.show_input(turn.input)
        self._show_buttons()

    def _turned(self, _key: str, _value: object) -> None:
        self._show_buttons()
        self.changed.emit()

    def _drop(self, key: str) -> None:
        was_turned, keys = self.turns[key].is_turned, [*self.turns]
        beside = keys[keys.index(key) - 1] if len(keys) > 1 else ""
        if beside:
            self.turns[beside].slider.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._remove(key)
        self._show_buttons()
        if was_turned:
            self.changed.emit()

    def _remove(self, key: str) -> None:
        turn = self.turns.pop(key)
        self._rows.removeWidget(turn)
        turn.hide()
        turn.deleteLater()
        self.hint.setVisible(not self.turns)

    def _show_buttons(self) -> None:
        any_turned = bool(self.values)
        for button in (self.accept, self.discard):
            button.setEnabled(any_turned)
        self.keep.setEnabled(any_turned and not self._why_not)
        self.add.setEnabled(bool(self._inputs))

    # adding

    def _offer(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def menu(self) -> QMenu:
        """Every number of the map that is not tried yet, by the element it stands at."""
        menu = QMenu(self)
        for name, group in _grouped(self._inputs, self.turns).items():
            under = menu.addMenu(name.replace("&", "&&"))
            for one in group:
                under.addAction(one.field.title.replace("&", "&&")).triggered.connect(
                    lambda _on=False, one=one: self.try_out(one)
                )
        if menu.isEmpty():
            menu.addAction(_("All numbers have a slider")).setEnabled(False)
        return menu


def _grouped(inputs: Sequence[Input], tried: Mapping[str, Turn]) -> dict[str, list[Input]]:
    found: dict[str, list[Input]] = {}
    names: dict[str, str] = {}
    for one in inputs:
        if one.key not in tried:
            if one.id not in names:  # two of one name are told apart
                count = sum(name.partition("  ")[0] == one.name for name in names.values())
                names[one.id] = f"{one.name}  ({count + 1})" if count else one.name
            found.setdefault(names[one.id], []).append(one)
    return found
