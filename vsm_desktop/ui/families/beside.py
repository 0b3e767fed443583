"""Beside the grid: one family in words, held against the rules, the Pareto, and the button that makes its map."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.family import Family
from vsm_desktop.ui.families.book import (
    LOOSE,
    Book,
    alike_words,
    shared_words,
    size_words,
    work_words,
)
from vsm_desktop.ui.families.paint import Inks, key_inks
from vsm_desktop.ui.families.pareto import ParetoView

WIDTH = 356
_RULE = _("Rules: Duggan, Creating Mixed Model Value Streams; Rother & Shook, Learning to See.")


class Beside(QWidget):
    """One family at a time: that of the row the grid is at."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.family = ""
        self.title = _label("title")
        self.size_line, self.alike, self.work, self.shared = (_label("field") for _line in range(4))
        rule = _label("quiet")
        rule.setText(_RULE)
        self.move_button = QToolButton()
        self.move_button.setObjectName("segment")
        self.move_button.setText(_("Move to…"))
        self.move_button.setToolTip(_("Put the chosen products into another family, or drag them there"))
        self.move_button.setAccessibleName(_("Move the chosen products to another family"))
        self.move_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.rename_button = QToolButton()
        self.rename_button.setObjectName("segment")
        self.rename_button.setText(_("Rename"))
        self.rename_button.setToolTip(_("Type another name for the family (F2)"))
        self.pareto = ParetoView()
        heading = _label("section")
        heading.setText(_("Products by quantity"))
        self.make_button = QPushButton()
        self.make_button.setDefault(True)
        self.make_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.title, 1)
        row.addWidget(self.move_button)
        row.addWidget(self.rename_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(_scrolled((self.size_line, self.alike, self.work, self.shared, rule)), 2)
        column.addWidget(heading)
        column.addWidget(self.pareto, 3)
        column.addWidget(self.make_button)

    def show_family(self, book: Book, family: Family, theme: ThemeName) -> None:
        """Show what is true of a family."""
        facts, count = book.facts[family.id], len(family.products)
        self.family = family.id
        self.title.setText(family.name)
        self.size_line.setText(size_words(book, family))
        _verdict(self.alike, *alike_words(facts, count))
        _verdict(self.work, *work_words(facts))
        self.shared.setText(shared_words(facts, count))
        self.pareto.show_products(book.many(family.id), book.unit, family.name, theme)
        self.make_button.setText(
            _("Make the current state of {family}").format(family=family.name).replace("&", "&&")
        )
        self.make_button.setEnabled(family.id != LOOSE)
        self.rename_button.setEnabled(family.id != LOOSE)


def _scrolled(lines: Sequence[QLabel]) -> QScrollArea:
    """Sentences one below the other, with a bar where they need more room than there is."""
    inner = QWidget()
    inner.setObjectName("panel")
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(8)
    for line in lines:
        column.addWidget(line)
    column.addStretch(1)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setWidget(inner)
    return area


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _verdict(label: QLabel, fine: bool | None, sentence: str) -> None:
    """A sentence with its sign: colour alone would not be seen by all."""
    sign = {True: "✓ ", False: "▲ ", None: ""}[fine]
    label.setText(sign + sentence)
    name = "alert" if fine is False else "field"
    if label.objectName() != name:
        label.setObjectName(name)
        label.style().unpolish(label)
        label.style().polish(label)


class KeyRow(QWidget):
    """What the marks of the grid mean."""

    _GAP, _BOX = 18, 14

    def __init__(self, theme: ThemeName) -> None:
        super().__init__()
        self.inks = Inks(theme)
        self._keys = (
            (True, _("most of the family pass it")),
            (False, _("most do not")),
            (None, _("– missing, though most pass it")),
        )
        self.setAccessibleName(", ".join(words for _core, words in self._keys))
        self.setFixedHeight(22)
        wide = sum(self._BOX + 6 + measure(words, 12.0) + self._GAP for _core, words in self._keys)
        self.setMinimumWidth(round(wide))

    def show_theme(self, theme: ThemeName) -> None:
        """Paint in the colours of a theme."""
        self.inks = Inks(theme)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, x = QPainter(self), 0
        painter.setFont(window_font("body", 12))
        for core, words in self._keys:
            if core is not None:
                key_inks(self.inks, painter, QRect(x, 4, self._BOX, self._BOX), core=core)
                x += self._BOX + 6
            painter.setPen(self.inks["text2"])
            painter.drawText(QRect(x, 0, 400, 22), Qt.AlignmentFlag.AlignVCenter, words)
            x += round(measure(words, 12.0)) + self._GAP
