"""The Paths page: the longest paths, each selected and lit on the map by key or click."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import a_stream, arrows, customer, process, stock
from tests.gui.hands import LEFT, click, type_into
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.edit.edits import delete, set_fields
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.value import Point
from vsm_desktop.ui.documents import sample_stream

Key = Qt.Key
PLACES = {
    "Coils": (80, 300), "Stamp": (220, 300), "Join": (700, 300), "Grain": (80, 500), "Mould": (220, 500),
    "Paint": (900, 200), "Plate": (900, 420), "Pack": (1100, 300), "Customer": (1250, 80),
}  # fmt: skip


def joined():
    """Two branches that join, then two routes: four paths."""
    nodes = [
        stock("Coils", qty=400), process("Stamp", ct=10), stock("Grain", qty=100), process("Mould", ct=30),
        process("Join", ct=60), process("Paint", ct=50), process("Plate", ct=90), process("Pack", ct=5),
        customer("100/d"),
    ]  # fmt: skip
    flows = arrows(
        "Coils > Stamp > Join [share 0.7] > Paint > Pack > Customer",
        "Grain > Mould > Join [share 0.3] > Plate > Pack",
        "Join [repeat 0.2] > Join",
    )
    stream = a_stream(*nodes, flows=flows)
    placed = tuple(node.evolve(at=Point(x=PLACES[node.id][0], y=PLACES[node.id][1])) for node in nodes)
    return stream.with_state(stream.states[0].evolve(nodes=placed))


@pytest.fixture
def window(make_window):
    return make_window(joined())


@pytest.fixture
def page(window):
    QTest.mouseClick(window.bottom.tabs["paths"], LEFT)
    QApplication.processEvents()
    return window.bottom.page("paths")


def cells(page, key: str) -> list[str]:
    """What stands in a column."""
    column = page.list.columns.index(key)
    return [page.list.index(row, column).data() for row in range(page.list.rowCount())]


def lights(window) -> tuple:
    return window.view._scene.lights.ops


def choose(page, row: int) -> None:
    QTest.mouseClick(page.viewport(), LEFT, pos=page.visualRect(page.list.index(row, 0)).center())
    QApplication.processEvents()


def test_the_paths_are_listed_longest_first_with_what_they_differ_by(window, page):
    assert cells(page, "path") == ["Stamp → Plate", "Stamp → Paint", "Mould → Plate", "Mould → Paint"]
    assert cells(page, "critical") == ["✓", "✓", "", ""]
    assert cells(page, "share") == ["30 %", "70 %", "30 %", "70 %"]
    assert cells(page, "rework") == ["× 1.25"] * 4
    assert cells(page, "elapsed") == ["4.0 d", "4.0 d", "1.0 d", "1.0 d"]
    assert cells(page, "behind")[0] == "longest"
    assert cells(page, "behind")[1:3] == ["−40 s", "−3.0 d"]
    assert cells(page, "work")[0] == "180 s"
    assert (
        page.list.index(0, 0)
        .data(Qt.ItemDataRole.ToolTipRole)
        .startswith("Coils → Stamp → Join → Plate → Pack\n")
    )


def test_nothing_is_chosen_by_looking(window, page):
    assert window.desk.selection == frozenset()
    assert lights(window) == ()
    assert page.hasFocus()


def test_a_click_selects_the_steps_of_a_path_and_lights_them(window, page):
    choose(page, 2)
    steps = {"Grain", "Mould", "Join", "Plate", "Pack", "Customer"}
    assert {id_ for id_ in window.desk.selection if ">" not in id_} == steps
    arrows_on = {tuple(id_.split(" ")[:3:2]) for id_ in window.desk.selection if ">" in id_}
    assert arrows_on == {
        ("Grain", "Mould"), ("Mould", "Join"), ("Join", "Join"), ("Join", "Plate"), ("Plate", "Pack"),
        ("Pack", "Customer"),
    }  # fmt: skip
    assert {op.fill for op in lights(window) if op.fill} == {tokens("light")["accent_t"]}


def test_arrow_keys_walk_from_path_to_path(window, page):
    QTest.keyClick(page, Key.Key_Down)
    assert page.currentIndex().row() == 0
    first = lights(window)
    assert "Stamp" in window.desk.selection
    QTest.keyClick(page, Key.Key_Down)
    QTest.keyClick(page, Key.Key_Down)
    assert page.currentIndex().row() == 2
    assert "Stamp" not in window.desk.selection
    assert "Mould" in window.desk.selection
    assert lights(window) not in ((), first)
    QTest.keyClick(page, Key.Key_Escape)
    assert window.view.hasFocus()
    assert lights(window), "what was chosen stays lit beside the map"


def test_the_list_follows_what_is_typed_and_the_light_its_path(window, page):
    choose(page, 2)
    window.desk.commit("More", set_fields("Grain", qty=quantity(900, "pc")))
    QApplication.processEvents()
    assert cells(page, "path")[:2] == ["Mould → Plate", "Mould → Paint"]
    assert cells(page, "elapsed")[0] == "9.0 d"
    assert page.currentIndex().row() == 0
    assert page.chosen is not None
    assert "Mould" in page.chosen.steps
    window.desk.undo()
    assert cells(page, "path")[0] == "Stamp → Plate"


def test_a_single_step_can_be_edited_while_its_path_is_lit(window, page):
    choose(page, 0)
    lit = lights(window)
    click(window, 220, 294)
    assert window.desk.selection == {"Stamp"}
    assert lights(window) == lit
    type_into(window, "ct", "4 h")
    assert cells(page, "work")[0] != "180 s"
    assert lights(window)


def test_the_light_goes_with_the_path_the_page_and_the_selection(window, page):
    choose(page, 2)
    click(window, 500, 120)
    assert window.desk.selection == frozenset()
    assert lights(window) == ()
    choose(page, 2)
    assert lights(window)
    QTest.mouseClick(window.bottom.tabs["problems"], LEFT)
    assert lights(window) == ()
    QTest.mouseClick(window.bottom.tabs["paths"], LEFT)
    assert lights(window)
    QTest.mouseClick(window.bottom.switch, LEFT)
    assert lights(window) == ()


def test_a_path_that_is_gone_is_lit_no_more(window, page):
    choose(page, 2)
    window.desk.commit("Delete", delete(frozenset({"Mould"})))
    QApplication.processEvents()
    assert page.chosen is None
    assert lights(window) == ()
    assert "Mould" not in " ".join(cells(page, "path"))


def test_a_path_comes_into_sight(window, page):
    window.view.zoom_to(3)
    window.view.centerOn(1250, 80)
    choose(page, 2)
    QTest.keyClick(page, Key.Key_Up)
    assert window.view.scale_now == pytest.approx(3)


def test_a_map_in_line_has_one_path_and_says_all_of_it(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    QTest.mouseClick(window.bottom.tabs["paths"], LEFT)
    page = window.bottom.page("paths")
    assert page.list.rowCount() == 1
    assert cells(page, "path")[0].count("→") == 4
    assert page.list.columns == ["path", "critical", "elapsed", "behind", "work"]


def test_no_paths_say_why(make_window):
    steps = (process("A", ct=5), process("B", ct=5))
    window = make_window(a_stream(*steps, flows=arrows("A > B > A")))
    QTest.mouseClick(window.bottom.tabs["paths"], LEFT)
    page = window.bottom.page("paths")
    assert page.list.rowCount() == 0
    assert "circle" in page._reason
    page.grab()
    QTest.keyClick(page, Key.Key_Down)
    assert page.chosen is None


def test_every_cell_is_said_with_its_column(window, page):
    said = [
        page.list.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for column in range(page.list.columnCount())
    ]
    assert said[0] == "Path: Stamp → Plate"
    assert said[1] == "Critical: critical path"
    assert said[-1] == "Processing: 180 s"


def test_paths_that_take_long_to_find_wait_for_a_pause_in_typing(window, page, qtbot):
    page._cost = 1.0
    window.desk.commit("More", set_fields("Grain", qty=quantity(900, "pc")))
    assert cells(page, "path")[0] == "Stamp → Plate"
    qtbot.waitUntil(lambda: cells(page, "path")[0] == "Mould → Plate")


def test_colours_follow_the_theme(window, page):
    choose(page, 0)
    window.desk.show_theme("dark")
    assert page.theme == "dark"
    assert {op.fill for op in lights(window) if op.fill} == {tokens("dark")["accent_t"]}


def test_the_start_does_not_wait_for_the_paths():
    import subprocess

    code = "import sys, vsm_desktop.ui.window\nsys.exit('vsm_desktop.ui.paths' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_paths_over_the_same_processes_are_told_apart_by_their_stocks(make_window):
    nodes = [stock("Steel", days=2), stock("Brass", days=5), process("Turn", ct=10), customer("1/d")]
    window = make_window(a_stream(*nodes, flows=arrows("Steel > Turn > Customer", "Brass > Turn")))
    QTest.mouseClick(window.bottom.tabs["paths"], LEFT)

    assert cells(window.bottom.page("paths"), "path") == ["Brass", "Steel"]
