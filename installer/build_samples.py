#!/usr/bin/env python3
"""Make the shipped samples in `resources/samples`; the same bytes on every run.

`acme-timing.xlsx` is the timing study of the Acme Stamping example (M. Rother and J. Shook, Learning to See, 1999) as
a person would type it: what the stream is told beside the table, the steps below, units in the header.

`routings.xlsx` are twelve made-up products over nine steps, as a planning system prints them: a row for every
operation, product and quantity only in the first one of each.
"""

from __future__ import annotations

import re
import sys
from datetime import date, datetime
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

openpyxl: Any = import_module("openpyxl")  # untyped
styles: Any = import_module("openpyxl.styles")

OUT = Path(__file__).resolve().parent.parent / "resources" / "samples"
MADE = datetime(2026, 1, 1)

TITLE = "Acme Stamping – steering brackets, timing study"
LEFT: tuple[tuple[str, object, str], ...] = (
    ("Product family", "Steering brackets", ""),
    ("Customer", "State Street Assembly", ""),
    ("Supplier", "Michigan Steel", ""),
    ("Demand L (pcs/month)", 12000, "#,##0"),
    ("Demand R (pcs/month)", 6400, "#,##0"),
    ("Tray (pcs)", 20, "0"),
)
RIGHT: tuple[tuple[str, object, str], ...] = (
    ("Measured by", "M. Ortiz", ""),
    ("Date", date(2025, 3, 12), "yyyy-mm-dd"),
    ("Working days per month", 20, "0"),
    ("Shifts per day", 2, "0"),
    ("Shift length (h)", 8, "0"),
    ("Breaks per shift", "2 x 10 min", ""),
)
HEADER = (
    "Step",
    "C/T (s)",
    "C/O (min)",
    "Uptime (%)",
    "Operators",
    "EPE",
    "Inventory before (days)",
    "Inventory before L (pcs)",
    "Inventory before R (pcs)",
)
ROWS: tuple[tuple[object, ...], ...] = (
    ("Stamping", 1, 60, 85, 1, "2 weeks", 5, None, None),
    ("Spot weld 1", 39, 10, 100, 1, None, None, 4600, 2400),
    ("Spot weld 2", 46, 10, 80, 1, None, None, 1100, 600),
    ("Assembly 1", 62, 0, 100, 1, None, None, 1600, 850),
    ("Assembly 2", 40, 0, 100, 1, None, None, 1200, 640),
    ("Finished goods", None, None, None, None, None, None, 2700, 1440),
)
FONT = "Calibri"
WIDTHS = (22, 9, 10, 11, 11, 10, 16, 16, 16)


ROUTINGS_TITLE = "Cylinder works – routings of hydraulic parts"
ROUTINGS_HEADER = ("Product", "Description", "Pieces per month", "Op", "Work center", "Time (s/pc)")
ROUTINGS_WIDTHS = (12, 30, 12, 7, 16, 12)
Route = tuple[tuple[str, int], ...]


def _route(words: str) -> Route:
    """Steps with their seconds a piece: Saw 20, Turn 95."""
    return tuple((step, int(time)) for step, time in (part.rsplit(" ", 1) for part in words.split(", ")))


PRODUCTS: tuple[tuple[str, str, int, Route], ...] = (
    ("CY-40", "Cylinder 40 mm", 2600, _route("Saw 20, Turn 95, Weld 70, Wash 30, Paint 45, Assemble 120, Test 60")),
    ("CY-50", "Cylinder 50 mm", 3200, _route("Saw 22, Turn 105, Weld 75, Wash 30, Paint 45, Assemble 125, Test 60")),
    ("CY-63", "Cylinder 63 mm", 1800, _route("Saw 25, Turn 115, Weld 80, Wash 32, Paint 50, Assemble 130, Test 65")),
    ("CY-63S", "Cylinder 63 mm, stainless", 400, _route("Saw 28, Turn 130, Weld 90, Wash 35, Assemble 130, Test 65")),
    ("CY-80", "Cylinder 80 mm", 700, _route("Saw 30, Turn 140, Weld 95, Wash 35, Paint 60, Assemble 150, Test 70")),
    ("MB-2", "Manifold block, 2 ports", 1500, _route("Saw 18, Mill 180, Deburr 60, Wash 40, Assemble 75, Test 50")),
    ("MB-4", "Manifold block, 4 ports", 1100, _route("Saw 18, Mill 240, Deburr 80, Wash 40, Assemble 95, Test 55")),
    ("MB-4X", "Manifold block, 4 ports, bare", 250, _route("Saw 18, Mill 240, Deburr 80, Wash 40, Test 55")),
    ("MB-6", "Manifold block, 6 ports", 300, _route("Saw 20, Mill 290, Deburr 95, Wash 45, Assemble 110, Test 60")),
    ("BR-10", "Bracket, light", 2100, _route("Saw 15, Mill 65, Deburr 25, Weld 55, Paint 35")),
    ("BR-20", "Bracket, heavy", 900, _route("Saw 18, Mill 75, Deburr 30, Weld 70, Paint 40")),
    ("BR-30", "Bracket, machined welded", 350, _route("Saw 18, Weld 70, Mill 90, Deburr 30, Paint 40")),
)  # fmt: skip


def write_timing(path: Path) -> None:
    """Write the sheet of the Acme timing study."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Timing"
    _fill_labels(sheet)
    _fill_table(sheet, 11)
    book.properties.creator = "VSM Desktop"
    book.properties.created = MADE
    raw = BytesIO()
    book.save(raw)
    path.write_bytes(settled(raw.getvalue()))


def settled(workbook: bytes) -> bytes:
    """The same workbook without the time of writing."""
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "docProps/core.xml":
                made = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + made, data)
            info = ZipInfo(part.filename, MADE.timetuple()[:6])
            info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, 0o600 << 16, 3
            target.writestr(info, data)
    return out.getvalue()


def _fill_labels(sheet: Any) -> None:
    sheet["A1"] = TITLE
    sheet["A1"].font = styles.Font(name=FONT, bold=True, size=14)
    for column, beside, labels in ((1, 2, LEFT), (6, 8, RIGHT)):
        for row, (label, value, number_format) in enumerate(labels, start=3):
            sheet.cell(row, column, label).font = styles.Font(name=FONT, color="FF555555")
            cell = sheet.cell(row, beside, value)
            cell.alignment = styles.Alignment(horizontal="left")
            if number_format:
                cell.number_format = number_format


def _fill_table(sheet: Any, top: int) -> None:
    line = styles.Side(style="thin", color="FF999999")
    for column, header in enumerate(HEADER, start=1):
        cell = sheet.cell(top, column, header)
        cell.font = styles.Font(name=FONT, bold=True)
        cell.fill = styles.PatternFill("solid", start_color="FFE8EDF7")
        cell.alignment = styles.Alignment(
            horizontal="left" if column == 1 else "right", vertical="center", wrap_text=True
        )
        cell.border = styles.Border(bottom=line)
        sheet.column_dimensions[cell.column_letter].width = WIDTHS[column - 1]
    sheet.row_dimensions[top].height = 32
    for row, values in enumerate(ROWS, start=top + 1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, value)
            cell.alignment = styles.Alignment(horizontal="left" if column == 1 else "right")
            if isinstance(value, int) and value >= 1000:
                cell.number_format = "#,##0"
    sheet.freeze_panes = sheet.cell(top + 1, 2)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def write_routings(path: Path) -> None:
    """Write the sheet of routings."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Routings"
    sheet["A1"] = ROUTINGS_TITLE
    sheet["A1"].font = styles.Font(name=FONT, bold=True, size=14)
    _fill_routings_header(sheet, 3)
    row = 4
    for name, description, quantity, route in PRODUCTS:
        for number, (step, seconds) in enumerate(route, start=1):
            about = (name, description, quantity) if number == 1 else (None, None, None)
            for column, value in enumerate((*about, 10 * number, step, seconds), start=1):
                cell = sheet.cell(row, column, value)
                cell.font = styles.Font(name=FONT, bold=column == 1)
                if column == 3:
                    cell.number_format = "#,##0"
                if number == 1:
                    cell.border = styles.Border(top=styles.Side(style="thin", color="FFCCCCCC"))
            row += 1
    sheet.freeze_panes = "A4"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    book.properties.creator = "VSM Desktop"
    book.properties.created = MADE
    raw = BytesIO()
    book.save(raw)
    path.write_bytes(settled(raw.getvalue()))


def _fill_routings_header(sheet: Any, row: int) -> None:
    for column, header in enumerate(ROUTINGS_HEADER, start=1):
        cell = sheet.cell(row, column, header)
        cell.font = styles.Font(name=FONT, bold=True)
        cell.fill = styles.PatternFill("solid", start_color="FFE8EDF7")
        cell.alignment = styles.Alignment(
            horizontal="right" if column in (3, 4, 6) else "left", vertical="center", wrap_text=True
        )
        sheet.column_dimensions[cell.column_letter].width = ROUTINGS_WIDTHS[column - 1]
    sheet.row_dimensions[row].height = 32


def main() -> None:
    """Write every sample."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, write in (("acme-timing.xlsx", write_timing), ("routings.xlsx", write_routings)):
        write(OUT / name)
        sys.stdout.write(f"{OUT / name}\n")


if __name__ == "__main__":
    main()
