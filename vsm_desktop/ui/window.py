"""The main window: palette, map, properties and number strip round one desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSplitter,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop import __version__
from vsm_desktop.assets import _
from vsm_desktop.canvas.hearing import announce
from vsm_desktop.canvas.paint import load_other_scripts, window_font
from vsm_desktop.canvas.sheet import SheetView
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.names import names_of
from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.tools.connect import NATURAL, Connect
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.select import Select
from vsm_desktop.ui import memory
from vsm_desktop.ui.actions import fill_insert, fill_menus, fill_toolbar, make_actions
from vsm_desktop.ui.analysing import Analysing
from vsm_desktop.ui.autosave import Autosave
from vsm_desktop.ui.bottom import BottomPanel
from vsm_desktop.ui.bridge import Bridge
from vsm_desktop.ui.command_field import CommandField
from vsm_desktop.ui.comparing import Comparing
from vsm_desktop.ui.drawing import Drawing
from vsm_desktop.ui.dropping import Dropping
from vsm_desktop.ui.editing import NEEDS, Editing, idle_now
from vsm_desktop.ui.empty import EmptyCard
from vsm_desktop.ui.explaining import Explaining
from vsm_desktop.ui.file_menus import file_menus, window_menu
from vsm_desktop.ui.filing import Filing
from vsm_desktop.ui.jobs import Jobs
from vsm_desktop.ui.look import Look
from vsm_desktop.ui.palette.panel import Palette
from vsm_desktop.ui.properties import Properties
from vsm_desktop.ui.regions import Regions
from vsm_desktop.ui.seeking import Seeking
from vsm_desktop.ui.stage import Stage
from vsm_desktop.ui.states import StateTabs
from vsm_desktop.ui.status import Status
from vsm_desktop.ui.strip import Strip
from vsm_desktop.ui.theming import theming
from vsm_desktop.ui.under import PAGES
from vsm_desktop.ui.watching import Watching


class MainWindow(QMainWindow):
    """One document, one window."""

    first_painted = Signal()

    def __init__(
        self, stream: ValueStream | None = None, path: Path | None = None, theme: ThemeName = "light"
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = Desk(stream or new_stream(), theme)
        self.filing = Filing(self, path)
        self.look = Look(self)
        self.bridge = Bridge(self.desk)
        self.strip = Strip()
        self.view = MapView(self.desk)
        self.palette_panel = Palette(self.desk, self.view)
        self.properties = Properties(self.desk)
        self.editing = Editing(self.desk, self.view, self.say)
        self.editing.take_text = self.filing.offer_table
        self.drawing = Drawing(self.desk, self.view, self.properties)
        self.seeking = Seeking(self, self.desk, self.view, self.drawing.insert_by_key)
        self.explaining = Explaining(self, self.desk, self.view, self.seeking.reveal)
        self.regions = Regions(self)
        self.bottom = BottomPanel(self.desk, self.view)
        self.states = StateTabs(self.desk)
        self.autosave = Autosave(self.desk, self.filing.origin, self)
        self.dropping = Dropping(self, self.view, self.filing.drop)
        self.comparing = Comparing(self)
        self.analysing = Analysing(self)
        self.empty: EmptyCard | None = None
        self.actions_by_name = make_actions(self, self._handlers(), theme)
        self._build()
        self.jobs = Jobs(self, self.view, self.say)
        self.palette_panel.by_key = self.drawing.insert_by_key
        self.view.element_actions = {_("Edit name"): self.actions_by_name["edit_name"].trigger}
        self.bridge.changed.connect(self.show_desk)
        self.autosave.failed.connect(self.filing.say_not_kept)
        theming().changed.connect(self._show_theme)
        self.bottom.opened.connect(lambda _open: self.show_actions(self.desk))
        self.view.settled.connect(self._finish)
        self.view.menu_wanted.connect(self._context_menu)
        self.view.number_clicked.connect(self.explaining.ask_on_map)
        self.strip.asked.connect(self.explaining.ask_one)
        self.properties.asked.connect(self.explaining.ask_one)
        self.bottom.ask = self.explaining.ask_one
        self.resize(1600, 1000)
        self.setMinimumSize(1024, 680)
        self.view.setFocus()
        self._first = True
        self.show_desk(self.desk)

    # building

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            **self.filing.handlers(),
            **self.bottom.first(self.editing.handlers()),
            **self.seeking.handlers(),
            **self.regions.handlers(),
            **self.drawing.handlers(),
            **self.explaining.handlers(),
            **self.states.handlers(),
            "close": self.close,
            "quit": QApplication.closeAllWindows,
            "select_tool": lambda: self.desk.use(Select()),
            "connect_tool": lambda: self.desk.use(Connect(NATURAL)),
            "zoom_in": lambda: self.eyes.zoom_by(1.25),
            "zoom_out": lambda: self.eyes.zoom_by(0.8),
            "zoom_100": lambda: self.eyes.zoom_to(1.0),
            "fit": lambda: self.eyes.fit(),
            "palette": lambda: self.palette_panel.setVisible(not self.palette_panel.isVisible()),
            "find_symbol": self.palette_panel.seek,
            "properties": lambda: self.properties.setVisible(not self.properties.isVisible()),
            **self.look.handlers(),
            "table": self.bottom.toggle_table,
            **self.analysing.handlers(),
            "families": self.families,
            "about": self.about,
        }

    def _first_steps(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            (_("Open the sample of a stamping plant"), partial(self.filing.open_sample, "acme-current.vsm")),
            (_("Import a sheet of process steps…"), self.filing.import_sheet),
            (_("Open a map…"), self.filing.open),
        ]

    def _build(self) -> None:
        fill_menus(self, self.actions_by_name, self._menus())
        bar = self._toolbar()
        self.addToolBar(bar)
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
        column.addWidget(self.bottom.under(middle), 1)
        self.stage = Stage(body, bar, self.statusBar())
        self.setCentralWidget(self.stage)
        self.watching = Watching(self, self.filing, self.stage.notices)
        self.status = Status(self.statusBar(), self.view, self.editing.zoom_to_selection)

    def _menus(self) -> dict[str, Callable[[QMenu], None]]:
        return {
            **file_menus(self.filing),
            "windows": partial(window_menu, self, windows),
            "insert": self._insert_menu,
            "theme": self.look.fill_menu,
        }

    def _toolbar(self) -> QToolBar:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # Qt's would only hide the toolbar
        bar = QToolBar(_("Tools"))
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))
        bar.setObjectName("toolbar")
        fill_toolbar(bar, self.actions_by_name)
        bar.addWidget(_spring())
        self.states.take_actions(self.actions_by_name)
        bar.addWidget(self.states)
        bar.addWidget(_spring())
        compare = QToolButton()
        compare.setObjectName("compare")
        compare.setDefaultAction(self.actions_by_name["compare"])
        compare.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addWidget(compare)
        bar.addWidget(_gap())
        bar.addWidget(CommandField(self, self.desk, self.actions_by_name["commands"]))
        bar.addWidget(_gap())
        button = QToolButton()
        button.setObjectName("export")
        button.setDefaultAction(self.actions_by_name["export"])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addWidget(button)
        return bar

    def _insert_menu(self, menu: QMenu) -> None:
        fill_insert(menu, self.drawing.insert, lambda: names_of(self.desk.frame.state))
        self.drawing.watch(menu)

    # showing

    @property
    def eyes(self) -> SheetView:
        """The map, or what is seen in its place."""
        return self.comparing.eyes or self.view

    def show_desk(self, desk: Desk) -> None:
        """Bring everything up to the desk."""
        self.view.show_desk(desk)
        self.editing.show_desk(desk)
        self._show_empty(not desk.frame.state.nodes)
        self.strip.show_desk(desk)
        if not self._first:
            self.properties.show_desk(desk)
        self.palette_panel.show_desk(desk)
        self.seeking.show_desk(desk)
        self.explaining.show_desk(desk)
        self.bottom.show_desk(desk)
        self.states.show_desk(desk)
        self.stage.show_desk(desk)
        self.autosave.show_desk(desk)
        self.show_actions(desk)
        self.comparing.show_desk(desk)
        self.status.show_desk(desk, self.filing.path, self.comparing.hint)
        if self.isWindowModified() != desk.history.dirty:  # which tells every part of the window
            self.setWindowModified(desk.history.dirty)
        self.setWindowTitle(f"{self.filing.name}[*] – VSM Desktop")

    def _show_empty(self, empty: bool) -> None:
        if empty and self.empty is None:
            self.empty = EmptyCard(self.view, self._first_steps())
        if self.empty is not None:
            self.empty.show_for(empty, alone=len(self.desk.frame.stream.states) == 1)

    def show_actions(self, desk: Desk) -> None:
        """Enable what can be done now, and tick what is on."""
        actions, history = self.actions_by_name, desk.history
        for name, label, word in (
            ("undo", history.undo_label, _("Undo")),
            ("redo", history.redo_label, _("Redo")),
        ):
            actions[name].setEnabled(label is not None)
            actions[name].setText(f"{word}: {label}" if label else word)
        idle = idle_now(desk)
        for name, needed in (*NEEDS.items(), ("edit_name", 1)):
            actions[name].setEnabled(len(desk.selection) >= needed and name not in idle)
        actions["select_tool"].setChecked(desk.tool.name == "select")
        actions["connect_tool"].setChecked(desk.tool.name == "connect")
        actions["palette"].setChecked(not self.palette_panel.isHidden())
        actions["properties"].setChecked(not self.properties.isHidden())
        for entry in PAGES:
            if entry.name in actions:
                actions[entry.name].setChecked(self.bottom.open_page == entry.name)

    def _finish(self) -> None:
        """The map is painted, or the start page; what stands beside it may come now."""
        if not self._first:
            return
        self._first = False
        self.first_painted.emit()
        load_other_scripts()
        QApplication.setFont(window_font("body", 13))
        self.palette_panel.finish()
        self.properties.show_desk(self.desk)
        self.strip.update()
        self.regions.prepare()
        from vsm_desktop.ui.bursts.following import Following

        self.following = Following(self.desk, self.say)
        self.bridge.changed.connect(self.following.show_desk)
        self._tell_findings()

    def _tell_findings(self) -> None:
        """From now on the findings are counted, and stand in the properties of what they are about."""
        from vsm_desktop.ui.findings.lines import FindingLines  # the first picture does not wait for it

        self.finding_lines = FindingLines(self.properties, self.bottom, self.bridge)

    # doing

    def say(self, sentence: str) -> None:
        """Show a sentence for a moment."""
        self.statusBar().showMessage(sentence, 6_000)
        announce(self, sentence)

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

    def _show_theme(self, theme: ThemeName) -> None:
        self.look.follow(theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        from vsm_desktop.ui.typed import take_typed

        take_typed(self)
        event.setAccepted(self.filing.may_close())
        if event.isAccepted():
            self.autosave.drop()
            memory.keep(self)
            self.jobs.close()
            self.filing.leave()

    def another(self, stream: ValueStream, path: Path | None, *, saved: bool = True) -> MainWindow:
        """A document in a window of its own."""
        window = MainWindow(stream, path, self.desk.theme)
        if not saved:
            window.desk.history.saved = None
            window.show_desk(window.desk)
        present(window, beside=self)
        return window

    def show_start(self) -> None:
        """The start page in place of the map, until there is something to work on."""
        from vsm_desktop.ui.start import StartPage, start_steps

        page = StartPage(start_steps(self.filing), self.desk.theme)
        page.painted.connect(self._finish)
        self.stage.show_start(page)

    def families(self) -> None:
        """Products by their steps, grouped into families."""
        from vsm_desktop.ui.families.opening import open_families  # few open it

        open_families(self)

    def about(self) -> None:
        """What this is."""
        text = _("VSM Desktop {version}\nDraw, compute, plan and print value streams.\nApache License 2.0")
        from PySide6.QtWidgets import QMessageBox

        QMessageBox.about(self, _("About VSM Desktop"), text.format(version=__version__))


windows: list[MainWindow] = []


def present(window: MainWindow, beside: QWidget | None = None) -> None:
    """Show a window where the last one was left, or beside an open one, and keep it for as long as it is open."""
    memory.restore(window, beside)
    windows.append(window)
    window.destroyed.connect(lambda _gone=None: windows.remove(window))
    window.show()


def _gap() -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(4)
    return gap


def _spring() -> QWidget:
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring
