"""The line over the sheets: which state is on either side, chosen from a menu, what is said of it, and the legend."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.compare.sides import bursts_on, facts
from vsm_desktop.ui.icons import icon, icon_button
from vsm_desktop.ui.status import Words

HEIGHT = 36
GAP = 8
_WORDS = (_("State before"), _("State after"))


class SideTitle(QWidget):
    """One state: its name is a menu of all, beside it date, author, status and its bursts."""

    chosen = Signal(int, str)

    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place
        self._stream: ValueStream | None = None
        self._id = ""
        self.button = QToolButton()
        self.button.setObjectName("side")
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the words
        self.button.setIconSize(QSize(14, 14))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setToolTip(_("Compare another state"))
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self.menu)
        self.facts = Words()
        self.facts.setObjectName("field")
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 8, 0)
        row.setSpacing(2)
        row.addWidget(self.button)
        row.addWidget(self.facts, 1)

    def show_state(self, stream: ValueStream, id_: str, theme: ThemeName) -> None:
        """Say which state it is."""
        self._stream, self._id = stream, id_
        state = stream.state(id_)
        name = state.name or state.id
        self.button.setText(name.replace("&", "&&"))
        self.button.setAccessibleName(f"{_WORDS[self._place]}: {name}")
        self.button.setIcon(icon("chevron-down", theme))
        said = filter(None, (facts(state), bursts_on(stream, state)))
        self.facts.say(", ".join(said))

    def _fill(self) -> None:
        self.menu.clear()
        group = QActionGroup(self.menu)
        for state in self._stream.states if self._stream else ():
            action = self.menu.addAction((state.name or state.id).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(state.id == self._id)
            action.triggered.connect(partial(self._choose, state.id))
            group.addAction(action)

    def _choose(self, id_: str, _checked: bool = False) -> None:
        self.chosen.emit(self._place, id_)


class Titles(QWidget):
    """Both titles, each over its sheet while there are two, and the legend at the right."""

    chosen = Signal(int, str)

    def __init__(self, legend: QWidget, step: Callable[[int], object]) -> None:
        super().__init__()
        self.setObjectName("compare-titles")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.sides = (SideTitle(0), SideTitle(1))
        self._gap = QWidget()
        self._gap.setObjectName("compare-ground")
        self._gap.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._gap.setFixedWidth(GAP)
        right = QWidget()
        line = QHBoxLayout(right)
        line.setContentsMargins(0, 0, 8, 0)
        line.setSpacing(8)
        line.addWidget(self.sides[1], 1)
        line.addWidget(legend)
        line.addLayout(self._steps(step))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in (self.sides[0], right):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.sides[0], 1)
        row.addWidget(self._gap)
        row.addWidget(right, 1)
        for side in self.sides:
            side.chosen.connect(self.chosen)

    def _steps(self, step: Callable[[int], object]) -> QHBoxLayout:
        """From one difference to the next."""
        row = QHBoxLayout()
        row.setSpacing(0)
        words = (_("Previous difference (Shift+N)"), _("Next difference (N)"))
        self.steps = tuple(
            icon_button(name, said, partial(step, by))
            for name, said, by in (("chevron-left", words[0], -1), ("chevron-right", words[1], 1))
        )
        for button in self.steps:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        return row

    def show_sides(self, stream: ValueStream, sides: tuple[str, str], theme: ThemeName) -> None:
        """Say which two states are compared."""
        for title, id_ in zip(self.sides, sides, strict=True):
            title.show_state(stream, id_, theme)
        for button in self.steps:
            button.setIcon(icon(button.objectName(), theme))

    def part(self, two: bool) -> None:
        """Over two sheets there is a gap between the titles, too."""
        self._gap.setHidden(not two)
