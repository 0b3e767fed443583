"""Findings on paper: only where they are wanted, pinned on the map and said on pages of their own."""

from __future__ import annotations

import pypdfium2

from tests.builders import a_stream, customer, process, stock
from tests.export import maps
from vsm_desktop.drawing.ops import Text
from vsm_desktop.export.book import book_bytes, chapters_of, print_frame
from vsm_desktop.export.page import leaves
from vsm_desktop.model.stream import ValueStream


def wanted(stream: ValueStream, wanted: bool = True) -> ValueStream:
    state = stream.state()
    return stream.with_state(state.evolve(print=state.print.evolve(findings=wanted)))


def said(stream: ValueStream) -> list[str]:
    document = pypdfium2.PdfDocument(book_bytes([print_frame(stream)]))
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def pins(stream: ValueStream) -> list[str]:
    parts = [part for part in print_frame(stream).drawing.parts if part.id == "@pins"]
    return [op.text for part in parts for op in part.ops if isinstance(op, Text)]


def test_a_print_shows_no_findings_unless_they_are_wanted() -> None:
    assert pins(maps.acme()) == []
    assert len(said(maps.acme())) == 1
    assert book_bytes([print_frame(maps.acme())]) == book_bytes([print_frame(wanted(maps.acme(), False))])


def test_the_map_is_pinned_and_a_page_says_what_the_numbers_mean() -> None:
    stream = wanted(maps.acme())
    assert {"1", "2", "7"} <= set(pins(stream))
    _map, page = said(stream)
    assert page.startswith("Findings")
    assert "is slower than takt 62 s against 60 s: 445 of 460 pieces a shift." in page
    assert "How much of the 62 s is waiting or walking?" in page
    assert [chapter.title for chapter in chapters_of(print_frame(stream))] == [
        "Current state",
        "Current state: findings",
    ]


def test_what_is_switched_off_is_not_printed() -> None:
    stream = wanted(maps.acme()).evolve(muted=("ct_over_takt",))
    assert "slower than takt" not in said(stream)[1]


def test_many_findings_go_on_as_many_pages_as_they_need() -> None:
    nodes = [one for i in range(30) for one in (stock(f"S{i}", days=1), process(f"P{i}", ct=70))]
    pages = said(wanted(a_stream(*nodes, customer("500/d"))))
    assert len(pages) > 2
    assert all(page.startswith("Findings") for page in pages[1:])
    assert all(sum(f"P{i} is slower than takt" in page for page in pages) == 1 for i in range(30))


def test_each_page_is_one_sheet() -> None:
    assert [len(leaves(one.drawing)) for one in chapters_of(print_frame(wanted(maps.acme())))] == [1, 1]


def test_a_map_that_shows_nothing_is_printed_alone() -> None:
    quiet = wanted(a_stream(process("A", ct=50), customer("500/d")))
    assert pins(quiet) == []
    assert len(said(quiet)) == 1
