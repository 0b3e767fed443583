"""What stands over the scoreboard: new measures, values from a sheet, copying, saving, and the whole window for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.glide import Told
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.scoreboard.told import Deviations
from vsm_desktop.ui.tool_button import page_tool

if TYPE_CHECKING:
    from vsm_desktop.ui.scoreboard.page import ScoreboardPage

_EDGE, _GAP = 8, 2


class ScoreTools(QWidget):
    """Words where there is room for them, else icons; what does not fit even so is in a menu at the end."""

    def __init__(self, page: ScoreboardPage) -> None:
        super().__init__()
        self._page = page
        self._wide = 0
        self.setObjectName("compare-head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.add_menu = QMenu(self)
        self.add = page_tool(_("Add a measure"), _("A usual one, or one of your own"), _no)
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setMenu(self.add_menu)
        self.take = page_tool(
            _("Import values…"),
            _("Read a sheet of values by date: a column or a row for each measure, or one value a row"),
            page.import_sheet,
        )
        self.copy = page_tool(_("Copy"), _("Copy the scoreboard as a table"), page.copy)
        self.save = page_tool(_("Save…"), _("Save the chart as PDF, SVG or PNG"), page.save)
        self.larger = page_tool(
            _("Larger"), _("All measures in place of the map; Esc leads back"), page.enlarged.emit
        )
        self.more = page_tool(_("More"), _("What has no room here"), _no)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.more_menu = QMenu(self)
        self.more_menu.aboutToShow.connect(self._fill_more)
        self.more.setMenu(self.more_menu)
        self.told = page_tool("", "", self.open_told)
        self.deviations: tuple[Told, ...] = ()
        self.icons = (
            (self.add, "plus"),
            (self.take, "import"),
            (self.copy, "copy"),
            (self.save, "export"),
            (self.larger, "fit"),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, 2, _EDGE, 2)
        row.setSpacing(_GAP)
        for made, _name in self.icons:
            row.addWidget(made)
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.told)
        self.more.hide()
        self.told.hide()

    def show_theme(self, theme: ThemeName) -> None:
        """Icons in the colours of a theme."""
        for made, name in (*self.icons, (self.more, "more"), (self.told, "warning")):
            made.setIcon(icon(name, theme))

    def show_told(self, deviations: tuple[Told, ...], *, elsewhere: bool) -> None:
        """Where the plan goes another way than was expected; told behind a button while it has no room of its own."""
        self.deviations = deviations
        count = len(deviations)
        words = (
            _("1 deviation from the plan")
            if count == 1
            else _("{n} deviations from the plan").format(n=count)
        )
        self.told.setText(words)
        self.told.setAccessibleName(words)
        said = "\n".join(one.words for one in deviations)
        self.told.setAccessibleDescription(said)
        self.told.setToolTip(said)
        self.told.setVisible(count > 0 and not elsewhere)
        self.fit(self._wide)

    def open_told(self) -> None:
        """Show the sentences in a list under their button."""
        card = Deviations(self.deviations, self)
        card.led.connect(self._page.lead)
        card.open_by(self.told)

    def fit(self, wide: int) -> None:
        """Make do with a width: first the words go, then the buttons at the end go into the menu."""
        self._wide = wide
        room = wide - 2 * _EDGE
        told = [] if self.told.isHidden() else [self.told]
        shown = [made for made, _name in self.icons]
        for words in (True, False):
            self._dress(words=words)
            if _needed([*shown, *told]) <= room:
                break
        kept = list(shown)
        while kept and _needed([*kept, *told, *([self.more] if len(kept) < len(shown) else [])]) > room:
            kept.pop()
        for made in shown:
            made.setVisible(made in kept)
        self.more.setVisible(len(kept) < len(shown))

    def _dress(self, *, words: bool) -> None:
        style = Qt.ToolButtonStyle
        for made in (*(one for one, _name in self.icons), self.told):
            made.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)

    def _fill_more(self) -> None:
        """What was left out, as it stands now."""
        self.more_menu.clear()
        for made, _name in self.icons:
            if not made.isHidden():
                continue
            if made is self.add:
                self._page.fill_add_menu()
                self.more_menu.addMenu(self.add_menu).setText(made.text())
                continue
            action = self.more_menu.addAction(made.icon(), made.text())
            action.setEnabled(made.isEnabled())
            action.triggered.connect(partial(_click, made))


def _needed(buttons: list[QToolButton]) -> int:
    return sum(made.sizeHint().width() + _GAP for made in buttons)


def _click(made: QToolButton, _on: bool = False) -> None:
    made.click()


def _no() -> None:
    """The menu does it."""
