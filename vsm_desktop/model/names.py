"""What symbols and fields are called on one map: a company has words of its own for much of what is drawn.

A name is kept under `symbol.` with the key of an article of the catalogue, or `field.` with the key of a field; keys
nobody knows are kept. Files, formulas and `metrics --json` go by the keys, never by these names.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from vsm_desktop.model.fields import Field
from vsm_desktop.model.titles import title_of
from vsm_desktop.model.value import Value

if TYPE_CHECKING:
    from vsm_desktop.model.stream import State

SYMBOL, FIELD = "symbol.", "field."


class Named(Value):
    """Another name on one map for what a key stands for; nothing but blanks is the usual name."""

    key: str
    text: str = ""


class Names:
    """The names of one map. Two maps with the same names share one object, so that it can be compared by identity."""

    def __init__(self, named: Iterable[Named] = ()) -> None:
        texts = {one.key: " ".join(one.text.split()) for one in named}
        self._texts = {key: text for key, text in texts.items() if text}

    def given(self, key: str) -> str:
        """The name this map gives to a key; "" where it keeps the usual one."""
        return self._texts.get(key, "")

    def symbol(self, key: str, usual: str = "") -> str:
        """What an article of the catalogue, or a kind, is called here; else the usual word for it."""
        return self.given(SYMBOL + key) or usual or title_of(key)

    def within(self, key: str) -> str:
        """The same within a sentence."""
        return self.given(SYMBOL + key) or title_of(key).lower()

    def row(self, field: Field) -> Field:
        """A row of the field table as it is called here."""
        text = self.given(FIELD + field.key)
        return replace(field, label=text, title=text) if text else field

    def rows(self, fields: tuple[Field, ...]) -> tuple[Field, ...]:
        """Rows of the field table as they are called here."""
        return tuple(map(self.row, fields)) if self._texts else fields


USUAL = Names()


@lru_cache(maxsize=64)
def _names(named: tuple[Named, ...]) -> Names:
    return Names(named)


def names_of(state: "State") -> Names:
    """What symbols and fields are called on a map."""
    return _names(state.names) if state.names else USUAL
