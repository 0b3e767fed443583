"""Work elements: kept with the process, told by operator, refused where they make no sense."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.builders import a_stream, customer, process
from vsm_desktop.drawing.find import Finder
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.spoken import value_of
from vsm_desktop.edit.changes import apply, difference
from vsm_desktop.metrics.as_json import metrics_json
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.work import WorkElement, by_operator, element_text, seconds
from vsm_desktop.store.files import dumps, loads

FETCH = WorkElement(name="Fetch", time=quantity(6, "s"), va="NVA", operator="Ann")
WELD = WorkElement(name="Weld", time=quantity(0.5, "min"), operator="Ben")
WALK = WorkElement(name="Walk", time=quantity(3, "s"), va="NNVA", operator=" Ann ")


def test_elements_by_operator_in_the_order_they_appear():
    assert by_operator([FETCH, WELD, WALK]) == {"Ann": (FETCH, WALK), "Ben": (WELD,)}
    assert seconds([FETCH, WELD, WALK]) == 39
    assert [element_text(one) for one in (FETCH, WELD)] == [
        "Fetch = 6 s / NVA / Ann",
        "Weld = 0.5 min / VA / Ben",
    ]


def test_they_are_saved_and_read_again_and_differ_like_any_field():
    stream = a_stream(process("Weld", ct="40 s"), customer("450/d"))
    before = stream.state()
    after = before.evolve(
        nodes=tuple(
            node.evolve(elements=(FETCH, WELD)) if node.id == "Weld" else node for node in before.nodes
        )
    )
    changed = stream.evolve(states=(after,))
    assert loads(dumps(changed)) == changed
    (change,) = difference(before, after)
    assert (change.field, change.after) == ("elements", (FETCH, WELD))
    assert apply([change], before) == after


def test_they_change_no_number_and_stand_in_the_numbers_as_data():
    plain = a_stream(process("Weld", ct="40 s"), customer("450/d"))
    with_work = a_stream(process("Weld", ct="40 s", elements=(FETCH, WELD)), customer("450/d"))
    one, other = (frame_of(stream) for stream in (plain, with_work))
    assert dict(one.report.metrics) == dict(other.report.metrics)
    (step,) = metrics_json(other.stream, other.state, other.report)["steps"]
    assert step["data"]["elements"][0] == {"name": "Fetch", "time_s": 6, "va": "NVA", "operator": "Ann"}


@pytest.mark.parametrize("time", [quantity(2, "day"), quantity(2, "pc"), quantity(-1, "s")])
def test_a_time_that_is_no_working_time_is_refused(time):
    with pytest.raises(ValidationError, match="Work elements is"):
        Process(id="weld", elements=(WorkElement(time=time),))


def test_they_are_heard_and_found():
    node = process("Weld", ct="40 s", elements=(FETCH,))
    assert "Fetch 6 s NVA Ann" in value_of(node)
    stream = a_stream(node, process("Pack", ct="20 s"), customer("450/d"))
    (found,) = Finder().find(stream, "fetch 6 s", ["current"], {})
    assert (found.id, found.fields) == ("Weld", ("elements",))
