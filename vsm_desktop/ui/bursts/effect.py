"""What a burst does to the whole stream, number by number: alone, at its place in the order, or all bursts together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.insight.bursts import How
from vsm_desktop.insight.effect import SENSES, Effect
from vsm_desktop.ui.restyle import restyle

WAYS: tuple[tuple[How, str, str], ...] = (
    ("alone", _("Alone"), _("The base with nothing but this burst made")),
    ("in_order", _("In order"), _("What it adds to the bursts before it that are on")),
    ("together", _("All together"), _("The base with every burst made that is on")),
)


class EffectTable(QWidget):
    """Rows of before, after and change; `choose` is told which way to count was asked for.

    A `narrow` one has them on a line of their own under the name of the number.
    """

    def __init__(self, choose: Callable[[How], object], *, narrow: bool = False) -> None:
        super().__init__()
        self._narrow = narrow
        self.buttons: dict[How, QToolButton] = {}
        self._rows: dict[str, list[QLabel]] = {}
        self._found: tuple[Effect, ...] = ()
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for how, title, hint in WAYS:
            button = QToolButton()
            button.setObjectName("segment")
            button.setText(title)
            button.setToolTip(hint)
            button.setAccessibleName(_("Effect {how}").format(how=title.lower()))
            button.setCheckable(True)
            button.clicked.connect(partial(self._chosen, choose, how))
            self._group.addButton(button)
            self.buttons[how] = button
            row.addWidget(button)
        row.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 1)
        for at, words in (
            () if narrow else enumerate((_("Whole stream"), _("Before"), _("After"), _("Change")))
        ):
            self._grid.addWidget(_label(words, "aside", right=at > 0), 0, at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addLayout(self._grid)

    def show_effects(self, found: Sequence[Effect], how: How) -> None:
        """Show the numbers, and the way they were counted."""
        self.buttons[how].setChecked(True)
        self._found = tuple(found)
        for effect in found:
            if effect.key not in self._rows:
                self._add(effect)
            told = tuple(effect.cells[1:])
            whole = f"{effect.now} → {effect.then}" if effect.changes else effect.now
            labels = self._rows[effect.key][1:]
            texts = {1: (whole,), 2: (whole, told[2]), 3: told}[len(labels)]
            for label, text in zip(labels, texts, strict=True):
                label.setText(text)
                label.setToolTip(effect.why)
            last = self._rows[effect.key][-1]
            restyle(last, "sense", effect.sense)
            words = _("{label}: {now}, then {then}, {sense}")
            last.setAccessibleName(
                words.format(label=effect.label, now=told[0], then=told[1], sense=SENSES[effect.sense])
            )

    def block(self) -> list[list[str]]:
        """The table for a spreadsheet."""
        how = next((title for how, title, _hint in WAYS if self.buttons[how].isChecked()), "")
        head = [how, _("Before"), _("After"), _("Change")]
        return [head, *(effect.cells for effect in self._found)]

    def _chosen(self, choose: Callable[[How], object], how: How, _checked: bool = False) -> None:
        choose(how)

    def _add(self, effect: Effect) -> None:
        at, row = 2 * len(self._rows) + 1, [_label(effect.label, "field")]
        names = effect.key == "bottleneck"  # they need all the room there is
        if self._narrow:
            row += [_label("", "change" if names else "result"), _label("", "change", right=True)][
                : 1 if names else 2
            ]
            self._grid.addWidget(row[0], at, 0, 1, 2)
            self._grid.addWidget(row[1], at + 1, 0, 1, 2 if names else 1)
            if not names:
                self._grid.addWidget(row[2], at + 1, 1)
        elif names:
            row.append(_label("", "change", right=True))
            self._grid.addWidget(row[0], at, 0)
            self._grid.addWidget(row[1], at, 1, 1, 3)
        else:
            row += [_label("", name, right=True) for name in ("field", "result", "change")]
            for column, label in enumerate(row):
                self._grid.addWidget(label, at, column)
        row[1].setWordWrap(names or self._narrow)
        self._rows[effect.key] = row


def _label(text: str, name: str, *, right: bool = False) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return label
