"""Plan and scoreboard brought up to date from their workbook, on the command line."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.cli_files import Fault, save_map, write_json

if TYPE_CHECKING:
    from vsm_desktop.intake.plans.difference import PlanDifference
    from vsm_desktop.intake.plans.tables import PlanTable
    from vsm_desktop.model.stream import ValueStream


class Taking(Struct, frozen=True):
    """What is taken of a difference: removed rows (None is those known to be), empty cells, some if not all can be read, also
    of another value stream; or nothing."""

    removed: bool | None
    empty: bool
    partial: bool
    dry: bool
    strange: bool


def update_plan(
    stream: ValueStream,
    tables: Mapping[str, PlanTable],
    how: Taking,
    file: Path,
    out: Path | None,
    report: Path | None,
) -> None:
    """Print every difference between a document and a workbook of its plan, and take what is wanted. Raises Fault."""
    from vsm_desktop.edit.entry import Wrong
    from vsm_desktop.intake.plans.difference import as_data, compare_plan, taking, told_in_lines

    found = compare_plan(stream, tables)
    chosen = _chosen(found, how)
    for line in told_in_lines(found, chosen):
        click.echo(line)
    if coming := found.coming(chosen, date.today()):
        click.echo(coming)
    if report is not None:
        write_json(report, as_data(found, chosen))
    if found.strange and not how.strange:
        sentence = _("{why} Nothing was written. Use --from-another to take it all the same.")
        click.echo(sentence.format(why=found.strange), err=True)
        sys.exit(1)
    if (open_ := _open(found)) and not how.partial:
        sentence = _("{what}, so nothing was written. Use --partial to take the rest.")
        click.echo(sentence.format(what=open_), err=True)
        sys.exit(1)
    try:
        after = taking(found, chosen)(stream)
    except Wrong as error:
        raise Fault(_("These values cannot stand together: {why}").format(why=error)) from None
    if not how.dry and (after is not stream or out is not None):
        save_map(after, out or file)


def _open(found: PlanDifference) -> str:
    """How many cells are left out, and how many in doubt; "" for none."""
    doubts = {line.cell for line in found.of("doubtful")}
    counts = ((len(found.rejected), _("{n} left out")), (len(doubts), _("{n} in doubt")))
    return ", ".join(words.format(n=n) for n, words in counts if n)


def _chosen(found: PlanDifference, how: Taking) -> frozenset[str]:
    removed, empty = (frozenset(line.key for line in found.of(group)) for group in ("removed", "empty"))
    if found.strange and not how.strange:
        return found.proposed
    chosen = found.sure | empty if how.empty else found.sure
    chosen = chosen | removed if how.removed else chosen
    return chosen - removed if how.removed is False else chosen
