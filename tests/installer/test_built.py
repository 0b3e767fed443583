"""The folder, built for real: a minute or two, hence slow."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_built_folder_passes_its_self_test_away_from_here(tmp_path: Path):
    subprocess.run([sys.executable, str(ROOT / "installer" / "build.py"), "folder"], check=True)
    moved = tmp_path / "elsewhere"
    shutil.copytree(ROOT / "dist" / "vsm-desktop", moved, symlinks=True)
    program = moved / ("vsm-desktop.exe" if sys.platform == "win32" else "vsm-desktop")
    bare = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [str(program), "--self-test"], env=bare, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.rstrip().endswith("Everything works.")
    assert not done.stderr
