"""What the ticked lines do to the system, number by number, now and then; and all that is known of the line one is at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from vsm_desktop.assets import _
from vsm_desktop.insight.effect import SENSES, Effect
from vsm_desktop.ui.restyle import restyle
from vsm_desktop.ui.updating.model import DifferenceModel, Index

_WIDTH = 300


class EffectPanel(QFrame):
    """Rows of numbers, the line in words below."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("effects")
        self.setFixedWidth(_WIDTH)
        self.values: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        title = QLabel(_("What it does"))
        title.setObjectName("heading")
        title.setIndent(0)
        self.line = QLabel()
        self.line.setWordWrap(True)
        self.line.setTextFormat(Qt.TextFormat.PlainText)
        self.line.setObjectName("quiet")
        self.line.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.wrong = QLabel()
        self.wrong.setObjectName("wrong-card")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(12)
        column.addWidget(title)
        column.addLayout(self._grid)
        column.addWidget(self.wrong)
        column.addWidget(self.line, 1)

    def show_effects(self, effects: Sequence[Effect]) -> None:
        """Show every number as it is, and as it would be."""
        for at, effect in enumerate(effects):
            if effect.key not in self.values:
                self._add(at, effect)
            value = self.values[effect.key]
            text = f"{effect.now}  →  {effect.then}" if effect.changes else effect.now
            value.setText(text)
            restyle(value, "sense", effect.sense)
            told = _("{label}: {value}, {sense}")
            value.setAccessibleName(told.format(label=effect.label, value=text, sense=SENSES[effect.sense]))
            value.setToolTip(effect.why or SENSES[effect.sense])

    def _add(self, at: int, effect: Effect) -> None:
        label = QLabel(effect.label)
        label.setObjectName("aside")
        value = QLabel()
        value.setObjectName("effect")
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        self._grid.addWidget(label, 2 * at, 0, 1, 2)
        self._grid.addWidget(value, 2 * at + 1, 0, 1, 2)
        self._grid.setRowMinimumHeight(2 * at + 1, 26)
        self.values[effect.key] = value

    def show_wrong(self, sentence: str) -> None:
        """Say why what is ticked cannot be taken together; nothing for what can."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def show_line(self, model: DifferenceModel, index: Index) -> None:
        """All of the line one is at, which may be too long for its row."""
        row = model.row(index) if index.isValid() else None
        self.line.setText("" if row is None else _in_lines(row.texts, row.doubt, model.heads))


def _in_lines(texts: Sequence[str], doubt: str, heads: Sequence[str]) -> str:
    what, field, before, after, cell = texts
    parts = [what, field]
    told = zip(heads[2:], (before, after.removeprefix("△ "), cell), strict=True)
    parts += [_("{title}: {value}").format(title=title, value=value) for title, value in told if value]
    parts += [f"△ {doubt[:1].upper()}{doubt[1:]}"] if doubt else []
    return "\n".join(part for part in parts if part)
