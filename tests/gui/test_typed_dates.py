"""Dates typed as one writes them: kept as they are stored, and what can be two days refused with both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import type_into
from tests.gui.test_plan import opened
from vsm_desktop.ui.documents import sample_stream

Key = Qt.Key


@pytest.fixture
def window(make_window):
    window = make_window(sample_stream("acme-future.vsm"))
    window.resize(1600, 1000)
    window.desk.show_state("future")
    return window


def typed(editor, text: str) -> str:
    """Type into a field of a form and leave it; what is said of it."""
    editor.line.setFocus()
    editor.line.selectAll()
    QTest.keyClicks(editor.line, text)
    QTest.keyClick(editor.line, Key.Key_Return)
    QApplication.processEvents()
    return editor.message.text()


def test_a_row_of_the_plan_takes_dates_as_they_are_written(window):
    page = opened(window)
    id_ = next(one.id for one in page.rows if one.number == 2)
    page.choose(id_)
    QApplication.processEvents()
    start, end = (page.side.row.form.editors[key] for key in ("start", "end"))

    def dates() -> tuple[str, str]:
        return next((one.objective.start, one.objective.end) for one in page.rows if one.id == id_)

    for text in ("1 Dec 2025", "01.12.2025", "Dec 2025", "12/2025", "December 1, 2025"):
        assert typed(start, text) == ""
        assert dates()[0] == "2025-12-01"
        assert start.line.text() == "2025-12-01"
    assert typed(end, "Feb 2026") == ""
    assert dates() == ("2025-12-01", "2026-02-28")
    assert typed(end, "2/3/2026").startswith('"2/3/2026" is 2 Mar 2026 or 3 Feb 2026.')
    assert dates() == ("2025-12-01", "2026-02-28")
    assert typed(end, "3 Mar 2026") == ""
    assert dates() == ("2025-12-01", "2026-03-03")


def test_the_date_of_a_map_is_kept_in_one_form_and_may_be_words(window):
    for text, kept in (("1 Feb 2027", "2027-02-01"), ("Spring, second shift", "Spring, second shift")):
        type_into(window, "date", text)
        assert window.desk.frame.state.date == kept
