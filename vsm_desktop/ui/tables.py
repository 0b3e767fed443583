"""A table on the clipboard, for spreadsheets and for letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from vsm_desktop.ui.table.blocks import write_html, write_text


def copy_table(rows: Sequence[Sequence[str]], text: str = "") -> None:
    """Put rows on the clipboard as text with tabs and as a table of HTML; another text instead, where one reads better."""
    data = QMimeData()
    data.setText(text or write_text(rows))
    data.setHtml(write_html(rows))
    QGuiApplication.clipboard().setMimeData(data)
