"""A plan and a scoreboard as tables of a workbook: the columns, and what stands in them, for those who write and who read.

What an objective leaves empty and its bursts say stands in the table all the same; a cell that still holds it changes
nothing when the table is read back.
"""

from __future__ import annotations

from datetime import date
from math import fsum
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.model.dates import day_of
from vsm_desktop.model.kaizen import Kaizen, bursts_of
from vsm_desktop.model.plan import MARKS, PHASES, STANDS, Objective, Plan
from vsm_desktop.model.quantity import Quantity, quantity
from vsm_desktop.model.scoreboard import MEASURES
from vsm_desktop.model.stream import ValueStream

MARK = "vsm-plan-1:"
"""Begins the first cell of every sheet, with the name of its table behind; the number is that of this layout."""
HEAD, KEYS = 3, 2
"""The row of the column heads, and that of their keys, which is hidden."""
Table = Literal["plan", "people", "reviews", "measures", "actuals", "about"]
Shape = Literal["words", "date", "number", "plain", "percent", "share", "money", "choice", "places"]
"""A `number` may be written as a percentage, which is its fraction; a `plain` one may not, a `percent` is in %."""
Value = str | float | date | None


class Column(Struct, frozen=True):
    """One column that is read back: its key, head, what it holds, how wide it is, and the words it takes.

    Numbers in words may have a unit that becomes `unit`, or that of the number `metric` of the map, and lie between 0 and `most`
    where there is one.
    """

    key: str
    title: str
    shape: Shape = "words"
    width: float = 14
    choices: tuple[tuple[str, str], ...] = ()
    fixed: bool = False
    unit: str = ""
    metric: str = ""
    most: float | None = None

    def word(self, value: str | None) -> str:
        """The word for a value of a choice."""
        return next((words for key, words in self.choices if key == value), "")


_MARKS = tuple((key, sign) for key, sign, _words in MARKS)
_BETTER = (("less", _("Less")), ("more", _("More")))
_KINDS = tuple((key, words) for key, words, _unit in MEASURES)
NUMBER = Column("number", _("No."), "number", 5, fixed=True)
PLAN = (
    NUMBER,
    Column("loop", _("Loop"), width=15),
    Column("text", _("Objective"), width=33),
    Column("goal.text", _("Goal"), width=28),
    Column("goal.target", _("Target"), "number", 9),
    Column("owner", _("Owner"), width=18),
    Column("start", _("Start"), "date", 11),
    Column("end", _("End"), "date", 11),
    Column("done", _("Done"), "share", 7),
    Column("phase", _("Phase"), "choice", 8, PHASES),
    Column("after", _("Waits for"), "places", 10),
    Column("cost", _("Cost"), "money", 10),
    Column("benefit", _("Benefit"), width=24),
)
PEOPLE = (
    NUMBER,
    Column("name", _("Name"), width=24),
    Column("department", _("Department"), width=20),
    Column("stand", _("Stand"), "choice", 12, STANDS),
    Column("need", _("What is needed"), width=46),
)
REVIEWS = (
    NUMBER,
    Column("on", _("Date"), "date", 11),
    Column("mark", _("Mark"), "choice", 7, _MARKS),
    Column("remark", _("Remark"), width=52),
    Column("by", _("By"), width=20),
)
MEASURE_COLUMNS = (
    Column("key", _("Kind"), "choice", 24, _KINDS),
    Column("name", _("Name"), width=26),
    Column("unit", _("Unit"), width=9),
    Column("better", _("Better"), "choice", 9, _BETTER),
    Column("baseline", _("Baseline"), "number", 11),
    Column("target", _("Target"), "number", 11),
    Column("trial", _("Trial began"), "date", 12),
)
ABOUT = (
    Column("manager", _("Value stream manager")),
    Column("sponsor", _("Executive sponsor")),
    Column("start", _("First day"), "date"),
    Column("months", _("Months"), "number"),
    Column("why", _("Why now")),
    Column("follow_up", _("Follow-up")),
)
ON = Column("on", _("Date"), "date", 12)
"""Beside it, the values have a column for each measure."""
COLUMNS: dict[str, tuple[Column, ...]] = {
    "plan": PLAN,
    "people": PEOPLE,
    "reviews": REVIEWS,
    "measures": MEASURE_COLUMNS,
    "actuals": (ON,),
    "about": ABOUT,
}
IN_PARTS = frozenset({"pce", "activity_ratio", "rolled_ca", "utilization", "highest_load"})
"""The numbers of a map that are parts of 1 and are said in %."""
TITLES: dict[Table, str] = {
    "plan": _("Plan"),
    "people": _("People"),
    "reviews": _("Reviews"),
    "measures": _("Scoreboard"),
    "actuals": _("Values"),
    "about": _("About"),
}


def bursts_by_objective(stream: ValueStream) -> dict[str, tuple[Kaizen, ...]]:
    """The bursts that serve each objective, in the order of the document; ids that are none are left out."""
    plan: Plan | None = stream.plan
    every = bursts_of(stream)
    return {
        one.id: tuple(burst for burst in every if burst.id in one.bursts)
        for one in (plan.objectives if plan else ())
    }


def text_of(objective: Objective, bursts: tuple[Kaizen, ...]) -> str:
    """What an objective says: its own words, else the titles of its bursts."""
    return objective.text or ", ".join(burst.title for burst in bursts)


def owner_of(objective: Objective, bursts: tuple[Kaizen, ...]) -> str:
    """Who owns an objective: its owner, else those of its bursts."""
    return objective.owner or ", ".join(dict.fromkeys(burst.owner for burst in bursts if burst.owner))


def end_of(objective: Objective, bursts: tuple[Kaizen, ...]) -> date | None:
    """The last day of an objective: its own, else when the last of its bursts is due."""
    due = [day for burst in bursts if burst.status != "dropped" and (day := day_of(burst.due)) is not None]
    return day_of(objective.end) or max(due, default=None)


def costs_of(stream: ValueStream) -> dict[str, Quantity | None]:
    """What each objective costs: its own, else that of its bursts together.

    A burst that serves several counts at the first of them, so that costs add up.
    """
    plan: Plan | None = stream.plan
    served, counted = bursts_by_objective(stream), set[str]()
    found: dict[str, Quantity | None] = {}
    for one in plan.objectives if plan else ():
        new = [burst for burst in served[one.id] if burst.id not in counted and burst.status != "dropped"]
        counted.update(burst.id for burst in new)
        found[one.id] = one.cost if one.cost is not None else sum_of([burst.cost for burst in new])
    return found


def sum_of(costs: list[Quantity | None]) -> Quantity | None:
    """Amounts of money added up; None where none is known."""
    known = [cost.value for cost in costs if cost is not None]
    return quantity(fsum(known), "money") if known else None


def objective_cells(stream: ValueStream) -> dict[str, dict[str, Value]]:
    """What stands in the columns of each objective, by its id and the key of the column."""
    plan: Plan | None = stream.plan
    if plan is None:
        return {}
    served, costs = bursts_by_objective(stream), costs_of(stream)
    numbers = {one.id: number for number, one in enumerate(plan.objectives, 1)}
    phases = dict(PHASES)
    return {
        one.id: {
            "number": float(numbers[one.id]),
            "loop": loop.name,
            "text": text_of(one, served[one.id]),
            "goal.text": one.goal.text,
            "goal.target": one.goal.target,
            "owner": owner_of(one, served[one.id]),
            "start": day_of(one.start),
            "end": end_of(one, served[one.id]),
            "done": one.done,
            "phase": phases.get(one.phase, "") if one.phase else "",
            "after": ", ".join(str(numbers[first]) for first in one.after if first in numbers),
            "cost": cost.value if (cost := costs[one.id]) is not None else None,
            "benefit": one.benefit,
        }
        for loop in plan.loops
        for one in loop.objectives
    }


def about_cells(plan: Plan) -> dict[str, Value]:
    """What the head of a plan says, by the keys of its columns."""
    return {
        "manager": plan.manager,
        "sponsor": plan.sponsor,
        "start": day_of(plan.start),
        "months": float(plan.months),
        "why": plan.why,
        "follow_up": plan.follow_up,
    }
