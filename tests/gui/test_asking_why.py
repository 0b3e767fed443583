"""Any number says how it came about when it is clicked, and the card follows the map."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton

from tests.benchmarks.streams import branched
from tests.builders import a_stream, customer, process, stock
from tests.export.oracle import named
from tests.gui.hands import LEFT, NONE, click
from tests.gui.sheets import cell, open_table
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.export.pdf import pdf_bytes
from vsm_desktop.export.workbook import workbook_bytes
from vsm_desktop.model.quantity import quantity
from vsm_desktop.ui.documents import sample_stream

Key = Qt.Key


@pytest.fixture
def window(make_window):
    return make_window(sample_stream("acme-current.vsm"))


def ask(window, key: str):
    """Click a number of the strip; the card that opens."""
    place = next(place for one, place in window.strip.places() if one.key == key)
    QTest.mouseClick(window.strip, LEFT, NONE, place.center())
    return window.explaining.card


def rows(card) -> list[str]:
    return [card.model.data(card.model.index(i, 0)) for i in range(card.model.rowCount())]


def open_row(card, text: str) -> None:
    """Click a row of the card."""
    row = next(i for i, words in enumerate(rows(card)) if words.startswith(text))
    index = card.model.index(row, 0)
    card.list.scrollTo(index)
    QTest.mouseClick(card.list.viewport(), LEFT, NONE, card.list.visualRect(index).center())


def choose(card, words: str) -> None:
    """Click one of the ways to count."""
    button = next(one for one in card.findChildren(QRadioButton) if one.text() == words and one.isVisible())
    QTest.mouseClick(button, LEFT, NONE, QPoint(8, button.height() // 2))
    QApplication.processEvents()


def ladder_text(window, part: str) -> QPoint:
    """The middle of a number of the ladder, in map units."""
    found = next(one for one in window.desk.frame.drawing.parts if one.id == part)
    text = next(op for op in found.ops if hasattr(op, "text"))
    return found.x + text.x + text.width / 2, found.y + text.y - text.size / 3


def test_a_click_on_a_number_of_the_strip_explains_it(window):
    card = ask(window, "lead_time_days")

    assert card.isVisible()
    assert card.value.text() == "23.6 d"
    assert (
        card.formula.text()
        == "= Stock as time (Coils) + sum of Days of supply (5) + Transit time (Daily truck)"
    )
    assert rows(card)[:2] == ["Stock as time (Coils): 5 d", "Days of supply (Stamped parts): 7.6 d"]
    assert window.view._scene.lights.ops, "the symbols it came from are lit"

    open_row(card, "Days of supply (Stamped parts)")
    assert card.title.text() == "Days of supply – Stamped parts"
    assert rows(card)[-1] == "Demand per day: 920 pc / d"
    QTest.mouseClick(card.back, LEFT)
    assert card.title.text() == "Lead time"

    QTest.keyClick(card, Key.Key_Escape)
    assert not card.isVisible()
    assert not window.view._scene.lights.ops


def test_a_way_to_count_changes_strip_ladder_pdf_and_sheet_alike_and_undo_restores_all(make_window):
    window = make_window(a_stream(stock("Coils", days="2 d"), process("Cure", ct="3 h"), customer("10/d")))

    def everywhere() -> tuple[object, ...]:
        frame = window.desk.frame
        shown = next(one for one in window.strip.cells if one.key == "lead_time_days")
        book = load_workbook(
            BytesIO(workbook_bytes(frame.stream, frame.state, frame.report, True)), data_only=True
        )
        pdf = PdfDocument(pdf_bytes(frame.drawing))[0].get_textpage().get_text_bounded()
        total = next(part for part in frame.drawing.parts if part.id == "@totals")
        ladder = [op.text for op in total.ops if getattr(op, "ref", "") == "lead_time_days"]
        return (
            (f"{shown.value} {shown.unit}", shown.note),
            ladder,
            [words for words in ("2.4 d", "2.0 d", "waits only", "waits + processing") if words in pdf],
            named(book, "lead_time_days"),
        )

    before = everywhere()
    assert before == (
        ("2.4 d", "waits + processing"),
        ["2.4 d"],
        ["2.4 d", "waits + processing"],
        pytest.approx(2.4),
    )
    card = ask(window, "lead_time_days")
    choose(card, "waits only")

    assert everywhere() == (("2.0 d", "waits only"), ["2.0 d"], ["2.0 d", "waits only"], pytest.approx(2.0))
    assert (card.value.text(), rows(card)) == ("2.0 d", ["Stock as time (Coils): 2 d"])
    window.actions_by_name["undo"].trigger()
    assert everywhere() == before


def test_a_number_of_the_ladder_explains_itself(window):
    click(window, *ladder_text(window, "@wait:weld1"))
    card = window.explaining.card
    assert card.value.text() == "7.6 d"
    assert card.title.text().startswith("Days of supply") or card.title.text().startswith("Waiting")
    QTest.keyClick(card, Key.Key_Escape)

    click(window, *ladder_text(window, "@work:weld1"))
    assert card.value.text() == "39 s"
    assert rows(card) == ["Cycle time (Spot weld 1): 39 s"]


def test_a_rung_over_several_waits_adds_them_up(make_window):
    nodes = [process("A", ct="10 s"), stock("B", days="1 d"), stock("C", days="2 d"), process("D", ct="5 s")]
    window = make_window(a_stream(*nodes, customer("10/d")))
    window.view.fit()
    click(window, *ladder_text(window, "@wait:D"))

    card = window.explaining.card
    assert card.value.text() == "3.0 d"
    assert rows(card) == ["Waiting (B): 1.0 d", "Waiting (C): 2.0 d"]


def test_an_input_leads_to_its_symbol(window):
    card = ask(window, "takt_s")
    open_row(card, "Demand per day")
    open_row(card, "Demand by variant: Left")

    assert not card.isVisible()
    assert window.desk.selection == {"state_street"}


def test_results_of_the_properties_and_of_the_table_can_be_asked(window):
    window.desk.select(frozenset({"assy1"}))
    load = window.properties.page._values["utilization"]
    load.setFocus()
    QTest.keyClick(load, Key.Key_Return)
    card = window.explaining.card
    assert (card.title.text(), card.value.text()) == ("Load – Assembly 1", "103.3 %")
    QTest.keyClick(card, Key.Key_Escape)

    sheet = open_table(window).sheet
    at = sheet.visualRect(cell(sheet, "assy1", "capacity_per_day"))
    sheet.scrollTo(cell(sheet, "assy1", "capacity_per_day"))
    at = sheet.visualRect(cell(sheet, "assy1", "capacity_per_day")).center()
    QTest.mouseClick(sheet.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(sheet.viewport(), LEFT, NONE, at)
    assert card.isVisible()
    assert card.title.text() == "Capacity per day – Assembly 1"


def test_the_key_asks_for_what_is_selected(window):
    window.desk.select(frozenset({"weld2"}))
    window.view.setFocus()
    window.actions_by_name["ask_why"].trigger()

    card = window.explaining.card
    assert card.title.text() == "Load – Spot weld 2"
    QTest.keyClick(card.list, Key.Key_Down)
    QTest.keyClick(card.list, Key.Key_Right)
    assert card.title.text() != "Load – Spot weld 2"
    QTest.keyClick(card, Key.Key_Backspace)
    assert card.title.text() == "Load – Spot weld 2"


def test_the_card_follows_the_map(window, qtbot):
    card = ask(window, "lead_time_days")
    window.desk.commit("Days", set_fields("coils", days=quantity(10, "day")))

    qtbot.waitUntil(lambda: card.value.text() == "28.6 d")
    assert rows(card)[0] == "Stock as time (Coils): 10 d"


def test_the_stock_is_counted_piece_by_piece(window):
    card = ask(window, "wip_pc")

    assert card.title.text() == "Pieces in the stream"
    assert card.value.text() == "21,730 pc"


def test_alt_and_a_click_ask_for_what_stands_in_a_data_box(window):
    part = next(one for one in window.desk.frame.drawing.parts if one.id == "weld1")
    text = next(op for op in part.ops if getattr(op, "ref", "") == "weld1.ct")
    at = (part.x + text.x + text.width / 2, part.y + text.y - 3)
    click(window, *at, Qt.KeyboardModifier.AltModifier)

    card = window.explaining.card
    assert card.title.text() == "Cycle time – Spot weld 1"
    assert (card.value.text(), card.formula.text()) == ("39 s", "Entered on the map.")
    assert "Load (Spot weld 1): 65 %" in rows(card)
    assert any(row.startswith("Processing time: 188 s") for row in rows(card))


def test_a_large_map_is_answered_while_the_window_goes_on(make_window, qtbot):
    window = make_window(branched(1_000))
    ask(window, "lead_time_days")
    assert window.explaining.card is None, "the window is free meanwhile"

    qtbot.waitUntil(lambda: window.explaining.card is not None and window.explaining.card.isVisible())
    assert "Waiting" in window.explaining.card.formula.text()


def test_a_step_that_goes_takes_the_card_with_it(window, qtbot):
    window.desk.select(frozenset({"assy1"}))
    window.actions_by_name["ask_why"].trigger()
    card = window.explaining.card
    window.actions_by_name["delete"].trigger()

    qtbot.waitUntil(lambda: not card.isVisible())


def test_what_is_missing_is_named(make_window):
    window = make_window(a_stream(process("A", ct="10 s"), process("B"), customer("10/d")))
    card = ask(window, "lead_time_days")

    assert card.value.text().startswith("≥")
    assert "B cannot be timed" in card.reason.text()
    open_row(card, "Processing time")
    assert "Cycle time (B): not entered" in rows(card)


def test_a_click_beside_the_card_is_a_click_on_what_lies_there(window):
    window.desk.select(frozenset({"assy2"}))
    card = ask(window, "takt_s")
    part = next(one for one in window.desk.frame.drawing.parts if one.id == "assy1")
    at = window.view.viewport().mapTo(window, window.view.mapFromScene(part.x, part.y))
    assert not card.geometry().contains(at)
    QTest.mouseClick(card.scrim, LEFT, NONE, at)

    assert not card.isVisible()
    assert window.desk.selection == {"assy1"}
    assert not window.desk.tool.busy
