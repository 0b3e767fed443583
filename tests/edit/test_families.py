"""Families put together by hand."""

from __future__ import annotations

import pytest

from tests.insight.families import a_matrix, a_product, groups
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.edit.families import moved, renamed, split_off, with_families
from vsm_desktop.model.stream import new_stream

MATRIX = a_matrix(*(a_product(name, "saw") for name in "abcd"), families={"one": "a b", "two": "c"})


def by_hand(matrix):
    return [family.by_hand for family in matrix.families]


def test_products_move_to_another_family_and_both_count_as_made_by_hand():
    after = moved(MATRIX, ["a"], "two")
    assert groups(after) == [{"b"}, {"a", "c"}]
    assert by_hand(after) == [True, True]


def test_a_family_that_is_left_empty_goes():
    assert groups(moved(MATRIX, ["c"], "one")) == [{"a", "b", "c"}]


def test_a_product_of_no_family_is_taken_in_and_the_others_stay():
    after = moved(MATRIX, ["d"], "one")
    assert groups(after) == [{"a", "b", "d"}, {"c"}]
    assert by_hand(after) == [True, False]


def test_who_is_there_already_changes_nothing():
    assert moved(MATRIX, ["a"], "one") is MATRIX


def test_products_make_a_new_family():
    after = split_off(MATRIX, ["b", "c"], "Third")
    assert [(family.name, family.products) for family in after.families] == [
        ("One", ("a",)),
        ("Third", ("b", "c")),
    ]
    assert len({family.id for family in after.families}) == 2


def test_a_family_is_renamed():
    after = renamed(MATRIX, "one", "  Shafts ")
    assert [family.name for family in after.families] == ["Shafts", "Two"]
    assert by_hand(after) == [True, False]
    assert renamed(MATRIX, "one", "One") is MATRIX


@pytest.mark.parametrize(("name", "sentence"), [(" ", "needs a name"), ("TWO", 'a family "TWO" already')])
def test_a_name_that_cannot_stand_is_refused(name, sentence):
    with pytest.raises(Wrong, match=sentence):
        renamed(MATRIX, "one", name)


def test_the_stream_gets_the_matrix_and_loses_it():
    stream = with_families(MATRIX)(new_stream())
    assert stream.families is MATRIX
    assert with_families(MATRIX)(stream) is stream
    assert with_families(None)(stream).families is None
