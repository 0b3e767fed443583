"""The command line: the same work without a window. No Qt is imported unless a window opens.

Exit codes: 0 done, 1 the input is at fault (one clear line on stderr), 2 usage.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from vsm_desktop import __version__
from vsm_desktop.assets import _
from vsm_desktop.cli_diff import diff
from vsm_desktop.cli_families import families
from vsm_desktop.cli_files import (
    MAP,
    Day,
    Fault,
    map_and_state,
    one_state,
    print_json,
    save_map,
    side_of,
    state_of,
)
from vsm_desktop.cli_findings import findings
from vsm_desktop.cli_gemba import gemba
from vsm_desktop.cli_levers import levers
from vsm_desktop.cli_papers import write_paper
from vsm_desktop.cli_scoreboard import scoreboard
from vsm_desktop.cli_sheets import import_
from vsm_desktop.cli_update import update

if TYPE_CHECKING:
    from datetime import date

    from vsm_desktop.metrics.report import Report
    from vsm_desktop.model.stream import State, ValueStream

PAPERS = ("A4", "A3", "A2", "A1", "A0", "Letter", "Tabloid")


class _OrFile(click.Group):
    """A group in which an unknown first word is a file to open."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            return "open", open_command, args
        return super().resolve_command(ctx, args)


@click.group(
    cls=_OrFile, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="vsm-desktop")
@click.option("--self-test", is_flag=True, help=_("Try everything on the sample and report."))
@click.pass_context
def cli(context: click.Context, self_test: bool) -> None:
    """Value stream mapping. With FILES or nothing, windows open; the commands work without one."""
    if self_test:
        _without_display_offscreen()
        from vsm_desktop.app import self_test as run_self_test

        sys.exit(run_self_test())
    if context.invoked_subcommand is None:
        sys.exit(_window(()))


@click.command("open", hidden=True)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, readable=False))
def open_command(files: tuple[Path, ...]) -> None:
    """Open each of FILES in a window."""
    sys.exit(_window(files))


@cli.command()
@click.argument("out", type=click.Path(path_type=Path, readable=False))
@click.option("--name", default="", help=_("Name of the product family."))
@click.option("--force", is_flag=True, help=_("Replace OUT if it exists."))
def new(out: Path, name: str, force: bool) -> None:
    """Write an empty map to OUT."""
    from vsm_desktop.model.stream import new_stream

    if out.exists() and not force:
        raise Fault(
            _("{name} exists already and was not changed. Use --force to replace it.").format(name=out)
        )
    save_map(new_stream(name), out)


cli.add_command(import_)
cli.add_command(update)
cli.add_command(families)
cli.add_command(findings)
cli.add_command(gemba)
cli.add_command(levers)
cli.add_command(scoreboard)
cli.add_command(diff)


@cli.command()
@click.argument("file", metavar="FILE[#STATE]", type=MAP)
@one_state
@click.option("--json", "as_json", is_flag=True, help=_("Print everything as JSON (a public interface)."))
def metrics(file: Path, state: str, as_json: bool) -> None:
    """Print the numbers of a map."""
    stream, shown, report = _measured(file, state)
    if as_json:
        from vsm_desktop.metrics.as_json import metrics_json

        print_json(metrics_json(stream, shown, report))
        return
    for line in _summary(stream, shown, report):
        click.echo(line)


@cli.command("explain")
@click.argument("file", metavar="FILE[#STATE]", type=MAP)
@click.argument("key")
@one_state
@click.option("--json", "as_json", is_flag=True, help=_("Print the tree as JSON (a public interface)."))
def explain_(file: Path, key: str, state: str, as_json: bool) -> None:
    """Say how the number KEY came about, such as lead_time_days or days_of_supply.ID.

    Keys are those of `metrics --json`; those of a step have its id behind a dot.
    """
    from vsm_desktop.insight.conventions import choices_for
    from vsm_desktop.metrics.explain import told
    from vsm_desktop.metrics.explain.tree import NoSuchKey, explain

    stream, shown, _report = _measured(file, state)
    try:
        found = explain(stream, shown.id, key)
    except NoSuchKey as unknown:
        raise Fault(unknown.message) from None
    if as_json:
        print_json(told.as_json(found))
        return
    options = {choice.option: choice.now for choice in choices_for(stream, shown.id, key)}
    for line in told.lines(found, options, shown.options.time_unit):
        click.echo(line)


@cli.command()
@click.argument("file", metavar="FILE[#STATE]", type=MAP)
@click.argument("out", type=click.Path(path_type=Path, readable=False))
@one_state
@click.option(
    "--paper",
    type=click.Choice(PAPERS, case_sensitive=False),
    help=_("Paper size; the map's own by default. The A3 goes on A3, A2, Tabloid; reports on A4, Letter."),
)
@click.option("--portrait/--landscape", default=None, help=_("Upright or across; as the map by default."))
@click.option("--fit", is_flag=True, help=_("On one sheet of paper."))
@click.option(
    "--scale",
    type=click.FloatRange(10, 400),
    metavar="PERCENT",
    help=_("At a scale, in tiles if need be; at 100 a unit of the map is a point."),
)
@click.option(
    "--tiles", type=click.IntRange(1, 20), metavar="WIDE", help=_("In tiles to glue together, so many wide.")
)
@click.option(
    "--overlap", type=click.FloatRange(0, 50), metavar="MM", help=_("What tiles show twice, in mm.")
)
@click.option("--margin", type=click.FloatRange(0, 40), metavar="MM", help=_("What stays white, in mm."))
@click.option(
    "--mono/--colour", default=None, help=_("Black and white, or in colour; as the map by default.")
)
@click.option("--all-states", is_flag=True, help=_("All states in one PDF."))
@click.option(
    "--dpi", type=click.IntRange(20, 1200), default=150, show_default=True, help=_("Resolution of a PNG.")
)
@click.option(
    "--kind",
    type=click.Choice(("map", "a3", "report", "review", "plan", "gemba")),
    default="map",
    show_default=True,
    help=_(
        "What to write: the map, the A3 of the plan, the report, the review sheet, the plan as a workbook, or gemba sheets."
    ),
)
@click.option(
    "--template", type=click.Choice(("proposal", "status")), help=_("Of the A3; its own by default.")
)
@click.option(
    "--today",
    type=Day(),
    metavar="DATE",
    help=_("The day a plan is seen from, as 2026-11-30; the present one by default. A map is of no day."),
)
def export(
    file: Path,
    out: Path,
    state: str,
    paper: str | None,
    portrait: bool | None,
    all_states: bool,
    dpi: int,
    kind: str,
    template: str | None,
    today: date | None,
    **print_: Any,
) -> None:
    """Write a map to OUT as .pdf, .xlsx, .svg, .png, .json, .csv, .inventory.csv or .ladder.csv, by its suffix.

    With --kind, write what is made of the whole document, as a .pdf, the A3 also as an .svg or .png;
    the plan goes into a .xlsx that update reads back.

    \b
    What goes with which kind:
      map     --state --paper --portrait --fit --scale --tiles --overlap --margin --mono --all-states --dpi
      a3      --template --paper A3|A2|Tabloid --mono --today, --dpi for a .png
      report  --paper A4|Letter --mono --today
      review  --paper A4|Letter --today; it is black and white
      plan    --today
      gemba   --state --today
    """
    from vsm_desktop.export.atomic import ExportError
    from vsm_desktop.export.book import print_frame, print_frames, write_book
    from vsm_desktop.export.registry import Settings, exporter_for

    changes, wanted = _said(paper=paper, portrait=portrait), _print_wanted(**print_)
    _file, stream, state = map_and_state(file, state)
    if all_states and (state or out.suffix.lower() != ".pdf"):
        raise click.UsageError(_("--all-states writes a .pdf, and goes without --state."))
    shown = state_of(stream, state)
    if kind != "map":
        mono = wanted.pop("mono", None)
        _refuse_of_map(kind, state, of_map=portrait is not None or bool(wanted) or all_states)
        return write_paper(stream, shown.id, kind, out, template, today, dpi, paper, mono)
    if template:
        raise click.UsageError(_("--template goes with --kind a3."))
    if today:
        words = _(
            "A map is the same on every day: --today goes with --kind a3, report, review, plan or gemba."
        )
        raise click.UsageError(words)
    for one in stream.states if all_states else (shown,):
        stream = stream.with_state(one.evolve(**changes, print=one.print.evolve(**wanted)))
    try:
        if all_states:
            return write_book(print_frames(stream), out)
        exporter_for(out).write(print_frame(stream, shown.id), out, Settings(dpi=dpi))
    except ExportError as error:
        raise Fault(str(error)) from None


def _refuse_of_map(kind: str, state: str, *, of_map: bool) -> None:
    """Refuse what goes with a map only. Raises UsageError."""
    if of_map:
        raise click.UsageError(_("Format, size and states are those of the map: they go with --kind map."))
    if state and kind != "gemba":
        words = _("--kind {kind} is made of the whole document: name the file without a state.")
        raise click.UsageError(words.format(kind=kind))


def _print_wanted(fit: bool, scale: float | None, tiles: int | None, **more: Any) -> dict[str, Any]:
    """What the words say of the print, by the names it has in the map."""
    sizes = [size for size, said in (("fit", fit), ("scale", scale), ("wide", tiles)) if said]
    if len(sizes) > 1:
        raise click.UsageError(_("Choose one of --fit, --scale and --tiles."))
    return _said(size=sizes[0] if sizes else None, scale=scale, wide=tiles, **more)


def _said(**words: Any) -> dict[str, Any]:
    return {key: value for key, value in words.items() if value is not None}


@cli.command()
@click.argument("file", metavar="FILE[#STATE]", type=MAP)
@click.option("--state", default="", metavar="NAME", help=_("Which state; all of them by default."))
def check(file: Path, state: str) -> None:
    """List the problems of a map and its plan, one a line; exit code 1 if one is an error."""
    from vsm_desktop.insight.loose_ends import plan_problems
    from vsm_desktop.metrics.measure import measure

    _file, stream, state = map_and_state(file, state)
    states = (state_of(stream, state),) if state else stream.states
    worst = 0
    for one in states:
        for problem in measure(stream, one.id).problems:
            place = f" [{', '.join(problem.ids)}]" if problem.ids else ""
            click.echo(f"{one.id}: {problem.severity}: {problem.code}: {problem.message}{place}")
            worst = max(worst, problem.severity == "error")
    for problem in () if state else plan_problems(stream):
        place = f" [{', '.join(problem.ids)}]" if problem.ids else ""
        click.echo(f"{_('plan')}: {problem.severity}: {problem.code}: {problem.message}{place}")
    sys.exit(int(worst))


@cli.command()
def schema() -> None:
    """Print the JSON schema of .vsm files."""
    from vsm_desktop.store.schema import schema as file_schema

    print_json(file_schema())


def _window(files: tuple[Path, ...]) -> int:
    from vsm_desktop.__main__ import NoWindow, start_windows

    try:
        return start_windows(files)
    except NoWindow as reason:
        raise Fault(str(reason)) from None


def _without_display_offscreen() -> None:
    """Where no window can show, Qt is told to draw in memory."""
    import os

    from vsm_desktop.__main__ import has_display

    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _measured(file: Path, name: str) -> tuple[ValueStream, State, Report]:
    from vsm_desktop.metrics.measure import measure

    stream, state = side_of(file, name)
    return stream, state, measure(stream, state.id)


def _summary(stream: ValueStream, state: State, report: Report) -> list[str]:
    """The numbers one asks for first, each with its convention or the reason it is unknown."""
    from vsm_desktop.metrics.splits import label
    from vsm_desktop.model.display import DASH, days, duration, percent

    def shown(key: str, form: Callable[[float], str]) -> str:
        result = report.metrics[key]
        return form(result.number) if result.number is not None else f"{DASH} ({result.reason})"

    def time(value: float) -> str:
        return " ".join(duration(value, state.options.time_unit))

    lead = shown("lead_time_days", lambda value: _("{days} days").format(days=days(value)))
    known = report.number("lead_time_known_days")
    if report.number("lead_time_days") is None and known:
        reason = report.metrics["lead_time_days"].reason
        lead = _("at least {days} days ({reason})").format(days=days(known), reason=reason)
    work = shown("processing_time_s", time)
    if report.metrics["missing"].value and report.number("processing_time_s"):
        work = _("at least {time}").format(time=work)
    bottleneck = report.metrics["bottleneck"]
    node = state.node(str(bottleneck.value)) if bottleneck.value else None
    rows = (
        (_("Value stream"), ", ".join(part for part in (stream.name, state.name or state.id) if part)),
        (_("Takt time"), shown("takt_s", time)),
        (_("Lead time"), lead),
        (_("Processing time"), work),
        (_("Value-added ratio"), shown("pce", lambda value: f"{percent(value)} %")),
        (_("Bottleneck"), label(node) if node else f"{DASH} ({bottleneck.reason})"),
        *_own_totals(stream, state, report),
        (_("Counted as"), f"{state.options.lead_time_mode}, {state.options.day_base}"),
    )
    wide = max(len(label) for label, _value in rows) + 2
    return [f"{label + ':':<{wide}}{value}" for label, value in rows]


def _own_totals(stream: ValueStream, state: State, report: Report) -> list[tuple[str, str]]:
    """The totals a user defined, each with its label."""
    if not stream.own_totals:
        return []
    from vsm_desktop.drawing.own import figure_words
    from vsm_desktop.metrics.own import total_dimension

    found, fields, times = [], stream.own_fields, state.options.time_unit
    for total in stream.own_totals:
        result = report.metrics[f"own.{total.key}"]
        words = " ".join(figure_words(result.number, total_dimension(total, fields), times)).strip()
        found.append((total.label, f"{words} ({result.reason})" if result.reason else words))
    return found


def main(args: list[str] | None = None) -> NoReturn:
    """Do what the words of the command line say, and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # names in any script, also in a pipe
    try:
        cli.main(args=args, prog_name="vsm-desktop", standalone_mode=True)
    except OSError as error:
        sys.stdout = None  # or Python tries to write to it once more
        click.echo(_("The output could not be written: {reason}.").format(reason=error.strerror), err=True)
        sys.exit(1)
    sys.exit(0)
