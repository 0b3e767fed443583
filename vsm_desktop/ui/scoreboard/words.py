"""What the scoreboard says: the cells of its lines, and the sentences under the chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from vsm_desktop.assets import _
from vsm_desktop.insight.board import Check, Line, checks_due, said_of_coming
from vsm_desktop.insight.course import is_on_map
from vsm_desktop.insight.glide import Glide, Told
from vsm_desktop.insight.judging import said_value
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.display import DASH, plain
from vsm_desktop.model.scoreboard import Actual
from vsm_desktop.ui.scoreboard.grid import Cell, Row

COLUMNS = {
    "name": _("Measure"),
    "baseline": _("Baseline"),
    "target": _("Target"),
    "last": _("Last"),
    "change": _("Change"),
    "unit": _("Unit"),
    "trend": _("Course"),
}
NUMBERS = frozenset(("baseline", "target", "last", "change"))
HINTS = {
    "baseline": _("Where it stood when the plan began; from the map where nothing is entered"),
    "target": _("Where it is to be; from the future state where nothing is entered"),
    "last": _("What was reached last; △ is behind the plan or too old to tell, ✓ has reached the target"),
    "change": _("The last value less the baseline"),
    "trend": _("All values, the target dashed"),
}
TRENDS = {"better": _("getting better"), "worse": _("getting worse"), "steady": _("steady")}
_MAP = _("From the map; type a value to keep another one")


def number(line: Line, value: float | None) -> str:
    """A value without its unit, which stands in a column of its own."""
    if value is None:
        return DASH
    unit = line.unit if line.unit == "money" else ""
    return said_value(value, unit)


def unit_shown(line: Line) -> str:
    """The unit of a line as one reads it."""
    return said_value(0, line.unit).removeprefix("0").removeprefix(".00").strip()


def row_of(line: Line) -> Row:
    """A line as a row of the table."""
    return Row(line.measure.id, {key: _cell(line, key) for key in COLUMNS}, line)


def _cell(line: Line, key: str) -> Cell:
    measure = line.measure
    match key:
        case "name":
            return Cell(line.label, line.label, bold=True, tip=_said_name(line), said=_said_name(line))
        case "baseline" | "target":
            entered: float | None = getattr(measure, key)
            drawn = key in line.from_maps
            text = number(line, getattr(line, key))
            edit = "" if entered is None else plain(entered).replace(",", "")
            ink = "text2" if drawn else "text3" if text == DASH else ""
            said = _("{value}, from the map").format(value=text) if drawn else ""
            return Cell(text, edit, ink, tip=_MAP if drawn else "", said=said)
        case "last":
            return last_of(line)
        case "change":
            return _change(line)
        case "unit":
            return Cell(unit_shown(line), measure.unit, "text2")
    values = len(measure.actuals)
    said = _("1 value") if values == 1 else _("{n} values").format(n=values)
    if line.trend is not None:
        said += f", {TRENDS[line.trend]}"
    return Cell(said=said, tip=said)


def _said_name(line: Line) -> str:
    return f"{line.label}. {line.flag}" if line.flag else line.label


def last_of(line: Line, *, unit: bool = False) -> Cell:
    """The last value: a check mark where it is at the target, a triangle where it is behind the plan."""
    if line.last is None:
        return Cell(DASH, ink="text3", tip=said_of_coming(line) or _("No values yet."))
    text = line.said(line.last.value) if unit else number(line, line.last.value)
    if line.met:
        return Cell(f"✓ {text}", ink="ok", bold=True, tip=line.words)
    if line.on_track is False or line.silence:
        return Cell(f"△ {text}", ink="wait", bold=True, tip=line.words)
    return Cell(text, bold=True, tip=line.words)


def standing(line: Line, today: date) -> str:
    """Of which day the last value is, and how it stands; what is due to be entered comes first."""
    checks = checks_due(line, today)
    if checks:
        return _("△ Day {n} of the trial: no value").format(n=checks[-1].after)
    if line.last is None:
        return said_of_coming(line) or _("No values yet.")
    if line.silence:
        return line.silence
    day = said_day(date.fromisoformat(line.last.on))
    if line.met:
        return _("{day}: target reached").format(day=day)
    if line.on_track is None or line.expected is None:
        return day if line.on_track is not False else _("{day}: target not reached").format(day=day)
    if line.on_track:
        return _("{day}: on track").format(day=day)
    return _("{day}: {expected} was expected").format(day=day, expected=line.said(line.expected))


def _change(line: Line) -> Cell:
    if line.change is None:
        return Cell(DASH, ink="text3")
    if abs(line.change) < 1e-9:
        return Cell("0", ink="text2")
    better = line.change * line.way > 0
    sign = "+" if line.change > 0 else "−"
    mark = "" if better else "▲ "
    text = f"{mark}{sign}{_fine(line, abs(line.change))}"
    return Cell(
        text, ink="ok" if better else "alert", said=f"{text}, {_('better') if better else _('worse')}"
    )


def _fine(line: Line, change: float) -> str:
    """A change with as many decimals as the values it lies between."""
    if line.unit == "money" or line.last is None:
        return number(line, change)
    size = max(abs(line.last.value), abs(line.baseline or 0.0))
    return plain(round(change, 0 if size >= 1000 else 1 if size >= 10 else 2))


# sentences


def sentences(line: Line, today: date) -> Iterator[str]:
    """What is to be said of a measure beside its chart: what is due, where it stands, and its trial."""
    yield from due(line, today)
    if line.last is not None:
        yield line.words
    elif not line.measure.actuals and (line.baseline, line.target) != (None, None):  # else the chart says it
        yield _("No values yet. Type the first one, or paste them from a sheet.")
    if coming := said_of_coming(line):
        yield coming
    if line.checks:
        begun = said_day(date.fromisoformat(line.measure.trial))
        said = "; ".join(_check(line, check, today) for check in line.checks)
        yield _("Trial since {begun}: {checks}.").format(begun=begun, checks=said)
    if line.contradiction:
        yield line.contradiction
    if line.counted:
        yield line.counted
    if line.baseline is None and is_on_map(line.measure):
        yield _("The map does not say where it stood. Type the baseline, or complete the map.")


def deviations(glide: Glide, lines: Sequence[Line], today: date) -> Iterator[Told]:
    """Where the plan is left: the numbers of the map and the bursts, the other measures, and check days without a value."""
    yield from (one for one in glide.told if not one.kept)
    told = {one.measure for one in glide.told}
    for line in lines:
        id_ = line.measure.id
        if line.on_track is False and id_ not in told:
            yield Told(f"{line.label}: {line.words}", id_)
        yield from (Told(f"{line.label}: {words}", id_) for words in due(line, today))


def due(line: Line, today: date) -> Iterator[str]:
    """The check days of a trial that have come and have no value."""
    for check in checks_due(line, today):
        words = (
            _("Day {n} of the trial is today: enter what was reached.")
            if check.day == today
            else _("Day {n} of the trial ({day}) has passed without a value: enter what was reached.")
        )
        said = words.format(n=check.after, day=said_day(check.day))
        if check.expected is None:
            yield said
        else:
            expected = _("{expected} was expected.").format(expected=line.said(check.expected))
            yield f"{said} {expected}"


def _check(line: Line, check: Check, today: date) -> str:
    """A check day with what came, and what was expected."""
    day = _("day {n} ({day})").format(n=check.after, day=said_day(check.day))
    expected = "" if check.expected is None else _("{value} expected").format(value=line.said(check.expected))
    if check.actual is not None:
        sign = {True: "✓ ", False: "△ ", None: ""}[check.kept]
        said = f"{sign}{line.said(check.actual.value)}"
    elif check.day <= today:
        said = _("no value")
    else:
        left = (check.day - today).days
        said = _("tomorrow") if left == 1 else _("in {n} days").format(n=left)
    return f"{day}: {', '.join(filter(None, (said, expected)))}"


def block(lines: Sequence[Line]) -> list[list[str]]:
    """The scoreboard as a table for a spreadsheet: every measure, and what was reached of it, day by day."""
    days = sorted({actual.on for line in lines for actual in line.measure.actuals})
    head = [COLUMNS[key] for key in ("name", "unit", "baseline", "target", "last", "change")]
    rows = [[*head, *days]]
    for line in lines:
        values = {actual.on: actual.value for actual in line.measure.actuals}
        last = DASH if line.last is None else number(line, line.last.value)
        change = DASH if line.change is None else _change(line).text.removeprefix("▲ ")
        fixed = [
            line.label,
            unit_shown(line),
            number(line, line.baseline),
            number(line, line.target),
            last,
            change,
        ]
        rows.append([*fixed, *(number(line, values[on]) if on in values else "" for on in days)])
    return rows


def values_block(line: Line, actuals: Sequence[Actual]) -> list[list[str]]:
    """What was reached of one measure, as a table."""
    title = " ".join(filter(None, (line.label, unit_shown(line))))
    rows = [[_("Date"), title, _("Remark")]]
    return [*rows, *([one.on, plain(one.value), one.remark] for one in actuals)]
