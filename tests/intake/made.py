"""Makes the small sheets in tests/data/sheets/made: `python -m tests.intake.made`. LibreOffice saves one in its formats."""

from __future__ import annotations

import subprocess
import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path

from openpyxl import Workbook

from tests.outside import need

FOLDER = Path(__file__).parents[1] / "data" / "sheets" / "made"
FORMATS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods", "xls": "xls:MS Excel 97"}
ROWS: list[list[object]] = [
    ["Plant A"],
    ["Step", "C/T (s)", "Uptime", "Twice", "Per piece", "Elapsed", "Date", "Remarks"],
    ["Säge", 45.5, 0.85, "=B3*2", time(0, 1, 30), timedelta(hours=30, minutes=5), datetime(2025, 3, 12), "two\nlines"],
    ["Fräse", 7, 1, "=B4/0", time(13, 1), timedelta(seconds=90), datetime(2025, 3, 12, 14, 30), '="a"&"b"'],
    ["  组装 ", 1e12, -0.5, "007", "1,5", None, "n/a", "日本"],
]  # fmt: skip


def write(path: Path) -> None:
    """The sheet as openpyxl writes it; formulas have no results in it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Data"
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("H3:H4")
    for row in (3, 4, 5):
        sheet[f"C{row}"].number_format = "0%"
    for place, code in {
        "B3": '0.0" min"',
        "E3": "mm:ss",
        "E4": "h:mm",
        "F3": "[h]:mm",
        "F4": "[h]:mm:ss",
    }.items():
        sheet[place].number_format = code
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    other = book.create_sheet("Hidden")
    other["C4"] = "x"
    other.sheet_state = "hidden"
    book.save(path)


def write_far(path: Path) -> None:
    """A sheet with a cell in the last place of an old workbook."""
    book = Workbook()
    book.active["A1"], book.active["IV65536"] = 1, 2
    book.save(path)


def write_linked(path: Path) -> None:
    """A sheet with a formula into another file, which does not exist."""
    book = Workbook()
    book.active["A1"], book.active["B1"] = "Step", "='file:///plant/[other.xlsx]Sheet'!A1"
    book.save(path)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "mixed.xlsx")
        write_far(Path(folder) / "far.xlsx")
        write_linked(Path(folder) / "linked.xlsx")
        others = [("far", "xls"), ("linked", "xls"), ("linked", "ods")]
        for name, kind in [
            *(("mixed", kind) for kind in FORMATS.values()),
            *((n, FORMATS[k]) for n, k in others),
        ]:
            command = [need("soffice"), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
            command += ["--convert-to", kind, "--outdir", str(FOLDER), f"{folder}/{name}.xlsx"]
            subprocess.run(command, check=True, capture_output=True, timeout=100)


if __name__ == "__main__":
    main()
