"""A difference in words, for the command line, and as data for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from vsm_desktop.assets import _
from vsm_desktop.intake.updating.difference import Difference
from vsm_desktop.intake.updating.lines import Group, Line, shown

TITLES: dict[Group, str] = {
    "added": _("Only in the sheet"),
    "removed": _("Only on the map"),
    "changed": _("Changed"),
    "empty": _("Empty in the sheet: the map keeps its values"),
    "unchanged": _("Unchanged"),
}


def told_in_lines(difference: Difference, chosen: Set[str]) -> Iterator[str]:
    """Every difference in a line under a heading; what is not taken is marked."""
    for group in ("added", "removed", "changed"):
        lines = difference.of(group)
        if lines:
            yield f"{TITLES[group]}:"
            sign = "-" if group == "removed" else "+"
            yield from (
                f"  {sign if line.key in chosen else _('not taken:')} {sentence(line)}" for line in lines
            )
    if difference.guesses:
        yield _("To confirm:")
        for guess in difference.guesses:
            decided = {"leave": _("not decided"), "same": _("the same step"), "new": _("a new step")}[
                guess.choice
            ]
            place = f"  {guess.cell}" if guess.cell else ""
            words = _('"{there}" may be "{here}" ({why}): {decided}')
            said = words.format(there=guess.there, here=guess.here, why=guess.why, decided=decided)
            yield f"  {said}{place}"
    if difference.rejected:
        yield _("Left out:")
        for entry in difference.rejected:
            yield f"  {entry.sheet}!{entry.cell}  {entry.value}  {entry.reason}"
    unchanged, empty = difference.of("unchanged"), difference.of("empty")
    if empty:
        yield _("Empty in the sheet, so kept: {n}").format(n=len(empty))
    yield _("Unchanged: {n}").format(n=len(unchanged))


def sentence(line: Line) -> str:
    """One difference in a line of text."""
    if line.group == "changed":
        before, after = shown(line.field, line.before) or "–", shown(line.field, line.after)
        words = f"{line.name}, {line.title}: {before} -> {after}"
    else:
        words = f"{line.name} ({line.title})"
        facts = shown(None, line.after) if line.items else ""
        words += f": {facts}" if facts else ""
    words += f"  {line.cell}" if line.cell else ""
    return words + (f"  ({line.doubt})" if line.doubt else "")


def as_data(difference: Difference, chosen: Set[str]) -> dict[str, Any]:
    """The difference for programs."""
    report = difference.told.report if difference.told else None
    groups: dict[str, Any] = {
        group: [_line(line, chosen) for line in difference.of(group)] for group in TITLES
    }
    guesses = [
        {
            "sheet_name": guess.there,
            "map_name": guess.here,
            "id": guess.id,
            "score": round(guess.score, 3),
            "cell": guess.cell,
            "choice": guess.choice,
        }
        for guess in difference.guesses
    ]
    return {
        "file": report.file if report else "",
        "state": difference.state,
        **groups,
        "to_confirm": guesses,
        "rejected": [entry.as_json() for entry in difference.rejected],
    }


def _line(line: Line, chosen: Set[str]) -> dict[str, Any]:
    data: dict[str, Any] = {"id": line.id, "name": line.name, "field": line.field.key if line.field else ""}
    data |= {"before": shown(line.field, line.before), "after": shown(line.field, line.after)}
    data |= {"cell": line.cell, "doubt": line.doubt}
    return data | ({"taken": line.key in chosen} if line.can_be_taken else {})
