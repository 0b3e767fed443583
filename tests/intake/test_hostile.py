"""Files nobody should send are refused with a sentence, in little time and little memory."""

from __future__ import annotations

import contextlib
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake import hostile
from tests.intake.books import here, save
from tests.intake.made import FOLDER
from vsm_desktop.intake.sheets import SheetError, read_sheet

CHILD = '''
import json, os, resource, sys, time
from pathlib import Path

def used():
    """Megabytes of this process and of the largest it started; what it was before it became this one is not counted."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    own = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
    return (int(own) + children) // 1024

from vsm_desktop.intake.sheets import SheetError, read_sheet
for name in sys.argv[1:]:
    if child := os.fork():  # each file for itself, so that the memory of one is not that of another
        os.waitpid(child, 0)
        continue
    start = time.perf_counter()
    try:
        reading = read_sheet(Path(name))
        said, about = reading.report.summary, reading.report.about
    except SheetError as error:
        said, about = str(error), ""
    seconds = time.perf_counter() - start
    print(json.dumps([Path(name).name, said, about, seconds, used()]), flush=True)
    os._exit(0)
'''
MEGABYTES = 300
PATIENCE_S = 20
"""Far more than any takes on a quiet machine: the slowest of them, `unusual_rows`, takes 0.9 s there."""
LARGE, DAMAGED, ROWS = "is too large", "is damaged", "has more than 131,072 rows"
REFUSED = {
    "entities.xlsx": DAMAGED,
    "external_entity.xlsx": DAMAGED,
    "bomb.xlsx": LARGE,
    "shared_gigabyte.xlsx": LARGE,
    "inline_gigabyte.xlsx": LARGE,
    "many_texts.xlsx": LARGE,
    "crowded_row.xlsx": LARGE,
    "many_styles.xlsx": LARGE,
    "many_parts.xlsx": LARGE,
    "many_rows.xlsx": ROWS,
    "unusual_rows.xlsx": ROWS,
    "deep.xlsx": LARGE,
    "lying_size.xlsx": DAMAGED,
    "ods_entities.ods": DAMAGED,
    "ods_protected.ods": "is protected",
    "csv_rows.csv": "has more than 131,072 lines",
    "csv_columns.csv": LARGE,
    "csv_wide_letters.csv": LARGE,
    "ods_repeated.ods": ROWS,
    "csv_one_line.csv": LARGE,
    "csv_nothing.csv": "holds no text",
}
READ = {
    "workbook.xlsx": "2 values taken.",
    "shared_formulas.xlsx": "2 values taken, 1 left out (A3 holds a formula without a result",
    "far_cell.xlsx": "2 values taken, 1 left out (A131073:XFD1048576: beyond what is read of a sheet).",
    "far_rows.xlsx": "2 values taken, 1 left out (A131073:B1048576: beyond what is read of a sheet).",
    "claimed_rows.xlsx": "2 values taken.",
    "formatted_rows.xlsx": "2 values taken.",
    "hundred_megabytes.xlsx": "0 values taken.",
    "many_merged.xlsx": "2 values taken.",
    "hidden_columns.xlsx": "0 values taken, 2 doubtful",
    "climbing.xlsx": "2 values taken.",
    "macros.xlsm": "2 values taken.",
    "external_links.xlsx": "2 values taken.",
    "document.ods": "2 values taken.",
    "ods_macros.ods": "2 values taken.",
    "ods_far.ods": "2 values taken, 1 left out (A131073:XFD1048576: beyond what is read of a sheet).",
    "csv_one_quote.csv": "1001 values taken, 1 converted, 1001 doubtful.",
}
ABOUT = {
    "macros.xlsm": "Macros are neither run nor kept.",
    "ods_macros.ods": "Macros are neither run nor kept.",
    "external_links.xlsx": "Links to other files are not followed; their last known values are read.",
    "csv_one_quote.csv": "Text in UTF-8, columns separated by semicolons.",
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What a process says of every file, how long it took, and what it and the reader it starts have used at most."""
    if not Path("/proc/self/status").exists():
        pytest.skip("memory is measured only on Linux")
    folder = tmp_path_factory.mktemp("hostile")
    names = [*REFUSED, *READ]
    for name in names:
        (folder / name).write_bytes(getattr(hostile, Path(name).stem)())
    files = [str(folder / name) for name in names]
    done = subprocess.run([sys.executable, "-c", CHILD, *files], capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stderr
    return {name: rest for name, *rest in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(outcomes, name):
    said, _about, seconds, megabytes = outcomes[name]
    assert said.startswith(f'"{name}" {REFUSED[name]}')
    assert seconds < PATIENCE_S
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("name", READ)
def test_read_as_far_as_it_goes(outcomes, name):
    said, about, seconds, _megabytes = outcomes[name]
    assert said.startswith(READ[name])
    assert about == ABOUT.get(name, about)
    assert seconds < PATIENCE_S


def refusal(path: Path) -> str:
    with pytest.raises(SheetError) as caught:
        read_sheet(path)
    return str(caught.value)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty."),
        (b"Step;C/T\nSaw;12\n", "is no Excel workbook but plain text. Give it a name that ends with .csv"),
        (b"PK\x03\x04 and nothing else", "is damaged."),
        (hostile.workbook()[:-200], "is damaged."),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "is protected with a password."),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "is damaged."),
        (
            OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"),
            "is no workbook but a Word, PowerPoint or Outlook file.",
        ),
        (OLE + random.Random(1).randbytes(100_000) + "Workbook".encode("utf-16-le"), "is damaged."),
        (b"\x09\x08\x10\0" * 100, "is in a format of before 1997."),
        (b"%PDF-1.7 ...", "is no workbook but a PDF file."),
        (b"\x89PNG\r\n", "is no workbook but a PNG file."),
        (b"<?xml version='1.0'?><Workbook/>", "is no workbook but XML."),
        (random.Random(2).randbytes(100_000), "holds no text that could be a table."),
        (b"<html><table></table></html>", "is a web page, not a workbook, whatever its name says."),
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
    assert "is no workbook but a Word file" in refusal(tmp_path / "a.xlsx")


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


@pytest.mark.parametrize("seed", range(60))
def test_any_damage_to_a_document_is_a_sentence(tmp_path, monkeypatch, seed):
    """In this process, so that what the reader does not expect is seen."""
    import zipfile
    from io import BytesIO

    chance = random.Random(seed)
    source = (FOLDER / ("mixed.ods" if seed % 2 else "mixed.xlsx")).read_bytes()
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = bytearray(old.read(name))
            for _ in range(chance.randrange(4) if name.endswith((".xml", ".rels")) else 0):
                place = chance.randrange(len(data))
                data[place : place + chance.randrange(3)] = bytes([chance.randrange(32, 127)])
            new.writestr(name, bytes(data))
    monkeypatch.setattr("vsm_desktop.intake.readers.opening.messages", here)
    with contextlib.suppress(SheetError):
        read_sheet(path)


@pytest.mark.parametrize("seed", range(12))
def test_any_damage_to_an_old_workbook_is_a_sentence(tmp_path, seed):
    chance = random.Random(seed)
    data = bytearray((FOLDER / "mixed.xls").read_bytes())
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(512, len(data))] = chance.randrange(256)
    path = tmp_path / "a.xls"
    path.write_bytes(data[: chance.choice([len(data), chance.randrange(1_000, len(data))])])
    with contextlib.suppress(SheetError):
        read_sheet(path)


def test_an_old_workbook_with_a_password(tmp_path):
    data = bytearray((FOLDER / "mixed.xls").read_bytes())
    begin = data.find(bytes.fromhex("0908100000060500"))
    data[begin + 20 : begin + 22] = (
        b"\x2f\0"  # the record behind the first says that all others are encrypted
    )
    (tmp_path / "a.xls").write_bytes(data)
    assert "is protected with a password" in refusal(tmp_path / "a.xls")


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
