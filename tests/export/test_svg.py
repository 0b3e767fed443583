"""The SVG: well-formed for any text, self-contained, one group per part."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.export.pictures import INK, SCRIPTS, drawing_of, gallery
from vsm_desktop.drawing.ops import Drawing, Part, Text
from vsm_desktop.drawing.text import line
from vsm_desktop.export.svg import svg_text, write_svg

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "a\x00b\x08c\x0bd\x1fe",
    "a\ud800b\udfffc",
    "\ufffe\uffff\ufdd0",
    "<script>alert(1)</script>",
    "]]> & &amp; &#0; \"quoted\" 'single'",
    "two\nlines\ttab\r\n\u2028end",
    "\U0001f600 \u202eright to left",
    " spaces  kept ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str):
    part = Part(text, 0, 0, (Text(10, 50, text, 60, 12, INK),))
    root = ElementTree.fromstring(svg_text(Drawing((part,), (0, 0, 100, 100)), text).encode())
    assert not list(root.iter(f"{SVG}script"))
    assert len(list(root.iter(f"{SVG}text"))) == 1


@given(st.text(alphabet=st.characters(codec=None)))
@settings(max_examples=200, deadline=None)
def test_any_text_is_well_formed(text: str):
    drawing = Drawing((Part(text, 0, 0, (Text(0, 0, text, 1, 1, INK),)),), (0, 0, 1, 1))
    ElementTree.fromstring(svg_text(drawing, text, embed=False).encode())


def test_text_comes_back_as_it_was():
    root = ElementTree.fromstring(svg_text(gallery()).encode())
    found = "".join(element.text or "" for element in root.iter(f"{SVG}text"))
    for text in SCRIPTS.values():
        for word in text.split():
            assert word in found


def test_sheet_and_paper():
    drawing = replace(drawing_of(sheet=(-100.0, -50.0, 1484.0, 1174.0)), page="#F4F5F7")
    root = ElementTree.fromstring(svg_text(drawing, "The map").encode())
    assert root.get("viewBox") == "-100 -50 1584 1224"
    assert (root.get("width"), root.get("height")) == ("792pt", "612pt")
    assert root.findtext(f"{SVG}title") == "The map"
    ground = root.find(f"{SVG}rect")
    assert ground is not None
    assert ground.get("fill") == "#F4F5F7"


def test_one_group_per_part_with_ids_that_are_unique():
    parts = tuple(Part(id_, 1, 2, ()) for id_ in ("weld", "weld", "a b", "a_b"))
    root = ElementTree.fromstring(svg_text(Drawing(parts, (0, 0, 1, 1))).encode())
    assert [g.get("id") for g in root.iter(f"{SVG}g") if g.get("id")] == ["weld", "weld2", "a_b", "a_b2"]


def test_fonts_are_embedded_with_the_glyphs_in_use():
    text = svg_text(drawing_of(*line(0, 10, "C/T 39 s 组装", 10, INK), *line(0, 30, "Weld", 10, INK, "bold")))
    rules = re.findall(
        r"@font-face{font-family:'([^']+)';font-weight:(\d+);src:url\(data:font/woff;base64,([^)]+)\)", text
    )
    assert [(family, weight) for family, weight, _data in rules] == [
        ("VSM Sans", "400"),
        ("VSM Sans", "600"),
        ("VSM Sans CJK", "400"),
    ]
    fonts = [TTFont(BytesIO(b64decode(data))) for *_rule, data in rules]
    assert {*map(ord, "C/T 39s")} <= fonts[0].getBestCmap().keys()
    assert {*map(ord, "Weld")} == fonts[1].getBestCmap().keys()
    assert {*map(ord, "组装")} <= fonts[2].getBestCmap().keys()
    assert "License" in str(fonts[0]["name"].getDebugName(13))
    assert len(text) < 40_000


def test_the_same_drawing_gives_the_same_text():
    assert svg_text(gallery(), "Map") == svg_text(gallery(), "Map")


def test_written_as_utf_8(tmp_path: Path):
    write_svg(gallery(), tmp_path / "map.svg", "Ścieżka")
    assert ElementTree.parse(tmp_path / "map.svg").getroot().findtext(f"{SVG}title") == "Ścieżka"
