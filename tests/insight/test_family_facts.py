"""What a family shares, its work content and its quantities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.insight.families import a_matrix, a_product, amounts
from vsm_desktop.insight.families.facts import Amounts, Facts, amounts_of, content_s, facts_of, pareto
from vsm_desktop.metrics.clock import clock_of
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.family import FamilyMatrix
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import quantity

MATRIX = a_matrix(
    a_product("p", "saw=10s mill=50s test=40s", "300/mo"),
    a_product("q", "saw=10s mill=80s test=60s", "100/mo"),
    a_product("r", "saw test paint", "100/mo"),
    a_product("s", "cast", "500/mo"),
    families={"one": "p q r", "two": "s"},
)


def facts(matrix: FamilyMatrix = MATRIX, id_: str = "one") -> Facts:
    return facts_of(matrix, matrix.family(id_), amounts(matrix))


def test_what_all_pass_and_what_only_some():
    found = facts()
    assert found.core == ("saw", "mill", "test")
    assert found.shared == ("saw", "test")
    assert found.partly == (("mill", 2), ("paint", 1))
    assert found.alike == pytest.approx((1 + 1 / 2 + 1 / 2) / 3)
    assert not found.similar
    assert found.to_core == {"p": 1.0, "q": 1.0, "r": pytest.approx(2 / 4)}


def test_the_work_content_is_that_of_products_with_all_their_times():
    work = facts().work
    assert work is not None
    assert (work.least, work.most) == (100, 150)
    assert work.mean == pytest.approx((300 * 100 + 100 * 150) / 400)
    assert work.spread == pytest.approx(1 / 3)
    assert not work.within
    assert [product.id for product in facts().untimed] == ["r"]
    assert facts(id_="two").work is None
    assert content_s(MATRIX.product("r")) is None


def test_thirty_percent_is_within():
    matrix = a_matrix(a_product("p", "a=70s"), a_product("q", "a=100s"), families={"one": "p q"})
    work = facts(matrix).work
    assert work is not None
    assert work.within
    assert work.mean == 85


def test_a_time_in_days_is_no_work_content():
    assert content_s(a_product("p", "a=2d")) is None


def test_the_share_of_a_family():
    assert (facts().amount, facts().share) == (500, 0.5)
    nothing = a_matrix(a_product("p", "a"), families={"one": "p"})
    assert facts(nothing).share is None


def test_one_alone_is_like_itself():
    assert facts(id_="two").alike == 1.0


def test_quantities_of_one_period_stay_as_they_are_and_others_become_daily():
    assert amounts(MATRIX).unit == "pc/month"
    mixed = a_matrix(a_product("p", "a", "10/d"), a_product("q", "a", "100/mo"), a_product("r", "a", "7 pc"))
    calendar = Calendar(days_per_month=quantity(25, "x"))
    found = amounts_of(mixed.products, clock_of(calendar, Options()))
    assert (found.unit, found.of) == ("pc/day", {"p": 10, "q": 4})
    assert [product.id for product in found.unknown] == ["r"]


def test_pieces_without_a_period_are_counted_among_themselves():
    found = amounts(a_matrix(a_product("p", "a", "10 pc"), a_product("q", "a")))
    assert (found.unit, found.of, found.sum_of(["p", "q"])) == ("pc", {"p": 10}, 10)
    assert amounts(a_matrix(a_product("p", "a"))).unit == ""


def test_the_pareto_begins_with_the_largest():
    ranked = pareto(MATRIX.products, amounts(MATRIX))
    assert [(one.product.id, one.amount, one.share) for one in ranked] == [
        ("s", 500, 0.5),
        ("p", 300, 0.3),
        ("q", 100, 0.1),
        ("r", 100, 0.1),
    ]
    assert pareto(MATRIX.products, Amounts("", {}, ())) == ()


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30))
def test_a_pareto_falls_and_its_shares_add_up(numbers):
    matrix = a_matrix(*(a_product(f"p{i}", "a", f"{n}/d") for i, n in enumerate(numbers)))
    ranked = pareto(matrix.products, amounts(matrix))
    assert [one.amount for one in ranked] == sorted((n for n in numbers if n), reverse=True)
    if ranked:
        assert sum(one.share for one in ranked) == pytest.approx(1)
