"""The files of one window: new, open, save, import, export, and the question before changes would be lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from vsm_desktop.assets import _
from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.ui import documents

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow


class Filing:
    """Where the document of a window is kept, and how it gets there."""

    def __init__(self, window: MainWindow, path: Path | None) -> None:
        self.window = window
        self.desk = window.desk
        self.path = path

    @property
    def name(self) -> str:
        """What the window shows as its document: the file's name, else the product family's."""
        return self.path.name if self.path else self.desk.frame.stream.name or _("Unnamed")

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the file actions do."""
        return {
            "new": self.new,
            "open": self.open,
            "import": self.import_sheet,
            "save": self.save,
            "save_as": self.save_as,
            "export": self.export,
        }

    def new(self) -> None:
        """An empty map in a window of its own."""
        self._another(new_stream(), None)

    def open(self) -> None:
        """Ask for a file and open it."""
        if path := documents.ask_open(self.window):
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a file: here if this window holds nothing yet, else in another one."""
        if (stream := documents.open_stream(self.window, path)) is not None:
            self._another(stream, path)

    def open_sample(self, name: str, _checked: bool = False) -> None:
        """Open a shipped sample as an unnamed document."""
        self._another(documents.sample_stream(name), None)

    def import_sheet(self) -> None:
        """Ask for a sheet and make a map of it."""
        if path := documents.ask_sheet(self.window):
            self.import_path(path)

    def import_path(self, path: Path) -> None:
        """Make a map of a sheet and say what was taken."""
        if (found := documents.import_stream(self.window, path)) is None:
            return
        stream, summary = found
        window = self._another(stream, None, saved=False)
        window.statusBar().showMessage(summary, 15_000)

    def save(self) -> bool:
        """Save; ask where if that is not known."""
        return self._save_to(self.path) if self.path else self.save_as()

    def save_as(self) -> bool:
        """Ask where and save."""
        path = documents.ask_save(self.window, self.desk.history.current, self.path)
        return self._save_to(path) if path else False

    def _save_to(self, path: Path) -> bool:
        self.desk.cancel()
        if not documents.save_stream(self.window, self.desk.history.current, path):
            return False
        self.path = path
        self.desk.mark_saved()
        self.window.statusBar().showMessage(_("Saved {name}").format(name=path.name), 4_000)
        return True

    def export(self) -> None:
        """Ask for a format and a place, and export the shown state."""
        start = str((self.path or Path(self.name)).with_suffix(".pdf"))
        path = documents.ask_export(self.window, start)
        if path and documents.export_frame(self.window, self.desk, path):
            self.window.statusBar().showMessage(_("Exported {name}").format(name=path.name), 4_000)

    def _another(self, stream: ValueStream, path: Path | None, *, saved: bool = True) -> MainWindow:
        """Show a document: in this window if it is untouched and empty, else in a new one."""
        if self.path is None and not self.desk.history.dirty and not self.desk.frame.state.nodes:
            self.take(stream, path, saved=saved)
            return self.window
        return self.window.another(stream, path, saved=saved)

    def take(self, stream: ValueStream, path: Path | None, *, saved: bool = True) -> None:
        """Put another document on this window's desk."""
        self.path = path
        self.desk.open(stream, saved=saved)
        self.window.view.fit()

    def may_close(self) -> bool:
        """Ask whether to save first, if something would be lost; False to stay."""
        if not self.desk.history.dirty:
            return True
        answer = documents.ask_unsaved(self.window, self.name)
        button = QMessageBox.StandardButton
        return answer == button.Discard or (answer == button.Save and self.save())
