"""The files of one window: new, open, save, import, export, and the questions before anything would be lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from vsm_desktop.assets import _
from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.store.files import SUFFIX
from vsm_desktop.store.stamp import Stamp, changed_since, stamp_of
from vsm_desktop.tools.rest import at_rest
from vsm_desktop.ui import documents
from vsm_desktop.ui.settings import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vsm_desktop.intake.report import Reading
    from vsm_desktop.store.recovery import Origin
    from vsm_desktop.ui.bursts.recorder import Recorder
    from vsm_desktop.ui.importing.dialog import ImportDialog
    from vsm_desktop.ui.window import MainWindow

CHANGED = "changed"  # the notice that another hand changed the file


class Filing:
    """Where the document of a window is kept, how it gets there, and what its file was when it was last seen."""

    def __init__(self, window: MainWindow, path: Path | None) -> None:
        self.window = window
        self.desk = window.desk
        self.path = path
        self.seen: Stamp | None = stamp_of(path) if path else None
        self._import: ImportDialog | None = None

    @property
    def name(self) -> str:
        """What the window shows as its document: the file's name, else the product family's."""
        return self.path.name if self.path else self.desk.frame.stream.name or _("Unnamed")

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the file actions do."""
        return {
            "new": self.new,
            "new_window": self.new_window,
            "open": self.open,
            "import": self.import_sheet,
            "update_sheet": self.update_from_sheet,
            "update_source": self.update_from_source,
            "save": self.save,
            "save_as": self.save_as,
            "export": self.export,
            "print": self.print_,
            "gemba": self.gemba,
        }

    # opening

    def new(self) -> None:
        """An empty map, in this window if nothing is on it yet."""
        self.show(new_stream(), None)

    def new_window(self) -> None:
        """A window of its own, with the start page."""
        self.window.another(new_stream(), None).show_start()

    def open(self) -> None:
        """Ask for a file and open it."""
        from vsm_desktop.ui import asking

        if path := asking.ask_open(self.window):
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a file here if this window is empty, else in another one; the window that has it already comes forward."""
        if (there := _window_of(path)) is not None:
            bring_forward(there)
            return
        seen = stamp_of(path)
        if (stream := documents.open_stream(self.window, path)) is None:
            return
        settings().add_recent(path)
        self.show(stream, path, seen=seen)

    def take_in(self, path: Path) -> None:
        """Open or import a file, by its kind."""
        if documents.is_sheet(path):
            self.import_path(path)
        else:
            self.open_path(path)

    def drop(self, paths: list[Path]) -> None:
        """Files let go over the window; of what cannot be opened is said why."""
        paths = self.window.editing.pictures.drop(paths)
        maps = [path for path in paths if path.suffix.lower() == SUFFIX]
        sheets = [path for path in paths if documents.is_sheet(path)]
        others = ", ".join(path.name or str(path) for path in paths if path not in [*maps, *sheets])
        if others:
            sentence = _(
                "{names} was not opened: maps are {suffix} files, sheets to import .xlsx, .ods, .csv and the like."
            )
            words = sentence.format(names=others, suffix=SUFFIX)
            self.window.stage.notices.say("dropped", words, tone="alert")
        if sheets[1:]:
            names = ", ".join(path.name for path in sheets[1:])
            words = _("{names} was not opened: sheets are imported one at a time.").format(names=names)
            self.window.stage.notices.say("sheets", words, tone="alert")
        for path in [*maps, *sheets[:1]]:
            self.take_in(path)

    def open_sample(self, name: str) -> None:
        """Open a shipped sample as an unnamed document."""
        self.show(documents.sample_stream(name), None)

    def open_template(self, name: str) -> None:
        """Begin with what a template holds."""
        self.show(documents.template_stream(name), None)

    def open_structure(self, name: str) -> None:
        """Begin with the steps and arrows of a shipped sample."""
        self.show(documents.structure_stream(name), None)

    def import_sheet(self) -> None:
        """Ask for a sheet and make a map of it."""
        self.importing()

    def import_path(self, path: Path) -> None:
        """Make a map of a sheet, by way of the page of the import that needs a look."""
        self.importing().open_path(path)

    def import_text(self, text: str) -> None:
        """Make a map of a table that was copied in another program."""
        self.importing().paste_text(text)

    def importing(self) -> ImportDialog:
        """The import of this window, opened if it is not."""
        from vsm_desktop.ui.importing.dialog import ImportDialog

        if self._import is None:
            drawn = [node.id for node in self.desk.frame.state.nodes if node.kind == "process"]
            updates = self.update_by if drawn else None
            dialog = self._import = ImportDialog(self.window, self.desk.theme, updates)
            dialog.own = drawn
            dialog.made.connect(self._imported)
            dialog.finished.connect(self._forget_import)
            self.window.bridge.changed.connect(dialog.follow)
            dialog.open()
        return self._import

    @property
    def front(self) -> QWidget:
        """What a dialog is to stand before: the import that is under way, else the window."""
        return self._import or self.window

    def leave(self) -> None:
        """The window goes, and an import that is under way with it."""
        if self._import is not None:
            self._import.done(0)

    def _forget_import(self, _result: int) -> None:
        self._import = None

    def offer_table(self, text: str) -> bool:
        """Offer to make a map of a text from the clipboard that looks like a table; False if it does not."""
        if text.count("\n") < 1 or "\t" not in text:
            return False
        from vsm_desktop.ui.notice import Answer

        sentence = _("The clipboard holds a table. It can become a map of its own.")
        take = Answer(_("Import as table…"), partial(self.import_text, text), main=True)
        self.window.stage.notices.say("table", sentence, take)
        return True

    def updated(self, name: str) -> None:
        """The map has taken what a sheet says, and an import that led to it is over."""
        if self._import is not None:
            self._import.updated()
        self.window.say(_("Updated from {name}.").format(name=name))

    def _imported(self, stream: ValueStream, summary: str) -> None:
        window = self.show(stream, None, saved=False)
        window.statusBar().showMessage(summary, 15_000)

    def update_from_sheet(self) -> None:
        """Ask for a sheet and show how the open map differs from it."""
        from vsm_desktop.ui.updating.errands import update_from_sheet

        update_from_sheet(self.window)

    def update_from_source(self) -> None:
        """Read the sheet the map was made from again, and show how the map differs from it."""
        from vsm_desktop.ui.updating.errands import update_from_source

        update_from_source(self.window)

    def update_by(self, reading: Reading) -> None:
        """Show how the open map differs from what was read of a sheet; once that is taken, the import is over."""
        from vsm_desktop.ui.updating.errands import update_by

        update_by(self.window, reading)

    def show(
        self, stream: ValueStream, path: Path | None, *, saved: bool = True, seen: Stamp | None = None
    ) -> MainWindow:
        """Show a document: in this window if it is untouched and empty, else in a new one."""
        fresh = self.path is None and not self.desk.history.dirty and not self.desk.frame.state.nodes
        window = self.window if fresh else self.window.another(stream, path, saved=saved)
        window.filing.path, window.filing.seen = path, seen
        if fresh:
            self.desk.open(stream, saved=saved)
            window.stage.leave_start()
            window.view.fit()
            window.watching.look_at_source()
        return window

    # saving

    def save(self) -> bool:
        """Save; ask where if that is not known."""
        return self._save_to(self.path) if self.path else self.save_as()

    def save_as(self) -> bool:
        """Ask where and save."""
        from vsm_desktop.ui import asking

        path = asking.ask_save(self.window, self.desk.history.current, self.path)
        return self._save_to(path) if path else False

    def _save_to(self, path: Path) -> bool:
        if path == self.path and changed_since(path, self.seen):
            return self._save_over(path)
        return self._write(path)

    def _write(self, path: Path) -> bool:
        from vsm_desktop.ui import asking

        self.desk.cancel()
        if why := documents.save_stream(self.desk.history.current, path):
            return asking.ask_elsewhere(self.window, why) and self.save_as()
        self.path, self.seen = path, stamp_of(path)
        settings().add_recent(path)
        self.desk.mark_saved()
        self.window.stage.notices.take_back(CHANGED)
        self.window.statusBar().showMessage(_("Saved {name}").format(name=path.name), 4_000)
        return True

    def _save_over(self, path: Path) -> bool:
        """The file is not what it was; True if what is on the desk is saved in the end."""
        from vsm_desktop.ui import asking

        answer = asking.ask_changed(self.window, path.name)
        if answer == asking.Button.Save:
            return self.save_as()
        if answer == asking.Button.Discard:
            return self._write(path)
        if answer == asking.Button.Reset:
            self.reload(path)
        return False

    def reload(self, path: Path) -> None:
        """Show the file as it is now; undo goes back to what was on the desk."""
        seen = stamp_of(path)
        if (stream := documents.open_stream(self.window, path)) is not None:
            self.desk.commit_stream(_("Reload"), lambda _mine: stream)
            self.seen = seen
            self.desk.mark_saved()

    def export(self) -> None:
        """Ask for a format and a place, and export the shown state."""
        from vsm_desktop.ui import asking

        unnamed = Path(asking.file_name(self.name) + ".pdf")
        path = asking.ask_export(self.window, self.path.with_suffix(".pdf") if self.path else unnamed)
        if path:
            self.export_path(path)

    def export_path(self, path: Path) -> None:
        """Export the recorded document's shown state, in the background."""
        work = partial(documents.export_state, self.desk.history.current, self.desk.frame.state_id, path)
        said = _("Exported {name}").format(name=path.name)
        words = _("Exporting {name}…").format(name=path.name)
        self.window.jobs.start(words, work, lambda _none: self.window.statusBar().showMessage(said, 4_000))

    def print_(self) -> None:
        """Show the pages of the shown state, to print them or keep them as a PDF."""
        from vsm_desktop.ui import asking
        from vsm_desktop.ui.printing.dialog import PrintDialog  # few print each time

        self.desk.use(at_rest())
        name = self.path.stem if self.path else asking.file_name(self.name)
        dialog = PrintDialog(self.desk, name, self.path.parent if self.path else None, self.window)
        self.window.bridge.changed.connect(dialog.show_desk)
        dialog.open()

    def gemba(self) -> None:
        """Ask which gemba sheets are wanted, and write them in the background."""
        from vsm_desktop.ui import asking
        from vsm_desktop.ui.gemba import GembaDialog

        self.desk.use(at_rest())
        name = self.path.with_suffix("") if self.path else Path(asking.file_name(self.name))
        GembaDialog(self.desk, name, self.window.jobs, self.window.statusBar(), self.window).open()

    def may_close(self) -> bool:
        """Ask whether to save first, if something would be lost; False to stay."""
        from vsm_desktop.ui import asking

        recorder = self.window.findChild(QObject, "recorder")
        if recorder is not None and not cast("Recorder", recorder).may_leave():
            return False
        if not self.desk.history.dirty:
            return True
        answer = asking.ask_unsaved(self.window, self.name)
        return answer == asking.Button.Discard or (answer == asking.Button.Save and self.save())

    def say_not_kept(self, reason: str) -> None:
        """The copy against a sudden end could not be written; said once, until it is closed."""
        if "unkept" not in self.window.stage.notices.shown:
            sentence = _("No copy of unsaved changes is kept: {reason}. Save often.")
            self.window.stage.notices.say("unkept", sentence.format(reason=reason), tone="alert")

    def origin(self) -> Origin:
        """Where the document came from, for what is kept against a sudden end."""
        from vsm_desktop.ui.autosave import origin_of

        return origin_of(self.path, self.name, self.seen.digest if self.seen else "")


def _window_of(path: Path) -> MainWindow | None:
    """The window in which a file is open."""
    from vsm_desktop.ui.window import windows

    here = path.absolute()
    return next((one for one in windows if one.filing.path and one.filing.path.absolute() == here), None)


def bring_forward(window: MainWindow) -> None:
    """Let the reader see a window."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
