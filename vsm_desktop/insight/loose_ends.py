"""What a plan names and the document no longer has: bursts, outlines, states, objectives and numbers.

Nothing of it is lost when something is deleted on a map: the plan keeps what it says, undo brings the rest back, and until
then it is told, here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.landing import listed, unserved
from vsm_desktop.insight.numbers import MORE
from vsm_desktop.insight.planned import plan_sides
from vsm_desktop.insight.sides import state_of
from vsm_desktop.metrics.explain.words import TITLE
from vsm_desktop.metrics.report import UNIT, Problem
from vsm_desktop.model.kaizen import bursts_of
from vsm_desktop.model.plan import Plan
from vsm_desktop.model.plan_table import bursts_by_objective, text_of
from vsm_desktop.model.stream import ValueStream

What = Literal["burst", "outline", "base", "goal", "after", "step", "number"]


class LooseEnd(Struct, frozen=True):
    """One thing that is not there: `row` is the id of the loop or objective that names it, "" for the plan itself, and
    `named` its id or key."""

    what: What
    row: str
    named: str


def loose_ends(stream: ValueStream) -> tuple[LooseEnd, ...]:
    """All that the plan of a document names and that is not there, in the order of the plan; none without a plan."""
    plan: Plan | None = stream.plan
    return tuple(_found(stream, plan)) if plan is not None else ()


def _found(stream: ValueStream, plan: Plan) -> Iterator[LooseEnd]:
    states = {state.id for state in stream.states}
    bursts = {burst.id for burst in bursts_of(stream)}
    rows = {one.id for one in plan.objectives}
    ends: tuple[tuple[Literal["base", "goal"], str], ...] = (("base", plan.base), ("goal", plan.goal))
    yield from (LooseEnd(what, "", id_) for what, id_ in ends if id_ and id_ not in states)
    there = (
        not plan.goal or plan.goal in states
    )  # with a state its outlines are gone, which one need not be told
    for loop in plan.loops:
        if there and loop.outline and not _on_a_map(stream, loop.outline):
            yield LooseEnd("outline", loop.id, loop.outline)
        for one in loop.objectives:
            yield from (LooseEnd("burst", one.id, id_) for id_ in one.bursts if id_ not in bursts)
            yield from (LooseEnd("after", one.id, id_) for id_ in one.after if id_ not in rows)
            if one.goal.metric and (what := _loose_number(stream, one.goal.metric)):
                yield LooseEnd(what, one.id, one.goal.metric)


def _on_a_map(stream: ValueStream, id_: str) -> bool:
    return any(state.element(id_) is not None for state in stream.states)


def _loose_number(stream: ValueStream, key: str) -> Literal["step", "number", ""]:
    """Whether a key of `metrics --json` is none, or is of a step that no map has."""
    head, _dot, tail = key.partition(".")
    if head == "own":
        return "" if any(total.key == tail for total in stream.own_totals) else "number"
    if head not in UNIT and head not in MORE and all(one.key != head for one in stream.own_fields):
        return "number"
    return "step" if tail and not _on_a_map(stream, tail) else ""


def plan_problems(stream: ValueStream) -> tuple[Problem, ...]:
    """The loose ends of a plan as problems, each with the id of the row it is about, and bursts that no objective serves."""
    found: dict[tuple[What, str], int] = {}
    keys: dict[tuple[What, str], str] = {}
    for one in loose_ends(stream):
        place = (one.what, one.row)
        found[place] = found.get(place, 0) + 1
        keys[place] = one.named
    names = _names(stream) if found else {}
    ends = (
        _problem(stream, what, row, count, keys[what, row], names) for (what, row), count in found.items()
    )
    return (*ends, *_unserved(stream))


def _unserved(stream: ValueStream) -> Iterator[Problem]:
    """That bursts lead to where the plan leads and no objective is served by them: nobody is to see to them."""
    titles = [burst.title or burst.id for burst in unserved(stream)]
    if titles:
        words = _("The burst {titles} has no objective in the plan.")
        if len(titles) > 1:
            words = _("{n} bursts have no objective in the plan: {titles}.")
        yield Problem("plan_burst_alone", "info", words.format(n=len(titles), titles=listed(titles)))


def _names(stream: ValueStream) -> dict[str, str]:
    """What loops and objectives are called in a sentence."""
    plan: Plan | None = stream.plan
    served = bursts_by_objective(stream)
    names: dict[str, str] = {}
    for at, loop in enumerate(plan.loops if plan else (), 1):
        names[loop.id] = loop.name or _("Loop {number}").format(number=at)
    for at, one in enumerate(plan.objectives if plan else (), 1):
        names[one.id] = text_of(one, served[one.id]) or _("Objective {number}").format(number=at)
    return names


def _problem(
    stream: ValueStream, what: What, row: str, count: int, key: str, names: dict[str, str]
) -> Problem:
    name = names.get(row, "")
    match what:
        case "base" | "goal":
            side = plan_sides(stream)[what == "goal"]
            words = _("The plan leads from a state that is not there; {name} stands in for it.")
            if what == "goal":
                words = _("The plan leads to a state that is not there; {name} stands in for it.")
            code, said = "plan_state_gone", words.format(name=state_of(side).name or side[1])
        case "outline":
            code = "plan_outline_gone"
            said = _("{name}: its outline is on no map.").format(name=name)
        case "burst":
            words = _("{name}: a burst that serves it is not there.")
            if count > 1:
                words = _("{name}: {n} bursts that serve it are not there.")
            code, said = "plan_burst_gone", words.format(name=name, n=count)
        case "after":
            code = "plan_objective_gone"
            said = _("{name}: it waits for an objective that is not there.").format(name=name)
        case "step":
            head = key.partition(".")[0]
            words = _("{name}: its goal is a number ({number}) of a step that is not there.")
            code, said = "plan_step_gone", words.format(name=name, number=TITLE.get(head, head))
        case _:
            words = _("{name}: its goal is a number no map has ({number}).")
            code, said = "plan_number_unknown", words.format(name=name, number=key)
    return Problem(code, "warning", said, (row,) if row else ())


def said_of_loss(before: ValueStream, after: ValueStream) -> str:
    """What of the plan hung on what an edit took away, in sentences; "" where nothing did."""
    if before.plan is None or after.plan is None:
        return ""
    lost = frozenset(loose_ends(after)) - frozenset(loose_ends(before))
    return " ".join(_said_of(lost))


_LOST: tuple[tuple[What, str, str], ...] = (
    ("goal", _("The plan led to it."), ""),
    ("base", _("The plan led from it."), ""),
    ("burst", _("One objective of the plan was served by it."), _("{n} objectives of the plan were served by it.")),
    ("outline", _("One loop of the plan is drawn there."), _("{n} loops of the plan are drawn there.")),
    ("step", _("The goal of one objective of the plan is a number of it."), _("The goals of {n} objectives of the plan are numbers of it.")),
)  # fmt: skip


def _said_of(lost: frozenset[LooseEnd]) -> Iterator[str]:
    for what, one, more in _LOST:
        rows = {end.row for end in lost if end.what == what}
        if rows:
            yield one if len(rows) == 1 else more.format(n=len(rows))
