"""What the export dialog makes of a name and a chosen format."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from vsm_desktop.ui import asking


@pytest.mark.parametrize(
    ("typed", "kind", "found"),
    [
        ("map", "Ladder as CSV (*.ladder.csv)", "map.ladder.csv"),
        ("map.csv", "Ladder as CSV (*.ladder.csv)", "map.ladder.csv"),
        ("map.CSV", "Stocks as CSV (*.inventory.csv)", "map.inventory.csv"),
        ("map.csv", "Steps as CSV (*.csv)", "map.csv"),
        ("map.ladder.csv", "Steps as CSV (*.csv)", "map.ladder.csv"),
        ("map.ladder.csv", "Ladder as CSV (*.ladder.csv)", "map.ladder.csv"),
        ("map.svg", "PDF document (*.pdf)", "map.svg"),
        ("map 2.1", "Excel workbook (*.xlsx)", "map 2.1.xlsx"),
        ("map", "", "map.pdf"),
    ],
)
def test_the_name_says_what_is_written(make_window, tmp_path, monkeypatch, typed, kind, found):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / typed), kind))
    assert asking.ask_export(make_window(), tmp_path / "map.pdf") == tmp_path / found


def test_a_name_that_gets_its_suffix_does_not_hit_another_file_unasked(make_window, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: asked.append(box.text()) or QMessageBox.StandardButton.Cancel.value
    )
    (tmp_path / "map.ladder.csv").write_text("old")
    chosen = (str(tmp_path / "map"), "Ladder as CSV (*.ladder.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: chosen)
    assert asking.ask_export(make_window(), tmp_path / "map.pdf") is None
    assert asked == ["map.ladder.csv exists already."]
