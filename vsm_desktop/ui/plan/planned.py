"""The page with rows and months: the table, the glide path right beneath it, and what is said of that."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vsm_desktop.insight.glide import Glide
from vsm_desktop.ui.plan.path import PathStrip
from vsm_desktop.ui.plan.table import PlanTable


class Planned(QWidget):
    """The path follows the months of the table."""

    def __init__(self, table: PlanTable, path: PathStrip) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setObjectName("quiet")
        self.words.setContentsMargins(10, 2, 10, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(table, 1)
        column.addWidget(path)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 10, 0)
        foot.addWidget(self.words, 1)
        foot.addWidget(path.choice)
        column.addLayout(foot)
        column.addStretch(0)

    def show_words(self, glide: Glide | None, *, room: bool) -> None:
        """Say the first of what deviates, all of it to those who point there."""
        if glide is not None:
            said = (*glide.deviations, *glide.notes)
            self.words.setText(said[0] if said else "")
            self.words.setToolTip("\n".join(said))
            self.words.setVisible(bool(said) and room)
