"""Acme from its current to its future state: five bursts are recorded by hand, and the printed results come out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import LEFT, click, keys, place_of, type_into
from vsm_desktop.edit.edits import in_state, set_options
from vsm_desktop.insight.bursts import burst_effects
from vsm_desktop.insight.comparison import compare
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import dumps, loads
from vsm_desktop.ui.bursts.recorder import recorder_of
from vsm_desktop.ui.documents import sample_stream

CASES = Path(__file__).parents[1] / "cases"
RECORD = (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def select(window, id_: str) -> None:
    window.view.reveal(box_round(window, id_))
    click(window, *place_of(window, id_))
    assert window.desk.selection == {id_}


def box_round(window, id_: str):
    x, y = place_of(window, id_)
    return (x - 30, y - 30, x + 30, y + 30)


def typed(window, id_: str, **values: str) -> None:
    select(window, id_)
    page = window.properties.page
    if not page.form._more.isHidden():
        page.form._more.click()
    for key, text in values.items():
        type_into(window, key, text)


def removed(window, *ids: str) -> None:
    for id_ in ids:
        select(window, id_)
        keys(window, Qt.Key.Key_Delete)


def recorded(window, title: str, changes) -> None:
    """Press, change the map, stop, and call it something."""
    window.view.setFocus()
    keys(window, *RECORD)
    changes()
    QTest.mouseClick(recorder_of(window).bar.stop, LEFT)
    QTest.keyClicks(window.bottom.page("bursts").form.form.editors["title"].line, title)
    QApplication.processEvents()


def test_five_bursts_lead_from_the_current_to_the_printed_future_state(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    window.activateWindow()
    before = dumps(window.desk.recorded)

    recorded(window, "Weld uptime", lambda: typed(window, "weld2", uptime="100 %"))
    recorded(window, "Daily milk run", lambda: typed(window, "coils", days="1.5 d"))
    recorded(window, "Stamping changeover", lambda: typed(window, "inv_stamp", days="1 d"))

    def cell() -> None:
        removed(window, "weld2", "assy1", "assy2", "inv_w1", "inv_w2", "inv_a1")
        typed(window, "weld1", name="Weld + assembly cell", ct="56 s", pt="168 s")

    recorded(window, "One cell", cell)
    recorded(window, "Pitch 20 min", lambda: typed(window, "fg", days="2 d"))

    report = window.desk.frame.report
    assert report.number("lead_time_days") == pytest.approx(4.5)
    assert report.number("processing_time_s") == pytest.approx(169)
    page = window.bottom.page("bursts")
    assert [line.words["in_order"] for line in page.rows.list.rows] == [
        "0.0 d", "−3.5 d", "−6.6 d", "−6.5 d", "−2.5 d",
    ]  # fmt: skip
    assert page.total.text() == "Together: 23.6 d → 4.5 d (−19.1 d)"
    assert page.hand.isHidden(), "everything that was changed belongs to a burst"
    current = window.desk.recorded.state("current")
    assert current == loads(before).state("current")
    found = burst_effects(loads(dumps(window.desk.recorded)), window.desk.frame.state_id)
    assert found.together_days == pytest.approx(4.5)
    assert_printed(window.desk.recorded, window.desk.frame.state_id)
    compared(window)
    while window.desk.history.undo_label:
        window.desk.undo()
    assert dumps(window.desk.recorded) == before


def assert_printed(stream: ValueStream, state_id: str) -> None:
    """The results printed for the future state, counted by the conventions they were printed with."""
    case = json.loads((CASES / "acme-future.json").read_text(encoding="utf-8"))
    options = stream.state(state_id).options.evolve(**case["options"])
    report = measure(in_state(state_id, set_options(options))(stream), state_id)
    for key, expected in case["expected"].items():
        assert report.number(key) == pytest.approx(expected["value"], rel=1e-9), key


def compared(window) -> None:
    """F7 shows what became of the current state, and Esc leads back to the map."""
    window.view.setFocus()
    keys(window, Qt.Key.Key_F7)
    view = window.comparing.view
    pairs = {pair.key: pair for pair in view.strip.cells}
    assert (pairs["lead_time_days"].before, pairs["lead_time_days"].value) == ("23.6", "4.5")
    stream, id_ = window.desk.recorded, window.desk.frame.state_id
    found = compare((stream, "current"), (stream, id_))
    parts = [(part.label, round(part.days, 1)) for part in found.waterfall.parts]
    assert parts == [
        ("Coils", -3.5), ("Stamped parts", -6.6), ("Spot weld 2 to Assembly 2", -6.5), ("Finished goods", -2.5),
    ]  # fmt: skip
    assert sum(part.days for part in found.waterfall.parts) == pytest.approx(4.5 - 10865 / 460, abs=1e-9)
    QTest.keyClick(view.eyes, Qt.Key.Key_Escape)
    assert window.view.isVisible()
