"""What symbols and fields are called on one map."""

from __future__ import annotations

import json

import pytest

from tests.builders import a_stream, process
from vsm_desktop.edit.names import set_names
from vsm_desktop.model.fields import field_of
from vsm_desktop.model.names import USUAL, Named, Names, names_of
from vsm_desktop.model.stream import State, ValueStream

CT = field_of("process", "ct")
STATE = a_stream(process("Weld", ct=30)).state()


def test_a_map_without_names_keeps_the_usual_words() -> None:
    assert names_of(STATE) is USUAL
    assert USUAL.row(CT) is CT
    assert USUAL.symbol("supermarket") == "Supermarket"
    assert USUAL.symbol("control", "Control") == "Control"
    assert USUAL.symbol("robot") == "robot"


def test_a_name_stands_for_label_and_title_and_changes_no_key() -> None:
    names = Names(
        (
            Named(key="field.ct", text="  Takt of\nthe machine "),
            Named(key="symbol.supermarket", text="Market"),
        )
    )
    row = names.row(CT)
    assert (row.label, row.title) == ("Takt of the machine", "Takt of the machine")
    assert (row.key, row.json, row.dimension) == (CT.key, CT.json, CT.dimension)
    assert names.rows((CT, field_of("process", "co")))[1] is field_of("process", "co")
    assert names.symbol("supermarket", "Store") == "Market"


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_blank_name_is_the_usual_one(text: str) -> None:
    assert Names((Named(key="field.ct", text=text),)).row(CT) is CT


def test_maps_with_the_same_names_share_them() -> None:
    one, other = (set_names({"field.ct": "Takt"})(STATE) for _ in "ab")
    assert one is not other
    assert names_of(one) is names_of(other)


def test_names_are_set_replaced_and_taken_back() -> None:
    once = set_names({"field.ct": "Takt", "symbol.fifo": "Lane"})(STATE)
    twice = set_names({"field.ct": "Pace", "field.co": " "})(once)
    assert [(one.key, one.text) for one in twice.names] == [("field.ct", "Pace"), ("symbol.fifo", "Lane")]
    assert set_names({"field.ct": "Pace"})(twice) is twice
    assert set_names({"field.ct": "", "symbol.fifo": ""})(twice).names == ()
    assert set_names({"field.co": ""})(STATE) is STATE


def test_names_nobody_knows_are_kept() -> None:
    stream = ValueStream(states=(State(id="s", names=(Named(key="symbol.robot", text="Robbie"),)),))
    kept = ValueStream.model_validate(json.loads(stream.model_dump_json())).state()
    assert set_names({"field.ct": "Takt"})(kept).names[0] == Named(key="symbol.robot", text="Robbie")
