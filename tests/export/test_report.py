"""The report and the review sheet: what stands in them, their bookmarks and page numbers, the same bytes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from pypdfium2 import PdfDocument

from tests.model.maps import a_stream, acme
from vsm_desktop.assets import asset
from vsm_desktop.cli import cli
from vsm_desktop.export.a3.matter import matter_of
from vsm_desktop.export.a3.measures import runs_of
from vsm_desktop.export.papers import Kind, write_paper
from vsm_desktop.export.report.book import report_bytes
from vsm_desktop.export.report.review import review_bytes
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.kaizen import bursts_of
from vsm_desktop.model.plan import Objective, Plan, PlanLoop
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import dumps, loads

TODAY = date(2025, 9, 5)
SAMPLE = Path(str(asset("resources/samples", "acme-future.vsm")))


@pytest.fixture(scope="module")
def stream() -> ValueStream:
    return loads(SAMPLE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report(stream: ValueStream) -> bytes:
    return report_bytes(stream, TODAY)


def pages_of(data: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in PdfDocument(data)]


def test_every_step_owner_and_due_date_is_found(stream: ValueStream, report: bytes) -> None:
    text = " ".join(pages_of(report))
    names = [node.name for state in stream.states for node in state.nodes if node.kind == "process"]
    assert [name for name in names if name not in text] == []
    for burst in bursts_of(stream):
        day = date.fromisoformat(burst.due)
        assert burst.owner in text
        assert f"{day.day} {day:%b %Y}" in text
        assert burst.title in text


def test_bookmarks_and_contents_lead_to_their_pages(report: bytes) -> None:
    document = PdfDocument(report)
    pages = pages_of(report)
    found = [
        (mark.get_title(), mark.get_dest().get_index())
        for mark in document.get_toc(max_depth=1)
        if mark.get_dest()
    ]
    titles = [title for title, _page in found]
    assert titles[:3] == ["Cover", "Current state", "Current state: data"]
    assert titles[-4:] == ["Comparison", "Plan", "Scoreboard", "Glossary"]
    for title, page in found[1:]:
        assert f"{title} {page + 1}" in pages[0], "the contents say the number of the page"
        if title in ("Findings", "Plan", "Glossary"):
            assert title in pages[page]
    assert all(f"{at} of {len(pages)}" in page for at, page in enumerate(pages, start=1))


def test_it_says_who_made_it_and_a_checker_finds_nothing(report: bytes) -> None:
    with pikepdf.open(BytesIO(report)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo["/Title"]) == "Steering brackets: value stream report"
        assert str(pdf.docinfo["/Author"]) == "M. Ortiz"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20250905000000Z", "the day of the print"
        assert "value stream report" in str(pdf.docinfo["/Keywords"])
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_same_document_and_day_give_the_same_bytes(stream: ValueStream, report: bytes) -> None:
    assert report_bytes(stream, TODAY) == report
    assert review_bytes(stream, TODAY) == review_bytes(stream, TODAY)


def test_the_glossary_says_how_numbers_are_made_and_by_which_conventions(report: bytes) -> None:
    text = " ".join(pages_of(report)[-2:])
    assert "Available time per day ÷ Demand per day" in text
    assert "One lead-time day is net working time 24 hours" in text


def test_a_reader_opens_the_report_with_its_bookmarks(report: bytes, stream: ValueStream) -> None:
    with pikepdf.open(BytesIO(report)) as pdf:
        assert pdf.Root.PageMode == "/UseOutlines"
    with pikepdf.open(BytesIO(review_bytes(stream, TODAY))) as pdf:
        assert pdf.Root.get("/PageMode") != "/UseOutlines"


def test_the_glossary_has_the_numbers_of_comparison_and_scoreboard_in_both_states(report: bytes) -> None:
    text = " ".join(pages_of(report))
    text = text[text.rindex("How each is made") :]
    rows = (
        "Longest wait 7.6 d 2.0 d",
        "Highest load 103.3 %",
        "Stock turns a year 10.2",
        "Activity ratio",
        "Schedule points",
    )
    assert [row for row in rows if row not in text] == []
    assert "Overtime a week" in text
    assert "a measure whose next value is overdue is neither" in text


def test_run_charts_have_what_the_plan_expects(stream: ValueStream) -> None:
    matter = matter_of(stream, TODAY)
    runs = {one.name: one for one in runs_of(matter)}
    assert runs["Lead time"].expected[-1][1] == pytest.approx(4.5, abs=0.05)
    assert runs["Returns"].even
    assert any(point.off for point in runs["Returns"].points)


def test_a_remark_of_a_review_is_said_once_in_the_objectives(report: bytes) -> None:
    text = " ".join(pages_of(report))
    objectives = text[
        text.rindex("People, and what is needed from them") - 900 : text.index("Kaizen bursts Burst")
    ]
    assert objectives.count("Waits for the haulier") == 1


@pytest.mark.parametrize(
    ("kind", "paper", "size"),
    [
        ("a3", "A2", (1683.78, 1190.55)),
        ("a3", "tabloid", (1224, 792)),
        ("report", "Letter", (792, 612)),
        ("review", "Letter", (792, 612)),
        ("review", "A4", (841.89, 595.28)),
    ],
)
def test_the_paper_is_chosen_on_the_command_line(
    tmp_path: Path, kind: str, paper: str, size: tuple[float, float]
) -> None:
    words = ["export", str(SAMPLE), str(tmp_path / "a.pdf"), "--kind", kind, "--today", "2025-09-05"]
    result = CliRunner().invoke(
        cli, [*words, "--paper", paper, "--template", "status"][: None if kind == "a3" else -2]
    )
    assert result.exit_code == 0, result.output
    pages = PdfDocument(tmp_path / "a.pdf")
    assert pages[0].get_size() == pytest.approx(size, abs=0.1)


def test_beside_a_map_on_letter_paper_reports_are_letters_too(stream: ValueStream) -> None:
    shown = stream.state()
    letter = stream.with_state(shown.evolve(paper="Tabloid"))
    for make in (report_bytes, review_bytes):
        for given, size in ((letter, (792, 612)), (stream, (841.89, 595.28))):
            assert PdfDocument(make(given, TODAY))[0].get_size() == pytest.approx(size, abs=0.1)


@pytest.mark.parametrize(
    ("kind", "paper", "known"),
    [("a3", "A4", "A3, A2, Tabloid"), ("report", "A3", "A4, Letter"), ("gemba", "A4", "paper is not chosen")],
)
def test_another_paper_is_refused_with_those_that_go(
    tmp_path: Path, kind: str, paper: str, known: str
) -> None:
    words = ["export", str(SAMPLE), str(tmp_path / "a.pdf"), "--kind", kind, "--paper", paper]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 2
    assert known in " ".join(result.stderr.split())
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_contents_and_numbers_are_links_that_lead_where_they_say(stream: ValueStream, paper: str) -> None:
    data = report_bytes(stream, TODAY, paper=paper)
    pages = pages_of(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        places = {page.objgen: at for at, page in enumerate(pdf.pages)}
        leads = [
            [(one.Rect, places[one.Dest[0].objgen]) for one in page.get("/Annots", ())] for page in pdf.pages
        ]
        text = pdf.pages[0].mediabox
    marks = [mark for mark in PdfDocument(data).get_toc(max_depth=1) if mark.level == 0]
    found = [mark.get_dest().get_index() for mark in marks if mark.get_dest()]
    assert [to for _rect, to in leads[0]] == found[1:], "a link for every chapter behind the cover"
    for rect, _to in leads[0]:
        assert float(rect[0]) >= 0
        assert float(rect[2]) <= float(text[2])
    at = next(at for at, page in enumerate(pages) if "filled = done" in page)
    names = [one.text for one in stream.plan.objectives] if stream.plan else []
    assert len(leads[at]) == len(names)
    for name, (_rect, to) in zip(names, leads[at], strict=True):
        assert name in pages[to]


def test_a_unit_is_one_word_in_tables_charts_and_on_the_review_sheet(
    stream: ValueStream, report: bytes
) -> None:
    text, sheet = " ".join(pages_of(report)), " ".join(pages_of(review_bytes(stream, TODAY)))
    assert "Lead time, d " in text
    assert "Floor space, m²" in text
    assert "Productivity, pc / h" in text
    for told in (text, sheet):
        assert not {"m2", "pc/h"} & set(told.split())


def test_no_page_is_nearly_empty(stream: ValueStream) -> None:
    for day in (date(2025, 7, 10), date(2026, 11, 30)):
        for paper in ("A4", "Letter"):
            for data in (report_bytes(stream, day, paper=paper), review_bytes(stream, day, paper=paper)):
                document = PdfDocument(data)
                for page in document:
                    boxes = [one.get_bounds() for one in page.get_objects()]
                    high = page.get_height()
                    lowest = min(box[1] for box in boxes if box[1] > 30)
                    assert lowest < high * 0.66, "a third of it is used at least"


def test_bookmarks_have_two_levels(report: bytes) -> None:
    titles = [(mark.level, mark.get_title()) for mark in PdfDocument(report).get_toc()]
    below: dict[str, list[str]] = {}
    for level, title in titles:
        if level == 0:
            chapter = title
            below[chapter] = []
        else:
            below[chapter].append(title)
    assert below["Plan"] == ["Schedule", "Glide path", "Objectives", "Kaizen bursts", "Follow-up"]
    assert below["Comparison"] == ["What changes the lead time", "Numbers", "Changes"]
    assert below["Glossary"] == [
        "How each is made",
        "Conventions of each state",
        "Measures of the scoreboard",
    ]


@pytest.mark.parametrize("little", [a_stream(), acme()])
def test_documents_without_a_plan_make_a_report_and_a_sheet(little: ValueStream) -> None:
    assert "No plan yet." in " ".join(pages_of(report_bytes(little, TODAY)))
    assert "No plan yet." in " ".join(pages_of(review_bytes(little, TODAY)))


@pytest.mark.parametrize("kind", ["a3", "report", "review", "gemba"])
def test_the_command_line_writes_the_same(stream: ValueStream, tmp_path: Path, kind: Kind) -> None:
    words = ["export", str(SAMPLE), str(tmp_path / "a.pdf"), "--kind", kind]
    result = CliRunner().invoke(cli, [*words, "--today", "2025-09-05"])
    assert result.exit_code == 0, result.output
    write_paper(stream, "future", kind, tmp_path / "b.pdf", TODAY)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--kind", "report", "--template", "status"), 2),
        (("--template", "status"), 2),
        (("--kind", "a3", "--paper", "A0"), 2),
        (("--kind", "poster"), 2),
        (("--kind", "a3", "--today", "soon"), 2),
        (("--today", "2025-09-05"), 2),
        (("--kind", "a3", "--state", "current"), 2),
        (("--kind", "report", "--state", "current"), 2),
        (("--kind", "gemba", "--mono"), 2),
        (("--kind", "review", "--colour"), 2),
    ],
)
def test_words_that_do_not_go_together_are_refused(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    result = CliRunner().invoke(cli, ["export", str(SAMPLE), str(tmp_path / "a.pdf"), *words])
    assert result.exit_code == code
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--kind", "a3", "--today", "soon"), "not a date: soon; write it as 2027-02-01"),
        (("--kind", "map", "--today", "2025-09-05"), "A map is the same on every day"),
        (("--kind", "a3", "--state", "current"), "is made of the whole document"),
    ],
)
def test_why_words_are_refused_is_said(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    result = CliRunner().invoke(cli, ["export", str(SAMPLE), str(tmp_path / "a.pdf"), *words])
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize("kind", ["a3", "report"])
def test_papers_are_printed_black_and_white(tmp_path: Path, kind: str) -> None:
    words = [
        "export",
        str(SAMPLE),
        str(tmp_path / "a.pdf"),
        "--kind",
        kind,
        "--today",
        "2025-09-05",
        "--mono",
    ]
    assert CliRunner().invoke(cli, words).exit_code == 0
    document = PdfDocument(str(tmp_path / "a.pdf"))
    for page in document:
        picture = page.render(scale=0.4).to_pil().convert("RGB")
        colours = picture.getcolors(1_000_000) or []
        assert not [pixel for _count, pixel in colours if max(pixel) - min(pixel) > 24]


def test_what_finds_no_room_is_told_beside_the_file(tmp_path: Path, stream: ValueStream) -> None:
    assert stream.plan is not None
    rows = [one.evolve(id=f"{one.id}{at}", after=()) for at in range(8) for one in stream.plan.objectives]
    loops = (stream.plan.loops[0].evolve(objectives=tuple(rows)),)
    file = tmp_path / "full.vsm"
    file.write_text(dumps(stream.evolve(plan=stream.plan.evolve(loops=loops))), encoding="utf-8")
    words = ["export", str(file), str(tmp_path / "a.pdf"), "--kind", "a3", "--today", "2025-09-05"]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0
    assert "objectives are not shown. " in result.stderr.replace("\n", " ")
    assert (tmp_path / "a.pdf").exists()


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    words = ["export", str(SAMPLE), str(tmp_path / "a.docx"), "--kind", "report"]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 1
    assert "Report is kept as one of .pdf" in result.stderr


def test_bursts_have_owner_due_date_and_standing_of_the_plan_where_they_say_none(stream: ValueStream) -> None:
    serving = PlanLoop(
        id="l",
        name="Flow",
        objectives=(Objective(id="o", owner="N. Quist", end="2025-08-20", bursts=(stream.bursts[0].id,)),),
    )
    bursts = tuple(one.evolve(owner="", due="", status="open") for one in stream.bursts)
    bare = stream.evolve(bursts=bursts, plan=Plan(start="2025-01-01", loops=(serving,)))
    text = " ".join(pages_of(report_bytes(bare, TODAY)))
    table = text[text.rindex("Kaizen bursts") :]
    assert "N. Quist 20 Aug 2025 16 d late" in table


def test_cover_plan_scoreboard_and_review_sheet_say_how_both_states_are_counted(stream: ValueStream) -> None:
    future = stream.state("future")
    shorter = future.options.evolve(day_base="hours_per_day", hours_per_day=quantity(0.2, "h"))
    other = stream.with_state(future.evolve(options=shorter.evolve(lead_time_mode="waits_plus_process")))
    assert f"{measure(other, 'future').number('lead_time_days'):.1f} d" != "4.5 d"
    cover, *rest = pages_of(report_bytes(other, TODAY))
    assert "4.5 d" in cover, "as the title, the comparison and the glide path have it"
    assert "Both are counted by the conventions of Current state." in cover
    said = "Both states of the plan are counted by the conventions of Current state."
    assert sum(said in page for page in rest) == 2, "under the glide path and the scoreboard"
    assert said in "".join(pages_of(review_bytes(other, TODAY)))


def test_a_plan_without_dates_says_so_instead_of_a_path(stream: ValueStream) -> None:
    plan = stream.plan
    undated = [one.evolve(start="", end="") for one in plan.objectives]
    loops = (plan.loops[0].evolve(objectives=tuple(undated)),)
    bare = stream.evolve(plan=plan.evolve(loops=loops))
    bare = bare.evolve(bursts=tuple(burst.evolve(due="") for burst in bursts_of(bare)))
    text = " ".join("".join(pages_of(report_bytes(bare, TODAY))).split())
    assert "No glide path yet: no objective has a date." in text


def test_times_of_a_stream_of_hours_are_those_of_its_map() -> None:
    path = asset("resources/samples", "emergency-department.vsm")
    hours = loads(path.read_text(encoding="utf-8"))
    text = " ".join(" ".join(pages_of(report_bytes(hours, TODAY))).split())
    assert "Lead time 231.8 min" in text
    assert "0.2 d" not in text
    assert "0.0056 d" not in text
    assert "Queue before Registration Time 8 min 8 min" in text
    assert "360 s" not in text, "one column, one unit"
