"""The rows of the plan for a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal

from vsm_desktop.assets import _
from vsm_desktop.model.display import DASH
from vsm_desktop.ui.plan.lines import COLUMNS, MARK, MONTHS, SIGN_WORDS, Line, bar_words, loop_words
from vsm_desktop.ui.row_table import Index, Role, RowModel

TYPED = frozenset(("text", "goal", "target", "owner"))
_RIGHT, _CENTRED = frozenset(("now", "target")), frozenset((MARK,))
_HINTS = {
    "now": _("Where the state the plan leads from stands"),
    "target": _("What was entered, else the number of the future state"),
    "number": _("Drag a row by its number or its words to another place"),
    MONTHS: _(
        "Drag a bar to move it, its ends to pull them, Shift keeps the length, Alt goes by days. "
        "From the round handle behind a bar, drag to the row that waits for it."
    ),
    MARK: _("○ on track, △ needs help, × off track"),
}


class PlanModel(RowModel[Line]):
    """The rows in their order; `columns` are those there is room for. What is typed is told by `written`."""

    written = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(list(COLUMNS))
        self.two_lines = False  # the goal stands under the objective
        self.goal_beneath = False  # what is typed under an objective is its goal

    @property
    def lines(self) -> list[Line]:
        """The rows that are shown."""
        return self.rows

    def show_lines(self, lines: list[Line]) -> bool:
        """Show other rows; where they are the same ones, only their cells change. Whether there are others now."""
        same = [(line.id, line.loop) for line in lines] == [(line.id, line.loop) for line in self.lines]
        if same:
            self.rows = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(self.columns) - 1))
            return False
        self.beginResetModel()
        self.rows = lines
        self.endResetModel()
        return True

    def show_columns(self, columns: list[str]) -> bool:
        """Show these columns; whether they are others now."""
        if columns == self.columns:
            return False
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()
        return True

    def row_of(self, id_: str) -> int:
        """Where a row stands; -1 for one that is not here."""
        return next((at for at, line in enumerate(self.lines) if line.id == id_), -1)

    def types_goal(self, index: Index) -> bool:
        """Whether a goal can stand beneath the words of a cell."""
        return not self.lines[index.row()].loop and self.columns[index.column()] == "text"

    def head(self, key: str, role: int) -> Any:
        match role:
            case Role.DisplayRole:
                return _("Objective and goal") if self.two_lines and key == "text" else COLUMNS[key]
            case Role.ToolTipRole:
                return "\n".join(filter(None, (_HINTS.get(key), _("The right button chooses columns."))))
            case Role.TextAlignmentRole:
                return aligned(key)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line, key = self.lines[index.row()], self.columns[index.column()]
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        typed = line.loop or key in TYPED  # a band is one cell, its name
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line, key = self.lines[index.row()], self.columns[index.column()]
        match role:
            case Role.DisplayRole:
                return line.words.get(key, "")
            case Role.EditRole:
                return self._typed(line, self._meant(key))
            case Role.ToolTipRole:
                return (_bar_tip(line) if key == MONTHS and not line.loop else line.tip) or None
            case Role.TextAlignmentRole:
                return aligned(key)
            case Role.AccessibleTextRole:
                return _said(line, key)
        return None

    def _meant(self, key: str) -> str:
        return "goal" if self.goal_beneath and key == "text" else key

    def _typed(self, line: Line, key: str) -> str:
        """What one would type: the goal in words, not what fills it; the owner of the plan, not of the bursts."""
        one = line.row.objective
        if one is None:
            return line.row.loop.name
        match key:
            case "text":
                return one.text
            case "goal":
                return one.goal.text
            case "owner":
                return one.owner
            case "target":
                return "" if one.goal.target is None else line.words["target"]
        return line.words.get(key, "")

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        line, key = self.lines[index.row()], self._meant(self.columns[index.column()])
        if role != Role.EditRole or str(value) == self._typed(line, key):
            return False
        self.written.emit(line.id, key, str(value))
        return True


def _bar_tip(line: Line) -> str:
    own = _("Draw a bar here to give this row dates of its own.") if line.bar is None else ""
    return "\n".join(filter(None, (bar_words(line), own)))


def aligned(key: str) -> Qt.AlignmentFlag:
    """Numbers stand on the right, marks in the middle."""
    side = Qt.AlignmentFlag.AlignRight if key in _RIGHT else Qt.AlignmentFlag.AlignLeft
    side = Qt.AlignmentFlag.AlignHCenter if key in _CENTRED else side
    return side | Qt.AlignmentFlag.AlignVCenter


def _said(line: Line, key: str) -> str:
    """A cell for those who hear it."""
    if line.loop:
        return f"{line.words['text']}: {loop_words(line.row)}"
    if key == MONTHS:
        return f"{COLUMNS[key]}: {bar_words(line)}"
    if key == MARK and line.row.mark is not None:
        return f"{COLUMNS[key]}: {SIGN_WORDS[line.row.mark.mark]}"
    said = f"{COLUMNS[key]}: {line.words[key] or DASH}"
    return f"{said}, {line.late}" if line.late and key == "text" else said
