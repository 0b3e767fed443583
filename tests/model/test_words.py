"""Folding: case and accents do not count, and places can be found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsm_desktop.model.words import folded, folded_places


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Stamping", "stamping"),
        ("Spüle ÉTAPE", "spule etape"),
        ("Straße", "strasse"),
        ("ﬁnish", "finish"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("焊接 1", "焊接 1"),
    ],
)
def test_case_and_accents_do_not_count(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_every_folded_character_knows_where_it_came_from() -> None:
    assert folded_places("aßü") == ("assu", (0, 1, 1, 2))


@given(st.text())
def test_folding_and_its_places_agree(text: str) -> None:
    plain, places = folded_places(text)
    assert plain == folded(text)
    assert len(places) == len(plain)
    assert list(places) == sorted(places)
    assert all(0 <= place < len(text) for place in places)
