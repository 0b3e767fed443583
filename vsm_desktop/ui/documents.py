"""Files and the window: open, save, export, each with its words when something fails."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import Progress, Watch, _, asset
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import FileProblem, load, loads, save
from vsm_desktop.ui.errors import tell
from vsm_desktop.ui.jobs import NoResult


def open_stream(parent: QWidget | None, path: Path) -> ValueStream | None:
    """Read a file; a dialog says why not."""
    try:
        return load(path)
    except FileProblem as problem:
        tell(parent, _("This file cannot be opened"), str(problem))
        return None


def is_sheet(path: Path) -> bool:
    """Whether a file is a sheet to be imported, by its suffix."""
    from vsm_desktop.intake.readers.suffixes import SUFFIXES  # not before there is a file

    return path.suffix.lower() in SUFFIXES


def sample_stream(name: str) -> ValueStream:
    """A shipped sample as a new, unnamed document."""
    return loads(asset("resources/samples", name).read_text(encoding="utf-8"))


def template_stream(name: str) -> ValueStream:
    """A shipped template as a new, unnamed document."""
    return loads(asset("resources/templates", name).read_text(encoding="utf-8"))


def structure_stream(name: str) -> ValueStream:
    """A shipped sample as a template: its steps and arrows without its values."""
    from vsm_desktop.edit.emptied import emptied

    return emptied(sample_stream(name))


def save_stream(stream: ValueStream, path: Path) -> str:
    """Write a file; empty if that went well, else why not."""
    try:
        save(stream, path)
    except FileProblem as problem:
        return str(problem)
    return ""


def export_state(stream: ValueStream, state_id: str, path: Path, progress: Progress) -> None:
    """Write a state in the format of the suffix, in print colours, on a thread. Raises NoResult, Cancelled."""
    from vsm_desktop.export.atomic import ExportError
    from vsm_desktop.export.book import print_frame
    from vsm_desktop.export.registry import Settings, exporter_for

    watch = Watch(progress)
    try:
        exporter = exporter_for(path)
        frame = print_frame(stream, state_id)
        watch.at(0.2)
        exporter.write(frame, path, Settings(), watch.part(0.2, 0.8))
    except ExportError as error:
        raise NoResult(_("Nothing was exported"), str(error)) from error
