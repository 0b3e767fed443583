"""One question that opens when it is chosen, and one proposal with what it does to the whole stream."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.insight.coach.answers import STATUS_WORDS, Answer, Number, Proposal, Status
from vsm_desktop.insight.effect import Effect
from vsm_desktop.ui.restyle import restyle

Told = Callable[[Proposal], tuple[Sequence[Effect], Sequence[str]]]
"""What a proposal does to the whole stream, and what is to be warned of."""
_MARKS: dict[Status, str] = {"open": "○", "answered": "✓", "not_applicable": "–"}
_SENSES = {"better": "✓", "worse": "▲"}


class QuestionButton(QPushButton):
    """The row of a question: its number, itself, its status as mark and word; pressed while it is open."""

    def __init__(self, number: int, question: str) -> None:
        super().__init__()
        self.setObjectName("coach-question")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._question = question
        self._inner = QHBoxLayout(self)
        self._inner.setContentsMargins(10, 7, 10, 7)
        self._inner.setSpacing(8)
        count, words = _plain(str(number), "coach-number"), _plain(question, "coach-words")
        count.setFixedWidth(12)
        words.setWordWrap(True)
        self.status = _plain("", "coach-status")
        self._inner.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
        self._inner.addWidget(words, 1)
        self._inner.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_status(self, status: Status) -> None:
        """Show whether the question is answered."""
        self.status.setText(f"{_MARKS[status]} {STATUS_WORDS[status]}")
        restyle(self.status, "status", status)
        self.setAccessibleName(f"{self._question} {STATUS_WORDS[status]}")

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._inner.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().height() + 14)


class NumberRow(QWidget):
    """Numbers an answer rests on; those that can be asked why are links."""

    asked = Signal(str, QPoint)

    def __init__(self, numbers: Sequence[Number]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for at, one in enumerate(numbers):
            grid.addWidget(_plain(one.label, "field"), at, 0)
            if not one.key:
                grid.addWidget(_plain(one.text, "result"), at, 1, Qt.AlignmentFlag.AlignRight)
                continue
            link = QPushButton(one.text)
            link.setObjectName("link")
            link.setAccessibleName(_("{title}: ask why").format(title=f"{one.label} {one.text}"))
            link.setToolTip(_("How this number came about"))
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.clicked.connect(lambda _on=False, key=one.key, link=link: self._ask(key, link))
            grid.addWidget(link, at, 1, Qt.AlignmentFlag.AlignRight)

    def _ask(self, key: str, link: QPushButton) -> None:
        self.asked.emit(key, link.mapToGlobal(link.rect().bottomLeft()))


class ProposalCard(QFrame):
    """A proposal: what it is, why, what it does to the stream, and the button that accepts it.

    The pointer over it, or the keyboard in it, previews it on the map.
    """

    looked_at = Signal(object)
    left = Signal()
    accepted = Signal(object)

    def __init__(self, proposal: Proposal, tell: Told, verb: str) -> None:
        super().__init__()
        self.setObjectName("proposal")
        self.proposal, self._tell = proposal, tell
        self.is_told = False
        self._said: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(5)
        self.title = wrapped(proposal.title, "coach-words")
        self.effects = QVBoxLayout()
        self.button = _Accept(verb, self._look, self._leave)
        self.button.setAccessibleName(f"{verb}: {proposal.title}")
        self.button.setAccessibleDescription(proposal.sentence)
        self.button.clicked.connect(lambda _on=False: self.accepted.emit(self.proposal))
        column.addWidget(self.title)
        column.addWidget(wrapped(proposal.sentence, "coach-said"))
        column.addLayout(self.effects)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def tell(self) -> None:
        """Say what it does to the whole stream, which takes a while on a large map."""
        if self.is_told:
            return
        self.is_told = True
        effects, warnings = self._tell(self.proposal)
        if (effects, warnings) == self._said:
            return
        self.forget()
        self._said = (effects, warnings)
        if effects:
            self.effects.addWidget(_Gains(effects))
        else:
            self.effects.addWidget(wrapped(_("The numbers of the whole stream stay as they are."), "aside"))
        for warning in warnings:
            self.effects.addWidget(wrapped(f"△ {warning}", "coach-warning"))

    def follow(self, proposal: Proposal) -> None:
        """The same proposal on another map: what it does there is to be told anew."""
        if proposal is not self.proposal:
            self.proposal, self.is_told = proposal, False

    def forget(self) -> None:
        """Say nothing any more of what it does."""
        self._said = None
        empty(self.effects)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._look()

    def leaveEvent(self, event: QEvent) -> None:
        if not self.button.hasFocus():
            self._leave()

    def _look(self) -> None:
        self.tell()
        self.looked_at.emit(self.proposal)

    def _leave(self) -> None:
        self.left.emit()


class _Accept(QPushButton):
    """A button that says when the keyboard comes to it and leaves it."""

    def __init__(self, text: str, came: Callable[[], object], went: Callable[[], object]) -> None:
        super().__init__(text)
        self.setObjectName("small")
        self._came, self._went = came, went

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._came()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._went()


def wrapped(text: str, name: str) -> QLabel:
    """A sentence over as many lines as it needs."""
    label = _plain(text, name)
    label.setWordWrap(True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


def same_words(one: Answer, other: Answer | None) -> bool:
    """Whether two answers read the same."""
    return other is not None and _words(one) == _words(other)


def _words(one: Answer) -> tuple[object, ...]:
    offers = tuple((each.key, each.title, each.sentence) for each in one.proposals)
    return (one.status, one.reasoning, one.numbers, offers)


class _Gains(QWidget):
    """What changes of the whole stream: label, now and then, better or worse as a mark beside the colour."""

    def __init__(self, effects: Sequence[Effect]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        for at, effect in enumerate(effects):
            text = f"{effect.now} → {effect.then} {_SENSES.get(effect.sense, '')}".rstrip()
            value = _plain(text, "coach-gain")
            value.setProperty("sense", effect.sense)
            value.setWordWrap(True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(_plain(effect.label, "aside"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, at, 1)


def empty(column: QVBoxLayout) -> None:
    """Take all widgets out of a column."""
    while item := column.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


def _plain(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
