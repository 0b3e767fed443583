"""What the built program is made of: names, shipped folders, and what stays out of it.

The PyInstaller spec, the Debian package and the recipes for Windows and macOS all take their facts from here. Only the
standard library is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePath

from bootstrap import ANY_SCREEN, REAL_SCREEN

ROOT = Path(__file__).resolve().parents[1]
NAME = "vsm-desktop"
TITLE = "VSM Desktop"
IDENTIFIER = "vsm-desktop.VSMDesktop"  # of the bundle on macOS
MIME = "application/x-vsm-desktop"
SUFFIX = ".vsm"
SUMMARY = "Value stream mapping: draw, compute, plan and print value streams"

# the folders beside the package stand inside it, as in the wheel
DATA = tuple((ROOT / folder, f"vsm_desktop/{folder}") for folder in ("resources", "icons"))

# Libraries mention these, the program never comes to them. The tests see to it that no module of ours is imported
# that stands here, and the self-test of the built program that nothing else was needed.
LEFT_OUT = (
    "PIL.AvifImagePlugin",
    "PIL.ImageCms",
    "PIL.ImageFont",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PIL.WebPImagePlugin",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingtk",
    "PIL._webp",
    "_bz2",
    "_curses",
    "_hashlib",
    "_lzma",
    "_ssl",
    "_uuid",
    "asyncio",
    "curses",
    "doctest",
    "ftplib",
    "hypothesis",
    "lxml",
    "multiprocessing",
    "mypy",
    "numpy",
    "pdb",
    "pydantic.mypy",
    "pydantic.v1",
    "pydoc",
    "pytest",
    "readline",
    "setuptools",
    "smtplib",
    "socketserver",
    "ssl",
    "tkinter",
    "unittest",
    "webbrowser",
    "xmlrpc",
)

# Of Qt's plugins these folders and files are of use; a folder without names is taken whole.
PLUGINS: dict[str, tuple[str, ...]] = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platformthemes": (),
    "printsupport": (),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "imageformats": ("qsvg", "qico", "qjpeg"),
    "iconengines": (),
    "styles": (),
    "xcbglintegrations": (),
    "wayland-decoration-client": (),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl", "dmabuf-server", "shm-emulation-server"),
    "wayland-shell-integration": ("xdg-shell",),
}
# Parts of Qt that only the plugins left out ask for.
QT_LEFT_OUT = ("Network", "Pdf", "Qml", "Quick", "VirtualKeyboard")
_QT_LEFT_OUT = re.compile(rf"Qt6?(EglF|{'|'.join(QT_LEFT_OUT)})|opengl32sw|d3dcompiler")
_PLUGIN = re.compile(r"(?:^|/)plugins/([^/]+)/(?:lib)?([^/]+?)\.(?:so|dll|dylib)$")
_SHARED = re.compile(r"^[^/]+\.so(\.\d+)*$")

# What the program asks for besides, as far as it does: package to libraries.
FOUNDATION: dict[str, tuple[str, ...]] = {
    "libc6": ("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1"),
    "libgcc-s1": ("libgcc_s.so.1",),
    "libstdc++6": ("libstdc++.so.6",),
    "zlib1g": ("libz.so.1",),
    "libzstd1": ("libzstd.so.1",),
    "libexpat1": ("libexpat.so.1",),
    "libffi8": ("libffi.so.8",),
    "libfreetype6": ("libfreetype.so.6",),
    "libglib2.0-0": ("libglib-2.0.so.0",),
    "libx11-6": ("libX11.so.6",),
    "libxcb1": ("libxcb.so.1",),
    "libxcb-glx0": ("libxcb-glx.so.0",),
    "libxcb-render0": ("libxcb-render.so.0",),
    "libxcb-shm0": ("libxcb-shm.so.0",),
    "libxcb-util1": ("libxcb-util.so.1",),
}
RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}  # newer systems first, with the old name as the other way
# plugins that are used where the desktop they are for is there, and only then
MAY_LACK = {"libqgtk3.so", "libcupsprintersupport.so"}


def qt_packages() -> dict[str, str]:
    """Debian packages Qt needs, each with one of its libraries; one table for set-up and package."""
    return ANY_SCREEN | REAL_SCREEN


def depends(asked: Iterable[str], libc: str) -> str:
    """The Depends line of a package whose files ask for these libraries."""
    wanted = set(asked)
    besides = [package for package, libraries in FOUNDATION.items() if wanted & set(libraries)]

    def named(package: str) -> str:
        if package == "libc6":
            return f"libc6 (>= {libc})"
        return f"{RENAMED[package]} | {package}" if package in RENAMED else package

    return ", ".join(named(package) for package in dict.fromkeys((*besides, *qt_packages())))


def brings(library: str) -> bool:
    """Whether a package of the Depends line brings this library."""
    besides = {name for libraries in FOUNDATION.values() for name in libraries}
    return library in besides | set(qt_packages().values()) or library.startswith("ld-linux")


def version() -> str:
    """The version, which stands in the package alone."""
    text = (ROOT / "vsm_desktop" / "__init__.py").read_text(encoding="utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]


def is_wanted(name: str, languages: Iterable[str] = ()) -> bool:
    """Whether a collected library, plugin or translation (its path in the folder) belongs into the program.

    Libraries of the Linux system stand at the top and are left to the system: mixed with its own they break its drivers.
    """
    name = PurePath(name).as_posix().replace("\\", "/")
    if "/translations/" in name:
        return any(name.endswith(f"/qtbase_{language}.qm") for language in languages)
    if plugin := _PLUGIN.search(name):
        folder, stem = plugin.groups()
        return folder in PLUGINS and (not PLUGINS[folder] or stem in PLUGINS[folder])
    if _SHARED.match(name):
        return name.startswith("libpython")
    return not _QT_LEFT_OUT.search(name)


def is_wanted_at_start(script: str, system: str) -> bool:
    """Whether a script of PyInstaller runs before the program.

    The one for Qt loads it at every start, also for a command that needs none, and before all else, which makes every later
    import slower. It tells Qt where its plugins are; on Linux `run_before` does so without Qt.
    """
    return not (system == "linux" and script == "pyi_rth_pyside6")


def run_before(system: str) -> list[str]:
    """Our own scripts that run before the program."""
    return [str(ROOT / "installer" / "linux" / "plugins_of_our_own.py")] if system == "linux" else []


def languages() -> list[str]:
    """The languages the program speaks besides English; Qt's own words come along for these."""
    folder = ROOT / "resources" / "locale"
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else []
