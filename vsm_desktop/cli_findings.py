"""Findings on the command line: what a map shows, each with its numbers and a question to ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vsm_desktop.assets import _
from vsm_desktop.cli_files import MAP, one_state, print_json, side_of

if TYPE_CHECKING:
    from vsm_desktop.insight.findings.finding import Finding


@click.command("findings")
@click.argument("file", metavar="FILE[#STATE]", type=MAP)
@one_state
@click.option("--all", "muted", is_flag=True, help=_("Also those of rules that are switched off in the map."))
@click.option("--json", "as_json", is_flag=True, help=_("Print them as JSON (a public interface)."))
def findings(file: Path, state: str, muted: bool, as_json: bool) -> None:
    """Print what is to be seen in a map: numbers, place and a question to ask, never a verdict."""
    from vsm_desktop.insight.findings.rules import findings as found_in

    stream, shown = side_of(file, state)
    found = found_in(stream, shown.id, muted=muted)
    if as_json:
        print_json([_as_json(one) for one in found])
        return
    for number, one in enumerate(found, start=1):
        click.echo(f"{number:2}  {one.message}\n    {one.question}")
    if not found:
        click.echo(_("Nothing found."))


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "ids": list(finding.ids),
        "evidence": dict(finding.evidence),
        "message": finding.message,
        "question": finding.question,
    }
