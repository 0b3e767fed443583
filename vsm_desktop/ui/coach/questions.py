"""One of the eight questions in the panel: its row, and beneath it the answer while it is open."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.insight.coach.answers import QUESTIONS, Answer, Proposal
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.coach.asked import (
    OF_MAP,
    PLANNED,
    SAID,
    WISHES,
    Asked,
    planned_text,
    record_of,
    write,
)
from vsm_desktop.ui.coach.cards import (
    NumberRow,
    ProposalCard,
    QuestionButton,
    Told,
    empty,
    same_words,
    wrapped,
)
from vsm_desktop.ui.editors import LineEditor
from vsm_desktop.ui.forms import Form

_AT_ONCE, _MOST = 0.3, 12  # seconds of work before the answer shows; and cards, until all are asked for


class Question(QWidget):
    """Row and answer; what is typed in it stays while the answer follows."""

    chosen = Signal(int)
    asked = Signal(str, QPoint)
    wished = Signal(str, object)
    looked_at = Signal(object)
    left = Signal()
    accepted = Signal(object)

    def __init__(self, number: int, desk: Desk) -> None:
        super().__init__()
        self.number, self._desk = number, desk
        self.button = QuestionButton(number, QUESTIONS[number - 1])
        self.button.clicked.connect(lambda _on=False: self.chosen.emit(self.number))
        self.body = QWidget()
        self.body.hide()
        inside = QVBoxLayout(self.body)
        inside.setContentsMargins(14, 4, 14, 14)
        inside.setSpacing(8)
        self._said, self._offers = QVBoxLayout(), QVBoxLayout()
        for part in (self._said, self._offers):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(6)
        self.form: Form | None = None
        self._hint: QWidget | None = None  # what its fields mean
        inside.addLayout(self._said)
        self._form_place = inside.count()
        inside.addLayout(self._offers)
        self._inside = inside
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button)
        column.addWidget(self.body)
        self.cards: list[ProposalCard] = []
        self._shown: Answer | None = None
        self._verb = ""

    @property
    def is_open(self) -> bool:
        """Whether the answer shows."""
        return not self.body.isHidden()

    def show_answer(self, answer: Answer, asked: Asked, tell: Told, verb: str, *, is_open: bool) -> None:
        """Follow the map: the status always, the rest while it is open."""
        self.button.show_status(answer.status)
        self.button.setChecked(is_open)
        if not is_open:
            self.body.hide()
            self._shown = None
            return
        self._show_form(asked, applies=answer.status != "not_applicable")
        if same_words(answer, self._shown) and verb == self._verb:
            self._follow(answer.proposals)
        else:
            self._fill(answer, tell, verb)
        self._shown, self._verb = answer, verb
        self.body.show()

    def _fill(self, answer: Answer, tell: Told, verb: str) -> None:
        empty(self._said)
        empty(self._offers)
        for sentence in answer.reasoning:
            self._said.addWidget(wrapped(sentence, "coach-said"))
        if answer.numbers:
            numbers = NumberRow(answer.numbers)
            numbers.asked.connect(self.asked)
            self._said.addWidget(numbers)
        self.cards = []
        self._offer(answer.proposals[:_MOST], tell, verb)
        if rest := answer.proposals[_MOST:]:
            more = QPushButton(_("Show {count} more").format(count=len(rest)))
            more.setObjectName("link")
            more.clicked.connect(more.hide)
            more.clicked.connect(lambda _on=False: self._offer_rest(tell, verb))
            self._offers.addWidget(more)

    def _offer(self, proposals: Sequence[Proposal], tell: Told, verb: str) -> None:
        """A card for each; those that do not find time for it tell what they do when they are looked at."""
        started = time.perf_counter()
        for proposal in proposals:
            card = ProposalCard(proposal, tell, verb)
            card.looked_at.connect(self.looked_at)
            card.left.connect(self.left)
            card.accepted.connect(self.accepted)
            self._offers.addWidget(card)
            self.cards.append(card)
            if time.perf_counter() - started < _AT_ONCE:
                card.tell()

    def _offer_rest(self, tell: Told, verb: str) -> None:
        if self._shown is not None:  # on the map as it is now
            self._offer(self._shown.proposals[len(self.cards) :], tell, verb)

    def _follow(self, proposals: Sequence[Proposal]) -> None:
        """The cards stand as they are, but tell what they do on the map as it is now."""
        started = time.perf_counter()
        for card, proposal in zip(self.cards, proposals, strict=False):
            card.follow(proposal)
            if time.perf_counter() - started < _AT_ONCE:
                card.tell()
            elif not card.is_told:
                card.forget()

    def _show_form(self, asked: Asked, *, applies: bool) -> None:
        rows = (*OF_MAP.get(self.number, ()), *WISHES.get(self.number, ()))
        if not rows or (self.form is None and not applies):
            return
        if self.form is None:
            self.form = Form(rows, self._write, self._desk.end_merge)
            self._inside.insertWidget(self._form_place, self.form)
            self._explain(self.form)
        record: Any = record_of(self._desk, self.number) if self.number in OF_MAP else asked
        for part in (self.form, self._hint):
            if part is not None:
                part.setVisible(record is not None and applies)
        if record is not None:
            self.form.show_record(record)

    def _explain(self, form: Form) -> None:
        """Say what is meant, and take a planned cycle that is typed as a time."""
        if words := SAID.get(self.number):
            self._hint = wrapped(words, "aside")
            self._inside.insertWidget(self._form_place + 1, self._hint)
        if isinstance(editor := form.editors.get(PLANNED.key), LineEditor):
            editor.understand = lambda text: planned_text(text, self._desk.frame.report.number("takt_s"))

    def _write(self, key: str, value: Any) -> None:
        if self.number in OF_MAP:
            write(self._desk, self.number, key, value)
        else:
            self.wished.emit(key, value)


def questions(desk: Desk, connect: Callable[[Question], object]) -> list[Question]:
    """All eight, in their order."""
    made = [Question(number, desk) for number in range(1, len(QUESTIONS) + 1)]
    for one in made:
        connect(one)
    return made
