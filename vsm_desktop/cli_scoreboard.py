"""`vsm-desktop scoreboard`: the measures of a value stream, where they stood, are to be and are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vsm_desktop.assets import _
from vsm_desktop.cli_files import Day, load_map

if TYPE_CHECKING:
    from vsm_desktop.insight.board import Line
    from vsm_desktop.insight.glide import Glide


@click.command("scoreboard")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--today",
    type=Day(),
    metavar="DATE",
    help=_("The day it is read on, as 2026-11-30; today by default."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print it as JSON (a public interface)."))
def scoreboard(file: Path, today: date | None, as_json: bool) -> None:
    """Print the scoreboard of a map: baseline, target and what was reached, and where that is less than planned."""
    from vsm_desktop.insight.board import board
    from vsm_desktop.insight.glide import glide_path

    stream = load_map(file)
    day = today or date.today()
    lines, glide = board(stream, day), glide_path(stream, day)
    if as_json:
        click.echo(json.dumps(_data(lines, glide, day), ensure_ascii=False, indent=2))
        return
    for line in _told(lines, glide, day):
        click.echo(line)


def _told(lines: Sequence[Line], glide: Glide, today: date) -> Iterator[str]:
    """A table, and under it what is to be said."""
    if not lines:
        yield _("This map has no scoreboard.")
        return
    head = (_("Measure"), _("Baseline"), _("Target"), _("Last"), _("On"))
    rows = [
        (
            line.label,
            line.said(line.baseline),
            line.said(line.target),
            line.said(line.last.value if line.last else None),
            line.last.on if line.last else "",
        )
        for line in lines
    ]
    wide = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    for row in (head, *rows):
        yield "  ".join((f"{row[0]:<{wide[0]}}", *(f"{row[at]:>{wide[at]}}" for at in range(1, 5)))).rstrip()
    counted = dict.fromkeys(line.counted for line in lines if line.counted)
    told = [*glide.deviations, *counted, *(words for line in lines for words in _said(line, today))]
    if told:
        yield ""
        yield from dict.fromkeys(told)


def _said(line: Line, today: date) -> Iterator[str]:
    """What is to be said of one measure."""
    from vsm_desktop.insight.board import checks_due, said_of_coming

    if line.on_track is False or line.silence:
        yield f"{line.label}: {line.words}"
    if coming := said_of_coming(line):
        yield f"{line.label}: {coming}"
    if line.contradiction:
        yield f"{line.label}: {line.contradiction}"
    if line.flag:
        yield f"{line.label}: {line.flag}"
    for check in checks_due(line, today):
        words = _("{measure}: the trial was to be looked at on {day}, after {n} days; there is no value.")
        yield words.format(measure=line.label, day=check.day.isoformat(), n=check.after)


def _data(lines: Sequence[Line], glide: Glide, today: date) -> dict[str, Any]:
    return {
        "today": today.isoformat(),
        "measures": [_measure(line) for line in lines],
        "deviations": list(glide.deviations),
    }


def _measure(line: Line) -> dict[str, Any]:

    last = line.last
    return {
        "id": line.measure.id,
        "key": line.measure.key,
        "label": line.label,
        "unit": line.unit,
        "better": "more" if line.way > 0 else "less",
        "baseline": line.baseline,
        "target": line.target,
        "from_maps": sorted(line.from_maps),
        "last": None if last is None else {"on": last.on, "value": last.value},
        "change": line.change,
        "progress": line.progress,
        "trend": line.trend,
        "expected": line.expected,
        "on_track": line.on_track,
        "silence": line.silence,
        "contradiction": line.contradiction,
        "flag": line.flag,
        "checks": [
            {
                "on": check.day.isoformat(),
                "after": check.after,
                "value": check.actual.value if check.actual else None,
                "expected": check.expected,
                "kept": check.kept,
            }
            for check in line.checks
        ],
        "coming": [one.on for one in line.coming],
        "actuals": [{"on": one.on, "value": one.value, "remark": one.remark} for one in line.measure.actuals],
    }
