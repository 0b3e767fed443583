"""Text with separators: its encoding and separator are found, and only what is certain becomes a number."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.books import state, typed
from vsm_desktop.assets import UNWATCHED
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.readers.clipboard import LONGEST, sheets_of_text
from vsm_desktop.intake.readers.delimited import read_bytes
from vsm_desktop.intake.readers.encodings import decoded
from vsm_desktop.intake.readers.messages import Rows
from vsm_desktop.intake.readers.opening import open_sheets
from vsm_desktop.intake.readers.outlet import Outlet
from vsm_desktop.intake.sheets import read_sheet

SAMPLES = {
    "German": ("cp1252", "Windows-1252", "Schritt;Zykluszeit (s);Rüsten\nSägen;12,5;10\nFräsen;40;20\n"),
    "German, one letter": ("cp1252", "Windows-1252", "Schritt;ZZ;Rüstzeit\nSaw;12;10\n"),
    "signs": ("cp1252", "Windows-1252", "Step;C/T (µs);°C\nSaw – big;12;10\n"),
    "German of DOS": ("cp850", "code page 850", "Schritt;Zykluszeit (s);Rüsten\nSägen;12,5;10\nPrüfen;8;0\n"),
    "French": ("cp1252", "Windows-1252", "Étape;Temps de cycle;Disponibilité\nÉbavurage;12,5;85 %\n"),
    "Spanish": ("cp1252", "Windows-1252", "Operación;Tiempo de ciclo;Ocupación\nInspección;12,5;85\n"),
    "Portuguese": ("cp1252", "Windows-1252", "Operação;Tempo de ciclo;Inspeção\nMontagem;12,5;85\n"),
    "Italian": ("cp1252", "Windows-1252", "Fase;Tempo ciclo;Disponibilità\nQualità;12,5;85\n"),
    "Dutch": ("cp1252", "Windows-1252", "Stap;Cyclustijd;Beschikbaarheid\nCoördinatie;12,5;85\n"),
    "Polish": (
        "cp1250",
        "Windows-1250",
        "Krok;Czas cyklu;Liczba osób\nCięcie;12,5;1\nMontaż główny;40;2\nWysyłka;3;1\n",
    ),
    "Russian": ("cp1251", "Windows-1251", "Операция;Время цикла (с);Переналадка (мин)\nРезка;12,5;10\n"),
    "Japanese": (
        "cp932",
        "Shift JIS",
        "工程;サイクルタイム（秒）;段取り時間（分）\n切断;12.5;10\n溶接;40;20\n",
    ),
    "Chinese": ("gb18030", "GB 18030", "工序;周期时间(秒);换型时间(分)\n切割;12.5;10\n焊接;40;20\n"),
    "UTF-8": ("utf-8", "UTF-8", "Schritt;Rüsten\n组装;10\n"),
    "UTF-8 with a mark": ("utf-8-sig", "UTF-8", "Schritt;Rüsten\n组装;10\n"),
    "UTF-16": ("utf-16", "UTF-16", "Schritt\tRüsten\n组装\t10\n"),
    "UTF-16 without a mark": ("utf-16-le", "UTF-16", "Schritt\tRüsten\nSäge\t10\n"),
    "UTF-16 the other way": ("utf-16-be", "UTF-16", "Schritt\tRüsten\nSäge\t10\n"),
    "UTF-32": ("utf-32", "UTF-32", "Schritt\tRüsten\nSäge\t10\n"),
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_encoding_is_found(sample):
    encoding, name, text = SAMPLES[sample]
    assert decoded(text.encode(encoding)) == (text, name)


def rows(text: str) -> list[list[object]]:
    """What the cells of a text hold, nothing for an empty one."""
    (grid,) = sheets_of_text(text, "pasted")
    last = grid.last_column
    return [[held[c].value if c in held else None for c in range(1, last + 1)] for held in grid.rows.values()]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Step;C/T\nSaw;12,5\nMill;40\n", [["Step", "C/T"], ["Saw", "12,5"], ["Mill", 40.0]]),
        ("Step;C/T;C/O\nSaw;12,5;3,5\nMill;40,1;2,5", [["Step", "C/T", "C/O"], ["Saw", "12,5", "3,5"], ["Mill", "40,1", "2,5"]]),
        ("Step,C/T\r\n\"Saw, big\",12.5\r\n", [["Step", "C/T"], ["Saw, big", 12.5]]),
        ("Step\tC/T\nSaw\t5\n", [["Step", "C/T"], ["Saw", 5.0]]),
        ("Step|C/T\nSaw|5\n", [["Step", "C/T"], ["Saw", 5.0]]),
        ("Step, C/T\nSaw, 5\n", [["Step", "C/T"], ["Saw", 5.0]]),
        ("sep=|\nStep;x|C/T\nSaw;y|5\n", [["Step;x", "C/T"], ["Saw;y", 5.0]]),
        ('"sep=;"\r\nStep;C/T\r\n', [["Step", "C/T"]]),
        ('Step;Notes\nSaw;"two\nlines; ""here"""\n', [["Step", "Notes"], ["Saw", 'two\nlines; "here"']]),
        ('Step;Size\nSaw 12" x 4";5\n', [["Step", "Size"], ['Saw 12" x 4"', 5.0]]),
        ('Step;C/T\n"Saw;5\nMill;6\n', [["Step", "C/T"], ['"Saw', 5.0], ["Mill", 6.0]]),
        ("Step;C/T\rSaw;5\r", [["Step", "C/T"], ["Saw", 5.0]]),
        ("St\0ep;C/T\nSaw;5\n", [["Step", "C/T"], ["Saw", 5.0]]),
        ("Plant A;;\n;;\nStep;C/T;C/O\nSaw;1;2\n", [["Plant A", None, None], ["Step", "C/T", "C/O"], ["Saw", 1.0, 2.0]]),
        ("Step\nSaw\nMill\n", [["Step"], ["Saw"], ["Mill"]]),
    ],
)  # fmt: skip
def test_the_separator_is_found(text, cells):
    assert rows(text) == cells


@pytest.mark.parametrize(
    ("column", "read"),
    [
        (["45", "0", "-3"], [45.0, 0.0, -3.0]),
        (["0.85", "1", "0.9"], [0.85, 1.0, 0.9]),
        (["1.234", "2.500"], ["1.234", "2.500"]),
        (["1.234", "2.5"], [1.234, 2.5]),
        (["1.234", "2,5"], ["1.234", "2,5"]),
        (["0.850", "1.234"], [0.85, 1.234]),
        (["1,234", "900"], ["1,234", 900.0]),
        (["1.5", "1,234.5"], ["1.5", "1,234.5"]),
        (["1.5", "1 234.5"], ["1.5", "1 234.5"]),
        (["007", "7"], ["007", 7.0]),
        (["1e5", "+5", "5-", "1.2.3", "½"], ["1e5", "+5", "5-", "1.2.3", "½"]),
        (["45 s", "85 %", "1:30", "2025-03-12"], ["45 s", "85 %", "1:30", "2025-03-12"]),
        (["12345678901234567890"], ["12345678901234567890"]),
    ],
)
def test_only_what_no_reading_could_change_is_a_number(column, read):
    text = "Step\tValue\n" + "".join(f"S\t{value}\n" for value in column)
    assert [row[1] for row in rows(text)[1:]] == read


def test_a_file_of_text_becomes_a_map_and_says_how_it_was_read(tmp_path):
    path = tmp_path / "Linie 2.csv"
    path.write_bytes(
        "Schritt;Zykluszeit (s);Rüsten (min)\r\nSägen;12,5;10\r\nFräsen;40;20\r\n".encode("cp1252")
    )
    reading = read_sheet(path)
    assert reading.report.about == "Text in Windows-1252, columns separated by semicolons."
    assert reading.report.as_json()["about"] == reading.report.about
    assert [node.name for node in state(reading).nodes if node.kind == "process"] == ["Sägen", "Fräsen"]
    assert typed(reading)["saegen" if "saegen" in typed(reading) else "sagen"]["co"] == "10 min"


def test_a_table_with_tabs_that_calls_itself_a_workbook(tmp_path):
    path = tmp_path / "export.xls"
    path.write_bytes(b"Step\tC/T (s)\r\nSaw\t12\r\n")
    assert read_sheet(path).report.summary == "2 values taken."
    path.write_bytes(b"Step;C/T (s)\r\nSaw;12\r\n")
    with pytest.raises(SheetError, match="plain text"):
        read_sheet(path)


def test_the_kind_is_by_what_stands_in_a_file(tmp_path):
    from tests.intake import hostile

    for name in ("timing.csv", "timing.ods", "timing"):
        (tmp_path / name).write_bytes(hostile.workbook())
        assert open_sheets(tmp_path / name, "", UNWATCHED)[0].about == ""


@pytest.mark.parametrize("start", ["PK", "MZ", "GIF", "%", "Rar", "<5 s", "=1+1", "-"])
def test_a_text_may_begin_with_anything(tmp_path, start):
    path = tmp_path / "a.csv"
    path.write_text(f"{start};C/T\nSaw;5\n", encoding="utf-8")
    assert open_sheets(path, "", UNWATCHED)[0].get(1, 1).text == start


@pytest.mark.parametrize("text", ["", "  \n ", "\x01\x02\x03\x04"])
def test_a_clipboard_without_a_table(text):
    with pytest.raises(SheetError, match="holds no table"):
        sheets_of_text(text, "pasted")


def test_a_clipboard_of_a_whole_book():
    with pytest.raises(SheetError, match="too long"):
        sheets_of_text("a\tb\n" * (LONGEST // 4 + 1), "pasted")


def test_the_clipboard_says_nothing_of_an_encoding():
    (grid,) = sheets_of_text("Step\tC/T\nSaw\t5\n", "pasted")
    assert (grid.name, grid.about) == ("pasted", "")


WORDS = st.sampled_from(
    [
        "Saw",
        "Mill, big",
        "Fräse 2",
        'the "old" one',
        "two\nlines",
        "12,5",
        "1.234,5",
        "85 %",
        "",
        "2025-03-12",
        "a/b",
        "x" * 40,
    ]
)


@given(
    st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=3, max_size=8)
    ),
    st.sampled_from(";\t|,"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_what_a_spreadsheet_writes_is_read_back(table, separator, encoding, ending):
    table = [["Step", *[f"Column {n}" for n in range(1, len(table[0]))]], *table]
    out = StringIO()
    csv.writer(out, delimiter=separator, lineterminator=ending).writerows(table)
    sent: list[object] = []
    read_bytes(out.getvalue().encode(encoding), "a", ".csv", Outlet(sent.append))
    held = [cells for message in sent if isinstance(message, Rows) for cells in message.rows.values()]
    read = [[cells[c][2] if c in cells else "" for c in range(1, len(table[0]) + 1)] for cells in held]
    assert read == [row for row in table if any(row)]
