"""Folding networks and solving for visits, where a drawing would be too large to see anything."""

from __future__ import annotations

import pytest

from tests.builders import a_stream, arrow, arrows, customer, junction, process, stock, supplier
from tests.metrics.test_flow import errors, measured, steps
from vsm_desktop.metrics import visits
from vsm_desktop.metrics.figure import NOTHING_TO_DIVIDE_BY, Why, known, product, ratio, total
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.network import Leg

WHY = Why("Because.")


def test_figures_pass_on_the_first_cause() -> None:
    other = Why("Later.")

    assert ratio(WHY, other) == ratio(1.0, WHY) == product(2.0, WHY, other) == total(WHY, 1.0) == "Because."
    assert ratio(1.0, 0.0) is NOTHING_TO_DIVIDE_BY
    assert ratio(1.0, 2.0) == 0.5
    assert (product(2.0, 3.0), total(2.0, 3.0)) == (6.0, 5.0)
    assert known(WHY) is known(float("inf")) is None


def test_a_place_from_which_nothing_arrives_does_not_disturb_the_rest() -> None:
    # 0 -> 1 -> 2 with half of 1 going back to 0; from 3, reached by no share, nothing arrives
    legs = [Leg(0, 1, []), Leg(1, 0, []), Leg(1, 2, []), Leg(1, 3, []), Leg(3, 0, [])]
    found = visits.visits_in_circles(legs, [1.0, 0.5, 0.5, 0.0, 0.0], 0, 2)

    assert not isinstance(found, Why)
    assert found[0] == pytest.approx([2.0, 1.0, 1.0, 0.0, 0.0])
    assert found[1] == pytest.approx(1.0)


def test_a_circle_without_a_way_out_never_finishes() -> None:
    legs = [Leg(0, 1, []), Leg(1, 0, []), Leg(1, 2, [])]

    assert visits.visits_in_circles(legs, [1.0, 1.0, 0.0], 0, 2) is visits.NEVER_FINISHES


def test_both_systems_may_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([{0: 1.0, 1: 1.0}, visits.TOO_TANGLED])
    monkeypatch.setattr(visits, "solve", lambda *_args: next(answers))

    assert visits.visits_in_circles([Leg(0, 1, [])], [1.0], 0, 1) is visits.TOO_TANGLED


def test_a_part_too_large_to_search_is_taken_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vsm_desktop.metrics.regions.LARGEST", 3)
    # a bridge of shares, and a bridge of which all is taken inside a route: only the first can be one net
    shares = arrows(
        "A > B [share 0.5] > D",
        "B [share 0.5] > C > E",
        "C [repeat 0.5] > A",
        "D [share 0.5] > C",
        "D [share 0.5] > E",
    )
    bridge = arrows("A [share 0.5] > B > C > D > E > F", "B > D", "C > E", "A [share 0.5] > F")

    assert measured(*steps("ABCDE"), flows=shares).number("lead_time_s") is not None
    assert [p.code for p in errors(measured(*steps("ABCDEF"), flows=bridge))] == ["flow_not_nested"]


def test_ways_equal_for_long_go_by_what_was_drawn_first_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vsm_desktop.metrics.ladder._FAR_BACK", 1)
    flows = arrows("S > B > D", "S > A > C", "A > D", "B > C", "C > E", "D > E")
    parts = [supplier("S"), *(process(name, pt=5) for name in "ABCDE")]
    path = measure(a_stream(*parts, flows=flows, day_base="clock_24h")).metrics["critical_path"].value

    assert isinstance(path, tuple)
    assert len(path) == 3


def test_nothing_arrives_at_a_customer() -> None:
    flows = arrows("A [share 0] > B > One", "A [share 0] > C > One", "A [share 1] > Two")
    report = measured(*steps("ABC"), customer("9/d", name="One"), customer("1/d", name="Two"), flows=flows)

    assert (
        report.metrics["lead_time_s"].reason
        == "Nothing arrives at the end: all ways to it have a share of 0."
    )
    assert report.number("lead_time_s.Two") == 1


def test_quality_of_circles_inside_a_route() -> None:
    flows = arrows(
        "A [share 0.5] > B > C > D > E", "C [repeat 0.5] > B", "D [repeat 0.5] > C", "A [share 0.5] > E"
    )
    report = measured(*(process(name, pt=1, ca=0.9) for name in "ABCDE"), flows=flows)

    assert report.number("lead_time_s") is not None
    assert report.metrics["rolled_ca"].value is None


def test_a_dot_or_a_stock_may_be_anywhere() -> None:
    flows = arrows("dot > S > A > end > Customer", "S2 > A", "A [repeat 0.5] > dot2 > A")
    parts = [
        junction("dot"),
        junction("dot2"),
        junction("end"),
        stock("S", days=1),
        stock("S2", days=2),
        *steps("A"),
    ]
    report = measure(a_stream(*parts, customer(), flows=flows))

    assert report.number("lead_time_days") == pytest.approx(2 + 2 / 27_000)


def test_two_arrows_between_the_same_steps_are_two_ways() -> None:
    both = [arrow("A", "B").evolve(id="1"), arrow("A", "B").evolve(id="2")]
    half = [flow.evolve(share=arrow("x", "y", share=0.5).share) for flow in both]

    assert measured(*steps("AB"), flows=both).number("lead_time_s") == 11
    assert measured(*steps("AB"), flows=half).number("lead_time_s") == 11
