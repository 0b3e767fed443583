"""Arrows: bends by hand, and ends tied elsewhere."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.model.maps import a_state, arrow, customer, process, supplier
from vsm_desktop.edit.arrows import bend, reattach, turn_round
from vsm_desktop.edit.rules import may_reattach
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

CORNERS = (Point(x=1, y=2), Point(x=3, y=4))


def a_map() -> State:
    nodes = (process("a"), process("b"), process("c"), customer(10), supplier())
    return a_state(nodes, (arrow("a", "b"), arrow("b", "c")))


def test_bends_are_set_and_taken_away() -> None:
    state = a_map()
    id_ = state.flows[0].id
    bent = bend(id_, CORNERS)(state)
    assert bent.flows[0].bends == CORNERS
    assert bent.flows[1] is state.flows[1]
    assert bend(id_, CORNERS)(bent).flows is bent.flows
    assert bend(id_, ())(bent) == state


def test_an_end_is_tied_to_another_symbol() -> None:
    state = a_map()
    id_ = state.flows[0].id
    assert (
        reattach(id_, target="c")(state).flows[0].source,
        reattach(id_, target="c")(state).flows[0].target,
    ) == (
        "a",
        "c",
    )
    assert reattach(id_, source="c")(state).flows[0].source == "c"
    with pytest.raises(ValidationError):
        reattach(id_, target="nowhere")(state)


def test_an_arrow_turned_round_twice_is_what_it_was() -> None:
    state = a_map()
    id_ = state.flows[0].id
    state = bend(id_, CORNERS)(state)
    turned = turn_round(id_)(state)
    assert (turned.flows[0].source, turned.flows[0].target) == ("b", "a")
    assert turned.flows[0].bends == CORNERS[::-1]
    assert turn_round(id_)(turned) == state


def test_the_rules_are_asked_about_the_map_without_the_arrow() -> None:
    state = a_map()
    first = state.flows[0]
    assert may_reattach(state, first, target="b").allowed, "back where it was"
    assert may_reattach(state, first, target="customer").allowed
    assert "already joined" in may_reattach(state, first, source="b", target="c").reason
    assert "Nothing is pushed from a customer" in may_reattach(state, first, source="customer").reason
    assert "No material goes to a supplier" in may_reattach(state, first, target="supplier").reason
