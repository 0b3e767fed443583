"""The card that says how a number came about: its value, formula, terms, and the conventions it was computed by."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.conventions import Choice
from vsm_desktop.metrics.explain.explanation import Explanation
from vsm_desktop.metrics.explain.told import value_of, value_text
from vsm_desktop.metrics.explain.words import OPTION_TITLE
from vsm_desktop.ui.floating import Card
from vsm_desktop.ui.icons import icon, icon_button
from vsm_desktop.ui.why_rows import ROW, TermDelegate, TermModel

WIDTH = 440
_EDGE, _AWAY, _MOST_ROWS = 16, 12, 8


class WhyCard(Card):
    """Shows one explanation; a term that was itself computed opens in its place, with a way back."""

    entered = Signal(str)  # the key of a term that is to be explained
    went_back = Signal()
    wanted = Signal(Explanation)  # an input that is to be shown on the map
    lit = Signal(Explanation)  # what the map should light: the whole, or the row in hand
    chosen = Signal(str, object)  # an option of the map and its value
    closed = Signal()
    lets_through = True

    def __init__(self, window: QWidget, theme: ThemeName) -> None:
        super().__init__(window, theme)
        self.setAccessibleName(_("How this number came about"))
        self.shown: Explanation | None = None
        self.anchor = QPoint()
        self.back = icon_button("chevron-left", _("Back (Backspace)"), self.went_back.emit)
        self.away = icon_button("close", _("Close (Esc)"), self.close_card)
        self.title, self.value = QLabel(), QLabel()
        self.formula, self.reason, self.heading = QLabel(), QLabel(), QLabel()
        self.list = QListView()
        self.model, self.delegate = TermModel(self), TermDelegate(self)
        self.choices = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self.title.setObjectName("section")
        self.value.setObjectName("figure")
        self.reason.setObjectName("wrong")
        self.heading.setObjectName("quiet")
        for label in (self.formula, self.reason):
            label.setWordWrap(True)
            label.setContentsMargins(_EDGE, 0, _EDGE, 0)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.value.setContentsMargins(_EDGE, 0, _EDGE, 2)
        self.heading.setContentsMargins(_EDGE, 8, _EDGE, 0)
        self._make_list()
        top = QHBoxLayout()
        top.setContentsMargins(_EDGE, 10, 10, 0)
        top.setSpacing(4)
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        top.addWidget(self.away)
        self._choices = QVBoxLayout(self.choices)
        self._choices.setContentsMargins(_EDGE, 6, _EDGE, 10)
        self._choices.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(4)
        column.addLayout(top)
        for part in (self.value, self.formula, self.reason, self.heading, self.list, self.choices):
            column.addWidget(part)

    def _make_list(self) -> None:
        view = self.list
        view.setObjectName("commands")
        view.setModel(self.model)
        view.setItemDelegate(self.delegate)
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(_("Terms"))
        view.clicked.connect(self._open)
        view.installEventFilter(self)
        view.selectionModel().currentChanged.connect(self._light)

    # showing

    def show_why(
        self,
        one: Explanation,
        deeper: bool,
        theme: ThemeName,
        uses: tuple[Explanation, ...] = (),
    ) -> None:
        """Show an explanation; `deeper` says that another one led here, `uses` what an input counts in."""
        self.shown, self.delegate.theme = one, theme
        for button in (self.back, self.away):
            button.setIcon(icon(button.objectName(), theme))
        self.back.setVisible(deeper)
        self.title.setText(
            one.title
            if isinstance(one.value, str | tuple) or not one.where
            else f"{one.title} – {one.where[0]}"
        )
        self.value.setText(value_text(one, self.model.times))
        self.formula.setText(f"= {one.formula}" if one.formula and one.terms else _entered(one))
        self.formula.setVisible(bool(one.formula and one.terms) or not one.reason)
        self.reason.setText(one.reason)
        self.reason.setVisible(bool(one.reason))
        self.heading.setText(_("It counts in") if uses else _("Made from"))
        rows = uses or one.terms
        self.heading.setVisible(bool(rows))
        self.model.show_terms(rows)
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(min(len(rows), _MOST_ROWS) * ROW + 4)
        self.lit.emit(one)

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """The conventions it was computed by: each with its alternatives and what these would make of the number."""
        while item := self._choices.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for choice in choices:
            title = QLabel(OPTION_TITLE[choice.option])
            title.setObjectName("quiet")
            self._choices.addWidget(title)
            group = QWidget()
            rows = QVBoxLayout(group)
            rows.setContentsMargins(0, 0, 0, 2)
            rows.setSpacing(1)
            for way in choice.ways:
                rows.addWidget(
                    self._way(
                        choice,
                        way.value,
                        way.words,
                        ("≥ " if way.least else "")
                        + value_of(way.result, way.unit, self._key, self.model.times),
                    )
                )
            self._choices.addWidget(group)
        self.choices.setVisible(bool(choices))
        if self.scrim.isVisible():
            self.place(self.scrim.rect())
            self.scrim.update()

    @property
    def _key(self) -> str:
        return self.shown.key if self.shown else ""

    def _way(self, choice: Choice, value: object, words: str, result: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        button = QRadioButton(words)
        button.setAutoExclusive(False)
        button.setChecked(value == choice.now)
        button.setAccessibleName(f"{OPTION_TITLE[choice.option]}: {words}, {result}")
        button.clicked.connect(partial(self._choose, choice.option, value))
        row.addWidget(button, 1)
        number = QLabel(result)
        number.setObjectName("result" if value == choice.now else "field")
        row.addWidget(number)
        return line

    def _choose(self, option: str, value: object, _checked: bool = False) -> None:
        self.chosen.emit(option, value)

    # coming and going

    def open_at(self, at: QPoint, theme: ThemeName) -> None:
        """Come up beside a place of the window."""
        self.anchor = at
        self.open_card(theme)
        (self.list if self.model.terms else self.away).setFocus(Qt.FocusReason.PopupFocusReason)

    def close_card(self) -> None:
        super().close_card()
        self.closed.emit()

    def place(self, room: QRect) -> None:
        """Below the number and to its right, as far as there is room."""
        wide = min(WIDTH, room.width() - 2 * _AWAY)
        self.setFixedWidth(wide)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        high = min(layout.totalHeightForWidth(wide), room.height() - 2 * _AWAY)
        x = min(max(self.anchor.x(), room.left() + _AWAY), room.right() - wide - _AWAY)
        y = self.anchor.y() + _AWAY
        if y + high > room.bottom() - _AWAY:
            above = self.anchor.y() - _AWAY - high
            y = above if above >= room.top() + _AWAY else room.bottom() - _AWAY - high
        self.setGeometry(x, max(y, room.top() + _AWAY), wide, high)

    # the rows

    def _open(self, index: QModelIndex) -> None:
        term = self.model.terms[index.row()]
        if term.is_input and term.ids:
            self.wanted.emit(term)
        else:
            self.entered.emit(term.key)

    def _light(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.lit.emit(self.model.terms[current.row()])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            index = self.list.currentIndex()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right) and index.isValid():
                self._open(index)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left) and not self.back.isHidden():
            self.went_back.emit()
        else:
            super().keyPressEvent(event)


def _entered(one: Explanation) -> str:
    """Of an input, where it comes from."""
    return (
        _("Entered on the map: {source}.").format(source=one.source)
        if one.source
        else _("Entered on the map.")
    )
