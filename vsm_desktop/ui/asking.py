"""The questions about files: which one, and what to do before something would be lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from vsm_desktop.assets import _
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import SUFFIX
from vsm_desktop.ui.settings import settings

Button = QMessageBox.StandardButton


def ask_open(parent: QWidget) -> Path | None:
    """Which file to open."""
    return _ask_existing(parent, "open", _("Open"), _("Value streams (*{suffix})").format(suffix=SUFFIX))


def ask_sheet(parent: QWidget) -> Path | None:
    """Which sheet to import."""
    from vsm_desktop.intake.readers.suffixes import SUFFIXES

    kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    return _ask_existing(
        parent, "import", _("Import a sheet"), _("Spreadsheets ({kinds})").format(kinds=kinds)
    )


def ask_mapping(parent: QWidget) -> Path | None:
    """Which mapping to read a sheet by."""
    return _ask_existing(parent, "mapping", _("Load a mapping"), _("Mappings (*.json)"))


def ask_save_mapping(parent: QWidget, name: str) -> Path | None:
    """Where to save a mapping."""
    return _ask_new(parent, "mapping", _("Save mapping"), name, {_("Mapping (*.json)"): ".json"})


def ask_report(parent: QWidget, name: str) -> Path | None:
    """Where to save the report of an import, and as what."""
    kinds = {_("Table (*.csv)"): ".csv", _("JSON (*.json)"): ".json"}
    return _ask_new(parent, "report", _("Save the report"), name, kinds)


def _ask_new(parent: QWidget, purpose: str, title: str, name: str, kinds: dict[str, str]) -> Path | None:
    """Where to write a file; a name without a suffix gets that of the kind, and then must not hit another file unasked."""
    first = next(iter(kinds.values()))
    start = Path(settings().folder(purpose)) / f"{file_name(name)}-{purpose}{first}"
    written, kind = QFileDialog.getSaveFileName(parent, title, str(start), ";;".join(kinds))
    if not written:
        return None
    suffix = Path(written).suffix.lower()
    wanted = suffix if suffix in kinds.values() else kinds.get(kind, first)
    chosen = _with_suffix(parent, Path(written), wanted)
    if chosen is not None:
        settings().keep_folder(purpose, chosen)
    return chosen


def ask_picture(parent: QWidget, suffixes: Sequence[str]) -> Path | None:
    """Which picture to show."""
    kinds = " ".join(f"*{one}" for one in suffixes)
    return _ask_existing(
        parent, "picture", _("Choose a picture"), _("Pictures ({kinds})").format(kinds=kinds)
    )


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
    chosen = _with_suffix(parent, Path(name), SUFFIX)
    if chosen is not None:
        settings().keep_folder("open", chosen)
    return chosen


def file_name(name: str) -> str:
    """A name without what no file name may hold."""
    return "".join(" " if letter in '\\/:*?"<>|' or letter < " " else letter for letter in name).strip()[:80]


def _with_suffix(parent: QWidget, path: Path, suffix: str) -> Path | None:
    """The path, with the suffix if it has another; None if a file lies there that is to stay."""
    if path.suffix.lower() == suffix:
        return path
    whole = path.with_name(path.name + suffix)
    return None if whole.exists() and not _may_replace(parent, whole) else whole


def _may_replace(parent: QWidget, path: Path) -> bool:
    sentence = _("{name} exists already.").format(name=path.name)
    return (
        _ask(parent, _("Save as"), sentence, {Button.Discard: _("Replace"), Button.Cancel: ""})
        == Button.Discard
    )


def ask_export(parent: QWidget, start: Path, *, pictures: bool = False, tables: bool = False) -> Path | None:
    """Where to export to, and as what; only as a picture if there is nothing else to it, or as one or as tables."""
    from vsm_desktop.export.registry import EXPORTERS, PICTURES

    some = (*PICTURES, *((".xlsx", ".csv") if tables else ())) if pictures else ()
    wanted = [one for one in EXPORTERS if not some or one.suffix in some]
    kinds = {f"{one.title} (*{one.suffix})": one.suffix for one in wanted}
    folder = settings().folder("export")
    place = str(Path(folder) / start.name if folder else start)
    name, kind = QFileDialog.getSaveFileName(parent, _("Export"), place, ";;".join(kinds))
    if not name:
        return None
    settings().keep_folder("export", Path(name))
    suffix = kinds.get(kind, ".pdf")
    kept = max((one for one in kinds.values() if name.lower().endswith(one)), key=len, default="")
    if kept and not suffix.endswith(kept):
        return Path(name)
    chosen = Path(name[: len(name) - len(kept)] + suffix)
    return None if str(chosen) != name and chosen.exists() and not _may_replace(parent, chosen) else chosen


def ask_gemba(parent: QWidget, start: Path, suffix: str) -> Path | None:
    """Where to save gemba sheets; a name without the suffix gets it, and then must not hit another file unasked."""
    folder = settings().folder("export")
    kinds = {".pdf": _("PDF document (*.pdf)"), ".xlsx": _("Excel workbook (*.xlsx)")}
    name_ = _("{name} gemba").format(name=start.name) + suffix
    place = str(Path(folder) / name_ if folder else start.with_name(name_))
    name, _kind = QFileDialog.getSaveFileName(parent, _("Save gemba sheets"), place, kinds[suffix])
    if not name:
        return None
    chosen = _with_suffix(parent, Path(name), suffix)
    if chosen is not None:
        settings().keep_folder("export", chosen)
    return chosen


def ask_pdf(parent: QWidget, start: Path) -> Path | None:
    """Where to save a print; a name without the suffix gets it, and then must not hit another file unasked."""
    folder = settings().folder("export")
    place = str(Path(folder) / start.name if folder else start)
    name, _kind = QFileDialog.getSaveFileName(parent, _("Save as PDF"), place, _("PDF document (*.pdf)"))
    if not name:
        return None
    chosen = _with_suffix(parent, Path(name), ".pdf")
    if chosen is not None:
        settings().keep_folder("export", chosen)
    return chosen


def ask_unsaved(parent: QWidget, name: str) -> QMessageBox.StandardButton:
    """Whether to save changes before they would be lost."""
    sentence = _("Save the changes to {name}?").format(name=name)
    verbs = {Button.Save: _("Save"), Button.Discard: _("Don't save"), Button.Cancel: _("Cancel")}
    return _ask(parent, _("Unsaved changes"), sentence, verbs)


def ask_recording(parent: QWidget, burst: str, so_far: str) -> QMessageBox.StandardButton:
    """What becomes of a recording before the window closes: Save for the burst, Discard to leave it drawn by hand."""
    sentence = _("{burst} is being recorded: {so_far}.").format(burst=burst, so_far=so_far)
    more = _("Left as they are, the changes stay on the map as drawn by hand.")
    verbs = {
        Button.Save: _("Make them the burst"),
        Button.Discard: _("Leave as they are"),
        Button.Cancel: _("Cancel"),
    }
    return _ask(parent, _("Recording under way"), sentence, verbs, more)


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


def ask_discard(parent: QWidget, name: str) -> bool:
    """Whether to let go of what another program left behind."""
    sentence = _("Discard what was not saved of {name}? It cannot be brought back.").format(name=name)
    verbs = {Button.Cancel: _("Keep"), Button.Discard: _("Discard")}
    return _ask(parent, _("Unsaved work"), sentence, verbs) == Button.Discard


def ask_go_on(parent: QWidget) -> bool:
    """Whether to go on with an import that was corrected, rather than to let go of it."""
    sentence = _("What you corrected would be lost.")
    verbs = {Button.Cancel: _("Go on"), Button.Discard: _("Discard")}
    return _ask(parent, _("Import a sheet"), sentence, verbs) != Button.Discard


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
