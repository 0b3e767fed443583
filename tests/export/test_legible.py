"""The guard: what would be too small on paper is named, and what helps is true."""

from __future__ import annotations

import pytest

from tests.export import maps
from vsm_desktop.drawing.ops import extent
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.edits import chain, in_state, set_state
from vsm_desktop.export.book import print_frame
from vsm_desktop.export.legible import larger, legibility, smallest
from vsm_desktop.export.page import leaves
from vsm_desktop.model.printing import Print


def a_frame(paper: str, print_: Print | None = None, portrait: bool = False):
    edit = chain(arrange(size_of), set_state(paper=paper, print=print_ or Print(), portrait=portrait))
    return print_frame(in_state("current", edit)(maps.acme()))


def test_a_map_that_can_be_read_has_nothing_to_tell():
    found = legibility(a_frame("A3"))
    assert (found.count, found.small, found.remedies) == (0, (), ())
    assert found.size >= 6


def test_what_is_too_small_is_named_with_its_size():
    frame = a_frame("A4", portrait=True)
    found = legibility(frame)
    named = {small.id: small for small in found.small if small.id}
    stamping = named["stamping"]
    assert stamping.name == "Stamping"
    assert "C/T" in stamping.texts
    assert stamping.size == pytest.approx(10.5 * frame.drawing.spread.scale)
    assert {"Legend", "Title block", "Ladder"} <= {small.name for small in found.small}
    assert found.count == sum(len(small.texts) for small in found.small)
    assert found.size == pytest.approx(min(small.size for small in found.small))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(
    "print_",
    [Print(), Print(size="scale", scale=30), Print(size="wide", wide=1), Print(margin=30)],
    ids=lambda one: f"{one.size}-{one.margin:g}",
)
def test_every_remedy_is_one(paper: str, print_: Print):
    frame = a_frame(paper, print_, portrait=True)
    found = legibility(frame)
    assert found.size < 6
    assert {one.kind for one in found.remedies} == {"paper", "tiles"}
    for remedy in found.remedies:
        edit = set_state(paper=remedy.paper, print=remedy.print)
        mended = print_frame(in_state("current", edit)(frame.stream))
        again = legibility(mended)
        assert again.count == 0
        assert again.size == pytest.approx(remedy.size)
        assert len(leaves(mended.drawing)) == remedy.sheets
        assert remedy.paper in remedy.words


def test_one_sheet_is_offered_where_that_suffices_and_is_called_one():
    frame = a_frame("A4", Print(size="scale", scale=50))
    (remedy,) = legibility(frame).remedies
    assert (remedy.kind, remedy.sheets, remedy.print.size) == ("fit", 1, "fit")
    assert remedy.words == "On one sheet of A4, as large as it allows"
    mended = print_frame(in_state("current", set_state(print=remedy.print))(frame.stream))
    assert legibility(mended).count == 0
    wide = legibility(a_frame("A4", Print(margin=38)))
    assert "1 sheets" not in " ".join(one.words for one in wide.remedies)


def test_it_is_told_where_each_text_stands():
    frame = a_frame("A4", portrait=True)
    parts = {part.id: part for part in frame.drawing.parts}
    for small in legibility(frame).small:
        assert small.boxes
        if small.id in parts:
            left, top, right, bottom = extent(parts[small.id].ops)
            x, y = parts[small.id].x, parts[small.id].y
            for box in small.boxes:
                assert x + left - 1 <= box[0] < box[2] <= x + right + 1
                assert y + top - 1 <= box[1] < box[3] <= y + bottom + 1


def test_the_smallest_paper_that_suffices_is_named():
    frame = a_frame("A4", portrait=True)
    (paper,) = (one.paper for one in legibility(frame).remedies if one.kind == "paper")
    for smaller in larger("A4")[: larger("A4").index(paper)]:
        edit = set_state(paper=smaller)
        assert smallest(print_frame(in_state("current", edit)(frame.stream)).drawing) < 6


def test_papers_go_on_in_their_own_series():
    assert larger("A4") == ("A3", "A2", "A1", "A0")
    assert larger("Letter") == ("Tabloid", "A2", "A1", "A0")
    assert larger("A0") == ()


def test_an_empty_map_is_no_trouble():
    from vsm_desktop.model.stream import new_stream

    assert legibility(print_frame(new_stream())).count == 0
