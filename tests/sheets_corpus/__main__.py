"""Write the corpus."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from tests.sheets_corpus.case import Case
from tests.sheets_corpus.every import CASES

FOLDER = Path(__file__).parents[1] / "data" / "sheets"


def main() -> None:
    """Write every sheet and its expected reading."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        path = FOLDER / f"{case.name}{case.suffix}"
        if case.suffix == ".xlsx":
            keep_unless_new(case, path)
        elif case.suffix in (".csv", ".tsv"):
            path.write_bytes(text(case))
        elif not path.exists():
            converted(case, path)
        path.with_suffix(f"{case.suffix}.json").write_text(
            json.dumps(expected(case), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


def keep_unless_new(case: Case, path: Path) -> None:
    """Write the workbook if anything but the time of writing is new in it."""
    made = BytesIO()
    book(case).save(made)
    if not path.exists() or parts(path) != parts(made):
        path.write_bytes(made.getvalue())


def parts(file: Path | BytesIO) -> dict[str, bytes]:
    """The parts of a workbook without the one that holds the time."""
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


def book(case: Case) -> Workbook:
    """The workbook of a case, with a bold header and a coloured cell as people have them."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in {case.sheet: case.rows, **case.more}.items():
        fill(made.create_sheet(name), rows, case.at)
    sheet = made.worksheets[0]
    for area in case.merged:
        sheet.merge_cells(area)
    for cell, code in case.formats.items():
        sheet[cell].number_format = code
    for row in case.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in case.hidden_columns:
        sheet.column_dimensions[column].hidden = True
    return made


def fill(sheet: Any, rows: Sequence[Sequence[Any]], at: tuple[int, int]) -> None:
    """Write the rows; the first cell is a title."""
    for r, row in enumerate(rows, start=at[0]):
        for c, value in enumerate(row, start=at[1]):
            if value is not None:
                sheet.cell(r, c, value)
    sheet.cell(*at).font = Font(bold=True, size=14)
    sheet.cell(*at).fill = PatternFill("solid", fgColor="DDEBF7")


def text(case: Case) -> bytes:
    """The case as text, with the separator and in the encoding it names."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text"
        with path.open("w", encoding=case.encoding, newline="") as file:
            writer = csv.writer(file, delimiter="\t" if case.suffix == ".tsv" else case.separator)
            writer.writerows(["" if value is None else value for value in row] for row in case.rows)
        return path.read_bytes()


def converted(case: Case, path: Path) -> None:
    """The case as LibreOffice saves it in another format."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is needed to make this file"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{case.name}.xlsx"
        book(case).save(source)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", path.suffix[1:], "--outdir", folder, source]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        shutil.copy(source.with_suffix(path.suffix), path)


def expected(case: Case) -> dict[str, Any]:
    """What is to be read, as JSON."""
    said = case.expected
    return {
        "name": said.name,
        "line": [{"name": name, **fields} for name, fields in said.line],
        "customer": said.customer,
        "supplier": said.supplier,
        "demand": said.demand,
        "calendar": dict(said.calendar),
        "taken": said.taken,
        "lines": {cell: list(line) for cell, line in said.lines.items()},
        "refused": list(said.refused),
    }


if __name__ == "__main__":
    main()
