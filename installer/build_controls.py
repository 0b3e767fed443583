#!/usr/bin/env python3
"""Make the marks of check boxes, combo boxes and spin boxes in ``resources/controls/``, one set for each theme.

A style sheet takes pictures only from files, and they have to have their colour; so every mark is there in the colours
of every theme of the window. Run it after a change of ``resources/theme.json``:

    python installer/build_controls.py
"""

from __future__ import annotations

import json
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
THEMES = ("light", "dark", "light-contrast", "dark-contrast")
MARKS = {  # name: the line in a field of 12, and the token of its colour
    "check": ("M2.75 6.25l2.25 2.25 4.25-5", "on_accent"),
    "dash": ("M3 6h6", "on_accent"),
    "dot": ("M6 6v.01", "on_accent"),
    "up": ("M3 7.5l3-3 3 3", "text2"),
    "down": ("M3 4.5l3 3 3-3", "text2"),
    "right": ("M4.5 3l3 3-3 3", "text2"),
    "tick": ("M2.75 6.25l2.25 2.25 4.25-5", "text"),
}


def mark(line: str, color: str, width: float) -> str:
    """A mark as SVG."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="12" viewBox="0 0 12 12" fill="none" '
        f'stroke="{color}" stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{line}"/></svg>\n'
    )


def marks() -> dict[str, str]:
    """Every mark by the name of its file."""
    themes = json.loads((RESOURCES / "theme.json").read_text(encoding="utf-8"))
    return {
        f"{theme}-{name}.svg": mark(line, themes[theme][token], 5 if name == "dot" else 1.75)
        for theme in THEMES
        for name, (line, token) in MARKS.items()
    }


def main() -> None:
    folder = RESOURCES / "controls"
    folder.mkdir(exist_ok=True)
    for name, text in marks().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
