"""Typed cells laid onto the table: what is taken, what is refused and why, and new rows."""

from __future__ import annotations

from tests.model.maps import a_stream, acme, control, customer, in_line, process, stock, supplier
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.model.quantity import quantity
from vsm_desktop.ui.table.columns import Columns, Mode
from vsm_desktop.ui.table.paste import Entry, Outcome, entries_of, sentence, take, take_new
from vsm_desktop.ui.table.rows import rows_of


def enter(frame: Frame, *entries: tuple[str, str, str], mode: Mode = "steps") -> Outcome:
    """Take entries given by element, column and text."""
    rows, columns = rows_of(frame, mode), Columns(mode)
    columns.show_all(True, rows.elements)
    keys = [column.key for column in columns.shown]
    found = [Entry(rows.ids.index(id_), keys.index(key), text) for id_, key, text in entries]
    return take(found, rows, columns.shown)


def new_rows(block: list[list[str]], left: int = 0) -> Outcome:
    """Take a block as new rows of a table of the usual columns."""
    rows, columns = rows_of(frame_of(acme()), "steps"), Columns("steps")
    columns.look_at(rows.elements)
    return take_new(block, columns.shown, left, acme().ids())


def test_values_are_read_by_the_rules_of_their_field() -> None:
    outcome = enter(
        frame_of(acme()),
        ("welding", "ct", "41"),
        ("welding", "uptime", "0,9 %"),
        ("welding", "va", "adds value"),
        ("welding", "shared", "x"),
        ("welding", "name", "  Spot \n weld "),
        ("coils", "qty", "1,200"),
    )
    assert outcome.values["welding"]["ct"].base == 41
    assert outcome.values["welding"]["uptime"] == quantity(0.9, "%", "0,9 %")
    assert outcome.values["welding"]["va"] == "VA"
    assert outcome.values["welding"]["shared"] is True
    assert outcome.values["welding"]["name"] == "Spot weld"
    assert outcome.values["coils"]["qty"].base == 1200
    assert sentence(outcome) == ""


def test_what_does_not_fit_is_told_with_row_column_and_reason() -> None:
    outcome = enter(
        frame_of(acme()),
        ("welding", "ct", "n/a"),
        ("welding", "co", "10 min"),
        ("coils", "ct", "5"),
    )
    assert set(outcome.values["welding"]) == {"co"}
    assert sentence(outcome) == (
        '2 of 3 cells were not taken: Welding · Cycle time: "n/a" is no time. Try 45 s, 1.5 h or 2 d.  '
        "Inventory · Cycle time: Inventory has no such field."
    )


def test_results_may_come_along_but_are_not_typed() -> None:
    frame = frame_of(acme())
    along = enter(frame, ("welding", "ct", "4"), ("welding", "utilization", "3 %"))
    assert along.refused == []
    alone = enter(frame, ("welding", "utilization", "3 %"))
    assert alone.refused[0].why == "Load is worked out, not typed."


def test_one_refusal_is_told_in_the_singular() -> None:
    assert sentence(enter(frame_of(acme()), ("welding", "ct", "-4"))).startswith(
        "1 of 1 cells was not taken: "
    )


def test_many_refusals_are_counted() -> None:
    outcome = enter(frame_of(acme()), *[("welding", "ct", "?")] * 9)
    assert sentence(outcome).endswith("And 5 more.")


def test_nothing_is_said_of_empty_cells_where_nothing_can_stand_and_of_what_stands_there() -> None:
    outcome = enter(
        frame_of(acme()),
        ("coils", "ct", ""),
        ("welding", "kind", "process"),
        ("welding", "kind", ""),
        ("welding", "ct", "39 s"),
    )
    assert (outcome.values, outcome.refused) == ({}, [])


def test_an_empty_cell_clears() -> None:
    outcome = enter(frame_of(acme()), ("welding", "ct", " "), ("welding", "name", ""))
    assert outcome.values == {"welding": {"ct": None, "name": ""}}


def test_the_kind_of_an_arrow_may_change_among_its_like() -> None:
    frame = frame_of(acme())
    taken = enter(frame, ("coils-stamping", "kind", "Pull"), mode="arrows")
    assert taken.values == {"coils-stamping": {"kind": "pull"}}
    refused = enter(
        frame, ("coils-stamping", "kind", "Manual"), ("coils-stamping", "source", "Weld"), mode="arrows"
    )
    assert [one.why for one in refused.refused] == [
        '"Manual" is none of Push, Pull, Move, Shipment, Rework.',
        "From is worked out, not typed.",
    ]


def test_the_kind_of_a_symbol_stays() -> None:
    refused = enter(frame_of(acme()), ("welding", "kind", "Inventory"))
    assert refused.refused[0].why == "The kind of a symbol stays as it is."


def test_where_a_block_goes() -> None:
    two = [["a", "b"], ["c", "d"]]
    assert entries_of(two, [(3, 1)], (9, 9))[0] == [(3, 1, "a"), (3, 2, "b"), (4, 1, "c"), (4, 2, "d")]
    fills = entries_of([["x"]], [(1, 1), (4, 2)], (9, 9))[0]
    assert fills == [(1, 1, "x"), (4, 2, "x")], "one cell fills whatever is selected"
    square = [(r, c) for r in range(4) for c in range(4)]
    assert [e.text for e in entries_of(two, square, (9, 9))[0]] == list("ababcdcd" * 2), "it fits in evenly"
    uneven = [(r, c) for r in range(3) for c in range(3)]
    assert len(entries_of(two, uneven, (9, 9))[0]) == 4
    assert entries_of(two, [(8, 8)], (9, 9)) == ([(8, 8, "a")], 3)
    assert entries_of([["a", ""], ["", ""]], [(8, 8)], (9, 9)) == ([(8, 8, "a")], 0), (
        "what is empty is not missed"
    )
    assert entries_of([], [(0, 0)], (9, 9)) == ([], 0)
    assert entries_of(two, [], (9, 9)) == ([], 0)


def test_what_lies_outside_is_counted() -> None:
    assert sentence(Outcome(left_out=1)).startswith("1 cell lies outside the table")
    assert sentence(Outcome(left_out=3)).startswith("3 cells lie outside the table")


def test_new_rows_become_nodes_of_their_kind() -> None:
    outcome = new_rows(
        [["Paint", "Process", "30"], ["Buffer", "supermarket", ""], ["", "", ""], ["Pack", "", "1 min"]]
    )
    assert [(node.kind, node.name) for node in outcome.new] == [
        ("process", "Paint"),
        ("supermarket", "Buffer"),
        ("process", "Pack"),
    ]
    assert outcome.new[0].ct.base == 30
    assert len({node.id for node in outcome.new} | acme().ids()) == len(acme().ids()) + 3
    assert outcome.refused == []


def test_headers_on_top_of_new_rows_are_no_step() -> None:
    outcome = new_rows([["Name", "kind", "Cycle time"], ["Paint", "", "30"]])
    assert [node.name for node in outcome.new] == ["Paint"]


def test_new_rows_say_what_they_could_not_take() -> None:
    outcome = new_rows([["Paint", "Robot", "soon"]])
    assert (outcome.new[0].kind, outcome.new[0].ct) == ("process", None)
    assert [(one.row, one.column) for one in outcome.refused] == [("Paint", "Kind"), ("Paint", "Cycle time")]
    far = new_rows([["1", "2"] * 40], left=2)
    assert far.left_out > 0


def test_names_need_not_be_given_for_new_rows() -> None:
    outcome = new_rows([["30"]], left=2)
    assert (outcome.new[0].name, outcome.new[0].ct.base) == ("Process", 30)


def test_rows_come_in_flow_order_then_what_stands_around() -> None:
    state = in_line(process("a"), stock("b"), process("c"))
    state = state.evolve(nodes=(control(), customer(), *reversed(state.nodes), supplier()))
    assert rows_of(frame_of(a_stream(state)), "steps").ids == (
        "a",
        "b",
        "c",
        "supplier",
        "customer",
        "control",
    )
