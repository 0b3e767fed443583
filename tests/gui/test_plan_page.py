"""Working the page of the plan by mouse and keys: what is typed goes where one sees it, and what is chosen stays so."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import LEFT, keys
from tests.gui.planner import click_entry, fill, hold, labels, pick, seen
from tests.gui.test_plan import Control, drag, opened, place, row, said, typing
from vsm_desktop.drawing.charts.months import Months
from vsm_desktop.edit.plan import set_objective
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.plan.bars import named_months
from vsm_desktop.ui.plan.columns import PlanColumns
from vsm_desktop.ui.plan.lines import Filter
from vsm_desktop.ui.plan.table import PlanTable

Key = Qt.Key
DAY = "2025-08-18"


@pytest.fixture
def window(make_window):
    window = make_window(sample_stream("acme-future.vsm"))
    window.resize(1600, 1000)
    window.desk.show_state("future")
    return window


@pytest.fixture
def page(window):
    return opened(window)


def type_(text: str) -> None:
    """Keys go where the keyboard is, as from a real one."""
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget(), letter)
    QApplication.processEvents()


def key(key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.processEvents()


def objectives(page):
    return [one for one in page.rows if one.kind == "objective"]


def mark_of(page, at: int) -> tuple[str, str]:
    return next(
        ((mark.mark, mark.remark) for mark in objectives(page)[at].objective.marks if mark.on == DAY),
        ("", ""),
    )


def test_a_remark_typed_straight_after_a_mark_is_a_remark(window, page):
    QTest.mouseClick(page.bar.views[2], LEFT)
    page.review.show_at(0)
    key(Key.Key_2)
    type_("no parts")
    key(Key.Key_Return)
    assert mark_of(page, 0) == ("watch", "no parts")
    assert page.review.at == 1, "Enter went on by one"
    key(Key.Key_3)
    type_("2 waits")
    key(Key.Key_PageDown)
    assert mark_of(page, 1) == ("bad", "2 waits")
    assert page.review.at == 2
    type_("no one is free")  # without a mark
    page.review.go(1)
    assert mark_of(page, 2)[1] == "no one is free"
    key(Key.Key_Tab)
    assert page.review.marks["watch"].hasFocus()
    key(Key.Key_Space)
    assert mark_of(page, 3) == ("watch", "")
    key(Key.Key_3)
    assert mark_of(page, 3) == ("bad", "")
    assert objectives(page)[3].mark.mark == "bad"
    facts = page.review.facts.text()
    page.review.go(-2)
    assert "2 waits" in page.review.remark.text()
    assert "2 waits" not in page.review.facts.text(), "it stands in the line already"
    assert facts


def test_enter_asks_for_the_mark_of_a_remark(window, page):
    QTest.mouseClick(page.bar.views[2], LEFT)
    review = page.review
    review.show_at(0)
    steps = len(window.desk.history.steps)
    for go_on in (Key.Key_Return, Key.Key_Return, Key.Key_PageDown):
        type_("goes very well" if not review.remark.text() else "")
        key(go_on)
        assert review.at == 0, "it stays until there is a mark"
        assert "Set a mark for this remark: 1 ○, 2 △, 3 ×." in labels(page)
        assert review.remark.text() == "goes very well"
    QTest.mouseClick(review.on, LEFT)
    assert (review.at, len(window.desk.history.steps)) == (0, steps)
    key(Key.Key_1)
    assert mark_of(page, 0) == ("good", "goes very well")
    assert "Set a mark" not in labels(page)
    type_("since May")
    key(Key.Key_Return)
    assert mark_of(page, 0) == ("good", "goes very well since May")
    assert review.at == 1
    assert mark_of(page, 1) == ("", "")


def test_digits_mark_the_chosen_row_of_the_summary(window, page):
    QTest.mouseClick(page.bar.larger, LEFT)
    large = window.analysing.plan.view
    QTest.mouseClick(large.bar.views[2], LEFT)
    review = large.review
    hint = window.status.hint
    assert "letters: the remark" in hint.text()
    review.show_at(len(review.items) - 1)
    assert "1, 2, 3" not in hint.text()
    QTest.mouseClick(review.end, LEFT)
    assert "for the chosen row" in hint.text()
    key(Key.Key_1)
    assert said(window) == "Choose a row of the list for this mark."
    table = review.summary.table
    where = table.visualRect(review.summary.list.index(2, 2)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=where)
    chosen = review.summary.chosen
    for digit, mark in ((Key.Key_3, "bad"), (Key.Key_1, "good")):
        key(digit)
        assert row(large, chosen).objective.marks[-1].mark == mark
        assert review.summary.chosen == chosen, "it moved, and is still the one chosen"
    assert sum(mark.on == DAY for one in objectives(large) for mark in one.objective.marks) == 1


def test_every_measure_of_a_review_is_asked(window, page):
    QTest.mouseClick(page.bar.views[2], LEFT)
    review = page.review
    count = len(objectives(page))
    review.show_at(count)
    type_("21,5")
    key(Key.Key_Return)
    assert review.at == count + 1
    type_("x")
    key(Key.Key_Return)
    assert review.at == count + 1, "what cannot be kept is looked at again"
    review.value.clear()
    QTest.mouseClick(review.back, LEFT)
    assert review.at == count
    review.end.setFocus()
    key(Key.Key_Return)
    assert review.at == len(review.items)
    key(Key.Key_Return)  # the way out
    assert page.table.hasFocus()


def test_the_form_shows_what_is_chosen_and_shown(window, page):
    first = objectives(page)[0]
    page.choose(first.id)
    other = next(one for one in objectives(page) if one.owner and one.owner != first.owner)
    page.filter(Filter(owner=other.owner))
    QApplication.processEvents()
    assert page.chosen in {line.id for line in page.lines}
    assert page.side.row.id == page.chosen
    fill(page.side, "Owner", "Somebody else", None)
    assert row(page, page.chosen).objective.owner == "Somebody else", "the row stayed under the hand"
    gone = page.chosen
    kept = [line.id for line in page.lines if line.id != gone and not line.loop]
    if kept:
        QTest.mouseClick(
            page.table.viewport(), LEFT, pos=page.table.row_rect(page.table.list.row_of(kept[0])).center()
        )
        QApplication.processEvents()
        assert gone not in {line.id for line in page.lines}
        assert page.chosen == kept[0] == page.table.chosen_id
    QTest.mouseClick(page.bar.views[1], LEFT)
    for wanted in (Filter(standing="risk"), Filter(owner=other.owner), Filter()):
        page.filter(wanted)
        shown = {line.id for line in page.kaizens.list.lines}
        burst = page.kaizens.burst
        assert (burst is None) == (not shown)
        assert page.side.row.isHidden()
        assert page.side.burst.isHidden() == (burst is None)
        if burst is not None:
            assert page.side.burst.id == burst.id
            assert page.kaizens.table.currentIndex().row() == [
                line.id for line in page.kaizens.list.lines
            ].index(burst.id)
    page.kaizens.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    at = page.kaizens.table.currentIndex().row()
    assert page.kaizens.list.lines[at].id == page.side.burst.id == page.kaizens.burst.id


def test_a_plan_of_no_months_is_refused_beneath_the_line(window, page):
    QTest.mouseClick(page.bar.about, LEFT)
    months = window.desk.recorded.plan.months
    line = page.side.plan.form.editors["months"]
    for text in ("0", "a year", "61", "-3"):
        fill(page.side, "Months", text)
        assert line.message.text() == "A plan runs for 1 to 60 months."
        assert line.line.text() == text
        assert window.desk.recorded.plan.months == months
    fill(page.side, "Months", "18")
    assert line.message.isHidden()
    assert window.desk.recorded.plan.months == 18


def test_a_new_row_is_one_step_with_its_text_and_none_after_escape(window, page):
    steps, rows = len(window.desk.history.steps), len(page.rows)
    for button in (page.bar.add, page.bar.add_loop):
        QTest.mouseClick(button, LEFT)
        assert len(page.rows) == rows + 1
        QTest.keyClick(typing(page.table), Key.Key_Escape)
        QApplication.processEvents()
        assert (len(page.rows), len(window.desk.history.steps)) == (rows, steps)
        assert page.table.isAncestorOf(QApplication.focusWidget()) or page.table.hasFocus()
        QTest.mouseClick(button, LEFT)
        QTest.keyClicks(typing(page.table), "Train the setters")
        QTest.keyClick(typing(page.table), Key.Key_Return)
        QApplication.processEvents()
        assert any(one.text == "Train the setters" for one in page.rows)
        assert len(window.desk.history.steps) == steps + 1
        keys(window, Key.Key_Z, Control)
        assert (len(page.rows), window.desk.history.at) == (rows, steps)


def test_a_row_stays_chosen_when_the_plan_becomes_larger_and_smaller(window, page):
    chosen, next_one = objectives(page)[3], objectives(page)[4]
    page.choose(chosen.id)
    QTest.mouseClick(page.bar.larger, LEFT)
    large = window.analysing.plan.view
    assert large.chosen == chosen.id == large.table.chosen_id
    assert large.side.row.id == chosen.id
    key(Key.Key_Down)
    assert large.chosen == next_one.id
    key(Key.Key_Return)
    assert large.side.isAncestorOf(QApplication.focusWidget())
    key(Key.Key_Escape)
    assert window.analysing.plan.view is large, "only back to the rows"
    assert large.table.hasFocus()
    key(Key.Key_Escape)
    assert window.analysing.plan.view is None
    assert page.chosen == next_one.id == page.table.chosen_id
    QTest.mouseClick(page.bar.views[2], LEFT)
    page.review.show_at(2)
    QTest.mouseClick(page.bar.larger, LEFT)
    assert window.analysing.plan.view.review.at == 2
    assert "letters: the remark" in labels(window)


def test_a_row_that_has_only_the_days_of_its_bursts_gets_its_own_by_drawing(window, page):
    one = next(one for one in objectives(page) if any(burst.due for burst in one.bursts))
    window.desk.commit_stream("", set_objective(one.id, start="", end=""))
    line = next(line for line in page.lines if line.id == one.id)
    due = row(page, one.id).end
    assert line.bar is None
    assert line.due == due
    table = page.table
    index = table.list.index(table.list.row_of(one.id), table.head.place)
    assert "the end is that of the bursts" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "Draw a bar" in index.data(Qt.ItemDataRole.ToolTipRole)
    a, b = (place(page, one.id, date.fromordinal(due.toordinal() + by)) for by in (-90, -3))
    drag(page, a, b)
    drawn = row(page, one.id).objective
    assert drawn.start
    assert (date.fromisoformat(drawn.end) - date.fromisoformat(drawn.start)).days > 60


def test_undo_takes_back_what_was_said_of_it(window, page):
    page.choose(objectives(page)[0].id)
    page.table.take_focus()
    key(Key.Key_Delete)
    assert "is out of the plan" in said(window)
    keys(window, Key.Key_Z, Control)
    assert "is out of the plan" not in said(window)


def test_long_words_wrap_in_the_form_and_enter_ends_them(window, page):
    one = objectives(page)[0]
    page.choose(one.id)
    line = page.side.row.form.editors["text"]
    high = line.height()
    words = "Pull from the supermarket in front of assembly instead of pushing by the weekly schedule " * 2
    fill(page.side, "Objective", words, Key.Key_Return)
    assert row(page, one.id).objective.text == words
    assert high < line.height() <= 4 * line.fontMetrics().lineSpacing() + 20
    fill(page.side, "Benefit", "Less stock", None)
    key(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_("less space")
    key(Key.Key_Return)
    assert row(page, one.id).objective.benefit == "Less stock\nless space"
    key(Key.Key_Escape)
    assert page.table.hasFocus()


def test_tab_walks_a_person_from_the_left_to_the_right(window, page):
    one = next(one for one in objectives(page) if one.objective.people)
    page.choose(one.id)
    QApplication.processEvents()
    fill(page.side, "Name of person 1", "Ann")
    for name in ("Department", "Stand", "What is needed", "Take out"):
        assert QApplication.focusWidget().accessibleName() == f"{name} of person 1"
        key(Key.Key_Tab)


def test_enter_presses_the_button_with_the_keyboard(make_window):
    window = make_window(None)
    page = opened(window)
    button = seen(page, type(page.begin), "Begin an empty plan")
    button.setFocus()
    key(Key.Key_Return)
    assert window.desk.recorded.plan is not None


@pytest.mark.qt_log_ignore("This plugin does not support")  # menus that pop up without a screen
def test_columns_are_chosen_on_the_head_pulled_scrolled_to_and_kept(window, page):
    window.resize(1060, 800)
    QTest.mouseClick(page.bar.larger, LEFT)
    large = window.analysing.plan.view
    table, head = large.table, large.table.head
    heads = lambda of: set(of.list.columns)  # noqa: E731
    assert not {"people", "bursts"} & heads(table)

    def on_the_head(entry: str) -> None:
        head.customContextMenuRequested.emit(head.rect().center())  # as the right button does
        QApplication.processEvents()
        assert click_entry(entry) == entry
        QApplication.processEvents()

    for entry in ("People", "Bursts"):
        on_the_head(entry)
    assert {"people", "bursts"} <= heads(table)
    assert table.horizontalScrollBar().maximum() > 0
    assert table.horizontalScrollBar().isVisible()
    at = table.list.columns.index("owner")
    edge = QPoint(head.sectionViewportPosition(at) + head.sectionSize(at) - 2, head.height() // 2)
    wide = head.sectionSize(at)
    QTest.mouseMove(head.viewport(), edge)
    QTest.mousePress(head.viewport(), LEFT, pos=edge)
    for by in (10, 30, 45):
        hold(head.viewport(), edge + QPoint(by, 0))
    QTest.mouseRelease(head.viewport(), LEFT, pos=edge + QPoint(45, 0))
    assert head.sectionSize(at) == wide + 45
    QTest.mouseDClick(head.viewport(), LEFT, pos=edge + QPoint(45, 0))
    assert wide <= head.sectionSize(at) < wide + 200, "as wide as its words"
    assert head.sectionSize(at) == table.columns.own["owner"]
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    one = objectives(large)[0]
    assert table.months.left >= 0
    start = one.start
    middle = table.rect_of(table.list.row_of(one.id)).center().y()
    a = QPoint(round(table.months.x_of(start)) + 12, middle)
    drag(large, a, a + QPoint(40, 0))
    assert row(large, one.id).start > start, "bars are where they are seen"
    large.table.take_focus()
    key(Key.Key_Escape)
    assert heads(page.table) >= {"people", "bursts"}
    again = PlanColumns(PlanTable(lambda: None))
    assert again.picked == table.columns.picked
    assert again.own == table.columns.own
    QTest.mouseClick(page.bar.larger, LEFT)
    table = window.analysing.plan.view.table
    head = table.head
    on_the_head("As there is room")
    assert "people" not in heads(table)
    assert table.horizontalScrollBar().maximum() == 0


def test_today_beyond_the_months_is_told_in_the_head(window, page):
    table = page.table

    def edges() -> tuple[bytes, bytes]:
        picture, months = table.head.grab().toImage(), table.months
        left = picture.copy(round(months.left), 0, 60, table.head.height())
        right = picture.copy(round(table.right) - 60, 0, 60, table.head.height())
        return bytes(left.constBits()), bytes(right.constBits())

    usual = edges()
    for today, at in ((date(2024, 3, 1), 0), (date(2030, 3, 1), 1)):
        page.table.show_lines(page.lines, page.chosen, (table.months.first, table.months.count), today)
        told = edges()
        assert told[at] != usual[at]
        assert told[1 - at] == usual[1 - at]


def test_months_keep_their_names_beside_the_way_to_today_and_say_their_year():
    arrow = (0.0, 13.0)
    named = lambda *of, taken=(0.0, 0.0): [words for words, _x, _wide in named_months(Months(*of), taken)]  # noqa: E731
    assert named(date(2025, 12, 1), 12, 0, 456, taken=arrow)[:3] == ["Dec", "2026", "Feb"]
    assert named(date(2025, 4, 1), 8, 0, 304)[:2] == ["Apr 2025", "Jun"], "no other month says the year"
    assert named(date(2025, 4, 1), 6, 0, 600)[:2] == ["Apr 2025", "May"]
    assert named(date(2025, 12, 1), 12, 0, 216)[:2] == ["2026", "Apr"], "the year has the room"


@pytest.mark.qt_log_ignore("This plugin does not support")  # menus that pop up without a screen
def test_columns_that_have_no_room_are_offered_over_the_plan(window, page):
    window.resize(1024, 768)
    QApplication.processEvents()
    heads = lambda: set(page.table.list.columns)  # noqa: E731
    assert "now" not in heads()
    for entry, column in (("Now", "now"), ("Target", "target")):
        pick(page, "Columns", entry)
        assert column in heads()
    assert page.table.horizontalScrollBar().maximum() > 0
    QTest.mouseClick(page.bar.views[2], LEFT)
    assert not page.bar.columns.isVisible(), "a review has no columns"


def test_undo_leads_back_to_the_objective_it_brings(window, page):
    one, other = objectives(page)[1:3]
    page.choose(one.id)
    page.table.take_focus()
    key(Key.Key_Delete)
    assert page.chosen == other.id
    key(Key.Key_Delete)
    for back in (other, one):
        key(Key.Key_Z, Control)
        assert page.chosen == page.table.chosen_id == back.id


def test_shares_and_counts_are_said_alike_everywhere(window, page):
    QTest.mouseClick(page.bar.views[1], LEFT)
    assert all(line.words[7].isdecimal() for line in page.kaizens.list.lines), (
        "whole per cent, as in the plan"
    )
    board = window.desk.recorded.scoreboard
    one = board.evolve(measures=board.measures[:1])
    window.desk.commit_stream("", lambda stream: stream.evolve(scoreboard=one))
    QTest.mouseClick(page.bar.views[2], LEFT)
    QTest.mouseClick(page.review.end, LEFT)
    assert "0 of 1 measure entered" in page.review.summary.words.text()
