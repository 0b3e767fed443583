"""Which sheet? A file, the clipboard, or one that was imported before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.importing.notes import Note

MOST = 6
_ABOVE = 32


class FilePage(QWidget):
    """Says what can be imported and takes it; what cannot be read is said here."""

    file_wanted = Signal()
    paste_wanted = Signal()
    path_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.note = Note()
        self.choose = QPushButton(_("Choose a file…"))
        self.paste = QPushButton(_("Paste from the clipboard"))
        self.mark = QLabel()
        self.recent: list[QPushButton] = []
        self._recent = QVBoxLayout()
        self.heading = QLabel(_("Imported lately"))
        self.heading.setObjectName("section")
        self._build()
        self.choose.clicked.connect(lambda _on: self.file_wanted.emit())
        self.paste.clicked.connect(lambda _on: self.paste_wanted.emit())

    def _build(self) -> None:
        place = QFrame()
        place.setObjectName("import-drop")
        inside = QVBoxLayout(place)
        inside.setContentsMargins(32, 40, 32, 40)
        inside.setSpacing(8)
        self.mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = QLabel(_("Drop a sheet here"))
        title.setObjectName("title")
        words = QLabel(
            _(
                "A table with a row for each process step, or a column for each, and values such as cycle time, changeover "
                "and inventory. Title rows, totals and notes around it do no harm."
            )
        )
        words.setObjectName("quiet")
        words.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.paste)
        buttons.addStretch(1)
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(self.mark)
        inside.addWidget(title)
        inside.addWidget(words)
        inside.addSpacing(12)
        inside.addLayout(buttons)
        middle = QWidget()
        middle.setMaximumWidth(680)
        column = QVBoxLayout(middle)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addSpacing(_ABOVE)  # no stretch: what comes below never moves the buttons
        column.addWidget(place)
        column.addWidget(self.note)
        column.addSpacing(8)
        column.addWidget(self.heading)
        self._recent.setSpacing(0)
        column.addLayout(self._recent)
        column.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(middle, 8)
        line.addStretch(1)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the sheets that were imported before."""
        for button in self.recent:
            self._recent.removeWidget(button)
            button.deleteLater()
        self.recent = []
        for path in paths[:MOST]:
            button = QPushButton(path.name, self)
            button.setObjectName("import-recent")
            button.setAutoDefault(False)
            button.setToolTip(str(path))
            button.setAccessibleDescription(str(path.parent))
            button.clicked.connect(partial(self._choose, path))
            self._recent.addWidget(button)
            self.recent.append(button)
        self.heading.setVisible(bool(self.recent))

    def _choose(self, path: Path, _on: bool = False) -> None:
        self.path_chosen.emit(path)

    def show_theme(self, theme: ThemeName) -> None:
        """The mark in the colours of a theme."""
        self.mark.setPixmap(icon("table", theme).pixmap(QSize(40, 40)))
