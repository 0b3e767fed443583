"""The start page: three ways to begin, templates, samples with the one thing to learn, and the files used last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.choice import Choice
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.file_menus import structures
from vsm_desktop.ui.filing import Filing
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.settings import settings
from vsm_desktop.ui.shipped import SAMPLES, TEMPLATES
from vsm_desktop.ui.thumbs import picture
from vsm_desktop.ui.times import greeting, short_moment

THUMB = QSize(112, 78)
_MOST_RECENT = 5
_LEFT, _RIGHT, _BETWEEN = 316, 720, 48  # the widest they get; the right one gives way
_COLUMNS = 2


class Step(Struct, frozen=True):
    """One way to begin."""

    icon: str
    title: str
    words: str
    key: str
    do: Callable[[], object]


class Steps(Struct, frozen=True):
    """What the page can do."""

    ways: tuple[Step, ...]
    template: Callable[[str], object]
    structure: Callable[[str], object]
    sample: Callable[[str], object]
    file: Callable[[Path], object]


def start_steps(filing: Filing) -> Steps:
    """The steps of a window."""
    standard = QKeySequence.StandardKey
    return Steps(
        (
            Step("plus", _("New map"), _("ready to type"), _key(standard.New), filing.new),
            Step("table", _("Import a sheet"), _("Excel, .ods, .csv"), _key("Ctrl+I"), filing.import_sheet),
            Step("open", _("Open"), _("a .vsm file"), _key(standard.Open), filing.open),
        ),
        filing.open_template,
        filing.open_structure,
        filing.open_sample,
        filing.open_path,
    )


def _key(key: str | QKeySequence.StandardKey) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class StartPage(QScrollArea):
    """Stands in place of the map until there is one."""

    left = Signal()
    painted = Signal()

    def __init__(self, steps: Steps, theme: ThemeName, now: datetime | None = None) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setAccessibleName(_("Start page"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._steps, self._now = steps, now or datetime.now()
        self._theme: ThemeName | None = None
        self._painted = False
        self.ways = [Choice(one.title, one.words, one.do, one.key) for one in steps.ways]
        self.templates = [
            *(Choice(one.title, one.words, partial(steps.template, one.name)) for one in TEMPLATES),
            Choice(_("As in a sample…"), _("Its steps and arrows, without the numbers"), self._ask_structure),
        ]
        self.samples = [
            Choice(one.title, one.words, partial(steps.sample, one.name), picture=THUMB) for one in SAMPLES
        ]
        self.recent = [self._recent(path, then) for path, then in _recent_files()]
        self._lay_out()
        self.show_theme(theme)
        self.setFocusProxy(self.ways[0])

    def _recent(self, path: Path, then: datetime) -> Choice:
        found = Choice(path.name, "", partial(self._steps.file, path), short_moment(then, self._now))
        found.setToolTip(str(path))
        return found

    def _ask_structure(self) -> None:
        """Which sample the map is to begin like."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        structures(menu, self._steps.structure)
        menu.popup(self.templates[-1].mapToGlobal(self.templates[-1].rect().bottomLeft()))

    # building

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("panel")
        row = QHBoxLayout()
        row.setSpacing(_BETWEEN)
        row.addStretch(1)
        row.addLayout(self._left_column())
        row.addLayout(self._right_column(), 1000)
        row.addStretch(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 24, 32, 24)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.setWidget(inside)

    def _left_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(_label(greeting(self._now), "greeting"))
        column.addWidget(_label(_("Where does the time go today?"), "question"))
        column.addSpacing(16)
        _add(column, self.ways)
        column.addSpacing(20)
        column.addWidget(_label(_("Start from a template"), "left-heading"))
        _add(column, self.templates)
        column.addSpacing(20)
        column.addWidget(_label(_("Or drop a map or a sheet anywhere in this window."), "left-aside"))
        column.addStretch(1)
        for one in self.ways + self.templates:
            one.setFixedWidth(_LEFT)
        return column

    def _right_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(_label(_("Learn from a sample"), "heading"))
        grid = QGridLayout()
        grid.setSpacing(8)
        for i, card in enumerate(self.samples):
            grid.addWidget(card, i // _COLUMNS, i % _COLUMNS)
        column.addLayout(grid)
        column.addSpacing(16)
        column.addWidget(_label(_("Recent"), "heading"))
        recent = QVBoxLayout()
        recent.setSpacing(0)
        _add(recent, self.recent)
        if not self.recent:
            recent.addWidget(_label(_("The files you work on will be listed here."), "aside"))
        column.addLayout(recent)
        column.addStretch(1)
        for card in self.samples:
            card.setObjectName("sample")
            card.setMaximumWidth((_RIGHT - 8) // _COLUMNS)
        for line in self.recent:
            line.setObjectName("recent")
            line.setMaximumWidth(_RIGHT)
        return column

    # showing

    def show_theme(self, theme: ThemeName) -> None:
        """Icons and pictures in the colours of a theme."""
        if theme == self._theme:
            return
        self._theme = theme
        for choice, step in zip(self.ways, self._steps.ways, strict=True):
            choice.show_icon(icon(step.icon, theme).pixmap(QSize(18, 18), self.devicePixelRatioF()))
        if self._painted:
            self._draw_from(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.painted.emit()
        self._draw_from(0)

    def _draw_from(self, index: int) -> None:
        """One picture after the other, so that the page answers in between."""
        if index >= len(SAMPLES) or self._theme is None:
            return
        stream = sample_stream(SAMPLES[index].name)
        made = picture(stream, self._theme, THUMB - QSize(12, 12), self.devicePixelRatioF())
        self.samples[index].show_icon(made)
        QTimer.singleShot(0, self, partial(self._draw_from, index + 1))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ways[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads to the empty map."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()


def _recent_files() -> Iterable[tuple[Path, datetime]]:
    """The files used last that are there, with the time they were last written."""
    found = []
    for path in settings().recent():
        try:
            found.append((path, datetime.fromtimestamp(path.stat().st_mtime)))
        except (OSError, ValueError, OverflowError):
            continue
    return found[:_MOST_RECENT]


def _label(words: str, kind: str) -> QLabel:
    made = QLabel(words)
    made.setObjectName(kind)
    made.setIndent(0)  # or text with padding stands a little to the right of text without
    return made


def _add(column: QVBoxLayout, choices: Iterable[Choice]) -> None:
    for one in choices:
        column.addWidget(one)
