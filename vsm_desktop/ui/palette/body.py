"""The groups of the palette, one under the other: all of them, or those that answer a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.catalogue import GROUP_TITLES, Article, in_group
from vsm_desktop.model.names import USUAL, Names
from vsm_desktop.ui.palette.cell import Hands, SymbolButton
from vsm_desktop.ui.palette.group import Group, Heading
from vsm_desktop.ui.palette.kept import Kept

if TYPE_CHECKING:
    from vsm_desktop.ui.palette.finding import Found

FAVOURITES, RECENT = "favourites", "recent"
_TITLES: Mapping[str, str] = {
    FAVOURITES: _("Favourites"),
    RECENT: _("Recent"),
    **{str(name): title for name, title in GROUP_TITLES.items()},
}


class Body(QWidget):
    """What scrolls under the search field. A group of the user's own is made when there is something in it."""

    def __init__(self, theme: ThemeName, hands: Hands, kept: Kept) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._theme: ThemeName = theme
        self._in_hand = ""
        self._names = USUAL
        self._hands, self._kept = hands, kept
        self._found: Found | None = None
        self.nothing = QLabel()
        self.nothing.setObjectName("quiet")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(6, 6, 6, 6)
        self.nothing.hide()
        self.groups: dict[str, Group] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 4, 6, 12)
        self._column.setSpacing(0)
        self._column.addWidget(self.nothing)
        for name in GROUP_TITLES:
            self._column.addWidget(self._group(name))
            self.groups[name].entries = in_group(name)
        self._column.addStretch(1)
        self.refresh()

    def _group(self, name: str) -> Group:
        heading = Heading(_TITLES[name], self._theme, self._hands, self)
        heading.clicked.connect(lambda is_open: self._kept.fold(name, not is_open))
        group = self.groups[name] = Group(name, heading, partial(self._make, name), self)
        group.grid.show_names(self._names)
        return group

    def _make(self, group: str, entry: Article, parent: QWidget) -> SymbolButton:
        named = group if group in (FAVOURITES, RECENT) else "palette"
        button = SymbolButton(entry, named, self._hands, parent)
        button.setChecked(entry.key == self._in_hand)
        return button

    # what is there

    def fill(self) -> None:
        """Make all buttons."""
        for group in self.groups.values():
            if not group.grid.is_filled:
                group.grid.fill()

    def made(self) -> list[SymbolButton]:
        """Every button there is, also those that are not shown now."""
        return [button for group in self.groups.values() for button in group.grid.made.values()]

    def by_key(self) -> Mapping[str, SymbolButton]:
        """The buttons of the groups of the catalogue, in its order."""
        return {key: button for name in GROUP_TITLES for key, button in self.groups[name].grid.made.items()}

    def shown(self) -> list[SymbolButton]:
        """The symbols that can be reached now, as one reads."""
        return [
            button for group in self._in_order() if not group.grid.isHidden() for button in group.grid.buttons
        ]

    def headings(self) -> list[Heading]:
        """The headings that can be reached now; while something is looked for they only say what was found."""
        return [group.heading for group in self._in_order() if group.heading.isEnabled()]

    def _in_order(self) -> list[Group]:
        """The groups that are shown, as one reads."""
        if self._found is not None:
            return [self.groups[name] for name, _entries in self._found]
        return [group for group in self._usual_order() if group.entries]

    def _usual_order(self) -> list[Group]:
        return [self.groups[name] for name in _TITLES if name in self.groups]

    # what is shown

    def show_found(self, found: Found | None) -> None:
        """Only what was found, the group with the best answer on top; None shows everything again."""
        self._found = found
        for i, group in enumerate(self._in_order() if found else self._usual_order(), start=1):
            self._column.removeWidget(group)
            self._column.insertWidget(i, group)
        self.refresh()

    def refresh(self) -> None:
        """Bring it up to what is kept."""
        for name, entries in ((FAVOURITES, self._kept.favourites), (RECENT, self._kept.recent)):
            self._hold(name, entries)
        found = {str(name): entries for name, entries in self._found or ()}
        order = self._in_order()
        for group in self.groups.values():
            group.setVisible(group in order)
        for group in order:
            if self._found is not None:
                group.show_found(found[group.name])
            else:
                group.show_all(folded=self._kept.is_folded(group.name))

    def _hold(self, name: str, entries: Sequence[Article]) -> None:
        """What is in a group of the user's own."""
        if entries and name not in self.groups:
            others = GROUP_TITLES if name == RECENT else (RECENT, *GROUP_TITLES)
            above = next(self.groups[one] for one in others if one in self.groups)
            self._column.insertWidget(self._column.indexOf(above), self._group(name))
            if above.grid.is_filled:
                self.groups[name].grid.fill()
        if name in self.groups:
            self.groups[name].entries = entries

    def height_of_own(self) -> int:
        """How far the user's own groups push the others down, in pixels."""
        own = (group for group in self._in_order() if group.name in (FAVOURITES, RECENT))
        return sum(group.sizeHint().height() for group in own)

    def settle(self) -> None:
        """Be as high as what is shown, now and not with the next event."""
        self._column.activate()
        self.resize(self.width(), max(self.sizeHint().height(), self.height()))

    def show_names(self, names: Names) -> None:
        """Call all symbols as the map does."""
        self._names = names
        for group in self.groups.values():
            group.grid.show_names(names)

    def show_hand(self, key: str) -> None:
        """Mark what is in hand, wherever it stands."""
        self._in_hand = key
        for button in self.made():
            if button.isChecked() != (button.entry.key == key):
                button.setChecked(button.entry.key == key)

    def show_theme(self, theme: ThemeName) -> None:
        """Draw in other colours."""
        self._theme = theme
        for group in self.groups.values():
            group.show_theme(theme)
