"""Products that share steps become families: by hand-worked examples, and by what must always hold."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.insight.families import a_matrix, a_product, amounts, groups
from vsm_desktop.edit.families import moved
from vsm_desktop.insight.families.alike import alike, bits_of, mask_of
from vsm_desktop.insight.families.grouping import (
    free_names,
    grouped,
    in_order,
    joins,
    tree_of,
)
from vsm_desktop.model.family import FamilyMatrix

STEPS = "abcdef"


def likeness(one: str, other: str, *, downstream: bool = False) -> float:
    bits = bits_of(STEPS, downstream=downstream)
    return alike(mask_of(one, bits), mask_of(other, bits))


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("abc", "abc", 1.0), ("abcd", "abce", 3 / 5), ("ab", "cd", 0.0), ("", "", 1.0), ("abcde", "abcd", 0.8)],
)
def test_alike_is_what_both_pass_of_what_either_passes(one, other, share):
    assert likeness(one, other) == pytest.approx(share)


def test_later_steps_count_more():
    # steps a to f count 1, 1.2, 1.4, 1.6, 1.8, 2: ef and af share f alone, 2 of 2 + 1.8 + 1; ab and af share a, 1 of 4.2
    assert likeness("ef", "af", downstream=True) == pytest.approx(2 / 4.8)
    assert likeness("ab", "af", downstream=True) == pytest.approx(1 / 4.2)


def group(matrix: FamilyMatrix, threshold: float) -> list[set[str]]:
    return groups(grouped(matrix.evolve(threshold=threshold), amounts(matrix).weigh))


def test_average_linkage_by_hand():
    # p and q share 2/3; r shares 1/3 with p and 2/4 with q: 5/12 with both on the average
    matrix = a_matrix(a_product("p", "a b"), a_product("q", "a b c"), a_product("r", "b d"))
    # p, r: b of a b d = 1/3; q, r: b of a b c d = 1/4; the mean is 7/24
    assert group(matrix, 0.7) == [{"p"}, {"q"}, {"r"}]
    assert group(matrix, 2 / 3) == [{"p", "q"}, {"r"}]
    assert group(matrix, 7 / 24) == [{"p", "q", "r"}]
    assert group(matrix, 7 / 24 + 0.001) == [{"p", "q"}, {"r"}]


def test_the_largest_family_stands_first_and_so_do_its_products():
    matrix = a_matrix(
        a_product("p", "a b", "10/mo"),
        a_product("q", "c d", "20/mo"),
        a_product("r", "c d", "500/mo"),
    )
    found = grouped(matrix, amounts(matrix).weigh)
    assert [(family.name, family.products) for family in found.families] == [
        ("Family A", ("r", "q")),
        ("Family B", ("p",)),
    ]


def test_what_was_put_together_by_hand_stays_at_every_threshold():
    matrix = a_matrix(*(a_product(name, "a b") for name in "pqr"), a_product("s", "c"))
    weigh = amounts(matrix).weigh
    found = grouped(matrix, weigh)
    by_hand = moved(found, ["p"], next(one.id for one in found.families if "s" in one.products))
    for threshold in (0.0, 0.8, 1.0):
        again = grouped(by_hand.evolve(threshold=threshold), weigh)
        assert {"p", "s"} in groups(again)
        assert {"q", "r"} in groups(again)
    assert {"p", "q", "r"} in groups(grouped(by_hand.evolve(families=()), weigh))


def test_a_family_of_the_same_products_keeps_its_name():
    matrix = a_matrix(a_product("p", "a b", "9/d"), a_product("q", "a b"), a_product("r", "a c", "99/d"))
    weigh = amounts(matrix).weigh
    coarse = grouped(matrix.evolve(threshold=0.0), weigh)
    fine = grouped(coarse.evolve(threshold=0.9), weigh)
    assert [family.name for family in fine.families] == ["Family A", "Family B"]
    assert grouped(fine.evolve(threshold=0.8), weigh).families == fine.families


def test_names_after_z():
    taken = {f"Family {chr(65 + i)}" for i in range(26)}
    assert next(free_names([])) == "Family A"
    assert next(free_names(taken)) == "Family A2"


def test_a_matrix_as_it_was_read_gets_its_steps_in_the_order_of_the_flow():
    matrix = a_matrix(a_product("p", "a c"), a_product("q", "a b c"))
    assert in_order(matrix).steps == ("a", "b", "c")


routes = st.lists(st.sets(st.sampled_from(STEPS), min_size=1), min_size=1, max_size=9)


def made(found: list[set[str]]) -> FamilyMatrix:
    products = (a_product(f"p{i}", " ".join(sorted(one))) for i, one in enumerate(found))
    return a_matrix(*products)


@settings(deadline=None)
@given(routes, st.floats(0, 1))
def test_every_product_is_in_one_family_and_a_higher_threshold_only_splits(found, threshold):
    matrix = made(found)
    coarse, fine = group(matrix, threshold / 2), group(matrix, threshold)
    everyone = [product.id for product in matrix.products]
    assert sorted(id_ for one in fine for id_ in one) == sorted(everyone)
    assert all(any(small <= large for large in coarse) for small in fine)


@settings(deadline=None)
@given(routes, st.randoms(use_true_random=False), st.floats(0, 1))
def test_the_order_of_the_rows_has_no_say(found, random, threshold):
    matrix = made(found)
    shuffled = list(matrix.products)
    random.shuffle(shuffled)
    other = matrix.evolve(products=tuple(shuffled))
    assert {frozenset(one) for one in group(matrix, threshold)} == {
        frozenset(one) for one in group(other, threshold)
    }


@settings(deadline=None)
@given(routes)
def test_joins_are_those_of_the_definition(found):
    """Against the definition, worked out from all pairs anew for every join."""
    matrix = made(found)
    tree = tree_of(matrix)
    steps = {product.id: product.steps for product in matrix.products}
    clusters = {i: list(ids) for i, ids in enumerate(tree.sets)}

    def mean(one: list[str], other: list[str]) -> float:
        pairs = [len(steps[a] & steps[b]) / len(steps[a] | steps[b]) for a in one for b in other]
        return sum(pairs) / len(pairs)

    last = 1.0
    for join in tree.joins:
        best = max(mean(clusters[a], clusters[b]) for a, b in combinations(clusters, 2))
        assert mean(clusters[join.into], clusters[join.other]) == pytest.approx(best)
        assert join.alike == pytest.approx(best)
        assert join.alike <= last + 1e-9
        last = join.alike
        clusters[join.into] += clusters.pop(join.other)
    assert len(clusters) == 1


def test_no_products_join_nothing():
    assert joins((), ()) == ()
    assert tree_of(FamilyMatrix()).at(0.5) == ()
