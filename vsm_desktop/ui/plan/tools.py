"""What stands over the plan: its views, a filter, new rows, copying, and the whole window for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.plan import STANDINGS, Row
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.plan.lines import Filter, filter_words, owners_of
from vsm_desktop.ui.tool_button import page_tool

if TYPE_CHECKING:
    from vsm_desktop.ui.plan.page import PlanPage

_BRIEF, _BRIEFEST = 1150, 800  # a narrower page has room for few words, or for one
_VIEWS = (
    (_("Schedule"), _("Objectives, their owners and when")),
    (_("Kaizen list"), _("Problem, countermeasure, owner and due date of every burst")),
    (_("Review"), _("One row after the other, with marks and remarks")),
)


class PlanTools(QWidget):
    """Asks the page for what is wanted."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self._page = page
        self._rows: Sequence[Row] = ()
        self._wanted = Filter()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        self.setObjectName("compare-head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row.setSpacing(4)
        group = QButtonGroup(self)
        self.views = []
        for at, (title, hint) in enumerate(_VIEWS):
            view = page_tool(title, hint, partial(page.turn, at))
            view.setCheckable(True)
            view.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            group.addButton(view, at)
            row.addWidget(view)
            self.views.append(view)
        self.filter = page_tool(
            _("Filter"), _("Only some owners, loops or what stands in a certain way"), _no
        )
        self.filter.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices = QMenu(self.filter)
        self.choices.aboutToShow.connect(self._fill)
        self.filter.setMenu(self.choices)
        self.add = page_tool(_("New objective"), _("In the loop of the chosen row"), page.add)
        self.add_loop = page_tool(_("New loop"), _("At the end of the plan"), page.add_loop)
        self.about = page_tool(
            _("About the plan"), _("Who answers for it, when it runs, and why"), lambda: page.choose("")
        )
        self.columns = page_tool(_("Columns"), _("Which columns the plan has"), _no)
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.titles = QMenu(self.columns)
        self.titles.aboutToShow.connect(self._fill_titles)
        self.columns.setMenu(self.titles)
        self.copy = page_tool(_("Copy"), _("Copy what is shown as a table"), page.copy)
        self.larger = page_tool(_("Larger"), _("In place of the map; Esc leads back"), page.enlarged.emit)
        self.icons = (
            (self.filter, "filter"),
            (self.add, "plus"),
            (self.add_loop, "group"),
            (self.about, "info"),
            (self.columns, "table"),
            (self.copy, "copy"),
            (self.larger, "fit"),
        )
        for made, _name in self.icons:
            row.addWidget(made)
        row.addStretch(1)

    def stay(self) -> None:
        """The page has the whole window: the way is back to the map."""
        self.larger.setText(_("Back to the map"))
        self.larger.setAccessibleName(self.larger.text())
        self.larger.setToolTip(_("The map again (Esc)"))

    def show_theme(self, theme: ThemeName) -> None:
        """Icons in the colours of a theme."""
        for made, name in self.icons:
            made.setIcon(icon(name, theme))

    def fit(self, wide: int) -> None:
        """Words where there is room for them."""
        brief, few = wide < _BRIEF, (self.columns, self.larger)
        style = Qt.ToolButtonStyle
        for made, _name in self.icons:
            words = made is self.filter or not brief or (made in few and wide >= _BRIEFEST)
            made.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)

    def show_rows(self, rows: Sequence[Row], wanted: Filter, view: int, *, here: bool) -> None:
        """Show what is chosen; without a plan there is nothing to do but to make one."""
        self._rows, self._wanted = rows, wanted
        for at, made in enumerate(self.views):
            made.setChecked(at == view)
        for made in (*self.views, *(one for one, _name in self.icons if one is not self.larger)):
            made.setVisible(here)
        self.columns.setVisible(here and view == 0)
        said = filter_words(wanted, rows)
        self.filter.setText(_("Filter: {words}").format(words=said) if said else _("Filter"))
        self.filter.setAccessibleName(self.filter.text())

    def _fill_titles(self) -> None:
        self.titles.clear()
        self._page.table.columns.fill(self.titles)

    def _fill(self) -> None:
        """One section for owners, loops and standings each."""
        self.choices.clear()
        owners = dict.fromkeys(name for row in self._rows for name in owners_of(row))
        loops = {row.loop.id: row.loop.name for row in self._rows}
        wanted = self._wanted
        self._section(_("Owner"), [(one, one) for one in sorted(owners)], wanted.owner, "owner")
        self._section(_("Loop"), list(loops.items()), wanted.loop, "loop")
        self._section(_("Status"), list(STANDINGS), wanted.standing, "standing")
        self.choices.addSeparator()
        every = self.choices.addAction(_("Show all"))
        every.setEnabled(wanted != Filter())
        every.triggered.connect(lambda _checked=False: self._page.filter(Filter()))

    def _section(self, title: str, choices: Sequence[tuple[str, str]], chosen: str, key: str) -> None:
        head = self.choices.addAction(title)
        head.setEnabled(False)
        for value, words in choices:
            action = self.choices.addAction(words or value)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.triggered.connect(partial(self._choose, key, value))

    def _choose(self, key: str, value: str) -> None:
        """What is chosen already is taken away."""
        on = getattr(self._wanted, key) != value
        self._page.filter(replace(self._wanted, **{key: value if on else ""}))


def _no() -> None:
    """The menu does it."""
