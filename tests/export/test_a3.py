"""The A3: what stands on it, that it can be read, and what becomes of it when there is little or much to say."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from pypdfium2 import PdfDocument

from tests.model.maps import a_state, a_stream, acme
from vsm_desktop.assets import asset
from vsm_desktop.drawing.ops import Text, extent
from vsm_desktop.drawing.paper import LEAST_TYPE, MM
from vsm_desktop.edit.bursts import set_burst
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.edit.plan import set_objective
from vsm_desktop.edit.states import copy_state
from vsm_desktop.export.a3.advice import said_of_sheet
from vsm_desktop.export.a3.blocks import Items, Words, deviations_block, why_block
from vsm_desktop.export.a3.book import a3_by, sheet_of, write_a3
from vsm_desktop.export.a3.layout import Sheet, a3_sheet
from vsm_desktop.export.a3.matter import Matter, matter_of
from vsm_desktop.export.a3.measures import board_rows
from vsm_desktop.export.atomic import ExportError
from vsm_desktop.export.glided import paths_of
from vsm_desktop.export.papers import write_paper
from vsm_desktop.export.pdf import pdf_bytes
from vsm_desktop.model.a3 import A3, SECTIONS, SHEETS, Section
from vsm_desktop.model.plan import Goal, Objective, Plan, PlanLoop, ReviewMark
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.scoreboard import Actual, Measure, Scoreboard
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads

TODAY = date(2025, 9, 5)


@pytest.fixture(scope="module")
def stream() -> ValueStream:
    return loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def matter(stream: ValueStream) -> Matter:
    return matter_of(stream, TODAY)


def text_of(data: bytes) -> str:
    return " ".join(PdfDocument(data)[0].get_textpage().get_text_bounded().split())


def keys(sheet: Sheet) -> list[str]:
    return [one.key for one in sheet.places]


def test_text_extraction_finds_every_step_owner_and_due_date(matter: Matter) -> None:
    text = text_of(pdf_bytes(a3_sheet(matter, A3()).drawing))
    steps = [step.name for frame in (matter.base, matter.goal) if frame for step in frame.report.steps]
    assert [name for name in steps if name.split()[0] not in text] == []
    rows = [row for row in matter.rows if row.kind == "objective"]
    assert [row.owner for row in rows if row.owner not in text] == []
    assert [row.end for row in rows if row.end and f"{row.end.day} {row.end:%b}" not in text] == []
    assert "from 23.6 days to 4.5" in text
    assert "36 d late" in text
    assert "Version 3" in text_of(pdf_bytes(sheet_of(matter.stream, TODAY).drawing))


def test_two_exports_of_the_same_document_and_day_are_the_same_bytes(tmp_path: Path) -> None:
    """In processes of their own, whose hashes differ."""
    sample = Path(str(asset("resources/samples", "acme-future.vsm")))
    for name in ("a", "b"):
        words = ["-m", "vsm_desktop", "export", sample, tmp_path / f"{name}.pdf", "--kind", "a3"]
        subprocess.run([sys.executable, *map(str, words), "--today", "2025-09-05"], check=True)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_checker_finds_nothing_and_fonts_are_embedded(matter: Matter) -> None:
    data = pdf_bytes(a3_sheet(matter, A3()).drawing, "Plan")
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        fonts = [font for page in pdf.pages for font in page.resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert all("+" in str(font.BaseFont) for font in fonts), "subsets bear a tag before a plus"


@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("template", ["proposal", "status"])
def test_nothing_is_too_small_or_beyond_the_edge(matter: Matter, paper: str, template: str) -> None:
    a3 = A3.model_validate({"paper": paper, "template": template})
    sheet = a3_sheet(matter, a3)
    left, top, right, bottom = sheet.drawing.sheet
    for part in sheet.drawing.parts:
        box = extent(part.ops)
        assert part.x + box[0] >= left + 20
        assert part.y + box[1] >= top + 20
        assert part.x + box[2] <= right - 20
        assert part.y + box[3] <= bottom - 20
    assert not sheet.crowded
    assert said_of_sheet(matter, a3, sheet) == ()
    assert all(one.smallest >= LEAST_TYPE - 0.01 for one in sheet.places)


def test_sections_do_not_overlap(matter: Matter) -> None:
    places = a3_sheet(matter, A3()).places
    for column in (True, False):
        inside = sorted((one for one in places if (one.x < 500) is column), key=lambda one: one.y)
        assert all(a.y + a.height <= b.y for a, b in pairwise(inside))


def test_sections_are_switched_off_moved_and_put_over_both_columns(matter: Matter) -> None:
    a3 = A3(
        sections=(
            Section(key="plan", column="wide"),
            Section(key="current", column="right"),
            Section(key="why", column="left"),
            Section(key="future", shown=False),
        )
    )
    places = {one.key: one for one in a3_sheet(matter, a3).places}
    assert set(places) == {"plan", "current", "why"}
    assert places["plan"].width > 1.9 * places["why"].width
    assert places["plan"].y + places["plan"].height <= places["why"].y
    assert places["current"].x > places["why"].x + places["why"].width


def test_numbers_follow_the_order_of_reading(matter: Matter) -> None:
    """Wide ones over the columns, the left column, the right one, wide ones under them, wherever they stand in the list."""
    a3 = A3(
        sections=(
            Section(key="follow_up", column="wide"),
            Section(key="future", column="right"),
            Section(key="why"),
            Section(key="plan", column="right"),
            Section(key="scoreboard", column="wide"),
            Section(key="glide", column="right"),
            Section(key="findings"),
            Section(key="sign_off", column="wide"),
        )
    )
    sheet = a3_sheet(matter, a3)
    order = ["follow_up", "why", "findings", "future", "plan", "glide", "scoreboard", "sign_off"]
    assert keys(sheet) == order
    heads = ["Follow-up", "Why now", "What the facts say", "Future state", "Plan", "Scoreboard", "Sign-off"]
    text = text_of(pdf_bytes(sheet.drawing))
    assert [head for at, head in enumerate(heads, 1) if f"{at} {head}" not in text] == []


def test_what_is_short_gets_the_room_its_pictures_can_use(matter: Matter) -> None:
    sheet = a3_sheet(matter, A3(template="status"))
    bottom = sheet.drawing.sheet[3]
    for left in (True, False):
        foot = max(one.y + one.height for one in sheet.places if (one.x < 500) is left)
        assert foot > bottom - 60
    text = text_of(pdf_bytes(sheet.drawing))
    assert "Productivity, pc / h" in text
    small = tuple(
        one.evolve(size=0.6) if one.key == "scoreboard" else one for one in A3(template="status").laid
    )
    wished = a3_sheet(matter, A3(template="status", sections=small))
    heights = [next(p.height for p in one.places if p.key == "scoreboard") for one in (sheet, wished)]
    assert heights[1] < heights[0]


def test_wide_sections_under_the_columns_keep_their_size(matter: Matter) -> None:
    a3 = A3(
        sections=(
            Section(key="current", column="wide"),
            Section(key="targets"),
            Section(key="plan", column="right"),
            Section(key="follow_up", column="wide"),
            Section(key="sign_off", column="wide"),
        )
    )
    sheet = a3_sheet(matter, a3)
    places = {one.key: one for one in sheet.places}
    assert said_of_sheet(matter, a3, sheet) == ()
    assert places["plan"].y + places["plan"].height <= places["follow_up"].y
    assert places["follow_up"].width > 1.9 * places["plan"].width


@pytest.mark.parametrize("key", ["current", "targets"])
def test_a_picture_is_as_large_as_it_is_wished_where_there_is_room(matter: Matter, key: str) -> None:
    heights = []
    for size in (0.6, 1.0):
        sections = tuple(one.evolve(size=size) if one.key == key else one for one in A3().laid)
        sheet = a3_sheet(matter, A3(sections=sections))
        heights.append(next(one.height for one in sheet.places if one.key == key))
    assert heights[0] < heights[1]


def test_words_become_larger_with_their_section(matter: Matter) -> None:
    sheets = [a3_sheet(matter, A3(sections=(Section(key="why", size=size),))) for size in (1.0, 1.5)]
    sizes = [
        max(
            op.size
            for part in sheet.drawing.parts
            for op in part.ops
            if isinstance(op, Text) and "State" in op.text
        )
        for sheet in sheets
    ]
    assert sizes[1] == pytest.approx(1.5 * sizes[0])


def test_a_long_plan_shows_as_many_objectives_as_can_be_read_and_counts_the_others(
    stream: ValueStream,
) -> None:
    objectives = tuple(
        Objective(id=f"o{at}", text=f"Objective {at}", start="2025-01-01", end="2025-12-31")
        for at in range(40)
    )
    full = stream.evolve(
        plan=Plan(start="2025-01-01", loops=(PlanLoop(id="l", name="All", objectives=objectives),))
    )
    a3 = A3()
    sheet = a3_sheet(matter_of(full, TODAY), a3)
    assert not sheet.crowded
    assert not sheet.small
    assert 0 < sheet.left_out <= 32
    assert f"and {sheet.left_out} more" in text_of(pdf_bytes(sheet.drawing))
    assert "objectives are not shown. What helps: print on A2" in " ".join(
        said_of_sheet(matter_of(full, TODAY), a3, sheet)
    )
    larger = a3_sheet(matter_of(full, TODAY), A3(paper="A2"))
    assert larger.left_out < sheet.left_out


def test_what_cannot_be_read_is_said_with_what_helps(stream: ValueStream) -> None:
    measures = tuple(Measure(id=f"m{at}", key="own", name=f"Measure {at}") for at in range(90))
    full = stream.evolve(scoreboard=Scoreboard(measures=measures))
    a3 = A3(template="status")
    sheet = a3_sheet(matter_of(full, TODAY), a3)
    assert sheet.crowded
    said = " ".join(said_of_sheet(matter_of(full, TODAY), a3, sheet))
    assert "leave “Scoreboard” out" in said
    assert "A2" not in said, "even that is too small for it"
    bottom = sheet.drawing.sheet[3]
    assert all(part.y + extent(part.ops)[3] <= bottom for part in sheet.drawing.parts)


@pytest.mark.parametrize("stream_", [a_stream(), a_stream(a_state()), acme()])
def test_documents_without_a_plan_say_what_would_stand_there(stream_: ValueStream) -> None:
    text = text_of(pdf_bytes(sheet_of(stream_, TODAY).drawing))
    assert "No plan yet." in text
    assert "No future state yet." in text
    assert "No targets yet." in text


def test_a_template_is_that_of_the_document_unless_another_is_asked_for(stream: ValueStream) -> None:
    own = stream.evolve(a3=A3(template="status", sections=(Section(key="plan"),)))
    assert keys(sheet_of(own, TODAY)) == ["plan"]
    assert a3_by(own, "status") is own.a3
    assert "why" in keys(sheet_of(own, TODAY, "proposal"))


def test_a_map_with_a_name_of_its_own_says_it(stream: ValueStream) -> None:
    named = stream.with_state(stream.state("current").evolve(name="Line 4 in March"))
    assert "Line 4 in March · 12 Mar 2025" in text_of(pdf_bytes(sheet_of(named, TODAY).drawing))


def test_papers_have_their_sizes(matter: Matter) -> None:
    data = pdf_bytes(a3_sheet(matter, A3(paper="A2")).drawing)
    page = PdfDocument(data)[0]
    assert page.get_size() == pytest.approx((594 * MM, 420 * MM), abs=0.5)


@pytest.mark.parametrize("suffix", [".pdf", ".svg", ".png"])
def test_it_is_written_by_its_suffix(stream: ValueStream, tmp_path: Path, suffix: str) -> None:
    write_a3(stream, TODAY, tmp_path / f"plan{suffix}")
    assert (tmp_path / f"plan{suffix}").stat().st_size > 10_000


def test_another_suffix_is_refused_before_anything_is_done(stream: ValueStream, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"A3 is kept as one of \.pdf, \.svg, \.png"):
        write_paper(stream, "current", "a3", tmp_path / "a.docx", TODAY)
    assert [*tmp_path.iterdir()] == []


def test_targets_compare_what_is_counted_alike_and_say_so(stream: ValueStream) -> None:
    matter = matter_of(stream, TODAY)
    assert matter.goal is not None
    own = matter.goal.report.number("pce")
    assert matter.found is not None
    row = matter.found.metric("pce")
    assert row is not None
    assert own is not None
    assert isinstance(row.after, float)
    assert row.after == pytest.approx(own * 24 * 60 / 920), "a day of 920 min as in the current state"
    text = text_of(pdf_bytes(a3_sheet(matter, A3()).drawing))
    assert row.words[3] in text
    assert "Both are counted by the conventions of Current state." in text
    assert "Value-added ratio by its own: 0.043 %" in text, "as the strip of the future state has it"


def test_targets_start_from_the_map_and_are_now_where_the_scoreboard_is(stream: ValueStream) -> None:
    actuals = (Actual(on="2025-08-01", value=22.0), Actual(on="2025-09-01", value=21.4))
    board = Scoreboard(measures=(Measure(id="m", key="lead_time", actuals=actuals),))
    a3 = A3(sections=tuple(Section(key=key, shown=key == "targets") for key, _words in SECTIONS))
    texts = [
        text_of(pdf_bytes(a3_sheet(matter_of(stream.evolve(scoreboard=one), TODAY), a3).drawing))
        for one in (board, None)
    ]
    assert "Start Now Target Change Lead time 23.6 d 21.4 d 4.5 d" in texts[0]
    assert "Start Target Change Lead time 23.6 d 4.5 d" in texts[1]


def test_a_value_that_is_too_old_has_its_day_beside_it_and_is_not_on_track(stream: ValueStream) -> None:
    actuals = (Actual(on="2025-05-31", value=23.0), Actual(on="2025-06-30", value=4.0))
    board = Scoreboard(measures=(Measure(id="m", key="lead_time", actuals=actuals),))
    shown = ("targets", "scoreboard")
    a3 = A3(sections=tuple(Section(key=key, shown=key in shown) for key, _words in SECTIONS))
    texts = {}
    for today in (date(2025, 7, 10), date(2026, 11, 30)):
        matter = matter_of(stream.evolve(scoreboard=board), today)
        texts[today.year] = text_of(pdf_bytes(a3_sheet(matter, a3).drawing))
        (row,) = board_rows(matter)
        assert row[4] == {2025: "good", 2026: "watch"}[today.year]
    assert "30 Jun 2025" not in texts[2025]
    assert texts[2026].count("30 Jun 2025") == 2, "in the targets and in the scoreboard"
    assert "triangle = behind, or no value since the day beside it" in texts[2026]


def test_a_stream_of_hours_is_told_in_the_unit_of_its_map() -> None:
    """As the ladder of the map has it: 231.8 min, not 0.2 days."""
    path = asset("resources/samples", "emergency-department.vsm")
    hours = loads(path.read_text(encoding="utf-8"))
    base = hours.states[0].id
    queue = next(node.id for node in hours.states[0].nodes if node.kind == "queue" and node.days.value == 55)
    hours = in_state("future", set_fields(queue, days=quantity(10, "min")))(copy_state(base, "future")(hours))
    one = Objective(
        id="o", text="Less waiting", start="2025-07-01", end="2025-07-31", goal=Goal(metric="lead_time_days")
    )
    plan = Plan(base=base, goal="future", start="2025-07-01", loops=(PlanLoop(id="l", objectives=(one,)),))
    actuals = (Actual(on="2025-07-20", value=0.15),)
    board = Scoreboard(measures=(Measure(id="m", key="lead_time", actuals=actuals),))
    matter = matter_of(hours.evolve(plan=plan, scoreboard=board), date(2025, 7, 21))
    assert matter.title == "Emergency patients: from 231.8 min to 186.8 min"
    text = text_of(pdf_bytes(a3_sheet(matter, A3(template="proposal")).drawing))
    assert "It takes 231.8 min from end to end for 83 min of work on each." in text
    (row,) = [row for row in matter.rows if row.objective]
    assert row.goal is not None
    assert row.goal.words == "Lead time: 231.8 min → 186.8 min"
    assert matter.glide.series[0].words[-1] == "186.8 min"
    assert matter.glide.deviations[0].startswith("Lead time on 20 Jul 2025: 216 min, 15.8 min less than")
    assert (matter.board[0].said(matter.board[0].baseline), matter.board[0].words) == (
        "231.8 min",
        "216 min on 20 Jul 2025: on track.",
    )
    glide = paths_of(matter.glide)[0]
    assert (glide.number.unit, round(glide.months[0].expected or 0, 1)) == ("min", 186.8)


def test_the_glide_path_on_the_sheet_says_what_its_months_rest_on(stream: ValueStream) -> None:
    late = set_objective("pull", end="2027-02-15", bursts=())(set_burst("burst_pitch", due="")(stream))
    text = text_of(pdf_bytes(a3_sheet(matter_of(late, TODAY), A3()).drawing))
    assert "Apr 2025 – Feb 2027" in text
    assert "The plan was to run for 12 months; what is planned in it ends in Feb 2027." in text
    assert "The burst Pitch 20 min has no objective; it is expected at the end of the plan, Feb 2027." in text


def test_where_we_stand_has_the_sign_of_the_last_review(matter: Matter) -> None:
    row = next(row for row in matter.rows if row.kind == "objective" and row.late_days)
    found = {}
    for mark in ("bad", "watch", "good", None):
        last = ReviewMark(on="2025-09-01", mark=mark) if mark else None
        block = deviations_block(replace(matter, rows=(replace(row, mark=last),)), A3())
        assert isinstance(block, Items)
        found[mark] = block.items[0].sign
    assert found == {"bad": "bad", "watch": "watch", "good": "bad", None: "bad"}
    early = replace(row, late_days=0, risks=("No one.",), mark=ReviewMark(on="2025-09-01", mark="bad"))
    block = deviations_block(replace(matter, rows=(early,)), A3())
    assert isinstance(block, Items)
    assert block.items[0].sign == "bad"


def test_the_need_is_said_of_whoever_asks_for_whatever(matter: Matter) -> None:
    block = why_block(replace(matter, stream=matter.stream.evolve(plan=Plan())), A3())
    assert isinstance(block, Words)
    assert block.text.startswith(
        "Demand of State Street Assembly: 920 a day, one every 60 s. It takes 23.6 days"
    )
