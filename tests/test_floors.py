"""The plan of the house: which room may use which, and which libraries. The table is the documentation."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "vsm_desktop"
EVERY_ROOM = "model metrics edit store insight simulation intake drawing tools export canvas"
FLOORS = {
    # room       rooms it may use                      libraries it may use
    "model": ("", "pydantic"),
    "metrics": ("model", "networkx simpleeval"),
    "edit": ("model", "networkx"),
    "store": ("model", "pydantic"),
    "insight": ("model metrics edit", "networkx"),
    "simulation": ("model metrics", "numpy"),
    "intake": ("model edit", "python_calamine charset_normalizer"),
    "drawing": ("model metrics", "reportlab.pdfbase fontTools"),  # font metrics only
    "tools": ("model edit drawing", ""),
    "export": ("model metrics insight drawing", "reportlab openpyxl pypdfium2 PIL fontTools"),
    "canvas": ("model edit drawing tools", "PySide6"),
    "ui": (EVERY_ROOM, "PySide6"),
}
BESIDE = {
    # module       what it may use of ours             libraries it may use
    "__init__": ("", ""),
    "assets": ("", ""),
    "__main__": ("cli app tools intake.readers", ""),
    "cli": (
        f"{EVERY_ROOM} app __main__ "
        "cli_diff cli_families cli_files cli_findings cli_gemba cli_levers cli_papers "
        "cli_scoreboard cli_sheets cli_update",
        "click",
    ),
    "cli_diff": (f"{EVERY_ROOM} cli_files", "click"),
    "cli_families": (f"{EVERY_ROOM} cli_files cli_sheets", "click"),
    "cli_files": ("model store", "click"),
    "cli_findings": ("insight cli_files", "click"),
    "cli_gemba": ("export cli_files", "click"),
    "cli_levers": (f"{EVERY_ROOM} cli_files", "click"),
    "cli_papers": ("model tools export cli_files", "click"),
    "cli_scoreboard": ("insight cli_files", "click"),
    "cli_plan": ("model edit intake cli_files", "click"),
    "cli_sheets": (f"{EVERY_ROOM} cli_files", "click"),
    "cli_update": (f"{EVERY_ROOM} cli_files cli_plan cli_sheets", "click"),
    "app": (f"{EVERY_ROOM} ui cli", "PySide6"),
}


def imports(path: Path) -> Iterator[str]:
    """Every imported module by its full name, wherever in the file the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from (f"{module}.{alias.name}" for alias in node.names)


def within(name: str, allowed: str) -> bool:
    """Whether a dotted name is one of the allowed ones, or lies in it."""
    return any(f"{name}.".startswith(f"{one}.") for one in allowed.split())


def strays(path: Path, home: str, ours: str, libraries: str) -> list[str]:
    """What a file imports and may not."""
    package = " ".join(f"vsm_desktop.{name}" for name in [*ours.split(), home, "assets", "__version__"])
    standard = " ".join([*sys.stdlib_module_names, "msgspec"])  # records are made of it in every room
    return [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for name in imports(path)
        if not (within(name, package) or within(name, libraries) or within(name, standard))
    ]


@pytest.mark.parametrize("room", FLOORS)
def test_room_keeps_to_its_floor(room: str) -> None:
    files = sorted((PACKAGE / room).rglob("*.py"))
    found = [stray for path in files for stray in strays(path, room, *FLOORS[room])]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("module", BESIDE)
def test_modules_beside_the_rooms_keep_to_theirs(module: str) -> None:
    found = strays(PACKAGE / f"{module}.py", module, *BESIDE[module])
    assert not found, "\n".join(found)


def test_nothing_stands_outside_the_plan() -> None:
    assert {path.stem for path in PACKAGE.glob("*.py")} == BESIDE.keys()
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - {"resources", "icons"} == FLOORS.keys()


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_opens_with_its_charter_and_nothing_else(room: str) -> None:
    """No re-exports, no code: importing a room costs nothing, and there is one name for each thing."""
    tree = ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))
    assert len(ast.get_docstring(tree) or "") > 40, "the charter is missing"
    assert len(tree.body) == 1, "only the charter stands in the __init__ of a room"


def test_every_library_is_a_declared_dependency() -> None:
    """What is only there because something else brings it is missing one day."""
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", line)[0].lower().replace("_", "-") for line in project["dependencies"]}
    bringers = packages_distributions()
    used = {name.split(".")[0] for path in PACKAGE.rglob("*.py") for name in imports(path)}
    for name in used - {*sys.stdlib_module_names, "vsm_desktop", ""}:
        brought = {bringer.lower().replace("_", "-") for bringer in bringers[name]}
        assert brought & declared, f"{name} is used, but {brought} is not among the dependencies"


def test_no_import_is_relative() -> None:
    found = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in PACKAGE.rglob("*.py")
        for name in imports(path)
        if name.startswith(".")
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("line", "stray"),
    [
        ("import PySide6.QtGui", True),
        ("from vsm_desktop.edit.edits import move", True),
        ("from vsm_desktop import edit", True),
        ("def f():\n    from openpyxl import Workbook", True),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from vsm_desktop.ui import window", True),
        ("from .stream import State", True),
        ("import networkx", False),
        ("from vsm_desktop.model.stream import State", False),
        ("from vsm_desktop.assets import _", False),
        ("import math, json", False),
    ],
)
def test_the_plan_sees_every_stair(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, stray: bool
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    path = tmp_path / "probe.py"
    path.write_text(line, encoding="utf-8")
    assert bool(strays(path, "metrics", *FLOORS["metrics"])) is stray
