"""What is expected under the months of the plan, with what was reached laid over it: one strip for each number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.glide import Strip, glide_chart
from vsm_desktop.drawing.charts.months import Months
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.export.glided import Path, paths_of
from vsm_desktop.insight.glide import Glide
from vsm_desktop.ui.charts.view import ChartView
from vsm_desktop.ui.icons import icon

HIGH, TALL = 66, 130
_SIZE = 11.0


class PathStrip(QFrame):
    """Stands under the table and follows its months; `choice` chooses the number where there is room for one only."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._leave = leave
        self._glide: Glide | None = None
        self._months: Months | None = None
        self._theme: ThemeName = "light"
        self._drawn: object = None
        self._key = ""
        self._room = HIGH
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.charts: list[ChartView] = []
        self.choice = QToolButton()
        self.choice.setObjectName("segment")
        self.choice.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.choice.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # what opens stands behind the words
        self.choice.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choice.setToolTip(_("Another number of the glide path"))
        self.choice.setMenu(QMenu(self.choice))
        self.choice.hide()
        self._charts(1)
        self.grow(HIGH)

    @property
    def chart(self) -> ChartView:
        """The first strip."""
        return self.charts[0]

    def grow(self, room: int) -> None:
        """Take so much room, or as much of it as is of use; the strips are told with the next path."""
        self._room = room
        self._fit()

    def show_path(self, glide: Glide | None, months: Months, theme: ThemeName) -> None:
        """Show a path under these months."""
        self._glide, self._months, self._theme = glide, months, theme
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    # which numbers

    def _paths(self) -> tuple[Path, ...]:
        """Those that are shown: all where there is room for them, else the chosen one."""
        every = paths_of(self._glide) if self._glide is not None else ()
        if len(every) * TALL <= self._room:
            return every
        return tuple(one for one in every if one.key == self._key) or every[:1]

    def _fit(self) -> None:
        count = max(1, len(self._paths()))
        self.setFixedHeight(TALL * count if self._room >= TALL else HIGH)

    def _choose(self, key: str) -> None:
        self._key = key
        self._draw()

    def _offer(self, shown: tuple[Path, ...]) -> None:
        """The choice, where not all are shown."""
        every = paths_of(self._glide) if self._glide is not None else ()
        self.choice.setVisible(len(shown) < len(every) and not self.isHidden())
        if not shown:
            return
        self.choice.setText(shown[0].number.title)
        self.choice.setIcon(icon("chevron-down", self._theme))
        self.choice.setAccessibleName(
            _("Number of the glide path: {title}").format(title=shown[0].number.title)
        )
        menu = self.choice.menu()
        menu.clear()
        for one in every:
            entry = menu.addAction(one.number.title)
            entry.setCheckable(True)
            entry.setChecked(one.key == shown[0].key)
            entry.triggered.connect(partial(self._choose, one.key))

    # drawing

    def _charts(self, count: int) -> None:
        """So many strips."""
        while len(self.charts) < count:
            made = ChartView(lambda _ids: None, self._leave)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.ground = "panel"
            self.charts.append(made)
            self._column.addWidget(made)
        for at, one in enumerate(self.charts):
            one.setVisible(at < max(1, count))

    def _draw(self) -> None:
        glide, months = self._glide, self._months
        if glide is None or months is None or not glide.months:
            return
        paths = self._paths()
        drawn = (glide, months, self._theme, self.width(), self._room, self._key, self.isHidden())
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._fit()
        self._charts(len(paths))
        self._offer(paths)
        high = self.height() / max(1, len(paths))
        colors = tokens(self._theme)
        look = Look({**colors, "page": colors["panel"]})  # it stands in the panel
        left = months.x_of(glide.months[0].first)
        for view, one in zip(self.charts, paths, strict=False):
            strip = Strip(left, months.pitch, float(max(1, self.width())), one.number)
            chart = glide_chart(one.months, strip, high - 2, look, _SIZE, one.why)
            view.show_chart(chart, _("{title} by month").format(title=one.number.title), self._theme)
