"""LibreOffice without a window: it calculates a workbook afresh, so that formulas can be believed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from io import BytesIO
from math import isclose
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.outside import need


def recalculated(books: Mapping[str, bytes], folder: Path) -> dict[str, Any]:
    """The workbooks as LibreOffice calculates them, all in one go."""
    sources = [folder / f"{name}.xlsx" for name in books]
    for source, data in zip(sources, books.values(), strict=True):
        source.write_bytes(data)
    command = [
        need("soffice"),
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(folder.parent / 'office').as_uri()}",  # one for all tests: making it takes the most time
        *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")),
        *map(str, sources),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: load_workbook(folder / "out" / f"{name}.xlsx", data_only=True) for name in books}


def cells(data: bytes) -> Iterator[tuple[str, str, str, Any]]:
    """Every formula of a workbook: sheet, place, formula, and the value written beside it."""
    formulas, values = load_workbook(BytesIO(data)), load_workbook(BytesIO(data), data_only=True)
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, cell.value, values[sheet.title][cell.coordinate].value


def same(one: Any, other: Any) -> bool:
    """Equal up to the last digits; an empty text is an empty cell."""
    one, other = (None if value == "" else value for value in (one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return bool(one == other)


def named(book: Any, name: str) -> Any:
    """The value of a named cell."""
    sheet, _bang, place = book.defined_names[name].attr_text.rpartition("!")
    return book[sheet.strip("'")][place.replace("$", "")].value
