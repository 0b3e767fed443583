"""The table follows the desk: rows and columns come and go, and only what differs is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.model.maps import a_state, a_stream, acme, arrow, in_line, process, stock
from vsm_desktop.edit.edits import add_node, chain, delete, move, set_fields, set_options, set_state
from vsm_desktop.edit.flow_steps import insert_after
from vsm_desktop.metrics import measure as measure_module
from vsm_desktop.metrics import readings as readings_module
from vsm_desktop.model.quantity import Provenance, quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.keyboard import grower_of
from vsm_desktop.ui.table.columns import Mode
from vsm_desktop.ui.table.model import TableModel

Role = Qt.ItemDataRole


class Bench:
    """A desk and a model that follows it, with what the model told."""

    def __init__(self, stream: ValueStream, mode: Mode = "steps") -> None:
        self.desk = Desk(stream)
        self.model = TableModel(self.desk, mode)
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        self.model.show_desk(self.desk)
        self.desk.watchers.append(self.model.show_desk)
        self.changed: list[tuple[int, int]] = []
        self.resets: list[bool] = []
        self.model.dataChanged.connect(lambda a, b: self.changed.append((a.row(), b.row())))
        self.model.modelReset.connect(lambda: self.resets.append(True))

    def at(self, id_: str, key: str):
        column = [one.key for one in self.model.shown].index(key)
        return self.model.index(self.model.row_of(id_), column)

    def text(self, id_: str, key: str) -> str:
        return self.model.data(self.at(id_, key))

    def names(self) -> list[str]:
        return [self.model.headerData(i, Qt.Orientation.Vertical) for i in range(self.model.rowCount())]


@pytest.fixture
def bench(qapp) -> Bench:
    measure_module._recent.forget()  # another test may have had the same map
    readings_module._recent.forget()
    return Bench(acme())


def test_cells_show_values_as_typed_and_results(bench):
    assert bench.text("stamping", "co") == "1 h"
    assert bench.text("coils", "qty") == "4600 pc"
    assert bench.text("coils", "days_of_supply") == "5.0 d"
    assert bench.text("welding", "utilization") == "▲ 130 %"
    assert bench.text("coils", "ct") == ""
    assert bench.model.cell(bench.at("coils", "ct").row(), bench.at("coils", "ct").column()).state == "void"


def test_only_what_can_be_typed_is_editable(bench):
    def editable(id_: str, key: str) -> bool:
        return bool(bench.model.flags(bench.at(id_, key)) & Qt.ItemFlag.ItemIsEditable)

    assert editable("welding", "ct")
    assert not editable("coils", "ct")
    assert not editable("welding", "kind")
    assert not editable("welding", "utilization")


def test_an_unknown_result_is_a_dash_with_its_reason(qapp):
    bench = Bench(a_stream(in_line(process("a"), stock("b"))))
    at = bench.at("a", "utilization")
    assert bench.model.data(at) == "–"
    assert bench.model.data(at, Role.ToolTipRole)


def test_headers_name_rows_and_columns_for_everybody(bench):
    assert bench.names()[:3] == ["Inventory", "Stamping", "Inventory"]
    assert bench.names()[-1] == "Add a step"
    ct = [column.key for column in bench.model.shown].index("ct")
    across = Qt.Orientation.Horizontal
    assert bench.model.headerData(ct, across) == "C/T"
    assert bench.model.headerData(ct, across, Role.AccessibleTextRole) == "Cycle time"
    assert bench.model.headerData(ct, across, Role.ToolTipRole).startswith("Cycle time: ")
    assert bench.model.data(bench.at("coils", "ct"), Role.AccessibleTextRole) == "does not apply"
    assert bench.model.data(bench.at("welding", "ct"), Role.AccessibleTextRole) == "39 s"


def test_headers_are_told_apart(bench):
    bench.model.show_all_columns(True)
    headers = [column.header for column in bench.model.shown]
    assert len(set(headers)) == len(headers)


def test_only_the_changed_row_is_told(bench):
    bench.desk.commit("Edit", set_fields("welding", name="Weld"))
    row = bench.model.row_of("welding")
    assert bench.changed == [(row, row)]
    bench.changed.clear()
    bench.desk.preview(move(frozenset({"coils"}), 6, 0))
    assert bench.changed == [(bench.model.row_of("coils"),) * 2]


def test_rows_whose_numbers_change_are_told_too(bench):
    bench.desk.commit("Edit", set_fields("customer", demand=quantity(1840, "pc/day")))
    told = {row for first, last in bench.changed for row in range(first, last + 1)}
    assert {bench.model.row_of(id_) for id_ in ("coils", "welding", "customer")} <= told
    assert bench.text("coils", "days_of_supply") == "2.5 d"


def test_nothing_is_told_where_nothing_changed(bench):
    bench.desk.select(frozenset({"welding"}))
    bench.desk.show_theme("dark")
    assert (bench.changed, bench.resets) == ([], [])


def test_rows_come_and_go_in_place(bench):
    keeper = QPersistentModelIndex(bench.at("finished", "name"))
    found = insert_after(grower_of(bench.desk), "stamping", "process")
    bench.desk.commit("Insert", chain(found.edit, set_fields(found.id, name="New")))
    assert bench.names()[:5] == ["Inventory", "Stamping", "New", "Inventory", "Welding"]
    assert keeper.row() == bench.model.row_of("finished")
    bench.desk.commit("Delete", delete({found.id, "coils"}))
    assert keeper.row() == bench.model.row_of("finished")
    bench.desk.undo()
    bench.desk.undo()
    assert keeper.row() == bench.model.row_of("finished")
    assert bench.resets == []


def test_rows_that_change_places_keep_who_they_are(qapp):
    bench = Bench(a_stream(in_line(process("a", 1), process("b", 2), process("c", 3))))
    keeper = QPersistentModelIndex(bench.at("a", "ct"))
    turned = (arrow("c", "b"), arrow("b", "a"))
    bench.desk.commit("Turn", set_state(flows=turned))
    assert [bench.model.id_at(i) for i in range(3)] == ["c", "b", "a"]
    assert keeper.row() == 2
    assert bench.text("a", "ct") == "1 s"


def test_another_state_is_another_table(qapp):
    bench = Bench(a_stream(in_line(process("a")), a_state((process("z", 5),), id="future")))
    bench.desk.show_state("future")
    assert bench.resets == [True]
    assert bench.names() == ["Z", "Add a step"]


def test_columns_come_with_data_and_stay(bench):
    keys = [column.key for column in bench.model.shown]
    assert "scrap" not in keys
    bench.desk.commit("Edit", set_fields("welding", scrap=quantity(2, "%")))
    assert bench.text("welding", "scrap") == "2 %"
    bench.desk.undo()
    assert "scrap" in [column.key for column in bench.model.shown], "nothing jumps"
    bench.model.show_all_columns(True)
    assert {"fpy", "oee", "reorder", "distance"} <= {column.key for column in bench.model.shown}
    bench.model.show_all_columns(False)
    assert [column.key for column in bench.model.shown] == keys


def test_a_new_kind_brings_its_everyday_columns(qapp):
    bench = Bench(a_stream(a_state()))
    assert bench.names() == ["Add a step"]
    bench.desk.commit("Add", chain(add_node(process("a")), add_node(stock("b"))))
    assert {"ct", "co", "uptime", "operators", "qty", "days"} <= {column.key for column in bench.model.shown}


def test_a_typed_value_is_one_step(bench):
    assert bench.model.setData(bench.at("welding", "ct"), "41")
    assert bench.desk.frame.state.node("welding").ct == quantity(41, "s", "41")
    assert bench.desk.history.undo_label == "Change cycle time"
    assert bench.model.setData(bench.at("welding", "ct"), "41"), "the same again is no change"
    assert len(bench.desk.history.steps) == 1


def test_what_was_previewed_is_recorded_all_the_same(bench):
    bench.model.preview(bench.at("welding", "ct"), "41")
    assert bench.text("welding", "ct") == "41 s"
    assert bench.desk.history.steps == []
    bench.model.setData(bench.at("welding", "ct"), "41")
    assert len(bench.desk.history.steps) == 1


def test_what_cannot_stand_stays_as_typed_and_the_map_keeps_what_it_had(bench):
    at = bench.at("welding", "ct")
    bench.model.preview(at, "4")
    assert not bench.model.setData(at, "4 sq")
    assert bench.text("welding", "ct") == "4 sq"
    assert bench.model.data(at, Role.ToolTipRole) == '"sq" is no unit of time. Try 4 s or 4 min.'
    assert bench.desk.frame.state.node("welding").ct == quantity(39, "s")
    assert bench.desk.frame.stream is bench.desk.history.current
    bench.desk.commit("Elsewhere", set_fields("stamping", name="Press"))
    assert bench.text("welding", "ct") == "4 sq", "other changes do not touch it"
    bench.desk.commit("Here", set_fields("welding", ct=quantity(40, "s")))
    assert bench.text("welding", "ct") == "40 s"


def test_a_right_value_takes_the_place_of_a_wrong_one(bench):
    at = bench.at("welding", "ct")
    bench.model.setData(at, "?")
    assert bench.model.setData(at, "39 s"), "also the one that was there before"
    assert bench.text("welding", "ct") == "39 s"
    assert bench.desk.history.steps == []


def test_arrows_with_their_ends(qapp):
    bench = Bench(acme(), "arrows")
    assert [bench.text("supplier-coils", key) for key in ("source", "target", "kind", "label")] == [
        "Steel Co",
        "Inventory",
        "Shipment",
        "Tue + Thu",
    ]
    bench.changed.clear()
    bench.desk.commit("Edit", set_fields("supplier", name="Michigan"))
    rows = {row for first, last in bench.changed for row in range(first, last + 1)}
    assert rows == {bench.model.row_of("supplier-coils"), bench.model.row_of("control-supplier")}
    assert bench.model.setData(bench.at("coils-stamping", "kind"), "Pull")
    assert bench.desk.frame.state.flow("coils-stamping").kind == "pull"
    assert bench.names()[0] == "Michigan – Inventory"


def test_selection_survives_rows_and_columns(bench):
    chosen = QItemSelectionModel(bench.model)
    chosen.select(bench.at("finished", "qty"), QItemSelectionModel.SelectionFlag.Select)
    bench.desk.commit("Delete", delete({"coils"}))
    bench.desk.commit("Edit", set_fields("welding", scrap=quantity(2, "%")))
    (index,) = chosen.selectedIndexes()
    assert index == bench.at("finished", "qty")


def test_times_stand_in_the_unit_of_the_map_and_are_typed_as_they_were(bench):
    options = bench.desk.frame.state.options
    bench.changed.clear()
    bench.desk.commit("Minutes", set_options(options.evolve(time_unit="min")))
    assert bench.changed, "the cells are told to be shown anew"
    at = bench.at("stamping", "co")
    assert (bench.text("stamping", "co"), bench.model.data(at, Role.EditRole)) == ("60 min", "1 h")
    assert bench.model.cell(at.row(), at.column()).unit == "min"
    assert bench.text("welding", "effective_ct_s").endswith(" min")
    steps = len(bench.desk.history.steps)
    assert bench.model.setData(at, "1 h")
    assert len(bench.desk.history.steps) == steps, "what stood there was not changed"
    assert bench.model.setData(at, "90")
    assert bench.desk.frame.state.node("stamping").co.base == 5400


def test_a_range_is_shown_and_typed_as_it_was(bench):
    at = bench.at("stamping", "co")
    assert bench.model.setData(at, "10-20 min")
    assert (bench.text("stamping", "co"), bench.model.cell(at.row(), at.column()).unit) == (
        "10-20 min",
        "min",
    )
    assert not bench.model.setData(at, "10-20")
    assert "can be a range, a date or a minus" in bench.model.data(at, Role.ToolTipRole)


def test_the_tooltip_says_where_a_value_comes_from(bench):
    source = Provenance(kind="measured", by="Ann", date="2020-05-01", n=3)
    at = bench.at("stamping", "co")
    bench.desk.commit("Source", set_fields("stamping", co=quantity(1, "h", "1 h", source)))
    hint = "good piece to good piece"
    assert bench.model.data(at, Role.ToolTipRole) == f"{hint}\nMeasured, Ann, 2020-05-01, n = 3."
    assert "Measured, Ann" in bench.model.data(at, Role.AccessibleDescriptionRole)
    bench.desk.commit("Date", set_state(date="2025-03-12"))
    bench.desk.commit("Mark", set_options(bench.desk.frame.state.options.evolve(mark_sources=True)))
    assert bench.model.data(at, Role.ToolTipRole).endswith("n = 3 (older than a year).")


def test_typing_over_a_value_keeps_who_said_it_also_while_it_is_previewed(bench):
    source = Provenance(by="Ann", date="2024-05-01")
    bench.desk.commit("Source", set_fields("stamping", co=quantity(1, "h", "1 h", source)))
    at = bench.at("stamping", "co")
    bench.model.preview(at, "2 h")
    assert bench.desk.frame.state.node("stamping").co.source == Provenance(by="Ann")
    assert bench.model.setData(at, "60 min")
    assert bench.desk.frame.state.node("stamping").co.source == source
    assert bench.model.setData(at, "2 h")
    assert bench.desk.frame.state.node("stamping").co.source == Provenance(by="Ann")
