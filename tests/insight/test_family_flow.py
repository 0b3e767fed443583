"""One line for all routes, conflicts told; and the order in which blocks show."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.insight.families import a_matrix, a_product
from vsm_desktop.insight.families.flow import blocks, line_of, merged

STEPS = "abcdef"


def line(*routes: str):
    matrix = a_matrix(*(a_product(f"p{i}", route) for i, route in enumerate(routes)))
    return line_of(matrix.steps, matrix.products)


def test_routes_that_agree_make_one_line():
    found = line("saw mill test", "saw drill test", "saw mill drill test")
    assert found.places == ("saw", "mill", "drill", "test")
    assert found.ways == {"p0": (0, 1, 3), "p1": (0, 2, 3), "p2": (0, 1, 2, 3)}
    assert not found.conflicts
    assert not found.again


def test_most_products_decide_and_the_other_gets_a_place_of_its_own():
    found = line("saw mill weld", "saw mill weld", "saw weld mill")
    assert found.places == ("saw", "mill", "weld", "mill")
    assert found.ways["p2"] == (0, 2, 3)
    assert [(one.first, one.second, one.against) for one in found.conflicts] == [("mill", "weld", ("P2",))]


def test_a_step_that_is_passed_twice_stands_twice_and_is_no_conflict():
    found = line("wash drill wash", "wash drill")
    assert found.places == ("wash", "drill", "wash")
    assert found.ways == {"p0": (0, 1, 2), "p1": (0, 1)}
    assert found.again == {"wash": ("p0",)}
    assert not found.conflicts


def test_a_circle_is_cut_where_least_stands_before():
    found = line("a b", "b c", "c a")
    assert set(found.places) == {"a", "b", "c"}
    assert len(found.conflicts) == 1


def test_steps_of_nobody_are_not_on_the_line():
    matrix = a_matrix(a_product("p", "a b"), a_product("q", "c"))
    assert merged(matrix.steps, matrix.products[:1]) == ("a", "b")


routes = st.lists(st.lists(st.sampled_from(STEPS), min_size=1, max_size=7), min_size=1, max_size=6)


@settings(deadline=None)
@given(routes)
def test_every_route_runs_along_the_line_without_turning_back(found):
    matrix = a_matrix(*(a_product(f"p{i}", " ".join(one)) for i, one in enumerate(found)))
    result = line_of(matrix.steps, matrix.products)
    for product in matrix.products:
        way = result.ways[product.id]
        assert [result.places[i] for i in way] == [visit.step for visit in product.route]
        assert list(way) == sorted(set(way))
    used = {i for way in result.ways.values() for i in way}
    assert used == set(range(len(result.places)))


def test_blocks_of_a_text_book():
    # five parts on six machines, two cells mixed up: King's method brings them together
    rows = [{"m1", "m4"}, {"m2", "m3"}, {"m1", "m4", "m6"}, {"m2", "m5"}, {"m2", "m3", "m5"}]
    down, across = blocks(rows, ["m1", "m2", "m3", "m4", "m5", "m6"])
    assert down == (2, 0, 4, 1, 3)
    assert across == ("m1", "m4", "m6", "m2", "m3", "m5")


@settings(deadline=None)
@given(st.lists(st.sets(st.sampled_from(STEPS)), max_size=8))
def test_blocks_are_an_order_in_which_nothing_moves_any_more(rows):
    down, across = blocks(rows, STEPS)
    assert sorted(down) == list(range(len(rows)))
    assert sorted(across) == sorted(STEPS)
    again_down, again_across = blocks([rows[i] for i in down], across)
    assert again_across == across
    assert [rows[down[i]] for i in again_down] == [rows[i] for i in down]


@pytest.mark.parametrize("rows", [[], [set()], [{"a"}]])
def test_blocks_of_next_to_nothing(rows):
    assert blocks(rows, ["a"]) == (tuple(range(len(rows))), ("a",))
