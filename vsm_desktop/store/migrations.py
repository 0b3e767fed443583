"""From older formats to the present one: one flat list of steps on raw data; the list is the numbering."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vsm_desktop.assets import _

Raw = dict[str, Any]

MIGRATIONS: tuple[Callable[[Raw], Raw], ...] = ()
CURRENT = len(MIGRATIONS) + 1


class NewerFile(ValueError):
    """The file was written by a program that knows more than this one."""


def upgrade(raw: Raw) -> Raw:
    """The same document in the present format. Raises NewerFile with a sentence."""
    version = raw.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise NewerFile(_("The file does not say which format it has. It was not changed."))
    if version > CURRENT:
        raise NewerFile(
            _(
                "This file comes from a newer version (format {version}; this program knows {known}). "
                "It was not changed. Update the program to open it."
            ).format(version=version, known=CURRENT)
        )
    for step in MIGRATIONS[version - 1 :]:
        raw = step(dict(raw))
    return raw | {"version": CURRENT}
