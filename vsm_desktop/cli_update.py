"""A map brought up to date from a sheet, on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from vsm_desktop.assets import _
from vsm_desktop.cli_files import MAP, Fault, map_and_state, save_map, state_of, write_json
from vsm_desktop.cli_plan import Taking, update_plan
from vsm_desktop.cli_sheets import read_mapping

if TYPE_CHECKING:
    from vsm_desktop.intake.mapping import Mapping
    from vsm_desktop.intake.updating.difference import Difference
    from vsm_desktop.model.stream import ValueStream

_FILE = click.Path(path_type=Path, readable=False)
_SIMILAR = ("leave", "same", "new")


@click.command("update")
@click.argument("file", metavar="FILE[#STATE]", type=MAP)
@click.argument("sheet", type=_FILE, required=False)
@click.option("--sheet", "sheet_name", default="", metavar="NAME", help=_("Which sheet of the workbook."))
@click.option(
    "--state", default="", metavar="NAME", help=_("Which state; the one a data sheet was written from.")
)
@click.option("--mapping", "mapping_file", type=_FILE, help=_("Read the columns as this mapping says."))
@click.option(
    "--similar",
    type=click.Choice(_SIMILAR),
    default="leave",
    show_default=True,
    help=_("Names that are only alike: left out, the same step, or a new step."),
)
@click.option(
    "--take-removed/--keep-removed",
    default=None,
    help=_("Remove steps the sheet does not have. By default only if the sheet is known to hold all steps."),
)
@click.option(
    "--take-empty", is_flag=True, help=_("Of the workbook of a plan: empty cells delete what is there.")
)
@click.option(
    "--from-another",
    "strange",
    is_flag=True,
    help=_("Take the workbook of a plan although it is that of another value stream."),
)
@click.option("--partial", is_flag=True, help=_("Take what can be taken, even if something is left out."))
@click.option("--dry-run", is_flag=True, help=_("Print the difference and write nothing."))
@click.option("--out", type=_FILE, help=_("Write the map here; FILE stays as it is."))
@click.option("--report", "report_file", type=_FILE, help=_("Write the difference as JSON."))
def update(
    file: Path,
    sheet: Path | None,
    sheet_name: str,
    state: str,
    mapping_file: Path | None,
    similar: Literal["leave", "same", "new"],
    take_removed: bool | None,
    take_empty: bool,
    strange: bool,
    partial: bool,
    dry_run: bool,
    out: Path | None,
    report_file: Path | None,
) -> None:
    """Bring the map in FILE up to date with SHEET, or with the sheet it was made from.

    Prints every difference. A step keeps its place, its arrows and all the sheet does not speak of; an empty cell deletes
    nothing. If a cell is left out, or a name is only alike, nothing is written and the exit code is 1, unless --partial
    is given. The workbook of a plan (export --kind plan) brings plan and scoreboard up to date instead.
    """
    from vsm_desktop.intake.plans.tables import PlanWorkbook

    file, stream, state = map_and_state(file, state)
    mapping = read_mapping(mapping_file) if mapping_file else None
    try:
        found = _difference(stream, sheet, sheet_name, state, mapping, similar)
    except PlanWorkbook as plan:
        how = Taking(take_removed, take_empty, partial, dry_run, strange)
        update_plan(stream, plan.tables, how, file, out, report_file)
        return
    chosen = _chosen(found, take_removed)
    after = _taken(stream, found, chosen)
    for line in _printed(stream, after, found, chosen):
        click.echo(line)
    if report_file is not None:
        from vsm_desktop.intake.updating.words import as_data

        write_json(report_file, as_data(found, chosen))
    left = len(found.rejected) + len(found.open_guesses)
    if left and not partial:
        sentence = _("{n} left out, so nothing was written. Use --partial to take the rest.")
        click.echo(sentence.format(n=left), err=True)
        sys.exit(1)
    if not dry_run and (after is not stream or out is not None):
        save_map(after, out or file)


def _difference(
    stream: ValueStream,
    sheet: Path | None,
    sheet_name: str,
    state: str,
    mapping: Mapping | None,
    similar: Literal["leave", "same", "new"],
) -> Difference:
    """What the sheet would change. Raises Fault, and PlanWorkbook for a plan."""
    from vsm_desktop.intake.errors import SheetError
    from vsm_desktop.intake.plans.tables import PlanWorkbook
    from vsm_desktop.intake.updating.difference import compare
    from vsm_desktop.intake.updating.reading import read_again, read_update

    wanted = state_of(stream, state) if state else None
    try:
        if sheet is None:
            wanted = wanted or stream.state()
            told, meant = read_again(stream, wanted, mapping), wanted
        else:
            told, meant = read_update(sheet, stream, wanted, sheet_name, mapping)
    except PlanWorkbook:
        raise
    except SheetError as error:
        raise Fault(str(error)) from None
    if told.report.refused:
        raise Fault(told.report.refused)
    found = compare(stream, meant, told)
    choices = {guess.item: similar for guess in found.guesses}
    return compare(stream, meant, told, choices) if choices and similar != "leave" else found


def _chosen(found: Difference, take_removed: bool | None) -> frozenset[str]:
    removed = frozenset(line.key for line in found.of("removed"))
    if take_removed is None:
        return found.proposed
    return found.proposed | removed if take_removed else found.proposed - removed


def _taken(stream: ValueStream, found: Difference, chosen: frozenset[str]) -> ValueStream:
    """The document with what was chosen taken; states made from the updated one follow it."""
    from vsm_desktop.drawing.own import sizes_for
    from vsm_desktop.edit.deriving import settled
    from vsm_desktop.intake.updating.applying import taking, why_not

    state = stream.state(found.state)
    try:
        return settled(stream, taking(found, chosen, sizes_for(stream.own_fields, state))(stream))
    except ValueError as error:
        raise Fault(_("These values cannot stand together: {why}").format(why=why_not(error))) from None


def _printed(
    stream: ValueStream, after: ValueStream, found: Difference, chosen: frozenset[str]
) -> Iterator[str]:
    from vsm_desktop.insight.effect import effects
    from vsm_desktop.intake.updating.words import told_in_lines
    from vsm_desktop.metrics.measure import measure

    yield from told_in_lines(found, chosen)
    if after is stream:
        return
    yield _("What it does:")
    pair = [(one.state(found.state), measure(one, found.state)) for one in (stream, after)]
    for effect in effects(pair[0], pair[1]):
        words = f"{effect.now} -> {effect.then}" if effect.changes else effect.now
        yield f"  {effect.label}: {words}" + (f" ({effect.why})" if effect.why else "")
    followed = [one for one in after.states if one.id != found.state and stream.state(one.id) is not one]
    for state in followed:
        yield _("{state} followed.").format(state=state.name or state.id)
