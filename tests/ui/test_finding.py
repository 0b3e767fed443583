"""Symbols are found by what people call them."""

from __future__ import annotations

import pytest

from vsm_desktop.model.catalogue import ARTICLES
from vsm_desktop.model.meanings import MEANINGS
from vsm_desktop.ui.palette.finding import find


def keys(query: str) -> list[str]:
    return [one.key for _group, found in find(query) for one in found]


@pytest.mark.parametrize("entry", ARTICLES, ids=lambda one: one.key)
def test_a_symbol_is_found_by_its_title(entry):
    group, found = find(entry.title)[0]
    titles = [one.title for one in found]
    assert group == entry.group
    assert titles[0] == entry.title


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("lorry", "truck"),
        ("heijunka", "heijunka"),
        ("spectacles", "go_see"),
        ("first in first out", "fifo"),
        ("safety or buffer", "safety"),
        ("  Super ", "supermarket"),
        ("sprmkt", "supermarket"),
        ("withdrawal kanban in", "kanban-batch_withdrawal"),
    ],
)
def test_it_is_found_by_its_full_name_its_words_and_loosely(query, first):
    assert keys(query)[0] == first


def test_a_word_finds_all_that_bear_it_the_best_group_first():
    found = find("kanban")
    assert found[0][0] == "information"
    assert found[0][1][0].key == "kanban", "a title counts for more than a full name"
    assert {"kanban", "kanban-production", "kanban-signal", "post"} <= set(keys("kanban"))


def test_better_answers_come_first_in_their_group():
    (group, found), *_others = find("sh")
    assert group in ("process", "material")
    assert all(one.title.startswith("Sh") for one in found[:1])
    assert "shipment" in keys("sh")
    assert "shared" in keys("sh")


@pytest.mark.parametrize("query", ["qqqq", "", "   ", "zebra crossing"])
def test_nothing_answers_nothing(query):
    assert find(query) == ()


def test_every_symbol_has_a_meaning_of_its_own():
    assert {one.key for one in ARTICLES} == set(MEANINGS)
    assert len(set(MEANINGS.values())) == len(MEANINGS)
    assert all(said.endswith(".") and len(said) <= 80 for said in MEANINGS.values())
