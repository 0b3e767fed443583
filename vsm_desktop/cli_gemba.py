"""Gemba sheets on the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from vsm_desktop.assets import _
from vsm_desktop.cli_files import MAP, Day, Fault, one_state, side_of


@click.command()
@click.argument("file", metavar="FILE[#STATE]", type=MAP)
@click.argument("out", type=click.Path(path_type=Path, readable=False))
@one_state
@click.option("--steps", default="", metavar="ID,…", help=_("Only these steps; all of them by default."))
@click.option(
    "--today",
    type=Day(),
    metavar="DATE",
    help=_("The day a PDF says it is of, as 2026-11-30; the present one by default."),
)
def gemba(file: Path, out: Path, state: str, steps: str, today: date | None) -> None:
    """Write a sheet for each step of a map, to be filled in where the work is done.

    OUT is a .pdf to print, or an .xlsx that `import` and `update` read back.
    """
    from vsm_desktop.export.atomic import ExportError
    from vsm_desktop.export.gemba.book import write_gemba

    stream, shown = side_of(file, state)
    wanted = [part.strip() for part in steps.split(",") if part.strip()]
    try:
        count = write_gemba(stream, shown, out, wanted, day=today or date.today())
    except ExportError as error:
        raise Fault(str(error)) from None
    click.echo(_("1 gemba sheet") if count == 1 else _("{n} gemba sheets").format(n=count))
