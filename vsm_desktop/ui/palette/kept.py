"""What the palette remembers from one time to the next, the same in all windows: favourites, what was used, what is folded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from PySide6.QtCore import QObject, Signal

from vsm_desktop.model.catalogue import Article, known_article
from vsm_desktop.ui.profile import profile_folder
from vsm_desktop.ui.settings import Settings, settings

MOST_RECENT = 6


class Kept(QObject):
    """Keys of articles and names of groups; those that this program does not know are kept, not shown."""

    changed = Signal()

    def __init__(self, store: Settings) -> None:
        super().__init__()
        self._store = store
        self._away = False
        self._favourites = store.words("palette/favourites")
        self._recent = store.words("palette/recent")
        self._folded = frozenset(store.words("palette/folded"))

    @property
    def favourites(self) -> tuple[Article, ...]:
        """In the order they were added."""
        return _articles(self._favourites)

    @property
    def recent(self) -> tuple[Article, ...]:
        """What was put on a map last, newest first."""
        return _articles(self._recent)

    def is_favourite(self, key: str) -> bool:
        """Whether an article is among the favourites."""
        return key in self._favourites

    def add_favourite(self, key: str) -> None:
        """Put an article behind the favourites there are."""
        if key not in self._favourites:
            self._keep_favourites((*self._favourites, key))

    def remove_favourite(self, key: str) -> None:
        """Take an article out of the favourites."""
        self._keep_favourites(tuple(one for one in self._favourites if one != key))

    def _keep_favourites(self, keys: tuple[str, ...]) -> None:
        self._favourites = keys
        self._store.keep_words("palette/favourites", keys)
        self.changed.emit()

    def use(self, key: str) -> None:
        """An article was put on a map by hand."""
        if not self._away and self._recent[:1] != (key,):
            self._keep_recent((key, *(one for one in self._recent if one != key))[:MOST_RECENT])

    @contextmanager
    def looking_away(self) -> Iterator[None]:
        """What is put on a map meanwhile was not taken from the palette: a paste, a proposal."""
        self._away = True
        try:
            yield
        finally:
            self._away = False

    def forget_recent(self) -> None:
        """What was used is not shown any more."""
        self._keep_recent(())

    def _keep_recent(self, keys: tuple[str, ...]) -> None:
        self._recent = keys
        self._store.keep_words("palette/recent", keys)
        self.changed.emit()

    def is_folded(self, group: str) -> bool:
        """Whether only the heading of a group is to be seen."""
        return group in self._folded

    def fold(self, group: str, folded: bool) -> None:
        """Fold a group, or unfold it."""
        if folded != self.is_folded(group):
            self._folded = self._folded ^ {group}
            self._store.keep_words("palette/folded", sorted(self._folded))
            self.changed.emit()


def kept() -> Kept:
    """What this profile's palettes remember."""
    return _kept(str(profile_folder()))


@cache
def _kept(_profile: str) -> Kept:
    return Kept(settings())


def _articles(keys: tuple[str, ...]) -> tuple[Article, ...]:
    return tuple(one for key in keys if (one := known_article(key)) is not None)
