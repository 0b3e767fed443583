"""The A3, the report and the sheets on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vsm_desktop.assets import _
from vsm_desktop.cli_files import Fault

if TYPE_CHECKING:
    from datetime import date

    from vsm_desktop.model.stream import ValueStream


def write_paper(
    stream: ValueStream,
    state_id: str,
    kind: str,
    out: Path,
    template: str | None,
    today: date | None,
    dpi: int,
    paper: str | None,
    mono: bool | None = None,
) -> None:
    """Write what is made of a document as it stands on a day; what is too small to be read goes to stderr. Raises Fault."""
    import datetime

    from vsm_desktop.export import papers
    from vsm_desktop.export.atomic import ExportError
    from vsm_desktop.export.registry import Settings
    from vsm_desktop.model.a3 import TEMPLATES
    from vsm_desktop.tools.layout import in_rows

    if template and kind != "a3":
        raise click.UsageError(_("--template goes with --kind a3."))
    chosen = next((key for key, _title in TEMPLATES if key == template), None)
    wanted = next(key for key in papers.KINDS if key == kind)
    if refused := papers.no_paper(wanted, paper or ""):
        raise click.UsageError(refused)
    if mono is not None and (kind in ("plan", "gemba") or (kind == "review" and not mono)):
        raise click.UsageError(_("{kind}: colours are not chosen.").format(kind=papers.KINDS[wanted]))
    for state in stream.states if mono is not None else ():
        stream = stream.with_state(state.evolve(print=state.print.evolve(mono=mono)))
    day = today or datetime.date.today()
    try:
        settings = Settings(dpi=dpi)
        said = papers.write_paper(
            stream, state_id, wanted, out, day, chosen, settings, paper=paper or "", fold=in_rows
        )
    except ExportError as error:
        raise Fault(str(error)) from None
    for words in said:
        click.echo(words, err=True)
