"""The palette as a panel: a search field over the groups; favourites and what was used last come first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView
from vsm_desktop.model.catalogue import GROUP_TITLES, Article, in_group
from vsm_desktop.tools.connect import Connect
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.place import Place
from vsm_desktop.tools.select import Select
from vsm_desktop.ui.palette.cell import SymbolButton
from vsm_desktop.ui.palette.group import Group, Heading
from vsm_desktop.ui.palette.kept import kept
from vsm_desktop.ui.palette.query import Query
from vsm_desktop.ui.palette.used import Used

if TYPE_CHECKING:
    from vsm_desktop.ui.palette.finding import Found

FAVOURITES, RECENT = "favourites", "recent"
_TITLES: Mapping[str, str] = {
    FAVOURITES: _("Favourites"),
    RECENT: _("Recent"),
    **{str(name): title for name, title in GROUP_TITLES.items()},
}
_WIDTH = 212  # three columns, each as wide as the longest caption, beside the bar that scrolls them


class Palette(QWidget):
    """All symbols in groups. They are painted at once; what takes clicks and keys is made when the window stands."""

    def __init__(self, desk: Desk, view: MapView) -> None:
        super().__init__()
        self.desk, self.view = desk, view
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Palette"))
        self.setMinimumWidth(_WIDTH)
        self.by_key: Callable[[str, bool], object] | None = None  # what Enter does: a kind, whether an arrow
        self.kept = kept()
        self._used = Used()
        self._used.follow(desk.history, desk.frame.state_id)
        self._shown: tuple[str, str] = ("", desk.theme)
        self._stop: QWidget | None = None
        self._found: Found | None = None
        self.field = Query(desk.theme)
        self.nothing = QLabel()
        self.nothing.setObjectName("quiet")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(6, 6, 6, 6)
        self.nothing.hide()
        self._scroll = QScrollArea()
        self._body = QWidget()
        self.groups: dict[str, Group] = {}
        self._lay_out()
        self._show_groups()
        self.field.textChanged.connect(self._search)
        self.field.left.connect(self._leave)
        self.field.entered.connect(self._take_first)
        self.field.went_down.connect(self._go_in)
        self.kept.changed.connect(self._kept_changed)

    def _lay_out(self) -> None:
        self._body.setObjectName("panel")
        self._body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(6, 4, 6, 12)
        self._column.setSpacing(0)
        self._column.addWidget(self.nothing)
        for name in GROUP_TITLES:
            self._column.addWidget(self._group(name))
        self._column.addStretch(1)
        self._scroll.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # its symbols are the stops, not what scrolls them
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field.framed())
        column.addWidget(self._scroll, 1)

    def _group(self, name: str) -> Group:
        heading = Heading(_TITLES[name], self.desk.theme, self, self._body)
        heading.clicked.connect(lambda is_open: self.kept.fold(name, not is_open))
        group = self.groups[name] = Group(name, heading, partial(self._make, name), self._body)
        if name in GROUP_TITLES:
            group.entries = in_group(name)  # type: ignore[arg-type]  # a name among the titles is a group
        return group

    def _make(self, group: str, entry: Article, parent: QWidget) -> SymbolButton:
        named = group if group in (FAVOURITES, RECENT) else "palette"
        button = SymbolButton(entry, named, self, parent)
        button.setChecked(entry.key == self._shown[0])
        return button

    # what is there

    @property
    def buttons(self) -> Mapping[str, SymbolButton]:
        """Every symbol in its own group by the key of its article, in the order of the catalogue."""
        self.finish()
        return {key: button for name in GROUP_TITLES for key, button in self.groups[name].grid.made.items()}

    def finish(self) -> None:
        """The window stands: make the buttons."""
        for group in self.groups.values():
            if not group.grid.is_filled:
                group.grid.fill()
        self._settle_stop()

    def _in_order(self) -> list[Group]:
        """The groups that are shown, as one reads."""
        if self._found is not None:
            return [self.groups[name] for name, _entries in self._found]
        groups = (self.groups.get(name) for name in _TITLES)
        return [group for group in groups if group is not None and group.entries]

    def _all_made(self) -> list[SymbolButton]:
        return [button for group in self.groups.values() for button in group.grid.made.values()]

    def shown(self) -> list[SymbolButton]:
        """The symbols that can be reached now, as one reads."""
        return [
            button for group in self._in_order() if not group.grid.isHidden() for button in group.grid.buttons
        ]

    def _show_groups(self) -> None:
        """All groups, or those that answer the search."""
        for name, entries in ((FAVOURITES, self.kept.favourites), (RECENT, self.kept.recent)):
            self._hold(name, entries)
        order = self._in_order()
        for group in self.groups.values():
            group.setVisible(group in order)
        found = dict(self._found or ())
        for group in order:
            if self._found is not None:
                group.show_found(found[group.name])  # type: ignore[index]  # only groups are found
            else:
                group.show_all(folded=self.kept.is_folded(group.name))
        self._settle_stop()

    def _hold(self, name: str, entries: Sequence[Article]) -> None:
        """What is in a group of the user's own; most have none at first."""
        if entries and name not in self.groups:
            others = GROUP_TITLES if name == RECENT else (RECENT, *GROUP_TITLES)
            above = next(self.groups[one] for one in others if one in self.groups)
            self._column.insertWidget(self._column.indexOf(above), self._group(name))
            if above.grid.is_filled:
                self.groups[name].grid.fill()
        if name in self.groups:
            self.groups[name].entries = entries

    def _kept_changed(self) -> None:
        """Something is a favourite now, was used, or is folded; what one looks at stays where it is."""
        bar = self._scroll.verticalScrollBar()
        at, before = bar.value(), self._height_of_own()
        here = self._stop if self.window().focusWidget() is self._stop else None
        shown = self.shown()
        place = shown.index(here) if here in shown else 0
        self._show_groups()
        if here is not None and here is not self._stop and (shown := self.shown()):
            self._focus(shown[min(place, len(shown) - 1)])  # what had the keyboard is gone
        if at:
            self._column.activate()
            self._body.resize(self._body.width(), max(self._body.sizeHint().height(), self._body.height()))
            bar.setValue(at + self._height_of_own() - before)

    def _height_of_own(self) -> int:
        if self._found is not None:
            return 0
        own = (group for group in self._in_order() if group.name in (FAVOURITES, RECENT))
        return sum(group.sizeHint().height() for group in own)

    def show_desk(self, desk: Desk) -> None:
        """Mark the tool in hand; follow the theme; notice what was used."""
        if used := self._used.follow(desk.history, desk.frame.state_id):
            self.kept.use(used)
        kind, theme = getattr(desk.tool, "kind", ""), desk.theme
        if (kind, theme) == self._shown:
            return
        for button in self._all_made():
            if button.isChecked() != (button.entry.key == kind):
                button.setChecked(button.entry.key == kind)
        if theme != self._shown[1]:
            self.field.show_theme(theme)
            for group in self.groups.values():
                group.show_theme(theme)
        self._shown = (kind, theme)

    # searching

    def seek(self) -> None:
        """Put the cursor into the search field, wherever the keyboard is."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _search(self, query: str) -> None:
        from vsm_desktop.ui.palette.finding import find

        asked = bool(query.strip())
        self._found = find(query) if asked else None
        self.finish()
        self._order_groups()
        self._show_groups()
        first = next(iter(self.shown()), None) if asked else None
        for button in self._all_made():
            button.mark_first(button is first)
        self.nothing.setVisible(asked and first is None)
        self.nothing.setText(_("No symbol is called “{query}”.").format(query=query.strip()))
        self.field.say(self._answer(first) if asked else "")
        self._scroll.verticalScrollBar().setValue(0)

    def _answer(self, first: SymbolButton | None) -> str:
        if first is None:
            return self.nothing.text()
        number = len(self.shown())
        words = _("{number} found, first {name}") if number > 1 else _("Found {name}")
        return words.format(number=number, name=first.accessibleName())

    def _order_groups(self) -> None:
        """The group with the best answer on top; without a search all in their usual order."""
        wanted = self._in_order()
        for i, group in enumerate(wanted, start=1):
            self._column.removeWidget(group)
            self._column.insertWidget(i, group)

    def _leave(self) -> None:
        """The search is over, the map goes on."""
        self.field.clear()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_first(self) -> None:
        if self._found:
            first = self._found[0][1][0]
            self.field.clear()
            self.enter(first)

    def _go_in(self) -> None:
        """From the search field to the first symbol."""
        if shown := self.shown():
            self._focus(shown[0])
        elif self._stop is not None and self._found is None:
            self._focus(self._stop)

    # the keyboard's place: one stop for all symbols and headings

    def stand_at(self, stop: QWidget) -> None:
        """The keyboard is here: Tab comes back to it."""
        if stop is self._stop:
            return
        if self._stop is not None:
            by_mouse = isinstance(self._stop, SymbolButton)  # a heading that is clicked leaves it where it is
            self._stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus if by_mouse else Qt.FocusPolicy.NoFocus)
        self._stop = stop
        is_symbol = isinstance(stop, SymbolButton)
        stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_symbol else Qt.FocusPolicy.TabFocus)
        QWidget.setTabOrder(self.field, stop)

    def _settle_stop(self) -> None:
        """Tab always finds something: where one was last, else the first symbol, else the first heading."""
        shown = self.shown()
        headings = [group.heading for group in self._in_order() if group.heading.isEnabled()]
        if not self._all_made() or self._stop in shown or self._stop in headings:
            return
        if stops := (*shown, *headings):
            self.stand_at(stops[0])

    def walk(self, stop: QWidget, across: int, down: int) -> None:
        """From symbol to symbol, up and down by way of the headings; from the top into the search field."""
        from vsm_desktop.ui.palette.walk import next_stop

        headings = [group.heading for group in self._in_order() if group.heading.isEnabled()]
        target = next_stop(stop, across, down, self.shown(), headings)
        if target is not None:
            self._focus(target)
        elif down < 0:
            self.field.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _focus(self, stop: QWidget) -> None:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(stop, 8, 32)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self._leave()
        else:
            super().keyPressEvent(event)

    # what symbols ask for

    def take(self, entry: Article, checked: bool = True) -> None:
        """Into the hand, or back."""
        if not checked:
            self.desk.use(Select())
        else:
            self.desk.use(Connect(entry.key) if entry.is_arrow else Place(entry.key))

    def carry(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Over a place on the screen."""
        self.view.carry(at, modifiers)

    def drop(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Let go there."""
        self.view.drop(at, modifiers)

    def put_back(self) -> None:
        """Nothing in hand."""
        self.desk.use(Select())

    def enter(self, entry: Article) -> None:
        """Chosen with Enter: at once to its usual place if there is one for it, else in hand; the map goes on."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.by_key is not None:
            self.by_key(entry.key, entry.is_arrow)
        else:
            self.take(entry)

    def offer(self, button: SymbolButton, at: QPoint) -> None:
        """What can be done with a symbol beside placing it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        key = button.entry.key
        if self.kept.is_favourite(key):
            menu.addAction(_("Remove from favourites"), partial(self.kept.remove_favourite, key))
        else:
            menu.addAction(_("Add to favourites"), partial(self.kept.add_favourite, key))
        if button.stands_in == RECENT:
            menu.addAction(_("Clear recent symbols"), self.kept.forget_recent)
        menu.popup(at)
