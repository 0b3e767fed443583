"""The coach beside the map: on Acme, a proposal is previewed, accepted in a future state, and undone, by mouse and key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.gui.hands import LEFT
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.model.quantity import quantity
from vsm_desktop.store.files import dumps
from vsm_desktop.ui.documents import sample_stream

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(make_window):
    return make_window(sample_stream("acme-current.vsm"))


@pytest.fixture
def panel(window):
    QTest.keyClick(window.view, Key.Key_8, CTRL)
    QApplication.processEvents()
    return window.analysing.coach.panel


def choose(panel, number: int):
    """Click the row of a question."""
    question = panel.questions[number - 1]
    panel.area.ensureWidgetVisible(question.button)
    QApplication.processEvents()
    QTest.mouseClick(question.button, LEFT)
    QApplication.processEvents()
    return question


def test_it_stands_in_the_place_of_the_properties_and_gives_it_back(window, panel) -> None:
    assert panel.isVisible()
    assert window.properties.isHidden()
    assert window.actions_by_name["coach"].isChecked()
    assert [one.button.status.text() for one in panel.questions[:2]] == ["✓ Answered", "○ Open"]
    assert panel.questions[0].button.hasFocus()

    QTest.keyClick(panel.questions[0].button, Key.Key_Escape)
    assert window.view.hasFocus()
    QTest.keyClick(window.view, Key.Key_8, CTRL)
    assert panel.isHidden()
    assert window.properties.isVisible()


def test_a_proposal_is_previewed_accepted_in_a_future_state_and_undone(window, panel, qtbot) -> None:
    before = window.desk.recorded
    question = choose(panel, 3)
    assert [card.title.text() for card in question.cards] == [
        "One cell with 4 operators: Spot weld + assembly",
        "One cell with 3 operators, 7 s less work: Spot weld + assembly",
    ]

    card = question.cards[0]
    window.desk.select(frozenset({"weld1", "stamping"}))

    def pointed_at() -> bool:
        """Off the card and onto it, wherever the panel has come to rest."""
        QTest.mouseMove(window.view.viewport(), QPoint(5, 5))
        QTest.mouseMove(card, QPoint(20, 10))
        QApplication.processEvents()
        return panel.tag.isVisible()

    qtbot.waitUntil(pointed_at)
    assert panel.tag.text() == "Preview: One cell with 4 operators: Spot weld + assembly"
    assert window.desk.frame.state.node("cell1") is not None  # seen, not recorded
    assert window.desk.recorded is before
    QTest.mouseMove(window.view.viewport(), QPoint(5, 5))
    QApplication.processEvents()
    assert window.desk.frame.stream is before
    assert window.desk.selection == {"weld1", "stamping"}
    assert panel.tag.isHidden()

    QTest.mouseClick(card.button, LEFT)
    QApplication.processEvents()
    assert [one.id for one in window.desk.recorded.states] == ["current", "future"]
    assert window.desk.frame.state_id == "future"
    assert window.desk.recorded.state("current") is before.state("current")
    assert window.desk.frame.state.node("cell1").operators.value == 4
    assert question.button.status.text() == "✓ Answered"
    assert panel.note.isHidden()
    assert panel.questions[3].is_open
    assert panel.questions[3].button.hasFocus()  # the next one that is open
    assert window.view.sees_sheet

    QTest.keyClick(window, Key.Key_Z, CTRL)
    QApplication.processEvents()
    assert dumps(window.desk.recorded) == dumps(before)
    assert question.button.status.text() == "○ Open"


def test_a_second_proposal_goes_into_the_same_future_state(window, panel) -> None:
    QTest.mouseClick(choose(panel, 3).cards[0].button, LEFT)
    window.desk.show_state("current")
    QTest.mouseClick(choose(panel, 2).cards[0].button, LEFT)
    QApplication.processEvents()

    assert [one.id for one in window.desk.recorded.states] == ["current", "future"]
    assert window.desk.frame.state.node("fg").kind == "supermarket"
    assert window.desk.frame.state.node("cell1") is not None
    assert window.palette_panel.kept.recent == (), "nobody took these from the palette"


def test_the_keyboard_previews_and_what_is_typed_sizes_the_proposals(window, panel) -> None:
    question = choose(panel, 2)
    line = question.form.editors["buffer"].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "3 d")
    QApplication.processEvents()
    assert "= 4 d (3,680 pc)" in panel.answers[1].proposals[0].sentence
    assert line.hasFocus()

    question.cards[0].button.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert window.desk.frame.state.node("fg").days.value == 4
    QTest.keyClick(question.cards[0].button, Key.Key_Escape)
    QApplication.processEvents()
    assert window.desk.frame.state.node("fg").kind == "inventory"


def test_numbers_are_asked_why_and_all_answers_copied(window, panel) -> None:
    question = panel.questions[0]
    link = next(one for one in question.findChildren(QPushButton) if one.text() == "60 s")
    QTest.mouseClick(link, LEFT)
    QApplication.processEvents()
    assert window.explaining.card.isVisible()
    window.explaining.card.close_card()

    question.button.setFocus()
    QTest.keyClick(question.button, Key.Key_C, CTRL)
    clip = QApplication.clipboard().mimeData()
    assert clip.text().startswith("1. What is the takt time? – Answered")
    assert "<td>Where can work flow continuously?</td>" in clip.html()


def test_what_does_not_apply_asks_for_nothing(make_window) -> None:
    window = make_window(sample_stream("emergency-department.vsm"))
    QTest.keyClick(window.view, Key.Key_8, CTRL)
    QApplication.processEvents()
    panel = window.analysing.coach.panel
    goods = choose(panel, 2)
    assert goods.button.status.text() == "– Not applicable"
    assert goods.form is None or goods.form.isHidden()
    flow = choose(panel, 3)
    assert "queues go" in " ".join(one.sentence for one in panel.answers[2].proposals)
    assert flow.cards


def test_the_target_of_the_cycle_is_typed_where_it_is_asked(window, panel) -> None:
    line = panel.questions[0].form.editors["planned_cycle"].line
    line.setFocus()
    QTest.keyClicks(line, "93.3333 %")
    QTest.keyClick(line, Key.Key_Return)
    QApplication.processEvents()
    assert window.desk.frame.state.options.planned_cycle.base == pytest.approx(0.933333)
    titles = [each.title for each in panel.answers[2].proposals]
    assert titles == [
        "One cell with 4 operators: Spot weld + assembly",
        "One cell with 3 operators, 19 s less work: Spot weld + assembly",
    ]


@pytest.mark.parametrize("typed", ["56 s", "56/60", "0.933333 min"])
def test_the_target_of_the_cycle_is_a_time_or_a_share(window, panel, typed) -> None:
    line = panel.questions[0].form.editors["planned_cycle"].line
    line.setFocus()
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Key.Key_Return)
    QApplication.processEvents()
    assert window.desk.frame.state.options.planned_cycle.base == pytest.approx(56 / 60, rel=1e-5)
    assert panel.answers[2].proposals[1].title.startswith("One cell with 3 operators, 19 s less work")


def test_what_a_proposal_does_follows_the_map(window, panel) -> None:
    card = choose(panel, 3).cards[0]

    def said() -> list[str]:
        return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]

    assert any(text.startswith("23.6 d →") for text in said())
    window.desk.commit("Other coils", set_fields("coils", days=quantity(9, "day")))
    QApplication.processEvents()
    assert panel.questions[2].cards[0] is card, "its words are the same"
    assert any(text.startswith("27.6 d →") for text in said())
    assert not any(text.startswith("23.6 d →") for text in said())
