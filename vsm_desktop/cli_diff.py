"""Two states compared on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vsm_desktop.assets import _
from vsm_desktop.cli_files import MAP, Fault, load_map, place_of, print_json, side_of, state_of

if TYPE_CHECKING:
    from vsm_desktop.insight.comparison import Comparison
    from vsm_desktop.insight.sides import Side


@click.command("diff")
@click.argument("a", metavar="A.vsm[#STATE]", type=MAP)
@click.argument("b", metavar="[B.vsm[#STATE]]", type=MAP, required=False)
@click.option("--json", "as_json", is_flag=True, help=_("Print everything as JSON (a public interface)."))
@click.option("--alike", is_flag=True, help=_("Count the second state by the conventions of the first."))
@click.option("--looks", is_flag=True, help=_("List also what was only moved, and notes and bursts."))
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False),
    help=_("Write the comparison as .pdf, .svg, .png, .xlsx or .csv."),
)
def diff(a: Path, b: Path | None, as_json: bool, alike: bool, looks: bool, out: Path | None) -> None:
    """Compare the state B with the state A: numbers, changes, and what makes the lead time another.

    A state is a file, with # and the name or id of one of its states, or the one it opens with. Of one file alone, the
    current state is compared with its first future state.
    """
    from vsm_desktop.insight.comparison import compare
    from vsm_desktop.insight.waterfall import waterfall

    sides = _sides(a, b)
    found = compare(*sides, alike=alike, looks=looks)
    if out is not None:
        _write(sides, found, out)
    if as_json:
        from vsm_desktop.insight.sides import counted_like

        counted = counted_like(*sides) if alike else sides[1]
        parts = waterfall(sides[0], counted, most=0).parts
        print_json(data_of(found, parts))
        return
    for line in lines(found):
        click.echo(line)


def _sides(a: Path, b: Path | None) -> tuple[Side, Side]:
    """The two states that are meant; of one file, its current state and another one. Raises Fault."""
    (file, first), (other, second) = place_of(a), place_of(b or a)
    if b is not None and (first or second or not _same(file, other)):
        return _side(a), _side(b)
    stream = load_map(file)
    current = next((one for one in stream.states if one.kind == "current"), stream.states[0])
    wanted = state_of(stream, first) if first else current
    if wanted is current:
        others = [one for one in stream.states if one is not current]
        wanted = next((one for one in others if one.kind == "future"), others[0] if others else current)
    if wanted is current and b is None:
        raise Fault(_("{name} has one state only: there is nothing to compare it with.").format(name=file))
    return (stream, current.id), (stream, wanted.id)


def _same(file: Path, other: Path) -> bool:
    return file.resolve() == other.resolve()


def _side(word: Path) -> Side:
    stream, state = side_of(word)
    return stream, state.id


def data_of(found: Comparison, parts: Any) -> dict[str, Any]:
    """A comparison for programs: metrics by key, every change, and the parts that add up to the change of the lead time."""
    return {
        "titles": list(found.titles),
        "conventions": [
            {"option": one.option, "from": _plain(one.before), "to": _plain(one.after)}
            for one in found.conventions
        ],
        "alike": found.alike,
        "metrics": {
            row.key: {
                "from": _plain(row.before),
                "to": _plain(row.after),
                "change": row.change,
                "relative": row.relative,
                "unit": row.unit,
                "reason": row.why or None,
            }
            for row in found.metrics
        },
        "changes": [
            {
                "op": row.op,
                "id": row.id,
                "field": row.field,
                "before": _plain(row.before),
                "after": _plain(row.after),
                "words": row.words,
            }
            for row in found.changes
        ],
        "waterfall": [
            {
                "label": part.label,
                "ids": list(part.ids),
                "days": part.days,
                "cause": part.cause,
                "kind": part.kind,
            }
            for part in parts
        ],
        "no_waterfall": found.waterfall.why or None,
    }


def _plain(value: Any) -> Any:
    """A value of the document as its file has it."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def lines(found: Comparison) -> Iterator[str]:
    """A comparison to be read."""
    yield _("{before} -> {after}").format(before=found.titles[0], after=found.titles[1])
    for one in found.conventions:
        said = (
            _("counted alike in both")
            if found.alike
            else _("so numbers it changes cannot be compared; see --alike")
        )
        yield f"  {one.words}: {said}"
    yield ""
    yield from _numbers(found)
    yield ""
    yield from _way(found)
    if found.changes:
        yield ""
        yield _("Changes ({n}):").format(n=len(found.changes))
        yield from (f"  {_SIGNS[row.op]} {row.words}" for row in found.changes)
    else:
        yield _("Nothing was changed.")


_SIGNS = {"set": "~", "add": "+", "remove": "-"}


def _numbers(found: Comparison) -> Iterator[str]:
    rows = [row for row in found.metrics if row.shown]
    wide = [max(len(row.label) for row in rows) + 2]
    wide += [max(len(row.words[at]) for row in rows) + 2 for at in (0, 1, 2)]
    for row in rows:
        before, after, change, relative = row.words
        tail = f"{change:>{wide[3]}}  {relative}" if row.change is not None else ""
        tail = f"{'=':>{wide[3]}}" if row.sense == "same" else tail
        line = f"{row.label + ':':<{wide[0]}}{before:>{wide[1]}} -> {after:<{wide[2]}}{tail}"
        yield line.rstrip() + (f"  ({row.why})" if row.why else "")


def _way(found: Comparison) -> Iterator[str]:
    way = found.waterfall
    if way.start is None or way.end is None:
        yield way.why
        return
    opens, *texts, closes = way.texts
    yield _("Lead time {before} -> {after}:").format(before=opens, after=closes)
    wide = max((len(part.label) for part in way.parts), default=0) + 2
    for part, text in zip(way.parts, texts, strict=True):
        yield f"  {part.label:<{wide}}{text:>10}  {part.cause}"
    if not way.parts:
        yield "  " + _("nothing changes it")


def _write(sides: tuple[Side, Side], found: Comparison, out: Path) -> None:
    from vsm_desktop.export.atomic import ExportError
    from vsm_desktop.export.book import print_frame
    from vsm_desktop.export.compared import Compared, write_comparison

    before, after = (print_frame(*side) for side in sides)
    try:
        write_comparison(Compared(before, after, found), out)
    except ExportError as error:
        raise Fault(str(error)) from None
