"""Whatever the map: every cell can be shown, what it shows can be typed again, and the table ends where the desk is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester

from tests.model.strategies import runs, states
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.symbols.symbol import manner_of
from vsm_desktop.edit.edits import set_state
from vsm_desktop.model.nodes import Unknown
from vsm_desktop.model.quantity import Quantity, VariantQuantity, ends_in_base
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.work import WorkElement
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.table.cells import cell_of, read_cell, value_in
from vsm_desktop.ui.table.columns import Columns, Mode
from vsm_desktop.ui.table.model import TableModel
from vsm_desktop.ui.table.rows import rows_of

MODES = st.sampled_from(("steps", "arrows"))


@given(states(), MODES)
@runs(25)
def test_every_cell_is_shown_and_can_be_typed_again(state: State, mode: Mode) -> None:
    rows, columns = rows_of(frame_of(ValueStream(states=(state,))), mode), Columns(mode)
    columns.show_all(True, rows.elements)
    for element, beside in zip(rows.elements, rows.beside, strict=True):
        for column in columns.shown:
            cell = cell_of(element, beside, column, manner_of(state))
            value = value_in(element, column)
            if cell.state == "value" and not isinstance(value, str) and not _nameless(value):
                assert _meant(read_cell(cell.text, element, column)) == _meant(value)


def _nameless(value: object) -> bool:
    """A variant without a name can be kept in a file, but not be typed."""
    return isinstance(value, tuple) and not all(
        part.variant.strip() for part in value if isinstance(part, VariantQuantity)
    )


def _meant(value: object) -> object:
    """What a value means, without how and by whom it was written down."""
    if isinstance(value, WorkElement):
        return " ".join(value.name.split()), _meant(value.time), value.va, " ".join(value.operator.split())
    if isinstance(value, tuple) and value and isinstance(value[0], WorkElement):
        return tuple(map(_meant, value))
    if isinstance(value, tuple):
        return tuple((" ".join(part.variant.split()), _meant(part.quantity)) for part in value)
    if not isinstance(value, Quantity):
        return value
    shown = (
        "%" if value.dimension == "ratio" else value.known_unit.shown
    )  # a share is typed in per cent in any unit
    number = value.typed.removesuffix(shown).strip()  # the unit stands there also where none was typed
    ends = tuple(f"{end:.9g}" for end in ends_in_base(value))
    return (f"{value.base:.9g}", ends, value.dimension, number)


@given(st.lists(states(), min_size=2, max_size=4), MODES)
@runs(20)
def test_the_table_ends_where_the_desk_is(maps: list[State], mode: Mode) -> None:
    desk = Desk(ValueStream(states=(maps[0],)))
    model = TableModel(desk, mode)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_desk(desk)
    for state in maps[1:]:
        desk.commit("Another", set_state(nodes=state.nodes, flows=state.flows))
        model.show_desk(desk)
        assert model.rows == rows_of(desk.frame, mode)
        assert [model.id_at(i) for i in range(len(model.rows.ids))] == list(model.rows.ids)
        assert all(model.row_of(id_) == i for i, id_ in enumerate(model.rows.ids))
    assert tester.model() is model


def test_a_kind_nobody_knows_stands_there_and_cannot_be_typed_into() -> None:
    node = Unknown(id="x", kind="shipment", name="From elsewhere")
    rows, columns = (
        rows_of(frame_of(ValueStream(states=(State(id="s", nodes=(node,)),))), "steps"),
        Columns("steps"),
    )
    columns.show_all(True, rows.elements)
    cells = [cell_of(node, None, column) for column in columns.shown]
    assert [cell.text for cell in cells[:2]] == ["From elsewhere", "Shipment"]
    assert {cell.state for cell in cells} <= {"fixed", "void"}
