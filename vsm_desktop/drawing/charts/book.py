"""The charts by name, and a chart on a sheet of its own for print and files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.balance import takt_chart
from vsm_desktop.drawing.charts.chart import Chart
from vsm_desktop.drawing.charts.load import capacity_chart, utilization_chart
from vsm_desktop.drawing.charts.pareto import pareto_chart
from vsm_desktop.drawing.charts.quality import quality_chart
from vsm_desktop.drawing.charts.stocks import stock_chart
from vsm_desktop.drawing.charts.value import value_chart
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Drawing, Op, Part
from vsm_desktop.drawing.paper import paper_size
from vsm_desktop.drawing.symbols.symbol import Look, look_of, manner_of
from vsm_desktop.drawing.text import line, shorten
from vsm_desktop.drawing.theme import NOTE_SIZE, TOTAL_SIZE
from vsm_desktop.drawing.titleblock import convention

ChartName = Literal["takt", "load", "capacity", "pareto", "value", "stock", "quality"]
_PAPER = "A4"
_MARGIN, _HEAD, _FOOT = 34.0, 52.0, 26.0


class Entry(Struct, frozen=True):
    """A chart: what it is called in a list and in full, and what draws it in a room of a width and a height."""

    name: ChartName
    title: str
    heading: str
    draw: Callable[[Frame, float, float, Look], Chart]


CHARTS: tuple[Entry, ...] = (
    Entry("takt", _("Cycle times"), _("Cycle time against takt"), takt_chart),
    Entry("load", _("Load"), _("Load of the processes"), utilization_chart),
    Entry("capacity", _("Capacity"), _("Required and possible a day"), capacity_chart),
    Entry("pareto", _("Lead time"), _("What the lead time is made of, the longest first"), pareto_chart),
    Entry("value", _("Value"), _("Value, waste and waiting"), value_chart),
    Entry("stock", _("Stock"), _("Stock and how long it lasts"), stock_chart),
    Entry("quality", _("Quality"), _("Percent complete and accurate"), quality_chart),
)


def entry_of(name: ChartName) -> Entry:
    """The chart of a name."""
    return next(entry for entry in CHARTS if entry.name == name)


def chart_of(name: ChartName, frame: Frame, width: float, height: float) -> Chart:
    """A chart of a frame, in the colours of its theme and the unit of its map, for a room in map units."""
    look = look_of(frame.theme, manner=manner_of(frame.state))
    return entry_of(name).draw(frame, width, height, look)


def chart_sheet(name: ChartName, frame: Frame) -> Drawing:
    """A chart on a sheet of its own, under its heading and over what its numbers rest on."""
    state, stream = frame.state, frame.stream
    said = " – ".join(filter(None, (stream.name, state.name))) or _("Value stream map")
    foot = (
        convention(state.options, frame.report),
        " · ".join(filter(None, (stream.site, state.author, state.date))),
    )
    return on_sheet(
        partial(chart_of, name, frame), (entry_of(name).heading, said), foot, look_of(frame.theme)
    )


def on_sheet(
    make: Callable[[float, float], Chart], head: tuple[str, str], foot: tuple[str, str], look: Look
) -> Drawing:
    """A chart made for its room on a sheet, under a heading and a line, over a word at either side."""
    width, height = paper_size(_PAPER, portrait=False)
    chart = make(width - 2 * _MARGIN, height - 2 * _MARGIN - _HEAD - _FOOT)
    high = chart.height + 2 * _MARGIN + _HEAD + _FOOT
    wide = chart.width + 2 * _MARGIN
    parts = [
        Part("@heading", _MARGIN, _MARGIN, tuple(_heading(*head, chart.width, look))),
        *(Part(part.id, part.x + _MARGIN, part.y + _MARGIN + _HEAD, part.ops) for part in chart.parts),
        Part("@foot", _MARGIN, high - _MARGIN, tuple(_foot(*foot, chart.width, look))),
    ]
    return Drawing(tuple(parts), (0.0, 0.0, wide, high), chart.ground, _PAPER)


def _heading(heading: str, said: str, width: float, look: Look) -> list[Op]:
    """What is shown, and of which map."""
    return [
        *line(0, TOTAL_SIZE, heading, TOTAL_SIZE, look["ink"], "bold"),
        *line(0, TOTAL_SIZE + 18, shorten(said, width, 11.5), 11.5, look["ink2"]),
    ]


def _foot(left: str, right: str, width: float, look: Look) -> list[Op]:
    """The conventions at the left, who and when at the right."""
    return [
        *line(0, 0, shorten(left, width * 0.6, NOTE_SIZE), NOTE_SIZE, look["ink2"]),
        *line(width, 0, shorten(right, width * 0.38, NOTE_SIZE), NOTE_SIZE, look["ink2"], anchor="end"),
    ]
