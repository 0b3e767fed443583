"""What the charts draw of a report: heights to scale, lines where they belong, what is missing as missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_stream, arrow, customer, process, stock, supplier, transport
from vsm_desktop.drawing.charts.book import CHARTS, ChartName, chart_of, chart_sheet
from vsm_desktop.drawing.charts.chart import Chart, Mark, mark_at
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.ops import Path, Text, extent
from vsm_desktop.drawing.theme import THEME_NAMES, ThemeName, tokens
from vsm_desktop.edit.entry import read_entry
from vsm_desktop.model.fields import field_of
from vsm_desktop.model.stream import ValueStream

LIGHT = tokens("light")
EVERY = [entry.name for entry in CHARTS]
SIZE = (900.0, 300.0)


def drawn(name: ChartName, stream: ValueStream, size=SIZE, theme: ThemeName = "light") -> Chart:
    return chart_of(name, frame_of(stream, theme=theme), *size)


def boxes(chart: Chart, id_: str, fill: str) -> list[tuple[float, float, float, float]]:
    """The boxes of a column that are filled with a colour token."""
    part = next(part for part in chart.parts if part.id == id_)
    found = [op for op in part.ops if isinstance(op, Path) and op.fill == LIGHT[fill]]
    return [extent([Path(op.segments)]) for op in found]


def height(chart: Chart, id_: str, fill: str) -> float:
    return sum(bottom - top for _left, top, _right, bottom in boxes(chart, id_, fill))


def words(chart: Chart) -> list[str]:
    return [op.text for part in chart.parts for op in part.ops if isinstance(op, Text)]


def mark(chart: Chart, name: str) -> Mark:
    return next(one for one in chart.marks if one.name == name)


def dashed(chart: Chart) -> Iterator[float]:
    """How high the dashed lines across the chart stand."""
    for part in chart.parts:
        for op in part.ops:
            if part.id == "@lines" and isinstance(op, Path) and op.pen and op.pen.dash:
                yield op.segments[0][2]


LINE = a_stream(
    supplier("Steel"),
    stock("Coils", days=5),
    process("Press", ct="30 s"),
    stock("Pressed", qty=450),
    process("Weld", ct="45 s", uptime="75 %", ca="90 %"),
    stock("Welded", qty=900, max=600),
    process("Paint", va="NNVA"),
    process("Pack", ct="70 s", ca="80 %"),
    customer("450/d"),
)
"""Takt 60 s; Press within it, Weld exactly at it, Paint without a time, Pack above it."""


# cycle times


def test_columns_are_as_high_as_their_times():
    chart = drawn("takt", LINE)
    press, weld = height(chart, "Press", "work_t"), height(chart, "Weld", "work_t")
    assert press > 20
    assert weld == pytest.approx(press * 45 / 30)
    assert height(chart, "Weld", "box") == pytest.approx(press * 15 / 30), "what downtime adds stands apart"
    assert height(chart, "Pack", "alert_t") == pytest.approx(press * 70 / 30)


def test_the_takt_line_stands_at_takt_and_says_its_value():
    chart = drawn("takt", LINE)
    (y,) = dashed(chart)
    (left, top, right, bottom), *_more = boxes(chart, "Press", "work_t")
    assert bottom - y == pytest.approx((bottom - top) * 60 / 30)
    assert "Takt 60 s" in words(chart)
    assert right > left


def test_only_what_is_above_takt_looks_alarming():
    chart = drawn("takt", LINE)
    assert boxes(chart, "Pack", "alert_t")
    assert not boxes(chart, "Weld", "alert_t"), "at takt is not above it"
    assert "above takt, 60 s" in mark(chart, "Pack").said
    assert "within takt, 60 s" in mark(chart, "Weld").said
    assert "above takt" in words(chart), "the colour has its words"
    calm = drawn("takt", a_stream(process("Press", ct="30 s"), customer("450/d")))
    assert "above takt" not in words(calm)


@pytest.mark.parametrize(
    ("name", "missing"),
    [("takt", "no C/T"), ("load", "no C/T"), ("capacity", "no C/T"), ("quality", "no %C&A")],
)
def test_what_is_missing_is_hatched_and_never_nothing(name, missing):
    chart = drawn(name, LINE)
    part = next(part for part in chart.parts if part.id == "Paint")
    assert [op for op in part.ops if isinstance(op, Path) and op.pen and op.pen.dash]
    assert not [op for op in part.ops if isinstance(op, Path) and op.fill]
    assert missing in words(chart)
    assert mark(chart, "Paint").said


def test_without_a_demand_there_is_no_takt_line_but_its_reason():
    chart = drawn("takt", a_stream(process("Press", ct="30 s"), customer()))
    assert not list(dashed(chart))
    assert any("no takt" in text and "demand" in text for text in words(chart))
    assert "no demand" in words(drawn("load", a_stream(process("Press", ct="30 s"), customer())))


def test_stations_in_parallel_are_one_time():
    chart = drawn("takt", a_stream(process("Press", ct="90 s", stations=2), customer("450/d")))
    assert mark(chart, "Press").said.splitlines()[:2] == ["45 s for one good piece", "C/T 90 s at 2 stations"]
    assert not boxes(chart, "Press", "alert_t")


def test_a_step_on_a_side_route_has_its_own_takt():
    stream = a_stream(
        process("Press", ct="30 s"),
        process("Repair", ct="100 s"),
        process("Pack", ct="30 s"),
        customer("450/d"),
        flows=[
            arrow("Press", "Repair", share="20 %"),
            arrow("Press", "Pack", share="80 %"),
            arrow("Repair", "Pack"),
            arrow("Pack", "Customer"),
        ],
    )
    chart = drawn("takt", stream)
    assert "within takt of this step, 300 s" in mark(chart, "Repair").said
    assert not boxes(chart, "Repair", "alert_t")
    assert "short line: takt of that step alone" in words(chart)


def test_a_very_slow_step_does_not_flatten_the_others():
    chart = drawn("takt", a_stream(process("Press", ct="30 s"), process("Oven", ct="2 h"), customer("450/d")))
    assert height(chart, "Press", "work_t") > 15
    assert "120 min" in words(chart) or "2 h" in words(chart)


WORK = "Fetch = 6 s / NVA / Ann; Load = 9 s / NNVA / Ann; Weld = 30 s / VA / Ann; Check = 12 s / VA / Ben"


def elements(text: str):
    return read_entry(text, field_of("process", "elements"))


def test_work_elements_stand_beside_the_cycle_time_one_stack_for_each_operator():
    work = process("Weld", ct="50 s", elements=elements(WORK))
    chart = drawn("takt", a_stream(work, customer("450/d")), (900.0, 400.0))
    plain = boxes(chart, "Weld", "work_t")
    weld, check, ct = sorted(plain)
    assert weld[2] == pytest.approx(check[0]), "Ann, then Ben, then the cycle time"
    assert check[2] == pytest.approx(ct[0])
    high = (ct[3] - ct[1]) / 50
    assert weld[3] - weld[1] == pytest.approx(30 * high)
    assert ct[3] - weld[3] == pytest.approx(15 * high), "on what comes before it"
    assert check[3] == pytest.approx(ct[3])
    said = mark(chart, "Weld").said.splitlines()
    assert "4 work elements, 57 s" in said
    assert "Ann 45 s, Ben 12 s" in said
    assert "the most of one operator is 5 s below the C/T" in said
    assert "Fetch 6 s · NVA · Ann" in said
    assert {"Ann", "Ben", "C/T", "necessary", "adds no value", "Weld 30 s"} <= set(words(chart))


@pytest.mark.parametrize(
    ("ct", "sentence"),
    [
        ("57 s", "their sum is the C/T"),
        ("60 s", "their sum is 3 s below the C/T"),
        (None, "No cycle time is entered."),
    ],
)
def test_the_sum_of_the_elements_is_held_against_the_cycle_time(ct, sentence):
    work = process("Weld", ct=ct, elements=elements(WORK.replace("Ben", "Ann")))
    chart = drawn("takt", a_stream(work, customer("450/d")))
    assert sentence in mark(chart, "Weld").said.splitlines()
    assert not any(text == "no C/T" for text in words(chart)), "what is known is drawn"


def test_an_operator_above_takt_is_told():
    work = process("Weld", ct="40 s", elements=elements("Weld = 70 s / VA / Ann; Check = 5 s / VA / Ben"))
    chart = drawn("takt", a_stream(work, customer("450/d")))
    part = next(part for part in chart.parts if part.id == "Weld")
    inks = {op.text: op.color for op in part.ops if isinstance(op, Text)}
    assert inks["Ann"] == LIGHT["alert"]
    assert inks["Ben"] == LIGHT["ink2"]


def test_a_process_without_elements_looks_as_if_there_were_none():
    bare, other = process("Press", ct="30 s"), process("Weld", ct="50 s")
    plain = drawn("takt", a_stream(bare, other, customer("450/d")))
    assert "necessary" not in words(plain)
    mixed = drawn("takt", a_stream(bare, other.evolve(elements=elements(WORK)), customer("450/d")))
    assert len(boxes(mixed, "Press", "work_t")) == 1


# load and capacity


def test_load_is_measured_against_the_full_day():
    chart = drawn("load", LINE)
    (y,) = dashed(chart)
    (_left, top, _right, bottom), *_more = boxes(chart, "Press", "work_t")
    assert (bottom - top) / (bottom - y) == pytest.approx(0.5)
    assert "50 %" in words(chart)
    assert boxes(chart, "Pack", "alert_t")
    assert "cannot meet demand" in mark(chart, "Pack").said


def test_required_and_capacity_stand_beside_each_other():
    chart = drawn("capacity", LINE)
    (must,), (can,) = boxes(chart, "Press", "box"), boxes(chart, "Press", "work_t")
    assert must[2] == pytest.approx(can[0])
    assert (can[3] - can[1]) / (must[3] - must[1]) == pytest.approx(900 / 450)
    assert mark(chart, "Press").said == "450 pc a day required\n900 pc a day possible"


# lead time and value


def test_the_longest_wait_comes_first_and_shares_reach_the_whole():
    chart = drawn("pareto", LINE)
    names = [one.name for one in chart.marks]
    assert names[:3] == ["Coils", "Welded", "Pressed"]
    assert names[-1] == "Paint", "what cannot be timed stands at the end"
    heights = [height(chart, name, "wait_t") for name in names[:3]]
    assert heights == pytest.approx([heights[0], heights[0] * 2 / 5, heights[0] / 5])
    assert "no time" in words(chart)
    assert any("≥ 8 d" in text for text in words(chart))


def test_passages_count_in_the_lead_time():
    """A route taken by one in four adds a quarter of its wait; a loop repeated half the time counts twice."""
    routes = a_stream(
        process("Press", ct="30 s"),
        stock("Aside", days=4),
        process("Pack", ct="30 s"),
        customer("450/d"),
        flows=[
            arrow("Press", "Aside", share="25 %"),
            arrow("Press", "Pack", share="75 %"),
            arrow("Aside", "Pack"),
            arrow("Pack", "Customer"),
        ],
    )
    frame = frame_of(routes)
    assert frame.report.step("Aside").passages == pytest.approx(0.25)
    assert mark(chart_of("pareto", frame, *SIZE), "Aside").said.splitlines()[0] == "1 d waiting"


def test_many_short_waits_are_one_column():
    stocks = [stock(f"S{i}", days=1 + i) for i in range(40)]
    chart = drawn("pareto", a_stream(*stocks, customer("450/d")))
    assert len(chart.marks) == 24
    assert chart.marks[-1].name == "17 others"
    assert set(chart.marks[-1].ids) == {f"S{i}" for i in range(17)}


def test_every_share_of_the_lead_time_has_its_words_however_thin():
    chart = drawn("value", LINE)
    said = [(one.name, one.said.splitlines()[-1]) for one in chart.marks]
    assert [name for name, _share in said] == [
        "Lead time: Waiting",
        "Lead time: Adds value (VA)",
        "Lead time: Not known",
        "Processing: Adds value (VA)",
    ]
    assert said[0][1] == "99.9 %"
    assert mark(chart, "Lead time: Not known").ids == ("Paint",)
    for one in chart.marks:
        assert one.area is not None
        assert one.area[2] - one.area[0] >= 3, "thin, but seen"


def test_classes_of_value_lead_to_their_steps():
    chart = drawn(
        "value",
        a_stream(
            stock("Coils", days=1),
            process("Press", ct="30 s"),
            process("Test", ct="20 s", va="NNVA"),
            process("Fetch", ct="10 s", va_time="4 s", nnva_time="0 s"),
            customer("450/d"),
        ),
    )
    assert mark(chart, "Processing: Adds value (VA)").ids == ("Press", "Fetch")
    assert mark(chart, "Processing: Necessary (NNVA)").ids == ("Test",)
    assert mark(chart, "Processing: Adds no value (NVA)").ids == ("Fetch",)
    assert mark(chart, "Processing: Adds no value (NVA)").said.startswith("6 s")


# stock and quality


def test_stock_is_as_high_as_it_lasts_and_its_maximum_is_seen():
    chart = drawn("stock", LINE)
    assert height(chart, "Coils", "wait_t") == pytest.approx(5 * height(chart, "Pressed", "wait_t"))
    assert "above its maximum of 600 pc" in mark(chart, "Welded").said
    assert boxes(chart, "Welded", "alert_t")
    assert "450 pc" in words(chart)


def test_without_a_demand_stock_is_shown_in_pieces():
    chart = drawn("stock", a_stream(stock("A", qty=100), stock("B", qty=300), stock("C"), customer()))
    assert height(chart, "B", "wait_t") == pytest.approx(3 * height(chart, "A", "wait_t"))
    assert "no stock" in words(chart)


def test_quality_is_rolled_and_says_how_much_is_known():
    chart = drawn("quality", LINE)
    assert mark(chart, "Rolled").said == "72 % of what is started comes through right"
    assert mark(chart, "Rolled").ids == ()
    assert "entered at 2 of 4 steps, the others count as 100 %" in words(chart)


# all of them


@pytest.mark.parametrize("name", EVERY)
def test_an_empty_map_says_what_will_stand_there(name):
    chart = drawn(name, a_stream(customer("450/d")))
    assert not chart.marks
    assert "will stand here" in " ".join(words(chart))


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("name", EVERY)
def test_colours_are_those_of_the_theme(name, theme):
    chart = drawn(name, LINE, theme=theme)
    allowed = set(tokens(theme).values())
    for part in chart.parts:
        for op in part.ops:
            used = [op.color] if isinstance(op, Text) else [op.fill, op.pen and op.pen.color]
            assert {color for color in used if color} <= allowed


@pytest.mark.parametrize("count", [1, 3, 12, 30, 60])
@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("size", [(420.0, 128.0), (1000.0, 208.0), (774.0, 440.0)])
def test_nothing_is_clipped_and_columns_stand_apart(name, count, size):
    """However many steps with however long names: all that is drawn lies inside, and no two marks overlap."""
    nodes = [supplier("Steel")]
    for i in range(count):
        nodes.append(stock(f"Stock before step {i}", qty=100 * (i + 1)))
        data = {} if i == 7 else {"ct": f"{20 + i} s", "ca": "95 %", "co": "10 min", "batch": 50}
        nodes.append(process(f"Deburring and washing of the housing {i}", **data))
    chart = drawn(name, a_stream(*nodes, customer("450/d")), size)
    assert chart.width >= size[0]
    assert chart.height >= size[1]
    for part in chart.parts:
        left, top, right, bottom = extent(part.ops)
        assert left >= -0.5, part.id
        assert top >= -0.5, part.id
        assert right <= chart.width + 0.5, part.id
        assert bottom <= chart.height + 0.5, part.id
    if name != "value":
        for one, other in zip(chart.marks, chart.marks[1:], strict=False):
            assert one.box[2] <= other.box[0] + 0.01
    for number, one in enumerate(chart.marks):
        x, y = (one.box[0] + one.box[2]) / 2, (one.box[1] + one.box[3]) / 2
        assert mark_at(chart, x, y) == number


def test_the_sheet_says_of_what_map_it_is():
    stream = LINE.evolve(name="Brackets", site="Toledo")
    drawing = chart_sheet("takt", frame_of(stream, theme="print"))
    said = [op.text for part in drawing.parts for op in part.ops if isinstance(op, Text)]
    assert {"Cycle time against takt", "Toledo"} <= set(said)
    assert any("Brackets" in text for text in said)
    left, top, right, bottom = drawing.sheet
    for part in drawing.parts:
        box = extent(part.ops)
        assert left <= part.x + box[0]
        assert part.x + box[2] <= right
        assert part.y + box[3] <= bottom
    assert top == 0


times = st.one_of(st.none(), st.floats(0, 1e9, allow_nan=False).map(lambda s: f"{s:.6f} s"))
counts = st.one_of(st.none(), st.floats(0, 1e12).map(lambda n: f"{n:.3f}"))


@given(st.lists(st.tuples(times, times, counts), min_size=1, max_size=6), counts)
@settings(max_examples=60, deadline=None)
def test_any_numbers_can_be_drawn(steps, demand):
    nodes = []
    for i, (ct, wait, qty) in enumerate(steps):
        nodes.append(stock(f"S{i}", qty=qty))
        nodes.append(process(f"P{i}", ct=ct, wait=wait))
    nodes.append(transport("T"))
    stream = a_stream(*nodes, customer(None if demand is None else f"{demand} pc/d"))
    frame: Frame = frame_of(stream)
    for name in EVERY:
        chart = chart_of(name, frame, *SIZE)
        for part in chart.parts:
            assert all(abs(value) < 1e7 for value in extent(part.ops)), (name, part.id)
