"""Is it right? Everything that was read, with its cell and reason, beside the map it makes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout as Row
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.importing.notes import Note
from vsm_desktop.ui.importing.outcomes import KINDS, Outcomes
from vsm_desktop.ui.importing.preview import Pane, Preview
from vsm_desktop.ui.importing.session import Session
from vsm_desktop.ui.importing.sheet_view import SheetView
from vsm_desktop.ui.importing.work import Outcome


class CheckPage(QWidget):
    """The whole report, what needs a look first."""

    cell_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.note, self.summary = Note(), QLabel()
        self.summary.setWordWrap(True)
        self.outcomes = Outcomes(_("What happens to the cells"), [kind.verdict for kind in KINDS])
        self.preview = Preview()
        self.grid = SheetView()
        self.grid.setObjectName("import-outcomes")
        self.outcomes.touched.connect(self.grid.go_to)
        self.export = QPushButton(_("Save the report…"))
        self.export.setObjectName("small")
        self.outcomes.chosen.connect(self.cell_wanted)
        self._build()

    def _build(self) -> None:
        left = QWidget()
        left.setObjectName("panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self.note)
        column.addWidget(self.summary)
        column.addWidget(self.outcomes, 1)
        foot = Row()
        foot.addWidget(self.export)
        foot.addStretch(1)
        column.addLayout(foot)
        pane = Pane()
        pane.column.addWidget(self.preview)
        heading = QLabel(_("In the sheet"))
        heading.setObjectName("section")
        pane.column.addWidget(heading)
        pane.column.addWidget(self.grid, 1)
        left.setMinimumWidth(460)
        pane.join(self, left, (620, 620), (1, 1))

    def show_session(self, theme: ThemeName) -> None:
        """Follow what comes of the sheet."""
        outcome = self.session.outcome
        if outcome is None:
            return
        report = outcome.reading.report
        self.summary.setText(_told(outcome))
        self.summary.setVisible(outcome.reading.stream is not None)
        book, mapping = self.session.book, self.session.mapping
        grid = book.grid(mapping.sheet) if book and mapping else None
        if grid is not None:
            self.grid.show_table(grid, outcome.table, theme)
        self.outcomes.show_report(report, theme)
        self.preview.show_outcome(outcome, theme)
        self.export.setEnabled(outcome.reading.stream is not None)


def _told(outcome: Outcome) -> str:
    """What comes of the sheet in a sentence, and whether anything is to be looked at."""
    report = outcome.reading.report
    values = len(report.taken) + len(report.converted) + len(report.doubtful)
    said = _("1 step") if outcome.steps == 1 else _("{n:,} steps").format(n=outcome.steps)
    words = _("A map of {steps} from {values:,} values.").format(steps=said, values=values)
    if report.doubtful:
        rest = _("What is doubtful stands first.")
    else:
        rest = _("See what is left out.") if report.rejected else _("Nothing is left out.")
    return " ".join(part for part in (words, rest, report.about) if part)
