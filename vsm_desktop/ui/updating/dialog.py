"""The dialog that shows how a sheet differs from the map. Taking what is ticked is one step that can be undone.

The map behind it shows the effect while one ticks; leaving the dialog forgets it.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

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
from vsm_desktop.ui.updating.ticking import TickDialog

_PAUSE_MS = 60  # of ticking, before the map is worked out anew


class UpdateDialog(TickDialog):
    """What a sheet would change, what is only alike above it, and the effect on the map."""

    def __init__(self, desk: Desk, told: Told, parent: QWidget | None) -> None:
        super().__init__(desk, DifferenceModel(desk.theme), _("Update from a sheet"), parent)
        self.setObjectName("update-dialog")
        self.told = told
        self._before = (desk.frame.state, desk.frame.report)
        self.difference: Difference = compare(desk.recorded, self._before[0], told)
        self.guesses = Guesses()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._preview)
        words = _("The map behind this window shows what is ticked. One undo takes it back.")
        self.lay_out(self._title(), words, self.guesses)
        self.model.ticked.connect(self._ticked)
        self.guesses.decided.connect(self._decide)
        self.guesses.show_guesses(self.difference.guesses)
        self._show()
        self.tree.setFocus()

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
        self.offer(anything=bool(self.difference.everything))
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

    # closing

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
