"""The print: sheets of paper, tiles that make the picture again, bookmarks, text that can be found, the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops
from pypdfium2 import PdfDocument

from tests.benchmarks.streams import plant
from tests.export import maps
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.ops import Text, extent
from vsm_desktop.drawing.paper import MM, paper_size
from vsm_desktop.drawing.sheet import MARGIN
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.edits import chain, in_state, set_fields, set_state
from vsm_desktop.edit.states import copy_state
from vsm_desktop.export.atomic import ExportError
from vsm_desktop.export.book import book_bytes, print_frame, print_frames
from vsm_desktop.export.page import MOST_SHEETS, leaves, page_of
from vsm_desktop.export.pdf import pdf_bytes
from vsm_desktop.model.printing import Print
from vsm_desktop.model.stream import ValueStream, new_stream

HALF_INCH = 12.7  # millimetres: margins and overlap of 36 points, so that tiles fall on whole pixels
TILES = Print(size="scale", scale=100, margin=HALF_INCH, overlap=HALF_INCH)


def printed(print_: Print = TILES, paper: str = "Letter", stream: ValueStream | None = None) -> ValueStream:
    """The Acme map, laid out, with names in other scripts."""
    named = chain(set_fields("weld1", name="点焊 1"), set_fields("weld2", name="スポット溶接"))
    edits = chain(
        arrange(size_of), named if stream is None else chain(), set_state(paper=paper, print=print_)
    )
    return in_state("current", edits)(stream or maps.acme())


def a0_map() -> ValueStream:
    """A map of 180 elements that takes an A0 at half its size."""
    return in_state("current", set_state(paper="Letter", print=TILES))(plant(180))


def text_of(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in PdfDocument(data)]


@pytest.mark.parametrize("make", [printed, a0_map])
def test_tiles_stitched_are_the_picture(make) -> None:
    """Pixel by pixel, the overlaps twice."""
    drawing = print_frame(make()).drawing
    spread = drawing.spread
    assert spread.tiles >= 4
    whole = PdfDocument(pdf_bytes(drawing))[0].render(scale=1).to_pil().convert("L")
    document = PdfDocument(book_bytes([print_frame(make())]))
    assert len(document) == spread.tiles
    glued = Image.new("L", whole.size, 128)
    margin, wide, high, step = 36, round(spread.width), round(spread.height), 36
    for at, page in enumerate(document):
        row, column = divmod(at, spread.columns)
        tile = page.render(scale=1).to_pil().convert("L").crop((margin, margin, margin + wide, margin + high))
        place = (column * (wide - step), row * (high - step))
        if column:
            twice = (*place, place[0] + step, place[1] + high)
            assert _differing(glued.crop(twice), tile.crop((0, 0, step, high))) < 0.001
        glued.paste(tile, place)
    assert glued.size == whole.size
    assert _differing(glued, whole) < 0.0005


def _differing(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that are not nearly the same."""
    histogram = ImageChops.difference(one, other).histogram()
    return sum(histogram[48:]) / (one.width * one.height)


def test_every_op_is_on_every_tile_that_shows_some_of_it():
    drawing = print_frame(a0_map()).drawing
    for leaf in leaves(drawing):
        left, top, right, bottom = leaf.window
        held = {id(op) for part in leaf.parts for op in part.ops}
        for part in drawing.parts:
            for op in part.ops:
                box = extent((op,))
                seen = (
                    part.x + box[0] < right
                    and left < part.x + box[2]
                    and part.y + box[1] < bottom
                    and top < part.y + box[3]
                )
                assert (id(op) in held) >= seen
        assert [part.id for part in leaf.parts] == [
            part.id for part in drawing.parts if part.id in {one.id for one in leaf.parts}
        ], "in paint order"


def test_the_page_map_says_which_tile_it_is():
    found = leaves(print_frame(printed()).drawing, "Steering brackets – Current state")
    assert [leaf.name for leaf in found][:2] == ["A1", "B1"]
    for number, leaf in enumerate(found, 1):
        words = "".join(op.text for op in leaf.marks if isinstance(op, Text))
        assert words == f"{number} / {len(found)}, {leaf.name}Steering brackets – Current state"
        left, top, right, bottom = extent(leaf.marks)
        assert left >= 0
        assert top >= 0
        assert right <= leaf.page.width
        assert bottom <= leaf.page.height


def test_marks_stand_in_the_margins_only_and_show_where_the_next_tile_begins():
    drawing = print_frame(printed()).drawing
    first = leaves(drawing)[0]
    page = drawing.spread
    for mark in first.marks:
        box = extent((mark,))
        in_picture = (
            page.margin < box[2]
            and box[0] < page.margin + page.width
            and page.margin < box[3]
            and box[1] < page.margin + page.height
        )
        assert not in_picture or mark is first.marks[0]
    xs = {segment[1] for segment in first.marks[0].segments}
    assert {page.margin, page.margin + page.width - page.overlap} <= xs


def test_every_step_name_is_found_chinese_included():
    stream = printed(Print(), "A3")
    everything = text_of(book_bytes([print_frame(stream)]))[0]
    tiled = " ".join(text_of(book_bytes([print_frame(printed())])))
    for node in stream.state().nodes:
        words = getattr(node, "name", "").replace("\x07", "").split()
        for word in words:
            assert word in everything
            assert word in tiled


def test_a_name_is_found_on_the_tiles_that_show_it_only():
    pages = text_of(book_bytes([print_frame(printed())]))
    assert any("点焊" in page for page in pages)
    assert not all("点焊" in page for page in pages)


@pytest.mark.parametrize(
    "print_", [Print(), TILES, Print(size="wide", wide=4, mono=True)], ids=lambda print_: print_.size
)
def test_another_reader_finds_no_fault_in_the_pdf(print_: Print):
    stream = copy_state("current", "ideal")(printed(print_, "A4"))
    with pikepdf.open(BytesIO(book_bytes(print_frames(stream)))) as document:
        assert document.check_pdf_syntax() == []
        assert str(document.Root.Lang) == "en"


def test_the_print_has_title_author_language_and_bookmarks():
    stream = printed()
    stream = copy_state("current", "future")(stream)
    stream = in_state("future", set_state(print=Print(), paper="A1", portrait=True))(stream)
    frames = print_frames(stream)
    data = book_bytes(frames, lang="de")
    document = PdfDocument(data)
    about = document.get_metadata_dict()
    assert about["Title"] == "Steering brackets"
    assert about["Author"] == "J. Doe"
    assert b"/Lang (de)" in data
    tiles = frames[0].drawing.spread.tiles
    marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks[0] == (0, "Current state", 0)
    assert marks[1 : tiles + 1] == [(1, leaf.name, at) for at, leaf in enumerate(leaves(frames[0].drawing))]
    assert marks[-1] == (0, "Future state", tiles)
    assert document[0].get_size() == pytest.approx(paper_size("Letter", False), abs=0.01)
    assert document[tiles].get_size() == pytest.approx(paper_size("A1", True), abs=0.01)


def test_the_same_map_gives_the_same_bytes_in_any_process(tmp_path: Path):
    code = (
        "import sys; from pathlib import Path; from tests.export.test_print import printed;"
        "from vsm_desktop.export.book import write_book, print_frame;"
        "write_book((print_frame(printed()),), Path(sys.argv[1]))"
    )
    target = tmp_path / "other.pdf"
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, str(target)], check=True, env=environment, cwd=Path.cwd())
    assert target.read_bytes() == book_bytes([print_frame(printed())])


def test_black_and_white_has_no_colour():
    stream = printed(Print(mono=True), "A4")
    picture = PdfDocument(book_bytes([print_frame(stream)]))[0].render(scale=0.5).to_pil().convert("HSV")
    assert picture.getchannel("S").getextrema() == (0, 0)


def test_more_sheets_than_can_be_glued_are_refused_with_a_way_out():
    stream = in_state("current", set_state(paper="A4", print=Print(size="scale", scale=400)))(plant(500))
    with pytest.raises(ExportError, match=rf"more than the {MOST_SHEETS}"):
        book_bytes([print_frame(stream)])


def test_a_picture_of_a_tiled_map_is_in_one_piece():
    drawing = print_frame(printed()).drawing
    page, spread = page_of(drawing), drawing.spread
    assert page.width == pytest.approx(spread.columns * spread.width - (spread.columns - 1) * 36)
    assert page.scale == 1


def test_what_is_printed_keeps_its_margin():
    stream = printed(Print(margin=20), "A4")
    drawing = print_frame(stream).drawing
    page = page_of(drawing)
    assert page.left + page.scale * (drawing.sheet[0] + MARGIN) >= 20 * MM - 1e-6
    assert replace(drawing, spread=None) != drawing
    right = page.left + page.scale * (drawing.sheet[2] - MARGIN)
    assert right <= paper_size("A4", False)[0] - 20 * MM + 1e-6


FOOT = ("@legend", "@title")


@pytest.mark.parametrize(
    "print_", [Print(), Print(mono=True, margin=15), Print(size="scale", scale=40)], ids=str
)
@pytest.mark.parametrize("portrait", [False, True])
def test_a_map_stands_in_the_middle_of_its_sheet(print_: Print, portrait: bool):
    stream = in_state("current", set_state(portrait=portrait))(printed(print_, "A3"))
    drawing = print_frame(stream).drawing
    boxes = {part.id: extent(part.ops) for part in drawing.parts if part.ops}
    placed = [(part, boxes[part.id]) for part in drawing.parts if part.ops]
    left = min(part.x + box[0] for part, box in placed if part.id not in FOOT)
    right = max(part.x + box[2] for part, box in placed if part.id not in FOOT)
    top = min(part.y + box[1] for part, box in placed if part.id not in FOOT)
    bottom = max(part.y + box[3] for part, box in placed if part.id not in FOOT)
    foot = min(part.y + box[1] for part, box in placed if part.id in FOOT)
    assert left - drawing.sheet[0] == pytest.approx(drawing.sheet[2] - right, abs=1.5)
    assert top - drawing.sheet[1] == pytest.approx(foot - bottom, abs=1.5)


def test_on_the_screen_the_map_is_where_the_hand_put_it_and_tiles_are_cut_as_shown():
    stream = printed(Print(), "A3")
    shown, made = frame_of(stream, "current", "print").drawing, print_frame(stream).drawing
    stays = {part.id: (part.x, part.y) for part in shown.parts if part.id in FOOT}
    assert shown.sheet == made.sheet
    assert {part.id: (part.x, part.y) for part in made.parts if part.id in FOOT} == stays
    moved = {(a.x - b.x, a.y - b.y) for a, b in zip(made.parts, shown.parts, strict=True) if a.id not in FOOT}
    assert len(moved) == 1
    assert moved != {(0, 0)}
    tiled = printed()
    assert print_frame(tiled).drawing == frame_of(tiled, "current", "print").drawing


def test_an_empty_map_is_printed_as_it_is():
    stream = new_stream()
    assert len(leaves(print_frame(stream).drawing)) == 1
