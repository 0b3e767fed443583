"""What a plan workbook keeps of the document it was written from, so that it is known again: its name, and its rows.

A row that was written and is gone was removed in the workbook; one that was never written came into the plan later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.model.plan import Person
from vsm_desktop.model.plan_table import Column, objective_cells
from vsm_desktop.model.scoreboard import MEASURES, Measure
from vsm_desktop.model.stream import ValueStream

ORIGIN = "origin"
"""The hidden table that keeps it; its title names the sheet."""
ORIGIN_TITLE = _("Written from")
ORIGIN_COLUMNS = (Column("table", "table"), Column("key", "key"), Column("words", "words", width=60))
OF_BURSTS = ("text", "owner", "end", "cost")
"""What an objective leaves to its bursts; what they said is kept as `bursts`, as they may say something else later."""
Who = tuple[str, int]
"""Somebody by name, and which of those of one name."""


class Written(Struct, frozen=True):
    """One row as it was written: the table it stands in, its key there, and what it said."""

    table: str
    key: str
    words: str = ""


def written_rows(stream: ValueStream) -> Iterator[Written]:
    """The name of a document, and the rows of its plan and scoreboard in their order."""
    yield Written("family", "", squeezed(stream.name))
    cells = objective_cells(stream)
    for loop in stream.plan.loops if stream.plan else ():
        yield Written("loop", loop.id, squeezed(loop.name))
        for one in loop.objectives:
            yield Written("plan", one.id, squeezed(str(cells[one.id]["text"])))
            for key, value in cells[one.id].items():
                if key in OF_BURSTS and value and not getattr(one, key):
                    yield Written("bursts", f"{one.id}.{key}", str(value))
            for who in named_people(one.people):
                yield Written("people", person_key(one.id, who))
            for mark in one.marks:
                yield Written("reviews", f"{one.id}:{mark.on}")
    for measure in stream.scoreboard.measures if stream.scoreboard else ():
        yield Written("measures", measure.id, _numbers(measure))
        for actual in measure.actuals:
            yield Written("actuals", f"{measure.id}:{actual.on}", str(actual.value))


def named_people(people: tuple[Person, ...]) -> dict[Who, Person]:
    """People by their names, those of one name one after the other."""
    counted = Counter[str]()
    found: dict[Who, Person] = {}
    for person in people:
        name = squeezed(person.name)
        found[name, counted[name]] = person
        counted[name] += 1
    return found


def person_key(id_: str, who: Who) -> str:
    """The key of somebody an objective needs."""
    return f"{id_}:{who[0]}:{who[1]}"


def called(measure: Measure) -> str:
    """What a measure is called: its name, else that of its kind."""
    return measure.name or next(words for key, words, _unit in MEASURES if key == measure.key)


def _numbers(measure: Measure) -> str:
    """What tells a measure from that of another value stream: its numbers; nothing without them."""
    if measure.baseline is None and measure.target is None:
        return ""
    return squeezed(f"{called(measure)} {measure.baseline} {measure.target}")


def squeezed(text: str) -> str:
    """A text by its words."""
    return " ".join(text.split())
