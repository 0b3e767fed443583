"""Own formulas and totals say where they come from, as every other number does."""

from __future__ import annotations

import pytest

from tests.builders import a_stream, customer, process, stock
from tests.metrics.drawings import streams
from tests.metrics.properties import for_all
from tests.metrics.test_explain import holds
from tests.model.strategies import OWN_FIELDS, OWN_TOTALS
from vsm_desktop.edit.edits import chain, in_state, set_fields
from vsm_desktop.metrics.explain.tree import Explainer, NoSuchKey
from vsm_desktop.model.own import OwnField, OwnTotal
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream


def formula(key: str, text: str, unit: str = "x") -> OwnField:
    return OwnField(key=key, label=key.title(), content="formula", formula=text, unit=unit)


def line(*fields: OwnField, totals: tuple[OwnTotal, ...] = ()) -> ValueStream:
    nodes = (
        stock("Coils", days=5),
        process("Weld", ct="30 s", operators=2, uptime="80 %"),
        process("Paint", ct="20 s"),
        customer("460/d"),
    )
    cost = OwnField(key="cost", label="Cost", title="Cost of an hour")
    setup = OwnField(key="setup", label="Setup", unit="min")
    stream = a_stream(*nodes).evolve(own_fields=(cost, setup, *fields), own_totals=totals)
    return in_state("current", set_fields("Weld", cost=quantity(12, "x"), setup=quantity(2, "min")))(stream)


def test_a_formula_is_told_over_its_names() -> None:
    found = Explainer(line(formula("work", "ct * operators / uptime", "s"))).explain("work.Weld")

    assert (found.title, found.value, found.unit) == ("Work", 75, "s")
    assert found.formula == "Cycle time × Operators ÷ Uptime"
    assert [(term.key, term.typed) for term in found.terms] == [
        ("ct.Weld", "30 s"),
        ("operators.Weld", "2"),
        ("uptime.Weld", "80 %"),
    ]


def test_own_inputs_results_and_other_formulas_are_terms() -> None:
    fields = (formula("price", "cost * setup / 3600"), formula("all_", "price + takt - effective_ct"))
    explainer = Explainer(line(*fields))
    found = explainer.explain("all_.Weld")
    assert [term.key for term in found.terms] == ["price.Weld", "takt_s", "effective_ct_s.Weld"]
    assert [term.key for term in found.terms[0].terms] == ["cost.Weld", "setup.Weld"]
    cost = explainer.explain("cost.Weld")
    assert (cost.title, cost.value, cost.typed) == ("Cost of an hour", 12, "12")
    assert {"price.Weld", "all_.Weld"} <= {one.key for one in explainer.uses("cost.Weld")}


def test_what_is_missing_is_named() -> None:
    found = Explainer(line(formula("work", "ct * operators / uptime"))).explain("work.Paint")
    assert found.value is None
    assert found.reason == "Operators is not entered."
    assert found.formula == "ct * operators / uptime"
    assert [(term.key, term.value is None) for term in found.terms] == [
        ("ct.Paint", False),
        ("operators.Paint", True),
        ("uptime.Paint", True),
    ]


def test_a_comparison_is_told_as_it_was_typed() -> None:
    found = Explainer(line(formula("fast", "1 if ct < takt else 0"))).explain("fast.Weld")
    assert (found.value, found.formula) == (1, "1 if ct < takt else 0")
    assert [term.key for term in found.terms] == ["ct.Weld", "takt_s"]


def test_a_circle_is_told_without_going_round() -> None:
    explainer = Explainer(line(formula("a", "b + 1"), formula("b", "a + 1"), formula("c", "a * 2")))
    assert explainer.explain("a.Weld").formula == "b + 1"
    assert explainer.explain("a.Weld").terms == ()
    assert [term.key for term in explainer.explain("c.Weld").terms] == ["a.Weld"]


def test_a_total_is_told_over_its_steps() -> None:
    totals = (
        OwnTotal(key="time", label="Time", field="double"),
        OwnTotal(key="cost", label="Costs", field="cost"),
    )
    explainer = Explainer(line(formula("double", "ct * 2", "s"), totals=totals))
    found = explainer.explain("own.time")
    assert (found.title, found.value, found.unit) == ("Time", 100, "s")
    assert [term.key for term in found.terms] == ["double.Weld", "double.Paint"]
    missing = explainer.explain("own.cost")
    assert missing.reason == "Paint: Cost is not entered."
    assert missing.formula == "the sum of Cost of an hour of the steps"
    assert [term.value for term in missing.terms] == [12, None]
    with pytest.raises(NoSuchKey):
        explainer.explain("own.nothing")


FORMULAS = (
    formula("r1", "round(ct / 7, 1) + round(2.5 * operators) + round(takt, -1)"),
    formula("r2", "ceil(ct / 7) - floor(takt / 7)"),
    formula("r3", "sqrt(ct) ** 2 + 2 ** operators"),
    formula("r4", "min(ct, takt, 25)"),
    formula("r5", "max(ct, takt) - -ct + +ct"),
    formula("r6", "abs(ct - takt)"),
    formula("r7", "cost if operators > 1 else setup"),
    formula("r8", "ct * 0 + operators"),
    formula("r9", "wait + processing + utilization * capacity / required"),
    formula("r10", "1 / (ct - ct)"),
    formula("r11", "missing_name"),
    formula("r12", "r1 + r2 + r10"),
    formula("r13", "(ct + 1) / 2"),
    formula("r14", "100 - 2 * ct + 3 / (1 + takt) - 2 ** (ct / 100)"),
)


def test_every_own_result_follows_from_its_terms() -> None:
    totals = tuple(
        OwnTotal(key=f"{field}_{how}", label="T", field=field, how=how)  # type: ignore[arg-type]
        for field in ("ct", "r13", "r1", "processing", "operators", "cost", "wait")
        for how in ("sum", "min", "max", "average", "product", "critical_path")
    )
    stream = line(*FORMULAS, totals=totals)
    holds(stream)
    full = chain(
        *(set_fields(id_, operators=quantity(2, "x"), cost=quantity(3, "x")) for id_ in ("Weld", "Paint"))
    )
    holds(in_state("current", full)(stream))


@for_all(streams())
def test_every_own_result_of_any_drawing_follows_from_its_terms(stream: ValueStream) -> None:
    holds(stream.evolve(own_fields=(*OWN_FIELDS, *FORMULAS[:6]), own_totals=OWN_TOTALS))
