"""Is it right? Everything that was read, with its cell and reason, beside the map it makes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout as Row
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.importing.notes import Note
from vsm_desktop.ui.importing.outcomes import KINDS, Line, Outcomes, reason_of
from vsm_desktop.ui.importing.preview import Pane, Preview
from vsm_desktop.ui.importing.session import Session
from vsm_desktop.ui.importing.sheet_view import SheetView
from vsm_desktop.ui.importing.work import Outcome

_LINES = 3  # of room for the sentence of a line, so that the list does not change its height with it


class CheckPage(QWidget):
    """The whole report, what needs a look first."""

    cell_wanted = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.note, self.summary = Note(), QLabel()
        self.summary.setWordWrap(True)
        self.outcomes = Outcomes(_("What happens to the cells"), [kind.verdict for kind in KINDS])
        self.preview = Preview()
        self.grid = SheetView()
        self.grid.setObjectName("import-outcomes")
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.setMinimumHeight(_LINES * self.said.fontMetrics().lineSpacing())
        self.heading = QLabel(_("In the sheet"))
        self.heading.setObjectName("section")
        self.outcomes.touched.connect(self._touch)
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
        column.addWidget(self.said)
        foot = Row()
        foot.addWidget(self.export)
        foot.addStretch(1)
        column.addLayout(foot)
        pane = Pane()
        pane.column.addWidget(self.preview)
        pane.column.addWidget(self.heading)
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
        mapping = self.session.mapping
        self._show_sheet(mapping.sheet if mapping else "")
        self.outcomes.show_report(report, theme)
        self.preview.show_outcome(outcome, theme)
        self.export.setEnabled(outcome.reading.stream is not None)

    def show_cell(self, sheet: str, ref: str) -> None:
        """Go to a cell of any sheet of the file."""
        self._show_sheet(sheet)
        self.grid.go_to(ref)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _touch(self, line: Line | None) -> None:
        """The line in hand: all that is said of it, and its cell in its sheet."""
        if line is None:
            self.said.setText(_("Choose a line to read all that is said of it."))
        else:
            place = self.outcomes.model.place_of(line.entry)
            self.said.setText(f"{place}: {reason_of(line)}" if place else reason_of(line))
            self._show_sheet(line.entry.sheet)
            self.grid.go_to(line.entry.cell)

    def _show_sheet(self, name: str) -> None:
        """Show a sheet of the file with the table in it; the one shown stays where there is none of this name."""
        book, mapping, outcome = self.session.book, self.session.mapping, self.session.outcome
        grid = book.grid(name) if book else None
        if book is None or grid is None or outcome is None:
            return
        read = mapping is not None and mapping.sheet == name
        self.grid.show_table(grid, outcome.table if read else book.table(name), self.session.theme)
        several = len(book.grids) > 1
        self.heading.setText(_("In the sheet {name}").format(name=name) if several else _("In the sheet"))


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
