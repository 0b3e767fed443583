"""Every number can say where it comes from, and what it says gives the number again."""

from __future__ import annotations

from math import isclose, isfinite
from pathlib import Path

import pytest

from tests.acceptance.run import cases_in, maps_of
from tests.acceptance.sketch import stream_of
from tests.builders import WORKING, a_stream, arrows, customer, process, stock
from tests.metrics.drawings import streams
from tests.metrics.properties import for_all
from tests.metrics.test_oracles import cases
from vsm_desktop.metrics.explain.explanation import AT_LEAST, Explanation
from vsm_desktop.metrics.explain.traced import Origin, Traced
from vsm_desktop.metrics.explain.tree import Explainer, NoSuchKey, explain
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.fields import field_of
from vsm_desktop.model.quantity import Provenance, quantity
from vsm_desktop.model.stream import ValueStream

CASES = [
    pytest.param(one, id=name)
    for case in cases_in(Path(__file__).parents[1] / "cases")
    for name, one in maps_of(case)
]


def all_of(explanation: Explanation) -> list[Explanation]:
    """An explanation and everything it rests on, each once."""
    found, todo = dict[str, Explanation](), [explanation]
    while todo:
        one = todo.pop()
        if found.get(one.key) is not one:
            found[one.key] = one
            todo += one.terms
    return list(found.values())


def holds(stream: ValueStream) -> None:
    """What has to be true of the explanations of all results of a map."""
    explainer, report = Explainer(stream), measure(stream)
    inputs = {node.id for node in explainer.state.nodes} | {flow.id for flow in explainer.state.flows}
    for key in explainer.results():
        metric, _dot, id_ = key.partition(".")
        step = report.step(id_)
        result = report.metrics[key] if key in report.metrics else step and step.metrics[metric]
        found = explainer.explain(key)
        assert result is not None
        assert (found.value, found.unit) == (result.value, result.unit), key
        assert found.reason in (result.reason, AT_LEAST), key
        assert found.formula
        for one in all_of(found):
            assert (one.value is None) <= bool(one.reason), (key, one)
            again = one.added_again()
            if again is not None and isfinite(again):
                assert isinstance(one.value, int | float)
                assert isclose(again, one.value, rel_tol=1e-9, abs_tol=1e-12), (key, one)
            if isinstance(one.value, float) and one.value and one.terms and one.steps:
                assert again is not None, (key, one)
            assert set(one.ids) <= inputs
            constant = (
                one.value == ()
                or one.value == (0, 0)
                or one.formula in ("a fixed value", "nothing entered adds to it", "not computable")
            )
            assert one.terms or one.typed or one.reason or constant, (key, one)


@for_all(streams())
def test_every_result_of_any_drawing_follows_from_its_terms(stream: ValueStream) -> None:
    holds(stream)


@for_all(cases())
def test_every_result_of_nested_branches_routes_and_loops_follows_from_its_terms(
    case: dict[str, object],
) -> None:
    holds(stream_of(case, {}))


@pytest.mark.parametrize("case", CASES)
def test_every_result_of_the_published_maps_follows_from_its_terms(case: dict[str, object]) -> None:
    holds(stream_of(case, {}))


@for_all(streams())
def test_explaining_leaves_no_trace(stream: ValueStream) -> None:
    before = measure(stream)
    explain(stream, "", "lead_time_days")

    assert measure(stream) is before


SERIAL = a_stream(
    stock("Coils", qty=4600),
    process("Weld", ct="39 s", uptime="80 %", scrap="5 %"),
    process("Paint", ct="30 s", co="10 min", batch=20, scrap="2 %", wait="1 h"),
    stock("Done", days="2 d"),
    customer("920/d"),
)


@pytest.mark.parametrize(
    ("key", "formula"),
    [
        ("takt_s", "Available time per day ÷ Demand (Customer)"),
        ("available_s_per_shift", "Shift length − Breaks per shift"),
        ("days_of_supply.Coils", "Stock ÷ Demand (Customer)"),
        ("effective_ct_s.Paint", "(Cycle time + Changeover time ÷ Batch size) ÷ (1 − Scrap)"),
        ("required_per_day.Weld", "Demand (Customer) ÷ (1 − Scrap (Paint))"),
        ("pce", "Value-added time ÷ Lead time in seconds"),
        (
            "lead_time_days",
            "Days of supply (Coils) + Stock as time (Done) + (Waiting (Paint) + Processing time) ÷ Available time per day",
        ),
    ],
)
def test_a_formula_is_told_in_the_words_of_the_field(key: str, formula: str) -> None:
    assert explain(SERIAL, "", key).formula == formula


def test_terms_lead_down_to_what_was_typed_and_where_it_stands() -> None:
    lead = explain(SERIAL, "", "lead_time_days")
    supply = lead.terms[0]

    assert [(term.key, term.typed, term.ids) for term in supply.terms] == [
        ("qty.Coils", "4,600 pc", ("Coils",)),
        ("demand.Customer", "920/d", ("Customer",)),
    ]
    assert all(term.is_input for term in supply.terms)
    assert lead.conventions[0] == "lead_time_mode"


def test_an_input_says_where_it_comes_from() -> None:
    ct = quantity(45, "s", source=Provenance(kind="measured", by="Ann", n=12))
    found = explain(a_stream(process("A", ct=ct), customer("10/d")), "", "processing_time_s")

    assert [(term.typed, term.source) for term in found.terms] == [("45 s", "measured, Ann, n = 12")]


def test_many_terms_of_one_kind_are_named_once() -> None:
    steps = [process(name, ct="10 s", ca="90 %") for name in "ABCDE"]
    stream = a_stream(*steps, customer("10/d"))

    assert explain(stream, "", "processing_time_s").formula == "sum of Cycle time (5)"
    assert explain(stream, "", "rolled_ca").formula == "product of Percent complete and accurate (5)"


def test_what_is_missing_is_a_term_of_what_cannot_be_computed() -> None:
    stream = a_stream(stock("Coils", qty=4600), process("Weld"), customer())

    takt, weld = explain(stream, "", "takt_s"), explain(stream, "", "effective_ct_s.Weld")
    assert (takt.value, takt.reason) == (None, "There is no demand.")
    assert takt.formula == "Available time per day ÷ Demand (Customer)"
    assert [(t.key, t.value is None, bool(t.reason)) for t in takt.terms] == [
        ("available_s_per_day", False, False),
        ("demand.Customer", True, True),
    ]
    assert [(t.key, t.value, t.reason) for t in weld.terms] == [("ct.Weld", None, "It is not entered.")]


def test_a_total_of_what_is_known_names_what_is_missing() -> None:
    stream = a_stream(process("A", ct="10 s"), process("B"), process("C", ct="20 s"), customer("10/d"))

    work = explain(stream, "", "processing_time_s")
    assert (work.value, work.reason) == (30.0, AT_LEAST)
    assert [(term.key, term.value) for term in work.terms] == [("ct.A", 10.0), ("ct.B", None), ("ct.C", 20.0)]
    assert work in explain(stream, "", "lead_time_days").terms


def test_a_demand_of_nothing_is_a_term_that_was_entered() -> None:
    takt = explain(a_stream(process("Weld", ct="1 s"), customer("0/d")), "", "takt_s")

    assert [(t.key, t.value, t.typed) for t in takt.terms][1] == ("demand.Customer", 0.0, "0/d")


def test_shares_that_do_not_add_up_are_what_a_ladder_lacks() -> None:
    flows = arrows("A [share 0.5] > B", "A [share 0.4] > C", "B > Customer", "C > Customer")
    nodes = [process(name, ct="10 s") for name in "ABC"]
    lead = explain(a_stream(*nodes, customer("10/d"), flows=flows), "", "lead_time_days")

    assert lead.value is None
    assert [term.typed for term in lead.terms if term.key.startswith("share.")] == ["50 %", "40 %"]


def test_rework_counts_its_passages() -> None:
    flows = arrows("A > B > C > Customer", "C [repeat 0.1] > B")
    nodes = [process(name, ct="10 s") for name in "ABC"]
    stream = a_stream(*nodes, customer("10/d"), flows=flows)
    work = explain(stream, "", "processing_time_s")

    assert work.formula.startswith("Cycle time (A) + Cycle time (B) ÷ (1 − Returned for rework (C → B))")
    assert explain(stream, "", "passages.B").conventions == ("rework_mode",)


def test_the_bottleneck_names_what_was_compared() -> None:
    found = explain(SERIAL, "", "bottleneck")

    assert (found.value, found.ids) == ("Paint", ("Paint",))
    assert [term.key for term in found.terms] == ["utilization.Weld", "utilization.Paint"]


def test_demand_per_hour_and_a_range_lead_down_to_what_was_typed() -> None:
    # 27,000 s are 7.5 h: 120 * 7.5 = 900 a day; the middle of the range counts
    stream = a_stream(process("P", ct="20-30 s"), customer("120/h"), calendar=WORKING)
    demand, load = explain(stream, "current", "daily_demand"), explain(stream, "current", "effective_ct_s.P")
    assert (demand.value, load.value) == (900, 25)
    assert "120/h" in {one.typed for one in _leaves(demand)}
    assert "20-30 s" in {one.typed for one in _leaves(load)}


def _leaves(one: Explanation) -> list[Explanation]:
    return [leaf for term in one.terms for leaf in _leaves(term)] or [one]


def test_an_unknown_key_names_what_is_near() -> None:
    with pytest.raises(NoSuchKey, match="lead_time_days"):
        explain(SERIAL, "", "leadtime_days")


def test_a_traced_number_is_the_number_it_stands_for() -> None:
    ct = quantity(45, "s")
    one = Traced(45.0, "input", Origin("weld", field_of("process", "ct"), ct))

    assert one + 0.0 is one
    assert one * 1.0 is one
    assert (one * 2 + 10) / 4 == 25.0
    assert 1 - one == -44.0
    assert one * 0.0 == 0.0
    assert not isinstance(one * 0.0, Traced)
    assert max(0.0, one) is one
