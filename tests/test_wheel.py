"""What ships: the wheel holds every asset and nothing else of ours, and finds them where it was installed."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("resources", "icons")
LOAD = """
import sys
import vsm_desktop
from vsm_desktop.assets import asset, asset_folder
assert vsm_desktop.__file__.startswith(sys.argv[1]), vsm_desktop.__file__
for line in sys.stdin.read().splitlines():
    folder, _, name = line.partition("/")
    print(len(asset(folder, name).read_bytes()), line)
assert all(asset_folder(folder).is_dir() for folder in ("resources", "icons"))
"""


def files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without the network: the build backend comes with the test extra."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_program_and_its_assets_and_no_tests(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if not name.endswith("/")}
    modules = {path.relative_to(ROOT).as_posix() for path in files("vsm_desktop") if path.suffix != ".pyc"}
    shipped = {f"vsm_desktop/{path.relative_to(ROOT).as_posix()}" for path in files(*FOLDERS)}
    facts = {name for name in names if ".dist-info/" in name}
    assert names - facts == modules | shipped
    assert any(name.endswith("/licenses/LICENSE") for name in facts)
    entry = next(name for name in facts if name.endswith("/entry_points.txt"))
    assert b"vsm-desktop = vsm_desktop.__main__:main" in zipfile.ZipFile(wheel).read(entry)


def test_the_installed_program_finds_every_asset(wheel: Path, tmp_path: Path) -> None:
    """In a bare folder, with nothing else on the path: no checkout, no virtual environment."""
    target = tmp_path / "bare"
    zipfile.ZipFile(wheel).extractall(target)  # all that installing a pure wheel is
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    names = [path.relative_to(ROOT).as_posix() for path in files(*FOLDERS)]
    done = subprocess.run(
        [sys.executable, "-S", "-c", LOAD, str(target)],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(target), "PYTHONUTF8": "1"},
        input="\n".join(names),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"{path.stat().st_size} {name}" for path, name in zip(files(*FOLDERS), names, strict=True)
    ]
