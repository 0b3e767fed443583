"""Where a map was read from, kept in it so that it can be read again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec.json
from msgspec.structs import replace

from vsm_desktop.intake.grid import column_number, letters
from vsm_desktop.intake.report import Reading, Report
from vsm_desktop.model.source import SheetSource

_REF = re.compile(r"([A-Z]{1,3})(\d+)")


def with_source(reading: Reading, path: Path, mapping: str = "") -> Reading:
    """The same reading, its map told which file it comes from; `mapping` is what the columns were read as, in JSON."""
    if reading.stream is None:
        return reading
    source = source_of(path, reading.report, mapping)
    return replace(reading, stream=reading.stream.with_state(reading.stream.state().evolve(source=source)))


def source_of(path: Path, report: Report, mapping: str = "") -> SheetSource:
    """The file, the sheet, and the range of all that was read of it."""
    modified, size = stamp(path)
    return SheetSource(
        file=str(path.absolute()),
        sheet=report.sheet,
        range=_range(report) if report.sheet else "",
        modified=modified,
        size=size,
        mapping=msgspec.json.format(mapping.encode(), indent=-1).decode() if mapping else "",
    )


def stamp(path: Path) -> tuple[int, int]:
    """When a file was changed last, in ns, and how many bytes it has; 0 where it is not there."""
    try:
        about = path.stat()
    except OSError:
        return 0, 0
    return about.st_mtime_ns, about.st_size


def _range(report: Report) -> str:
    """The smallest range with every cell that was taken."""
    places = [*_places(report)]
    if not places:
        return ""
    columns, rows = [column for column, _row in places], [row for _column, row in places]
    return f"{letters(min(columns))}{min(rows)}:{letters(max(columns))}{max(rows)}"


def _places(report: Report) -> Iterator[tuple[int, int]]:
    for entry in (*report.taken, *report.converted, *report.doubtful):
        for name, row in _REF.findall(entry.cell):
            yield column_number(name), int(row)
