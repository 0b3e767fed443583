"""The glide path under the plan: every number that is expected, below one another or one at a time."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.export.test_glided import TODAY, with_quality
from tests.gui.hands import LEFT
from tests.gui.test_everything_has_a_name import nameless

LEAD, QUALITY = "Expected lead time", "Expected value stream %C&A"


@pytest.fixture
def window(make_window):
    window = make_window(with_quality())
    window.resize(1440, 1000)
    return window


def titles(path) -> list[str]:
    return [one.accessibleName() for one in path.charts if one.isVisible()]


def test_one_number_at_a_time_where_there_is_no_room_for_all(window):
    page = window.bottom.page("plan")
    page.today = lambda: TODAY
    QTest.mouseClick(window.bottom.tabs["plan"], LEFT)
    window.bottom.parentWidget().setSizes([400, 400])
    QApplication.processEvents()
    path = page.path
    assert titles(path) == [f"{LEAD} by month"]
    assert path.choice.isVisible()
    assert not nameless(window)
    lead, quality = path.choice.menu().actions()
    assert (lead.isChecked(), quality.isChecked()) == (True, False)
    quality.trigger()
    assert titles(path) == [f"{QUALITY} by month"]
    assert path.choice.text() == QUALITY


def test_all_of_them_where_there_is_room(window):
    window.actions_by_name["plan_large"].trigger()
    QApplication.processEvents()
    path = window.analysing.plan.view.path
    assert titles(path) == [f"{LEAD} by month", f"{QUALITY} by month"]
    assert not path.choice.isVisible()
