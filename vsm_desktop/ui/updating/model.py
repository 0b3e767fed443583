"""The differences as a tree: a group for each kind of them, a line for each, with a tick where it can be taken."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.intake.report import Entry
from vsm_desktop.intake.updating.difference import Difference
from vsm_desktop.intake.updating.lines import Line, shown
from vsm_desktop.model.display import DASH
from vsm_desktop.model.fields import FIELDS

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()
WHAT, FIELD, BEFORE, AFTER, CELL = range(5)
ROW = 28
HEADS = (_("Step"), _("Field"), _("On the map"), _("In the sheet"), _("Cell"))
_GROUPS = {
    "changed": _("Changed"),
    "added": _("Only in the sheet, added to the map"),
    "removed": _("Only on the map, removed from it"),
    "rejected": _("Left out of the sheet"),
    "empty": _("Empty in the sheet, kept on the map"),
    "unchanged": _("Unchanged"),
}
CLOSED = ("empty", "unchanged")
_LABELS = {field.key: field.title for field in reversed(FIELDS)}


class Shown(NamedTuple):
    """What stands in a row: the five texts, the key of its tick, what is said of it besides, and the key of another row
    that cannot be taken with it."""

    texts: tuple[str, str, str, str, str]
    key: str = ""
    doubt: str = ""
    rival: str = ""


class Group(NamedTuple):
    """A heading with its rows."""

    name: str
    title: str
    rows: tuple[Shown, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the rows that can be ticked."""
        return tuple(row.key for row in self.rows if row.key)

    @property
    def most(self) -> int:
        """How many can be ticked together."""
        keys = self.keys
        return len(keys) - sum(row.rival in keys for row in self.rows if row.key) // 2


class DifferenceModel(QAbstractItemModel):
    """Groups and lines. Ticks are told at once; a group's own tick is that of all its lines."""

    ticked = Signal()

    def __init__(self, theme: ThemeName, heads: tuple[str, str, str, str, str] = HEADS) -> None:
        super().__init__()
        self.theme: ThemeName = theme
        self.heads = heads
        self.groups: tuple[Group, ...] = ()
        self.chosen: frozenset[str] = frozenset()
        self._known: frozenset[str] = frozenset()

    def show_difference(self, difference: Difference) -> None:
        """Show other differences of a map; what was ticked before stays so, what is new is as it is proposed."""
        self.show_groups(_groups(difference), difference.proposed, difference.everything)

    def show_groups(self, groups: tuple[Group, ...], proposed: Set[str], everything: Set[str]) -> None:
        """The same for any lines: their groups, the keys that are ticked at first, and all that can be."""
        self.beginResetModel()
        self.chosen = frozenset((self.chosen & everything) | (proposed - self._known))
        self._known |= everything
        self.groups = groups
        self.endResetModel()

    def tick(self, keys: Set[str], *, on: bool) -> None:
        """Take lines, or leave them. Of two that cannot be taken together the one ticked later stays, else the first."""
        rivals = {row.key: row.rival for group in self.groups for row in group.rows if row.rival}
        if on:
            places = {key: at for at, key in enumerate(rivals)}
            later = {key for key, rival in rivals.items() if places.get(rival, len(places)) < places[key]}
            keys = {key for key in keys if not (key in later and rivals[key] in keys)}
            chosen = (self.chosen - {rivals[key] for key in keys if key in rivals}) | keys
        else:
            chosen = self.chosen - keys
        if chosen == self.chosen:
            return
        self.chosen = frozenset(chosen)
        for at, group in enumerate(self.groups):
            top = self.index(at, WHAT)
            self.dataChanged.emit(top, top)
            if group.keys:
                self.dataChanged.emit(self.index(0, WHAT, top), self.index(len(group.rows) - 1, WHAT, top))
        self.ticked.emit()

    def row(self, index: Index) -> Shown | None:
        """What stands in a row; None for a heading."""
        at = index.internalId() if index.isValid() else 0
        return self.groups[at - 1].rows[index.row()] if at else None

    # what views ask

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        at = child.internalId() if child.isValid() else 0
        return self.createIndex(at - 1, 0, 0) if at else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self.groups)
        return len(self.groups[parent.row()].rows) if not parent.internalId() and parent.column() == 0 else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self.heads[section]
        return (
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            if role == Role.TextAlignmentRole
            else None
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.row(index)
        keys = bool(row.key) if row else bool(self.groups[index.row()].keys)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if keys and index.column() == WHAT else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row(index)
        if row is None:
            return self._heading(self.groups[index.row()], index.column(), role)
        match role:
            case Role.DisplayRole:
                return row.texts[index.column()]
            case Role.ToolTipRole:
                return row.doubt or row.texts[index.column()]
            case Role.AccessibleTextRole:
                return self.in_words(row) if index.column() == WHAT else row.texts[index.column()]
            case Role.CheckStateRole if row.key and index.column() == WHAT:
                return _state(row.key in self.chosen)
            case Role.SizeHintRole:
                return QSize(0, ROW)
            case Role.FontRole:
                return window_font(
                    "bold" if index.column() == AFTER and row.key in self.chosen else "body", 13
                )
            case Role.ForegroundRole:
                return QColor(tokens(self.theme)[self._ink(row, index.column())])
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or index.column() != WHAT:
            return False
        row = self.row(index)
        keys = {row.key} if row else {*self.groups[index.row()].keys}
        self.tick(keys - {""}, on=Qt.CheckState(value) != Qt.CheckState.Unchecked)
        return True

    def in_words(self, row: Shown) -> str:
        """A line as it is read out."""
        what, field, before, after, cell = row.texts
        said = _("{before} becomes {after}").format(before=before or DASH, after=after) if row.key else after
        return ", ".join(part for part in (what, field, said if after else before, cell, row.doubt) if part)

    def _heading(self, group: Group, column: int, role: int) -> Any:
        if column != WHAT:
            return None
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            taken = sum(key in self.chosen for key in group.keys)
            if group.keys:
                return _("{title}: {taken} of {n} taken").format(
                    title=group.title, taken=taken, n=len(group.rows) - len(group.keys) + group.most
                )
            return f"{group.title}: {len(group.rows)}"
        if role == Role.SizeHintRole:
            return QSize(0, ROW)
        if role == Role.FontRole:
            return window_font("bold", 13)
        if role == Role.CheckStateRole and group.keys:
            taken = sum(key in self.chosen for key in group.keys)
            return (
                _state(True)
                if taken == group.most
                else Qt.CheckState.PartiallyChecked
                if taken
                else _state(False)
            )
        return None

    def _ink(self, row: Shown, column: int) -> str:
        if row.doubt and column == AFTER:
            return "wait"
        taken = row.key in self.chosen
        return "text" if column == WHAT or (column == AFTER and taken) else "text2"


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _groups(difference: Difference) -> tuple[Group, ...]:
    rows: dict[str, list[Shown]] = {name: [] for name in _GROUPS}
    sheet = difference.told.report.sheet if difference.told else ""  # where there is one, the title names it
    for line in difference.lines:
        rows[line.group].append(_of_line(line, sheet))
    names = {item.id: item.label for item in difference.told.items} if difference.told else {}
    rows["rejected"] = [_of_entry(entry, names, sheet) for entry in difference.rejected]
    return tuple(Group(name, _GROUPS[name], tuple(found)) for name, found in rows.items() if found)


def _of_line(line: Line, sheet: str) -> Shown:
    before = shown(line.field, line.before) if line.field else ""
    after = shown(line.field, line.after) if line.after is not None else ""
    after = f"△ {after}" if line.doubt else after
    if line.group in ("empty", "removed"):
        after = DASH if line.group == "empty" else _("not in the sheet")
    texts = (" ".join(line.name.split()), line.title, before, after, line.cell.removeprefix(f"{sheet}!"))
    return Shown(texts, line.key if line.can_be_taken else "", line.doubt)


def _of_entry(entry: Entry, names: Mapping[str, str], sheet: str) -> Shown:
    cell = f"{entry.sheet}!{entry.cell}".removeprefix(f"{sheet}!") if entry.cell else entry.sheet
    what = names.get(entry.step) or (f"“{entry.value}”" if entry.value else "")
    return Shown((what, _LABELS.get(entry.field, ""), "", entry.reason[:1].upper() + entry.reason[1:], cell))
