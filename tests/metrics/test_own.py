"""Own fields in the report: formulas of steps, totals of the map, and what is wrong with them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.builders import a_stream, arrows, customer, process, stock, transport
from tests.model.maps import acme
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.metrics import formula
from vsm_desktop.metrics.as_json import metrics_json
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.own import MAP_NAMES, STEP_NAMES, names_for
from vsm_desktop.metrics.report import UNIT, Report, Result
from vsm_desktop.model.own import OwnField, OwnTotal, OwnValue
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream


def formulas(**texts: str) -> tuple[OwnField, ...]:
    return tuple(
        OwnField(key=key, label=key.title(), content="formula", formula=text) for key, text in texts.items()
    )


def line(*fields: OwnField, totals: tuple[OwnTotal, ...] = ()) -> ValueStream:
    """Two processes, 460 pieces a day in 27,000 s: takt 58.695… s."""
    nodes = (
        stock("Coils", days=5),
        process("Weld", ct="30 s", operators=2, uptime="80 %", lt="1 d"),
        process("Paint", ct="20 s", operators=1, wait="10 s"),
        customer("460/d"),
    )
    return a_stream(*nodes).evolve(own_fields=fields, own_totals=totals)


def of(report: Report, step: str, key: str) -> Any:
    found = report.step(step)
    assert found is not None
    result = found.metrics[key]
    return result.reason if result.number is None else result.number


def test_a_formula_reckons_in_base_units() -> None:
    report = measure(
        line(*formulas(work="ct * operators / uptime", lead="lt", gap="takt - ct", used="available"))
    )

    assert of(report, "Weld", "work") == 75  # 30 x 2 / 0.8
    assert of(report, "Weld", "lead") == 27_000  # one day of net working time
    assert of(report, "Weld", "gap") == pytest.approx(27_000 / 460 - 30)
    assert of(report, "Weld", "used") == 27_000
    assert "work" not in report.steps[0].metrics  # a stock has no such formula


def test_what_is_not_entered_is_named() -> None:
    report = measure(line(*formulas(work="ct * operators / uptime", gap="lt - ct", both="gap + 1")))

    assert of(report, "Paint", "work") == "Uptime is not entered."
    assert of(report, "Paint", "gap") == "L/T is not entered."
    assert of(report, "Paint", "both") == "L/T is not entered."


def test_formulas_use_results_and_each_other_whatever_their_order() -> None:
    report = measure(
        line(*formulas(c="b * 2", b="a + 1", a="effective_ct + wait + processing + utilization"))
    )

    weld = report.step("Weld")
    assert weld is not None
    parts = [
        weld.metrics[key].number or 0.0 for key in ("effective_ct_s", "wait_s", "processing_s", "utilization")
    ]
    assert of(report, "Weld", "a") == pytest.approx(sum(parts))
    assert of(report, "Weld", "c") == pytest.approx(2 * (sum(parts) + 1))
    assert of(report, "Paint", "a") > 30  # waits 10 s, works 20 s


def test_own_numbers_in_their_units() -> None:
    fields = (OwnField(key="setup", label="Setup", unit="min"), *formulas(total="setup + ct"))
    stream = in_state("current", set_fields("Weld", setup=quantity(2, "min")))(line(*fields))
    stream = in_state("current", set_fields("Paint", setup="two"))(stream)

    report = measure(stream)

    assert of(report, "Weld", "total") == 150
    assert of(report, "Paint", "total") == "Setup holds something else."
    assert [(p.code, p.ids) for p in report.problems if p.code.startswith("own")] == [
        ("own_value", ("Paint",))
    ]
    assert "two does not fit into Setup" in next(p.message for p in report.problems if p.code == "own_value")


def test_stock_and_transport_have_formulas_of_their_own() -> None:
    kinds = ("process", "inventory", "transport")
    field = OwnField(key="f", label="F", content="formula", formula="wait / 2", kinds=kinds)
    field2 = OwnField(
        key="g", label="G", content="formula", formula="qty * 2", kinds=("inventory", "process")
    )
    nodes = (stock("S", qty=920), transport("T", time="1 h"), process("P", ct=1), customer("460/d"))
    report = measure(a_stream(*nodes).evolve(own_fields=(field, field2)))

    assert of(report, "S", "f") == 27_000  # two days of stock
    assert of(report, "S", "g") == 1840
    assert of(report, "T", "f") == 1800
    assert of(report, "P", "f") == 0
    assert of(report, "P", "g") == "Process has no such number: Stock."


def test_circles_and_unknown_names_are_told_at_the_field_and_in_the_problems() -> None:
    fields = (*formulas(a="b", b="a + 1", c="c", d="a * 2", e="cct", f="note", g="qty", h="(", i="text"),)
    fields += (OwnField(key="text", label="Text", content="text"),)
    report = measure(line(*fields))

    assert of(report, "Weld", "a") == "The formula needs its own result: A → B → A."
    assert of(report, "Weld", "b") == "The formula needs its own result: B → A → B."
    assert of(report, "Weld", "c") == "The formula needs its own result: C → C."
    assert of(report, "Weld", "d") == "The formula needs its own result: A → B → A."
    assert of(report, "Weld", "e") == '"cct" is no field. Is ct meant?'
    assert of(report, "Weld", "f") == '"note" is no field.'
    assert of(report, "Weld", "g") == "Stock (qty) is no field of Process."
    assert of(report, "Weld", "i") == "Text (text) is no number."
    told = [problem.message for problem in report.problems if problem.code == "own_formula"]
    assert len(told) == 8  # d is sound by itself
    assert "The formula of E does not work. " + '"cct" is no field. Is ct meant?' in told


def test_every_name_means_something() -> None:
    names = names_for(("process", "customer"), formulas(a="1"))
    assert {"ct", "operators", "uptime", "a", "takt", "wait", "effective_ct"} <= names.keys()
    assert "demand" not in names
    assert all(key in UNIT for key, _title in (*MAP_NAMES.values(), *STEP_NAMES.values()))


@pytest.mark.parametrize(
    ("field", "how", "number", "unit"),
    [
        ("operators", "sum", 3, "1"),
        ("operators", "product", 2, "1"),
        ("ct", "min", 20, "s"),
        ("ct", "max", 30, "s"),
        ("ct", "average", 25, "s"),
        ("ct", "product", 600, "1"),
        ("double", "sum", 100, "s"),
        ("processing", "critical_path", 50, "s"),
        ("qty", "sum", "Coils: Neither a quantity nor days are entered.", "pc"),
        ("uptime", "sum", "Paint: Uptime is not entered.", "1"),
        ("uptime", "max", "Paint: Uptime is not entered.", "1"),
        ("cost", "sum", "Weld: Cost is not entered.", "1"),
        ("distance", "sum", "No step of the flow has this field.", "m"),
        ("nothing", "sum", '"nothing" is no field.', "1"),
        ("", "sum", "Choose the field it is made from.", "1"),
    ],
)
def test_totals(field: str, how: Any, number: object, unit: str) -> None:
    fields = (OwnField(key="double", label="Double", content="formula", formula="ct * 2", unit="s"),)
    fields += (OwnField(key="cost", label="Cost"),)
    report = measure(line(*fields, totals=(OwnTotal(key="t", label="T", field=field, how=how),)))

    result = report.metrics["own.t"]
    assert (result.reason if result.number is None else result.number) == number
    assert result.unit == unit


def test_the_critical_path_counts_passages() -> None:
    """Half of the pieces pass B, a fifth of all come back through C: 1/0.8 passages."""
    flows = arrows("A [share 0.5] > B > D > Customer", "A [share 0.5] > D", "D [repeat 0.2] > C > A")
    nodes = [process(name, ct=10) for name in "ABCD"]
    stream = a_stream(*nodes, customer("1/d"), flows=flows)
    totals = (OwnTotal(key="t", label="T", field="processing", how="critical_path"),)
    report = measure(stream.evolve(own_totals=totals))
    assert report.number("own.t") == pytest.approx(report.number("processing_time_s"))


def test_without_a_ladder_there_is_no_critical_path() -> None:
    stream = a_stream(process("A", ct=1), process("B", ct=1), flows=arrows("A > B > A"))
    report = measure(
        stream.evolve(own_totals=(OwnTotal(key="t", label="T", field="ct", how="critical_path"),))
    )
    assert "circle" in report.metrics["own.t"].reason


def test_a_step_passed_once_more_counts_again_only_if_entered() -> None:
    nodes = (
        process("A", ct=10, operators=2),
        process("B", ct=5, operators=1),
        process("A2", ct=3, same_as="A"),
    )
    totals = (OwnTotal(key="t", label="T", field="operators"), OwnTotal(key="u", label="U", field="ct"))
    report = measure(a_stream(*nodes, customer("1/d")).evolve(own_totals=totals))
    assert report.number("own.t") == 3
    assert report.number("own.u") == 18


def test_the_json_has_formulas_totals_and_values() -> None:
    fields = (OwnField(key="cost", label="Cost"), *formulas(double="ct * 2", none="lt"))
    stream = line(*fields, totals=(OwnTotal(key="people", label="People", field="operators"),))
    stream = in_state("current", set_fields("Weld", cost=quantity(3, "x"), age=quantity(2, "day"), what="x"))(
        stream
    )

    data = json.loads(json.dumps(metrics_json(stream, stream.state(), measure(stream))))

    weld, paint = data["steps"][1], data["steps"][2]
    assert data["metrics"]["own.people"] == {"value": 3, "unit": "1", "reason": None}
    assert weld["metrics"]["double"] == {"value": 60, "unit": "1", "reason": None}
    assert paint["metrics"]["none"] == {"value": None, "unit": "1", "reason": "L/T is not entered."}
    assert (weld["data"]["cost"], weld["data"]["age_days"], weld["data"]["what"]) == (3, 2, "x")


def test_a_changed_definition_is_another_report_and_an_unchanged_one_the_same() -> None:
    stream = line(*formulas(double="ct * 2"))
    report = measure(stream)
    assert measure(stream.evolve(name="Other")) is report
    other = measure(stream.evolve(own_fields=formulas(double="ct * 3")))
    assert of(other, "Weld", "double") == 90
    assert of(measure(stream), "Weld", "double") == 60


def test_only_what_an_edit_touches_is_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = line(*formulas(double="ct * 2"))
    before = measure(stream)
    assert [of(before, name, "double") for name in ("Weld", "Paint")] == [60, 40]
    reckoned: list[str] = []
    compute = formula.compute
    monkeypatch.setattr(formula, "compute", lambda *a: reckoned.append(a[0].text) or compute(*a))

    after = measure(in_state("current", set_fields("Weld", ct=quantity(31, "s")))(stream))

    assert [of(after, name, "double") for name in ("Weld", "Paint")] == [62, 40]
    assert len(reckoned) == 1


def test_a_change_of_demand_reaches_the_formulas() -> None:
    stream = line(*formulas(gap="takt"))
    assert of(measure(stream), "Weld", "gap") == pytest.approx(27_000 / 460)
    more = in_state("current", set_fields("Customer", demand=quantity(900, "pc/day")))(stream)
    assert of(measure(more), "Weld", "gap") == 30


def test_a_map_without_own_fields_reports_what_it_did() -> None:
    plain = measure(acme())
    assert not [key for key in plain.metrics if key.startswith("own.")]
    assert all(set(step.metrics) <= UNIT.keys() for step in plain.steps)
    kept = acme()
    first = kept.states[0].nodes[0]
    one = first.evolve(own=(OwnValue(key="gone", value="x"),))
    assert measure(kept).metrics["lead_time_s"] == plain.metrics["lead_time_s"]
    assert isinstance(plain.metrics["lead_time_s"], Result)
    assert one.own


def test_the_evaluator_is_loaded_for_the_first_formula_only() -> None:
    code = """
import sys
from tests.builders import a_stream, customer, process
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.own import OwnField, OwnTotal
stream = a_stream(process("A", ct=1), customer("1/d"))
stream = stream.evolve(own_fields=(OwnField(key="c", label="C"),), own_totals=(OwnTotal(key="t", label="T", field="ct"),))
report = measure(stream)
[(dict(step.metrics)) for step in report.steps], dict(report.metrics)
print("simpleeval" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
