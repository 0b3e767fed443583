"""A comparison as a file: both maps in one and the way between their lead times as a print, or its numbers as a table.

A PDF has the overlay on one page and the waterfall on the next; SVG and PNG are the overlay, `.waterfall.svg` and
`.waterfall.png` the chart; a workbook has the numbers, the changes and the parts of the way; comma-separated text the numbers,
`.changes.csv` the changes, `.waterfall.csv` the parts.
"""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from math import isfinite
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.drawing.charts.book import on_sheet
from vsm_desktop.drawing.charts.waterfall import waterfall_chart
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Drawing
from vsm_desktop.drawing.overlaid import overlaid
from vsm_desktop.drawing.symbols.symbol import look_of, manner_of
from vsm_desktop.drawing.titleblock import convention
from vsm_desktop.export.atomic import ExportError, replace_file
from vsm_desktop.export.clean import RISKY, clean, harmless
from vsm_desktop.export.page import centred
from vsm_desktop.export.registry import Settings, write_picture
from vsm_desktop.export.said import Said, said_of
from vsm_desktop.insight.comparison import Comparison
from vsm_desktop.model.display import DASH

PICTURES = (".pdf", ".svg", ".png")
TABLES = (".xlsx", ".csv")
_WATERFALL = ".waterfall"
Value = str | float | None


class Compared(Struct, frozen=True):
    """Two states as they are drawn, and what differs between them."""

    before: Frame
    after: Frame
    found: Comparison

    @property
    def title(self) -> str:
        """What is compared with what."""
        both = _("{before} → {after}").format(before=self.found.titles[0], after=self.found.titles[1])
        return " – ".join(filter(None, (self.after.stream.name, both)))


class Table(Struct, frozen=True):
    """A table of a comparison: its name, its head, and its rows."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def overlay_drawing(compared: Compared) -> Drawing:
    """Both maps in one, in the middle of the paper."""
    return centred(overlaid(compared.before, compared.after, compared.found, compared.found.titles))


def waterfall_drawing(compared: Compared) -> Drawing:
    """The way from one lead time to the other, on a sheet of its own."""
    way, after = compared.found.waterfall, compared.after
    look = look_of(after.theme, manner=manner_of(after.state))
    heading = _("What changes the lead time")
    if way.start is not None and way.end is not None:
        heading = _("From {before} to {after}").format(
            before=way.spans.text(way.start), after=way.spans.text(way.end)
        )
    state, basis = after.state, compared.before if compared.found.alike else after
    foot = (
        convention(basis.state.options, basis.report),
        " · ".join(filter(None, (after.stream.site, state.author, state.date))),
    )
    return on_sheet(
        lambda width, height: waterfall_chart(way, width, height, look, way.spans),
        (heading, compared.title),
        foot,
        look,
    )


def tables(found: Comparison) -> tuple[Table, ...]:
    """The numbers, the changes, and the parts of the way between the lead times; the words of the window beside the numbers."""
    before, after = found.titles
    numbers = Table(
        _("Numbers"),
        (_("Number"), before, after, _("Change"), _("Relative"), _("Unit"), _("Read as"), _("Why not known")),
        tuple(
            (
                row.label,
                _value(row.before, row.words[0]),
                _value(row.after, row.words[1]),
                row.change,
                row.relative,
                row.unit,
                f"{row.words[0]} → {row.words[1]}",
                row.why,
            )
            for row in found.metrics
            if row.key != "critical_path"
        ),
    )
    ops = {"set": _("changed"), "add": _("new"), "remove": _("gone")}
    changes = Table(
        _("Changes"),
        (_("What"), _("Id"), _("Field"), _("Change")),
        tuple((ops[row.op], row.id, row.field, row.words) for row in found.changes),
    )
    way = found.waterfall
    parts = [(part.label, part.cause, part.days, ", ".join(part.ids)) for part in way.parts]
    ends = ((way.labels[0], "", way.start, ""), *parts, (way.labels[1], way.why, way.end, ""))
    return numbers, changes, Table(_("Lead time"), (_("Place"), _("Cause"), _("Days"), _("Ids")), ends)


def cells(table: Table) -> list[list[str]]:
    """A table as rows of texts, its head first."""
    return [[_cell(value) for value in row] for row in (table.head, *table.rows)]


def write_comparison(
    compared: Compared, path: Path, settings: Settings | None = None, watch: Watch = UNWATCHED
) -> None:
    """Write a comparison by the suffix of a file. Raises ExportError."""
    settings, name = settings or Settings(), path.name.lower()
    said = replace(said_of(compared.after), title=compared.title)
    chart = Path(name).stem.endswith(_WATERFALL)
    match path.suffix.lower():
        case ".pdf":
            replace_file(path, _pdf(compared, said, settings, watch.part(0, 0.9)))
        case ".svg" | ".png":
            drawing = waterfall_drawing(compared) if chart else overlay_drawing(compared)
            write_picture(drawing, path, said, settings, watch)
        case ".xlsx":
            replace_file(path, workbook_bytes(compared.found))
        case ".csv":
            numbers, changes, way = tables(compared.found)
            table = way if chart else changes if name.endswith(".changes.csv") else numbers
            replace_file(path, csv_bytes(table))
        case suffix:
            sentence = _("{suffix} holds no comparison. Choose one of {known}.")
            known = ", ".join((*PICTURES, *TABLES))
            raise ExportError(sentence.format(suffix=suffix or path.name, known=known))
    watch.at(1)


def _pdf(compared: Compared, said: Said, settings: Settings, watch: Watch) -> bytes:
    from vsm_desktop.export.pdf import Chapter, print_bytes

    title = compared.title
    chapters = [
        Chapter(overlay_drawing(compared), _("Both maps in one"), title),
        Chapter(waterfall_drawing(compared), _("Lead time"), title),
    ]
    return print_bytes(chapters, said, settings.lang, watch)


def csv_bytes(table: Table) -> bytes:
    """A table as comma-separated text in UTF-8 with a mark at its start."""
    text = StringIO()
    rows = ([_safe(value) for value in row] for row in (table.head, *table.rows))
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def workbook_bytes(found: Comparison) -> bytes:
    """All tables as a workbook, a sheet for each."""
    from openpyxl.styles.alignment import Alignment
    from openpyxl.styles.fonts import Font
    from openpyxl.workbook.workbook import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables(found):
        sheet = book.create_sheet(table.name[:31])
        for at, row in enumerate((table.head, *table.rows), start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(at, column)
                _put(cell, value)
                if at == 1:
                    cell.font = Font(bold=True)
                if table.head[column - 1] == _("Relative") and at > 1:
                    cell.number_format = "0.0%"
                if isinstance(value, str) and len(value) > 40:
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A2"
        for column, wide in enumerate(_widths(table), start=1):
            sheet.column_dimensions[sheet.cell(1, column).column_letter].width = wide
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _put(cell: object, value: Value) -> None:
    from openpyxl.cell.cell import Cell

    if not isinstance(cell, Cell):
        return
    if isinstance(value, str):
        cell.value = clean(value)
        cell.data_type = "s"  # also what begins like a formula
        cell.quotePrefix = value.startswith(RISKY)
    elif value is not None and isfinite(value):
        cell.value = value


def _widths(table: Table) -> list[float]:
    rows = (table.head, *table.rows)
    return [min(60.0, 4.0 + max(len(_cell(row[at])) for row in rows)) for at in range(len(table.head))]


def _value(value: object, words: str) -> Value:
    """A number as it is, all else in words; nothing for what is unknown."""
    if isinstance(value, int | float):
        return float(value)
    return None if words == DASH else words


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else " ".join(str(value).split())


def _safe(value: Value) -> str:
    return harmless(value) if isinstance(value, str) else _cell(value)
