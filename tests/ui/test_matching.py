"""Matching: what answers a query, in which order, and which letters are shown as the answer."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsm_desktop.ui.matching import Index, Rank, ranges

TITLES = (
    "Draw an arrow",
    "Arrange the map",
    "Supermarket",
    "Save as",
    "Zoom in",
    "Actual size",
    "Spüle 2",
    "Spot weld 1",
    "Weld 1",
    "Rearrange",
)
WORDS = st.text("aAbßéü 1-", max_size=8)


def found(query: str, *titles: str) -> list[str]:
    """What answers, best first."""
    return [hit.item for hit in Index(titles or TITLES, str).search(query)]


def marked(query: str, text: str) -> str:
    """The text with what answers in brackets."""
    parts, done = "", 0
    for start, stop in ranges(query, text):
        parts += f"{text[done:start]}[{text[start:stop]}]"
        done = stop
    return parts + text[done:]


def test_beginnings_come_before_words_and_words_before_parts() -> None:
    assert found("arr") == ["Arrange the map", "Draw an arrow", "Rearrange"]
    assert found("weld 1") == ["Weld 1", "Spot weld 1"]


def test_scattered_letters_answer_only_where_nothing_better_does() -> None:
    assert found("svs") == ["Save as"]
    assert found("sup") == ["Supermarket"]


def test_scattered_letters_begin_with_a_word() -> None:
    assert found("rkt") == []


def test_words_may_come_in_any_order() -> None:
    assert found("1 spot") == ["Spot weld 1"]
    assert found("map arr") == ["Arrange the map"]
    assert found("map zzz") == []


def test_case_and_accents_do_not_count() -> None:
    assert found("SPULE") == ["Spüle 2"]
    assert found("spüle") == ["Spüle 2"]


def test_a_shorter_text_answers_better_than_a_longer_one() -> None:
    assert found("weld", "Weld after paint", "Weld 2") == ["Weld 2", "Weld after paint"]


def test_equal_answers_keep_their_order() -> None:
    assert found("weld", "Weld 2", "Weld 1") == ["Weld 2", "Weld 1"]


def test_words_that_are_not_shown_answer_too_but_after_those_that_are() -> None:
    index = Index(("FIFO lane", "Material"), str, lambda title: "material symbol" if "FIFO" in title else "")
    assert [(hit.item, hit.rank) for hit in index.search("mat")] == [
        ("Material", Rank.START),
        ("FIFO lane", Rank.ASIDE),
    ]
    assert index.search("symbol zzz") == []


@pytest.mark.parametrize("query", ["", "  ", "\t"])
def test_nothing_asked_is_nothing_answered(query: str) -> None:
    assert found(query) == []


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("super", "Coil supermarket", "Coil [super]market"),
        ("SPU", "Spüle 2", "[Spü]le 2"),
        ("ss", "Große Straße", "Gro[ß]e Straße"),
        ("map arr", "Arrange the map", "[Arr]ange the [map]"),
        ("svs", "Save as", "[S]a[v]e a[s]"),
        ("sas", "Save as", "[Sa]ve a[s]"),
        ("xyz", "Save as", "Save as"),
        ("", "Save as", "Save as"),
        ("in", "Coil in line", "Coil [in] line"),
    ],
)
def test_what_answers_is_marked(query: str, text: str, shown: str) -> None:
    assert marked(query, text) == shown


@given(st.lists(WORDS, max_size=12), WORDS.filter(str.strip))
def test_typing_on_gives_what_asking_at_once_gives(titles: list[str], query: str) -> None:
    index = Index(titles, str)
    for i in range(1, len(query) + 1):
        typed = index.search(query[:i])
    assert typed == Index(titles, str).search(query)


@given(WORDS, WORDS)
def test_marks_lie_in_the_text_apart_and_in_order(query: str, text: str) -> None:
    places = [place for found in ranges(query, text) for place in found]
    assert places == sorted(set(places))
    assert all(0 <= place <= len(text) for place in places)


def test_typing_on_asks_only_what_was_left() -> None:
    index = Index([f"Step {i}" for i in range(5_000)], str)
    index.search("step 49")
    assert index.asked == 5_000
    index.search("step 499")
    assert index.asked < 400
    index.search("step")
    assert index.asked == 5_000


def test_matching_does_without_qt() -> None:
    code = "import sys; sys.modules['PySide6'] = None; import vsm_desktop.ui.matching"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
