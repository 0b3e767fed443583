"""Stars find room on a map of themselves, and look off where their burst is off."""

from __future__ import annotations

import pytest

from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.ops import Path
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.drawing.spoken import Speaker
from vsm_desktop.drawing.vacant import boxes_of
from vsm_desktop.edit.bursts import add_burst, state_with_bursts, switch_burst
from vsm_desktop.edit.states import made
from vsm_desktop.model.change import AddNode, Change, RemoveNode, Set
from vsm_desktop.model.kaizen import Kaizen
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.value import Point
from vsm_desktop.tools.starring import about_what, is_starred, star_on
from vsm_desktop.ui.documents import sample_stream


def faster(stream: ValueStream, id_: str) -> tuple[Change, ...]:
    before = stream.state().node(id_).ct
    return (Set(id=id_, field="ct", before=before, after=quantity(1, "s")),)


@pytest.mark.parametrize(
    "name", ["acme-current.vsm", "emergency-department.vsm", "loan-approval.vsm", "garden-pumps.vsm"]
)
def test_a_star_at_every_step_stands_on_no_symbol_no_arrow_and_no_other_star(name):
    stream = sample_stream(name)
    steps = [node for node in stream.state().nodes if isinstance(node, Process)]
    for step in steps:
        burst = Kaizen(id=f"b_{step.id}", title="Faster", changes=faster(stream, step.id))
        frame = frame_of(stream)
        stream = star_on(frame, burst)(stream)
        star = stream.state().node(burst.id)
        assert star.about == step.id
        assert abs(star.at.x - step.at.x) < 260
        after = frame_of(stream)
        left, top, right, bottom = part_box(next(one for one in after.drawing.parts if one.id == burst.id))
        for part in after.drawing.parts:
            for box in boxes_of(part) if part.id != burst.id else ():
                apart = box[2] <= left or box[0] >= right or box[3] <= top or box[1] >= bottom
                assert apart, (step.id, part.id)


def test_what_a_burst_is_about_and_what_its_star_hangs_on():
    stream = sample_stream("acme-current.vsm")
    state = stream.state()
    flow = next(one for one in state.flows if one.source == "inv_w1")
    assert about_what(state, (Set(id=flow.id, field="kind", before="a", after="b"),)).id == flow.target
    assert about_what(state, ()) is None
    assert about_what(state, (RemoveNode(item=Process(id="gone")),)) is None
    new = Process(id="new", name="New", at=Point(x=800, y=900))
    burst = Kaizen(id="b1", title="A new step", changes=(AddNode(item=new),))
    with_burst = add_burst(id="b1", title="A new step", changes=burst.changes)(stream)
    both = state_with_bursts("current")(with_burst)
    future = made(with_burst, both)
    starred = star_on(frame_of(both, future), burst)(both)
    star = starred.state(future).node("b1")
    assert is_starred(starred, "b1")
    assert (star.about, abs(star.at.x - 800) < 120) == ("", True), "it stays when its burst goes"


def test_the_star_of_a_burst_that_is_off_is_hollow_and_says_so():
    stream = sample_stream("acme-future.vsm")
    off = switch_burst("future", "burst_stamping", on=False)(stream)
    looks = []
    for one in (stream, off, off.with_state(off.state("future").evolve(base="", bursts=()))):
        frame = frame_of(one, "future")
        part = next(part for part in frame.drawing.parts if part.id == "burst_stamping")
        path = next(op for op in part.ops if isinstance(op, Path))
        looks.append((bool(path.pen.dash), path.fill, Speaker(frame).value("burst_stamping").endswith("off")))
    filled = looks[0][1]
    assert looks[0] == (False, filled, False)
    assert looks[1][0]
    assert looks[1][1] != filled
    assert looks[1][2]
    assert looks[2] == looks[0], "where no burst can be switched none is off"
