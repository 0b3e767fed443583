"""Words as they are compared, without case and accents, so that `spule` finds `Spüle`; and titles within a sentence."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, normalize


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.lower()
    return "".join(map(_plain, text))


def folded_places(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded text, and for each of its characters the place in the text it came from."""
    if text.isascii():
        return text.lower(), tuple(range(len(text)))
    parts = [_plain(char) for char in text]
    return "".join(parts), tuple(i for i, part in enumerate(parts) for _char in part)


def within_sentence(title: str) -> str:
    """A title as it stands within a sentence: its first word is small unless it is an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def capital(text: str) -> str:
    """A text as it stands at the start of a sentence."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=4_096)
def _plain(char: str) -> str:
    """One character, folded: none for an accent that stands alone, several for a ligature."""
    return "".join(one for one in normalize("NFKD", char.casefold()) if not combining(one))
