"""The hot path against independent oracles: networkx, enumeration by recursion, and iteration."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isclose
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from tests.acceptance.sketch import stream_of
from tests.builders import a_stream, arrow, arrows, customer, process
from tests.metrics.properties import for_all
from vsm_desktop.metrics.measure import measure

ENTERED = st.integers(0, 50)


@st.composite
def all_taken(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    """A random network without shares: work of each step, and arrows that lead ahead."""
    works = draw(st.lists(ENTERED, min_size=2, max_size=9))
    pairs = [(i, j) for j in range(len(works)) for i in range(j)]
    return works, draw(st.lists(st.sampled_from(pairs), min_size=1, unique=True))


@for_all(all_taken())
def test_ways_that_are_all_taken_give_the_longest_path(
    network: tuple[list[int], list[tuple[int, int]]],
) -> None:
    works, pairs = network
    # each step's work stands on a line of its own; the longest way over all steps that have an arrow
    graph = nx.DiGraph()
    for i, work in enumerate(works):
        graph.add_edge(("in", i), ("out", i), weight=work)
    graph.add_edges_from([(("out", i), ("in", j)) for i, j in pairs], weight=0)
    used = {end for pair in pairs for end in pair}
    used_graph = graph.subgraph([point for point in graph if point[1] in used])

    steps = [process(f"p{i}", pt=work) for i, work in enumerate(works)]
    flows = [arrow(f"p{i}", f"p{j}") for i, j in pairs]
    report = measure(a_stream(*steps, flows=flows))

    assert report.number("lead_time_s") == nx.dag_longest_path_length(used_graph)
    assert report.number("total_work_content_s") == sum(works[i] for i in used)
    assert not [problem for problem in report.problems if problem.severity == "error"]


@dataclass
class Value:
    """What the formulas of METRICS.md 5 and 7 give for one structure, worked out by recursion."""

    elapsed: float = 0.0
    work: float = 0.0
    ca: float = 1.0
    visits: dict[str, float] = field(default_factory=dict)
    critical: set[str] = field(default_factory=set)

    def times(self, factor: float) -> Value:
        return Value(
            self.elapsed * factor,
            self.work * factor,
            self.ca,
            {id_: count * factor for id_, count in self.visits.items()},
            self.critical if factor > 0 else set(),
        )

    def plus(self, other: Value) -> Value:
        return Value(
            self.elapsed + other.elapsed,
            self.work + other.work,
            self.ca * other.ca,
            self.visits | other.visits,
            self.critical | other.critical,
        )


class Book:
    """Gives out steps in the order in which they are drawn, with times that are seldom equal."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []

    def step(self, wait: int, work: int, ca: float, scrap: float) -> str:
        id_ = f"s{len(self.steps)}"
        wait_s = wait + len(self.steps) / 128
        self.steps.append(
            {"id": id_, "kind": "process", "wait_s": wait_s, "pt_s": work, "ca": ca, "scrap": scrap}
        )
        return id_


def value_of(flow: list[Any], steps: dict[str, dict[str, Any]], single: bool) -> Value:
    """Serial: sum (5.4)."""
    total = Value()
    for element in flow:
        total = total.plus(_value(element, steps, single))
    return total


def _value(element: Any, steps: dict[str, dict[str, Any]], single: bool) -> Value:
    if isinstance(element, str):
        step = steps[element]
        elapsed = step["wait_s"] + step["pt_s"]
        return Value(elapsed, step["pt_s"], step["ca"], {element: 1.0}, {element})
    if "parallel" in element:  # the longest branch (5.5), all of them in work content and %C&A
        branches = [value_of(branch, steps, single) for branch in element["parallel"]]
        longest = max(branches, key=lambda branch: (round(branch.elapsed, 6), round(branch.work, 6)))
        total = Value()
        for branch in branches:
            total = total.plus(branch)
        return Value(longest.elapsed, longest.work, total.ca, total.visits, longest.critical)
    if "choice" in element:  # expected value (5.7)
        total = Value(ca=0.0)
        ca = 0.0
        for way in element["choice"]:
            part = value_of(way["flow"], steps, single)
            ca += way["share"] * part.ca
            total = total.plus(part.times(way["share"]))
        return Value(total.elapsed, total.work, ca, total.visits, total.critical)
    repeat = element["loop"]["repeat_probability"]  # body x expected passes (5.8)
    body = value_of(element["loop"]["flow"], steps, single)
    return body.times(1 + repeat if single else 1 / (1 - repeat))


def _need(
    flow: list[Any], steps: dict[str, dict[str, Any]], single: bool, pieces: float, needed: dict[str, float]
) -> float:
    """What must enter a flow so that so many pieces leave it (2.3); notes what each step must deliver."""
    for element in reversed(flow):
        if isinstance(element, str):
            needed[element] = pieces
            pieces /= 1 - steps[element]["scrap"]
        elif "parallel" in element:
            pieces = max(_need(branch, steps, single, pieces, needed) for branch in element["parallel"])
        elif "choice" in element:
            ways = element["choice"]
            pieces = sum(_need(way["flow"], steps, single, pieces * way["share"], needed) for way in ways)
        else:
            repeat = element["loop"]["repeat_probability"]
            passes, returns = (1 + repeat, repeat) if single else (1 / (1 - repeat), repeat / (1 - repeat))
            body = _need(element["loop"]["flow"], steps, single, pieces * passes, needed)
            pieces = body - pieces * returns
    return pieces


SHARES = st.sampled_from([(0.5, 0.5), (0.7, 0.3), (1.0, 0.0), (0.2, 0.3, 0.5), (0.25, 0.75)])


@st.composite
def nested(draw: st.DrawFn, book: Book, depth: int) -> list[Any]:
    """A random flow of steps, branches, routes and loops."""
    flow: list[Any] = []
    for _i in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["step", "step", "parallel", "choice", "loop"] if depth else ["step"]))
        if kind == "step":
            ca = draw(st.sampled_from([1.0, 0.9, 0.8]))
            scrap = draw(st.sampled_from([0.0, 0.0, 0.1, 0.5]))
            flow.append(book.step(draw(ENTERED), draw(ENTERED), ca, scrap))
        elif kind == "parallel":
            count = draw(st.integers(2, 3))
            flow.append({"parallel": [draw(nested(book, depth - 1)) for _branch in range(count)]})
        elif kind == "choice":
            ways = [
                {
                    "share": share,
                    "flow": draw(nested(book, depth - 1)) if draw(st.booleans()) or not i else [],
                }
                for i, share in enumerate(draw(SHARES))
            ]
            flow.append({"choice": ways})
        else:
            repeat = draw(st.sampled_from([0.0, 0.1, 0.5, 0.9]))
            flow.append({"loop": {"flow": draw(nested(book, depth - 1)), "repeat_probability": repeat}})
    return flow


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    book = Book()
    flow = draw(nested(book, 3))
    single = draw(st.booleans())
    options = {"day_base": "clock_24h"} | ({"rework_mode": "single_pass"} if single else {})
    return {
        "steps": book.steps,
        "flow": flow,
        "options": options,
        "demand": {"quantity": 100, "per": "day"},
        "calendar": {"available_s_per_day": 27000},
    }


@for_all(cases())
def test_nested_flows_give_what_the_formulas_say(case: dict[str, Any]) -> None:
    steps = {step["id"]: step for step in case["steps"]}
    single = case["options"].get("rework_mode") == "single_pass"
    expected = value_of(case["flow"], steps, single)

    report = measure(stream_of(case, {}))

    assert [problem.message for problem in report.problems if problem.severity == "error"] == []
    assert isclose(report.number("lead_time_s") or 0, expected.elapsed, rel_tol=1e-9)
    assert isclose(report.number("processing_time_s") or 0, expected.work, rel_tol=1e-9)
    assert isclose(report.number("rolled_ca") or 0, expected.ca, rel_tol=1e-9)
    content = sum(steps[id_]["pt_s"] * count for id_, count in expected.visits.items())
    assert isclose(report.number("total_work_content_s") or 0, content, rel_tol=1e-9)
    needed: dict[str, float] = {}
    _need(case["flow"], steps, single, 100.0, needed)
    for id_, count in needed.items():
        found = report.step(id_)
        assert found is not None
        assert isclose(found.metrics["required_per_day"].number or 0, count, rel_tol=1e-9, abs_tol=1e-9)
    path = report.metrics["critical_path"].value
    assert isinstance(path, tuple)
    assert set(path) == expected.critical


@st.composite
def one_taken(
    draw: st.DrawFn,
) -> tuple[list[int], dict[tuple[int, int], float], dict[tuple[int, int], float]]:
    """A random network in which every split has shares, with rework arrows back to anywhere."""
    count = draw(st.integers(2, 7))
    works = draw(st.lists(ENTERED, min_size=count, max_size=count))
    shares: dict[tuple[int, int], float] = {}
    repeats: dict[tuple[int, int], float] = {}
    for i in range(count - 1):
        targets = draw(st.lists(st.integers(i + 1, count - 1), min_size=1, max_size=3, unique=True))
        for target in targets:
            shares[i, target] = 1 / len(targets)
    for i in range(count):
        if draw(st.booleans()):
            repeats[i, draw(st.integers(0, i))] = draw(st.sampled_from([0.05, 0.2, 0.5]))
    return works, shares, repeats


def _expected_visits(
    count: int, shares: dict[tuple[int, int], float], repeats: dict[tuple[int, int], float]
) -> list[float]:
    """v = e + P^T v, by following the flow until nothing is left."""
    back = {i: sum(r for (source, _t), r in repeats.items() if source == i) for i in range(count)}
    chances = {pair: share * (1 - back[pair[0]]) for pair, share in shares.items()}
    for pair, repeat in repeats.items():
        chances[pair] = chances.get(pair, 0.0) + repeat
    here = [1.0] + [0.0] * (count - 1)
    visits = list(here)
    while sum(here) > 1e-15:
        there = [0.0] * count
        for (source, target), chance in chances.items():
            there[target] += here[source] * chance
        here = there
        visits = [a + b for a, b in zip(visits, here, strict=True)]
    return visits


@for_all(one_taken())
def test_shares_and_rework_of_any_shape_give_expected_visits(
    network: tuple[list[int], dict[tuple[int, int], float], dict[tuple[int, int], float]],
) -> None:
    works, shares, repeats = network
    visits = _expected_visits(len(works), shares, repeats)
    # only what the first step leads to; a second start would be another part of the product
    steps = [process(f"p{i}", pt=work) for i, work in enumerate(works) if visits[i] > 0]
    flows = [
        arrow(f"p{i}", f"p{j}", share=repr(share)).evolve(id=f"share {i} {j}")
        for (i, j), share in shares.items()
        if visits[i] > 0
    ]
    flows += [
        arrow(f"p{i}", f"p{j}", repeat=repr(repeat)).evolve(id=f"repeat {i} {j}")
        for (i, j), repeat in repeats.items()
        if visits[i] > 0
    ]
    last = f"p{len(works) - 1}"

    report = measure(a_stream(*steps, customer("100/d"), flows=[*flows, arrow(last, "Customer")]))

    expected = sum(work * count for work, count in zip(works, visits, strict=True))
    assert isclose(report.number("lead_time_s") or 0, expected, rel_tol=1e-9, abs_tol=1e-9)
    for i, count in enumerate(visits):
        if found := report.step(f"p{i}"):
            assert isclose(found.metrics["required_per_day"].number or 0, 100 * count, rel_tol=1e-9)


def test_a_bridge_of_shares_is_no_nest_but_can_be_computed() -> None:
    # A -.5-> B -.5-> D; A -.5-> C; B -.5-> C; C -> D:  visits B .5, C .5 + .25, D 1
    steps = [process(name, pt=work) for name, work in zip("ABCD", (1, 10, 100, 1000), strict=True)]
    flows = arrows("A [share 0.5] > B [share 0.5] > D", "A [share 0.5] > C > D", "B [share 0.5] > C")

    report = measure(a_stream(*steps, flows=flows))

    assert report.number("lead_time_s") == 1 + 5 + 75 + 1000
