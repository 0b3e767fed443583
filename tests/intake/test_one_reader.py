"""A sheet, a form, the table and the map read the same text alike."""

from __future__ import annotations

import pytest

from tests.intake.books import read, state
from vsm_desktop.edit.entry import Wrong, read_entry
from vsm_desktop.edit.texts import read_text
from vsm_desktop.model.fields import field_of
from vsm_desktop.model.nodes import Process
from vsm_desktop.ui.table.cells import read_cell
from vsm_desktop.ui.table.columns import Column

TEXTS = (
    "45 s", "1,5 h", "2 min 30 s", "00:01:30", "0.8 d", "2 shifts", "120/h", "3 wk",
    "1-2 min", "1 – 2 min", "1 min - 2 min", "1 to 2 min", "1..2 min", "1 bis 2 min", "1 to 2", "90 s - 2 min",
    "<1 s", "< 1 s", "≤ 1 s", "<=1 s", "<5", "100-120/h",
    "1-2", "2 – 3", "1.000 min", "1.500", "1:30", "2-1 min", "1 h - 2 d", "1 min - 2", "2025-03-12", "> 5 s", "fast", "5 kg",
)  # fmt: skip


def entered(text: str) -> tuple[object, ...] | None:
    """What a text means in a form; None if it is refused."""
    field = field_of("process", "ct")
    try:
        value = read_entry(text, field)
    except Wrong:
        return None
    return (value.value, value.unit, value.low, value.high, value.source and value.source.kind)


@pytest.mark.parametrize("text", TEXTS)
def test_a_sheet_reads_what_a_form_reads(tmp_path, text):
    node = state(read(tmp_path, ["Step", "C/T (s)", "Operators"], ["Saw", text, 1])).node("saw")
    expected = entered(text)
    assert (node.ct is None) == (expected is None)
    if expected is not None:
        found = (node.ct.value, node.ct.unit, node.ct.low, node.ct.high)
        assert found == expected[:4]
        assert node.ct.source.cell == "Sheet1!B2"
        assert node.ct.source.kind == (expected[4] or "measured")


@pytest.mark.parametrize("text", TEXTS)
def test_table_and_map_read_what_a_form_reads(text):
    field = field_of("process", "ct")
    column = Column("ct", "C/T", "Cycle time", "field", field, ("process",))
    ways = (lambda: read_text(field, text, "process")["ct"], lambda: read_cell(text, Process(id="p"), column))
    for way in ways:
        if entered(text) is None:
            with pytest.raises(Wrong, match=r"\.$"):
                way()
        else:
            assert way() == read_entry(text, field)
