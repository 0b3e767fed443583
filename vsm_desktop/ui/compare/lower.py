"""What stands beneath the maps: waterfall, system effect and bursts beside each other, as tabs where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.compare.guarding import Guard
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.status import Words

_TWO, _ALL = 820, 1180  # pixels from which two, or all three, stand beside each other
_PARTS = {1: (1,), 2: (54, 46), 3: (38, 33, 29)}  # of the width, with so many beside each other
LEAST = 180
_ROOMY = 250  # the height from which a sentence has room beside a list


class Section(QWidget):
    """A title with a word about it, a button that copies, and what is shown."""

    def __init__(
        self, title: str, body: QWidget, copy: Callable[[], object], hint: str, aside: str = ""
    ) -> None:
        super().__init__()
        self.name = title
        self.body = body
        self.title = QLabel(title)
        self.title.setObjectName("section")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.aside = Words()
        self.aside.setObjectName("quiet")
        self.aside.say(aside)
        self.empty = QLabel()
        self.empty.setObjectName("quiet")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(9, 4, 9, 4)
        self.empty.hide()
        self.buttons: list[tuple[QToolButton, str]] = []
        self.hint = hint
        self.copy = copy
        self.head = QWidget()
        self.row = QHBoxLayout(self.head)
        self.row.setContentsMargins(9, 0, 8, 0)
        self.row.setSpacing(4)
        self.row.addWidget(self.title)
        self.row.addWidget(self.aside, 1)
        self.add_button("copy", hint, _("Copy {what}").format(what=title), copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 4, 4)
        column.setSpacing(2)
        column.addWidget(self.head)
        column.addWidget(self.empty)
        column.addWidget(body, 1)
        column.addStretch(0)

    def add_button(self, name: str, hint: str, said: str, do: Callable[[], object]) -> None:
        """One more small button at the right of the title."""
        button = small_button(do)
        button.setToolTip(hint)
        button.setAccessibleName(said)
        self.buttons.append((button, name))
        self.row.addWidget(button)

    def retitle(self, title: str) -> None:
        """Another title; the name of the tab stays."""
        self.title.setText(title)

    def say(self, words: str) -> None:
        """A sentence over what is shown; none for no words."""
        self.empty.setText(words)
        self.empty.setVisible(bool(words))

    def show_theme(self, theme: ThemeName) -> None:
        """Draw the buttons in the colours of a theme."""
        for button, name in self.buttons:
            button.setIcon(icon(name, theme))


def small_button(do: Callable[[], object]) -> QToolButton:
    """A button that is an icon."""
    button = QToolButton()
    button.setIconSize(QSize(16, 16))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda _checked=False: do())
    return button


class Lower(QWidget):
    """The sections, as many beside each other as there is room for; the others are tabs in the last place."""

    def __init__(self, sections: Sequence[Section], guard: Guard) -> None:
        super().__init__()
        self.setObjectName("compare-lower")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(LEAST)
        self.sections = tuple(sections)
        self._guard = guard
        self._beside = 0
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("What it does"))
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.stack = QStackedWidget()
        self.copy = small_button(lambda: self.current.copy())
        self.tabs.currentChanged.connect(self._turn)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.last = QWidget()
        column = QVBoxLayout(self.last)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.tabs.setExpanding(False)
        self.above = QWidget()
        line = QHBoxLayout(self.above)
        line.setContentsMargins(12, 6, 12, 0)
        line.addWidget(self.tabs)
        line.addStretch(1)
        line.addWidget(self.copy)
        column.addWidget(self.above)
        column.addWidget(self.stack, 1)
        holder = QHBoxLayout()
        holder.setContentsMargins(12, 4, 12, 10)
        holder.addWidget(guard)
        column.addLayout(holder)
        guard.turned.connect(self.stack.setHidden)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        self.split.addWidget(self.last)
        self._arrange(len(self.sections))

    @property
    def current(self) -> Section:
        """The section of the tab that is open."""
        return next(one for one in self.sections if one is self.stack.currentWidget())

    def show_theme(self, theme: ThemeName) -> None:
        """Draw the buttons in the colours of a theme."""
        self.copy.setIcon(icon("copy", theme))
        for section in self.sections:
            section.show_theme(theme)

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        if place >= 0:
            self.copy.setToolTip(self.current.hint)
            self.copy.setAccessibleName(_("Copy {what}").format(what=self.current.name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width()
        self._arrange(3 if wide >= _ALL else 2 if wide >= _TWO else 1)
        self._guard.shorten(event.size().height() < _ROOMY)

    def _arrange(self, beside: int) -> None:
        """So many places; what finds none is a tab in the last one."""
        if beside == self._beside:
            return
        opened = self.stack.currentWidget()
        self._beside = beside
        with QSignalBlocker(
            self.tabs
        ):  # tabs and sections come and go one by one: none of them is opened by that
            for section in self.sections:
                self.stack.removeWidget(section)
                section.setParent(None)
            while self.tabs.count():
                self.tabs.removeTab(0)
            for place, section in enumerate(self.sections):
                if place < beside - 1:
                    self.split.insertWidget(place, section)
                else:
                    self.stack.addWidget(section)
                    self.tabs.addTab(section.name)
                section.head.setHidden(place >= beside - 1 and beside < len(self.sections))
            still = max(0, self.stack.indexOf(opened)) if opened is not None else 0
            self.tabs.setCurrentIndex(still)
        self._turn(still)
        self.above.setHidden(beside >= len(self.sections))
        for place, part in enumerate(_PARTS[beside]):
            self.split.setStretchFactor(place, part)
        self.split.setSizes([part * 1_000 for part in _PARTS[beside]])
        for section in self.sections[: beside - 1]:
            section.show()
