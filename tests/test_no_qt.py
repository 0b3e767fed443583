"""Everything below the canvas works without Qt, and the command line starts without its heavy libraries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BELOW = "model metrics edit store insight simulation intake drawing tools export"

WITHOUT_QT = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = None                 # from here on `import PySide6` fails
import vsm_desktop
for room in sys.argv[1].split():
    package = importlib.import_module(f"vsm_desktop.{room}")
    for module in pkgutil.walk_packages(package.__path__, f"vsm_desktop.{room}."):
        importlib.import_module(module.name)
importlib.import_module("vsm_desktop.cli")
print(*(name for name, module in sys.modules.items() if module and name.split(".")[0] in ("PySide6", "shiboken6")))
"""
LIGHT_START = """
import sys
import vsm_desktop.cli
print(*sorted({name.split(".")[0] for name in sys.modules} & set(sys.argv[1].split())))
"""
HEAVY = "PySide6 reportlab openpyxl networkx numpy PIL fontTools python_calamine pypdfium2"


def fresh(code: str, argument: str) -> str:
    """What a new interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, argument], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_every_room_below_the_canvas_does_without_qt() -> None:
    assert fresh(WITHOUT_QT, BELOW) == ""


def test_the_command_line_starts_light() -> None:
    assert fresh(LIGHT_START, HEAVY) == ""
