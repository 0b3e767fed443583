"""The frozen base of everything in a document."""

from collections.abc import Iterable, Sequence, Set
from itertools import compress, count
from operator import attrgetter, is_not
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")
_ID = attrgetter("id")


class Value(BaseModel):
    """A thing that never changes; it only gives way to another."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    def evolve(self, **changes: Any) -> Self:
        """A validated copy with some fields replaced; every untouched part is shared."""
        return type(self).model_validate(dict(self) | changes)


def differing(old: Sequence[Any], new: Sequence[Any]) -> list[int] | None:
    """The places at which two rows of values hold another object; None if they are not equally long.

    What is the same object is the same value: rows of thousands are compared in microseconds.
    """
    if old is new:
        return []
    return list(compress(count(), map(is_not, old, new))) if len(old) == len(new) else None


def of_ids(items: Iterable[T], ids: Set[str]) -> list[T]:
    """The items of some ids, found among thousands without a loop in Python."""
    items = tuple(items)
    return list(compress(items, map(ids.__contains__, map(_ID, items))))


FARTHEST = 1e6


class Point(Value):
    """A place on the map, in map units (points, y down)."""

    x: float = Field(default=0.0, ge=-FARTHEST, le=FARTHEST)
    y: float = Field(default=0.0, ge=-FARTHEST, le=FARTHEST)


class Size(Value):
    """How large a symbol was pulled, in map units."""

    width: float = Field(ge=1.0, le=FARTHEST)
    height: float = Field(ge=1.0, le=FARTHEST)
