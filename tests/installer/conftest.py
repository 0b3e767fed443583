"""The scripts of `installer/` are started from there and import each other by name; so do the tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "installer"))
