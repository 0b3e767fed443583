"""What a review is told of a row of the plan or a measure of the scoreboard, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vsm_desktop.assets import _
from vsm_desktop.insight.board import Line as BoardLine
from vsm_desktop.insight.outlook import said_of_mark
from vsm_desktop.insight.plan import Row
from vsm_desktop.model.plan import Mark
from vsm_desktop.ui.plan.lines import SIGNS, Line, bar_words, mark_words, people_words


def heading_of(item: Row | BoardLine) -> str:
    """Where it belongs."""
    return item.loop.name if isinstance(item, Row) else _("Scoreboard")


def facts_of_row(row: Row, line: Line, today: date) -> str:
    """Goal, owner, dates, what speaks against them, who is needed, and what the last reviews said, each once: the mark of
    today is seen where it is set.
    """
    return "\n".join(_row(row, line, today))


def _row(row: Row, line: Line, today: date) -> Iterator[str]:
    goal = row.goal
    if goal is not None and goal.words:
        reached = {True: _("reached"), False: _("not reached"), None: ""}[goal.reached]
        yield _fact(_("Goal"), ", ".join(filter(None, (goal.words, _numbers(row), reached))))
    if row.owner:
        yield _fact(_("Owner"), row.owner)
    yield _fact(_("Schedule"), bar_words(line))
    if line.words["bursts"]:
        yield _fact(_("Bursts"), line.words["bursts"])
    if people := people_words(row):
        yield _fact(_("People"), people)
    marks = row.objective.marks if row.objective is not None else ()
    marked = {said_of_mark(mark) for mark in marks}
    for risk in (*row.risks, *row.differs):
        if risk not in marked:
            yield f"△ {risk}"
    past = [mark for mark in marks if mark.on != today.isoformat()]
    for mark in sorted(past, key=lambda one: one.on, reverse=True)[:3]:
        yield mark_words(mark)


def _numbers(row: Row) -> str:
    goal = row.goal
    return f"{goal.now_words} → {goal.target_words}" if goal is not None and goal.text and goal.metric else ""


def facts_of_measure(line: BoardLine) -> str:
    """Baseline, target, where it stands, and what it should not reward."""
    said = [
        _fact(_("From"), line.said(line.baseline)),
        _fact(_("Target"), line.said(line.target)),
        line.words,
    ]
    return "\n".join([*said, *([f"△ {line.flag}"] if line.flag else [])])


def keys_at(item: Row | BoardLine | None) -> str:
    """What keys do in a review, for the status line; None is its summary."""
    if item is None:
        return _("1, 2, 3: ○, △, × for the chosen row · Esc: leave")
    if isinstance(item, Row):
        return _("1, 2, 3: ○, △, × · letters: the remark · Enter: on · Esc: leave")
    return _("Digits: the value of today · Enter: on · Esc: leave")


def last_mark(row: Row) -> Mark | None:
    """What the last review said of a row."""
    return row.mark.mark if row.mark is not None else None


def mark_wanted(row: Row) -> str:
    """Asks for the mark a remark belongs to."""
    words = _("Set a mark for this remark: 1 ○, 2 △, 3 ×.")
    if row.mark is None:
        return words
    return " ".join((words, _("The last review said {sign}.").format(sign=SIGNS[row.mark.mark])))


def marked_words(row: Row) -> str:
    """What a remark that was left without a mark was taken with."""
    if row.mark is None:
        return _('{sign} "{name}" is marked with the remark.').format(
            sign=SIGNS["watch"], name=row.text or row.id
        )
    words = _('{sign} as in the last review: "{name}" is marked with the remark.')
    return words.format(sign=SIGNS[row.mark.mark], name=row.text or row.id)


def _fact(title: str, words: str) -> str:
    return _("{title}: {words}").format(title=title, words=words)
