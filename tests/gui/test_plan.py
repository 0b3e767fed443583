"""The value stream plan in the window: made, dragged, typed, marked, filtered, reviewed, undone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gui.hands import LEFT, NONE, keys
from tests.gui.test_everything_has_a_name import nameless
from vsm_desktop.drawing.text import measure
from vsm_desktop.edit.plan import set_objective, wait_for
from vsm_desktop.store.files import dumps
from vsm_desktop.ui import asking, errors
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.plan.arrows import handle_of
from vsm_desktop.ui.plan.grips import Bar
from vsm_desktop.ui.plan.lines import Filter
from vsm_desktop.ui.plan.menu import arrow_menu

Key = Qt.Key
Alt, Shift, Control = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
TODAY = date(2025, 8, 18)


@pytest.fixture
def window(make_window):
    window = make_window(sample_stream("acme-future.vsm"))
    window.resize(1600, 1000)
    window.desk.show_state("future")
    return window


@pytest.fixture
def page(window):
    return opened(window)


def opened(window):
    window.bottom.page("plan").today = lambda: TODAY
    QTest.mouseClick(window.bottom.tabs["plan"], LEFT)
    QApplication.processEvents()
    return window.bottom.page("plan")


def row(page, id_: str):
    return next(one for one in page.rows if one.id == id_)


def first(page):
    """The second objective, for which the third one waits."""
    return next(one for one in page.rows if one.number == 2)


def dates(page, id_: str) -> tuple[str, str]:
    one = row(page, id_).objective
    return one.start, one.end


def place(page, id_: str, day: date, *, down: int = 0) -> QPoint:
    """The pixel of a day in the row of an objective."""
    table = page.table
    table.scrollTo(table.list.index(table.list.row_of(id_), 0))
    middle = table.rect_of(table.list.row_of(id_)).center().y()
    return QPoint(round(table.months.x_of(day) + table.months.day_wide / 2), middle + down)


def drag(page, start: QPoint, *stops: QPoint, modifiers=NONE) -> None:
    view = page.table.viewport()
    QTest.mouseMove(view, start)
    QTest.mousePress(view, LEFT, modifiers, start)
    for stop in stops:
        hold(view, stop, modifiers)
    QTest.mouseRelease(view, LEFT, modifiers, stops[-1])
    QApplication.processEvents()


def hold(view, at: QPoint, modifiers) -> None:
    """Move with the button down; QTest's own move knows no keys."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    where = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, QPointF(view.mapToGlobal(at)), Qt.MouseButton.NoButton, LEFT, modifiers
    )
    QApplication.sendEvent(view, event)
    QApplication.processEvents()


def typing(table) -> QLineEdit:
    """The line that is open in the table; one that was closed may be there a moment longer."""
    return [line for line in table.findChildren(QLineEdit, "cell") if line.isVisible()][-1]


def said(window) -> str:
    return window.statusBar().currentMessage()


def undo_all(window) -> None:
    while window.desk.history.undo_label:
        keys(window, Key.Key_Z, Control)


def test_a_bar_is_dragged_by_weeks_what_waits_for_it_follows_and_undo_brings_all_back(window, page):
    before = dumps(window.desk.recorded)
    moved = first(page)
    follower = next(one for one in page.rows if one.objective and moved.id in one.objective.after)
    was = row(page, follower.id).objective
    start, end = moved.start, moved.end
    middle = start + (end - start) / 2
    later = date.fromordinal(middle.toordinal() + 61)
    drag(page, place(page, moved.id, middle), place(page, moved.id, later))
    now = row(page, moved.id)
    assert now.start.weekday() == 0, "bars this narrow begin on a Monday"
    assert 55 <= (now.start - start).days <= 67
    assert now.end - now.start == end - start
    pushed = row(page, follower.id)
    assert pushed.start > now.end
    assert (pushed.end - pushed.start) == date.fromisoformat(was.end) - date.fromisoformat(was.start)
    assert "One row that waits for it followed" in said(window)
    assert len(window.desk.history.steps) == 1
    undo_all(window)
    assert dumps(window.desk.recorded) == before


def test_ends_are_pulled_shift_keeps_the_length_and_alt_goes_by_days(window, page):
    one = first(page)
    length = one.end - one.start
    table = page.table
    right = QPoint(round(table.months.span(one.start, one.end)[1]) - 2, place(page, one.id, one.end).y())
    drag(page, right, right + QPoint(30, 0))
    pulled = row(page, one.id)
    assert pulled.start == one.start
    assert pulled.end > one.end
    assert pulled.end.weekday() == 4
    right = QPoint(round(table.months.span(pulled.start, pulled.end)[1]) - 2, right.y())
    drag(page, right, right - QPoint(30, 0), modifiers=Shift)
    kept = row(page, one.id)
    assert kept.end - kept.start == pulled.end - pulled.start != length
    assert kept.start < pulled.start
    middle = place(page, one.id, kept.start + (kept.end - kept.start) / 2)
    day = round(table.months.day_wide * 12)
    drag(page, middle, middle + QPoint(day, 0), modifiers=Alt)
    assert 11 <= (row(page, one.id).start - kept.start).days <= 13


def test_the_done_part_is_dragged_and_a_drag_can_be_given_up(window, page):
    one = first(page)
    x = page.table.months.span(one.start, one.end)
    at = QPoint(round(x[0] + one.done * (x[1] - x[0])), place(page, one.id, one.start, down=6).y())
    half = QPoint(round((x[0] + x[1]) / 2), at.y())
    drag(page, at, half)
    assert row(page, one.id).done == pytest.approx(0.5)
    view = page.table.viewport()
    middle = place(page, one.id, one.start + (one.end - one.start) / 4)
    QTest.mousePress(view, LEFT, NONE, middle)
    hold(view, middle + QPoint(90, 0), NONE)
    assert row(page, one.id).start != one.start, "it is shown while it is dragged"
    QTest.keyClick(page.table, Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, NONE, middle + QPoint(90, 0))
    assert dates(page, one.id) == (one.objective.start, one.objective.end)
    assert len(window.desk.history.steps) == 1


def test_an_objective_without_dates_gets_a_bar_by_drawing_it(window, page):
    page.add()
    QTest.keyClicks(page.table.focusWidget(), "Cards at the press")
    QTest.keyClick(page.table.focusWidget(), Key.Key_Return)
    new = next(one for one in page.rows if one.text == "Cards at the press")
    assert new.start is None
    drag(page, place(page, new.id, date(2025, 9, 10)), place(page, new.id, date(2025, 10, 20)))
    now = row(page, new.id)
    assert (now.start.month, now.end.month) == (9, 10)


def test_a_loop_is_added_named_and_named_again(window, page):
    QTest.mouseClick(page.bar.add_loop, LEFT)
    editor = typing(page.table)
    assert editor.hasFocus()
    QTest.keyClicks(editor, "Paint loop")
    QTest.keyClick(editor, Key.Key_Return)
    assert page.rows[-1].text == "Paint loop"
    assert page.table.chosen_id == page.rows[-1].id
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_F2)
    editor = typing(page.table)
    editor.selectAll()
    QTest.keyClicks(editor, "Painting")
    QTest.keyClick(editor, Key.Key_Return)
    assert page.rows[-1].text == "Painting"
    QTest.keyClick(page.table, Key.Key_Up, Alt)
    assert [one.text for one in page.rows if one.kind == "loop"][-2] == "Painting"


def test_cells_are_typed_in_and_keys_move_mark_and_order(window, page):
    one = first(page)
    table = page.table
    at = table.list.index(table.list.row_of(one.id), table.list.columns.index("owner"))
    QTest.mouseClick(table.viewport(), LEFT, NONE, table.visualRect(at).center())
    table.setFocus()
    QTest.keyClick(table, Key.Key_F2)
    editor = typing(table)
    QTest.keyClicks(editor, "P. Novak")
    QTest.keyClick(editor, Key.Key_Return)
    assert row(page, one.id).owner == "P. Novak"
    QTest.keyClick(table, Key.Key_Right, Alt)
    assert (row(page, one.id).start - one.start).days == 7
    QTest.keyClick(table, Key.Key_2)
    mark = row(page, one.id).objective.marks[-1]
    assert (mark.on, mark.mark) == ("2025-08-18", "watch")
    QTest.keyClick(table, Key.Key_Up, Alt)
    assert row(page, one.id).number == 1
    assert table.chosen_id == one.id
    QTest.keyClick(table, Key.Key_Delete)
    assert all(other.id != one.id for other in page.rows)
    assert "Undo brings it back" in said(window)


def test_what_cannot_be_a_target_is_said_and_nothing_changes(window, page):
    one = first(page)
    page.table.list.written.emit(one.id, "target", "fast")
    assert said(window)
    assert row(page, one.id).objective.goal.target == one.objective.goal.target
    page.table.list.written.emit(one.id, "target", "2.5 min")
    assert row(page, one.id).objective.goal.target == pytest.approx(150)


def test_a_target_in_the_form_is_a_quantity_and_nonsense_is_refused_beside_it(window, page):
    one = next(
        each for each in page.rows if each.goal is not None and each.goal.metric == "days_of_supply.fg"
    )
    page.choose(one.id)
    editor = page.side.row.form.editors["target"]

    def type_target(text):
        editor.line.setFocus()
        editor.line.selectAll()
        QTest.keyClicks(editor.line, text)
        QTest.keyClick(editor.line, Key.Key_Return)
        return row(page, one.id).objective.goal.target

    assert type_target("4.6 h") == pytest.approx(0.3)
    assert said(window) == "4.6 h is 0.3 d: a day counts as 15.33 h."
    kept = row(page, one.id).objective.goal.target
    assert type_target("four") == kept
    assert editor.message.text() == '"four" is no time. Try 45 s, 1.5 h or 2 d.'
    assert editor.message.isVisibleTo(page)
    assert type_target("1.25") == 1.25
    assert not editor.message.isVisibleTo(page)


def test_why_a_target_is_refused_can_be_read_in_the_large_view(window, large):
    one = next(
        each for each in large.rows if each.goal is not None and each.goal.metric == "days_of_supply.fg"
    )
    large.choose(one.id)
    QApplication.processEvents()
    editor = large.side.row.form.editors["target"]
    editor.line.setFocus()
    editor.line.selectAll()
    for letter in "soon":
        QTest.keyClicks(editor.line, letter)
        QApplication.processEvents()
    QTest.keyClick(editor.line, Key.Key_Tab)
    QApplication.processEvents()
    message = editor.message
    assert message.height() >= message.heightForWidth(message.width()) > 20
    assert message.geometry().top() > editor.line.geometry().bottom()


def test_overdue_says_by_how_much_and_the_form_says_why(window, page):
    late = next(line for line in page.lines if line.late)
    assert late.late.endswith("d late")
    risky = next(one for one in page.rows if one.risks)
    page.choose(risky.id)
    assert risky.risks[0] in page.side.row.risks.text()
    assert window.view._scene.lights.ops, "its bursts are lit on the map"
    QTest.keyClick(page.table, Key.Key_3)
    assert "× Review of " in page.side.row.risks.text(), "the sign of the column of the reviews"


def test_a_filter_leaves_the_rows_of_one_owner_in_both_lists(window, page):
    owner = row(page, first(page).id).owner
    page.bar.choices.aboutToShow.emit()
    next(one for one in page.bar.choices.actions() if one.text() == owner).trigger()
    assert {line.row.owner for line in page.lines if not line.loop} == {owner}
    assert owner in page.bar.filter.text()
    QTest.mouseClick(page.bar.views[1], LEFT)
    assert {item.owner for item in page.kaizens.items} == {owner}
    page.bar.choices.aboutToShow.emit()
    next(one for one in page.bar.choices.actions() if one.text() == "Overdue").trigger()
    page.bar.choices.aboutToShow.emit()
    next(one for one in page.bar.choices.actions() if one.text() == "Show all").trigger()
    assert page.wanted == Filter()
    assert len(page.kaizens.items) == 5


def test_the_kaizen_list_is_sorted_shown_in_the_form_and_copied(window, page, qapp):
    QTest.mouseClick(page.bar.views[1], LEFT)
    table = page.kaizens.table
    head = table.horizontalHeader()
    QTest.mouseClick(head.viewport(), LEFT, NONE, QPoint(head.sectionViewportPosition(5) + 20, 10))
    due = [line.words[5] for line in page.kaizens.list.lines]
    assert due == sorted(due)
    QTest.mouseClick(table.viewport(), LEFT, NONE, table.visualRect(page.kaizens.list.index(0, 0)).center())
    assert page.side.burst.id == page.kaizens.list.lines[0].id
    QTest.keyClick(table, Key.Key_C, Control)
    assert qapp.clipboard().text().splitlines()[0].startswith("Burst\tProblem\tCountermeasure")
    QTest.mouseClick(page.bar.views[0], LEFT)
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_C, Control)
    lines = [line.split("\t") for line in qapp.clipboard().text().splitlines()]
    assert lines[0][:3] == ["No.", "Loop", "Objective"]
    assert len(lines) == 1 + sum(not line.loop for line in page.lines)


def test_a_review_walks_takes_marks_and_remarks_and_ends_in_a_sheet(
    window, page, qtbot, tmp_path, monkeypatch
):
    QTest.mouseClick(page.bar.views[2], LEFT)
    review = page.review
    assert "1 of " in review.place.text()
    QTest.keyClicks(review.by, "M. Ortiz")
    QTest.mouseClick(review.marks["good"], LEFT)
    QTest.mouseClick(review.on, LEFT)
    QTest.keyClicks(review.remark, "Waits for the levelling box")
    review.marks["watch"].setFocus()
    QTest.keyClick(review.marks["watch"], Key.Key_2)
    one = review.item.objective.marks[-1]
    assert (one.on, one.mark, one.remark, one.by) == (
        "2025-08-18",
        "watch",
        "Waits for the levelling box",
        "M. Ortiz",
    )
    assert len(window.desk.history.steps) == 2, "one step for each mark"
    QTest.keyClick(review.marks["watch"], Key.Key_PageDown)
    assert review.at == 2
    review.show_at(len([item for item in page.rows if item.kind == "objective"]))
    QTest.keyClicks(review.value, "21,5")
    QTest.keyClick(review.value, Key.Key_Return)
    assert any(
        actual.on == "2025-08-18" and actual.value == 21.5
        for measure in window.desk.recorded.scoreboard.measures
        for actual in measure.actuals
    )
    QTest.mouseClick(review.end, LEFT)
    assert "1 ○ on track, 1 △ needs help" in review.summary.words.text()
    assert review.summary.list.lines[0].words[4] == "Waits for the levelling box"
    path = tmp_path / "review.pdf"
    monkeypatch.setattr(asking, "ask_pdf", lambda *_args: path)
    QTest.mouseClick(review.summary.save, LEFT)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    assert path.read_bytes().startswith(b"%PDF")
    QTest.mouseClick(review.summary.done, LEFT)
    assert page.table.hasFocus()


def test_a_name_typed_last_stands_with_every_mark_of_the_walk_and_with_no_other(window, page):
    third = [one for one in page.rows if one.kind == "objective"][2]
    page.acting.mark(third.id, "bad", "Waits", "K. Lindt")
    before = len(window.desk.history.steps)
    QTest.mouseClick(page.bar.views[2], LEFT)
    review = page.review
    review.show_at(0)
    marked = []
    for key in ("good", "bad"):
        marked.append(review.item.id)
        QTest.mouseClick(review.marks[key], LEFT)
        QTest.mouseClick(review.on, LEFT)
    QTest.mouseClick(review.back, LEFT)
    review.remark.setFocus()
    QTest.keyClicks(review.remark, "Late")
    review.by.setFocus()
    review.by.clear()
    QTest.keyClicks(review.by, "M. Ortiz")
    QTest.mouseClick(review.end, LEFT)
    marks = [row(page, id_).objective.marks[-1] for id_ in (*marked, third.id)]
    assert [(one.mark, one.remark, one.by) for one in marks] == [
        ("good", "", "M. Ortiz"),
        ("bad", "Late", "M. Ortiz"),
        ("bad", "Waits", "K. Lindt"),
    ]
    assert len(window.desk.history.steps) <= before + 4, "a name is one step, however many letters it has"


def test_a_plan_is_made_from_the_future_state_in_one_step(window):
    window.desk.commit_stream("none", lambda stream: stream.evolve(plan=None))
    page = opened(window)
    QTest.mouseClick(page.make, LEFT)
    names = [one.text for one in page.rows if one.kind == "loop"]
    assert names[0] == "Pacemaker loop"
    served = {id_ for one in page.rows if one.objective for id_ in one.objective.bursts}
    assert served == {burst.id for burst in window.desk.recorded.bursts}
    rows = [one for one in page.rows if one.objective]
    assert all(one.start > page.today() for one in rows)
    assert not any("Was to start" in risk for one in rows for risk in one.risks)
    assert said(window) == f"{len(rows)} objectives in {len(names)} loops. Say who and when."
    keys(window, Key.Key_Z, Control)
    assert window.desk.recorded.plan is None
    assert page.make.isVisible()


def test_no_plan_is_made_where_no_future_state_or_no_burst_is_there(window):
    desk = window.desk
    desk.show_state("current")
    desk.commit_stream("none", only_today)
    page = opened(window)
    assert not page.make.isVisible()
    assert page.begin.hasFocus()
    assert "no future state" in page.none.missing.text()
    page.acting.propose()
    assert desk.recorded.plan is None
    assert "no future state" in said(window)
    desk.undo()
    desk.commit_stream("none", without_bursts)
    assert not page.make.isVisible()
    assert "no bursts" in page.none.missing.text()
    page.acting.propose()
    assert desk.recorded.plan is None
    desk.undo()
    desk.commit_stream("none", lambda stream: stream.evolve(plan=None))
    assert page.make.isVisible()
    assert "bursts" not in page.none.missing.text()
    QTest.mouseClick(page.make, LEFT)
    assert page.rows


def only_today(stream):
    """The sample without its future state."""
    return stream.evolve(plan=None, shown_state="current", states=(stream.state("current"),))


def without_bursts(stream):
    """The sample before anything was planned."""
    states = tuple(one.evolve(bursts=()) for one in stream.states)
    return stream.evolve(plan=None, bursts=(), states=states)


def test_people_and_bursts_are_said_in_the_form(window, page):
    one = first(page)
    page.choose(one.id)
    form = page.side.row
    before = len(one.objective.people)
    QTest.mouseClick(form.people.add, LEFT)
    person = form.people._rows[-1]
    person.who.setFocus()
    QTest.keyClicks(person.who, "J. Park")
    QTest.keyClick(person.who, Key.Key_Return)
    assert row(page, one.id).objective.people[before].name == "J. Park"
    form.bursts.ticks.aboutToShow.emit()
    ticks = form.bursts.ticks.actions()
    next(tick for tick in ticks if tick.isChecked()).trigger()
    assert not row(page, one.id).objective.bursts
    form.form.editors["end"].line.setFocus()
    form.form.editors["end"].line.selectAll()
    QTest.keyClicks(form.form.editors["end"].line, "2025-11-28")
    assert dates(page, one.id)[1] == "2025-11-28"


def test_another_mark_of_the_day_keeps_remark_and_name(page):
    one = first(page)
    page.choose(one.id)
    page.acting.mark(one.id, "bad", "Waits", "K. Lindt")
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_1)
    mark = row(page, one.id).objective.marks[-1]
    assert (mark.mark, mark.remark, mark.by) == ("good", "Waits", "K. Lindt")


def test_months_reach_as_far_as_the_bars(window, page):
    one = first(page)
    count = page.table.months.count
    page.table.dated.emit(one.id, Bar(date(2025, 12, 1), date(2026, 6, 15), one.done))
    assert page.table.months.count > count
    assert page.table.months.clipped(date(2026, 6, 1), date(2026, 6, 15)) is not None
    keys(window, Key.Key_Z, Control)
    assert page.table.months.count == count


def test_a_person_of_whom_nothing_is_said_is_not_kept(window, page):
    one = first(page)
    page.choose(one.id)
    people = page.side.row.people
    before, steps = one.objective.people, len(window.desk.history.steps)
    QTest.mouseClick(people.add, LEFT)
    assert people._rows[-1].who.hasFocus()
    QTest.mouseClick(people.add, LEFT)
    assert len(people._rows) == len(before) + 1, "one empty row is enough"
    other = next(other for other in page.rows if other.kind == "objective" and other.id != one.id)
    page.choose(other.id)
    page.choose(one.id)
    assert len(people._rows) == len(before)
    assert len(window.desk.history.steps) == steps
    QTest.mouseClick(people.add, LEFT)
    person = people._rows[-1]
    QTest.keyClicks(person.need, "A fork lift")
    QTest.keyClick(person.need, Key.Key_Return)
    assert row(page, one.id).objective.people[-1].need == "A fork lift"
    person.need.selectAll()
    QTest.keyClick(person.need, Key.Key_Delete)
    QTest.keyClick(person.need, Key.Key_Return)
    assert row(page, one.id).objective.people == before
    assert len(people._rows) == len(before)


def test_an_end_that_follows_a_later_start_is_told(window, page):
    one = first(page)
    page.choose(one.id)
    later = one.end.replace(year=one.end.year + 1).isoformat()
    line = page.side.row.form.editors["start"].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, later)
    assert dates(page, one.id) == (later, later)
    assert "The end was before the new start" in said(window)


def test_a_bar_over_all_months_still_shows_that_it_is_at_risk(window, page):
    one = first(page)
    signs = []
    wide = {"start": "2024-01-01", "end": "2040-12-31", "done": 0.0, "bursts": (), "marks": (), "people": ()}
    for phase in (None, "do"):
        window.desk.commit_stream("wide", set_objective(one.id, **wide, phase=phase, after=()))
        assert bool(row(page, one.id).risks) is (phase is None)
        room = page.table.rect_of(page.table.list.row_of(one.id))
        signs.append(page.table.viewport().grab(room).toImage())
    assert signs[0] != signs[1]


def test_bursts_that_are_due_at_another_time_are_brought_along(window, page):
    one = first(page)
    page.choose(one.id)
    page.table.dated.emit(one.id, Bar(date(2025, 6, 16), date(2025, 11, 28), one.done))
    assert any("due" in words for words in row(page, one.id).differs)
    QTest.mouseClick(page.side.row.bring, LEFT)
    assert {window.desk.recorded.burst(id_).due for id_ in one.objective.bursts} == {"2025-11-28"}
    assert not page.side.row.bring.isVisible()


def test_the_plan_takes_the_place_of_the_map_and_gives_it_back(window, page):
    QTest.mouseClick(page.bar.larger, LEFT)
    large = window.analysing.plan.view
    assert large.isVisible()
    assert not window.view.isVisible()
    assert not window.actions_by_name["palette"].isEnabled()
    assert not nameless(window)
    large.table.setFocus()
    QTest.keyClick(large.table, Key.Key_Escape)
    assert window.view.isVisible()
    assert window.analysing.plan.view is None
    assert window.actions_by_name["palette"].isEnabled()
    QTest.keyClick(window.view, Key.Key_F7, Shift)
    assert window.analysing.plan.view is not None
    window.desk.select(frozenset({"stamping"}))
    assert window.analysing.plan.view is None
    window.actions_by_name["plan_large"].trigger()
    window.actions_by_name["compare"].trigger()
    assert window.analysing.plan.view is None
    assert window.comparing.view.isVisible()
    window.actions_by_name["plan_large"].trigger()
    assert window.comparing.view is None
    assert window.analysing.plan.view.isVisible()


def test_every_control_of_the_plan_has_a_name(window, page):
    for view in page.bar.views:
        QTest.mouseClick(view, LEFT)
        page.choose(first(page).id)
        assert not nameless(window)
    page.review.show_at(99)
    assert not nameless(window)


def test_a_bar_says_what_it_is_to_those_who_hear_it(page):
    table = page.table
    index = table.list.index(table.list.row_of(first(page).id), table.list.columns.index("months"))
    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "% done" in heard
    assert "2025" in heard


def test_the_bar_in_the_hand_is_a_value():
    assert Bar(date(2025, 1, 1), date(2025, 1, 31)).length.days == 30


def shown(page, id_: str):
    """The box of a bar, its row brought into sight."""
    table = page.table
    table.scrollTo(table.list.index(table.list.row_of(id_), 0))
    QApplication.processEvents()
    return table.box_of(id_)


def handle(page, id_: str) -> QPoint:
    table = page.table
    return handle_of(shown(page, id_), table.right).toPoint()


def numbered(page, number: int):
    return next(one for one in page.rows if one.number == number)


@pytest.fixture
def large(window, page):
    """The plan in place of the map: all rows in sight."""
    window.actions_by_name["plan_large"].trigger()
    view = window.analysing.plan.view
    view.today = lambda: TODAY
    QApplication.processEvents()
    return view


def test_a_line_pulled_from_behind_a_bar_lets_another_row_wait_in_one_step(window, large):
    one, other = numbered(large, 6), numbered(large, 5)
    assert one.id not in other.objective.after
    view, at = large.table.viewport(), handle(large, one.id)
    target = shown(large, other.id).center().toPoint()
    QTest.mouseMove(view, shown(large, one.id).center().toPoint())
    assert large.table.paints.held == one.id, "the handle is shown while the pointer is on the bar"
    QTest.mousePress(view, LEFT, NONE, at)
    hold(view, (at + target) / 2, NONE)
    hold(view, target, NONE)
    assert large.table.hand.links.waiting == other.id
    QTest.mouseRelease(view, LEFT, NONE, target)
    assert one.id in row(large, other.id).objective.after
    assert f'"{other.text}" waits for "{one.text}".' in said(window)
    assert dates(large, other.id) == (other.objective.start, other.objective.end)
    assert len(window.desk.history.steps) == 1
    undo_all(window)
    assert one.id not in row(large, other.id).objective.after


def test_what_would_wait_for_itself_is_refused_with_a_sentence_and_escape_gives_up(window, large):
    """The third waits for the second: the second cannot wait for the third."""
    second, third = numbered(large, 2), numbered(large, 3)
    drag(large, handle(large, third.id), shown(large, second.id).center().toPoint())
    assert "they would wait for each other" in said(window)
    drag(large, handle(large, second.id), shown(large, third.id).center().toPoint())
    assert "already" in said(window)
    view, at = large.table.viewport(), handle(large, numbered(large, 6).id)
    QTest.mousePress(view, LEFT, NONE, at)
    hold(view, shown(large, second.id).center().toPoint(), NONE)
    QTest.keyClick(large.table, Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, NONE, shown(large, second.id).center().toPoint())
    assert not window.desk.history.undo_label
    assert large.isVisible()


def test_an_arrow_is_chosen_by_a_click_beside_it_and_deleted(window, large):
    second, third = numbered(large, 2), numbered(large, 3)
    shown(large, third.id)
    large.table.viewport().repaint()
    arrow = next(one for one in large.table.arrows if one.key == (second.id, third.id))
    at = ((arrow.points[1] + arrow.points[2]) / 2).toPoint() + QPoint(4, 0)
    QTest.mouseMove(large.table.viewport(), at)
    assert large.table.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(large.table.viewport(), LEFT, NONE, at)
    assert large.table.arrow == arrow.key
    QTest.keyClick(large.table, Key.Key_Escape)
    assert large.table.arrow is None
    QTest.mouseClick(large.table.viewport(), LEFT, NONE, at)
    QTest.keyClick(large.table, Key.Key_Delete)
    assert not row(large, third.id).objective.after
    assert row(large, third.id).id == third.id, "the row itself stays"
    keys(window, Key.Key_Z, Control)
    assert row(large, third.id).objective.after == (second.id,)
    arrow_menu(large, second.id, third.id).actions()[-1].trigger()
    assert not row(large, third.id).objective.after


def test_an_arrow_from_what_is_done_is_faint_and_one_from_what_ends_late_goes_round_the_bar(window, large):
    one, second, sixth = (numbered(large, number) for number in (1, 2, 6))
    window.desk.commit_stream("late", wait_for(sixth.id, second.id))
    QApplication.processEvents()
    large.table.viewport().repaint()
    idle, early = (
        next(each for each in large.table.arrows if each.key == key)
        for key in ((one.id, second.id), (second.id, sixth.id))
    )
    assert idle.idle
    assert not idle.early
    assert early.early
    box = large.table.box_of(second.id)
    assert not any(box.contains(point) for point in early.points[1:])


def grip(page, id_: str, key: str = "number") -> QPoint:
    table = page.table
    return table.visualRect(table.list.index(table.list.row_of(id_), table.list.columns.index(key))).center()


def order(page) -> list[list[str]]:
    found: list[list[str]] = []
    for one in page.rows:
        if one.kind == "loop":
            found.append([one.text])
        else:
            found[-1].append(one.id)
    return found


def test_a_row_is_carried_by_its_number_into_another_loop_and_back_by_undo(window, large):
    before = order(large)
    one, beside = numbered(large, 1), numbered(large, 4)
    below = grip(large, beside.id) + QPoint(0, 15)
    drag(large, grip(large, one.id), grip(large, beside.id), below)
    now = order(large)
    assert now[0] == [before[0][0], *before[0][2:]]
    assert now[1][:3] == [before[1][0], beside.id, one.id]
    assert large.chosen == one.id
    assert len(window.desk.history.steps) == 1
    undo_all(window)
    assert order(large) == before
    drag(large, grip(large, one.id, "text"), grip(large, one.id, "text") + QPoint(0, 12))
    assert not window.desk.history.undo_label, "where it was is no step"
    band = large.table.row_rect(large.table.list.row_of(numbered(large, 6).loop.id))
    drag(large, grip(large, one.id), QPoint(10, band.bottom() - 2))
    assert order(large)[2][1] == one.id, "below a band it is the first of that loop"


def test_a_loop_is_carried_by_its_name_with_what_is_in_it(window, large):
    before = order(large)
    loop = numbered(large, 6).loop.id
    start = large.table.row_rect(large.table.list.row_of(loop))
    end = large.table.row_rect(0)
    drag(large, QPoint(60, start.center().y()), QPoint(60, end.center().y()))
    assert order(large) == [before[2], before[0], before[1]]
    assert len(window.desk.history.steps) == 1
    view = large.table.viewport()
    QTest.mousePress(view, LEFT, NONE, QPoint(60, 14))
    hold(view, QPoint(60, 300), NONE)
    QTest.keyClick(large.table, Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, NONE, QPoint(60, 300))
    assert order(large) == [before[2], before[0], before[1]]


def test_the_review_takes_the_filter_says_so_and_leads_to_all(window, page):
    owner = numbered(page, 6).owner
    mine = [one.id for one in page.rows if one.kind == "objective" and one.owner == owner]
    page.filter(Filter(owner=owner))
    QTest.mouseClick(page.bar.views[2], LEFT)
    review = page.review
    assert [item.id for item in review.items] == mine
    assert f"Only {len(mine)} of 7 objectives: {owner}" in review.only.text()
    assert f"1 of {len(mine)}" in review.place.text()
    QTest.mouseClick(review.end, LEFT)
    assert owner in review.summary.words.text()
    QTest.mouseClick(review.summary.every, LEFT)
    assert page.wanted == Filter()
    assert sum(isinstance(item, type(numbered(page, 6))) for item in review.items) == 7
    assert not review.all.isVisible()
    page.filter(Filter(owner=owner))
    assert review.all.isVisible()
    QTest.mouseClick(review.all, LEFT)
    assert page.wanted == Filter()


@pytest.mark.parametrize("wide", [1440, 1600])
def test_goals_and_owners_can_be_read_in_the_large_view(window, large, wide):
    window.resize(wide, 900)
    QApplication.processEvents()
    table = large.table
    found = dict(zip(table.list.columns, (table.columnWidth(at) for at in range(9)), strict=False))
    for line in table.list.lines:
        if not line.loop:
            assert measure(line.words["goal"], 12) <= found["text"] - 16
            assert measure(line.words["owner"], 13) <= found["owner"] - 16
    assert table.months.pitch >= 30
    assert sum(found.values()) == table.viewport().width()


def test_the_goal_under_an_objective_is_typed_by_a_double_click_on_it(window, large):
    one = numbered(large, 3)
    shown(large, one.id)
    table = large.table
    cell = table.visualRect(table.list.index(table.list.row_of(one.id), table.list.columns.index("text")))
    QTest.mouseClick(table.viewport(), LEFT, NONE, cell.center() + QPoint(0, 9))
    QTest.mouseDClick(table.viewport(), LEFT, NONE, cell.center() + QPoint(0, 9))
    editor = typing(table)
    assert editor.text() == one.objective.goal.text
    editor.selectAll()
    QTest.keyClicks(editor, "Less than two days")
    QTest.keyClick(editor, Key.Key_Return)
    now = row(large, one.id).objective
    assert (now.text, now.goal.text) == (one.objective.text, "Less than two days")
    table.edit_text(one.id)
    assert typing(table).text() == one.objective.text


def test_the_row_one_was_on_is_chosen_again_after_the_plan_as_a_whole(window, page):
    one = first(page)
    at = place(page, one.id, one.start)
    QTest.mouseClick(page.table.viewport(), LEFT, NONE, at)
    assert page.side.row.isVisible()
    QTest.mouseClick(page.bar.about, LEFT)
    assert page.side.plan.isVisible()
    QTest.mouseClick(page.table.viewport(), LEFT, NONE, at)
    assert page.side.row.isVisible()
    assert page.chosen == one.id


def test_f2_on_a_bar_types_the_objective(page):
    one = first(page)
    QTest.mouseClick(page.table.viewport(), LEFT, NONE, place(page, one.id, one.start))
    QTest.keyClick(page.table, Key.Key_F2)
    assert typing(page.table).text() == one.objective.text


def test_a_bar_beyond_the_months_is_told_at_their_edge(window, page):
    one = first(page)
    far = {"start": "2047-03-03", "end": "2047-04-04", "done": 0.0, "bursts": (), "marks": (), "after": ()}
    window.desk.commit_stream("far", set_objective(one.id, **far))
    table = page.table
    assert table.box_of(one.id) is None
    empty = table.viewport().grab(table.rect_of(table.list.row_of(first(page).id))).toImage()
    window.desk.commit_stream("none", set_objective(one.id, **(far | {"start": "", "end": ""})))
    assert table.viewport().grab(table.rect_of(table.list.row_of(one.id))).toImage() != empty


def test_why_a_date_cannot_stand_is_brought_into_sight_whole(window, page):
    page.choose(first(page).id)
    editor = page.side.row.form.editors["start"]
    editor.line.setFocus()
    editor.line.selectAll()
    QTest.keyClicks(editor.line, "the day after the fair in the spring of next year")
    QTest.keyClick(editor.line, Key.Key_Return)
    QTest.qWait(0)
    QApplication.processEvents()
    message, seen = editor.message, page.side.viewport()
    top = message.mapTo(seen, QPoint(0, 0)).y()
    assert top >= 0
    assert top + message.height() <= seen.height()
    assert message.height() >= message.heightForWidth(message.width())


def test_what_is_cut_on_the_review_sheet_is_told_where_the_walk_saves_it(
    window, page, tmp_path, monkeypatch, qtbot
):
    told = []
    monkeypatch.setattr(errors, "tell", lambda _window, said, why: told.append((said, why)))
    monkeypatch.setattr(asking, "ask_pdf", lambda *_args: tmp_path / "review.pdf")
    window.desk.commit_stream("Text", set_objective(first(page).id, text="W" * 200))
    QTest.mouseClick(page.bar.views[2], LEFT)
    page.review.show_at(99)
    QTest.mouseClick(page.review.summary.save, LEFT)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    ((said, why),) = told
    assert said == "Saved review.pdf"
    assert "WWW" in why
