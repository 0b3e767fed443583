"""A family as a map: its steps, the ways between them, its times and its demand, so that the numbers are right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.insight.families import a_matrix, a_product, amounts
from vsm_desktop.insight.families.facts import content_s
from vsm_desktop.insight.families.on_map import Mapped, mapped
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.family import FamilyMatrix
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.stream import ValueStream, new_stream


def on_map(matrix: FamilyMatrix, stream: ValueStream | None = None) -> Mapped:
    stream = (stream or new_stream()).evolve(families=matrix)
    return mapped(stream, matrix.families[0], amounts(matrix))


def report(made: Mapped) -> Report:
    return measure(made.stream, made.state_id)


def processes(made: Mapped) -> list[Process]:
    return [node for node in made.stream.state(made.state_id).nodes if isinstance(node, Process)]


def arrows(made: Mapped) -> dict[tuple[str, str], str]:
    state = made.stream.state(made.state_id)
    names = {node.id: node.name for node in state.nodes}
    return {
        (names[flow.source], names[flow.target]): flow.share.typed if flow.share else ""
        for flow in state.flows
    }


PAIR = a_matrix(
    a_product("p", "saw=10s mill=40s test=20s", "300/mo"),
    a_product("q", "saw=20s test=20s", "100/mo"),
    families={"one": "p q"},
)


def test_steps_stand_between_supplier_and_customer_with_the_share_that_takes_each_way():
    made = on_map(PAIR)
    assert arrows(made) == {
        ("Supplier", "saw"): "",
        ("saw", "mill"): "",
        ("saw", "test"): "25 %",
        ("mill", "test"): "",
        ("test", "Customer"): "",
    }
    assert not [problem for problem in report(made).problems if problem.severity == "error"]
    assert not made.remarks


def test_cycle_times_are_means_by_quantity_and_say_so():
    saw, mill, test = processes(on_map(PAIR))
    assert saw.ct is not None
    assert saw.ct.typed == "12.5 s"
    assert saw.ct.source is not None
    assert (saw.ct.source.kind, saw.ct.source.note) == (
        "estimated",
        "mean of 2 products, weighted by quantity",
    )
    assert mill.ct is not None
    assert mill.ct.typed == "40s"
    assert test.ct is not None
    assert test.ct.base == 20


def test_the_demand_is_that_of_every_product():
    customer = on_map(PAIR).stream.state().nodes[-1]
    assert [(one.variant, one.quantity.typed) for one in customer.demand_by_variant] == [
        ("P", "300/mo"),
        ("Q", "100/mo"),
    ]
    alone = a_matrix(a_product("p", "saw", "300/mo"), families={"one": "p"})
    assert on_map(alone).stream.state().nodes[-1].demand.typed == "300/mo"


def test_many_products_are_a_box_that_can_be_read():
    found = [a_product(f"p{i}", "saw", f"{100 - i}/d") for i in range(20)]
    made = on_map(a_matrix(*found, families={"one": " ".join(one.id for one in found)}))
    demand = made.stream.state().nodes[-1].demand_by_variant
    assert [one.variant for one in demand][-2:] == ["P10", "9 others"]
    assert sum(one.quantity.value for one in demand) == sum(100 - i for i in range(20))


def test_it_takes_the_place_of_an_empty_map_and_gives_the_stream_its_name():
    made = on_map(PAIR)
    assert (made.state_id, len(made.stream.states), made.stream.name) == ("current", 1, "One")
    again = on_map(PAIR, made.stream)
    assert [(state.id, state.name, state.kind) for state in again.stream.states] == [
        ("current", "Current state", "current"),
        (again.state_id, "One", "current"),
    ]
    assert len(again.stream.ids()) == 2 * len(made.stream.ids())
    assert on_map(PAIR, again.stream).stream.states[1].name == "One 2"


def test_a_step_passed_again_is_the_same_machine():
    made = on_map(a_matrix(a_product("p", "wash drill wash"), families={"one": "p"}))
    first, _drill, again = processes(made)
    assert again.same_as == first.id
    assert again.name == "wash"
    assert "wash is passed more than once by P." in made.remarks


def test_conflicts_and_what_is_missing_are_told():
    matrix = a_matrix(
        a_product("p", "a=1s b", "10/d"),
        a_product("q", "a b", "10/d"),
        a_product("r", "b a"),
        families={"one": "p q r"},
    )
    assert on_map(matrix).remarks == (
        "a comes before b; the other way round for R.",
        "No demand is known of R.",
        "No time is known of b.",
    )


def test_pieces_without_a_period_are_no_demand():
    made = on_map(a_matrix(a_product("p", "a b", "10 pc"), families={"one": "p"}))
    assert made.remarks == (
        "The quantities do not say per day, month or year: enter the demand at the customer.",
        "No times are known: enter the cycle times of the steps.",
    )
    assert made.stream.state().nodes[-1].demand is None


def test_without_quantities_every_product_counts_the_same():
    made = on_map(a_matrix(a_product("p", "a=10s b"), a_product("q", "a=20s"), families={"one": "p q"}))
    assert sorted(arrows(made).values()) == ["", "", "", "50 %"]
    ct = processes(made)[0].ct
    assert ct is not None
    assert ct.base == 15


def test_times_of_different_units_are_averaged_in_seconds():
    made = on_map(a_matrix(a_product("p", "a=1min"), a_product("q", "a=30s"), families={"one": "p q"}))
    ct = processes(made)[0].ct
    assert ct is not None
    assert ct.typed == "45 s"


products = st.lists(
    st.tuples(st.lists(st.sampled_from("abcde"), min_size=1, max_size=6), st.integers(1, 50)),
    min_size=1,
    max_size=5,
)


@settings(deadline=None, max_examples=40)
@given(products)
def test_the_processing_time_of_the_map_is_the_mean_work_content(found):
    """Whatever ways the products take: shares, places and times of the map give back what the routings say."""
    made_of = [
        a_product(f"p{i}", " ".join(f"{step}={10 + 7 * ord(step) % 60}s" for step in route), f"{count}/d")
        for i, (route, count) in enumerate(found)
    ]
    matrix = a_matrix(*made_of, families={"one": " ".join(product.id for product in made_of)})
    made = on_map(matrix)
    result = report(made)
    assert not [problem for problem in result.problems if problem.severity == "error"]
    weights = [count for _route, count in found]
    mean = sum(content_s(one) * count for one, count in zip(made_of, weights, strict=True)) / sum(weights)
    assert result.number("processing_time_s") == pytest.approx(mean, rel=0.02)  # shares have three digits
