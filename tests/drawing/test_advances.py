"""Widths come from the fonts' own tables and agree with what the PDF sets."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import get_args

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase.ttfonts import TTFontFace

from vsm_desktop.drawing.advances import Advances
from vsm_desktop.drawing.fonts import FONTS
from vsm_desktop.drawing.ops import FontName
from vsm_desktop.drawing.text import advances


@cache
def face_of(name: FontName) -> TTFontFace:
    """The font as the PDF reads it."""
    return TTFontFace(BytesIO(FONTS[name].data()))


def test_every_font_of_the_ops_is_bundled() -> None:
    assert tuple(FONTS) == get_args(FontName)


@pytest.mark.parametrize("name", FONTS)
def test_every_character_is_as_wide_as_in_the_pdf(name: FontName) -> None:
    face, own = face_of(name), advances(name)
    assert len(face.charToGlyph) > 500
    off = [
        (chr(code), own.of(chr(code)), face.charWidths[code] / 1000)
        for code in face.charToGlyph.keys() - {0xFFFF}  # what ends the table is no character
        if abs(own.of(chr(code)) - face.charWidths[code] / 1000) > 0.0006 or chr(code) not in own
    ]
    assert not off[:5]


@pytest.mark.parametrize("name", FONTS)
def test_what_a_font_lacks_is_as_wide_as_its_missing_glyph(name: FontName) -> None:
    face, own = face_of(name), advances(name)
    assert "\uf8ff" not in own
    assert own.of("\uf8ff") == pytest.approx(face.defaultWidth / 1000, abs=0.0006)


def test_a_run_is_as_wide_as_its_characters() -> None:
    own = advances("body")
    assert own.width("AVATo") == pytest.approx(sum(map(own.of, "AVATo")))
    assert own.width("") == 0


def test_digits_are_all_as_wide() -> None:
    """Numbers in a column stand one under the other."""
    for name in ("body", "medium", "bold"):
        assert len({advances(name).of(digit) for digit in "0123456789"}) == 1


def test_a_font_with_characters_beyond_the_first_plane() -> None:
    """None of ours has any yet; their table has another format."""
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "a", "b", "robot", "last"])
    builder.setupCharacterMap({0x61: "a", 0x62: "b", 0x1F916: "robot", 0x1F917: "last"})
    builder.setupGlyf(dict.fromkeys(builder.font.getGlyphOrder(), TTGlyphPen(None).glyph()))
    builder.setupHorizontalMetrics(
        {".notdef": (500, 0), "a": (600, 0), "b": (650, 0), "robot": (900, 0), "last": (900, 0)}
    )
    builder.setupHorizontalHeader()
    file = BytesIO()
    builder.save(file)
    own = Advances(file.getvalue())
    assert [own.of(char) for char in "ab🤖🤗z"] == [0.6, 0.65, 0.9, 0.9, 0.5]
    assert "🤖" in own
