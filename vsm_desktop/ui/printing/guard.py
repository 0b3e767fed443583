"""What would be too small to be read on paper, and what helps, each by one click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Box
from vsm_desktop.export.legible import Small
from vsm_desktop.ui.printing.work import Offer, Reading

_ROWS = 5
_TEXTS = 40


class GuardPanel(QWidget):
    """Says how small the smallest text is; if that is too small, which texts are, and the remedies as buttons."""

    chosen = Signal(object)  # what was offered and is wanted
    pointed = Signal(int, object)  # the number of a map, and where on it the texts of the chosen row stand

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("print-small")
        self.list.setAccessibleName(_("Texts that are too small"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QListWidget.SelectionMode.SingleSelection)
        self.list.currentRowChanged.connect(self._point)
        self._rows: list[tuple[int, tuple[Box, ...]]] = []
        self.remedies = QVBoxLayout()
        self.remedies.setSpacing(6)
        self.buttons: list[QPushButton] = []
        self._offered: list[QWidget] = []
        self.warning = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.list)
        column.addLayout(self.remedies)

    def show_readings(self, readings: Sequence[Reading]) -> None:
        """Show how the printed states can be read."""
        small = [one for one in readings if one.found.small]
        self.words.setText(self._summary(readings, small))
        self.warning = self.words.text().removeprefix("△ ") if small else ""
        name = "wrong" if small else "quiet"
        if self.words.objectName() != name:
            self.words.setObjectName(name)
            self.words.style().unpolish(self.words)
            self.words.style().polish(self.words)
        with QSignalBlocker(self.list):
            self.list.clear()
        self._rows = []
        for at, one in enumerate(readings):
            self._list(at, one, several=len(readings) > 1)
        self.list.setVisible(bool(small))
        rows = min(self.list.count(), _ROWS)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 24) + 4)
        self._offer(small, several=len(readings) > 1)

    def _summary(self, readings: Sequence[Reading], small: Sequence[Reading]) -> str:
        if not readings:
            return ""
        size = min(one.found.size for one in readings)
        least = readings[0].found.least
        if not small:
            if size == float("inf"):
                return _("There is no text.")
            sentence = _("✓ Everything can be read: the smallest text is {size} pt.")
            return sentence.format(size=_points(size))
        count = sum(one.found.count for one in small)
        sentence = _("△ {count} texts would be smaller than {least} pt, the smallest {size} pt.")
        if count == 1:
            sentence = _("△ One text would be smaller than {least} pt: {size} pt.")
        return sentence.format(count=f"{count:,}", least=f"{least:g}", size=_points(size))

    def _point(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self.pointed.emit(*self._rows[row])

    def _list(self, at: int, reading: Reading, several: bool) -> None:
        """The smallest first; what is called alike, as arrows of one kind are, in one row."""
        alike: dict[str, list[Small]] = {}
        for small in sorted(reading.found.small, key=lambda one: one.size):
            alike.setdefault(small.name, []).append(small)
        for name, ones in alike.items():
            words = f"{name} ({len(ones)})" if len(ones) > 1 else name
            words = f"{reading.name}: {words}" if several else words
            item = QListWidgetItem(f"{_points(ones[0].size)} pt  {words}")
            item.setToolTip(" · ".join([text for one in ones for text in one.texts][:_TEXTS]))
            self._rows.append((at, tuple(box for one in ones for box in one.boxes)))
            self.list.addItem(item)

    def _offer(self, small: Sequence[Reading], several: bool) -> None:
        for widget in self._offered:
            self.remedies.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._offered, self.buttons = [], []
        for reading in small:
            if several and reading.offers:
                label = QLabel(reading.name)
                label.setObjectName("field")
                self._put(label)
            for offer in reading.offers:
                self._add(offer)

    def _put(self, widget: QWidget) -> None:
        self.remedies.addWidget(widget)
        self._offered.append(widget)

    def _add(self, offer: Offer) -> None:
        button = QPushButton(offer.words)
        button.setObjectName("small")
        button.setProperty("does", offer.kind)
        said = _("The smallest text would be {size} pt.").format(size=_points(offer.size))
        button.setToolTip(said)
        button.setAccessibleDescription(said)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: self.chosen.emit(offer))
        self._put(button)
        self.buttons.append(button)


def _points(size: float) -> str:
    return f"{size:.1f}"
