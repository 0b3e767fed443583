"""The page of the bursts under the map: their list with what each buys, and the form and effect of the chosen one."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.edit.saying import touched
from vsm_desktop.insight.bursts import BurstEffects, burst_effects
from vsm_desktop.model.kaizen import title_of
from vsm_desktop.model.nodes import Burst
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.found import lights_of
from vsm_desktop.ui.bursts.acting import Acting, acting_on, derived_states
from vsm_desktop.ui.bursts.form import BurstEffect, BurstForm
from vsm_desktop.ui.bursts.list import BurstList
from vsm_desktop.ui.bursts.words import folded, lines_of, table_of, total_words
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.reach import Reach
from vsm_desktop.ui.tables import copy_table
from vsm_desktop.ui.tool_button import tool_button

_AT_ONCE, _PAUSE_MS = 0.3, 250  # seconds; what takes longer, and a drag, waits for a pause
_FORM, _EFFECT, _NARROW, _BRIEF = 320, 390, 1180, 1360


class BurstsPage(QWidget):
    """Follows the desk; what is wanted here is done by `acting`."""

    asked = Signal(str, QPoint)

    def __init__(
        self,
        desk: Desk,
        leave: Callable[[], object],
        reveal: Callable[[frozenset[str]], object],
        show_lights: Callable[[tuple[Any, ...], tuple[Any, ...]], object],
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk, self._reveal, self._show_lights = desk, reveal, show_lights
        self.acting = Acting(desk, self)
        self.chosen = ""
        self.found: BurstEffects | None = None
        self._theme: ThemeName | None = None
        self._seen: tuple[object, ...] = ()
        self._selection: frozenset[str] = frozenset()
        self._cost = 0.0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._find)
        self.rows = BurstList(leave)
        self.rows.commands = {"copy": self.copy, "clear": self._drop}
        self.form = BurstForm(desk, self.acting.record)
        self.effect = BurstEffect(desk)
        self._leave = leave
        self._build()
        self.tools = self._make_tools()
        self.rows.chosen.connect(self.choose)
        self.rows.switched.connect(self.acting.switch)
        self.rows.placed.connect(self.acting.place)
        self.rows.dropped.connect(self.acting.drop)
        self.rows.entered.connect(self._enter)
        self.rows.menu_wanted.connect(self._menu)

    # building

    def _build(self) -> None:
        self.total, self.hand = QLabel(), QLabel()
        self.total.setObjectName("result")
        self.hand.setObjectName("field")
        self.hand_button = QPushButton(_("Put into a burst…"))
        self.hand_button.setObjectName("small")
        self.hand_button.setToolTip(_("Let a burst promise what was drawn by hand on this state"))
        self.hand_button.clicked.connect(self._put_hand)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 6, 10, 6)
        foot.setSpacing(12)
        foot.addWidget(self.total)
        foot.addStretch(1)
        foot.addWidget(self.hand)
        foot.addWidget(self.hand_button)
        self.box = QLabel()
        self.box.setObjectName("guard")
        self.box.setWordWrap(True)
        self.box.setTextFormat(Qt.TextFormat.PlainText)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.rows, 1)
        around = QHBoxLayout()
        around.setContentsMargins(10, 6, 10, 0)
        around.addWidget(self.box)
        left.addLayout(around)
        left.addLayout(foot)
        self.form_side, self._under_form = _side(_FORM)
        self._under_form.addWidget(self.form)
        self.effect_side, self._beside = _side(_EFFECT)
        self._beside.addWidget(self.effect)
        Reach(self.effect_side, _("Effect on the whole stream"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.form_side)
        row.addWidget(self.effect_side)

    def _make_tools(self) -> QWidget:
        """What stands beside the tabs while this page shows."""
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.state_label = QLabel(_("In"))
        self.state_label.setObjectName("field")
        self.state = QComboBox()
        self.state.setAccessibleName(_("State in which the bursts are switched"))
        self.state.setMinimumWidth(110)
        self.state.setToolTip(_("The state in which the bursts are switched on and off"))
        self.state.activated.connect(lambda _at: self.acting.show_state(self.state.currentData()))
        self.make = tool_button(
            _("Make a future state"), _("The current state with all bursts made"), self.acting.make
        )
        self.new = tool_button(_("New burst"), _("A burst to be described here"), self.add)
        self.record = tool_button(
            _("Record"), _("Change the map: the changes become a burst"), self._record_new
        )
        self.copy_button = tool_button(_("Copy"), _("Copy the list as a table"), self.copy)
        for widget in (self.state_label, self.state, self.make, self.new, self.record, self.copy_button):
            row.addWidget(widget)
        return tools

    # following

    def show_desk(self, desk: Desk) -> None:
        """Follow document, state, selection and theme."""
        self._dress(desk.theme)
        if desk.selection != self._selection:
            self._selection = desk.selection
            self._choose_star(desk)
        frame = desk.frame
        seen = (frame.stream, acting_on(frame.stream, frame.state_id))
        if self._seen and seen[0] is self._seen[0] and seen[1] == self._seen[1]:
            self._light()
            return
        self._seen = seen
        if self._cost < _AT_ONCE and frame.stream is desk.recorded:
            self._later.stop()
            self._find()
        else:
            self._later.start()

    def _dress(self, theme: ThemeName) -> None:
        if theme == self._theme:
            return
        self._theme = theme
        self.rows.show_theme(theme)
        for button, name in (
            (self.make, "state-add"),
            (self.new, "burst"),
            (self.record, "record"),
            (self.copy_button, "copy"),
        ):
            button.setIcon(icon(name, theme))

    def _find(self) -> None:
        frame = self.desk.frame
        began = time.perf_counter()
        self.found = burst_effects(frame.stream, acting_on(frame.stream, frame.state_id))
        self._cost = time.perf_counter() - began
        if self.chosen and self.found.row(self.chosen) is None:
            self.chosen = ""
        self._show()

    def _show(self) -> None:
        """Bring list, sums, form and effect up to what was found."""
        found, stream = self.found, self.desk.frame.stream
        if found is None:
            return
        derived = stream.state(found.state_id).base
        self.rows.show_lines(lines_of(found), self.chosen, switches=bool(derived))
        self._show_states()
        self._show_sums(found)
        row = found.row(self.chosen)
        wide = self.width() >= _NARROW
        self.form_side.setVisible(row is not None)
        self.form_side.setFixedWidth(_FORM if wide else _EFFECT)
        self.effect_side.setVisible(row is not None and wide)
        column = self._beside if wide else self._under_form
        if column.indexOf(self.effect) < 0:
            column.addWidget(self.effect)
        sentences = [one.sentence for one in (row.conflicts if row is not None else found.conflicts)]
        self.box.setText(folded([f"△ {one}" for one in sentences]))
        self.box.setToolTip("\n".join(sentences))
        self.box.setAccessibleName(" ".join(sentences))
        self.box.setVisible(bool(sentences))
        if row is not None:
            self.form.show_burst(stream, row.burst, found.state_id)
            self.effect.show_burst(stream, row.burst.id, found.state_id)
        self._light()

    def _show_states(self) -> None:
        if self.found is None:
            return
        states = derived_states(self.desk.frame.stream)
        items = [(state.id, state.name or state.id) for state in states]
        if items != [(self.state.itemData(at), self.state.itemText(at)) for at in range(self.state.count())]:
            self.state.clear()
            for id_, name in items:
                self.state.addItem(name, id_)
        self.state.setCurrentIndex(self.state.findData(self.found.state_id))
        here = bool(self.desk.frame.stream.state(self.found.state_id).base)
        self.state_label.setVisible(here and self.width() >= _BRIEF)
        self.state.setVisible(here)
        self.make.setVisible(not here)
        self.make.setEnabled(any(row.burst.changes for row in self.found.rows))

    def _show_sums(self, found: BurstEffects) -> None:
        on = sum(row.on and bool(row.burst.changes) for row in found.rows)
        words = _("Together: {total}") if found.state_id != found.base_id else _("All together: {total}")
        self.total.setText(words.format(total=total_words(found)) if on else _("No burst is on."))
        self.total.setToolTip(found.why)
        self.total.setVisible(bool(found.rows))
        self.hand.setText(self.acting.hand_words(found))
        self.hand.setVisible(bool(self.hand.text()))
        self.hand_button.setVisible(bool(self.hand.text()))

    def _choose_star(self, desk: Desk) -> None:
        """A star that is selected on the map is the burst that is chosen here."""
        stars = [
            node.id
            for node in desk.frame.state.nodes
            if isinstance(node, Burst) and node.id in desk.selection
        ]
        if len(stars) == 1 and stars[0] != self.chosen:
            self.chosen = stars[0]
            self._show()

    # choosing and doing

    def take_focus(self) -> None:
        """Put the cursor into the list."""
        self.rows.take_focus()

    def choose(self, id_: str) -> None:
        """Show a burst, and light what it changes."""
        if id_ == self.chosen:
            return
        self.chosen = id_
        self._show()
        self._reveal(self._lit())

    def add(self) -> None:
        """A new burst at the end, its title to be typed."""
        self.edit_burst(self.acting.add())

    def edit_burst(self, id_: str) -> None:
        """Show a burst, the cursor in its title."""
        self.chosen = id_
        self._find()
        self.form.focus_title()

    def _enter(self) -> None:
        if not self.form_side.isHidden():
            self.form.focus_title()

    def _record_new(self) -> None:
        self.acting.record("")

    def menu(self, id_: str) -> QMenu:
        """What can be done with a burst."""
        from vsm_desktop.ui.bursts.menu import burst_menu

        assert self.found is not None
        return burst_menu(self, self.acting, self.found, id_, self.copy)

    def _menu(self, id_: str, at: QPoint) -> None:
        menu = self.menu(id_)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _drop(self) -> None:
        if self.rows.chosen_id:
            self.acting.drop(self.rows.chosen_id)

    def copy(self) -> None:
        """Put the list on the clipboard as a table."""
        if self.found is not None:
            row = self.found.row(self.chosen)
            effect = (
                [[], [title_of(row.burst, row.number)], *self.effect.table.block()] if row is not None else []
            )
            copy_table([*table_of(self.found), *effect])

    def _put_hand(self) -> None:
        """Ask for the burst that is to promise what was drawn by hand."""
        assert self.found is not None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id_, words in self.acting.hand_choices(self.found):
            menu.addAction(words).triggered.connect(partial(self._hand_into, id_))
        menu.popup(self.hand_button.mapToGlobal(self.hand_button.rect().bottomLeft()))

    def _hand_into(self, id_: str, _checked: bool = False) -> None:
        assert self.found is not None
        into = self.acting.put_hand(self.found.state_id, id_)
        if id_:
            self.choose(into)
        else:
            self.edit_burst(into)

    # lighting

    def _lit(self) -> frozenset[str]:
        """What the chosen burst concerns on the map that is shown."""
        row = self.found.row(self.chosen) if self.found is not None else None
        if row is None:
            return frozenset()
        state = self.desk.frame.state
        ids = touched(row.burst.changes) | {row.burst.id}
        return frozenset(one.id for one in (*state.nodes, *state.flows) if one.id in ids)

    def _light(self) -> None:
        if self.isVisible():
            self._show_lights(lights_of(self.desk.frame, self._lit(), self.desk.pixel), ())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        brief = self.width() < _BRIEF  # beside all the tabs there is no room for words
        style = Qt.ToolButtonStyle
        for button in self.tools.findChildren(QToolButton):
            button.setToolButtonStyle(style.ToolButtonIconOnly if brief else style.ToolButtonTextBesideIcon)
        self._show_states()
        if self.found is not None:
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._show_lights((), ())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._light()


def _side(wide: int) -> tuple[QScrollArea, QVBoxLayout]:
    """A column at the right that scrolls, and where its content goes."""
    area = QScrollArea()
    area.setObjectName("side")
    area.setFixedWidth(wide)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    holder = QWidget()
    holder.setObjectName("panel")
    column = QVBoxLayout(holder)
    column.setContentsMargins(14, 8, 14, 8)
    area.setWidget(holder)
    return area, column
