"""The plan of Acme made by hand: loops, objectives, people, dates, a review, measures; then the A3 and the review sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QPushButton

from tests.gui.planner import (
    Gantt,
    Table,
    choose,
    come_back,
    fill,
    labels,
    pick,
    press,
    seen,
    wait_for,
)
from vsm_desktop.drawing.paper import LEAST_TYPE
from vsm_desktop.export.a3.book import sheet_of
from vsm_desktop.export.legible import smallest
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import dumps, load
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LOOPS = {
    "Pacemaker loop": (
        ("Weld uptime 80 to 100 %", "T. Weber", "Weld uptime"),
        ("One cell, 168 s of work", "A. Shah", "Weld changeover"),
        ("Levelled pull, pitch 20 min", "L. Reyes", "Pitch 20 min"),
    ),
    "Stamping loop": (
        ("Press changeover below 10 min", "D. Kim", "Stamping changeover"),
        ("Every part every shift", "D. Kim", "Stamping changeover"),
    ),
    "Supplier loop": (
        ("Withdrawal kanban for coils", "R. Novak", "Daily milk run"),
        ("Daily milk run", "R. Novak", "Daily milk run"),
    ),
}
UPTIME, CELL, PULL, PRESS, EVERY, KANBAN, MILK = (
    text for rows in LOOPS.values() for text, _who, _burst in rows
)
GOALS = {
    CELL: "Processing time",
    PULL: "Days of supply, Finished goods",
    EVERY: "Days of supply, Stamped parts",
    MILK: "Days of supply, Coils",
}
BARS = {
    UPTIME: (date(2025, 4, 7), date(2025, 6, 27)),
    CELL: (date(2025, 6, 30), date(2025, 10, 31)),
    PULL: (date(2025, 11, 3), date(2026, 1, 2)),
    PRESS: (date(2025, 4, 14), date(2025, 8, 1)),
    EVERY: (date(2025, 8, 4), date(2025, 10, 3)),
    KANBAN: (date(2025, 6, 2), date(2025, 8, 15)),
    MILK: (date(2025, 7, 7), date(2025, 10, 3)),
}  # Mondays to Fridays: by hand, bars this narrow go by weeks
WHY = "State Street asks for shorter, steadier delivery."
FOLLOW_UP = "Review on the first Monday of each month at the board."
WORDS = (WHY, FOLLOW_UP, "No stop above 5 min in three weeks", "Five changeovers below 10 min")
MARKS = {
    UPTIME: ("On track", ""),
    CELL: ("Needs help", "Two people missing for the trial"),
    PULL: ("On track", ""),
    PRESS: ("Off track", "Quick clamps are late"),
    EVERY: ("Needs help", "Press time not agreed"),
    KANBAN: ("On track", ""),
    MILK: ("On track", ""),
}
REVIEW = date(2025, 8, 18)


class Clock(date):
    """The plan is made in April and reviewed in August."""

    day = date(2025, 4, 1)

    @classmethod
    def today(cls) -> date:
        return cls.day


@pytest.fixture
def window(make_window, monkeypatch):
    """The sample with its states and bursts, but nobody has planned anything."""
    for name in ("plan.page", "scoreboard.page", "papers"):
        monkeypatch.setattr(import_module(f"vsm_desktop.ui.{name}"), "date", Clock)
    monkeypatch.setattr(Clock, "day", date(2025, 4, 1))
    window = make_window(sample_stream("acme-future.vsm").evolve(plan=None, scoreboard=None, a3=None))
    window.resize(1600, 1000)
    come_back(window)
    return window


def test_the_plan_of_acme_is_made_by_hand_reviewed_and_printed(window, tmp_path, monkeypatch):
    def asked(save: Callable[[MainWindow, Path], None], name: str) -> Path:
        """Where the system's dialog is answered with."""
        path: Path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
        save(window, path)
        return path

    before = dumps(window.desk.recorded)
    press(window, "Plan")
    press(window, "Begin an empty plan")
    press(window, "Larger")
    gantt = Gantt(window)
    loops_and_objectives(window, gantt)
    say_who_answers(window)
    goals(window, gantt)
    people(window, gantt)
    bars_are_pulled_moved_and_done(window, gantt)
    one_waits_for_another(window, gantt)
    filtered(window, gantt)
    press(window, "Back to the map")
    monkeypatch.setattr(Clock, "day", REVIEW)
    measured(window)
    reviewed(window)
    the_review_sheet_says_everything(asked(review_sheet, "review.pdf").read_bytes())
    press(window, "End the review")
    the_a3_says_everything(window.desk.recorded, asked(a3, "a3.pdf").read_bytes())
    assert load(asked(document, "acme.vsm")) == window.desk.recorded
    undone(window)
    assert dumps(window.desk.recorded) == before


def loops_and_objectives(window, gantt: Gantt) -> None:
    """Each row gets its text, its owner, a bar drawn from its first to its last day, and what it is reached by."""
    for at, (loop, objectives) in enumerate(LOOPS.items()):
        if at == 0:
            fill(window, "Loop", loop)
        else:
            press(window, "New loop")
            gantt.typed(loop)
        choose(window, "Outline on the map", loop)
        for text, owner, burst in objectives:
            press(window, "New objective")
            gantt.typed(text)
            row = gantt.row(text)
            gantt.type(row, "Owner", owner)
            start, end = BARS[text]
            gantt.drag(gantt.at(row, start), gantt.at(row, end))
            assert gantt.days(row) == (start, end), "by weeks"
            pick(window, "Bursts that serve it", burst)
    assert gantt.column("Objective") == [
        words for loop, rows in LOOPS.items() for words in (loop, *(text for text, _who, _burst in rows))
    ]
    assert gantt.column("No.") == ["", "1", "2", "3", "", "4", "5", "", "6", "7"]


def say_who_answers(window) -> None:
    press(window, "About the plan")
    fill(window, "Manager", "M. Ortiz")
    fill(window, "Sponsor", "J. Park")
    fill(window, "Why now", WHY, None)
    fill(window, "Follow-up", FOLLOW_UP, None)


def goals(window, gantt: Gantt) -> None:
    """Bound to a number of the map, a goal fills now and target itself; others are words."""
    for text, number in GOALS.items():
        gantt.click(gantt.row(text), "Objective")
        choose(window, "Number", number)
    gantt.type(gantt.row(UPTIME), "Goal", WORDS[-2])
    gantt.type(gantt.row(PRESS), "Goal", WORDS[-1])
    found = {
        text: (gantt.text(gantt.row(text), "Now"), gantt.text(gantt.row(text), "Target")) for text in GOALS
    }
    assert found == {
        CELL: ("188 s", "169 s"), PULL: ("4.5 d", "2.0 d"), EVERY: ("7.6 d", "1.0 d"), MILK: ("5.0 d", "1.5 d")
    }  # fmt: skip


def people(window, gantt: Gantt) -> None:
    """One who is against it is a risk until somebody talks to them."""
    gantt.click(gantt.row(EVERY), "Objective")
    press(window, "Add somebody")
    fill(window, "Name of person 1", "Other families")
    fill(window, "Department of person 1", "Sales")
    choose(window, "Stand of person 1", "Against")
    fill(window, "What is needed of person 1", "Press time for their parts, week by week")
    assert "Against it: Other families" in labels(window)


def bars_are_pulled_moved_and_done(window, gantt: Gantt) -> None:
    row, (start, end) = gantt.row(UPTIME), BARS[UPTIME]
    later = date(2025, 7, 11)
    gantt.drag(gantt.at(row, end, edge="end"), gantt.at(row, later, edge="end"))
    assert gantt.days(row) == (start, later)
    gantt.drag(gantt.at(row, later, edge="end"), gantt.at(row, end, edge="end"))
    assert gantt.days(row) == (start, end)
    row, (start, end) = gantt.row(KANBAN), BARS[KANBAN]
    middle = start + (end - start) / 2
    gantt.drag(gantt.at(row, middle), gantt.at(row, middle + timedelta(days=28)))
    assert gantt.days(row) == (start + timedelta(days=28), end + timedelta(days=28))
    gantt.view.setFocus()
    for _week in range(4):
        gantt.key(Key.Key_Left, ALT)
    assert gantt.days(row) == (start, end)
    for text, share in ((UPTIME, 100), (PRESS, 60), (KANBAN, 40)):
        row, (start, end) = gantt.row(text), BARS[text]
        left, right = gantt.at(row, start, edge="start", low=True), gantt.at(row, end, edge="end", low=True)
        gantt.drag(left, left + (right - left) * share / 100)
        assert gantt.bar(row).endswith(f"{share} % done")


def one_waits_for_another(window, gantt: Gantt) -> None:
    """What comes later follows when what it waits for is put off."""
    for text, first in ((CELL, UPTIME), (PULL, CELL), (EVERY, PRESS)):
        gantt.click(gantt.row(text), "Objective")
        pick(window, "Waits for", first)
    row, (start, end) = gantt.row(PRESS), BARS[PRESS]
    middle, by = start + (end - start) / 2, timedelta(days=14)
    gantt.drag(gantt.at(row, middle), gantt.at(row, middle + by))
    follower = gantt.row(EVERY)
    (_first, last), (start, end) = gantt.days(row), gantt.days(follower)
    assert start > last > BARS[PRESS][1]
    assert end - start == BARS[EVERY][1] - BARS[EVERY][0]
    assert "followed" in window.statusBar().currentMessage()
    gantt.key(Key.Key_Z, CTRL)
    assert (gantt.days(row), gantt.days(follower)) == (BARS[PRESS], BARS[EVERY])


def filtered(window, gantt: Gantt) -> None:
    pick(window, "Filter", "D. Kim")
    assert gantt.column("Objective") == ["Stamping loop", PRESS, EVERY]
    pick(window, "Filter", "Show all")
    assert len(gantt.column("Objective")) == 10


def measured(window) -> None:
    """A measure, and what was reached in three months."""
    press(window, "Scoreboard")
    pick(window, "Add a measure", "Lead time")
    values = Table(window, "Values of the measure")
    for day, value in (("2025-05-31", "23.1"), ("2025-06-30", "22.4"), ("2025-07-31", "19.5 d")):
        last = len(values.column("Date")) - 1
        values.type(last, "Date", day)
        values.type(last, "Value", value)
    measures = Table(window, "Scoreboard")
    assert [measures.text(0, head) for head in ("Measure", "Baseline", "Target")] == [
        "Lead time",
        "23.6",
        "4.5",
    ]
    assert measures.text(0, "Last").endswith("19.5")


def reviewed(window) -> None:
    """Every row is looked at and marked; a measure at the end takes the value of the day."""
    press(window, "Plan")
    Gantt(window).click(0, "Objective")  # a review begins at the row one is on
    press(window, "Review")
    fill(window, "Reviewed by", "M. Ortiz", None)
    for at, (mark, remark) in enumerate(MARKS.values(), 1):
        assert f"{at} of 8" in labels(window)
        press(window, mark)
        if remark:
            fill(window, "Remark", remark)
        press(window, "Next")
    fill(window, "Value today", "18", Key.Key_Return)
    assert "4 ○ on track, 2 △ needs help, 1 × off track" in labels(window)


def review_sheet(window, path: Path) -> None:
    press(window, "Save the review sheet…")
    wait_for(lambda: path.exists() and not window.jobs.busy)


def a3(window, path: Path) -> None:
    """The dialog of the A3 shows the sheet, says that it can be read, and saves it."""
    QTest.keyClick(window, Key.Key_E, CTRL | SHIFT)
    dialog = next(one for one in window.findChildren(QDialog) if one.isVisible())
    button = seen(dialog, QPushButton, "Save as PDF…")
    wait_for(button.isEnabled)
    assert "Everything can be read at arm's length." in labels(dialog)
    press(dialog, "Save as PDF…")
    wait_for(path.exists)
    press(dialog, "Close")
    come_back(window)


def document(window, path: Path) -> None:
    QTest.keyClick(window, Key.Key_S, CTRL)
    wait_for(lambda: path.exists() and not window.jobs.busy)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in PdfDocument(pdf))


def the_a3_says_everything(stream: ValueStream, pdf: bytes) -> None:
    text = text_of(pdf)
    assert len(PdfDocument(pdf)) == 1
    steps = {step.name for state in stream.states for step in measure(stream, state.id).steps}
    assert [name for name in steps if name.split(" + ")[0] not in text] == []
    objectives = [
        (text, who, said_day(BARS[text][1])) for rows in LOOPS.values() for text, who, _burst in rows
    ]
    assert [row for row in objectives if " ".join(row) not in text] == []
    assert "Steering brackets: from 23.6 days to 4.5" in text
    for said in ("J. Park", "M. Ortiz", *LOOPS, *WORDS, "17 d late", "3 d late", "18 d", "23.1 22.4 19.5 18"):
        assert said in text, said
    assert smallest(sheet_of(stream, REVIEW).drawing) >= LEAST_TYPE - 0.01
    checked(pdf)


def the_review_sheet_says_everything(pdf: bytes) -> None:
    text = text_of(pdf)
    for row, who, _burst in (row for rows in LOOPS.values() for row in rows):
        start, end = map(said_day, BARS[row])
        remark = MARKS[row][1]
        asked = text[text.index(f" {row} ") :]
        assert f"{who} · {start} – {end}" in asked, row
        assert remark in asked, row
    checked(pdf)


def checked(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []


def undone(window) -> None:
    """Ctrl+Z until nothing is left to take back."""
    undo = seen(window, QAbstractButton, "Undo")
    for _step in range(300):
        if not undo.isEnabled():
            return
        QTest.keyClick(window, Key.Key_Z, CTRL)
    raise AssertionError("there is no end of it")
