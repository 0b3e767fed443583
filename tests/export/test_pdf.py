"""The PDF: text that can be found, embedded fonts, the paper's size, the same bytes again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdfium2 import PdfDocument

from tests.export.pictures import INK, SCRIPTS, drawing_of, gallery, rectangle
from vsm_desktop.drawing.ops import Path as Outline
from vsm_desktop.drawing.ops import Pen, Text
from vsm_desktop.drawing.paper import PAPERS, paper_size
from vsm_desktop.drawing.text import line
from vsm_desktop.export.pdf import pdf_bytes, write_pdf


def words_in(data: bytes) -> str:
    document = PdfDocument(data)
    return document[0].get_textpage().get_text_bounded()


def test_every_script_can_be_found():
    found = words_in(pdf_bytes(gallery()))
    for name, text in SCRIPTS.items():
        assert name in found
        for word in text.split():
            assert word in found, f"{name}: {word}"


def test_more_characters_than_one_subset_holds():
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 600)))
    rows = [
        op for row in range(12) for op in line(10, 20 + 20 * row, text[50 * row : 50 * row + 50], 10, INK)
    ]
    assert words_in(pdf_bytes(drawing_of(*rows))).replace("\r\n", "") == text


def test_the_same_drawing_gives_the_same_bytes():
    assert pdf_bytes(gallery(), "Map", "Ann") == pdf_bytes(gallery(), "Map", "Ann")


def test_another_process_gives_the_same_bytes(tmp_path: Path):
    code = (
        "import sys; from pathlib import Path; from tests.export.pictures import gallery;"
        "from vsm_desktop.export.pdf import write_pdf; write_pdf(gallery(), Path(sys.argv[1]), 'Map', 'Ann')"
    )
    target = tmp_path / "other.pdf"
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, str(target)], check=True, env=environment, cwd=Path.cwd())
    assert target.read_bytes() == pdf_bytes(gallery(), "Map", "Ann")


def test_all_fonts_are_embedded_subsets():
    data = pdf_bytes(gallery())
    names = {part.split()[0].strip(b"/").decode() for part in data.split(b"/BaseFont ")[1:]}
    assert names == {
        "AAAAAA+VSMSans-Regular",
        "AAAAAA+VSMSans-Medium",
        "AAAAAA+VSMSans-SemiBold",
        "AAAAAA+VSMSansCJK-Regular",
    }
    assert data.count(b"/FontFile2") == len(names)
    assert len(data) < 200_000


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("portrait", [False, True])
def test_the_page_is_the_paper(paper: str, portrait: bool):
    drawing = replace(drawing_of(sheet=(-50, -20, 750, 580)), paper=paper, portrait=portrait)
    document = PdfDocument(pdf_bytes(drawing))
    assert document[0].get_size() == pytest.approx(paper_size(paper, portrait), abs=0.001)


def test_the_whole_sheet_fills_the_page():
    """Sheet twice the paper, origin off the corner: what lies in the sheet's corners lies in the page's."""
    corners = [Outline(rectangle(x, y, 40, 40), None, "#000000") for x, y in ((-100, -50), (1444, 1134))]
    drawing = drawing_of(*corners, sheet=(-100.0, -50.0, 1484.0, 1174.0))
    picture = PdfDocument(pdf_bytes(drawing))[0].render(scale=1).to_pil().convert("L")
    assert picture.size == (792, 612)
    assert [picture.getpixel(at) for at in ((2, 2), (17, 17), (789, 609), (774, 594))] == [0, 0, 0, 0]
    assert [picture.getpixel(at) for at in ((23, 23), (789, 2), (2, 609), (768, 588))] == [255] * 4


def test_a_dark_page_is_filled():
    picture = PdfDocument(pdf_bytes(drawing_of(page="#181B20")))[0].render(scale=0.1).to_pil()
    assert picture.getpixel((3, 3)) == (0x18, 0x1B, 0x20)


def test_properties(tmp_path: Path):
    target = tmp_path / "map.pdf"
    write_pdf(drawing_of(), target, "Steering brackets – 現状", "Łukasz", "Acme\x00 Stamping", lang="de")
    document = PdfDocument(target)
    data = document.get_metadata_dict()
    assert data["Title"] == "Steering brackets – 現状"
    assert data["Author"] == "Łukasz"
    assert data["Subject"] == "Acme Stamping"
    assert data["Creator"] == "VSM Desktop"
    assert b"/Lang (de)" in target.read_bytes()


@pytest.mark.parametrize(
    "text", ["a\x00b\x1bc", "a\ud800b", "tab\tnew\nline", "(\\) <>", "\U0001f600", "", " "]
)
def test_any_text_makes_a_readable_pdf(text: str):
    data = pdf_bytes(drawing_of(Text(10, 50, text, 60, 12, INK)))
    document = PdfDocument(data)
    assert len(document) == 1
    assert document[0].render(scale=0.5)


def test_width_is_pinned():
    natural = line(0, 50, "Pinned", 20, INK)[0]
    half = replace(natural, width=natural.width / 2)
    boxes = []
    for op in (natural, half):
        page = PdfDocument(pdf_bytes(drawing_of(op)))[0]
        text_page = page.get_textpage()
        boxes.append(text_page.get_charbox(5)[2] - text_page.get_charbox(0)[0])
    assert boxes[1] == pytest.approx(boxes[0] / 2, rel=0.02)


def test_the_stretch_of_one_text_does_not_reach_the_next():
    plain = line(0, 80, "After", 20, INK)[0]
    alone, after = (
        PdfDocument(pdf_bytes(drawing_of(*ops)))[0].get_textpage()
        for ops in ((plain,), (Text(0, 40, "Wide", 200, 20, INK), plain))
    )
    start = after.get_text_bounded().index("After")
    assert after.get_charbox(start + 4)[2] == pytest.approx(alone.get_charbox(4)[2], abs=0.01)


def test_dashes_do_not_reach_the_next_line():
    solid = Outline((("M", 0, 100), ("L", 700, 100)), Pen(INK, 4))
    dashed = Outline((("M", 0, 50), ("L", 700, 50)), Pen(INK, 4, (20, 20), "butt"))
    picture = PdfDocument(pdf_bytes(drawing_of(dashed, solid)))[0].render(scale=1).to_pil().convert("L")
    assert len({picture.getpixel((x, 100)) for x in range(5, 690)}) == 1
    assert 255 in {picture.getpixel((x, 50)) for x in range(5, 690)}


def test_importing_costs_nothing():
    code = (
        "import sys, vsm_desktop.export.pdf, vsm_desktop.export.svg, vsm_desktop.export.png, vsm_desktop.export.workbook;"
        "sys.exit(bool({'reportlab', 'openpyxl', 'PIL', 'fontTools', 'pypdfium2', 'networkx'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
