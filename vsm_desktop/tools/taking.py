"""What is taken from the palette, as the tool that puts it on the map."""

from __future__ import annotations

from vsm_desktop.model.catalogue import article
from vsm_desktop.tools.bench import Tool


def taking(key: str) -> Tool:
    """The tool for an article: symbols are placed, arrows drawn, operators put to work."""
    one = article(key)
    if one.is_part:
        from vsm_desktop.tools.staff import Staff

        return Staff()
    if one.is_arrow:
        from vsm_desktop.tools.connect import Connect

        return Connect(key)
    from vsm_desktop.tools.place import Place

    return Place(key)
