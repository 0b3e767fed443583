"""`vsm-desktop levers`: what 10 % better at each place does to the whole stream."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vsm_desktop.assets import _
from vsm_desktop.cli_files import MAP, one_state, print_json, side_of

if TYPE_CHECKING:
    from vsm_desktop.insight.levers import Lever
    from vsm_desktop.model.stream import State, ValueStream


@click.command()
@click.argument("file", metavar="FILE[#STATE]", type=MAP)
@one_state
@click.option("--json", "as_json", is_flag=True, help=_("Print the list as JSON (a public interface)."))
def levers(file: Path, state: str, as_json: bool) -> None:
    """List what 10 % better at each place does to lead time, capacity and cost, the strongest lever first.

    Each line is the whole stream with that one number changed; those that change none of the three are counted, and listed
    with --json.
    """
    stream, shown = side_of(file, state)
    if as_json:
        from vsm_desktop.insight.levers import levers_json

        print_json(levers_json(stream, shown.id))
        return
    for line in _lines(stream, shown):
        click.echo(line)


def _lines(stream: ValueStream, state: State) -> Iterator[str]:
    """A table: where, from what to what, and what the stream comes to."""
    from vsm_desktop.insight.levers import idle_in_words, moves, ranked
    from vsm_desktop.insight.levers import levers as found

    all_ = ranked(found(stream, state.id))
    rows = [_row(lever, state) for lever in all_ if moves(lever)]
    if not all_:
        yield _("Nothing on this map can be better yet: no times, stocks or costs are entered.")
        return
    head = (_("10 % better"), "", _("Lead time"), _("Capacity"), _("Cost"))
    wide = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    for row in (head, *rows):
        left = f"{row[0]:<{wide[0]}}  {row[1]:<{wide[1]}}"
        yield "  ".join((left, *(f"{row[at]:>{wide[at]}}" for at in (2, 3, 4)))).rstrip()
    if idle := len(all_) - len(rows):
        yield idle_in_words(idle, more=bool(rows))


def _row(lever: Lever, state: State) -> tuple[str, ...]:
    from vsm_desktop.insight.levers import change_in_words, from_to

    what = f"{lever.input.name}, {lever.input.field.title}"
    keys = ("lead_time_days", "stream_capacity_per_day", "cost_per_piece")
    times = state.options.time_unit
    return (what, from_to(lever, times), *(change_in_words(lever, key, times) for key in keys))
