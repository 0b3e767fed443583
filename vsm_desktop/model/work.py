"""The work elements of a process: what is done there, how long each takes, what it is worth, and who does it."""

from collections.abc import Iterable
from typing import Literal

from vsm_desktop.model.display import shown
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.value import Value

ValueClass = Literal["VA", "NNVA", "NVA"]


class WorkElement(Value):
    """One element of the work at a station, per piece; `operator` is whatever tells people apart: a name, a number.

    Elements are a closer look at the cycle time. They change no number of the map.
    """

    name: str = ""
    time: Quantity
    va: ValueClass = "VA"
    operator: str = ""


def by_operator(elements: Iterable[WorkElement]) -> dict[str, tuple[WorkElement, ...]]:
    """The elements of each operator, in the order in which these first appear."""
    found: dict[str, tuple[WorkElement, ...]] = {}
    for element in elements:
        who = " ".join(element.operator.split())
        found[who] = (*found.get(who, ()), element)
    return found


def seconds(elements: Iterable[WorkElement]) -> float:
    """What elements take together, in seconds."""
    return sum(element.time.base for element in elements)


def element_text(element: WorkElement) -> str:
    """An element as one types it: Fetch = 5 s / NVA / Ann."""
    text = f"{element.name} = {element.time.typed} / {element.va}".strip()
    return f"{text} / {element.operator}" if element.operator.strip() else text


def element_said(element: WorkElement) -> str:
    """An element in words: Fetch 5 s NVA Ann."""
    words = (element.name, shown(element.time), element.va, element.operator)
    return " ".join(" ".join(words).split())
