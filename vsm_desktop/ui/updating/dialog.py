"""The dialog that shows how a sheet differs from the map. Taking what is ticked is one step that can be undone.

The map behind it shows the effect while one ticks; leaving the dialog forgets it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.own import sizes_for
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.insight.effect import effects
from vsm_desktop.intake.updating.applying import taking, why_not
from vsm_desktop.intake.updating.difference import Difference, compare
from vsm_desktop.intake.updating.told import Told
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.updating.guesses import Guesses
from vsm_desktop.ui.updating.model import DifferenceModel
from vsm_desktop.ui.updating.panel import EffectPanel
from vsm_desktop.ui.updating.tree import DifferenceTree

_PAUSE_MS = 60  # of ticking, before the map is worked out anew


class UpdateDialog(QDialog):
    """Groups of differences at the left, their effect at the right."""

    def __init__(self, desk: Desk, told: Told, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("update-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Update from a sheet"))
        self.setAccessibleName(_("Update from a sheet"))
        self.desk, self.told = desk, told
        self._before = (desk.frame.state, desk.frame.report)
        self.difference: Difference = compare(desk.recorded, self._before[0], told)
        self.model = DifferenceModel(desk.theme)
        self.tree = DifferenceTree(self.model)
        self.guesses, self.effects = Guesses(), EffectPanel()
        self.summary = QLabel()
        self.summary.setObjectName("aside")
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setAutoDefault(False)
        self.take = QPushButton()
        self.take.setObjectName("main")
        self.take.setDefault(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._preview)
        self._lay_out()
        self._connect()
        self.guesses.show_guesses(self.difference.guesses)
        self._show()
        self.tree.setFocus()
        self.resize(1180, 720)
        self.setMinimumSize(960, 540)

    def _connect(self) -> None:
        self.model.ticked.connect(self._ticked)
        self.tree.selectionModel().currentChanged.connect(
            lambda now, _old: self.effects.show_line(self.model, now)
        )
        self.guesses.decided.connect(self._decide)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        title = QLabel(self._title())
        title.setObjectName("page-title")
        title.setTextFormat(Qt.TextFormat.PlainText)
        head = QVBoxLayout()
        head.setContentsMargins(24, 18, 24, 12)
        head.setSpacing(2)
        head.addWidget(title)
        head.addWidget(self.summary)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        card = QVBoxLayout()
        card.setContentsMargins(24, 4, 24, 0)
        card.addWidget(self.guesses)
        left.addLayout(card)
        left.addWidget(self.tree, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.effects)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 14)
        foot.setSpacing(8)
        words = QLabel(_("The map behind this window shows what is ticked. One undo takes it back."))
        words.setObjectName("aside")
        foot.addWidget(words, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _title(self) -> str:
        state = self._before[0]
        place = ", ".join(part for part in (self.told.report.file, self.told.report.sheet) if part)
        return _("{sheet} beside {state}").format(sheet=place, state=state.name or state.id)

    # showing

    def _show(self) -> None:
        """All differences anew."""
        self.tree.show_anew(self.difference)
        self._ticked()
        self._preview()

    def _ticked(self) -> None:
        count = len(self.model.chosen)
        words = _("Take 1 change") if count == 1 else _("Take {n} changes").format(n=count)
        self.take.setText(words if self.difference.everything else _("Nothing to take"))
        self.take.setEnabled(bool(count))
        self.summary.setText(_summary(self.difference))
        self._later.start()

    def _decide(self) -> None:
        """A guess was decided, or taken back."""
        self.difference = compare(self.desk.recorded, self._before[0], self.told, self.guesses.choices)
        self._show()

    def _preview(self) -> None:
        """The map and its numbers as they would be; what cannot stand together is said."""
        self._later.stop()
        wrong = ""
        try:
            self.desk.preview_stream(self._edit())
        except ValueError as error:
            self.desk.cancel()
            wrong = _("This cannot be taken together: {why}").format(why=why_not(error))
            self.take.setEnabled(False)
        self.effects.show_wrong(wrong)
        after = self.desk.frame
        self.effects.show_effects(effects(self._before, (after.state, after.report)))

    def _edit(self) -> StreamEdit:
        """What is ticked, taken."""
        sizes = sizes_for(self.desk.recorded.own_fields, self._before[0])
        return taking(self.difference, self.model.chosen, sizes)

    def follow(self, desk: Desk) -> None:
        """The colours of the window."""
        if self.model.theme != desk.theme:
            self.model.theme = desk.theme
            self.tree.viewport().update()

    # closing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list takes nothing yet: it is pressed on the button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.tree.hasFocus():
            event.accept()
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Take what is ticked, as one step."""
        self._preview()
        if not self.take.isEnabled():
            return
        name = self.told.report.file
        self.desk.commit_stream(_("Update from {name}").format(name=name), self._edit())
        super().accept()

    def reject(self) -> None:
        """The map is as it was."""
        self._later.stop()
        self.desk.cancel()
        super().reject()


def _summary(difference: Difference) -> str:
    """All of it in a sentence."""
    rows = (
        (len(difference.of("changed")), _("{n} changed")),
        (len(difference.of("added")), _("{n} added")),
        (len(difference.of("removed")), _("{n} only on the map")),
        (len(difference.open_guesses), _("{n} to confirm")),
        (len(difference.rejected), _("{n} left out")),
        (len(difference.of("empty")), _("{n} empty, so kept")),
        (len(difference.of("unchanged")), _("{n} unchanged")),
    )
    return ", ".join(words.format(n=n) for n, words in rows if n)
