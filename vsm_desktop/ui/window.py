"""The main window: palette, map, properties and number strip round one desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent
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
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.tools.connect import NATURAL, Connect
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.place import Place
from vsm_desktop.tools.select import Select
from vsm_desktop.ui import documents
from vsm_desktop.ui.actions import dress, fill_insert, fill_menus, fill_toolbar, make_actions
from vsm_desktop.ui.bridge import Bridge
from vsm_desktop.ui.editing import NEEDS, Editing
from vsm_desktop.ui.empty import EmptyCard
from vsm_desktop.ui.filing import Filing
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
        self.desk = Desk(stream or new_stream(), theme)
        self.filing = Filing(self, path)
        self.bridge = Bridge(self.desk)
        self.strip = Strip()
        self.view = MapView(self.desk)
        self.palette_panel = Palette(self.desk, self.view)
        self.properties = Properties(self.desk)
        self.editing = Editing(self.desk, self.view, self.say)
        self.tabs = QTabBar()
        self.empty: EmptyCard | None = None
        self.actions_by_name = make_actions(self, self._handlers(), theme)
        self._build()
        self.bridge.changed.connect(self.show_desk)
        self.view.zoomed.connect(self._show_zoom)
        self.view.first_painted.connect(self._finish)
        self.view.menu_wanted.connect(self._context_menu)
        self.resize(1600, 1000)
        self.setMinimumSize(1024, 680)
        self._first = True
        self.show_desk(self.desk)

    # building

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            **self.filing.handlers(),
            **self.editing.handlers(),
            "close": self.close,
            "quit": QApplication.closeAllWindows,
            "edit_name": self.edit_name,
            "select_tool": lambda: self.desk.use(Select()),
            "connect_tool": lambda: self.desk.use(Connect(NATURAL)),
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
            (_("Open the sample of a stamping plant"), partial(self.filing.open_sample, "acme-current.vsm")),
            (_("Import a sheet of process steps…"), self.filing.import_sheet),
            (_("Open a map…"), self.filing.open),
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
            inner.addAction(title).triggered.connect(partial(self.filing.open_sample, name))

    def _insert_menu(self, menu: QMenu) -> None:
        fill_insert(menu, lambda kind, arrow: self.desk.use(Connect(kind) if arrow else Place(kind)))

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
        self.setWindowTitle(f"{self.filing.name}[*] – VSM Desktop")

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
        for name, needed in NEEDS.items():
            actions[name].setEnabled(len(desk.selection) >= needed)
        actions["edit_name"].setEnabled(len(desk.selection) == 1)
        actions["select_tool"].setChecked(desk.tool.name == "select")
        actions["connect_tool"].setChecked(desk.tool.name == "connect")
        actions["palette"].setChecked(not self.palette_panel.isHidden())
        actions["properties"].setChecked(not self.properties.isHidden())
        actions["dark"].setChecked(desk.theme == "dark")

    def _show_zoom(self, scale: float) -> None:
        self.zoom_label.setText(f"{scale * 100:.0f} %")

    def _finish(self) -> None:
        """The map is painted; what stands beside it may come now."""
        self._first = False
        load_other_scripts()
        QApplication.setFont(window_font("body", 13))
        self.properties.show_desk(self.desk)
        self.strip.update()

    # doing

    def edit_name(self) -> None:
        """Put the cursor into the name of what is selected."""
        self.properties.show()
        self.properties.focus_name()

    def say(self, sentence: str) -> None:
        """Show a sentence for a moment."""
        self.statusBar().showMessage(sentence, 6_000)

    def _context_menu(self, at: QPoint) -> None:
        from vsm_desktop.ui.context import context_menu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        context_menu(self.desk, self.actions_by_name, self._insert_menu, menu)
        self.editing.paste_at = self.view.hand.at
        menu.aboutToHide.connect(self._forget_place, Qt.ConnectionType.QueuedConnection)
        menu.popup(at)

    def _forget_place(self) -> None:
        self.editing.paste_at = None

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

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.filing.may_close())

    def another(self, stream: ValueStream, path: Path | None, *, saved: bool = True) -> MainWindow:
        """A document in a window of its own."""
        window = MainWindow(stream, path, self.desk.theme)
        if not saved:
            window.desk.history.saved = None
            window.show_desk(window.desk)
        present(window)
        return window

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
