"""Text is measured, broken and set once, for all players."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.strategies import runs as examples
from vsm_desktop.drawing.text import ELLIPSIS, advances, line, measure, runs, shorten, wrap

TEXTS = st.text(st.sampled_from("aWé Ωfi-/…组立カ한🏭\t\u0301\u200b\xad\ud83c"), max_size=12) | st.text(
    max_size=8
)


def test_what_the_latin_face_lacks_is_set_in_the_cjk_face() -> None:
    assert runs("Weld 組立 2", "bold") == (("Weld ", "bold"), ("組立", "cjk"), (" 2", "bold"))


def test_what_no_face_has_stays_in_its_own() -> None:
    assert runs("a\uf8ff", "body") == (("a\uf8ff", "body"),)


def test_letters_and_accents_are_joined_and_controls_become_spaces() -> None:
    assert runs("e\u0301\n\x07x\xad", "body") == (("é  x", "body"),)
    assert runs("", "body") == ()


def test_half_a_surrogate_pair_is_shown_as_a_missing_letter() -> None:
    assert "".join(piece for piece, _face in runs("a\ud83c", "body")) == "a\ufffd"


@given(TEXTS, st.sampled_from(["body", "medium", "bold", "cjk"]))
@examples(60)
def test_runs_lose_nothing_and_are_writable(text: str, font: str) -> None:
    pieces = runs(text, font)
    faces = [face for _piece, face in pieces]
    assert all(a != b for a, b in pairwise(faces))
    "".join(piece for piece, _face in pieces).encode()
    assert measure(text, 10, font) == pytest.approx(sum(10 * advances(f).width(p) for p, f in pieces))


def test_a_line_is_set_run_by_run() -> None:
    first, second = line(10, 20, "Weld組", 12, "#000000", "bold", ref="weld.name")
    assert (first.x, first.y, first.text, first.font) == (10, 20, "Weld", "bold")
    assert second.x == pytest.approx(10 + first.width, abs=0.002)
    assert (second.font, second.ref, second.size) == ("cjk", "weld.name", 12)


@pytest.mark.parametrize(("anchor", "share"), [("start", 0), ("middle", 0.5), ("end", 1)])
def test_a_line_hangs_on_its_anchor(anchor: str, share: float) -> None:
    (text,) = line(100, 0, "Welding", 10, "#000000", anchor=anchor)
    assert text.x == pytest.approx(100 - share * measure("Welding", 10), abs=0.001)


def test_an_empty_line_is_nothing() -> None:
    assert line(0, 0, "", 10, "#000000") == ()


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("", 2, ()),
        ("   ", 2, ()),
        ("Weld", 2, ("Weld",)),
        ("Spot welding line", 2, ("Spot welding", "line")),
        ("Spot-welding line", 2, ("Spot-", "welding line")),
        ("Stamping/deburring", 2, ("Stamping/", "deburring")),
        ("one two three four five six", 2, ("one two", "three four f…")),
        ("one two three four five six", 3, ("one two", "three four", "five six")),
        ("one two three four five six", 1, ("one two thr…",)),
        ("溶接組立検査塗装包装", 2, ("溶接組立検査", "塗装包装")),
        ("溶接 weld", 2, ("溶接 weld",)),
    ],
)
def test_lines_break_between_words_and_between_han(text: str, most: int, lines: tuple[str, ...]) -> None:
    assert wrap(text, 72, 11.5, most=most) == lines


@given(TEXTS, st.integers(10, 80), st.integers(1, 3))
@examples(60)
def test_lines_fit(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, 10, most=most)
    assert len(lines) <= most
    assert all(measure(one, 10) <= width or one == ELLIPSIS for one in lines)
    if wrap(text, 10_000, 10):
        assert lines


@given(TEXTS, st.integers(0, 80))
@examples(60)
def test_a_shortened_text_fits_and_says_so(text: str, width: int) -> None:
    short = shorten(text, width, 10)
    assert measure(short, 10) <= width or short == ELLIPSIS
    assert short == text or (short.endswith(ELLIPSIS) and text.startswith(short[:-1]))
    assert (short == text) == (measure(text, 10) <= width or text == ELLIPSIS)
