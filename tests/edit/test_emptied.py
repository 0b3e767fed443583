"""A map as a template: what stays and what goes."""

from __future__ import annotations

from tests.model.maps import a_state, a_stream, acme, arrow, process, stock
from vsm_desktop.edit.emptied import emptied
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.catalogue import new_node
from vsm_desktop.model.options import Options
from vsm_desktop.model.own import OwnField, OwnValue
from vsm_desktop.model.quantity import VariantQuantity, quantity
from vsm_desktop.model.value import Point


def test_steps_and_arrows_stay_where_they_are():
    before, after = acme().states[0], emptied(acme()).states[0]
    assert [(one.id, one.name, one.at) for one in after.nodes] == [
        (one.id, one.name, one.at) for one in before.nodes
    ]
    assert [(one.id, one.kind, one.label) for one in after.flows] == [
        (one.id, one.kind, one.label) for one in before.flows
    ]


def test_no_value_date_or_name_is_left():
    stream = emptied(acme())
    state = stream.states[0]
    assert (stream.name, stream.site, stream.calendar) == ("Product family", "Site", Calendar())
    assert (state.date, state.author) == ("", "")
    report = measure(stream)
    assert report.number("takt_s") is None
    assert report.number("lead_time_days") is None


def test_variants_shares_and_own_values_are_emptied_and_looks_kept():
    split = arrow("weld", "stock", share=quantity(70, "%"), vehicle="truck", kind="shipment")
    two = VariantQuantity(variant="L", quantity=quantity(40, "pc"))
    nodes = (
        process("weld", 39, shared=True, symbol="cell", own=(OwnValue(key="owner", value="Ann"),)),
        stock("stock", qty_by_variant=(two,)),
    )
    options = Options(lead_time_mode="waits_only", day_base="hours_per_day", hours_per_day=quantity(7, "h"))
    owner = OwnField(key="owner", label="Owner", content="text")
    stream = emptied(a_stream(a_state(nodes, (split,), options=options), own_fields=(owner,)))
    weld, bin_ = stream.states[0].nodes
    assert (weld.ct, weld.own, weld.shared, weld.symbol) == (None, (), True, "cell")
    assert bin_.qty_by_variant == ()
    assert stream.states[0].flows[0] == split.evolve(share=None)
    assert stream.states[0].options == options.evolve(hours_per_day=None)
    assert stream.own_fields == (owner,)


def test_remarks_go_with_the_arrows_at_them_and_frames_stay():
    nodes = (
        process("weld"),
        *(new_node(key, key, Point()) for key in ("text", "burst", "quality", "loop", "lane")),
    )
    state = emptied(a_stream(a_state(nodes, (arrow("text", "weld", "manual"),)))).states[0]
    assert [one.id for one in state.nodes] == ["weld", "loop", "lane"]
    assert state.flows == ()


def test_every_state_is_emptied():
    current = acme().states[0]
    stream = acme().evolve(states=(current, current.evolve(id="future", kind="future")))
    assert [state.id for state in emptied(stream).states] == ["current", "future"]
    assert all(
        node.ct is None for state in emptied(stream).states for node in state.nodes if node.kind == "process"
    )
