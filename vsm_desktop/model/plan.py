"""The value stream plan: what is to be reached loop by loop, by whom and when, and what the reviews said of it.

The form is that of the yearly value stream plan of Rother & Shook, Learning to See (1999): an objective of each loop, a
measurable goal, who is responsible, a monthly schedule and the marks of the reviews. What an objective is reached by are
the kaizen bursts that serve it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from vsm_desktop.assets import _
from vsm_desktop.model.element import Id
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.value import Value

Stand = Literal["leads", "supports", "informed", "against"]
Mark = Literal["good", "watch", "bad"]
Phase = Literal["plan", "do", "check", "act"]
STANDS: tuple[tuple[Stand, str], ...] = (
    ("leads", _("Leads")),
    ("supports", _("Supports")),
    ("informed", _("Informed")),
    ("against", _("Against")),
)
MARKS: tuple[tuple[Mark, str, str], ...] = (
    ("good", "○", _("On track")),
    ("watch", "△", _("Needs help")),
    ("bad", "×", _("Off track")),
)
PHASES: tuple[tuple[Phase, str], ...] = (
    ("plan", _("Plan")),
    ("do", _("Do")),
    ("check", _("Check")),
    ("act", _("Act")),
)


def _iso(text: str) -> str:
    """A date as it is kept, or nothing. Raises ValueError for what is none."""
    return date.fromisoformat(text).isoformat() if text else ""


class Person(Value):
    """Somebody, or a department, the objective needs: where they stand, and what is needed from them."""

    name: str
    department: str = ""
    stand: Stand = "informed"
    need: str = ""

    @property
    def blank(self) -> bool:
        """Whether nobody is named and nothing is needed."""
        return not (self.name.strip() or self.department.strip() or self.need.strip())


class ReviewMark(Value):
    """What a review said of one objective."""

    on: str
    mark: Mark
    remark: str = ""
    by: str = ""

    _on_is_a_date = field_validator("on")(_iso)


class Goal(Value):
    """What is to be measured. With a `metric` (a key of `metrics --json`, such as lead_time_days or
    days_of_supply.coils) the numbers of the states fill it; `target` then is in the unit of the metric, empty where the
    future state says it. `text` says it in words."""

    text: str = ""
    metric: str = ""
    target: float | None = None


class Objective(Value):
    """One row of the plan: what is to be reached in a loop, and the bursts that serve it.

    `start` and `end` are ISO dates, `done` a share, `after` the objectives that come first. Owner and cost that are empty
    are those of the bursts. A person of whom nothing is said is left out. Bursts and objectives it names need not be there:
    one that came off the map, or is brought by hand, is told as a problem and kept.
    """

    id: str = Id
    text: str = ""
    goal: Goal = Field(default_factory=Goal)
    bursts: tuple[str, ...] = ()
    owner: str = ""
    people: tuple[Person, ...] = ()
    start: str = ""
    end: str = ""
    done: float = Field(default=0.0, ge=0.0, le=1.0)
    phase: Phase | None = None
    after: tuple[str, ...] = ()
    cost: Quantity | None = None
    benefit: str = ""
    marks: tuple[ReviewMark, ...] = ()

    _dates = field_validator("start", "end")(_iso)

    @field_validator("people")
    @classmethod
    def _somebody(cls, people: tuple[Person, ...]) -> tuple[Person, ...]:
        said = tuple(one for one in people if not one.blank)
        return people if len(said) == len(people) else said

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Objective:
        if self.start and self.end and self.end < self.start:
            raise ValueError("an objective ends after it starts")
        return self


class PlanLoop(Value):
    """A loop of the future state, worked on as one: `outline` is the id of its outline on the map."""

    id: str = Id
    name: str = ""
    outline: str = ""
    objectives: tuple[Objective, ...] = ()


class Plan(Value):
    """The plan of one value stream: from which state to which, who answers for it, and its loops.

    `base` and `goal` are the states it leads from and to; `start` is the ISO date of its first day, `months` how long it
    runs; `sponsor` is the executive who clears the way; `why` is the business need in words.
    """

    base: str = ""
    goal: str = ""
    manager: str = ""
    sponsor: str = ""
    start: str = ""
    months: int = Field(default=12, ge=1, le=60)
    why: str = ""
    follow_up: str = ""
    loops: tuple[PlanLoop, ...] = ()

    _start_is_a_date = field_validator("start")(_iso)

    @model_validator(mode="after")
    def _holds_together(self) -> Plan:
        ids = [*(loop.id for loop in self.loops), *(one.id for one in self.objectives)]
        if len(set(ids)) < len(ids):
            raise ValueError("two rows of the plan share an id")
        _no_ring(self.objectives)
        return self

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """All rows in the order of the plan."""
        return tuple(one for loop in self.loops for one in loop.objectives)


def _no_ring(objectives: tuple[Objective, ...]) -> None:
    """Nothing waits for itself in the end. What is not there is waited for by nothing. Raises ValueError, which calls those
    of a ring by number and name."""
    after = {one.id: one.after for one in objectives}
    settled = {id_ for first in after.values() for id_ in first} - after.keys()
    while loose := [id_ for id_, first in after.items() if id_ not in settled and settled.issuperset(first)]:
        settled.update(loose)
    ring = after.keys() - settled
    while ends := ring - {id_ for waiting in ring for id_ in after[waiting]}:  # what only waits for a ring
        ring -= ends
    if ring:
        named = [
            f'{at} "{one.text}"' if one.text else str(at)
            for at, one in enumerate(objectives, 1)
            if one.id in ring
        ]
        words = (
            _("{names} would wait for each other") if len(named) > 1 else _("{names} would wait for itself")
        )
        raise ValueError(words.format(names=_listed(named)))


def _listed(names: list[str]) -> str:
    *first, last = names
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last
