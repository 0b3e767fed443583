"""What stands beneath the maps: waterfall, system effect and bursts beside each other, as tabs where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.status import Words

Said = tuple[str, str]  # in a few words, and with the numbers
_TWO, _ALL = 820, 1180  # pixels from which two, or all three, stand beside each other
LEAST = 180
_ROOMY, _SENTENCES = 250, 3  # the height from which more than one sentence has room, and how many then


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
        self.row = QHBoxLayout()
        self.row.setContentsMargins(9, 0, 8, 0)
        self.row.setSpacing(4)
        self.row.addWidget(self.title)
        self.row.addWidget(self.aside, 1)
        self.add_button("copy", hint, _("Copy {what}").format(what=title), copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 4, 4)
        column.setSpacing(2)
        column.addLayout(self.row)
        column.addWidget(self.empty)
        column.addWidget(body, 1)

    def add_button(self, name: str, hint: str, said: str, do: Callable[[], object]) -> None:
        """One more small button at the right of the title."""
        button = QToolButton()
        button.setToolTip(hint)
        button.setAccessibleName(said)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: do())
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


class Guard(QWidget):
    """What helps here and not the stream, in plain sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sentences: tuple[Said, ...] = ()
        self._most = _SENTENCES
        self._sign = QLabel()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def say(self, sentences: Sequence[Said], theme: ThemeName) -> None:
        """Show what is to be said, in the order of its weight; with nothing it is not there."""
        self._sign.setPixmap(icon("warning", theme, "wait").pixmap(QSize(18, 18)))
        self._sentences = tuple(sentences)
        self._show()

    def limit(self, most: int) -> None:
        """At most so many sentences; the others are told on hover."""
        if most != self._most:
            self._most = most
            self._show()

    def _show(self) -> None:
        text, hidden = "\n".join(map(" ".join, self._sentences)), self._sentences[self._most :]
        shown = [
            f'<span style="font-weight:600">{escape(head)}</span> {escape(body)}'
            for head, body in self._sentences[: self._most]
        ]
        if hidden:
            shown[-1] += " " + _("And {n} more.").format(n=len(hidden))
        self.words.setText("<br>".join(shown))
        self.setToolTip(text if hidden else "")
        self.words.setAccessibleName(text)
        self.setHidden(not self._sentences)


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
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
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
        column.addWidget(self.above)
        column.addWidget(self.stack, 1)
        holder = QHBoxLayout()
        holder.setContentsMargins(12, 0, 12, 10)
        holder.addWidget(guard)
        column.addLayout(holder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        self.split.addWidget(self.last)
        self._arrange(len(self.sections))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width()
        self._arrange(3 if wide >= _ALL else 2 if wide >= _TWO else 1)
        self._guard.limit(_SENTENCES if event.size().height() >= _ROOMY else 1)

    def _arrange(self, beside: int) -> None:
        """So many places; what finds none is a tab in the last one."""
        if beside == self._beside:
            return
        self._beside = beside
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
            section.title.setHidden(place >= beside - 1 and beside < len(self.sections))
        self.above.setHidden(beside >= len(self.sections))
        for place in range(self.split.count()):
            self.split.setStretchFactor(place, 5 if place == 0 else 4)
        for section in self.sections[: beside - 1]:
            section.show()
