"""The command palette: one field over every action, symbol and place; Enter does what is marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.command_list import (
    HEADING,
    ROW,
    CommandDelegate,
    CommandModel,
    Heading,
    Line,
    Row,
    spoken,
)
from vsm_desktop.ui.commands import GROUP_TITLES, Command, Group, Offer
from vsm_desktop.ui.matching import Hit, Rank, ranges
from vsm_desktop.ui.query_card import FOOT, HEAD, QueryCard

WIDTH, FROM_TOP = 640, 0.18
_MOST_HIGH = 440
_MOST, _MOST_OFFERED, _MOST_RECENT = 100, 150, 5
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
Groups = Mapping[Group, Offer]


class CommandPalette(QueryCard):
    """A field and a list under it."""

    def __init__(self, window: QWidget, theme: ThemeName, otherwise: Callable[[str], Command]) -> None:
        super().__init__(window, theme, _("Commands"), "search")
        self._otherwise = otherwise
        self._groups: Groups = {}
        self.recent: list[str] = []
        self.field.setPlaceholderText(_("Find or run a command"))
        self.field.setAccessibleName(_("Find or run a command"))
        self.model = CommandModel(self)
        self.delegate = CommandDelegate(self.list)
        self.lay_out(self.model, self.delegate, self._filter)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._run)

    # coming and going

    def open_with(self, groups: Groups, theme: ThemeName) -> None:
        """Come up with what can be done now."""
        self._groups = groups
        self.delegate.theme = theme
        self.open_empty(theme)

    def place(self, room: QRect) -> None:
        wide = min(WIDTH, room.width() - 48)
        top = round(room.height() * FROM_TOP)
        needed = sum(HEADING if isinstance(row, Heading) else ROW for row in self.model.rows)
        high = min(HEAD + min(needed, _MOST_HIGH) + FOOT + 2, room.height() - top - 24)
        self.setGeometry(room.x() + (room.width() - wide) // 2, room.y() + top, wide, high)

    # typing

    def _filter(self, query: str) -> None:
        query = query.strip()
        rows, best = self._answers(query) if query else (self._all(), None)
        self.model.show_rows(rows)
        lines = self.model.lines()
        enabled = [i for i in lines if self._command(i).enabled]
        wanted = next((i for i in lines if self._command(i) is best), None)
        self._choose(wanted if wanted is not None else (enabled or lines or [-1])[0])
        self.list.scrollToTop()
        if self.scrim.isVisible():
            self.place(self.scrim.rect())
            self.scrim.update()

    def _all(self) -> list[Row]:
        """What was used last, then everything by groups."""
        recent = self._recent() if self.recent else []
        rows: list[Row] = [Heading(_("Recent")), *map(Line, recent)] if recent else []
        for group, offer in self._groups.items():
            rows += _section(group, [Line(command) for command in offer.some(_MOST_OFFERED)], offer.count)
        return rows

    def _recent(self) -> list[Command]:
        """The commands used last, the latest first, as far as they can be done now."""
        used = {id_.partition(":")[0] for id_ in self.recent}
        offers = [offer for group, offer in self._groups.items() if group in used]
        known = {one.id: one for offer in offers for one in offer.index.items}
        able = [known[id_] for id_ in self.recent if id_ in known and known[id_].enabled]
        return able[:_MOST_RECENT]

    def _answers(self, query: str) -> tuple[list[Row], Command | None]:
        """The groups that answer, the one with the best answer first; scattered letters only if nothing else does."""
        found = {group: hits for group, offer in self._groups.items() if (hits := offer.index.search(query))}
        best = min((hits[0].rank for hits in found.values()), default=Rank.LETTERS)
        rows: list[Row] = []
        for group in sorted(found, key=lambda one: _standing(found[one])):
            hits = found[group]
            if hits[0].rank == Rank.LETTERS > best:
                continue
            rows += _section(group, [_line(hit, query) for hit in self._first(hits)], len(hits))
        first = next((row.command for row in rows if isinstance(row, Line) and row.command.enabled), None)
        rows += [Heading(_("Find")), Line(self._otherwise(query))]
        return rows, first

    def _first(self, hits: Sequence[Hit[Command]]) -> list[Hit[Command]]:
        """The best answers; of equal ones what was used last comes first."""
        last = {id_: i for i, id_ in enumerate(self.recent)}
        kept = [hit for i, hit in enumerate(hits) if i < _MOST or hit.item.id in last]
        return sorted(kept, key=lambda hit: (hit.rank, last.get(hit.item.id, len(last))))[:_MOST]

    # choosing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the keys of the window rest under a card
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _ours(event):
            self._key(Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return True
        return False

    def _key(self, key: Qt.Key, control: bool) -> None:
        lines = self.model.lines()
        match key:
            case Qt.Key.Key_Escape:
                self.close_card()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run(self.list.currentIndex())
            case _ if not lines:
                return
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self._choose(lines[0 if key == Qt.Key.Key_Home else -1])
            case _:
                self._step(lines, _MOVES[key])

    def _step(self, lines: Sequence[int], by: int) -> None:
        """Up and Down go round; a page stops at the ends."""
        here = self.list.currentIndex().row()
        at = lines.index(here) if here in lines else 0
        to = (at + by) % len(lines) if abs(by) == 1 else min(max(at + by, 0), len(lines) - 1)
        self._choose(lines[to])

    def _choose(self, row: int) -> None:
        index = self.model.index(row) if row >= 0 else QModelIndex()
        self.list.setCurrentIndex(index)
        if row == 1:
            self.list.scrollToTop()  # its heading with it
        if index.isValid() and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self.field, spoken(self._command(row)))
            QAccessible.updateAccessibility(event)

    def _command(self, row: int) -> Command:
        line = self.model.rows[row]
        assert isinstance(line, Line)
        return line.command

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid() or not isinstance(self.model.rows[index.row()], Line):
            return
        command = self._command(index.row())
        if not command.enabled:
            return
        self.recent = [command.id, *(id_ for id_ in self.recent if id_ != command.id)][:50]
        self.close_card()
        command.run()


def _standing(hits: Sequence[Hit[Command]]) -> tuple[bool, int]:
    """How well a group answers with what can be done now."""
    best = next((hit for hit in hits if hit.item.enabled), None)
    return (best is None, (best or hits[0]).rank)


def _section(group: Group, lines: Sequence[Line], count: int) -> list[Row]:
    if not lines:
        return []
    more = _("{count} more. Type to narrow them down.").format(count=f"{count - len(lines):,}")
    return [Heading(GROUP_TITLES[group]), *lines, *([Heading(more)] if count > len(lines) else [])]


def _line(hit: Hit[Command], query: str) -> Line:
    return Line(hit.item, ranges(query, hit.item.title) if hit.rank != Rank.ASIDE else ())


def _ours(event: QKeyEvent) -> bool:
    """Whether a key chooses in the list; Home and End move the cursor where Shift selects text."""
    key = event.key()
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return event.modifiers() == Qt.KeyboardModifier.NoModifier
    return key in _MOVES or key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
