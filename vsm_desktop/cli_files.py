"""Files of the command line: maps read and written, and the one line that says what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vsm_desktop.assets import _

if TYPE_CHECKING:
    from vsm_desktop.model.stream import State, ValueStream


one_state = click.option(
    "--state", default="", metavar="NAME", help=_("Which state; the one shown when opened by default.")
)
"""The option of a command that is about one state."""


class Fault(click.ClickException):
    """The input is at fault: one line on stderr, exit code 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


def load_map(file: Path) -> ValueStream:
    """The map in a file. Raises Fault."""
    from vsm_desktop.store.files import FileProblem, load

    try:
        return load(file)
    except FileProblem as problem:
        raise Fault(str(problem)) from None


def save_map(stream: ValueStream, out: Path) -> None:
    """Write a map to a .vsm file. Raises Fault."""
    from vsm_desktop.store.files import SUFFIX, FileProblem, save

    if out.suffix.lower() != SUFFIX:
        raise Fault(
            _("{name} was not written: maps are kept in {suffix} files.").format(name=out, suffix=SUFFIX)
        )
    try:
        save(stream, out)
    except FileProblem as problem:
        raise Fault(str(problem)) from None


def write_text(path: Path, text: str) -> None:
    """Write a text to a file. Raises Fault."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Fault(
            _("{name} could not be written: {reason}.").format(name=path, reason=error.strerror)
        ) from None


def write_json(path: Path, data: Any) -> None:
    """Write data for programs to a file. Raises Fault."""
    write_text(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def print_json(data: Any) -> None:
    """Print data for programs."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def state_of(stream: ValueStream, name: str) -> State:
    """The state of a name, or the one shown without one. Raises Fault."""
    if not name:
        return stream.state()
    try:
        return stream.find_state(name)
    except KeyError:
        known = ", ".join(state.id for state in stream.states)
        raise Fault(
            _("There is no state {name}. There are: {known}.").format(name=name, known=known)
        ) from None
