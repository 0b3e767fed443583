"""Files nobody should send are refused with a sentence, in little time and little memory."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake import hostile
from tests.intake.books import save
from vsm_desktop.intake.sheets import SheetError, read_sheet

CHILD = """
import json, sys, time
from pathlib import Path
from vsm_desktop.intake.sheets import SheetError, read_sheet
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
except ImportError:
    pass
for name in sys.argv[1:]:
    start = time.perf_counter()
    try:
        said = read_sheet(Path(name)).report.summary
    except SheetError as error:
        said = str(error)
    print(json.dumps([Path(name).stem, said, time.perf_counter() - start]), flush=True)
"""
LARGE, DAMAGED = "is too large", "is damaged"
REFUSED = {
    "entities": DAMAGED,
    "external_entity": DAMAGED,
    "bomb": LARGE,
    "text_bomb": LARGE,
    "crowded_row": LARGE,
    "many_styles": LARGE,
    "many_parts": LARGE,
    "deep": LARGE,
    "lying_size": DAMAGED,
}
READ = {
    "workbook": "2 values taken.",
    "shared_formulas": "2 values taken, 1 left out (A3 holds a formula without a result",
    "far_cell": "2 values taken, 1 left out (A20001:XFD1048576: beyond what is read of a sheet).",
    "far_rows": "2 values taken, 1 left out (A20001:B1048576: beyond what is read of a sheet).",
    "claimed_rows": "2 values taken.",
    "formatted_rows": "2 values taken.",
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What a child process, short of memory, says of every file, and how long it took."""
    folder = tmp_path_factory.mktemp("hostile")
    names = [*REFUSED, *READ]
    for name in names:
        (folder / f"{name}.xlsx").write_bytes(getattr(hostile, name)())
    files = [str(folder / f"{name}.xlsx") for name in names]
    done = subprocess.run([sys.executable, "-c", CHILD, *files], capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stderr
    return {name: (said, seconds) for name, said, seconds in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(outcomes, name):
    said, seconds = outcomes[name]
    assert said.startswith(f'"{name}.xlsx" {REFUSED[name]}')
    assert seconds < 20


@pytest.mark.parametrize("name", READ)
def test_read_as_far_as_it_goes(outcomes, name):
    said, seconds = outcomes[name]
    assert said.startswith(READ[name])
    assert seconds < 20


def refusal(path: Path) -> str:
    with pytest.raises(SheetError) as caught:
        read_sheet(path)
    return str(caught.value)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty."),
        (b"Step;C/T\nSaw;12\n", "is no Excel workbook. Save the sheet as .xlsx and import that."),
        (b"PK\x03\x04 and nothing else", "is damaged."),
        (hostile.workbook()[:-200], "is damaged."),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "is protected with a password."),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "is in the format of before 2007."),
        (b"<html><table></table></html>", "is no Excel workbook."),
    ],
)
def test_no_workbook(tmp_path, data, said):
    path = tmp_path / "timing.xlsx"
    path.write_bytes(data)
    assert refusal(path).startswith(f'"timing.xlsx" {said}')


def test_a_zip_that_is_no_workbook(tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert "is damaged" in refusal(tmp_path / "a.xlsx")


def test_a_flipped_bit_is_noticed(tmp_path):
    data = bytearray(hostile.workbook())
    place = data.find(b"xl/worksheets/sheet1.xml") + 60
    data[place] ^= 0xFF
    (tmp_path / "a.xlsx").write_bytes(data)
    assert "is damaged" in refusal(tmp_path / "a.xlsx")


def test_an_encrypted_part(tmp_path):
    data = bytearray(hostile.workbook())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    (tmp_path / "a.xlsx").write_bytes(data)
    assert "is protected with a password" in refusal(tmp_path / "a.xlsx")


def test_no_file_and_no_folder(tmp_path):
    assert refusal(tmp_path / "none.xlsx") == f'There is no file "{tmp_path / "none.xlsx"}".'
    assert "could not be opened" in refusal(tmp_path)


def test_a_file_of_many_megabytes(tmp_path):
    path = tmp_path / "big.xlsx"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert "is too large" in refusal(path)


def test_the_name_of_a_file_does_not_matter(tmp_path):
    path = tmp_path / "timing"
    path.write_bytes(hostile.workbook())
    assert read_sheet(path).report.summary == "2 values taken."


def test_entities_are_refused_by_the_parser_as_well(tmp_path, monkeypatch):
    """The look before parsing is one lock; defusedxml in openpyxl is the other."""
    import openpyxl.xml

    from vsm_desktop.intake import survey

    assert openpyxl.xml.DEFUSEDXML
    monkeypatch.setattr(survey.Survey, "_entity", lambda *_parts: None)
    path = tmp_path / "a.xlsx"
    path.write_bytes(hostile.external_entity())
    assert "is damaged" in refusal(path)
    monkeypatch.setattr(openpyxl.xml, "DEFUSEDXML", False)
    path.write_bytes(hostile.workbook())
    assert "defusedxml" in refusal(path)


def test_more_columns_than_are_read_are_said(tmp_path):
    rows = [["Step", "C/T (s)", *[None] * 600, "far"], ["Saw", 12, *[None] * 600, 7]]
    reading = read_sheet(save(tmp_path / "wide.xlsx", {"Sheet1": rows}))
    assert reading.report.rejected[-1].cell == "SG1:WE2"


def test_texts_without_end_are_shortened(tmp_path):
    rows = [["Step", "C/T (s)"], ["Saw " * 8000, "x" * 30000], ["C/T " * 8000, 5]]
    reading = read_sheet(save(tmp_path / "long.xlsx", {"Sheet1": rows}))
    assert max(len(entry.value) + len(entry.reason) for entry in reading.report.rejected) < 250
    assert all(len(node.name) <= 200 for node in reading.stream.states[0].nodes)


def test_control_characters_are_cleaned(tmp_path):
    path = tmp_path / "a.xlsx"
    cell = '<row r="2"><c r="A2" t="inlineStr"><is><t>We_x0007_ld&#133;&#xFFFE;</t></is></c><c r="B2"><v>4</v></c></row>'
    path.write_bytes(hostile.workbook(hostile.HEADER + cell.replace("&#xFFFE;", "")))
    assert read_sheet(path).stream.states[0].nodes[0].name.isprintable()


@pytest.mark.parametrize("seed", range(40))
def test_any_damage_is_a_sentence(tmp_path, seed):
    """Bytes changed at random inside the parts: read, or refused with a sentence; never another exception."""
    import random
    import zipfile
    from io import BytesIO

    chance = random.Random(seed)
    source = BytesIO(hostile.workbook())
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = bytearray(old.read(name))
            for _ in range(chance.randrange(3)):
                data[chance.randrange(len(data))] = chance.randrange(32, 127)
            new.writestr(name, bytes(data))
    with contextlib.suppress(SheetError):
        read_sheet(path)


def test_progress_is_told_and_cancels(tmp_path):
    from vsm_desktop.intake.sheets import Cancelled

    rows = [["Step", "C/T (s)"], *[[f"Step {n}", n + 1] for n in range(200)]]
    path = save(tmp_path / "a.xlsx", {"Sheet1": rows})
    told: list[float] = []

    def note(share: float) -> bool:
        told.append(share)
        return True

    read_sheet(path, progress=note)
    assert told == sorted(told)
    assert (told[0] >= 0, told[-1]) == (True, 1.0)
    for stop in (0.0, 0.1, 0.5, 0.95):
        with pytest.raises(Cancelled):
            read_sheet(path, progress=lambda share, stop=stop: share < stop)
