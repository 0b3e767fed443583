"""The page of levers: the table, the sliders, and what they do to the stream; the map follows, and is changed on accept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.hearing import announce
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.edit.bursts import fresh_burst
from vsm_desktop.insight.guard import guard
from vsm_desktop.insight.inputs import CALENDAR, Input, inputs
from vsm_desktop.insight.system import system_effect
from vsm_desktop.insight.trial import kept_as_burst, title_of, told, trial
from vsm_desktop.insight.velocity import velocity_effects
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.bursts.acting import starred
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.levers.effects import EffectGrid, GuardCards
from vsm_desktop.ui.levers.table import HEADS, LeverTable
from vsm_desktop.ui.levers.whatif import WhatIf
from vsm_desktop.ui.reach import Reach
from vsm_desktop.ui.tables import copy_table
from vsm_desktop.ui.tool_button import tool_button

_EFFECTS, _GUARD = 368, 262
_WIDE = 1480  # from here on the guard stands beside the effects, else above them


class LeversPage(QWidget):
    """Shows the desk while it is seen; what is tried is only previewed, and not while the page is hidden."""

    asked = Signal(str, QPoint)  # the key of a number of the whole stream that was clicked

    def __init__(
        self, desk: Desk, leave: Callable[[], object], reveal: Callable[[frozenset[str]], object]
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.desk, self._leave, self._reveal = desk, leave, reveal
        self._theme: ThemeName | None = None
        self._base: tuple[ValueStream, str] | None = None
        self._seen: ValueStream | None = None
        self.table = LeverTable(self._point_out)
        self.table.commands = {"copy": self.copy}
        self.what_if = WhatIf()
        self.effects, self.guard = EffectGrid(), GuardCards()
        self.title = QLabel(_("The whole stream"))
        self.title.setObjectName("section")
        self.title.setIndent(4)  # as far in as what scrolls under it, which leaves room for its ring
        self.tools = self._make_tools()
        self._build()
        self.effects.asked.connect(self.asked)
        self.table.chosen.connect(self.what_if.try_out)
        self.table.sorted_by.connect(lambda key: self.sorting.setCurrentIndex([*HEADS].index(key)))
        self.what_if.changed.connect(self._preview)
        self.what_if.accepted.connect(self.accept)
        self.what_if.kept.connect(self.keep)
        self.what_if.discarded.connect(self.discard)

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("panel")
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom, inner)
        self._beside.setContentsMargins(4, 2, 0, 2)
        self._beside.setSpacing(8)
        self._beside.addWidget(self.guard)
        self._beside.addWidget(self.effects)
        self._beside.addStretch(1)
        self.around = QScrollArea()
        self.around.setFrameShape(QFrame.Shape.NoFrame)
        self.around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.around.setWidgetResizable(True)
        self.around.setWidget(inner)
        Reach(self.around, self.title.text())
        right = self._right = QWidget()
        right.setObjectName("what-if-column")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 8, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.around, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.table, 1)
        row.addWidget(self.what_if)
        row.addWidget(right)

    def _make_tools(self) -> QWidget:
        """What stands beside the tabs while this page shows."""
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        label = QLabel(_("Strongest on"))
        label.setObjectName("aside")
        self.sorting = QComboBox()
        self.sorting.setAccessibleName(_("Levers that are strongest on"))
        for key, words in HEADS.items():
            self.sorting.addItem(words, key)
        self.sorting.currentIndexChanged.connect(lambda at: self.table.sort_by([*HEADS][at]))
        hint = _("Copy the levers, and what is tried, as a table (Ctrl+C)")
        self.copy_button = tool_button(_("Copy"), hint, self.copy)
        for widget in (label, self.sorting, self.copy_button):
            row.addWidget(widget)
        return tools

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._right.setFixedWidth(_EFFECTS + (_GUARD if wide else 0))
        way = QBoxLayout.Direction.RightToLeft if wide else QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(way)
        self.effects.spread(wide=wide)
        for at, stretch in enumerate((wide, 0, not wide)):  # guard, effects, what is left
            self._beside.setStretch(at, int(stretch))

    # following the desk

    def show_desk(self, desk: Desk) -> None:
        """Follow the recorded map, and keep what is tried on the sheet while nothing else is under way."""
        if desk.theme != self._theme:
            self._theme = desk.theme
            self.copy_button.setIcon(icon("copy", desk.theme))
            self.what_if.show_theme(desk.theme)
        base = (desk.recorded, desk.frame.state_id)
        if self._base is None or self._base[0] is not base[0] or self._base[1] != base[1]:
            if self._base is not None and self._base[1] != base[1]:
                self.what_if.clear()  # another state, another question
            self._base, self._seen = base, None
            self.what_if.show_inputs(inputs(*base), *_keeping(base[0].state(base[1])))
        self.table.show_stream(*base, desk.theme)
        if desk.frame.stream is desk.recorded and self.what_if.values and self._at_rest(desk):
            self._preview()
        elif desk.frame.stream is not self._seen:
            self._show_effects()

    def _at_rest(self, desk: Desk) -> bool:
        """Whether no gesture and no field being typed in has the sheet."""
        return self.isVisible() and not desk.tool.busy and not getattr(desk.tool, "ref", "")

    def _show_effects(self) -> None:
        """The whole stream as recorded against what the sheet shows."""
        if self._base is None:
            return
        stream, state_id = self._base
        self._seen = after = self.desk.frame.stream
        sides = (stream, state_id), (after, state_id)
        if all(state.id != state_id for state in after.states):
            return
        self.effects.show_effects((*system_effect(*sides), *velocity_effects(*sides)))
        trying = bool(self.what_if.values)
        said = guard(*sides) if after is not stream else ()
        quiet = (
            _("No sub-optimisation seen: what gets better here gets better for the stream.") if trying else ""
        )
        self.guard.show_warnings(said, quiet)

    # trying

    def _preview(self) -> None:
        """Show what is tried on the map, or the map as it is."""
        values = self.what_if.values
        if not values:
            self.desk.cancel()
        else:
            try:
                self.desk.preview_stream(trial(self.desk.frame.state_id, values))
            except ValueError:  # together they are no map; the last one that was stays in sight
                return
        if self.desk.frame.stream is not self._seen:
            self._show_effects()

    def accept(self) -> None:
        """Give the map the numbers that are tried, in one step."""
        values, state_id = self.what_if.values, self.desk.frame.state_id
        if not values:
            return
        label = title_of(self.desk.recorded, state_id, values)
        self.what_if.clear()
        self.desk.commit_stream(label, trial(state_id, values))
        announce(self, _("The map has these numbers now."))
        self.table.take_focus()

    def keep(self) -> None:
        """Put what is tried on record as a burst; a state that was made from another one has it on."""
        values, state_id = self.what_if.values, self.desk.frame.state_id
        if not values:
            return
        self.what_if.clear()
        kept, id_ = kept_as_burst(state_id, values), fresh_burst(self.desk.recorded)
        self.desk.commit_stream(_("Keep as a burst"), starred(self.desk, state_id, id_, kept))
        made = self.desk.recorded.state(state_id).base
        said = (
            _("Kept as a burst. It is on here.")
            if made
            else _("Kept as a burst. The numbers of the map are what they were.")
        )
        announce(self, said)
        self.table.take_focus()

    def discard(self) -> None:
        """Put every slider back to the number on the map."""
        self.what_if.back_to_map()
        self._preview()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.what_if.values:
            self.desk.cancel()  # nobody could see why the map shows other numbers

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_desk(self.desk)

    # leading it

    def take_focus(self) -> None:
        """Put the keyboard on the table."""
        self.table.take_focus()

    def _point_out(self, one: Input) -> None:
        if one.id != CALENDAR:
            ids = frozenset((one.id,))
            self.desk.select(ids)
            self._reveal(ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.what_if.values:
            self.discard()
        else:
            self._leave()

    # out of the window

    def copy(self) -> None:
        """Put the levers, and what is tried with its effect, on the clipboard as a table."""
        rows = self.table.list.block()
        if self.what_if.values and self._base is not None:
            rows += [[], *([words] for words in told(*self._base, self.what_if.values))]
            rows += [one.cells for one in self.effects.effects]
            rows += [[warning.sentence] for warning in self.guard.warnings]
        copy_table(rows)


def _keeping(state: State) -> tuple[str, str]:
    """What comes of a what-if that is kept as a burst in a state, and why none can be kept there, if so."""
    if state.base:
        return _("Put it on record as a kaizen burst, and let it be on in this state"), ""
    if state.kind == "current":
        return _("Put it on record as a kaizen burst; the numbers of the current state stay as they are"), ""
    words = _("{name} was made from no other state, so no burst can be switched in it.")
    return "", words.format(name=state.name or state.id)
