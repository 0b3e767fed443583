"""How the objectives of a plan look on a day: when each will end as things stand, how late it is, and why it is at risk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from graphlib import TopologicalSorter

from vsm_desktop.assets import _
from vsm_desktop.model.dates import day_of, said_day
from vsm_desktop.model.display import percent
from vsm_desktop.model.plan import MARKS, Objective, Plan, ReviewMark
from vsm_desktop.model.plan_table import bursts_by_objective, end_of, text_of
from vsm_desktop.model.stream import ValueStream

BEHIND = 0.25
"""So much less done than time has gone is behind (a choice of this program)."""
_SIGN = {key: sign for key, sign, _words in MARKS}
_DAY = timedelta(days=1)


def last_mark(one: Objective, today: date) -> ReviewMark | None:
    """What the last review said of an objective; one of a day that has not come has said nothing yet."""
    come = (mark for mark in one.marks if mark.on <= today.isoformat())
    return max(come, key=lambda mark: mark.on, default=None)


class Outlook:
    """What dates, marks, dependencies and bursts say of each objective on a day."""

    def __init__(self, stream: ValueStream, today: date) -> None:
        plan: Plan | None = stream.plan
        self.today = today
        self.bursts = bursts_by_objective(stream)
        self.objectives = {one.id: one for one in (plan.objectives if plan else ())}
        self.expected: dict[str, date | None] = {}
        self._held: dict[str, date | None] = {}
        waiting = {one.id: self._first(one) for one in self.objectives.values()}
        for id_ in TopologicalSorter(waiting).static_order():
            one = self.objectives[id_]
            self.expected[id_] = self._expect(one)
            self._held[id_] = None if one.done >= 1 else self.expected[id_] or self._before(one)

    def _first(self, one: Objective) -> tuple[str, ...]:
        """What it waits for, of that which is there."""
        return tuple(id_ for id_ in one.after if id_ in self.objectives)

    def begun(self, one: Objective) -> bool:
        """Whether work on it has begun: something is done, or it or a burst of it is being worked on."""
        if one.done > 0 or one.phase in ("do", "check", "act"):
            return True
        return any(burst.status in ("under_way", "done") for burst in self.bursts[one.id])

    def end(self, one: Objective) -> date | None:
        """When it is to end."""
        return end_of(one, self.bursts[one.id])

    def late_days(self, one: Objective) -> int:
        """The days since it was to be done; 0 where it is, or has no date."""
        end = self.end(one)
        return max(0, (self.today - end).days) if end is not None and one.done < 1 else 0

    def risks(self, one: Objective) -> tuple[str, ...]:
        """Why its date may not hold, each in a sentence; nothing for what is done."""
        return tuple(self._risks(one)) if one.done < 1 else ()

    def differs(self, one: Objective) -> tuple[str, ...]:
        """Where plan and bursts say different things, each in a sentence."""
        return tuple(self._differs(one))

    def _expect(self, one: Objective) -> date | None:
        """When it will end: late ones today at the earliest, one that waits after what it waits for, with its own length."""
        end, start = self.end(one), day_of(one.start)
        if end is None or one.done >= 1:
            return end
        end = max(end, self.today)
        before = self._before(one)
        if before is not None and not self.begun(one) and start is not None:
            moved = max(start, before + _DAY)
            end = max(end, moved + (max(self.end(one) or end, start) - start))
        return end

    def _before(self, one: Objective) -> date | None:
        """When all it waits for will have ended, None where that is over or not known.

        What has no date ends no sooner than what it waits for itself.
        """
        return max((day for id_ in self._first(one) if (day := self._held[id_]) is not None), default=None)

    def _risks(self, one: Objective) -> Iterator[str]:
        yield from self._by_dates(one)
        mark = last_mark(one, self.today)
        if mark is not None and mark.mark != "good":
            yield said_of_mark(mark)
        yield from self._by_others(one)
        yield from (
            _("Against it: {name}.").format(name=who.name) for who in one.people if who.stand == "against"
        )

    def _by_dates(self, one: Objective) -> Iterator[str]:
        start, end = day_of(one.start), self.end(one)
        if start is not None and start <= self.today and not self.begun(one):
            yield _("Was to start on {day} and has not.").format(day=said_day(start))
        elif start is not None and end is not None and start <= self.today <= end:
            gone = ((self.today - start).days + 1) / ((end - start).days + 1)
            if gone - one.done > BEHIND:
                words = _("{gone} % of its time is gone, {done} % of it is done.")
                yield words.format(gone=percent(round(gone, 2)), done=percent(one.done))

    def _by_others(self, one: Objective) -> Iterator[str]:
        """What it waits for comes too late; its bursts are dropped, or due later."""
        start = day_of(one.start)
        for id_ in self._first(one):
            first, ends = self.objectives[id_], self._held[id_]
            if start is not None and ends is not None and ends >= start and not self.begun(one):
                words = _("Waits for {name}, expected on {day}, and is to start on {start}.")
                yield words.format(name=self.name(first), day=said_day(ends), start=said_day(start))
        for burst in self.bursts[one.id]:
            if burst.status == "dropped":
                yield _("The burst {title} was dropped.").format(title=burst.title)

    def _differs(self, one: Objective) -> Iterator[str]:
        end = day_of(one.end)
        for burst in self.bursts[one.id]:
            due = day_of(burst.due)
            if burst.status == "dropped":
                continue
            if end is not None and due is not None and due != end and self._ends_last(one, burst.id):
                words = _("The burst {title} is due on {due}, this ends on {end}.")
                yield words.format(title=burst.title, due=said_day(due), end=said_day(end))
            if one.owner and burst.owner and burst.owner != one.owner:
                words = _("The burst {title} belongs to {owner}, this to {other}.")
                yield words.format(title=burst.title, owner=burst.owner, other=one.owner)
            if one.done >= 1 and burst.status != "done":
                yield _("This is done, the burst {title} is not.").format(title=burst.title)

    def _ends_last(self, one: Objective, burst: str) -> bool:
        """Whether a burst is made as this ends: no other that it serves ends later."""
        ends = [other.end for other in self.objectives.values() if burst in other.bursts]
        return one.end == max(ends, default="")

    def name(self, one: Objective) -> str:
        """What an objective is called in a sentence."""
        return text_of(one, self.bursts[one.id]) or one.id


def said_of_mark(mark: ReviewMark) -> str:
    """What speaks against a date where a review did not see it on track."""
    words = _("Review of {day}: {sign} {remark}") if mark.remark else _("Review of {day}: {sign}")
    return words.format(day=said_day(date.fromisoformat(mark.on)), sign=_SIGN[mark.mark], remark=mark.remark)
