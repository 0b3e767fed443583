"""Files and the window: open, import, save, export, each with its dialog and its words when something fails."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from vsm_desktop.assets import _, asset, asset_folder
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.edits import in_state
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import SUFFIX, FileProblem, load, loads, save
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.errors import tell

SHEETS = (".xlsx", ".xlsm")


def open_stream(parent: QWidget | None, path: Path) -> ValueStream | None:
    """Read a file; a dialog says why not."""
    try:
        return load(path)
    except FileProblem as problem:
        tell(parent, _("This file cannot be opened"), str(problem))
        return None


def samples() -> list[tuple[str, str]]:
    """The shipped samples: file name and title."""
    names = sorted(
        entry.name for entry in asset_folder("resources/samples").iterdir() if entry.name.endswith(SUFFIX)
    )
    return [(name, name.removesuffix(SUFFIX).replace("-", " ").capitalize()) for name in names]


def sample_stream(name: str) -> ValueStream:
    """A shipped sample as a new, unnamed document."""
    return loads(asset("resources/samples", name).read_text(encoding="utf-8"))


def import_stream(parent: QWidget | None, path: Path) -> tuple[ValueStream, str] | None:
    """Read a sheet and lay its map out; the document and what was taken, or a dialog that says why not."""
    from vsm_desktop.intake.sheets import SheetError, read_sheet

    try:
        with _Waiting():
            reading = read_sheet(path)
    except SheetError as error:
        tell(parent, _("This sheet cannot be read"), str(error))
        return None
    stream, report = reading.stream, reading.report
    if stream is None:
        tell(parent, _("This sheet makes no map"), report.refused or report.summary)
        return None
    return in_state(stream.state().id, arrange(size_of))(stream), report.summary


def save_stream(parent: QWidget | None, stream: ValueStream, path: Path) -> bool:
    """Write a file; a dialog says why not."""
    try:
        save(stream, path)
    except FileProblem as problem:
        tell(parent, _("The map was not saved"), str(problem))
        return False
    return True


def export_frame(parent: QWidget | None, desk: Desk, path: Path) -> bool:
    """Write the shown state in the format of the suffix, in print colours."""
    from vsm_desktop.export.atomic import ExportError
    from vsm_desktop.export.registry import Settings, exporter_for

    try:
        with _Waiting():
            frame = frame_of(desk.history.current, desk.frame.state_id, "print")
            exporter_for(path).write(frame, path, Settings())
    except ExportError as error:
        tell(parent, _("Nothing was exported"), str(error))
        return False
    return True


def ask_open(parent: QWidget) -> Path | None:
    """Which file to open."""
    name, _kind = QFileDialog.getOpenFileName(
        parent, _("Open"), "", _("Value streams (*{suffix})").format(suffix=SUFFIX)
    )
    return Path(name) if name else None


def ask_sheet(parent: QWidget) -> Path | None:
    """Which sheet to import."""
    name, _kind = QFileDialog.getOpenFileName(
        parent, _("Import a sheet"), "", _("Spreadsheets (*.xlsx *.xlsm)")
    )
    return Path(name) if name else None


def ask_save(parent: QWidget, stream: ValueStream, path: Path | None) -> Path | None:
    """Where to save."""
    start = str(path or (stream.name or _("Value stream")) + SUFFIX)
    name, _kind = QFileDialog.getSaveFileName(
        parent, _("Save as"), start, _("Value streams (*{suffix})").format(suffix=SUFFIX)
    )
    if not name:
        return None
    return Path(name) if Path(name).suffix else Path(name + SUFFIX)


def ask_export(parent: QWidget, start: str) -> Path | None:
    """Where to export to, and as what."""
    from vsm_desktop.export.registry import EXPORTERS

    kinds = {f"{one.title} (*{one.suffix})": one.suffix for one in EXPORTERS}
    name, kind = QFileDialog.getSaveFileName(parent, _("Export"), start, ";;".join(kinds))
    if not name:
        return None
    return Path(name) if Path(name).suffix in kinds.values() else Path(name + kinds.get(kind, ".pdf"))


def ask_unsaved(parent: QWidget, name: str) -> QMessageBox.StandardButton:
    """Whether to save changes before they would be lost."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        _("Unsaved changes"),
        _("Save the changes to {name}?").format(name=name),
        parent=parent,
    )
    button = QMessageBox.StandardButton
    box.setStandardButtons(button.Save | button.Discard | button.Cancel)
    box.setDefaultButton(button.Save)
    return button(box.exec())


class _Waiting:
    """The waiting cursor while work of a moment is done."""

    def __enter__(self) -> None:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)

    def __exit__(self, *_error: object) -> None:
        QGuiApplication.restoreOverrideCursor()
