"""The command `vsm-desktop`, also as `python -m vsm_desktop`: files open windows at once, the rest is the command line.

A window is on the screen sooner if nothing it does not need is imported before it; so it is told apart here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from vsm_desktop.assets import _

READER = "--read-a-sheet"  # the built program is its own reader of files, see intake/readers/process
COMMANDS = frozenset(
    (
        *("new", "import", "update", "diff", "families", "gemba", "metrics", "explain"),
        *("findings", "levers", "scoreboard", "export", "check", "schema"),
    )
)


def main(args: Sequence[str] | None = None) -> None:
    """Open a window for nothing, one for each file, or else do what the command says."""
    words = list(sys.argv[1:] if args is None else args)
    if words == [READER]:
        from vsm_desktop.intake.readers.child import main as read_a_sheet

        return read_a_sheet()
    if words and (words[0] in COMMANDS or any(word.startswith("-") for word in words)):
        from vsm_desktop.cli import main as command_line

        command_line(words)
    try:
        code = start_windows([Path(word) for word in words])
    except NoWindow as reason:
        print(reason, file=sys.stderr)
        code = 1
    sys.exit(code)


class NoWindow(Exception):
    """A window cannot be opened; the message says why."""


def start_windows(files: Sequence[Path]) -> int:
    """Show a window for each file, or one with the start page, until all are closed. Raises NoWindow."""
    for file in files:
        if not file.exists():
            raise NoWindow(_("{name} is no command and no file that exists.").format(name=file))
    return start_window(files[0] if files else None, more=files[1:])


def start_window(
    file: Path | None, painted: Callable[[], None] | None = None, more: Sequence[Path] = ()
) -> int:
    """Show a window until it is closed; `painted` is called when the map first stands in it.

    Raises NoWindow for a file that does not exist or where there is no display.
    """
    if file is not None and not file.exists():
        raise NoWindow(_("{name} is no command and no file that exists.").format(name=file))
    if not has_display():
        raise NoWindow(
            _("There is no display to open a window on. The commands work without one: vsm-desktop --help")
        )
    import gc

    gc.disable()  # nothing made while starting is garbage; looking for it costs a tenth of the start
    import vsm_desktop.tools.desk  # noqa: F401 - before Qt, which hooks into every import after its own
    from vsm_desktop.app import run

    return run(file, painted, more)


def has_display() -> bool:
    """Qt ends the process where it finds no display; so ask before."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    main()
