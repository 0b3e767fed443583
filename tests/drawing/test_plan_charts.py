"""The schedule of a plan, its glide path and run charts: what is said, where it stands, and how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations, pairwise
from random import Random

import pytest

from tests.drawing.test_golden import text_of
from vsm_desktop.drawing.charts.chart import Chart
from vsm_desktop.drawing.charts.gantt import Line, Schedule, columns_of, gantt_chart
from vsm_desktop.drawing.charts.glide import Month, Strip, glide_chart
from vsm_desktop.drawing.charts.run import Point, Run, run_chart, value_text
from vsm_desktop.drawing.ops import Box, Path, Pen, Text, extent
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.model.dates import MONTHS

PRINT = tokens("print")
LINES = (
    Line("pace", "Pacemaker loop", "Nothing waiting from weld to shipping", band=True),
    Line(
        "uptime",
        "Weld uptime 80 to 100 %",
        "",
        False,
        "1",
        "R. Silva",
        date(2025, 1, 1),
        date(2025, 3, 31),
        1.0,
        "good",
    ),
    Line(
        "cell",
        "One cell",
        "",
        False,
        "2",
        "P. Novak",
        date(2025, 2, 1),
        date(2025, 4, 4),
        0.5,
        "bad",
        12,
        after=("uptime",),
    ),
    Line(
        "pull",
        "Pull",
        "",
        False,
        "3",
        "P. Novak",
        date(2025, 4, 1),
        date(2025, 12, 31),
        sign="watch",
        risk="no one",
    ),
)
PLAN = Schedule(LINES, date(2025, 1, 1), 12, date(2025, 4, 16))


def drawn(theme: ThemeName = "print", plan: Schedule = PLAN, width: float = 560) -> Chart:
    return gantt_chart(plan, width, look_of(theme))


def words(chart: Chart) -> list[str]:
    return [op.text for part in chart.parts for op in part.ops if isinstance(op, Text)]


def rectangles(chart: Chart, id_: str, fill: str) -> list[tuple[float, float, float, float]]:
    return [
        extent([Path(op.segments)])
        for part in chart.parts
        if part.id == id_
        for op in part.ops
        if isinstance(op, Path) and op.fill == PRINT[fill]
    ]


def test_a_bar_lies_under_its_months_and_what_is_done_fills_it() -> None:
    chart, columns = drawn(), columns_of(PLAN, 560, 8.5).months
    done = rectangles(chart, "uptime", "ink")[0]
    assert done[0] == pytest.approx(columns.left)
    assert done[2] == pytest.approx(columns.left + 3 * columns.pitch)
    whole, half = rectangles(chart, "cell", "box")[0], rectangles(chart, "cell", "ink")[0]
    assert half[2] - half[0] == pytest.approx((whole[2] - whole[0]) / 2)


def test_what_is_late_or_at_risk_says_so_in_words() -> None:
    said = words(drawn())
    assert "12 d late" in said
    assert "at risk" in said
    assert "12 d late" in next(mark.said for mark in drawn().marks if mark.ids == ("cell",))


def test_nothing_reaches_out_of_the_width() -> None:
    for width in (300.0, 560.0, 1100.0):
        chart = drawn(width=width)
        for part in chart.parts:
            box = extent(part.ops)
            assert box[0] >= -1
            assert box[2] <= width + 1


def test_bars_outside_of_the_months_shown_are_left_out_and_one_date_is_enough() -> None:
    lines = (
        Line("old", "Old", start=date(2023, 1, 1), end=date(2023, 5, 1)),
        Line("due", "Due", end=date(2025, 6, 30)),
        Line("open", "Open"),
    )
    chart, edge = drawn(plan=Schedule(lines, date(2025, 1, 1))), Pen(PRINT["ink"], 1.0)
    bars = [part.id for part in chart.parts for op in part.ops if isinstance(op, Path) and op.pen == edge]
    assert bars == ["due"]


@pytest.mark.parametrize(("start", "said"), [((2023, 5), "← 31 May 2023"), ((2027, 5), "31 May 2027 →")])
def test_what_lies_outside_of_the_months_has_its_date_at_the_edge_and_its_sign(
    start: tuple[int, int], said: str
) -> None:
    first, last = date(*start, 1), date(*start, 31)
    for late, risk, mark in ((0, "", ""), (40, "", "40 d late"), (0, "No one", "at risk")):
        line = Line("o", "Outside", start=first, end=last, late=late, risk=risk)
        chart = drawn(plan=Schedule((line,), date(2025, 1, 1)))
        told = [text for text in words(chart) if said in text]
        assert len(told) == 1
        assert mark in told[0]
        signs = [op for part in chart.parts if part.id == "o" for op in part.ops if _is_sign(op)]
        assert bool(signs) == bool(mark)
        assert all(extent(part.ops)[2] <= 561 for part in chart.parts if part.ops)


def _is_sign(op: object) -> bool:
    return isinstance(op, Path) and op.fill in (PRINT["alert"], PRINT["burst"])


def test_a_bar_over_all_months_has_its_words_within() -> None:
    line_ = Line("o", "All of it", start=date(2024, 12, 1), end=date(2026, 3, 31), risk="No one")
    chart = drawn(plan=Schedule((line_,), date(2025, 1, 1)))
    ops = [op for part in chart.parts if part.id == "o" for op in part.ops]
    said = next(op for op in ops if isinstance(op, Text) and op.text == "at risk")
    bar = next(
        extent([Path(op.segments)]) for op in ops if isinstance(op, Path) and op.pen == Pen(PRINT["ink"], 1.0)
    )
    assert bar[0] < said.x
    assert said.x + said.width < bar[2]
    assert bar[1] < said.y - said.size * 0.7
    assert said.y < bar[3]


def test_months_have_the_room_that_names_leave() -> None:
    short = Schedule((Line("o", "Short", end=date(2025, 5, 1)),), date(2025, 1, 1))
    long = Schedule((Line("o", "A name of many words " * 9, end=date(2025, 5, 1)),), date(2025, 1, 1))
    assert columns_of(short, 560, 8.5).months.wide > columns_of(long, 560, 8.5).months.wide
    assert "…" not in "".join(words(drawn(plan=long)))


def test_more_than_a_year_tells_its_years() -> None:
    said = words(drawn(plan=Schedule(LINES, date(2024, 11, 1), 24, date(2030, 1, 1)), width=1400))
    assert {"2024", "2025", "2026", "Nov", "Jan", "Dec"} <= set(said), "the years have a line of their own"
    for count in (14, 24, 60):
        chart = drawn(plan=Schedule(LINES, date(2024, 11, 1), count))
        head = sorted(
            (op.y, op.x, op.x + op.width)
            for part in chart.parts
            if part.id == "@months"
            for op in part.ops
            if isinstance(op, Text)
        )
        assert all(a[2] <= b[1] for a, b in pairwise(head) if a[0] == b[0]), "names of months do not touch"
    assert "Nov 24" in words(chart)


@pytest.mark.parametrize(
    ("width", "named"),
    [
        (300.0, {"Dec 25", "Jun 26"}),
        (560.0, {"2025", "2026", "Dec", "Jan"}),
        (2000.0, {"Dec 2025", "Jan 2026", "Nov"}),
    ],
)
def test_a_year_over_two_calendar_years_tells_both(width: float, named: set[str]) -> None:
    lines = (Line("one", "One", start=date(2026, 1, 1), end=date(2026, 6, 18)),)
    chart = drawn(plan=Schedule(lines, date(2025, 12, 1)), width=width)
    assert named | {"18 Jun 2026"} <= set(words(chart))


def test_dates_of_the_first_year_have_it_only_where_names_keep_their_room() -> None:
    ends = date(2025, 12, 20), date(2026, 6, 18)
    lines = tuple(Line(str(day.year), "A long name of what is to be reached", end=day) for day in ends)
    for width, first in ((380.0, "20 Dec"), (1000.0, "20 Dec 2025")):
        said = words(drawn(plan=Schedule(lines, date(2025, 12, 1)), width=width))
        assert {first, "18 Jun 2026"} <= set(said)


def test_a_plan_within_one_year_names_no_year() -> None:
    assert not [text for text in words(drawn()) if "20" in text and "Apr" in text]
    assert "4 Apr" in words(drawn())


def test_what_a_review_saw_off_track_has_a_cross_at_its_bar_too() -> None:
    pen = Pen(PRINT["alert"], 1.5)
    for sign, crosses in (("bad", 4), ("watch", 0)):
        line = Line("one", "One", start=date(2025, 1, 1), end=date(2025, 2, 1), sign=sign, risk="no one")
        chart = drawn(plan=Schedule((line,), date(2025, 1, 1)))
        strokes = [op for part in chart.parts for op in part.ops if isinstance(op, Path) and op.pen == pen]
        assert len(strokes) == crosses, "two strokes at the bar and two in the column of the reviews"


def test_a_row_that_waits_for_an_earlier_one_is_joined_to_it_and_no_other() -> None:
    first = Line("a", "First", start=date(2025, 3, 1), end=date(2025, 5, 31))
    early = Line("b", "Early", start=date(2025, 2, 1), end=date(2025, 4, 30), after=("a", "gone"))
    undated = Line("c", "Undated", after=("a",), late=3)
    chart = drawn(plan=Schedule((early, first, undated), date(2025, 1, 1)))
    joints = next(part for part in chart.parts if part.id == "@after")
    assert len(joints.ops) == 1
    assert "3 d late" in words(chart)


def test_an_empty_plan_says_what_would_stand_there() -> None:
    assert "No plan yet." in " ".join(words(drawn(plan=Schedule((), date(2025, 1, 1)))))


GLIDE = tuple(
    Month(name, value, reached)
    for name, value, reached in zip(
        MONTHS, [23.6, 23.6, 17.1, 4.5, None], [23.6, 22.9, None, None, None], strict=False
    )
)


def glided(theme: ThemeName = "print") -> Chart:
    return glide_chart(GLIDE, Strip(220.0, 24.0, 560.0), 70, look_of(theme))


def test_expected_lead_times_stand_over_their_bars_and_what_was_reached_on_them() -> None:
    said = words(glided())
    assert [said.count(text) for text in ("23.6", "17.1", "4.5", "22.9", "–")] == [3, 1, 1, 1, 1]
    assert "reached 22.9 d" in glided().marks[1].said


def test_a_month_without_an_expected_value_shows_what_was_reached() -> None:
    months = (Month("Jan", None, 20.0), Month("Feb", 10.0, None))
    chart = glide_chart(months, Strip(20.0, 24.0, 300.0), 60, look_of("print"))
    assert {"20.0", "10.0", "–"} == set(words(chart)), "no words where there is no room for them"


def test_a_glide_path_without_numbers_says_why() -> None:
    chart = glide_chart((Month("Jan", None),), Strip(100, 20, 400), 60, look_of("print"), why="No dates.")
    assert words(chart) == ["No dates."]


def test_what_was_reached_without_anything_expected_stands_beside_why() -> None:
    months = (Month("Jan", None, 20.0), Month("Feb", None))
    said = " ".join(
        words(glide_chart(months, Strip(220, 24.0, 560.0), 70, look_of("print"), why="No dates."))
    )
    assert "No dates." in said
    assert "lands on its date" not in said


def test_where_months_stand_close_only_changes_and_the_end_are_numbered() -> None:
    values = [23.6] * 10 + [17.1] * 10 + [4.5] * 10
    months = tuple(Month(str(at), value, 23.6 if at < 8 else None) for at, value in enumerate(values))
    chart = glide_chart(months, Strip(220.0, 8.0, 560.0), 70, look_of("print"))
    said = words(chart)
    assert [said.count(text) for text in ("23.6", "17.1", "4.5")] == [3, 1, 2]


@pytest.mark.parametrize(("count", "pitch"), [(12, 22.0), (18, 15.0), (24, 11.0)])
@pytest.mark.parametrize("seed", range(6))
def test_no_number_of_a_glide_path_lies_over_another_a_bar_or_the_line(
    count: int, pitch: float, seed: int
) -> None:
    """Also where more was reached than expected."""
    chance = Random(seed)
    expected = sorted(chance.choice([1.2, 4.5, 17.1, 23.6, 140.0][: 3 + seed % 3]) for _at in range(count))
    months = tuple(
        Month(str(at), value, value * chance.uniform(0.4, 1.6) if at < count * 0.7 else None)
        for at, value in enumerate(reversed(expected))
    )
    strip = Strip(200.0, pitch, 200.0 + count * pitch + 30)
    chart = glide_chart(months, strip, 70, look_of("print"))
    ops = [op for part in chart.parts for op in part.ops if isinstance(op, Text)]
    boxes = [(op.x, op.y - op.size * 0.7, op.x + op.width, op.y) for op in ops]
    assert all(box[1] >= 0 and box[3] <= chart.height for box in boxes)
    assert not [(a, b) for a, b in combinations(boxes, 2) if _overlap(a, b)]
    for part in chart.parts:
        for op in part.ops:
            if isinstance(op, Path) and part.id.startswith(("@month:", "@base")):
                assert not [box for box in boxes if _overlap(box, extent((op,)))]
            elif isinstance(op, Path) and part.id == "@actual":
                for place in _along(op):
                    assert not [box for box in boxes if _overlap(box, (*place, *place))]


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _along(path: Path) -> Iterator[tuple[float, float]]:
    """Places on a line, closely."""
    ends = [(float(one[-2]), float(one[-1])) for one in path.segments if len(one) > 2]
    for (x0, y0), (x1, y1) in pairwise(ends):
        yield from ((x0 + (x1 - x0) * at / 20, y0 + (y1 - y0) * at / 20) for at in range(21))


def test_many_rows_have_numbers_that_stand_clear_of_their_names() -> None:
    lines = tuple(Line(f"o{at}", "Name", number=str(at)) for at in range(1, 120))
    columns = columns_of(Schedule(lines, date(2025, 1, 1)), 560, 8.5)
    assert columns.name >= 8.5 * 0.5 + measure("119", 8.5, "bold") + 3


RUN = Run(
    "Lead time",
    "d",
    (Point(date(2025, 1, 28), 23.6), Point(date(2025, 2, 28), 22.0), Point(date(2025, 3, 28), 17.1)),
    23.6,
    4.5,
    met=False,
    checks=(date(2025, 4, 28),),
)


def test_a_run_chart_names_baseline_target_and_the_last_value() -> None:
    said = words(run_chart(RUN, 300, 130, look_of("print")))
    assert {"baseline 23.6", "target 4.5", "17.1", "Feb 2025", "day 30"} <= set(said)


def test_run_charts_of_little_are_drawn_as_well() -> None:
    assert words(run_chart(Run("", "", ()), 300, 130, look_of("print")))
    assert words(run_chart(Run("", "", (Point(date(2025, 1, 1), 0.0),)), 300, 130, look_of("print")))
    assert words(run_chart(Run("", "", (), 5.0, 5.0), 300, 130, look_of("print")))


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (0, "0 d"), (17.123, "17.1 d"), (1840.4, "1,840 d"), (-0.5, "−0.5 d")]
)
def test_values_are_said_with_three_digits(value: float | None, text: str) -> None:
    assert value_text(value, "d" if value is not None else "") == text


@pytest.mark.parametrize("theme", ["light", "print", "mono"])
def test_picture(golden: Callable[[str, str], None], theme: ThemeName) -> None:
    gantt, glide, run = drawn(theme), glided(theme), run_chart(RUN, 300, 130, look_of(theme))
    for name, chart in (("gantt", gantt), ("glide", glide), ("run", run)):
        golden(f"{name}-{theme}.json", text_of(chart.parts, width=chart.width, height=chart.height))


def test_beside_a_long_name_of_a_loop_its_goal_gives_way() -> None:
    band = Line("pace", "Pacemaker loop of everything that is shipped " * 4, "Nothing waiting", band=True)
    chart = drawn(plan=Schedule((band, *LINES[1:]), date(2025, 1, 1), 12))
    assert "…" not in words(chart)
    assert all(part.x + extent(part.ops)[2] <= 560 + 0.5 for part in chart.parts if part.ops)
