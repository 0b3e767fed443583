"""The review sheet: what was planned and speaks against it, the last marks, those of today, and who is needed for what."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from vsm_desktop.assets import asset
from vsm_desktop.export.report.review import review_bytes
from vsm_desktop.model.plan import Person
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads

TODAY = date(2025, 9, 5)


@pytest.fixture(scope="module")
def stream() -> ValueStream:
    return loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))


def pages_of(data: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in PdfDocument(data)]


def test_what_was_marked_today_stands_ticked_and_the_mark_before_it_as_the_last(stream: ValueStream) -> None:
    walked, later = (pages_of(review_bytes(stream, day))[0] for day in (date(2025, 7, 7), TODAY))
    first = walked.partition("One cell")[0]
    assert "2 Jun 2025 Spare tips" in first, "the review before"
    assert "7 Jul 2025" not in first
    assert "Three weeks without a stop above 5 min" in first
    assert "100 % " in first.partition("Remark")[2]
    assert "7 Jul 2025 Three weeks" in later


def test_the_review_sheet_says_what_speaks_against_a_row_and_what_is_needed(stream: ValueStream) -> None:
    text = " ".join(pages_of(review_bytes(stream, TODAY)))
    for words in (
        "At risk: 59 % of its time is gone",
        "Against it: Other families. Needed from Other families: Press time",
        "36 d late",
        "Needed from Purchasing: Quick clamps by June",
        "Done now",
        "Review on the first Monday of each month",
    ):
        assert words in text
    assert stream.plan is not None
    loop = stream.plan.loops[0]
    silent = loop.objectives[0].evolve(people=(Person(name="Night shift", stand="against"),))
    plan = stream.plan.evolve(loops=(loop.evolve(objectives=(silent,)),))
    assert "Against it: Night shift" in " ".join(pages_of(review_bytes(stream.evolve(plan=plan), TODAY)))


def test_a_value_of_today_stands_in_its_box(stream: ValueStream) -> None:
    text = " ".join(pages_of(review_bytes(stream, date(2025, 6, 30))))
    measures = text[text.index("Measures") :]
    assert "23.1 d 31 May 2025" in measures
    assert "22.4 d" in measures


def test_the_review_sheet_has_every_row_and_measure(stream: ValueStream) -> None:
    data = review_bytes(stream, TODAY)
    text = " ".join(pages_of(data))
    assert stream.plan is not None
    assert stream.scoreboard is not None
    for one in stream.plan.objectives:
        assert one.text in text
    assert "Overtime a week" in text
    assert "Decided today" in text
    assert "the quick clamps are late" in text
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
