"""The branches of a map beside its critical path."""

from __future__ import annotations

from typing import Any

import pytest

from tests.acceptance.sketch import stream_of
from tests.builders import a_stream, arrows, customer, process, stock, supplier
from tests.metrics.drawings import streams
from tests.metrics.properties import for_all
from tests.metrics.test_oracles import all_taken, cases
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.stream import ValueStream


def report_of(*texts: str, **works: Any) -> Report:
    """A map of processes with their work in seconds, to a customer of 100 a day."""
    steps = [process(name, pt=work) for name, work in works.items()]
    return measure(a_stream(*steps, customer("100/d"), flows=arrows(*texts)))


def lines(report: Report) -> list[tuple[str, ...]]:
    return [branch.steps for branch in report.branches]


def test_a_map_in_line_has_none() -> None:
    report = report_of("A > B > Customer", A=1, B=2)
    assert lines(report) == []
    assert report.branches.critical == frozenset()


def test_the_shorter_of_two_branches_is_one() -> None:
    report = report_of("A > B > D", "A > C > D > Customer", A=1, B=10, C=20, D=1)
    (branch,) = report.branches
    assert branch.steps == ("B",)
    assert (branch.lead_s, branch.processing_s, branch.missing) == (10, 10, False)
    assert branch.lead_days == pytest.approx(10 / 27_000)
    critical = report.branches.critical
    assert {"A", "C", "D", "Customer"} <= critical
    assert "B" not in critical
    ends = {tuple(id_.split(" ")[:3:2]) for id_ in critical if ">" in id_}
    assert ends == {("A", "C"), ("C", "D"), ("D", "Customer")}


def test_every_branch_that_joins_has_a_line_of_its_own() -> None:
    report = report_of("A > Z", "B > Z", "C > Z > Customer", A=3, B=2, C=1, Z=1)
    assert lines(report) == [("B",), ("C",)]


def test_where_branches_branch_again_each_step_is_on_one_line() -> None:
    # A-B-E is longest; C joins it, and D joins C's way
    report = report_of("A > B > E > Customer", "C > F > E", "D > F", A=50, B=50, C=9, D=5, F=1, E=1)
    assert lines(report) == [("C", "F"), ("D",)]


def test_routes_are_no_branches_but_a_branch_may_have_routes() -> None:
    report = report_of(
        "S > A > Z > Customer", "S > B", "B [share 0.5] > C > Z", "B [share 0.5] > D > Z",
        S=1, A=100, B=10, C=20, D=40, Z=1,
    )  # fmt: skip
    (branch,) = report.branches
    assert set(branch.steps) == {"B", "C", "D"}
    assert branch.lead_s == 10 + 0.5 * 20 + 0.5 * 40
    assert lines(report_of("A [share 0.5] > B > D", "A [share 0.5] > D > Customer", A=1, B=1, D=1)) == []


def test_a_branch_within_a_loop_counts_its_passes() -> None:
    # A splits to B and C, D sends 50 % back to A: 2 passes
    report = report_of("A > B > D", "A > C > D > Customer", "D [repeat 0.5] > A", A=1, B=10, C=20, D=1)
    (branch,) = report.branches
    assert (branch.steps, branch.lead_s) == (("B",), 20)


def test_an_arrow_past_the_critical_path_is_not_on_it() -> None:
    report = report_of("A > B > C > Customer", "A > C", "D > C", A=1, B=1, C=1, D=1)
    assert lines(report) == [("D",)]
    assert not any(id_.startswith("A > C") for id_ in report.branches.critical)
    assert any(id_.startswith("A > B") for id_ in report.branches.critical)


def test_a_second_supplier_without_steps_is_no_branch() -> None:
    flows = arrows("S1 > In > A > Customer", "S2 > In")
    nodes = (supplier("S1"), supplier("S2"), stock("In", qty=5), process("A", pt=5), customer("1/d"))
    assert not measure(a_stream(*nodes, flows=flows)).branches


def test_waits_only_counts_the_waits_of_a_branch() -> None:
    nodes = (stock("In", qty=100), process("A", pt=27), process("B", pt=2700), process("Z", pt=1))
    flows = arrows("In > A > Z > Customer", "B > Z")
    report = measure(a_stream(*nodes, customer("100/d"), flows=flows, lead_time_mode="waits_only"))
    (branch,) = report.branches
    assert (branch.steps, branch.lead_days, branch.processing_s) == (("B",), 0, 2700)


def test_what_cannot_be_timed_is_marked() -> None:
    steps = (process("A", pt=9), process("B"), process("Z", pt=1))
    report = measure(a_stream(*steps, customer("1/d"), flows=arrows("A > Z > Customer", "B > Z")))
    assert [branch.missing for branch in report.branches] == [True]


def checked(report: Report) -> None:
    """Every step of the ladder is either on the critical path or on one branch."""
    on = [id_ for branch in report.branches for id_ in branch.steps]
    critical = [step.id for step in report.steps if step.on_critical_path]
    assert len(on) == len(set(on))
    assert not set(on) & set(critical)
    if on:
        assert set(critical) <= report.branches.critical
        assert not set(on) & report.branches.critical


@for_all(all_taken())
def test_all_steps_of_a_network_are_on_the_path_or_on_a_branch(
    network: tuple[list[int], list[tuple[int, int]]],
) -> None:
    works, pairs = network
    texts = [f"p{i} > p{j}" for i, j in pairs]
    report = measure(a_stream(*(process(f"p{i}", pt=w) for i, w in enumerate(works)), flows=arrows(*texts)))
    checked(report)
    used = {f"p{end}" for pair in pairs for end in pair}
    on = {id_ for branch in report.branches for id_ in branch.steps}
    assert on | {step.id for step in report.steps if step.on_critical_path} == used
    ahead = {(f"p{i}", f"p{j}") for i, j in pairs}
    for branch in report.branches:
        assert all((a, b) in ahead for a, b in zip(branch.steps, branch.steps[1:], strict=False))
        assert (branch.lead_s or 0) <= (report.number("lead_time_s") or 0)


@for_all(cases())
def test_nests_have_their_branches(case: dict[str, Any]) -> None:
    report = measure(stream_of(case, {}))
    checked(report)


@for_all(streams())
def test_any_map_has_its_branches(stream: ValueStream) -> None:
    checked(measure(stream))


def test_branches_are_values() -> None:
    one, other = (report_of("A > Z > Customer", "B > Z", A=9, B=1, Z=1) for _i in range(2))
    assert one.branches == other.branches
    assert one.branches != report_of("A > Z > Customer", "B > Z", A=9, B=2, Z=1).branches
    assert one.branches != ()
    assert one.branches[:1] == (one.branches[0],)
    assert "steps=('B',)" in repr(one.branches)
