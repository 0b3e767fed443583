"""What became of the cells of a sheet: everything that was not simply taken, in a list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.intake.report import Report

_HEADS = (_("What"), _("Cell"), _("Value"), _("Why"))


class ReportDialog(QDialog):
    """The summary of a report over the list of what was converted, doubtful or left out."""

    def __init__(self, report: Report, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("family-report")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What was read"))
        self.setAccessibleName(_("What was read"))
        words = QLabel(report.summary)
        words.setWordWrap(True)
        kinds = (
            (_("converted"), report.converted),
            (_("doubtful"), report.doubtful),
            (_("left out"), report.rejected),
        )
        rows = [(kind, one.cell, one.value, one.reason) for kind, entries in kinds for one in entries]
        self.list = QTableWidget(len(rows), len(_HEADS))
        self.list.setAccessibleName(_("Cells that were not simply taken"))
        self.list.setHorizontalHeaderLabels(list(_HEADS))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setShowGrid(False)
        self.list.setTabKeyNavigation(False)
        self.list.verticalHeader().hide()
        head = self.list.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.list.setItem(number, column, item)
        for column, width in enumerate((88, 92, 190)):
            head.resizeSection(column, width)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(20, 16, 20, 16)
        column_.setSpacing(12)
        column_.addWidget(words)
        column_.addWidget(self.list, 1)
        column_.addWidget(buttons)
        if not rows:
            self.list.hide()
        self.resize(820, 440 if rows else 140)
