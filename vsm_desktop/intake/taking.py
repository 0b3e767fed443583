"""What becomes of a scoreboard if values from a sheet are taken: how many are new, change, or are there already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.intake.actuals import NEW, Reading
from vsm_desktop.intake.report import Report
from vsm_desktop.model.display import plain
from vsm_desktop.model.scoreboard import Actual, Measure


class Taking(Struct, frozen=True):
    """How many values are new, how many give another one way, and how many are there already."""

    new: int = 0
    changed: int = 0
    same: int = 0

    @property
    def count(self) -> int:
        """How many values would be entered."""
        return self.new + self.changed


def weigh(reading: Reading, measures: Sequence[Measure]) -> Taking:
    """Hold every value against the one that stands on its day."""
    counts = {"new": 0, "changed": 0, "same": 0}
    for target, actuals in reading.actuals.items():
        before = standing(target, measures)
        for one in actuals:
            counts[fate_of(one, before.get(one.on))] += 1
    return Taking(**counts)


def standing(target: str, measures: Sequence[Measure]) -> dict[str, Actual]:
    """The values a measure has by their days; none for one that is to be made."""
    if target.startswith(NEW):
        return {}
    return {one.on: one for measure in measures if measure.id == target for one in measure.actuals}


def fate_of(one: Actual, before: Actual | None) -> str:
    """What a value is beside the one of its day: "new", "changed" or the "same"; a remark that is left out takes none away."""
    if before is None:
        return "new"
    same = one.value == before.value and one.remark in ("", before.remark)
    return "same" if same else "changed"


def said_of(taking: Taking, report: Report) -> str:
    """All values in a sentence or two, with what is doubtful and the first cell that was left out."""
    return " ".join(_sentences(taking, report))


def _sentences(taking: Taking, report: Report) -> Iterator[str]:
    found = taking.count + taking.same
    parts = [_("{n} new").format(n=plain(taking.new))] if taking.new else []
    if taking.changed:
        words = _("1 changes") if taking.changed == 1 else _("{n} change")
        parts.append(words.format(n=plain(taking.changed)))
    if taking.same:
        words = _("1 is there already") if taking.same == 1 else _("{n} are there already")
        parts.append(words.format(n=plain(taking.same)))
    words = _("1 value found: {parts}.") if found == 1 else _("{n} values found: {parts}.")
    yield words.format(n=plain(found), parts=", ".join(parts)) if found else _("No values found.")
    if report.doubtful:
        count = len(report.doubtful)
        words = _("1 cell is doubtful.") if count == 1 else _("{n} cells are doubtful.")
        yield words.format(n=plain(count))
    if report.rejected:
        yield _("Left out: {first}.").format(first=report.first_rejected)
