"""What an edit costs the table of a large map, and what opening it costs."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.streams import long_stream
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.edit.flow_steps import insert_after
from vsm_desktop.model.quantity import quantity
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.keyboard import grower_of
from vsm_desktop.ui.table.model import TableModel
from vsm_desktop.ui.table.page import TablePage

STEPS = 4_000  # elements: two thousand steps and their arrows


def test_the_table_follows_an_edit_among_2000_steps(benchmark, qapp):
    desk = Desk(long_stream(STEPS))
    model = TableModel(desk)
    model.show_desk(desk)
    times = iter(range(1, 10**9))
    told = []
    model.dataChanged.connect(lambda first, last: told.append(last.row() - first.row() + 1))

    def edited() -> tuple[tuple[Desk], dict[str, object]]:
        desk.commit("Edit", set_fields("n13", ct=quantity(next(times), "s")))
        told.clear()
        return (desk,), {}

    benchmark.pedantic(model.show_desk, setup=edited, rounds=40)
    assert sum(told) == 1, "only what changed is painted again"


def test_a_row_comes_among_2000(benchmark, qapp):
    desk = Desk(long_stream(STEPS))
    model = TableModel(desk)
    model.show_desk(desk)
    new: list[str] = []

    def inserted() -> tuple[tuple[Desk], dict[str, object]]:
        found = insert_after(grower_of(desk), "n13", "process")
        assert found is not None
        new.append(found.id)
        desk.commit("Insert", found.edit)
        return (desk,), {}

    benchmark.pedantic(model.show_desk, setup=inserted, rounds=15)
    assert model.row_of(new[-1]) is not None


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_opening_the_table_of_2000_steps(benchmark, qapp, qtbot):
    desk = Desk(long_stream(STEPS))

    def opened() -> TablePage:
        page = TablePage(desk, lambda: None, lambda _ids: None)
        page.resize(1400, 240)
        page.show()
        QApplication.processEvents()
        return page

    page = benchmark.pedantic(opened, rounds=5)
    assert page.sheet.table.rowCount() == STEPS // 2 + 2


def test_selecting_everything_of_2000_steps(benchmark, qapp, qtbot):
    desk = Desk(long_stream(STEPS))
    page = TablePage(desk, lambda: None, lambda _ids: None)
    qtbot.addWidget(page)
    desk.watchers.append(page.show_desk)
    everything = frozenset(node.id for node in desk.frame.state.nodes)

    def choose() -> None:
        desk.select(frozenset())
        desk.select(everything)

    benchmark.pedantic(choose, rounds=10)
    assert len(page.sheet.selected_rows()) == len(everything)
