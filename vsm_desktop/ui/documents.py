"""Files and the window: open, import, save, export, each with its dialog and its words when something fails."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from vsm_desktop.assets import Progress, Watch, _, asset
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.edits import in_state
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import SUFFIX, FileProblem, load, loads, save
from vsm_desktop.ui.errors import tell
from vsm_desktop.ui.jobs import NoResult
from vsm_desktop.ui.settings import settings

SHEETS = (".xlsx", ".xlsm")
Button = QMessageBox.StandardButton


def open_stream(parent: QWidget | None, path: Path) -> ValueStream | None:
    """Read a file; a dialog says why not."""
    try:
        return load(path)
    except FileProblem as problem:
        tell(parent, _("This file cannot be opened"), str(problem))
        return None


def sample_stream(name: str) -> ValueStream:
    """A shipped sample as a new, unnamed document."""
    return loads(asset("resources/samples", name).read_text(encoding="utf-8"))


def template_stream(name: str) -> ValueStream:
    """A shipped template as a new, unnamed document."""
    return loads(asset("resources/templates", name).read_text(encoding="utf-8"))


def import_stream(path: Path, progress: Progress) -> tuple[ValueStream, str]:
    """Read a sheet and lay its map out, on a thread; the document and what was taken. Raises NoResult, Cancelled."""
    from vsm_desktop.intake.sheets import SheetError, read_sheet

    try:
        reading = read_sheet(path, progress=lambda share: progress(0.65 * share))
    except SheetError as error:
        raise NoResult(_("This sheet cannot be read"), str(error)) from error
    stream, report = reading.stream, reading.report
    if stream is None:
        raise NoResult(_("This sheet makes no map"), report.refused or report.summary)
    return in_state(stream.state().id, arrange(size_of))(stream), report.summary


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
    from vsm_desktop.export.registry import Settings, exporter_for

    watch = Watch(progress)
    try:
        exporter = exporter_for(path)
        frame = frame_of(stream, state_id, "print")
        watch.at(0.2)
        exporter.write(frame, path, Settings(), watch.part(0.2, 0.8))
    except ExportError as error:
        raise NoResult(_("Nothing was exported"), str(error)) from error


def ask_open(parent: QWidget) -> Path | None:
    """Which file to open."""
    return _ask_existing(parent, "open", _("Open"), _("Value streams (*{suffix})").format(suffix=SUFFIX))


def ask_sheet(parent: QWidget) -> Path | None:
    """Which sheet to import."""
    return _ask_existing(parent, "import", _("Import a sheet"), _("Spreadsheets (*.xlsx *.xlsm)"))


def _ask_existing(parent: QWidget, purpose: str, title: str, kinds: str) -> Path | None:
    name, _kind = QFileDialog.getOpenFileName(parent, title, settings().folder(purpose), kinds)
    if not name:
        return None
    settings().keep_folder(purpose, Path(name))
    return Path(name)


def ask_save(parent: QWidget, stream: ValueStream, path: Path | None) -> Path | None:
    """Where to save; a name without the suffix gets it, and then must not hit another file unasked."""
    start = path or Path(settings().folder("open")) / (file_name(stream.name or _("Value stream")) + SUFFIX)
    name, _kind = QFileDialog.getSaveFileName(
        parent, _("Save as"), str(start), _("Value streams (*{suffix})").format(suffix=SUFFIX)
    )
    if not name:
        return None
    chosen = Path(name)
    if chosen.suffix.lower() != SUFFIX:
        chosen = chosen.with_name(chosen.name + SUFFIX)
        if chosen.exists() and not _may_replace(parent, chosen):
            return None
    settings().keep_folder("open", chosen)
    return chosen


def file_name(name: str) -> str:
    """A name without what no file name may hold."""
    return "".join(" " if letter in '\\/:*?"<>|' or letter < " " else letter for letter in name).strip()[:80]


def _may_replace(parent: QWidget, path: Path) -> bool:
    sentence = _("{name} exists already.").format(name=path.name)
    return (
        _ask(parent, _("Save as"), sentence, {Button.Discard: _("Replace"), Button.Cancel: ""})
        == Button.Discard
    )


def ask_export(parent: QWidget, start: Path) -> Path | None:
    """Where to export to, and as what."""
    from vsm_desktop.export.registry import EXPORTERS

    kinds = {f"{one.title} (*{one.suffix})": one.suffix for one in EXPORTERS}
    folder = settings().folder("export")
    place = str(Path(folder) / start.name if folder else start)
    name, kind = QFileDialog.getSaveFileName(parent, _("Export"), place, ";;".join(kinds))
    if not name:
        return None
    settings().keep_folder("export", Path(name))
    return Path(name) if Path(name).suffix in kinds.values() else Path(name + kinds.get(kind, ".pdf"))


def ask_unsaved(parent: QWidget, name: str) -> QMessageBox.StandardButton:
    """Whether to save changes before they would be lost."""
    sentence = _("Save the changes to {name}?").format(name=name)
    verbs = {Button.Save: _("Save"), Button.Discard: _("Don't save"), Button.Cancel: _("Cancel")}
    return _ask(parent, _("Unsaved changes"), sentence, verbs)


def ask_changed(parent: QWidget, name: str) -> QMessageBox.StandardButton:
    """What to do with a file that another hand has changed: Save for another name, Reset to reload, Discard to overwrite."""
    sentence = _("{name} was changed by another program since it was opened here.").format(name=name)
    more = _("Saving now would overwrite those changes. Reloading keeps yours one undo away.")
    verbs = {
        Button.Save: _("Save as…"),
        Button.Discard: _("Overwrite"),
        Button.Reset: _("Reload"),
        Button.Cancel: _("Cancel"),
    }
    return _ask(parent, _("Changed on disk"), sentence, verbs, more)


def ask_elsewhere(parent: QWidget, sentence: str) -> bool:
    """Whether to save in another place what could not be saved in this one."""
    verbs = {Button.Save: _("Save as…"), Button.Cancel: _("Cancel")}
    return _ask(parent, _("The map was not saved"), sentence, verbs) == Button.Save


def _ask(
    parent: QWidget, title: str, sentence: str, verbs: dict[QMessageBox.StandardButton, str], more: str = ""
) -> QMessageBox.StandardButton:
    """A question with verbs for answers; the first is the main one, Escape is Cancel."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, sentence, parent=parent)
    box.setInformativeText(more)
    for button, verb in verbs.items():
        made = box.addButton(button)
        if verb:
            made.setText(verb)
    box.setDefaultButton(next(iter(verbs)))
    box.setEscapeButton(Button.Cancel)
    return Button(box.exec())
