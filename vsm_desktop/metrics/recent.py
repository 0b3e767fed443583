"""The few things used last, so that what did not change is not worked out again; safe for several threads."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


class Recent(Generic[Key, Thing]):
    """Keeps the last few things by key. Whoever takes one must see for himself that it still holds."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: dict[Key, Thing] = {}
        self._lock = Lock()

    def get(self, key: Key) -> Thing | None:
        """The thing kept under a key, if any."""
        return self._things.get(key)

    def keep(self, key: Key, thing: Thing) -> None:
        """Keep a thing as the latest, and forget the oldest if there are too many."""
        with self._lock:
            self._things.pop(key, None)
            self._things[key] = thing
            if len(self._things) > self._most:
                del self._things[next(iter(self._things))]

    def forget(self) -> None:
        """Forget all."""
        with self._lock:
            self._things.clear()

    def __len__(self) -> int:
        return len(self._things)
