"""What stands round the grid: how products are grouped above it, where they came from below, and the page before them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.model.family import FamilyMatrix

_STEP = 5  # percent


class TopBar(QWidget):
    """The threshold and what else decides how products are grouped and shown."""

    def __init__(self) -> None:
        super().__init__()
        words = QLabel(_("Steps shared at least"))
        words.setObjectName("field")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(_("Steps the products of a family share at least, percent"))
        self.slider.setToolTip(_("Products are grouped until the families share less than this on average"))
        self.slider.setRange(0, 100)
        self.slider.setSingleStep(_STEP)
        self.slider.setPageStep(2 * _STEP)
        self.slider.setFixedWidth(180)
        self.value = QLabel()
        self.value.setObjectName("result")
        self.value.setFixedWidth(48)
        self.downstream = QCheckBox(_("Later steps count more"))
        self.downstream.setToolTip(
            _("The last step counts twice as much as the first: a family shares equipment downstream")
        )
        self.blocks = QCheckBox(_("Order to show blocks"))
        self.blocks.setToolTip(_("Rank order clustering: rows and columns go where the marks stand together"))
        self.times = QCheckBox(_("Show times"))
        self.anew = _button(
            _("Group anew"), _("Group all products by their steps, also those put together by hand")
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (words, self.slider, self.value, self.downstream, self.blocks, self.times):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.anew)

    def show_matrix(self, matrix: FamilyMatrix) -> None:
        """Follow the matrix."""
        percent = round(100 * matrix.threshold)
        for widget, value in ((self.slider, percent), (self.downstream, matrix.downstream)):
            widget.blockSignals(True)
            widget.setValue(value) if isinstance(widget, QSlider) else widget.setChecked(bool(value))
            widget.blockSignals(False)
        self.value.setText(f"{percent} %")
        self.anew.setEnabled(any(family.by_hand for family in matrix.families))


class FootBar(QWidget):
    """Where the products came from, what was read, and other sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.source = QLabel()
        self.source.setObjectName("quiet")
        self.source.setTextFormat(Qt.TextFormat.PlainText)
        self.source.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.report = _button(_("What was read…"), _("Every cell that was converted, doubtful or left out"))
        self.open = _button(_("Import a sheet…"), _("Products from another sheet; undo brings these back"))
        self.paste = _button(_("Paste"), _("Products from cells copied in a spreadsheet program"))
        self.remove = _button(_("Remove"), _("Take the products out of this file; undo brings them back"))
        self.close_button = _button(_("Close"), "")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.source, 1)
        for button in (self.report, self.open, self.paste, self.remove, self.close_button):
            line.addWidget(button)

    def show_matrix(self, matrix: FamilyMatrix, said: str) -> None:
        """Say where the matrix is from."""
        size = _("{n} products, {m} steps").format(n=len(matrix.products), m=len(matrix.steps))
        self.source.setText(" · ".join(filter(None, (matrix.source, size, said))))
        self.source.setToolTip(self.source.text())


class EmptyPage(QWidget):
    """Before there are products: what will stand here, and three ways to begin."""

    def __init__(self) -> None:
        super().__init__()
        title = QLabel(_("Which products go through the same steps?"))
        title.setObjectName("title")
        words = QLabel(
            _(
                "Import a sheet with a row for each product and a column for each step, marked with X or times, or a list "
                "of operations from your planning system. Products that share steps become families; the map of one of "
                "them is made with its demand."
            )
        )
        words.setWordWrap(True)
        words.setObjectName("field")
        self.open = QPushButton(_("Import a sheet…"))
        self.open.setDefault(True)
        self.paste = QPushButton(_("Paste"))
        self.paste.setToolTip(_("Products from cells copied in a spreadsheet program"))
        self.sample = QPushButton(_("Try the sample"))
        self.sample.setToolTip(_("Twelve products over nine steps"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.open, self.paste, self.sample):
            row.addWidget(button)
        row.addStretch(1)
        inner = QWidget()
        inner.setFixedWidth(520)
        column = QVBoxLayout(inner)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(words)
        column.addLayout(row)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inner)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)

    def sizeHint(self) -> QSize:
        return QSize(700, 460)


def _button(words: str, hint: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName("small")
    button.setAutoDefault(False)
    button.setToolTip(hint)
    return button
