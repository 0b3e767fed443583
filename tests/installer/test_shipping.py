"""What the built program consists of, checked without building it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import bootstrap
import licences
import pytest
import shipping

import vsm_desktop

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "vsm_desktop").rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Every module a file imports, with `from a import b` also as a.b, which may be one."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_the_version_stands_in_one_place():
    assert shipping.version() == vsm_desktop.__version__


def test_the_shipped_folders_are_those_of_the_wheel():
    """Where `assets` looks first: inside the package."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {source.name: target for source, target in shipping.DATA} == wheel
    asked = {
        match for path in SOURCES for match in re.findall(r"asset(?:_folder)?\(\"(\w+)", path.read_text())
    }
    assert {"resources", "icons"} <= asked
    assert asked <= set(wheel)


def test_no_module_that_is_left_out_is_imported():
    used = set().union(*map(imports, SOURCES))
    left_out = (*shipping.LEFT_OUT, *(f"PySide6.Qt{part}" for part in shipping.QT_LEFT_OUT))
    assert not [name for name in used for out in left_out if name == out or name.startswith(f"{out}.")]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("libpython3.11.so.1.0", True),
        ("libxcb-cursor.so.0", False),
        ("libstdc++.so.6", False),
        ("PySide6/Qt/lib/libQt6Gui.so.6", True),
        ("PySide6/Qt/lib/libQt6Network.so.6", False),
        ("PySide6/Qt/lib/libicudata.so.73", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\imageformats\\qtiff.dll", False),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("PySide6/Qt/translations/qt_de.qm", False),
        ("pypdfium2_raw/libpdfium.so", True),
        ("pillow.libs/libxcb-9065bb12.so.1.1.0", True),
        ("PIL/_imaging.cpython-311-x86_64-linux-gnu.so", True),
        ("vsm_desktop/resources/theme.json", True),
    ],
)
def test_what_is_collected_and_what_is_left_to_the_system(name: str, wanted: bool):
    assert shipping.is_wanted(name, ["de"]) is wanted


def test_nothing_of_ours_is_left_out():
    for source, target in shipping.DATA:
        for path in source.rglob("*"):
            assert shipping.is_wanted(f"{target}/{path.relative_to(source).as_posix()}")


def test_the_package_depends_on_what_the_set_up_adds_and_on_what_is_asked_for():
    table = bootstrap.ANY_SCREEN | bootstrap.REAL_SCREEN
    said = shipping.depends(["libc.so.6", "libm.so.6", "libX11.so.6", "libxcb-cursor.so.0"], "2.35").split(
        ", "
    )
    assert said[:2] == ["libc6 (>= 2.35)", "libx11-6"]
    assert {part.rpartition("| ")[2] for part in said[2:]} == set(table)
    assert "libglib2.0-0t64 | libglib2.0-0" in said
    assert len(said) == len(set(said))


def test_every_licence_of_what_ships_comes_along():
    found = {target.split("/")[1] for _source, target in licences.texts(shipping.NAME)}
    without = {name for name in licences.shipped(shipping.NAME) if name not in found}
    assert without <= {"pyside6-essentials", "shiboken6"}  # their wheels hold none; "qt" stands for them
    assert {"qt", "openpyxl", "pypdfium2", "pydantic-core"} <= found
    assert all(source.is_file() for source, _target in licences.texts(shipping.NAME))


def test_the_recipes_for_other_systems_name_what_there_is():
    """They cannot be run here; what they say about the program must still hold."""
    script = (ROOT / "installer/windows/vsm-desktop.iss").read_text(encoding="utf-8")
    assert f'Classes\\{shipping.SUFFIX}"' in script
    assert shipping.MIME in script
    for place in re.findall(r"\.\.\\\.\.\\((?:icons|LICENSE)[^\s\"]*)", script):
        assert (ROOT / place.replace("\\", "/")).is_file()
    assert (ROOT / "icons/document.ico").is_file()
    assert r"_internal\vsm_desktop\icons\document.ico" in script
    for recipe in ("windows/vsm-desktop.iss", "windows/build.bat", "macos/build.sh"):
        assert "NOT TESTED YET" in (ROOT / "installer" / recipe).read_text(encoding="utf-8")
