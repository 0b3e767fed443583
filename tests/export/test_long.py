"""Papers of documents with much, long or little to say: nothing is cut off, lies over another, or cannot be read unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import combinations

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from vsm_desktop.assets import asset
from vsm_desktop.drawing.ops import Text, extent
from vsm_desktop.drawing.paper import LEAST_TYPE
from vsm_desktop.export.a3.advice import said_of_sheet
from vsm_desktop.export.a3.book import sheet_of
from vsm_desktop.export.a3.layout import Sheet
from vsm_desktop.export.a3.matter import matter_of
from vsm_desktop.export.pdf import pdf_bytes
from vsm_desktop.export.report.book import report_bytes
from vsm_desktop.export.report.review import review_bytes
from vsm_desktop.model.a3 import A3, a3_of
from vsm_desktop.model.plan import Objective, PlanLoop, ReviewMark
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads

TODAY = date(2025, 7, 10)
OWNER = "Doctor Maximilian-Alexander von Hohenzollern-Sigmaringen, Jr."
TITLE = (
    "What is written over this sheet is long, as all of it is to be said at once, and more of it follows here "
    * 2
)
REMARK = " ".join(f"Remark{at}" for at in range(230))
LONG = (
    "Reduce the changeover of the second stamping press so that every part is made on every shift of each day, "
    * 3
)
SIGNERS = tuple(f"Signer {at} of the plant" for at in range(12))


@pytest.fixture(scope="module")
def sample() -> ValueStream:
    return loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def large(sample: ValueStream) -> ValueStream:
    """45 objectives in 8 loops over 24 months, some of them with long texts."""
    marks = (ReviewMark(on="2025-07-01", mark="watch", remark=REMARK),)
    rows = [
        Objective(id=f"o{at}", text=f"Objective {at}", owner=OWNER, start="2025-05-01", end="2026-09-30")
        for at in range(45)
    ]
    rows[1] = rows[1].evolve(text=LONG)
    rows[2] = rows[2].evolve(marks=marks)
    rows[3] = rows[3].evolve(end="2028-03-31")
    loops = tuple(
        PlanLoop(id=f"l{at}", name=f"Loop {at}", objectives=tuple(rows[at * 6 : at * 6 + 6]))
        for at in range(8)
    )
    assert sample.plan is not None
    plan = sample.plan.evolve(loops=loops, months=24, manager=OWNER, sponsor=OWNER)
    return sample.evolve(plan=plan, a3=A3(title=TITLE[:200].strip(), version="3", signers=SIGNERS))


@pytest.fixture(scope="module")
def sheet(large: ValueStream) -> Sheet:
    return sheet_of(large, TODAY)


def pages_of(data: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in PdfDocument(data)]


def test_a_long_title_names_and_many_signers_are_said_in_full(sheet: Sheet) -> None:
    text = pages_of(pdf_bytes(sheet.drawing))[0]
    assert TITLE[:200].strip() in text
    assert text.count("Hohenzollern-") >= 2
    assert [name for name in SIGNERS if name not in text] == []
    head = [
        (part.x + box[0], part.y + box[1], part.x + box[2], part.y + box[3])
        for part in sheet.drawing.parts
        for op in part.ops
        if isinstance(op, Text) and part.y + op.y < 62
        for box in (extent((op,)),)
    ]
    assert not [pair for pair in combinations(head, 2) if _overlap(*pair)]


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    shared = min(a[3], b[3]) - max(a[1], b[1])
    return a[0] < b[2] and b[0] < a[2] and shared > 0.35 * min(a[3] - a[1], b[3] - b[1])


def test_what_cannot_be_shown_or_read_is_said(large: ValueStream, sheet: Sheet) -> None:
    said = " ".join(said_of_sheet(matter_of(large, TODAY), a3_of(large), sheet))
    assert f"{sheet.left_out} objectives are not shown" in said
    assert sheet.smallest > 4.5, "fewer of them make the others larger"
    assert [one.title for one in sheet.small if one.title not in said] == []
    left, _top, right, bottom = sheet.drawing.sheet
    for part in sheet.drawing.parts:
        box = extent(part.ops)
        assert part.x + box[0] >= left
        assert part.x + box[2] <= right
        assert part.y + box[3] <= bottom


def test_a_long_schedule_goes_on_over_pages_and_a_long_remark_too(large: ValueStream) -> None:
    pages = pages_of(report_bytes(large, TODAY))
    schedule = [page.partition("Expected lead time")[0] for page in pages if "Owner Due Apr 25" in page]
    assert len(schedule) > 2
    for at in range(45):
        if at != 1:
            assert sum(f"{at + 1} Objective {at} " in page for page in schedule) == 1
    text = " ".join(pages)
    assert [at for at in range(230) if f"Remark{at}" not in text] == []


def test_nothing_in_a_report_is_too_small(large: ValueStream) -> None:
    for data in (report_bytes(large, TODAY), review_bytes(large, TODAY)):
        with pikepdf.open(BytesIO(data)) as pdf:
            assert min(size for page in pdf.pages for size in sizes_of(page)) >= LEAST_TYPE - 0.01


def sizes_of(page: pikepdf.Page) -> Iterator[float]:
    """The sizes of type on a page, in points: what flips it says how large it is drawn."""
    scale = 1.0
    for words, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "cm" and float(words[3]) < 0:
            scale = float(words[0])
        elif str(operator) == "Tf":
            yield float(words[1]) * scale


def test_the_review_sheet_says_long_remarks_in_full(large: ValueStream) -> None:
    text = " ".join(pages_of(review_bytes(large, TODAY)))
    assert [f"Remark{at} " for at in range(229) if f"Remark{at} " not in text] == []
    assert LONG.strip() in text


@pytest.mark.parametrize("missing", ["plan", "scoreboard"])
def test_what_is_missing_leaves_papers_that_say_so(sample: ValueStream, missing: str) -> None:
    little = sample.evolve(**{missing: None})
    for a3 in (A3(), A3(template="status")):
        drawn = sheet_of(little.evolve(a3=a3), TODAY)
        assert not drawn.crowded
        assert said_of_sheet(matter_of(little, TODAY), a3, drawn) == ()
    assert len(pages_of(report_bytes(little, TODAY))) > 6
    assert pages_of(review_bytes(little, TODAY))


def test_names_in_other_scripts_are_set_as_on_the_map(sample: ValueStream) -> None:
    assert sample.plan is not None
    named = sample.evolve(plan=sample.plan.evolve(manager="山田太郎", sponsor="Łukasz Żółć"))
    for page in (pages_of(pdf_bytes(sheet_of(named, TODAY).drawing)), pages_of(report_bytes(named, TODAY))):
        assert "山田太郎" in page[0]
        assert "Łukasz Żółć" in page[0]
