"""Which columns of the plan are shown and how wide: as there is room, or as chosen and pulled by hand, and kept so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu

from vsm_desktop.assets import _
from vsm_desktop.ui.plan.lines import COLUMNS, MARK, MONTHS
from vsm_desktop.ui.plan.widths import needed, widths
from vsm_desktop.ui.settings import settings

if TYPE_CHECKING:
    from vsm_desktop.ui.plan.table import PlanTable

_ALWAYS = ("number", "text", MONTHS, MARK)
_FIXED = ("number", MONTHS, MARK)  # the months take what is left
_LEAST = 40  # pixels of a column that is pulled


class PlanColumns(QObject):
    """`picked` are the columns chosen by hand, none as there is room; `own` are the widths pulled by hand, in pixels."""

    def __init__(self, table: PlanTable) -> None:
        super().__init__(table)
        self._table, self._fitting = table, False
        self.picked, self.own = _kept()
        head = table.horizontalHeader()
        head.setMinimumSectionSize(_LEAST - 4)
        head.sectionResized.connect(self._resized)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._menu)

    def fit(self, wide: int, months: int) -> bool:
        """Give each column its place; whether there are others now."""
        table = self._table
        two = table.two_lines
        found = widths(table.list.lines, wide, months, two_lines=two, picked=self.picked, own=self.own)
        others = table.list.show_columns(list(found))
        self._fitting = True
        for at, (key, size) in enumerate(found.items()):
            mode = QHeaderView.ResizeMode.Fixed if key in _FIXED else QHeaderView.ResizeMode.Interactive
            table.head.setSectionResizeMode(at, mode)
            if table.columnWidth(at) != size:
                table.setColumnWidth(at, size)
        self._fitting = False
        return others

    def _resized(self, at: int, _old: int, size: int) -> None:
        """A column was pulled: those that are shown stay, and what no longer has room is scrolled to."""
        if self._fitting or not 0 <= at < len(self._table.list.columns):
            return
        key = self._table.list.columns[at]
        if key not in _FIXED and size >= _LEAST:
            self.own[key] = size
            self._pick(self.shown)

    def needed(self, at: int) -> int:
        """What the words of a column need, for a double click on its edge."""
        key = self._table.list.columns[at]
        if key in _FIXED:
            return self._table.columnWidth(at)
        return needed(self._table.list.lines, key, two_lines=self._table.two_lines)

    @property
    def shown(self) -> frozenset[str]:
        """The columns that could be gone, and are not."""
        return frozenset(self._table.list.columns).difference(_ALWAYS)

    def choose(self, key: str, *, on: bool) -> None:
        """Show a column, or show it no more."""
        self._pick(self.shown | {key} if on else self.shown - {key})

    def reset(self) -> None:
        """As there is room."""
        self.own = {}
        self._pick(None)

    def _pick(self, picked: frozenset[str] | None) -> None:
        self.picked = picked
        store = settings()
        store.keep_words("plan/columns", [] if picked is None else ["text", *sorted(picked)])
        store.keep_words("plan/widths", [f"{key}={size}" for key, size in self.own.items()])
        self._table.fit()

    def take_over(self, other: PlanColumns) -> None:
        """The same columns as another table."""
        self.picked, self.own = other.picked, dict(other.own)
        self._table.fit()

    def fill(self, menu: QMenu) -> None:
        """The entries that choose columns."""
        for key, title in COLUMNS.items():
            if key in _ALWAYS or (key == "goal" and self._table.two_lines):
                continue
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(key in self.shown)
            action.toggled.connect(partial(self._toggle, key))
        menu.addSeparator()
        usual = menu.addAction(_("As there is room"))
        usual.setCheckable(True)
        usual.setChecked(self.picked is None)
        usual.triggered.connect(lambda _checked=False: self.reset())

    def _toggle(self, key: str, on: bool) -> None:
        self.choose(key, on=on)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(self._table.head.mapToGlobal(at))


def _kept() -> tuple[frozenset[str] | None, dict[str, int]]:
    """What was chosen and pulled last time; what is no column, or no width, is as if it had never been."""
    store = settings()
    words = store.words("plan/columns")
    pairs = (word.partition("=") for word in store.words("plan/widths"))
    own = {key: int(size) for key, _sign, size in pairs if key in COLUMNS and size.isdecimal()}
    picked = frozenset(words) & frozenset(COLUMNS) - {*_ALWAYS} if words else None
    return picked, {key: size for key, size in own.items() if key not in _FIXED and size >= _LEAST}
