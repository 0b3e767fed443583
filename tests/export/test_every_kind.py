"""Every file the program can make of the sample: sound for other readers, and the same bytes wherever it is made again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from click.testing import CliRunner
from pypdfium2 import PdfDocument

from vsm_desktop.assets import asset
from vsm_desktop.cli import cli

SAMPLE = Path(str(asset("resources/samples", "acme-future.vsm")))
_DAY = ("--today", "2025-09-05")
WAYS: dict[str, tuple[str, ...]] = {
    "map.pdf": (),
    "maps.pdf": ("--all-states",),
    "map.svg": (),
    "map.png": ("--dpi", "60"),
    "map.xlsx": (),
    "map.json": (),
    "map.csv": (),
    "map.inventory.csv": (),
    "map.ladder.csv": (),
    "a3.pdf": ("--kind", "a3", *_DAY),
    "a3-status.pdf": ("--kind", "a3", "--template", "status", *_DAY),
    "a3.svg": ("--kind", "a3", *_DAY),
    "report.pdf": ("--kind", "report", *_DAY),
    "review.pdf": ("--kind", "review", *_DAY),
    "gemba.pdf": ("--kind", "gemba", *_DAY),
    "gemba.xlsx": ("--kind", "gemba"),
    "plan.xlsx": ("--kind", "plan", *_DAY),
}
PDFS = [name for name in WAYS if name.endswith(".pdf")]


def write_all(folder: Path) -> None:
    """Every kind of file, by the command line."""
    for name, words in WAYS.items():
        done = CliRunner().invoke(cli, ["export", str(SAMPLE), str(folder / name), *words])
        assert done.exit_code == 0, (name, done.output)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    write_all(folder)
    return folder


def test_another_process_elsewhere_writes_the_same_bytes(made: Path, tmp_path: Path) -> None:
    """Other hashes, another time zone, another day of the clock there."""
    words = f"from pathlib import Path; from tests.export.test_every_kind import write_all; write_all(Path({str(tmp_path)!r}))"
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"}
    subprocess.run([sys.executable, "-c", words], check=True, env=environment, cwd=Path(__file__).parents[2])
    assert [name for name in WAYS if (tmp_path / name).read_bytes() != (made / name).read_bytes()] == []


@pytest.mark.parametrize("name", PDFS)
def test_a_checker_finds_no_fault_in_any_pdf(made: Path, name: str) -> None:
    """qpdf reads the whole file: its objects, streams and cross references."""
    with pikepdf.open(made / name) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.Root.Lang) == "en"
        assert "Steering brackets" in str(pdf.docinfo["/Title"])
        assert not {"/JavaScript", "/OpenAction", "/AcroForm", "/EmbeddedFiles"} & {*pdf.Root.keys()}
        fonts = {font.objgen: font for page in pdf.pages for font in _fonts(page)}
        assert fonts
        for font in fonts.values():
            assert "+" in str(font.BaseFont), "a subset bears a tag before a plus"
            assert "/FontFile2" in font.FontDescriptor, "embedded"
            assert "/ToUnicode" in font, "its text can be selected and found"


def _fonts(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    yield from page.resources.get("/Font", {}).values()


@pytest.mark.parametrize("name", PDFS)
def test_every_page_can_be_searched_and_holds_no_picture_of_text(made: Path, name: str) -> None:
    for page in PdfDocument(made / name):
        text = page.get_textpage().get_text_bounded()
        assert len(text.split()) > 10
        assert "�" not in text
    with pikepdf.open(made / name) as pdf:
        assert not any(page.get_images() for page in pdf.pages), "everything is drawn as vectors"


@pytest.mark.parametrize("name", [name for name in WAYS if name.endswith(".xlsx")])
def test_workbooks_say_nothing_of_when_they_were_written(made: Path, name: str) -> None:
    with ZipFile(made / name) as book:
        assert book.testzip() is None
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in book.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")
