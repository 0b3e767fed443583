"""Gemba sheets on paper: what stands on each page, in which type, and that all of it is vector."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from tests.builders import a_stream, customer, process
from tests.drawing.test_golden import text_of
from vsm_desktop.drawing.ops import Drawing, Image, Text, extent
from vsm_desktop.drawing.ops import Path as Stroke
from vsm_desktop.export.atomic import ExportError
from vsm_desktop.export.gemba.book import write_gemba
from vsm_desktop.export.gemba.forms import forms_of
from vsm_desktop.export.gemba.paper import HEIGHT, WIDTH, pages, pdf_bytes
from vsm_desktop.model.fields import fields_of
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import load

SAMPLES = sorted((Path(__file__).parents[2] / "resources/samples").glob("*.vsm"))


def drawings(stream: ValueStream) -> list[Drawing]:
    return [page for form in forms_of(stream, stream.state()) for page in pages(form)]


def texts(drawing: Drawing) -> list[Text]:
    return [op for part in drawing.parts for op in part.ops if isinstance(op, Text)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_page_is_black_and_white_vector_within_its_margins(sample: Path) -> None:
    for drawing in drawings(load(sample)):
        ops = drawing.parts[0].ops
        assert not any(isinstance(op, Image) for op in ops)
        left, top, right, bottom = extent(ops)
        assert min(left, top) >= 24
        assert right <= WIDTH - 24
        assert bottom <= HEIGHT - 18
        colours = {op.color for op in ops if isinstance(op, Text)}
        colours |= {op.pen.color for op in ops if isinstance(op, Stroke) and op.pen}
        assert all(one[1:3] == one[3:5] == one[5:7] for one in colours), "grey has no hue"
        assert min(op.size for op in ops if isinstance(op, Text)) >= 6
        labels = [op for op in ops if isinstance(op, Text) and op.color == "#000000"]
        assert min(op.size for op in labels) >= 9, "what is read at arm's length"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_no_text_runs_into_another(sample: Path) -> None:
    for drawing in drawings(load(sample)):
        lines: dict[float, list[Text]] = {}
        for op in texts(drawing):
            lines.setdefault(op.y, []).append(op)
        for line in lines.values():
            line.sort(key=lambda op: op.x)
            for one, other in pairwise(line):
                assert one.x + one.width <= other.x + 0.01, f"{one.text} runs into {other.text}"


def test_a_step_with_every_field_goes_on_to_a_second_page() -> None:
    values = {"time": "1 s", "pieces": "5", "ratio": "50 %", "rate": "5/d", "count": "2", "distance": "3 m"}
    values |= {"area": "4 m2", "money": "6"}
    every = {f.key: values[f.dimension or ""] for f in fields_of("process") if f.shape == "quantity"}
    stream = a_stream(process("Weld", **every), customer("920/d"))
    form = forms_of(stream, stream.state())[0]
    long = type(form)(
        **{name: getattr(form, name) for name in form.__struct_fields__} | {"fields": form.fields[:10] * 2}
    )
    drawn = pages(long)
    assert len(drawn) == 2
    keys = [op.text for page in drawn for op in texts(page)]
    assert all(keys.count(box.key) == 2 for box in form.fields[:10])
    assert keys.count("Sketch") == 2


def test_bookmarks_lead_to_the_steps() -> None:
    stream = a_stream(process("Weld", ct="45 s"), process("組立 2"), customer("920/d"))
    document = PdfDocument(pdf_bytes(forms_of(stream, stream.state())))
    assert [one.get_title() for one in document.get_toc()] == ["Weld", "組立 2"]
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)


def test_the_same_map_gives_the_same_bytes() -> None:
    stream = a_stream(process("Weld", ct="45 s"))
    forms = forms_of(stream, stream.state())
    assert pdf_bytes(forms) == pdf_bytes(forms)


def test_other_suffixes_are_refused(tmp_path: Path) -> None:
    stream = a_stream(process("Weld"))
    with pytest.raises(ExportError, match="\\.pdf to print, or \\.xlsx to fill in"):
        write_gemba(stream, stream.state(), tmp_path / "sheets.docx")
    assert not any(tmp_path.iterdir())


def test_the_page_of_a_step(golden) -> None:
    """Looked at on paper: title block, boxes, the fields in two columns, lines to write on, a field of dots."""
    stream = load(next(path for path in SAMPLES if path.stem == "acme-current"))
    page = pages(forms_of(stream, stream.state(), ("weld1",))[0])[0]
    golden("gemba-weld1.json", text_of(page.parts, sheet=page.sheet, page=page.page, paper=page.paper))
