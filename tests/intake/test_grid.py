"""The sheet as cells: what a merged range covers, what is hidden, and the other way of reading it."""

from __future__ import annotations

from vsm_desktop.intake.grid import Cell, Grid, grid_of


def grid() -> Grid:
    cells = [Cell(1, 1, "Saw"), Cell(2, 3, "C/T"), Cell(5, 3, 7.0, "number")]
    rows = grid_of("S", cells).rows
    return Grid(
        "S",
        rows,
        hidden_rows=frozenset({4}),
        hidden_columns=frozenset({2}),
        merged=((1, 1, 3, 2), (2, 3, 2, 5), (6, 3, 7, 3)),
    )


def test_a_merged_cell_is_seen_over_its_whole_range():
    one = grid()
    seen = {(r, c): cell.ref for r in range(1, 9) for c in range(1, 7) if (cell := one.over(r, c))}
    covered = {(r, c): "A1" for r in (1, 2, 3) for c in (1, 2)} | {(2, c): "C2" for c in (3, 4, 5)}
    assert seen == covered | {(5, 3): "C5"}
    assert one.range_at(3, 2) == (1, 1, 3, 2)
    assert one.range_at(4, 1) is None


def test_turned_everything_turns():
    one = grid()
    turned = one.turn()
    assert turned.turned
    assert (turned.hidden_rows, turned.hidden_columns) == ({2}, {4})
    for row in range(1, 9):
        for column in range(1, 7):
            assert turned.over(column, row) == one.over(row, column)
    assert turned.turn() == one
