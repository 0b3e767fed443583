"""Pictures in what is written."""

from __future__ import annotations

from io import BytesIO

from pypdfium2 import PdfDocument

from tests.model.maps import a_state, a_stream, process
from tests.model.strategies import RED
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.ops import Drawing
from vsm_desktop.export.pdf import pdf_bytes
from vsm_desktop.export.svg import svg_text
from vsm_desktop.model.nodes import Note
from vsm_desktop.model.pictures import as_text
from vsm_desktop.model.value import Point, Size


def drawn(data: str) -> Drawing:
    photo = Note(
        kind="picture",
        id="photo",
        picture=data,
        name="Line 3",
        at=Point(x=300, y=300),
        size=Size(width=200, height=100),
    )
    return frame_of(a_stream(a_state((photo, process("a", 5, x=600, picture=data))))).drawing


def test_a_picture_is_on_the_page_upright_and_in_its_place() -> None:
    drawing = drawn(RED)
    data = pdf_bytes(drawing)
    assert data == pdf_bytes(drawing)
    page = PdfDocument(BytesIO(data))[0]
    shown = page.render(scale=1).to_pil().convert("RGB")
    sheet, scale = drawing.sheet, shown.width / (drawing.sheet[2] - drawing.sheet[0])
    middle = (round((300 - sheet[0]) * scale), round((300 - sheet[1]) * scale))
    red = shown.getpixel(middle)
    assert isinstance(red, tuple)
    assert red[0] > 150 > 90 > red[1]
    assert "Line 3" in page.get_textpage().get_text_range()


def test_svg_carries_it_along() -> None:
    assert svg_text(drawn(RED), embed=False).count(f'href="{RED}"') == 2


def test_a_damaged_picture_is_left_out() -> None:
    damaged = as_text(b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR\0\0\0\x08\0\0\0\x08" + bytes(9), "png")
    assert PdfDocument(BytesIO(pdf_bytes(drawn(damaged)))).get_page_size(0)
    assert pdf_bytes(drawn("no picture"))
