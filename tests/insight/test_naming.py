"""What has no name is called by where it stands: nobody reads the ids of the file."""

from __future__ import annotations

import pytest

from tests.builders import a_stream, arrows, customer, node, process, stock
from vsm_desktop.assets import asset
from vsm_desktop.insight.comparison import compare
from vsm_desktop.insight.findings.rules import findings
from vsm_desktop.insight.levers import levers
from vsm_desktop.insight.naming import named, named_in
from vsm_desktop.model.stream import State
from vsm_desktop.store.files import load

IDS = ("in_s", "w_exam", "w_letter", "w_doctor", "w_img", "w_reg", "w_lab")


def line() -> State:
    before, between, after = (node("queue", id_) for id_ in ("in_s1", "in_s2", "in_s3"))
    nodes = (before, process("A", ct=5), between, stock("S").evolve(name=""), process("B", ct=5), after)
    flows = arrows("in_s1 > A > in_s2 > S > B > in_s3")
    return a_stream(
        *(one.evolve(name=one.name if one.id in "AB" else "") for one in nodes), flows=flows
    ).state()


def test_by_what_comes_next_or_came_last() -> None:
    assert named_in(line()) == {
        "in_s1": "Queue before A",
        "A": "A",
        "in_s2": "Queue before B",
        "S": "Inventory before B",
        "B": "B",
        "in_s3": "Queue after B",
    }


def test_an_arrow_by_its_label_and_its_ends() -> None:
    state = line()
    first, *_more = state.flows
    assert named(first, state) == "Arrow from Queue before A to A"
    assert named(first.evolve(label="Files"), state) == "Files from Queue before A to A"
    assert named(None, state) == "–"


def test_by_what_it_is_where_nothing_has_a_name() -> None:
    lonely, numbered = node("queue", "in_s1").evolve(name=""), node("queue", "queue2").evolve(name="")
    assert named_in(a_stream(lonely, numbered, customer("10/d"), flows=[]).state()) == {
        "in_s1": "Queue",
        "queue2": "Queue 2",
        "Customer": "Customer",
    }


@pytest.mark.parametrize("name", ["loan-approval", "emergency-department"])
def test_no_sentence_tells_an_id(name: str) -> None:
    stream = load(asset("resources/samples", f"{name}.vsm"))
    state = stream.state()
    said = [one.input.name for one in levers(stream, state.id)]
    said += [one.message for one in findings(stream, state.id)]
    waits = [one for one in state.nodes if one.kind != "queue"]
    flows = [one for one in state.flows if {one.source, one.target} <= {one.id for one in waits}]
    without = stream.with_state(state.evolve(nodes=tuple(waits), flows=tuple(flows)))
    said += [one.words for one in compare((stream, state.id), (without, state.id)).changes]
    assert not [words for words in said if any(id_ in words for id_ in IDS)]
