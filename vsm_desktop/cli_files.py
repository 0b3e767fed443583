"""Files of the command line: maps read and written, and the one line that says what is wrong with them."""

from __future__ import annotations

import json
from datetime import date, datetime
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
MAP = click.Path(path_type=Path, readable=False)
"""A map on the command line: a file, which may be followed by # and one of its states."""


class Day(click.ParamType[date]):
    """A day on the command line."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Fails in words for what is none."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(_("not a date: {value}; write it as 2027-02-01").format(value=value), param, ctx)


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


def place_of(word: Path) -> tuple[Path, str]:
    """The file a word of the command line names, and the name or id of a state behind a #, if there is one.

    A # may also belong to the name of the file: a file that is there wins.
    """
    text = str(word)
    if "#" not in text or word.exists():
        return word, ""
    places = [at for at, letter in enumerate(text) if letter == "#"]
    at = next((at for at in reversed(places) if Path(text[:at]).is_file()), places[-1])
    return Path(text[:at]), text[at + 1 :]


def map_and_state(word: Path, wanted: str = "") -> tuple[Path, ValueStream, str]:
    """The file of a map, the map, and the name of the state that is asked for behind a # or by --state; "" for none.

    Raises Fault, and click's UsageError where both ask for another one.
    """
    file, name = place_of(word)
    if name and wanted and name != wanted:
        raise click.UsageError(_("Say which state once: behind the # or with --state."))
    return file, load_map(file), name or wanted


def side_of(word: Path, wanted: str = "") -> tuple[ValueStream, State]:
    """The map and the state a word of the command line names, the one the map opens with by default. Raises Fault."""
    _file, stream, name = map_and_state(word, wanted)
    return stream, state_of(stream, name)


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
