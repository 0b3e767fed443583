"""Parts of the document that few documents have: their classes are made when one is met, not when the program starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, SerializationInfo

if TYPE_CHECKING:
    from vsm_desktop.model.a3 import A3
    from vsm_desktop.model.family import FamilyMatrix
    from vsm_desktop.model.kaizen import Kaizen
    from vsm_desktop.model.plan import Plan
    from vsm_desktop.model.scoreboard import Scoreboard


def read_families(value: Any) -> FamilyMatrix | None:
    """The matrix of product families, from itself or from a file; none stays none.

    Raises pydantic's ValidationError, which pydantic tells as one fault of the document.
    """
    if value is None:
        return None
    from vsm_desktop.model.family import FamilyMatrix

    return FamilyMatrix.model_validate(value)


def read_bursts(value: Any) -> tuple[Kaizen, ...]:
    """The kaizen bursts, from themselves or from a file. Raises ValueError or pydantic's ValidationError."""
    if isinstance(value, tuple) and not value:
        return value
    if not isinstance(value, list | tuple):
        raise ValueError("bursts are a list")
    from vsm_desktop.model.kaizen import Kaizen

    bursts = tuple(one if isinstance(one, Kaizen) else Kaizen.model_validate(one) for one in value)
    if len({burst.id for burst in bursts}) < len(bursts):
        raise ValueError("two bursts share an id")
    return bursts


def write_bursts(value: tuple[Kaizen, ...], info: SerializationInfo) -> Any:
    """The bursts as data, with defaults left out where those of the document are."""
    return [_data(burst, info) for burst in value]


def read_plan(value: Any) -> Plan | None:
    """The value stream plan, from itself or from a file; none stays none. Raises pydantic's ValidationError."""
    if value is None:
        return None
    from vsm_desktop.model.plan import Plan

    return Plan.model_validate(value)


def read_scoreboard(value: Any) -> Scoreboard | None:
    """The scoreboard, from itself or from a file; none stays none. Raises pydantic's ValidationError."""
    if value is None:
        return None
    from vsm_desktop.model.scoreboard import Scoreboard

    return Scoreboard.model_validate(value)


def read_a3(value: Any) -> A3 | None:
    """How the A3 is laid out, from itself or from a file; none stays none. Raises pydantic's ValidationError."""
    if value is None:
        return None
    from vsm_desktop.model.a3 import A3

    return A3.model_validate(value)


def write_part(value: BaseModel | None, info: SerializationInfo) -> Any:
    """A part of the document as data, with defaults left out where those of the document are."""
    return None if value is None else _data(value, info)


def _data(value: BaseModel, info: SerializationInfo) -> Any:
    return value.model_dump(mode=info.mode, exclude_defaults=info.exclude_defaults)
