"""Small workbooks for tests, and what was read from them in a form that is easy to compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, range_boundaries

from vsm_desktop.assets import Watch
from vsm_desktop.intake.readers.child import outcome
from vsm_desktop.intake.readers.messages import LENGTH, Message, Request, decoder, frame
from vsm_desktop.intake.readers.outlet import Outlet
from vsm_desktop.intake.sheets import Reading, read_sheet
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State

Rows = list[list[Any]]
VERDICTS = ("taken", "converted", "doubtful", "rejected")


def save(
    path: Path,
    sheets: Mapping[str, Rows],
    formats: Mapping[str, str] | None = None,
    at: tuple[int, int] = (1, 1),
) -> Path:
    """Write sheets of rows; `formats` are number formats by cell of the first sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for r, row in enumerate(rows, start=at[0]):
            for c, value in enumerate(row, start=at[1]):
                if value is not None:
                    sheet.cell(r, c, value)
    for cell, code in (formats or {}).items():
        book.worksheets[0][cell].number_format = code
    book.save(path)
    return path


def read(
    folder: Path, *rows: list[Any], formats: Mapping[str, str] | None = None, at: tuple[int, int] = (1, 1)
) -> Reading:
    """Read one sheet of these rows."""
    return read_sheet(save(folder / "sheet.xlsx", {"Sheet1": [*rows]}, formats, at))


def here(request: Request, watch: Watch) -> Iterator[Message]:
    """What the process that reads says, without the process: for tests that change what it does."""
    sent: list[Message] = []
    out = Outlet(lambda message: sent.append(decoder().decode(frame(message)[LENGTH:])))
    sent.append(outcome(request, out))
    yield from sent


def state(reading: Reading) -> State:
    """The map that was read."""
    assert reading.stream, reading.report.refused
    return reading.stream.states[0]


def typed(reading: Reading) -> dict[str, dict[str, Any]]:
    """Every node by its id, with its quantities as typed."""
    return {node.id: _fields(node) for node in state(reading).nodes}


def calendar(reading: Reading) -> dict[str, str]:
    """The calendar as typed."""
    assert reading.stream
    return _fields(reading.stream.calendar)


def said(reading: Reading) -> dict[str, tuple[str, str]]:
    """Every cell or range of the report, with its verdict and reason."""
    report = reading.report
    return {e.cell: (name, e.reason) for name in VERDICTS for e in getattr(report, name)}


def cells_said(reading: Reading) -> set[str]:
    """Every single cell the report speaks of."""
    found: set[str] = set()
    for entry in (e for name in VERDICTS for e in getattr(reading.report, name)):
        left, top, right, bottom = range_boundaries(entry.cell)
        found |= {
            f"{get_column_letter(c)}{r}" for r in range(top, bottom + 1) for c in range(left, right + 1)
        }
    return found


def quantities(reading: Reading) -> list[Quantity]:
    """Every quantity in the stream."""
    assert reading.stream
    parts = [reading.stream.calendar, *state(reading).nodes]
    found: list[Quantity] = []
    for part in parts:
        for _key, value in part:
            if isinstance(value, Quantity):
                found.append(value)
            elif isinstance(value, tuple):
                found += [one.quantity for one in value]
    return found


def _fields(part: Any) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for key, value in part:
        if isinstance(value, Quantity):
            shown[key] = value.typed
        elif isinstance(value, tuple) and value:
            shown[key] = {one.variant: one.quantity.typed for one in value}
        elif key in ("va", "shared") and value:
            shown[key] = value
    return shown
