"""What papers cannot show in full is told, each state stands where its kind says, and maps of a report can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdfium2 import PdfDocument

from tests.model.maps import a_stream, in_line, process
from vsm_desktop.assets import asset
from vsm_desktop.cli import cli
from vsm_desktop.drawing.paper import LEAST_TYPE, paper_size
from vsm_desktop.drawing.text import measure, shorten_middle
from vsm_desktop.export.a3.advice import said_of_sheet
from vsm_desktop.export.a3.book import a3_of_day, sheet_of
from vsm_desktop.export.a3.layout import a3_sheet
from vsm_desktop.export.a3.matter import matter_of
from vsm_desktop.export.pdf import pdf_bytes
from vsm_desktop.export.report.book import report_bytes, report_made
from vsm_desktop.export.report.review import review_made
from vsm_desktop.model.a3 import A3, a3_of
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import dumps, loads
from vsm_desktop.tools.layout import in_rows

TODAY = date(2025, 9, 5)
NAME = "Steering brackets for the light commercial vehicle platform of the northern region " * 2
GOAL = "No stock between weld and assembly on any shift of any day, measured by the leader of the shift"


@pytest.fixture(scope="module")
def sample() -> ValueStream:
    return loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def many() -> ValueStream:
    """A map of 25 steps in one row."""
    steps = [process(f"s{at}", name=f"Operation {at} on the line") for at in range(25)]
    return a_stream(in_line(*steps), name="Many steps")


def text_of(data: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in PdfDocument(data)]


def paper_text(stream: ValueStream) -> str:
    return text_of(pdf_bytes(sheet_of(stream, TODAY).drawing))[0]


def sizes_of(data: bytes) -> Iterator[tuple[float, float]]:
    yield from (page.get_size() for page in PdfDocument(data))


def test_a_cut_title_keeps_its_end_and_is_told(sample: ValueStream) -> None:
    named = sample.evolve(name=(NAME * 4).strip())
    sheet, said = a3_of_day(named, TODAY)
    assert "from 23.6 days to 4.5" in text_of(pdf_bytes(sheet.drawing))[0]
    assert any(words.startswith("Title: words are cut: “") for words in said)
    report, told = report_made(named, TODAY)
    assert "from 23.6 days to 4.5" in text_of(report)[0]
    assert any(words.startswith("Cover: words are cut") for words in told)
    assert any("words are cut" in words for words in review_made(named, TODAY)[1])


def test_where_nothing_is_cut_nothing_is_told(sample: ValueStream) -> None:
    assert a3_of_day(sample, TODAY)[1] == ()
    assert report_made(sample, TODAY)[1] == ()
    assert review_made(sample, TODAY)[1] == ()
    assert sample.plan is not None
    dotted = sample.evolve(plan=sample.plan.evolve(why="To be continued… and so on"))
    assert a3_of_day(dotted, TODAY)[1] == ()


@pytest.mark.parametrize("room", [300.0, 80.0, 3.0])
def test_a_text_is_cut_in_the_middle_as_little_as_must_be(room: float) -> None:
    text = "A long name of a family: from 23.6 days to 4.5"
    found = shorten_middle(text, lambda one: measure(one, 9.0) <= room)
    assert found == text if room == 300.0 else "…" in found
    if room == 80.0:
        assert found.startswith("A lo")
        assert found.endswith("4.5")
        assert measure(found, 9.0) <= room


def test_eight_sign_with_their_whole_names(sample: ValueStream) -> None:
    names = tuple(f"Leader of the press shop number {at}" for at in range(8))
    sheet, said = a3_of_day(sample.evolve(a3=A3(signers=names)), TODAY)
    text = text_of(pdf_bytes(sheet.drawing))[0]
    assert [name for name in names if name not in text] == []
    assert said == ()


def test_all_goals_of_a_loop_stand_on_its_band(sample: ValueStream) -> None:
    assert sample.plan is not None
    loop = sample.plan.loops[0]
    first, second, *rest = loop.objectives
    second = second.evolve(goal=second.goal.evolve(text=f"{GOAL} {GOAL}"))
    longer = sample.plan.evolve(
        loops=(loop.evolve(objectives=(first, second, *rest)), *sample.plan.loops[1:])
    )
    stream = sample.evolve(plan=longer)
    for text in (paper_text(stream), " ".join(text_of(report_bytes(stream, TODAY)))):
        assert text.count("measured by the leader of the shift") >= 2
        assert "Two days of finished goods" in text


def test_goals_stand_on_paper_with_their_numbers(sample: ValueStream) -> None:
    numbers = "Processing time: 188 s → 169 s"
    assert numbers in paper_text(sample)
    assert numbers in " ".join(text_of(report_bytes(sample, TODAY)))
    assert numbers in " ".join(text_of(review_made(sample, TODAY)[0]))


def test_a_future_state_alone_stands_where_its_kind_says(sample: ValueStream) -> None:
    alone = sample.evolve(
        bursts=(),
        states=(sample.state("future").evolve(base=""),),
        shown_state="future",
        plan=None,
        scoreboard=None,
    )
    matter = matter_of(alone, TODAY)
    assert matter.current is None
    assert matter.future is matter.base
    text = paper_text(alone)
    assert "No current state in this file." in text
    assert "No future state yet" not in text
    assert "It is to take 4.5 days" in text
    both = sorted(("2 Future state", "3 Current state"), key=text.index)
    assert both == ["2 Future state", "3 Current state"]


def test_maps_of_a_report_are_as_large_as_must_be(many: ValueStream) -> None:
    data, said = report_made(many, TODAY, fold=in_rows)
    assert said == ()
    assert len([size for size in sizes_of(data) if max(size) > 1100]) > 1, "sheets of tiles"
    pages = text_of(data)
    assert [
        name for name in (f"Operation {at}" for at in range(25)) if not any(name in p for p in pages)
    ] == []
    some = a_stream(in_line(*many.states[0].nodes[:9], paper="A4"))
    wide = paper_size("A4", portrait=False)[0]
    assert [*sizes_of(report_bytes(some, TODAY))][1][0] > 1.2 * wide, "its map goes on a larger sheet"


def test_what_no_paper_helps_in_a_report_is_said_with_what_does(many: ValueStream) -> None:
    tall = tuple(process(f"s{at}", name=f"Operation {at} on the line") for at in range(120))
    said = report_made(a_stream(in_line(*tall)), TODAY, fold=in_rows)[1]
    assert "less than the 6 pt one can read" in said[0]
    assert "What helps in the print of the map" in said[1]


def test_what_is_said_to_help_helps(many: ValueStream) -> None:
    matter, a3 = matter_of(many, TODAY), a3_of(many)
    narrow = a3.evolve(
        sections=tuple(one.evolve(column="left") if one.key == "current" else one for one in a3.laid)
    )
    sheet = a3_sheet(matter, narrow)
    assert sheet.small
    assert said_of_sheet(matter, narrow, sheet)[-1] == (
        "What helps: print on A2 and give the map the whole width."
    )
    for tried, helps in (
        (narrow.evolve(paper="A2"), False),
        (a3, False),
        (a3.evolve(paper="A2"), True),
    ):
        assert (a3_sheet(matter, tried).smallest >= LEAST_TYPE) is helps
    few = a_stream(in_line(*many.states[0].nodes[:16]))
    assert said_of_sheet(matter_of(few, TODAY), narrow, sheet_of(few.evolve(a3=narrow), TODAY), in_rows)[
        -1
    ].startswith("What helps: ")


def test_the_command_line_tells_what_was_cut(sample: ValueStream, tmp_path: Path) -> None:
    (tmp_path / "long.vsm").write_text(dumps(sample.evolve(name=(NAME * 4).strip())), encoding="utf-8")
    for kind in ("a3", "report", "review"):
        words = ["export", str(tmp_path / "long.vsm"), str(tmp_path / f"{kind}.pdf"), "--kind", kind]
        done = CliRunner().invoke(cli, [*words, "--today", "2025-09-05"])
        assert done.exit_code == 0
        assert "words are cut" in done.stderr
