"""Kaizen bursts as the document keeps them: what is to be improved, by whom and when, and the changes it promises.

A burst belongs to the document, not to a map: the stars that bear its id show it, in whichever states they are drawn. A
star without a record is a burst of which no more than title and kind is known yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import field_validator

from vsm_desktop.assets import _
from vsm_desktop.model.change import Change
from vsm_desktop.model.element import Id
from vsm_desktop.model.nodes import Burst
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.value import Value

if TYPE_CHECKING:
    from vsm_desktop.model.stream import State, ValueStream

Waste = Literal[
    "overproduction", "waiting", "transport", "overprocessing", "inventory", "motion", "defects", "skills"
]
Status = Literal["open", "under_way", "done", "dropped"]
WASTES: tuple[tuple[Waste, str], ...] = (
    ("overproduction", _("Overproduction")),
    ("waiting", _("Waiting")),
    ("transport", _("Transport")),
    ("overprocessing", _("Overprocessing")),
    ("inventory", _("Inventory")),
    ("motion", _("Motion")),
    ("defects", _("Defects")),
    ("skills", _("Unused skills")),
)
"""Ohno's seven wastes, and the skills of people that are not used (Liker, The Toyota Way, 2004)."""
STATUSES: tuple[tuple[Status, str], ...] = (
    ("open", _("Open")),
    ("under_way", _("Under way")),
    ("done", _("Done")),
    ("dropped", _("Dropped")),
)


class Kaizen(Value):
    """One burst: a process kaizen takes waste out of a step, a flow kaizen out of the stream (Rother & Shook).

    `due` is an ISO date, `cost` money in the map's currency. `changes` are what it promises: they lead from the state it
    is for, with the bursts before it made, to that state with it made.
    """

    id: str = Id
    title: str = ""
    kaizen: Literal["process", "flow"] | None = None
    waste: Waste | None = None
    problem: str = ""
    countermeasure: str = ""
    owner: str = ""
    due: str = ""
    cost: Quantity | None = None
    status: Status = "open"
    changes: tuple[Change, ...] = ()

    @field_validator("cost")
    @classmethod
    def _is_money(cls, cost: Quantity | None) -> Quantity | None:
        if cost is not None and (cost.dimension != "money" or cost.value < 0):
            raise ValueError("the cost of a burst is an amount of money")
        return cost


def title_of(burst: Kaizen, number: int) -> str:
    """What a burst is called in a list: its title in one line, or its number in the order."""
    return " ".join(burst.title.split()) or _("Burst {number}").format(number=number)


def name_of(burst: Kaizen, number: int) -> str:
    """What a burst is called in a sentence: its title in quotes, or its number in the order."""
    title = title_of(burst, number)
    return _("“{title}”").format(title=title) if burst.title.strip() else title


def bursts_of(stream: ValueStream) -> tuple[Kaizen, ...]:
    """Every burst in the order in which they are to be made: those on record, then the stars of which only title and
    kind are known."""
    known = {burst.id for burst in stream.bursts}
    stars = {
        node.id: Kaizen(id=node.id, title=node.name, kaizen=node.kaizen)
        for state in reversed(stream.states)
        for node in reversed(state.nodes)
        if isinstance(node, Burst) and node.id not in known
    }
    return (*stream.bursts, *reversed(stars.values()))


def off_in(stream: ValueStream, state: State) -> frozenset[str]:
    """The bursts that promise something and are not made in a state where they could be, as it was made from another."""
    if not (stream.bursts and state.base):
        return frozenset()
    return frozenset(burst.id for burst in stream.bursts if burst.changes).difference(state.bursts)
