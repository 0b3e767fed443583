"""One own total as a form: what it is called, from which field, and how."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.metrics.own import total_names
from vsm_desktop.model.own import OwnTotal, key_from
from vsm_desktop.ui.own.cells import HOW
from vsm_desktop.ui.own.drafts import Drafts
from vsm_desktop.ui.own.widgets import Line, Pick, add_row, rows


class TotalForm(QWidget):
    """Shows one draft and changes it as one types; `changed` says that it did."""

    changed = Signal()

    def __init__(self, drafts: Drafts) -> None:
        super().__init__()
        self.drafts, self.at = drafts, -1
        self._new: set[str] = set()
        self.label = Line(_("Label"), "total-label", self._label_typed)
        self.field = Pick(_("Made from"), "total-field", lambda: self._put(field=self.field.value))
        self.how = Pick(_("How"), "total-how", lambda: self._put(how=self.how.value))
        self.says = QLabel()
        self.says.setWordWrap(True)
        form = rows()
        for title, widget in (
            (_("Label"), self.label),
            (_("Made from"), self.field),
            (_("How"), self.how),
            ("", self.says),
        ):
            add_row(form, title, widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addStretch(1)

    @property
    def _total(self) -> OwnTotal:
        return self.drafts.totals[self.at]

    def show_draft(self, at: int) -> None:
        """Show the total at a place."""
        self.at = at
        self.setEnabled(at >= 0)
        if at >= 0:
            self._show()

    def _show(self) -> None:
        total = self._total
        self.label.show_text(total.label)
        self.label.say("" if total.label.strip() else _("A total needs a label."))
        names = total_names(tuple(self.drafts.fields))
        self.field.offer(((name, f"{title} ({name})") for name, title in names.items()), total.field)
        self.how.offer(HOW.items(), total.how)
        said, wrong = self.drafts.total_says(self.at)
        self.says.setText(said)
        self.field.setAccessibleDescription(said)
        name = "wrong" if wrong else "quiet"
        if self.says.objectName() != name:
            self.says.setObjectName(name)
            self.says.style().unpolish(self.says)
            self.says.style().polish(self.says)

    def _label_typed(self, text: str) -> None:
        """A total that is new in the document takes its key from its label."""
        known = {total.key for total in self.drafts.stream.own_totals}
        others = [total.key for i, total in enumerate(self.drafts.totals) if i != self.at]
        key = self._total.key if self._total.key in known else key_from(text, others)
        self._put(label=text, key=key)

    def _put(self, **values: Any) -> None:
        self.drafts.totals[self.at] = self._total.evolve(**values)
        self._show()
        self.changed.emit()
