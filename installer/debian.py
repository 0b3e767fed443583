"""The Debian package of a built folder: what goes where, and the control file. Needs dpkg-deb and no root."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import textwrap
import time
from email.utils import formatdate
from pathlib import Path

import needs
import shipping

LINUX = shipping.ROOT / "installer" / "linux"
ICONS = shipping.ROOT / "icons"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
HOME = f"usr/lib/{shipping.NAME}"
DESCRIPTION = """\
 Draw a value stream map by hand or import it from a spreadsheet of process
 steps. Takt, lead time, the lead time ladder, value-added ratio and bottleneck
 follow while you drag and type. Prints vector PDF, exports workbooks with live
 formulas, SVG, PNG and JSON. Needs no network."""


def files() -> list[tuple[Path, str]]:
    """The files beside the program, each with its place in the system."""
    name, mime = shipping.NAME, shipping.MIME.replace("/", "-")
    sized = [
        (ICONS / f"{drawing}-{size}.png", f"usr/share/icons/hicolor/{size}x{size}/{folder}.png")
        for drawing, folder in (("app", f"apps/{name}"), ("document", f"mimetypes/{mime}"))
        for size in ICON_SIZES
    ]
    return [
        (LINUX / f"{name}.desktop", f"usr/share/applications/{name}.desktop"),
        (LINUX / f"{name}.xml", f"usr/share/mime/packages/{name}.xml"),
        (LINUX / f"{name}.metainfo.xml", f"usr/share/metainfo/{name}.metainfo.xml"),
        (LINUX / "copyright", f"usr/share/doc/{name}/copyright"),
        (LINUX / "lintian-overrides", f"usr/share/lintian/overrides/{name}"),
        (ICONS / "app.svg", f"usr/share/icons/hicolor/scalable/apps/{name}.svg"),
        (ICONS / "document.svg", f"usr/share/icons/hicolor/scalable/mimetypes/{mime}.svg"),
        *sized,
    ]


def control(architecture: str, size_kib: int, asked: needs.Needs) -> str:
    """The control file; who packs it is named by DEBFULLNAME and DEBEMAIL, as everywhere in Debian."""
    fields = {
        "Package": shipping.NAME,
        "Version": shipping.version(),
        "Architecture": architecture,
        "Maintainer": maintainer(),
        "Installed-Size": str(size_kib),
        "Depends": shipping.depends(asked.libraries, asked.libc),
        "Recommends": "hicolor-icon-theme, shared-mime-info",
        "Suggests": "xdg-desktop-portal",
        "Section": "misc",
        "Priority": "optional",
        "Description": f"{shipping.SUMMARY}\n{DESCRIPTION}",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def maintainer() -> str:
    """Name and address of who packs it."""
    name = os.environ.get("DEBFULLNAME", f"{shipping.TITLE} maintainers")
    return f"{name} <{os.environ.get('DEBEMAIL', 'maintainers@vsm-desktop.example')}>"


def changelog(text: str, when: float) -> str:
    """The first section of CHANGELOG.md in the form Debian reads."""
    section = re.split(r"^## .*\n", text, flags=re.MULTILINE)[1]
    entries = re.split(r"^- ", section.strip(), flags=re.MULTILINE)[1:]
    body = "\n".join(
        textwrap.fill(" ".join(entry.split()), 79, initial_indent="  * ", subsequent_indent="    ")
        for entry in entries
    )
    head = f"{shipping.NAME} ({shipping.version()}) unstable; urgency=medium"
    return f"{head}\n\n{body}\n\n -- {maintainer()}  {formatdate(when)}\n"


def when() -> int:
    """The time all files of the package carry: SOURCE_DATE_EPOCH, else that of the last commit."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    done = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=shipping.ROOT, capture_output=True, text=True, check=False
    )
    return int(done.stdout.strip() or time.time())


def stage(folder: Path, root: Path, moment: int) -> None:
    """Put everything where it will stand in the system."""
    shutil.copytree(folder, root / HOME, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin" / shipping.NAME).symlink_to(f"../lib/{shipping.NAME}/{shipping.NAME}")
    for source, place in files():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, root / place)
    words = (shipping.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    _pack(root / f"usr/share/doc/{shipping.NAME}/changelog.gz", changelog(words, moment).encode())
    _pack(root / f"usr/share/man/man1/{shipping.NAME}.1.gz", (LINUX / f"{shipping.NAME}.1").read_bytes())
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == root / HOME / shipping.NAME else 0o644)
    root.chmod(0o755)


def _pack(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, 9, mtime=0))


def build(folder: Path, work: Path, out: Path) -> Path:
    """Make the package of a built folder. Raises LookupError when it asks for a library no package brings."""
    asked = needs.read_needs(folder)
    if lost := needs.not_brought(asked):
        told = ", ".join(f"{library} (for {file})" for library, file in sorted(lost.items()))
        raise LookupError(f"No package of the Depends line brings {told}.")
    shutil.rmtree(work, ignore_errors=True)
    moment = when()
    stage(folder, work, moment)
    installed = [path for path in sorted(work.rglob("*")) if path.is_file() and not path.is_symlink()]
    size = sum((path.stat().st_size + 1023) // 1024 for path in installed)
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    (work / "DEBIAN").mkdir()
    (work / "DEBIAN/control").write_text(control(architecture, size, asked), encoding="utf-8")
    sums = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(work)}\n" for path in installed)
    (work / "DEBIAN/md5sums").write_text("".join(sums), encoding="utf-8")
    package = out / f"{shipping.NAME}_{shipping.version()}_{architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(work), str(package)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return package
