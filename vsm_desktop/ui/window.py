"""The main window: palette, map, properties and number strip round one desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QSizePolicy,
    QSplitter,
    QTabBar,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop import __version__
from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import load_other_scripts, window_font
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.edits import delete, move
from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.tools.connect import NATURAL, Connect
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.place import Place
from vsm_desktop.tools.select import Select
from vsm_desktop.tools.snap import GRID
from vsm_desktop.ui import documents
from vsm_desktop.ui.actions import NUDGES, dress, fill_insert, fill_menus, fill_toolbar, make_actions
from vsm_desktop.ui.bridge import Bridge
from vsm_desktop.ui.empty import EmptyCard
from vsm_desktop.ui.palette import Palette
from vsm_desktop.ui.properties import Properties
from vsm_desktop.ui.strip import Strip
from vsm_desktop.ui.style import apply_style


class MainWindow(QMainWindow):
    """One document, one window."""

    def __init__(
        self, stream: ValueStream | None = None, path: Path | None = None, theme: ThemeName = "light"
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.path = path
        self.desk = Desk(stream or new_stream(), theme)
        self.bridge = Bridge(self.desk)
        self.strip = Strip()
        self.view = MapView(self.desk)
        self.palette_panel = Palette(self.desk, self.view)
        self.properties = Properties(self.desk)
        self.tabs = QTabBar()
        self.empty: EmptyCard | None = None
        self.actions_by_name = make_actions(self, self._handlers(), theme)
        self._build()
        self._nudges()
        self.bridge.changed.connect(self.show_desk)
        self.view.zoomed.connect(self._show_zoom)
        self.view.first_painted.connect(self._finish)
        self.resize(1600, 1000)
        self.setMinimumSize(1024, 680)
        self._first = True
        self.show_desk(self.desk)

    # building

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.new,
            "open": self.open,
            "import": self.import_sheet,
            "save": self.save,
            "save_as": self.save_as,
            "export": self.export,
            "close": self.close,
            "quit": QApplication.closeAllWindows,
            "undo": self.desk.undo,
            "redo": self.desk.redo,
            "delete": self.delete,
            "select_all": self.select_all,
            "edit_name": self.edit_name,
            "select_tool": lambda: self.desk.use(Select()),
            "connect_tool": lambda: self.desk.use(Connect(NATURAL)),
            "arrange": lambda: self.desk.commit(_("Arrange"), arrange(size_of)),
            "zoom_in": lambda: self.view.zoom_by(1.25),
            "zoom_out": lambda: self.view.zoom_by(0.8),
            "zoom_100": lambda: self.view.zoom_to(1.0),
            "fit": self.view.fit,
            "palette": lambda: self.palette_panel.setVisible(not self.palette_panel.isVisible()),
            "properties": lambda: self.properties.setVisible(not self.properties.isVisible()),
            "dark": self.switch_theme,
            "about": self.about,
        }

    def _first_steps(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            (_("Open the sample of a stamping plant"), partial(self.open_sample, "acme-current.vsm")),
            (_("Import a sheet of process steps…"), self.import_sheet),
            (_("Open a map…"), self.open),
        ]

    def _build(self) -> None:
        fill_menus(self, self.actions_by_name, {"samples": self._samples_menu, "insert": self._insert_menu})
        self.addToolBar(self._toolbar())
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setHandleWidth(1)
        middle.setChildrenCollapsible(False)
        for panel in (self.palette_panel, self.view, self.properties):
            middle.addWidget(panel)
        middle.setStretchFactor(1, 1)
        middle.setSizes([212, 1100, 288])
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(middle, 1)
        self.setCentralWidget(body)
        self.hint, self.where, self.zoom_label = QLabel(), QLabel(), QLabel()
        self.statusBar().addWidget(self.hint, 1)
        self.statusBar().addPermanentWidget(self.where)
        self.statusBar().addPermanentWidget(self.zoom_label)
        self.statusBar().setSizeGripEnabled(False)

    def _toolbar(self) -> QToolBar:
        bar = QToolBar(_("Tools"))
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))
        bar.setObjectName("toolbar")
        fill_toolbar(bar, self.actions_by_name)
        bar.addWidget(_spring())
        self.tabs.setAccessibleName(_("States"))
        self.tabs.setExpanding(False)
        self.tabs.currentChanged.connect(self._turn_to)
        bar.addWidget(self.tabs)
        bar.addWidget(_spring())
        button = QToolButton()
        button.setObjectName("export")
        button.setDefaultAction(self.actions_by_name["export"])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addWidget(button)
        return bar

    def _samples_menu(self, menu: QMenu) -> None:
        inner = menu.addMenu(_("Open a sample"))
        for name, title in documents.samples():
            inner.addAction(title).triggered.connect(partial(self.open_sample, name))

    def _insert_menu(self, menu: QMenu) -> None:
        fill_insert(menu, lambda kind, arrow: self.desk.use(Connect(kind) if arrow else Place(kind)))

    def _nudges(self) -> None:
        """Arrow keys move what is selected; with Shift by the grid times five."""
        for key, (dx, dy) in NUDGES.items():
            for prefix, step in (("", GRID), ("Shift+", 5 * GRID)):
                action = QAction(self.view)
                action.setShortcut(QKeySequence(prefix + key))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                action.triggered.connect(partial(self._nudge, dx * step, dy * step))
                self.view.addAction(action)

    # showing

    def show_desk(self, desk: Desk) -> None:
        """Bring everything up to the desk."""
        self.view.show_desk(desk)
        self._show_empty(not desk.frame.state.nodes)
        self.strip.show_frame(desk.frame)
        if not self._first:
            self.properties.show_desk(desk)
        self.palette_panel.show_desk(desk)
        self._show_tabs(desk)
        self._show_actions(desk)
        self.hint.setText(desk.tool.hint(desk))
        paper = desk.frame.state.paper
        form = _("portrait") if desk.frame.state.portrait else _("landscape")
        self.where.setText(f"{paper} {form}")
        self.setWindowModified(desk.history.dirty)
        self.setWindowTitle(f"{self._name()}[*] – VSM Desktop")

    def _show_empty(self, empty: bool) -> None:
        if empty and self.empty is None:
            self.empty = EmptyCard(self.view, self._first_steps())
        if self.empty is not None:
            self.empty.show_for(empty)

    def _show_tabs(self, desk: Desk) -> None:
        states = desk.frame.stream.states
        self.tabs.blockSignals(True)
        while self.tabs.count() > len(states):
            self.tabs.removeTab(self.tabs.count() - 1)
        for i, state in enumerate(states):
            if i == self.tabs.count():
                self.tabs.addTab("")
            if self.tabs.tabText(i) != (state.name or state.id):
                self.tabs.setTabText(i, state.name or state.id)
            if state.id == desk.frame.state_id and self.tabs.currentIndex() != i:
                self.tabs.setCurrentIndex(i)
        self.tabs.blockSignals(False)

    def _show_actions(self, desk: Desk) -> None:
        actions, history = self.actions_by_name, desk.history
        for name, label, word in (
            ("undo", history.undo_label, _("Undo")),
            ("redo", history.redo_label, _("Redo")),
        ):
            actions[name].setEnabled(label is not None)
            actions[name].setText(f"{word}: {label}" if label else word)
        actions["delete"].setEnabled(bool(desk.selection))
        actions["edit_name"].setEnabled(len(desk.selection) == 1)
        actions["select_tool"].setChecked(desk.tool.name == "select")
        actions["connect_tool"].setChecked(desk.tool.name == "connect")
        actions["palette"].setChecked(not self.palette_panel.isHidden())
        actions["properties"].setChecked(not self.properties.isHidden())
        actions["dark"].setChecked(desk.theme == "dark")

    def _show_zoom(self, scale: float) -> None:
        self.zoom_label.setText(f"{scale * 100:.0f} %")

    def _name(self) -> str:
        return self.path.name if self.path else self.desk.frame.stream.name or _("Unnamed")

    def _finish(self) -> None:
        """The map is painted; what stands beside it may come now."""
        self._first = False
        load_other_scripts()
        QApplication.setFont(window_font("body", 13))
        self.properties.show_desk(self.desk)
        self.strip.update()

    # editing

    def delete(self) -> None:
        """Remove what is selected."""
        self.desk.commit(_("Delete"), delete(self.desk.selection))

    def select_all(self) -> None:
        """Select every symbol and arrow."""
        state = self.desk.frame.state
        self.desk.select(frozenset(one.id for one in (*state.nodes, *state.flows)))

    def edit_name(self) -> None:
        """Put the cursor into the name of what is selected."""
        self.properties.show()
        self.properties.focus_name()

    def _nudge(self, dx: float, dy: float) -> None:
        if self.desk.selection:
            key = ",".join(sorted(self.desk.selection))
            self.desk.commit(_("Nudge"), move(self.desk.selection, dx, dy), merge=f"nudge:{key}")

    def _turn_to(self, index: int) -> None:
        if 0 <= index < len(self.desk.frame.stream.states):
            self.desk.show_state(self.desk.frame.stream.states[index].id)

    def switch_theme(self) -> None:
        """Light to dark and back."""
        theme: ThemeName = "light" if self.desk.theme == "dark" else "dark"
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_style(app, theme)
        dress(self.actions_by_name, theme)
        self.desk.show_theme(theme)

    # files

    def new(self) -> None:
        """An empty map in a window of its own."""
        self._another(new_stream(), None)

    def open(self) -> None:
        """Ask for a file and open it."""
        if path := documents.ask_open(self):
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a file: here if this window holds nothing yet, else in another one."""
        if (stream := documents.open_stream(self, path)) is not None:
            self._another(stream, path)

    def open_sample(self, name: str, _checked: bool = False) -> None:
        """Open a shipped sample as an unnamed document."""
        self._another(documents.sample_stream(name), None)

    def import_sheet(self) -> None:
        """Ask for a sheet and make a map of it."""
        if path := documents.ask_sheet(self):
            self.import_path(path)

    def import_path(self, path: Path) -> None:
        """Make a map of a sheet and say what was taken."""
        if (found := documents.import_stream(self, path)) is None:
            return
        stream, summary = found
        window = self._another(stream, None, saved=False)
        window.statusBar().showMessage(summary, 15_000)

    def save(self) -> bool:
        """Save; ask where if that is not known."""
        return self._save_to(self.path) if self.path else self.save_as()

    def save_as(self) -> bool:
        """Ask where and save."""
        path = documents.ask_save(self, self.desk.history.current, self.path)
        return self._save_to(path) if path else False

    def _save_to(self, path: Path) -> bool:
        self.desk.cancel()
        if not documents.save_stream(self, self.desk.history.current, path):
            return False
        self.path = path
        self.desk.mark_saved()
        self.statusBar().showMessage(_("Saved {name}").format(name=path.name), 4_000)
        return True

    def export(self) -> None:
        """Ask for a format and a place, and export the shown state."""
        start = str((self.path or Path(self._name())).with_suffix(".pdf"))
        path = documents.ask_export(self, start)
        if path and documents.export_frame(self, self.desk, path):
            self.statusBar().showMessage(_("Exported {name}").format(name=path.name), 4_000)

    def _another(self, stream: ValueStream, path: Path | None, *, saved: bool = True) -> MainWindow:
        """Show a document: in this window if it is untouched and empty, else in a new one."""
        if self.path is None and not self.desk.history.dirty and not self.desk.frame.state.nodes:
            self.take(stream, path, saved=saved)
            return self
        window = MainWindow(stream, path, self.desk.theme)
        if not saved:
            window.desk.history.saved = None
            window.show_desk(window.desk)
        present(window)
        return window

    def take(self, stream: ValueStream, path: Path | None, *, saved: bool = True) -> None:
        """Put another document on this window's desk."""
        self.path = path
        self.desk.open(stream, saved=saved)
        self.view.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk.history.dirty:
            answer = documents.ask_unsaved(self, self._name())
            button = QMessageBox.StandardButton
            if answer == button.Cancel or (answer == button.Save and not self.save()):
                event.ignore()
                return
        event.accept()

    def about(self) -> None:
        """What this is."""
        text = _("VSM Desktop {version}\nDraw, compute, plan and print value streams.\nApache License 2.0")
        QMessageBox.about(self, _("About VSM Desktop"), text.format(version=__version__))


windows: list[MainWindow] = []


def present(window: MainWindow) -> None:
    """Show a window and keep it for as long as it is open."""
    windows.append(window)
    window.destroyed.connect(lambda _gone=None: windows.remove(window))
    window.show()


def _spring() -> QWidget:
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring
