"""How a map shows its values: working times in one unit, and marks at what was not measured."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_stream, customer, process, stock, transport
from vsm_desktop.drawing.compose import compose
from vsm_desktop.drawing.far import far_ops
from vsm_desktop.drawing.find import Finder
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.levels import Level
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Drawing, Part, Path, Text
from vsm_desktop.drawing.spoken import Speaker, overview
from vsm_desktop.drawing.theme import THEME_NAMES, tokens
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.options import Options
from vsm_desktop.model.parse import parse_quantity
from vsm_desktop.model.quantity import Provenance, Quantity
from vsm_desktop.model.stream import ValueStream


def time(text: str, **source: Any) -> Quantity:
    return parse_quantity(text, "time", "s", Provenance(**source) if source else None)


def a_map(date: str = "2025-03-12", **options: Any) -> ValueStream:
    stream = a_stream(
        transport("Truck", time="2 h", interval=time("1 d", kind="assumed")),
        stock("Parts", qty=parse_quantity("100", "pieces", "pc", Provenance(kind="estimated"))),
        process("Weld", ct=time("30-60 s"), co=time("10 min", kind="assumed"), wait=time("5 s")),
        process("Pack", ct=time("90 s", date="2020-06"), uptime="85 %", operators=2),
        customer("100/d"),
        calendar={"shifts_per_day": 1, "shift": "8 h"},
    )
    state = stream.state()
    return stream.with_state(state.evolve(date=date, options=Options(**options)))


def drawn(stream: ValueStream, memory: Memory | None = None, theme: Any = "light") -> Drawing:
    state = stream.state()
    return compose(stream, state, measure(stream, state.id), theme, memory)


def part(drawing: Drawing, id_: str) -> Part:
    return next(one for one in drawing.parts if one.id == id_)


def said(drawing: Drawing, id_: str) -> str:
    return " ".join(op.text for op in part(drawing, id_).ops if isinstance(op, Text))


def test_every_working_time_is_in_the_unit_of_the_map_and_days_stay_days() -> None:
    drawing = drawn(a_map(time_unit="min"))
    assert "C/T 0.5–1 min" in said(drawing, "Weld")
    assert "C/O 10 min" in said(drawing, "Weld")
    assert "C/T 1.5 min" in said(drawing, "Pack")
    assert "120 min" in said(drawing, "Truck")
    assert "every 1 d" in said(drawing, "Truck")
    assert said(drawing, "@work:Weld") == "0.75 min"
    assert said(drawing, "@work:Pack") == "1.5 min"
    assert said(drawing, "@totals").endswith("Processing 2.25 min")
    assert " d Processing" in said(drawing, "@totals")


def test_without_a_unit_each_time_stands_as_entered() -> None:
    drawing = drawn(a_map())
    assert "C/T 30-60 s" in said(drawing, "Weld")
    assert "C/T 90 s" in said(drawing, "Pack")
    assert said(drawing, "@totals").endswith("Processing 135 s")


def test_the_unit_of_the_map_changes_no_number() -> None:
    plain, hours = (measure(a_map(time_unit=unit), "current") for unit in (None, "h"))
    assert {key: plain.metrics[key] for key in plain.metrics} == {
        key: hours.metrics[key] for key in hours.metrics
    }


def test_a_remembered_drawing_follows_the_manner_and_its_way_back() -> None:
    memory = Memory()
    first = drawn(a_map(), memory)
    manners: list[dict[str, Any]] = [
        {"time_unit": "h"}, {"time_unit": "h", "mark_sources": True}, {"mark_sources": True}, {"time_unit": "s"}, {}
    ]  # fmt: skip
    for options in manners:
        assert drawn(a_map(**options), memory) == drawn(a_map(**options))
    assert drawn(a_map("2030", mark_sources=True), memory) == drawn(a_map("2030", mark_sources=True))
    assert drawn(a_map(), memory) == first


def test_what_is_estimated_assumed_or_old_carries_a_mark() -> None:
    drawing = drawn(a_map(mark_sources=True))
    assert _marks(drawing, "Weld") == ["e", "a"]
    assert _marks(drawing, "Parts") == ["e"]
    assert _marks(drawing, "Truck") == ["a"]
    assert _marks(drawing, "Pack") == []
    clocks = _strokes(drawing, "Pack") - _strokes(drawn(a_map()), "Pack")
    assert clocks == 2, "a clock and its hands at the old value"
    assert all(word in said(drawing, "@legend") for word in ("Estimated", "Assumed", "Older than a year"))


def test_without_a_date_nothing_is_old() -> None:
    assert _strokes(drawn(a_map("", mark_sources=True)), "Pack") == _strokes(drawn(a_map()), "Pack")
    assert _marks(drawn(a_map("", mark_sources=True)), "Weld") == ["e", "a"]


def test_a_map_that_marks_nothing_is_drawn_as_ever() -> None:
    drawing = drawn(a_map())
    assert not _marks(drawing, "Weld")
    assert "Estimated" not in said(drawing, "@legend")


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_marks_are_in_the_ink_of_their_theme_and_inside_the_box(theme: Any) -> None:
    weld = part(drawn(a_map(mark_sources=True), theme=theme), "Weld")
    for op in weld.ops:
        if isinstance(op, Text) and op.text in ("e", "a"):
            assert op.color == tokens(theme)["ink2"]
            assert weld.box is not None
            assert op.x > weld.box[0]
            assert op.x + op.width < weld.box[2]


@pytest.mark.parametrize("unit", [None, "s", "min", "h"])
@pytest.mark.parametrize(
    "text", ["1-2 min", "1200 – 1300 min", "1 min - 2 min", "100 s to 90 min", "<1000 h"]
)
def test_no_range_runs_into_its_label(unit: Any, text: str) -> None:
    stream = a_stream(process("Weld", ct=time(text)), customer("100/d"))
    state = stream.state()
    drawing = drawn(stream.with_state(state.evolve(options=Options(time_unit=unit, mark_sources=True))))
    texts = [op for op in part(drawing, "Weld").ops if isinstance(op, Text)]
    label = next(op for op in texts if op.x < 0 and not op.ref)
    number = next(op for op in texts if op.ref == "Weld.ct")
    assert label.text == "C/T"
    assert number.x >= label.x + label.width - 1e-6


def test_from_afar_the_times_are_the_same() -> None:
    weld = part(drawn(a_map(time_unit="min")), "Weld")
    words = " ".join(op.text for op in far_ops(weld, Level("some", 1.6)) if isinstance(op, Text))
    assert "0.5–1 min" in words


def test_find_finds_what_is_shown() -> None:
    stream, finder = a_map(), Finder()
    reports = {"current": measure(stream, "current")}
    assert not finder.find(stream, "1.5 min", ["current"], reports)
    turned = a_map(time_unit="min")
    found = finder.find(turned, "1.5 min", ["current"], {"current": measure(turned, "current")})
    assert [(one.id, one.fields) for one in found] == [("Pack", ("ct", "@ladder"))]


def test_what_is_heard_is_what_is_seen() -> None:
    frame = frame_of(a_map(time_unit="min", mark_sources=True))
    speaker = Speaker(frame)
    assert speaker.value("Weld") == "C/T 0.5–1 min (estimated), Wait 0.0833 min, C/O 10 min (assumed)"
    assert speaker.value("Pack") == "C/T 1.5 min (older than a year), Uptime 85 %, Operators 2"
    assert "processing time 2.25 minutes" in overview(frame)
    assert speaker.basis("Weld") != Speaker(frame_of(a_map())).basis("Weld")
    assert Speaker(frame_of(a_map())).value("Weld") == "C/T 30-60 s, Wait 5 s, C/O 10 min"


def _marks(drawing: Drawing, id_: str) -> list[str]:
    return [op.text for op in part(drawing, id_).ops if isinstance(op, Text) and op.text in ("e", "a")]


def _strokes(drawing: Drawing, id_: str) -> int:
    return sum(isinstance(op, Path) for op in part(drawing, id_).ops)
