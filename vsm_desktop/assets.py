"""Shipped files, wherever the program is installed, and the words of the reader's language."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent


def asset(folder: str, name: str) -> Path:
    """A shipped file: inside the package in a wheel, at the repository root in a checkout."""
    packaged = _PACKAGE / folder / name
    return packaged if packaged.is_file() else _CHECKOUT / folder / name


def asset_folder(folder: str) -> Path:
    """A shipped folder, found the same way."""
    packaged = _PACKAGE / folder
    return packaged if packaged.is_dir() else _CHECKOUT / folder


@cache
def _translations() -> gettext.NullTranslations:
    return gettext.translation("vsm_desktop", str(asset_folder("resources/locale")), fallback=True)


def _(text: str) -> str:
    """The text in the reader's language; every visible string goes through here."""
    return _translations().gettext(text)
