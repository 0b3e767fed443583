"""The review: one row of the plan after the other, then the measures, with a mark and a remark for each, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.board import Line as BoardLine
from vsm_desktop.insight.board import board
from vsm_desktop.insight.plan import Row
from vsm_desktop.intake.written import read_value
from vsm_desktop.model.parse import Unreadable
from vsm_desktop.model.plan import MARKS
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.plan.acting import PlanActing
from vsm_desktop.ui.plan.card import ReviewCard
from vsm_desktop.ui.plan.lines import Filter, filter_words, line_of, mark_on
from vsm_desktop.ui.plan.saying import (
    facts_of_measure,
    facts_of_row,
    heading_of,
    keys_at,
    last_mark,
    mark_wanted,
    marked_words,
)
from vsm_desktop.ui.plan.summary import HELD, MARK_KEYS, Summary
from vsm_desktop.ui.wrapped import WrappedLine

Item = Row | BoardLine
_UNITS = {"day": _("days"), "m2": "m²", "money": _("money")}


class ReviewWalk(QWidget):
    """Each mark is one step to undo; a remark typed for it belongs to that step."""

    left = Signal()
    chosen = Signal(str)
    all_wanted = Signal()

    def __init__(self, acting: PlanActing, today: Callable[[], date]) -> None:
        super().__init__()
        self.acting, self._today = acting, today
        self.items: list[Item] = []
        self.at = 0
        self._only = ""  # which rows are walked through, if not all
        self._drafts: dict[str, tuple[str, str]] = {}  # value and remark that have nothing to stand with yet
        self._mine: set[str] = set()  # the rows that were marked in this walk
        self._build()

    # building

    def _build(self) -> None:
        self.place, self.title, self.facts = QLabel(), QLabel(), QLabel()
        self.only, self.all = QLabel(), QPushButton(_("Walk through all"))
        self.only.setObjectName("quiet")
        self.only.setMinimumWidth(1)
        self.all.setObjectName("link")
        self.all.clicked.connect(lambda _checked=False: self.all_wanted.emit())
        self.place.setObjectName("quiet")
        self.title.setObjectName("page-title")
        self.title.setWordWrap(True)
        self.facts.setWordWrap(True)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.wanted = QLabel(wordWrap=True)
        self.wanted.setObjectName("wrong")
        self.by, self.remark, self.value = QLineEdit(), WrappedLine(), QLineEdit()
        for line, words in (
            (self.by, _("Reviewed by")),
            (self.remark, _("Remark")),
            (self.value, _("Value today")),
        ):
            line.setPlaceholderText(words)
            line.setAccessibleName(words)
        self.by.setFixedWidth(220)
        self.remark.setMaximumWidth(720)
        self.value.setFixedWidth(180)
        self.remark.editingFinished.connect(self._remarked)
        self.by.textEdited.connect(lambda _text: self._signed())
        self.marks = {
            key: self._mark_button(key, sign, words, at) for at, (key, sign, words) in enumerate(MARKS, 1)
        }
        self.take = QPushButton(_("Keep the value"))
        self.take.clicked.connect(lambda _checked=False: self._reached())
        self.back, self.on = QPushButton(_("Back")), QPushButton(_("Next"))
        self.on.setDefault(True)
        self.end = QPushButton(_("To the summary"))
        self.back.clicked.connect(lambda _checked=False: self.go(-1))
        self.on.clicked.connect(lambda _checked=False: self.go_on())
        self.end.clicked.connect(lambda _checked=False: self.show_at(len(self.items)))
        self.summary = Summary(self.left.emit, lambda: self.show_at(0), self.all_wanted.emit, self.save_sheet)
        self.stack = QStackedWidget()
        self.card = ReviewCard(
            (self.place, self.only, self.all),
            (self.title, self.facts),
            (*self.marks.values(), self.value, self.take),
            self.wanted,
            (self.remark, self.by),
            (self.end, self.back, self.on),
        )
        self.stack.addWidget(self.card)
        self.stack.addWidget(self.summary)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _mark_button(self, key: str, sign: str, words: str, number: int) -> QPushButton:
        made = QPushButton(f"{sign}  {words}")
        made.setObjectName("review-mark")
        made.setCheckable(True)
        made.setToolTip(_("{words} ({number})").format(words=words, number=number))
        made.setAccessibleName(words)
        made.clicked.connect(lambda _checked=False: self.mark(key))
        return made

    # following

    def show_theme(self, theme: ThemeName) -> None:
        """Paint in the colours of a theme."""
        self.summary.show_theme(theme)

    def begin(self, stream: ValueStream, rows: Sequence[Row], chosen: str, wanted: Filter) -> None:
        """Begin at the chosen row, else at the first that is wanted."""
        self._mine.clear()
        self._drafts.clear()
        self._take(stream, rows, wanted)
        ids = [_id(item) for item in self.items]
        self._go_to(ids.index(chosen) if chosen in ids else 0)

    def take_over(self, other: ReviewWalk) -> None:
        """Go on where another walk of the same plan is."""
        other.take_typed()
        self.items, self.at, self._only = list(other.items), other.at, other._only
        self._drafts, self._mine = dict(other._drafts), set(other._mine)
        self.by.setText(other.by.text())

    def show_rows(self, stream: ValueStream, rows: Sequence[Row], wanted: Filter) -> None:
        """Follow the document and the filter; one stays where one is."""
        here = _id(self.items[self.at]) if self.at < len(self.items) else ""
        ended = self.at >= len(self.items)
        self._take(stream, rows, wanted)
        ids = [_id(item) for item in self.items]
        at = len(ids) if ended else ids.index(here) if here in ids else min(self.at, len(ids))
        if here and here not in ids:
            self._go_to(at)
            return
        self.at = at
        self._show()

    def _take(self, stream: ValueStream, rows: Sequence[Row], wanted: Filter) -> None:
        """The rows that are wanted, in their order; the measures belong to nobody, and come where all do."""
        every = [row for row in rows if row.kind == "objective"]
        self.items = [row for row in every if wanted.takes(row)]
        picks = wanted != Filter()
        if not picks:
            self.items += board(stream, self._today())
        only = _("Only {count} of {all} objectives: {words}")
        words = filter_words(wanted, rows)
        self._only = only.format(count=len(self.items), all=len(every), words=words) if picks else ""
        self.only.setToolTip(self._only)
        for widget in (self.only, self.all):
            widget.setVisible(picks)

    def show_at(self, at: int) -> None:
        """Show one thing; behind the last, the summary. What is being typed counts first."""
        self.take_typed()
        self._go_to(at)

    def _go_to(self, at: int) -> None:
        self.at = min(max(0, at), len(self.items))
        self._want("")
        item = self.item
        value, remark = self._drafts.get(_id(item), ("", "")) if item is not None else ("", "")
        for line, text in ((self.value, value), (self.remark, remark)):
            line.setText(text)
            line.setModified(bool(text))
        self._show()
        self.chosen.emit(item.id if isinstance(item, Row) else "")
        self.take_focus()

    def save_sheet(self) -> None:
        """Save the sheet of this review, with what was said so far."""
        from vsm_desktop.ui.papers import write_from

        write_from(self, "review", self._today())

    def go(self, by: int) -> None:
        """On to the next thing, or back."""
        self.show_at(self.at + by)

    def go_on(self) -> None:
        """On to the next thing; a remark has a mark before that."""
        if isinstance(self.item, Row) and self.remark.text().strip():
            self._remarked()
            if mark_on(self.item, self._today()) is None:
                self._want(mark_wanted(self.item))
                self.marks[last_mark(self.item) or "good"].setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.go(1)

    def _want(self, words: str) -> None:
        """What is missing before one can go on, on the card itself; nothing if "" is."""
        self.wanted.setText(words)
        self.wanted.setVisible(bool(words))
        self._fit()

    @property
    def keys(self) -> str:
        """What keys do here, for the status line."""
        return keys_at(self.item)

    @property
    def item(self) -> Item | None:
        """What is looked at; None for the summary."""
        return self.items[self.at] if self.at < len(self.items) else None

    def _show(self) -> None:
        item = self.item
        self.stack.setCurrentIndex(0 if item is not None else 1)
        if item is None:
            self.summary.show_items(self.items, self._today(), self._only)
            return
        place = _("{at} of {count}").format(at=self.at + 1, count=len(self.items))
        self.place.setText(f"{place} · {heading_of(item)}")
        row = isinstance(item, Row)
        for made in self.marks.values():
            made.setVisible(row)
        for widget in (self.value, self.take):
            widget.setVisible(not row)
        self.back.setEnabled(self.at > 0)
        if isinstance(item, Row):
            self._show_row(item)
        else:
            self.title.setText(item.label)
            self.facts.setText(facts_of_measure(item))
            unit = _UNITS.get(item.unit, item.unit)
            self.value.setPlaceholderText(
                _("Value today ({unit})").format(unit=unit) if unit else _("Value today")
            )
        self._fit()

    def _fit(self) -> None:
        beside = self.card.fit(self.width(), self.height())
        taken = self.place.sizeHint().width() + self.all.sizeHint().width() + 80
        room = max(100, self.width() - taken - beside)
        words = self.only.fontMetrics().elidedText(self._only, Qt.TextElideMode.ElideRight, room)
        self.only.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_row(self, row: Row) -> None:
        self.title.setText(f"{row.number}  {row.text}")
        self.facts.setText(facts_of_row(row, line_of(row), self._today()))
        mark = mark_on(row, self._today())
        for key, made in self.marks.items():
            made.setChecked(mark is not None and mark.mark == key)
        words = mark.remark if mark is not None else ""
        if not self.remark.isModified() and self.remark.text().strip() != words.strip():
            self.remark.setText(words)
        if mark is not None and mark.by and not self.by.text() and not self.by.hasFocus():
            self.by.setText(mark.by)

    def take_focus(self) -> None:
        """Put the keyboard where the review goes on."""
        if self.item is None:
            self.summary.take_focus()
        elif isinstance(self.item, Row):
            self.marks["good"].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.value.setFocus(Qt.FocusReason.OtherFocusReason)

    # what is said

    def mark(self, key: str) -> None:
        """Mark the row that is looked at."""
        if isinstance(self.item, Row):
            self._want("")
            self._mine.add(self.item.id)
            self._drafts.pop(self.item.id, None)
            self.remark.setModified(False)
            self.acting.mark(self.item.id, key, self.remark.text().strip(), self.by.text().strip())

    def _remarked(self) -> None:
        """A remark belongs to the mark of today, as soon as there is one."""
        item = self.item
        mark = mark_on(item, self._today()) if isinstance(item, Row) else None
        if mark is not None and mark.remark != self.remark.text().strip():
            self.mark(mark.mark)

    def take_typed(self) -> None:
        """What stands in the lines counts, before one goes on or something is done with the document."""
        item = self.item
        if isinstance(item, Row) and self.remark.isModified():
            self._take_remark(item)
        elif isinstance(item, BoardLine) and (self.value.isModified() or self.remark.isModified()):
            self._take_value(item)

    def _take_remark(self, row: Row) -> None:
        """A remark on a row that has no mark of today leaves it where the last review saw it; that is said."""
        self._remarked()
        if mark_on(row, self._today()) is None and self.remark.text().strip():
            self.mark(last_mark(row) or "watch")
            self.acting.say(marked_words(row))

    def _take_value(self, line: BoardLine) -> None:
        """Keep value and remark of a measure; what cannot stand is said, and is here again when one comes back."""
        typed, remark = self.value.text().strip(), self.remark.text().strip()
        self._drafts[line.measure.id] = (typed, remark)
        today = self._today().isoformat()
        reached = next((one.value for one in line.measure.actuals if one.on == today), None)
        try:
            value = read_value(typed, line.measure) if typed else reached
        except Unreadable as wrong:
            self.acting.say(str(wrong))
            return
        if value is None:
            if remark:
                self.acting.say(_("The remark on {name} waits for a value.").format(name=line.label))
            return
        del self._drafts[line.measure.id]
        self.value.setModified(False)
        self.remark.setModified(False)
        self.acting.reach(line.measure.id, value, remark)

    def _signed(self) -> None:
        """The name belongs to every mark of this walk, also to those set before it was typed, and to those without one."""
        marks = {item.id: mark_on(item, self._today()) for item in self.items if isinstance(item, Row)}
        self._mine.update(id_ for id_, mark in marks.items() if mark is not None and not mark.by)
        ids = [id_ for id_, mark in marks.items() if mark is not None and id_ in self._mine]
        if ids:
            self.acting.sign_marks(ids, self.by.text().strip())

    def _reached(self) -> None:
        """On, if what was typed can be kept."""
        if isinstance(self.item, BoardLine) and self.value.text().strip():
            self.value.setModified(True)
            self.take_typed()
            if not self.value.isModified():
                self.go(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no line took: digits set a mark, letters begin the remark or the value, Enter goes on."""
        key, item, text = Qt.Key(event.key()), self.item, event.text()
        if key in MARK_KEYS and not isinstance(item, BoardLine) and not event.modifiers() & HELD:
            self._mark_by_key(MARK_KEYS[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.go_on() if key == Qt.Key.Key_PageDown else self.go(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._enter()
        elif item is not None and text.strip() and text.isprintable() and not event.modifiers() & HELD:
            line = self.remark if isinstance(item, Row) else self.value
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.remark.begin_word()
            self.value.end(False)
            line.insert(text)
            line.setModified(True)
        else:
            super().keyPressEvent(event)

    def _mark_by_key(self, key: str) -> None:
        """The row that is looked at, else the one chosen in the summary."""
        if self.item is not None:
            self.mark(key)
            self.remark.setFocus(Qt.FocusReason.OtherFocusReason)  # a remark is typed straight away
            self.remark.begin_word()
        elif chosen := self.summary.chosen:
            self._mine.add(chosen)
            self.acting.mark(chosen, key, by=self.by.text().strip() or None)
        else:
            self.acting.say(_("Choose a row of the list for this mark."))

    def _enter(self) -> None:
        """The button with the keyboard, else on; a value that cannot be kept is looked at again."""
        for button in (self.back, self.end, self.take, self.all):
            if button.hasFocus():
                button.click()
                return
        if self.value.hasFocus() and self.value.text().strip():
            self._reached()
        else:
            self.go_on()


def _id(item: Item) -> str:
    return item.id if isinstance(item, Row) else item.measure.id
