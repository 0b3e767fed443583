"""Sheets on the command line: a map made of one, with the mapping it was read by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vsm_desktop.assets import _
from vsm_desktop.cli_files import Fault, save_map, write_json, write_text

if TYPE_CHECKING:
    from vsm_desktop.intake.mapping import Mapping
    from vsm_desktop.intake.report import Report
    from vsm_desktop.intake.sheets import Reading

_FILE = click.Path(path_type=Path, readable=False)


@click.command("import")
@click.argument("sheet", type=_FILE)
@click.argument("out", type=_FILE)
@click.option("--sheet", "sheet_name", default="", metavar="NAME", help=_("Which sheet of the workbook."))
@click.option("--mapping", "mapping_file", type=_FILE, help=_("Read the columns as this mapping says."))
@click.option("--save-mapping", "save_mapping", type=_FILE, help=_("Write how the columns were read."))
@click.option("--report", "report_file", type=_FILE, help=_("Write what was read as JSON."))
def import_(
    sheet: Path,
    out: Path,
    sheet_name: str,
    mapping_file: Path | None,
    save_mapping: Path | None,
    report_file: Path | None,
) -> None:
    """Make a map of the process steps in SHEET and write it to OUT."""
    from vsm_desktop.metrics.measure import measure
    from vsm_desktop.tools.layout import with_layout

    reading, used = _read(sheet, sheet_name, read_mapping(mapping_file) if mapping_file else None)
    if report_file is not None:
        write_json(report_file, reading.report.as_json())
    if reading.stream is None:
        raise Fault(reading.report.refused or reading.report.summary)
    if save_mapping is not None and used is not None:
        from vsm_desktop.intake.mapping import to_json

        write_text(save_mapping, to_json(used))
    state = reading.stream.state()
    critical = measure(reading.stream, state.id).branches.critical
    save_map(with_layout(reading.stream, state.id, critical), out)
    tell(reading.report)


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file. Raises Fault."""
    from vsm_desktop.intake.errors import SheetError
    from vsm_desktop.intake.mapping import from_json

    try:
        return from_json(path.read_bytes(), path.name)
    except OSError as error:
        sentence = _("{name} could not be read: {reason}.")
        raise Fault(sentence.format(name=path, reason=error.strerror)) from None
    except SheetError as error:
        raise Fault(str(error)) from None


def tell(report: Report) -> None:
    """Print what was read, and every cell that was not simply taken."""
    click.echo(report.summary)
    for kind, entries in (
        (_("converted"), report.converted),
        (_("doubtful"), report.doubtful),
        (_("left out"), report.rejected),
    ):
        for entry in entries:
            click.echo(f"  {kind}: {entry.sheet}!{entry.cell}  {entry.value}  {entry.reason}")


def _read(sheet: Path, name: str, mapping: Mapping | None) -> tuple[Reading, Mapping | None]:
    """What a sheet gives, and the mapping it was read by."""
    from vsm_desktop.intake.errors import SheetError
    from vsm_desktop.intake.sheets import fitted_to, open_book, read_by

    try:
        book = open_book(sheet, name)
    except SheetError as error:
        raise Fault(str(error)) from None
    if mapping is None:
        return read_by(book, None), book.recognised()
    fit = fitted_to(book, mapping)
    return read_by(book, mapping), fit.mapping if fit else None
