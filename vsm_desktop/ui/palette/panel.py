"""The palette as a panel: a search field over the groups; favourites and what was used last come first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView
from vsm_desktop.model.catalogue import Article
from vsm_desktop.model.names import USUAL, names_of
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.select import Select
from vsm_desktop.tools.taking import taking
from vsm_desktop.ui.palette.body import RECENT, Body
from vsm_desktop.ui.palette.cell import SymbolButton
from vsm_desktop.ui.palette.kept import kept
from vsm_desktop.ui.palette.query import Query
from vsm_desktop.ui.palette.used import Used

if TYPE_CHECKING:
    from vsm_desktop.ui.palette.finding import Found

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
        self._names = USUAL
        self._stop: QWidget | None = None
        self._found: Found | None = None
        self.field = Query(desk.theme)
        self.body = Body(desk.theme, self, self.kept)
        self._scroll = QScrollArea()
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.field.left.connect(self._leave)
        self.field.entered.connect(self._take_first)
        self.field.went_down.connect(self._go_in)
        self.kept.changed.connect(self._kept_changed)

    def _lay_out(self) -> None:
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its symbols are the stops
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field.framed())
        column.addWidget(self._scroll, 1)

    # what is there

    @property
    def buttons(self) -> Mapping[str, SymbolButton]:
        """Every symbol in its own group by the key of its article, in the order of the catalogue."""
        self.finish()
        return self.body.by_key()

    def finish(self) -> None:
        """The window stands: make the buttons."""
        self.body.fill()
        self._settle_stop()

    def _kept_changed(self) -> None:
        """Something is a favourite now, was used, or is folded; what one looks at stays where it is."""
        bar = self._scroll.verticalScrollBar()
        at, before = bar.value(), self.body.height_of_own()
        here = self._stop if self.window().focusWidget() is self._stop else None
        shown = self.body.shown()
        place = shown.index(here) if here in shown else 0
        self.body.refresh()
        self._settle_stop()
        if here is not None and here is not self._stop and (shown := self.body.shown()):
            self._focus(shown[min(place, len(shown) - 1)])  # what had the keyboard is gone
        if at:
            self.body.settle()
            bar.setValue(at + self.body.height_of_own() - before)

    def show_desk(self, desk: Desk) -> None:
        """Mark the tool in hand; follow the theme; notice what was used."""
        if used := self._used.follow(desk.history, desk.frame.state_id):
            self.kept.use(used)
        names = names_of(desk.frame.state)
        if names is not self._names:
            self._names = names
            self.body.show_names(names)
        kind, theme = getattr(desk.tool, "kind", ""), desk.theme
        if kind != self._shown[0]:
            self.body.show_hand(kind)
        if theme != self._shown[1]:
            self.field.show_theme(theme)
            self.body.show_theme(theme)
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
        self._found = find(query, self._names) if asked else None
        self.finish()
        self.body.show_found(self._found)
        self._settle_stop()
        shown = self.body.shown()
        first = shown[0] if asked and shown else None
        for button in self.body.made():
            button.mark_first(button is first)
        self.body.nothing.setVisible(asked and first is None)
        self.body.nothing.setText(_("No symbol is called “{query}”.").format(query=query.strip()))
        self.field.say(self._answer(shown) if asked else "")
        self._scroll.verticalScrollBar().setValue(0)

    def _answer(self, shown: Sequence[SymbolButton]) -> str:
        if not shown:
            return self.body.nothing.text()
        words = _("{number} found, first {name}") if len(shown) > 1 else _("Found {name}")
        return words.format(number=len(shown), name=shown[0].accessibleName())

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
        if shown := self.body.shown():
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
        shown = self.body.shown()
        headings = self.body.headings()
        if not self.body.made() or self._stop in shown or self._stop in headings:
            return
        if stops := (*shown, *headings):
            self.stand_at(stops[0])

    def walk(self, stop: QWidget, across: int, down: int) -> None:
        """From symbol to symbol, up and down by way of the headings; from the top into the search field."""
        from vsm_desktop.ui.palette.walk import next_stop

        target = next_stop(stop, across, down, self.body.shown(), self.body.headings())
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
            self.desk.use(taking(entry.key))

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
