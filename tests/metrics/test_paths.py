"""The longest paths of a map, against every path counted out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product
from math import isclose
from operator import add
from typing import Any, NamedTuple

import networkx as nx
import pytest

from tests.acceptance.sketch import stream_of
from tests.builders import a_stream, arrow, arrows, customer, process, stock, supplier
from tests.metrics.drawings import streams
from tests.metrics.properties import for_all
from tests.metrics.test_oracles import all_taken, cases
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.paths import MOST, Path, longest_paths
from vsm_desktop.model.stream import ValueStream


class Counted(NamedTuple):
    """One path, counted out: how often each step is passed, its times and its probability."""

    passages: dict[str, float]
    elapsed: float
    chance: float = 1.0

    def times(self, factor: float) -> Counted:
        passages = {id_: count * factor for id_, count in self.passages.items()}
        return Counted(passages, self.elapsed * factor, self.chance)


def alike(ways: list[Counted], chance: Callable[[float, float], float]) -> list[Counted]:
    """Ways past each other over the same steps, as one."""
    found: dict[tuple[tuple[str, float], ...], Counted] = {}
    for way in ways:
        key = tuple(sorted(way.passages.items()))
        same = found.get(key)
        found[key] = way._replace(chance=chance(way.chance, same.chance)) if same else way
    return list(found.values())


def every_path(flow: list[Any], steps: dict[str, dict[str, Any]], single: bool) -> list[Counted]:
    """All paths through a nested flow: one branch, one route, a loop as one stretch."""
    found = [Counted({}, 0.0)]
    for element in flow:
        ways: list[Counted] = []
        if isinstance(element, str):
            step = steps[element]
            ways = [Counted({element: 1.0}, step["wait_s"] + step["pt_s"])]
        elif "parallel" in element:
            ways = [way for branch in element["parallel"] for way in every_path(branch, steps, single)]
            ways = alike(ways, max)
        elif "choice" in element:
            for route in element["choice"]:
                ways += [
                    way._replace(chance=way.chance * route["share"])
                    for way in every_path(route["flow"], steps, single)
                    if route["share"]
                ]
            ways = alike(ways, add)
        else:
            repeat = element["loop"]["repeat_probability"]
            passes = 1 + repeat if single else 1 / (1 - repeat)
            ways = [way.times(passes) for way in every_path(element["loop"]["flow"], steps, single)]
        found = [
            Counted(a.passages | b.passages, a.elapsed + b.elapsed, a.chance * b.chance)
            for a, b in product(found, ways)
        ]
    return found


@for_all(cases())
def test_the_longest_paths_of_a_nest_are_those_of_all_paths(case: dict[str, Any]) -> None:
    steps = {step["id"]: step for step in case["steps"]}
    single = case["options"].get("rework_mode") == "single_pass"
    together = {
        frozenset((id_, round(count, 9)) for id_, count in way.passages.items()): way
        for way in every_path(case["flow"], steps, single)
    }
    longest = sorted(together.values(), key=lambda way: -way.elapsed)

    found = longest_paths(stream_of(case, {}), most=len(longest)).paths
    few = longest_paths(stream_of(case, {})).paths

    assert len(found) == len(longest)
    assert len(few) <= MOST
    for i, (path, way) in enumerate(zip(found, longest, strict=True)):
        assert isclose(path.elapsed_s or 0.0, way.elapsed, rel_tol=1e-9, abs_tol=1e-9)
        if i < len(few):
            assert isclose(few[i].elapsed_s or 0.0, way.elapsed, rel_tol=1e-9, abs_tol=1e-9)
    for path in found:
        key = frozenset((id_, round(count, 9)) for id_, count in zip(path.steps, path.passages, strict=True))
        assert isclose(path.chance, together[key].chance, rel_tol=1e-9)
        work = sum(steps[id_]["pt_s"] * count for id_, count in together[key].passages.items())
        assert isclose(path.processing_s, work, rel_tol=1e-9, abs_tol=1e-9)


@for_all(all_taken())
def test_the_longest_paths_of_any_network_that_is_all_taken(
    network: tuple[list[int], list[tuple[int, int]]],
) -> None:
    works, pairs = network
    graph = nx.DiGraph(pairs)
    starts = [i for i in graph if not graph.in_degree(i)]
    ends = [i for i in graph if not graph.out_degree(i)]
    ways = [way for s in starts for e in ends for way in nx.all_simple_paths(graph, s, e)]
    totals = sorted((sum(works[i] for i in way) for way in ways), reverse=True)
    steps = [process(f"p{i}", pt=work) for i, work in enumerate(works)]
    stream = a_stream(*steps, flows=[arrow(f"p{i}", f"p{j}") for i, j in pairs])

    found = longest_paths(stream).paths

    assert [path.elapsed_s for path in found] == totals[:MOST]
    assert {path.steps for path in found} <= {tuple(f"p{i}" for i in way) for way in ways}
    assert found[0].critical, "of equals, the critical path is first"
    assert found[0].steps == measure(stream).metrics["critical_path"].value
    assert sum(path.critical for path in found) == 1


@for_all(streams())
def test_any_map_has_its_paths_or_says_why_not(stream: ValueStream) -> None:
    found = longest_paths(stream)
    if not found.paths:
        assert found.reason or not measure(stream).metrics["critical_path"].value
    known = {step.id for step in measure(stream).steps}
    for path in found.paths:
        assert known.issuperset(path.steps)
        assert 0 <= path.chance <= 1 + 1e-9


def diamonds(count: int) -> ValueStream:
    """So many splits in a row, each into branches of 1 s and 2 s: 2 ** count paths."""
    steps, flows = [process("s0", pt=1)], []
    for i in range(count):
        steps += [process(f"a{i}", pt=1), process(f"b{i}", pt=2), process(f"s{i + 1}", pt=1)]
        flows += arrows(f"s{i} > a{i} > s{i + 1}", f"s{i} > b{i} > s{i + 1}")
    flows = [flow.evolve(id=f"f{i}") for i, flow in enumerate(flows)]
    return a_stream(*steps, customer("1/d"), flows=[*flows, arrow(f"s{count}", "Customer")])


def test_a_map_with_more_paths_than_can_be_counted() -> None:
    # 2 ** 200 paths; the longest has 200 x 2 s and 201 x 1 s; with one short branch: 200 paths, 1 s shorter
    found = longest_paths(diamonds(200)).paths
    assert [path.elapsed_s for path in found] == [601] + [600] * 9
    assert len({path.steps for path in found}) == 10


def test_routes_have_their_share_and_a_loop_its_factor() -> None:
    # A, then B (70 %) or C (30 %), then D, of which 20 % are sent back to D: 1 / 0.8 = 1.25 passes
    flows = arrows("A [share 0.7] > B > D", "A [share 0.3] > C > D", "D [repeat 0.2] > D", "D > Customer")
    steps = [process(name, pt=work) for name, work in zip("ABCD", (1, 10, 100, 1000), strict=True)]
    first, second = longest_paths(a_stream(*steps, customer("100/d"), flows=flows)).paths
    assert (first.steps, first.passages) == (("A", "C", "D"), (1, 1, 1.25))
    assert (first.elapsed_s, first.chance) == (1 + 100 + 1250, pytest.approx(0.3))
    assert (second.elapsed_s, second.chance) == (1 + 10 + 1250, pytest.approx(0.7))
    assert first.critical
    assert second.critical, "of alternatives every route is on the critical path"


def test_waits_count_in_days_and_both_clocks_add() -> None:
    # 27,000 s a day; 200 pc / 100 a day = 2 d, and 2,700 s = 0.1 d
    flows = arrows("In > A > Z > Customer", "B > Z")
    stream = a_stream(
        stock("In", qty=200), process("A", pt=2700), process("B", pt=27), process("Z", pt=0),
        customer("100/d"), flows=flows,
    )  # fmt: skip
    long, short = longest_paths(stream).paths
    assert (long.elapsed_days, long.elapsed_s, long.processing_s) == (pytest.approx(2.1), 56700, 2700)
    assert (short.steps, short.elapsed_s, short.critical) == (("B", "Z"), 27, False)


def test_what_cannot_be_timed_is_marked() -> None:
    path: Path
    (path,) = longest_paths(a_stream(process("A", pt=5), process("B"), customer("1/d"))).paths
    assert (path.elapsed_s, path.missing) == (5, True)


def test_two_suppliers_of_one_stock_make_no_two_paths() -> None:
    flows = arrows("S1 > In > A > Customer", "S2 > In")
    stream = a_stream(
        supplier("S1"), supplier("S2"), stock("In", qty=5), process("A", pt=5), customer("1/d"), flows=flows
    )
    assert len(longest_paths(stream).paths) == 1


def test_a_circle_says_why_there_are_no_paths() -> None:
    found = longest_paths(a_stream(process("A", pt=5), process("B", pt=5), flows=arrows("A > B > A")))
    assert (found.paths, found.reason != "") == ((), True)
    assert longest_paths(a_stream()).paths == ()


def test_rework_of_any_shape_is_one_stretch_with_its_expected_time() -> None:
    # A and B send back across each other: visits are solved, not told one by one
    steps = [process(name, pt=10) for name in "ABC"]
    flows = arrows("A > B > C > Customer", "B [repeat 0.2] > A", "C [repeat 0.5] > B")
    stream = a_stream(*steps, customer("1/d"), flows=flows)
    (path,) = longest_paths(stream).paths
    assert set(path.steps) == set("ABC")
    assert isclose(path.elapsed_s or 0, measure(stream).number("lead_time_s") or 1, rel_tol=1e-9)


def test_paths_are_longest_first() -> None:
    found = longest_paths(diamonds(5)).paths
    assert all((a.elapsed_s or 0) >= (b.elapsed_s or 0) for a, b in pairwise(found))


def test_routes_nobody_takes_are_no_paths() -> None:
    flows = arrows(
        "A [share 1] > B > D > Customer",
        "A [share 0] > C [share 0.5] > E [share 0.5] > D",
        "E [share 0.5] > B",
        "C [share 0.5] > D",
    )
    stream = a_stream(*(process(name, pt=1) for name in "ABCDE"), customer("1/d"), flows=flows)
    (path,) = longest_paths(stream).paths
    assert (path.steps, path.chance) == (("A", "B", "D"), 1)
    assert path.symbols == ("A", "B", "D", "Customer")
