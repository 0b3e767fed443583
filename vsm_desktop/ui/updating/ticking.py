"""A dialog of differences to tick, and what they do beside them; what they are and do is for those who have some."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.updating.model import DifferenceModel
from vsm_desktop.ui.updating.panel import EffectPanel
from vsm_desktop.ui.updating.tree import SHARES, DifferenceTree

_EDGE = 24  # kept free for the frame of a window


class TickDialog(QDialog):
    """Groups of differences at the left, their effect at the right, beneath them Cancel and Take."""

    def __init__(
        self,
        desk: Desk,
        model: DifferenceModel,
        title: str,
        parent: QWidget | None,
        shares: Mapping[int, float] = SHARES,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.desk, self.model = desk, model
        self.tree, self.effects = DifferenceTree(model, shares), EffectPanel()
        self.summary = QLabel()
        self.summary.setObjectName("aside")
        self.summary.setWordWrap(True)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setAutoDefault(False)
        self.take = QPushButton()
        self.take.setObjectName("main")
        self.take.setDefault(True)
        self.tree.selectionModel().currentChanged.connect(
            lambda now, _old: self.effects.show_line(self.model, now)
        )
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
        room = self.screen().availableGeometry()  # it opens no larger than the screen
        self.resize(min(1180, room.width() - _EDGE), min(720, room.height() - 2 * _EDGE))
        self.setMinimumSize(960, 540)

    def lay_out(self, heading: str, foot_words: str, above: QWidget | None = None) -> None:
        """Put it together: a heading, what stands above the differences, and what is said beside the buttons."""
        title = QLabel(heading)
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
        if above is not None:
            card = QVBoxLayout()
            card.setContentsMargins(24, 4, 24, 0)
            card.addWidget(above)
            left.addLayout(card)
        left.addWidget(self.tree, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.effects)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(middle, 1)
        column.addLayout(self._foot(foot_words))

    def _foot(self, said: str) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 14)
        foot.setSpacing(8)
        words = QLabel(said)
        words.setObjectName("aside")
        foot.addWidget(words, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        return foot

    def offer(self, *, anything: bool) -> int:
        """Say on the button how many are ticked, if there is anything at all; how many these are."""
        count = len(self.model.chosen)
        words = _("Take 1 change") if count == 1 else _("Take {n} changes").format(n=count)
        self.take.setText(words if anything else _("Nothing to take"))
        self.take.setEnabled(bool(count))
        return count

    def follow(self, desk: Desk) -> None:
        """The colours of the window."""
        if self.model.theme != desk.theme:
            self.model.theme = desk.theme
            self.tree.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list takes nothing yet: it is pressed on the button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.tree.hasFocus():
            event.accept()
            return
        super().keyPressEvent(event)
