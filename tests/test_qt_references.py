"""The installed Qt does not lose references: PySide6 6.12.0 did on CPython 3.11 and aborted after some 5,000 calls."""

from __future__ import annotations

import os
import subprocess
import sys

CALLS = 1000
PROBE = f"""
import sys
from PySide6.QtGui import QColor, QImage, QPainter, QPen
image = QImage(8, 8, QImage.Format.Format_ARGB32)
painter = QPainter(image)
pen = QPen(QColor("#2456C8"))
painter.setPen(pen)
before = sys.getrefcount(None)
for _ in range({CALLS}):
    painter.setPen(pen)
lost = before - sys.getrefcount(None)
painter.end()
print(lost)
"""


def test_calls_that_return_nothing_keep_the_count_of_none() -> None:
    """In a process of its own, which may die. From Python 3.12 on None is immortal and its count stands still."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < CALLS // 10
