"""What a what-if does to the whole stream: each number now and then, and the guard's sentences beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.insight.effect import SENSES, Effect
from vsm_desktop.insight.guard import Caution
from vsm_desktop.model.display import DASH
from vsm_desktop.ui.guard_words import guard_html
from vsm_desktop.ui.restyle import restyle

_MARK = {"better": "✓", "worse": "▲", "other": "△", "same": ""}
_OWN = ("point_velocity", "system_velocity")  # no numbers of the map, there is no card for them
_NAMES = ("field", "aside", "what-if", "what-if-change")
_ROW = 18
_LABEL = {True: 150, False: 142}
_LEAST = (0, 66, 84, 62)


class Number(QLabel):
    """A number one can ask why of, by a click; one without a key has nothing to say."""

    asked = Signal(str, QPoint)

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        if key:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.key and event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(self.key, self.mapToGlobal(self.rect().bottomLeft()))


Cells = tuple[QLabel, QLabel, Number, QLabel]


class EffectGrid(QWidget):
    """Rows of label, now, then and change; where it is narrow, a mark stands for the change."""

    asked = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.effects: tuple[Effect, ...] = ()
        self.cells: dict[str, Cells] = {}
        self.wide = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(99, 1)

    def show_effects(self, effects: Sequence[Effect]) -> None:
        """Show the numbers; what does not change stands there once, what nobody entered does not."""
        self.effects = tuple(effects)
        for at, effect in enumerate(effects):
            silent = effect.now == DASH == effect.then
            if effect.key not in self.cells and not silent:
                self.cells[effect.key] = self._row(at, effect.key)
            for cell in self.cells.get(effect.key, ()):
                cell.setVisible(not silent)
            if not silent:
                self._fill(effect, *self.cells[effect.key])

    def spread(self, *, wide: bool) -> None:
        """Take the room there is."""
        self.wide = wide
        self._grid.setHorizontalSpacing(12 if wide else 8)
        for column, least in enumerate(_LEAST):  # so that nothing moves while numbers change
            self._grid.setColumnMinimumWidth(column, least if wide else 0)
        self.show_effects(self.effects)

    def _fill(self, effect: Effect, label: QLabel, now: QLabel, then: Number, change: QLabel) -> None:
        room = label.fontMetrics().elidedText(effect.label, Qt.TextElideMode.ElideRight, _LABEL[self.wide])
        _put(label, room)
        label.setToolTip(effect.label if room != effect.label else "")
        _put(now, effect.now if effect.changes else "")
        _put(then, effect.then, effect.sense)
        _put(change, change_of(effect) if self.wide else _MARK[effect.sense], effect.sense)
        said = f"{effect.now} → {effect.then}" if effect.changes else effect.then
        then.setAccessibleName(f"{effect.label}: {said}, {SENSES[effect.sense]}")
        then.setToolTip(effect.why or (_("Ask why") if then.key else ""))

    def _row(self, at: int, key: str) -> Cells:
        then = Number("" if key in _OWN else key)
        then.asked.connect(self.asked)
        made = (QLabel(), QLabel(), then, QLabel())
        for column, (cell, name) in enumerate(zip(made, _NAMES, strict=True)):
            cell.setObjectName(name)
            cell.setTextFormat(Qt.TextFormat.PlainText)
            cell.setMinimumHeight(_ROW)
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            cell.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(cell, at, column)
        return made


def _put(label: QLabel, text: str, sense: str | None = None) -> None:
    if label.text() != text:
        label.setText(text)
    if sense is not None:
        restyle(label, "sense", sense)


def change_of(effect: Effect) -> str:
    """How much better or worse, as a share with its sign; a mark where there is no share."""
    return effect.marked or _MARK[effect.sense]


class GuardCards(QWidget):
    """A card for each sentence of the guard; a word where it has nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.cards: list[QLabel] = []
        self.warnings: tuple[Caution, ...] = ()
        self.quiet = QLabel()
        self.quiet.setObjectName("quiet")
        self.quiet.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.quiet)
        self._column.addStretch(1)

    def show_warnings(self, warnings: Sequence[Caution], quiet: str) -> None:
        """Show other sentences; `quiet` where there are none."""
        self.quiet.setText(quiet)
        self.quiet.setVisible(not warnings and bool(quiet))
        if tuple(warnings) == self.warnings:
            return
        self.warnings = tuple(warnings)
        while len(self.cards) < len(warnings):
            self.cards.append(self._card())
        for at, card in enumerate(self.cards):
            shown = at < len(warnings)
            card.setVisible(shown)
            if shown:
                said = warnings[at]
                card.setText(f"△ {guard_html(said.head, said.body)}")
                card.setAccessibleName(said.sentence)

    def _card(self) -> QLabel:
        card = QLabel()
        card.setObjectName("guard")
        card.setWordWrap(True)
        card.setTextFormat(Qt.TextFormat.RichText)
        card.setFrameShape(QFrame.Shape.NoFrame)
        card.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column.insertWidget(len(self.cards), card)
        return card
