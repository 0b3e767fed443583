"""The panel of the coach: the eight questions of the shown state, each with its answer, previews and proposals."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.own import sizes_for
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.edit.changes import difference
from vsm_desktop.edit.saying import touched
from vsm_desktop.insight.coach.answers import Answer, Proposal, as_text
from vsm_desktop.insight.coach.coaching import coach
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.coach.accepting import accept, told
from vsm_desktop.ui.coach.asked import Asked, wishes_of
from vsm_desktop.ui.coach.copying import rows_of
from vsm_desktop.ui.coach.preview_tag import PreviewTag
from vsm_desktop.ui.coach.questions import Question, questions
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.palette.kept import kept
from vsm_desktop.ui.tables import copy_table
from vsm_desktop.ui.tool_button import tool_button

WIDTH = 364
_QUICK, _PAUSE_MS = 0.4, 250  # seconds an answer may take while one types; else it waits for a pause


class CoachPanel(QWidget):
    """Answers follow the recorded map; what is previewed is forgotten when the pointer or the keyboard goes on."""

    asked = Signal(str, QPoint)
    closed = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, view: MapView) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Future-state coach"))
        self.setMinimumWidth(320)
        self.desk, self._view = desk, view
        self.wishes = Asked()
        self.answers: tuple[Answer, ...] = ()
        self.open_number = 1
        self._theme: ThemeName | None = None
        self._seen: tuple[object, ...] = ()
        self._looking = False
        self._chosen: frozenset[str] = frozenset()  # what was selected before a preview
        self._going_on = False
        self.tag = PreviewTag(view)
        self._cost = 0.0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._answer)
        self.note = QLabel(
            _("Proposals are for a future state: the first one you accept makes it from this map.")
        )
        self.note.setObjectName("coach-note")
        self.note.setWordWrap(True)
        self.questions = questions(desk, self._connect)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.note)
        column.addWidget(self._list(), 1)

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 8, 8)
        title = QLabel(_("Future-state coach"))
        title.setObjectName("title")
        self.copy_button = tool_button(_("Copy"), _("Copy all answers"), self.copy)
        self.close_button = tool_button("", _("Close the coach"), self.closed.emit)
        self.close_button.setAccessibleName(_("Close the coach"))
        for button in (self.copy_button, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(title, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self.close_button)
        return head

    def _list(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        for one in self.questions:
            column.addWidget(one)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        return self.area

    def _connect(self, one: Question) -> None:
        one.chosen.connect(self.open_question)
        one.asked.connect(self.asked)
        one.wished.connect(self._wish)
        one.looked_at.connect(self._look)
        one.left.connect(self._forget)
        one.accepted.connect(self._accept)

    # following the desk

    def show_desk(self, desk: Desk) -> None:
        """Follow the recorded document, the shown state and the theme; a preview asks no questions."""
        if desk.theme != self._theme:
            self._theme = desk.theme
            self.copy_button.setIcon(icon("copy", desk.theme))
            self.close_button.setIcon(icon("close", desk.theme))
        seen = (desk.recorded, desk.frame.state_id, self.wishes)
        if len(self._seen) == len(seen) and all(a is b for a, b in zip(seen, self._seen, strict=True)):
            return
        if self._cost > _QUICK and not self._later.isActive() and self._seen:
            self._later.start()  # a large map, and perhaps a hand that types
        elif not self._later.isActive():
            self._answer()

    def _answer(self) -> None:
        """Ask the questions of the recorded document."""
        desk = self.desk
        self._seen = (desk.recorded, desk.frame.state_id, self.wishes)
        self._put_out()
        started = time.perf_counter()
        state = desk.recorded.state(desk.frame.state_id)
        sizes = sizes_for(desk.recorded.own_fields, state)
        self.answers = coach(desk.recorded, state.id, wishes_of(self.wishes, desk), sizes)
        self.note.setVisible(state.kind == "current")
        self._go_on()
        self._show_answers()
        self._cost = time.perf_counter() - started

    def _show_answers(self) -> None:
        state = self.desk.recorded.state(self.desk.frame.state_id)
        verb = _("Accept in a future state") if state.kind == "current" else _("Accept")
        for one, answer in zip(self.questions, self.answers, strict=True):
            is_open = answer.number == self.open_number
            one.show_answer(answer, self.wishes, self._told, verb, is_open=is_open)

    def _told(self, proposal: Proposal) -> Any:
        return told(self.desk.recorded, proposal)

    def _go_on(self) -> None:
        """After something was accepted, open the next question that is open, if this one is answered."""
        if not self._going_on:
            return
        self._going_on = False
        here = self.open_number
        if any(one.number == here and one.status == "open" for one in self.answers):
            return
        open_ = [one.number for one in self.answers if one.status == "open"]
        self.open_number = next((one for one in open_ if one > here), open_[0] if open_ else here)

    def open_question(self, number: int) -> None:
        """Show the answer to one question; to choose the open one closes it."""
        self.open_number = 0 if number == self.open_number else number
        self._show_answers()
        if self.open_number:
            self.area.ensureWidgetVisible(self.questions[number - 1], 0, 0)

    def take_focus(self) -> None:
        """Put the keyboard on the open question."""
        self.questions[max(0, self.open_number - 1)].button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # proposals

    def _wish(self, key: str, value: Any) -> None:
        self.wishes = self.wishes.evolve(**{key: value})
        self.show_desk(self.desk)

    def _look(self, proposal: Proposal) -> None:
        """Show a proposal on the map, with light on what it changes."""
        if self.desk.tool.busy:
            return
        from vsm_desktop.tools.found import lights_of

        if not self._looking:
            self._chosen = self.desk.selection
        self._looking = True
        self.tag.show_title(proposal.title)
        self.desk.preview_stream(proposal.edit)
        before = self.desk.recorded.state(proposal.state_id)
        shown = self.desk.frame.state
        ids = touched(difference(before, shown)) if shown.id == before.id else frozenset()
        self._view.show_lights(lights_of(self.desk.frame, ids, self.desk.pixel), ())

    def _forget(self) -> None:
        if self._looking:
            self._put_out()
            self.desk.cancel()
            self.desk.select(self._chosen)

    def _put_out(self) -> None:
        if self._looking:
            self._looking = False
            self.tag.hide()
            self._view.show_lights((), ())

    def _accept(self, proposal: Proposal) -> None:
        self._forget()
        if self._later.isActive():
            return  # the map has changed: what is offered is being asked for anew
        fitted = self._view.sees_sheet
        with kept().looking_away():
            sentence = accept(self.desk, proposal, wishes_of(self.wishes, self.desk))
        if sentence:
            self.said.emit(sentence)
        if fitted:
            self._view.fit()  # the sheet may have grown
        self._going_on = True
        if not self._later.isActive():
            self._go_on()
            self._show_answers()
        self.take_focus()
        self.area.ensureWidgetVisible(self.questions[max(0, self.open_number - 1)], 0, 0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._forget()

    # out of the window

    def copy(self) -> None:
        """Put all answers on the clipboard, as text and as a table."""
        copy_table(rows_of(self.answers), as_text(self.answers))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_copy(event):
            event.accept()  # else the map would be copied
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the answers, Escape goes back to the map."""
        if _is_copy(event):
            self.copy()
        elif event.key() == Qt.Key.Key_Escape:
            self._forget()
            self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)


def _is_copy(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Copy)
