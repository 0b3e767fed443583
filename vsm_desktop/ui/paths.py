"""The longest paths of the map as a list: the one the cursor is on is selected and lit on the map."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QFont, QHideEvent, QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QTableView

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.called import title_in
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.metrics.paths import Path, Paths, longest_paths
from vsm_desktop.model.display import DASH, duration, lead_time, percent, rounded, trimmed
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.names import names_of
from vsm_desktop.model.stream import State
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.found import lights_of
from vsm_desktop.ui.row_table import Index, Role, RowModel, dress, fit_columns, paint_words

_COLUMNS = {
    "path": _("Path"),
    "critical": _("Critical"),
    "share": _("Share"),
    "rework": _("Rework"),
    "elapsed": _("Elapsed"),
    "behind": _("To the longest"),
    "work": _("Processing"),
}
_WIDE = {"critical": 70, "share": 76, "rework": 76, "elapsed": 96, "behind": 116, "work": 96}
_AT_ONCE, _PAUSE_MS = 0.02, 200  # seconds; what takes longer waits for a pause in typing


class _Row(Struct, frozen=True):
    """One path in words, by column, and in full."""

    path: Path
    words: Mapping[str, str]
    whole: str


class PathModel(RowModel[_Row]):
    """The paths, longest first."""

    def __init__(self) -> None:
        super().__init__(list(_COLUMNS))

    def show_rows(self, rows: list[_Row]) -> None:
        """Show other paths; columns in which nothing stands are left out."""
        self.beginResetModel()
        self.rows = rows
        seldom = {"share", "rework"}
        self.columns = [key for key in _COLUMNS if key not in seldom or any(row.words[key] for row in rows)]
        self.endResetModel()

    def head(self, key: str, role: int) -> Any:
        if role == Role.DisplayRole:
            return _COLUMNS[key]
        return _aligned(key) if role == Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, key = self.rows[index.row()], self.columns[index.column()]
        match role:
            case Role.DisplayRole:
                return row.words[key]
            case Role.ToolTipRole:
                return row.whole
            case Role.TextAlignmentRole:
                return _aligned(key)
            case Role.FontRole:
                return _font(bold=row.path.critical and key in ("path", "elapsed"))
            case Role.AccessibleTextRole:
                said = _("critical path") if key == "critical" and row.path.critical else row.words[key]
                return f"{_COLUMNS[key]}: {said or DASH}"
        return None


def _aligned(key: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if key == "path" else Qt.AlignmentFlag.AlignRight
    if key == "critical":
        side = Qt.AlignmentFlag.AlignHCenter
    return side | Qt.AlignmentFlag.AlignVCenter


def _font(*, bold: bool) -> QFont:
    return window_font("bold" if bold else "body", 13)


class PathsPage(QTableView):
    """Follows the desk's report; the arrow keys, or a click, choose the path that is lit."""

    def __init__(
        self,
        desk: Desk,
        leave: Callable[[], object],
        reveal: Callable[[frozenset[str]], object],
        show_lights: Callable[[tuple[Any, ...], tuple[Any, ...]], object],
    ) -> None:
        super().__init__()
        self.desk, self._leave, self._reveal, self._show_lights = desk, leave, reveal, show_lights
        self.list = PathModel()
        self.theme: ThemeName = "light"
        self.chosen: Path | None = None
        self._reason = ""
        self._seen: object = None
        self._ids: frozenset[str] = frozenset()
        self._cost = 0.0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._find)
        self.setModel(self.list)
        dress(self, "paths", _("Longest paths"))
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    # following

    def show_desk(self, desk: Desk) -> None:
        """Find the paths anew where the report is another; keep the chosen one lit where it is drawn now."""
        if self.theme != desk.theme:
            self.theme = desk.theme
            self.viewport().update()
        if desk.frame.report is not self._seen:
            self._seen = desk.frame.report
            if self._cost < _AT_ONCE:
                self._find()
            else:
                self._later.start()
        if not desk.selection:
            self._forget()
        self._light()

    def _find(self) -> None:
        frame = self.desk.frame
        began = time.perf_counter()
        found = longest_paths(frame.stream, frame.state_id)
        self._cost = time.perf_counter() - began
        self._reason = found.reason
        rows = rows_of(found, frame.state)
        if rows == self.list.rows:
            return
        chosen = self.chosen
        self.list.show_rows(rows)
        self._fit_columns()
        same = (i for i, row in enumerate(rows) if chosen is not None and row.path.symbols == chosen.symbols)
        if (row := next(same, None)) is None:
            self._forget()
        else:
            self.setCurrentIndex(self.list.index(row, 0))
            self._take(rows[row].path)
        self._light()

    def _take(self, path: Path) -> None:
        self.chosen, self._ids = path, ids_on(path, self.desk.frame.state)

    def _forget(self) -> None:
        """No path is lit any more: it is gone, or nothing is selected on the map."""
        if self.chosen is not None:
            self.chosen, self._ids = None, frozenset()
            self.clearSelection()

    def _fit_columns(self) -> None:
        fit_columns(self, self.list.columns, _WIDE)

    def _light(self) -> None:
        """Light what is on the chosen path, as it stands on the map now."""
        if not self.isVisible():
            return
        self._show_lights(lights_of(self.desk.frame, self._ids, self.desk.pixel), ())

    # choosing

    def take_focus(self) -> None:
        """Put the cursor into the list."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, index: QModelIndex) -> None:
        self._take(self.list.rows[index.row()].path)
        self.desk.select(self._ids)
        self._light()
        self._reveal(self._ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        before = self.currentIndex()
        if self.chosen is None and self.list.rows and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            here = (
                before if before.isValid() else self.list.index(0, 0)
            )  # the first step chooses, and moves not yet
            self.setCurrentIndex(here)
            self._choose(here)
            return
        super().keyPressEvent(event)
        here = self.currentIndex()
        if here.isValid() and here.row() != before.row():
            self._choose(here)

    # look

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.list.rows:
            words = self._reason or _("No paths yet. They run from the first steps to the customer.")
            paint_words(self, self.theme, words)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._show_lights((), ())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._light()


def ids_on(path: Path, state: State) -> frozenset[str]:
    """The symbols of a path, and the arrows from each to the next or back for rework."""
    place = {id_: i for i, id_ in enumerate(path.symbols)}
    arrows = (
        flow.id
        for flow in state.flows
        if isinstance(flow, MaterialFlow)
        and flow.source in place
        and flow.target in place
        and (place[flow.target] == place[flow.source] + 1 or flow.repeat is not None)
    )
    return frozenset((*path.symbols, *arrows))


def rows_of(found: Paths, state: State) -> list[_Row]:
    """The paths in words, each by the steps in which it differs from others."""
    if not found.paths:
        return []
    times = state.options.time_unit
    names = {node.id: node.name or title_in(node, names_of(state)) for node in state.nodes}
    works = {node.id for node in state.nodes if node.kind == "process"}
    common = set(found.paths[0].steps).intersection(*(path.steps for path in found.paths))
    longest = found.paths[0]
    own = [[id_ for id_ in path.steps if id_ not in common] or list(path.steps) for path in found.paths]
    brief = [_joined([id_ for id_ in ids if id_ in works] or ids, names) for ids in own]
    rows = []
    for path, ids, short in zip(found.paths, own, brief, strict=True):
        words = {
            # where processes do not tell two apart, the stocks between them do
            "path": (short if brief.count(short) == 1 else _joined(ids, names)) or _("(straight on)"),
            "critical": "✓" if path.critical else "",
            "share": f"{percent(path.chance)} %" if path.chance < 1 - 1e-12 else "",
            "rework": _factors(path),
            "elapsed": _time(path.elapsed_days, path.elapsed_s, times, least=path.missing),
            "behind": _behind(path, longest, times),
            "work": " ".join(duration(path.processing_s, times)),
        }
        rows.append(_Row(path, words, _whole(path, names)))
    return rows


def _joined(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return " → ".join(names[id_] for id_ in ids)


def _whole(path: Path, names: Mapping[str, str]) -> str:
    """All steps of a path, and its exact time."""
    if path.elapsed_s is None:
        return _joined(path.steps, names)
    return _("{steps}\n{seconds} s").format(
        steps=_joined(path.steps, names), seconds=trimmed(rounded(path.elapsed_s, 3))
    )


def _factors(path: Path) -> str:
    """How often the stretches of a path that are done again count."""
    again = dict.fromkeys(f"× {rounded(count, 2)}" for count in path.passages if abs(count - 1) > 1e-9)
    return ", ".join(again)


def _time(
    in_days: float | None, in_seconds: float | None, times: TimeUnit | None, *, least: bool = False
) -> str:
    if in_days is None:
        return " ".join(duration(in_seconds, times)) if in_seconds is not None else DASH
    return ("≥ " if least else "") + " ".join(lead_time(in_days, in_seconds, times))


def _behind(path: Path, longest: Path, times: TimeUnit | None) -> str:
    """How much shorter a path is than the longest one."""
    if path is longest:
        return _("longest")
    if path.elapsed_s is None or longest.elapsed_s is None:
        return DASH
    less = longest.elapsed_s - path.elapsed_s
    if less <= 1e-9 * longest.elapsed_s:
        return _("as long")
    part = less / longest.elapsed_s * longest.elapsed_days if longest.elapsed_days else None
    return f"−{_time(part, less, times)}"
