"""The pieces of the Debian package, checked without building it."""

from __future__ import annotations

import configparser
import struct
from pathlib import Path
from xml.etree import ElementTree

import debian
import needs
import pytest
import shipping

from vsm_desktop.model.stream import new_stream
from vsm_desktop.store.files import SUFFIX, dumps

ROOT = Path(__file__).parents[2]
LINUX = ROOT / "installer" / "linux"
MIME_NAMES = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
MAPS = sorted((ROOT / "resources" / "samples").glob("*.vsm"))


def desktop_entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(LINUX / "vsm-desktop.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def mime_type() -> ElementTree.Element:
    found = ElementTree.parse(LINUX / "vsm-desktop.xml").getroot().find("m:mime-type", MIME_NAMES)
    assert found is not None
    return found


def magic_matches(head: bytes) -> bool:
    """What shared-mime-info does with our rule: the outer match at its place, the inner one in its range."""
    outer = mime_type().find("m:magic/m:match", MIME_NAMES)
    assert outer is not None
    inner = outer.find("m:match", MIME_NAMES)
    assert inner is not None
    first, last = map(int, inner.attrib["offset"].split(":"))
    value = inner.attrib["value"].encode()
    starts = head.startswith(outer.attrib["value"].encode())
    return starts and any(head.startswith(value, place) for place in range(first, last + 1))


def test_the_desktop_entry_starts_the_program_with_a_map():
    entry = desktop_entry()
    assert entry["Exec"] == "vsm-desktop %F"
    assert entry["Icon"] == entry["StartupWMClass"] == entry["TryExec"] == shipping.NAME
    assert entry["MimeType"] == f"{shipping.MIME};"
    assert entry["Terminal"] == "false"


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_a_map_is_known_by_its_content(path: Path):
    assert magic_matches(path.read_bytes()[:256])


def test_a_map_written_now_is_known_by_content_and_name():
    assert magic_matches(dumps(new_stream("Brackets")).encode()[:256])
    assert not magic_matches(b'{"name": "another", "format": "other"}')
    assert not magic_matches(b'  "format": "vsm-desktop"')
    assert mime_type().attrib["type"] == shipping.MIME
    glob = mime_type().find("m:glob", MIME_NAMES)
    assert glob is not None
    assert glob.attrib["pattern"] == f"*{SUFFIX}" == f"*{shipping.SUFFIX}"


def test_the_metainfo_speaks_of_the_same_program():
    root = ElementTree.parse(LINUX / "vsm-desktop.metainfo.xml").getroot()
    assert root.findtext("launchable") == f"{shipping.NAME}.desktop"
    assert root.findtext("provides/binary") == shipping.NAME
    assert root.findtext("provides/mediatype") == shipping.MIME
    assert [category.text for category in root.findall("categories/category")] == desktop_entry()[
        "Categories"
    ].rstrip(";").split(";")


def test_program_and_document_have_an_icon_in_every_size():
    places = {place: source for source, place in debian.files()}
    for size in debian.ICON_SIZES:
        for name in ("apps/vsm-desktop", "mimetypes/application-x-vsm-desktop"):
            png = places[f"usr/share/icons/hicolor/{size}x{size}/{name}.png"].read_bytes()
            assert struct.unpack(">II", png[16:24]) == (size, size)
    assert all(source.is_file() for source in places.values())
    icon = mime_type().find("m:icon", MIME_NAMES)
    assert icon is not None
    assert icon.attrib["name"] == "application-x-vsm-desktop"


def test_the_control_file_is_complete(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DEBEMAIL", "packer@example.org")
    text = debian.control("amd64", 4711, needs.Needs({"libc.so.6": "vsm-desktop"}, "2.35"))
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert fields["Package"] == shipping.NAME
    assert fields["Version"] == shipping.version()
    assert fields["Depends"].startswith("libc6 (>= 2.35), ")
    assert fields["Maintainer"].endswith("<packer@example.org>")
    assert fields["Installed-Size"] == "4711"
    assert text.endswith("\n")
    assert all(line.startswith(" ") and line.strip() for line in debian.DESCRIPTION.splitlines())


def test_the_changelog_is_that_of_the_project():
    text = debian.changelog(
        "# Changelog\n\n## Unreleased\n\n- One thing\n  and more.\n- Two.\n\n## 0.0.9\n\n- Old.\n", 0
    )
    assert text.splitlines()[:4] == [
        f"vsm-desktop ({shipping.version()}) unstable; urgency=medium",
        "",
        "  * One thing and more.",
        "  * Two.",
    ]
    assert "Old" not in text
    assert text.endswith("  Thu, 01 Jan 1970 00:00:00 -0000\n")


def test_a_staged_package_stands_where_debian_wants_it(tmp_path: Path):
    folder = tmp_path / "built"
    (folder / "_internal").mkdir(parents=True)
    (folder / "vsm-desktop").write_text("program")
    (folder / "_internal" / "library.so").write_text("library")
    root = tmp_path / "root"
    debian.stage(folder, root, 0)
    link = root / "usr/bin/vsm-desktop"
    assert link.is_symlink()
    assert link.resolve() == (root / "usr/lib/vsm-desktop/vsm-desktop").resolve()
    assert link.resolve().stat().st_mode & 0o777 == 0o755
    assert (root / "usr/lib/vsm-desktop/_internal/library.so").stat().st_mode & 0o777 == 0o644
    assert (root / "usr/share/man/man1/vsm-desktop.1.gz").is_file()
    assert (root / "usr/share/doc/vsm-desktop/copyright").is_file()
