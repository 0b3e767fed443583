"""On macOS a file opened from the desktop arrives as an event; sent here on any system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
SEND = """
import sys
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtGui import QFileOpenEvent
from vsm_desktop.app import make_app, open_window
from vsm_desktop.ui.window import windows
app = make_app()
open_window()
for file in sys.argv[1:]:
    app.sendEvent(app, QFileOpenEvent(file))
patience = QDeadlineTimer(30_000)  # a sheet is read in the background
while not windows[-1].desk.frame.state.nodes and not patience.hasExpired():
    app.processEvents()
    dialog = windows[-1].filing.importing() if sys.argv[1].endswith(".xlsx") else None
    if dialog is not None and dialog.main.text() == "Make the map" and dialog.main.isEnabled():
        dialog.main.click()
for window in list(windows):
    print(window.desk.frame.stream.name, len(window.desk.frame.state.nodes) > 5)
    window.desk.mark_saved()
    window.close()
"""


def test_the_first_file_goes_into_the_empty_window_the_next_into_one_of_its_own():
    files = [str(SAMPLES / name) for name in ("acme-current.vsm", "loan-approval.vsm")]
    done = subprocess.run([sys.executable, "-c", SEND, *files], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["Steering brackets True", "Loan approval True"]
    assert not done.stderr


def test_a_sheet_is_imported():
    done = subprocess.run(
        [sys.executable, "-c", SEND, str(SAMPLES / "acme-timing.xlsx")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith("True")
