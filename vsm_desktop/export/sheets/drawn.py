"""Charts of the workbook as its program draws them: in the inks of the print, with readable axes, nothing in 3D."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from vsm_desktop.export.sheets.cells import letters
from vsm_desktop.export.sheets.looks import ink

if TYPE_CHECKING:
    from vsm_desktop.export.sheets.grid import Grid

_SIZE = 900  # hundredths of a point


class Ink(Struct, frozen=True):
    """How a series is filled: a colour of the print, plain or as lines, so that greys can be told apart too."""

    token: str
    lines: Literal["", "rising", "falling"] = ""


class Series(Struct, frozen=True):
    """A column of numbers below its name."""

    column: int
    ink: Ink


_LINES = {"rising": "wdUpDiag", "falling": "wdDnDiag"}


def columns(
    grid: Grid, titles: tuple[str, str, str], series: Sequence[Series], names: int, rows: tuple[int, int]
) -> Any:
    """Stacked columns: titles of chart, category and value axis; the head row and the last row of the data."""
    from openpyxl.chart.bar_chart import BarChart

    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 45
    _fill(chart, grid, titles, series, names, rows)
    return chart


def shares(
    grid: Grid, titles: tuple[str, str, str], series: Sequence[Series], names: int, rows: tuple[int, int]
) -> Any:
    """Bars that each make up 100 %."""
    from openpyxl.chart.bar_chart import BarChart

    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "percentStacked", 100, 45
    _fill(chart, grid, titles, series, names, rows)
    chart.y_axis.number_format = "0%"
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"
    return chart


def with_line(
    chart: Any, grid: Grid, series: Series, rows: tuple[int, int], share: str = "", *, marks: bool = False
) -> Any:
    """A line over the columns, on their axis; or on one of its own from 0 to 100 %, which then has this title.

    As marks it is a dash over each column: what differs from step to step is no line.
    """
    from openpyxl.chart.line_chart import LineChart

    line: Any = LineChart()
    line.x_axis, line.varyColors = chart.x_axis, False
    _add(line, grid, series, rows)
    drawn = line.series[0]
    color = ink(series.ink.token)[2:]
    drawn.marker.symbol, drawn.smooth = "dash" if marks else "none", False
    if marks:
        drawn.graphicalProperties.line.noFill, drawn.marker.size = True, 20
        drawn.marker.graphicalProperties = _solid(color)
    else:
        drawn.graphicalProperties.line.solidFill, drawn.graphicalProperties.line.width = color, 28_575
    if share:
        line.y_axis.axId, line.y_axis.crosses, line.y_axis.delete = 200, "max", False
        line.y_axis.scaling.min, line.y_axis.scaling.max = 0, 1
        line.y_axis.number_format, line.y_axis.majorGridlines = "0%", None
        line.y_axis.title, line.y_axis.txPr = share, _text(_SIZE)
        _title(line.y_axis.title, _SIZE, turned=True)
    chart += line
    return chart


def place(grid: Grid, chart: Any, first: int, columns: int, rows: int) -> None:
    """Put a chart over so many columns and rows from a row on; sizes in cm would not fit cells of another font."""
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    start, end = AnchorMarker(col=0, row=first - 1), AnchorMarker(col=columns, row=first - 1 + rows)
    chart.anchor = TwoCellAnchor(editAs="twoCell", _from=start, to=end)
    grid.sheet.add_chart(chart)


def _fill(
    chart: Any,
    grid: Grid,
    titles: tuple[str, str, str],
    series: Sequence[Series],
    names: int,
    rows: tuple[int, int],
) -> None:
    for one in series:
        _add(chart, grid, one, rows)
        _ink(chart.series[-1].graphicalProperties, one.ink)
        chart.series[-1].cat = _names(grid, names, rows)
    chart.title, chart.x_axis.title, chart.y_axis.title = (title or None for title in titles)
    _title(chart.title, 1300)
    chart.legend.position, chart.varyColors = "b", False
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = _text(_SIZE)
        axis.graphicalProperties = _line("rule")
        if axis.title is not None:
            _title(axis.title, _SIZE, turned=axis is chart.y_axis and chart.type == "col")
    chart.y_axis.majorGridlines.spPr = _line("hair")
    chart.y_axis.number_format, chart.y_axis.scaling.min = "General", 0


def _add(chart: Any, grid: Grid, series: Series, rows: tuple[int, int]) -> None:
    """A series with the numbers it has now, which viewers show that do not calculate."""
    from openpyxl.chart.data_source import NumData, NumVal, StrData, StrVal
    from openpyxl.chart.reference import Reference

    data = Reference(grid.sheet, min_col=series.column, min_row=rows[0], max_row=rows[1])
    chart.add_data(data, titles_from_data=True)
    drawn = chart.series[-1]
    head, *values = grid.cells.down(series.column, *rows)
    points = [NumVal(i, v=value) for i, value in enumerate(values) if isinstance(value, int | float)]
    drawn.val.numRef.numCache = NumData("General", len(values), points)
    drawn.tx.strRef.strCache = StrData(1, [StrVal(0, str(head or ""))])


def _names(grid: Grid, column: int, rows: tuple[int, int]) -> Any:
    """What stands below each column of a chart."""
    from openpyxl.chart.data_source import AxDataSource, StrData, StrRef, StrVal

    texts = grid.cells.down(column, rows[0] + 1, rows[1])
    cache = StrData(len(texts), [StrVal(i, str(text or "")) for i, text in enumerate(texts)])
    place = f"'{grid.title}'!${letters(column)}${rows[0] + 1}:${letters(column)}${rows[1]}"
    return AxDataSource(strRef=StrRef(place, cache))


def _ink(properties: Any, wanted: Ink) -> None:
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.colors import ColorChoice
    from openpyxl.drawing.fill import PatternFillProperties

    color = ink(wanted.token)[2:]
    if wanted.lines:
        properties.pattFill = PatternFillProperties(
            prst=_LINES[wanted.lines],
            fgClr=ColorChoice(srgbClr=color),
            bgClr=ColorChoice(srgbClr=ink("page")[2:]),
        )
    else:
        properties.solidFill = color
    assert isinstance(properties, GraphicalProperties)
    properties.line.solidFill = color


def _solid(color: str) -> Any:
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    return GraphicalProperties(solidFill=color, ln=LineProperties(solidFill=color))


def _line(token: str) -> Any:
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    return GraphicalProperties(ln=LineProperties(solidFill=ink(token)[2:]))


def _text(size: int) -> Any:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import Paragraph, ParagraphProperties

    style = ParagraphProperties(defRPr=_letters(size))
    return RichText(p=[Paragraph(pPr=style, endParaRPr=_letters(size))])


def _letters(size: int, *, bold: bool = False) -> Any:
    from openpyxl.drawing.text import CharacterProperties

    return CharacterProperties(sz=size, b=bold, solidFill=ink("ink")[2:])


def _title(title: Any, size: int, *, turned: bool = False) -> None:
    from openpyxl.drawing.text import ParagraphProperties, RichTextProperties

    title.overlay = False
    if turned:
        title.tx.rich.bodyPr = RichTextProperties(rot=-5_400_000, vert="horz")
    for paragraph in title.tx.rich.p:
        paragraph.pPr = ParagraphProperties(defRPr=_letters(size, bold=size > _SIZE))
        for run in paragraph.r:
            run.rPr = _letters(size, bold=size > _SIZE)
