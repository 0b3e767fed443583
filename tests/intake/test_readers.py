"""One sheet in every format gives the same grid, in whatever form its XML is written."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.intake import hostile
from tests.intake.books import here
from tests.intake.made import FOLDER
from vsm_desktop.assets import UNWATCHED
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.grid import Grid
from vsm_desktop.intake.readers import opening, worksheet
from vsm_desktop.intake.readers.opening import open_sheets

READ = {
    "A1": ("Plant A",),
    "A2": ("Step",), "B2": ("C/T (s)",), "C2": ("Uptime",), "D2": ("Twice",), "E2": ("Per piece",), "F2": ("Elapsed",),
    "G2": ("Date",), "H2": ("Remarks",),
    "A3": ("Säge",), "B3": (45.5, "number", "min"), "C3": (0.85, "percent"), "D3": (91.0, "number"),
    "E3": (90.0, "duration", "", "m:s"), "F3": (108_300.0, "duration", "", "h:m"), "G3": (datetime(2025, 3, 12), "date"),
    "H3": ("two\nlines",),
    "A4": ("Fräse",), "B4": (7.0, "number"), "C4": (1.0, "percent"), "D4": ("#DIV/0!", "error"),
    "E4": (46_860.0, "duration", "", "h:m"), "F4": (90.0, "duration"), "G4": (datetime(2025, 3, 12, 14, 30), "date"),
    "A5": ("组装",), "B5": (1e12, "number"), "C5": (-0.5, "percent"), "D5": ("007",), "E5": ("1,5",), "G5": ("n/a",),
    "H5": ("日本",),
}  # fmt: skip


def opened(path, sheet: str = "") -> tuple[Grid, ...]:
    return open_sheets(path, sheet, UNWATCHED)


def cells(grid: Grid) -> dict[str, tuple[object, ...]]:
    """What a grid holds, by the names of the cells; what is usual is left out."""
    found = {}
    for _row, _column, cell in grid.cells():
        parts = [cell.value, cell.kind, cell.unit, cell.clock]
        while len(parts) > 1 and parts[-1] in ("", "text"):
            parts.pop()
        found[cell.ref] = tuple(parts)
    return found


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_everything_that_formats_say_is_read(suffix):
    data, hidden = opened(FOLDER / f"mixed.{suffix}")
    assert cells(data) == READ
    assert (data.name, data.hidden, data.about) == ("Data", False, "")
    assert data.merged == ((1, 1, 1, 3), (3, 8, 4, 8))
    assert (data.hidden_rows, data.hidden_columns) == ({4}, {4})
    assert data.over(4, 8) == data.get(3, 8)
    assert (hidden.name, hidden.hidden, cells(hidden)) == ("Hidden", True, {"C4": ("x",)})


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_one_sheet_of_several(suffix):
    (only,) = opened(FOLDER / f"mixed.{suffix}", " hidden ")
    assert only.name == "Hidden"
    with pytest.raises(SheetError, match=r'has no sheet "Nothing"\. It has: Data, Hidden\.'):
        opened(FOLDER / f"mixed.{suffix}", "Nothing")


@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_links_to_other_files_are_said_and_not_followed(suffix):
    (grid,) = opened(FOLDER / f"linked.{suffix}")
    assert grid.about == "Links to other files are not followed; their last known values are read."
    assert grid.get(1, 2).kind == "error"


def unusual(data: bytes, change) -> bytes:
    """The workbook with the XML of its sheet in another form."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, change(part.decode()) if "sheets/sheet1" in name else part)
    return out.getvalue()


FORMS = {
    "prefix": lambda xml: re.sub(r"<(/?)(?=\w)(?!\?)", r"<\1x:", xml).replace("xmlns=", "xmlns:x="),
    "without references": lambda xml: re.sub(r' r="[A-Z]*\d+"', "", xml),
    "other order": lambda xml: re.sub(r'<c( r="\w+")( s="\d+")', r"<c\2\1", xml),
    "comments": lambda xml: xml.replace("<row", "<!-- <c r='Z1'><v>9</v></c> --><row"),
    "spaces": lambda xml: xml.replace("<row", "\n  <row").replace("</c>", "</c>\n"),
    "apostrophes": lambda xml: xml.replace('"', "'"),
    "sections": lambda xml: re.sub(r"<v>([\d.]+)</v>", r"<v><![CDATA[\1]]></v>", xml),
    "rich text": lambda xml: re.sub(r"<is><t>(.)", r"<is><r><t>\1</t></r><rPh><t>no</t></rPh><t>", xml),
}
ROWS = hostile.HEADER + (
    '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>Weld &amp; &#x41;</t></is></c><c r="B2" s="0"><v>40</v></c></row>'
    '<row r="3"><c r="A3" t="str"><f>"a"</f><v>a</v></c><c r="B3"><f>1+1</f></c></row>'
    '<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="e"><v>#N/A</v></c></row>'
)
SAID = {
    "A1": ("Step",), "B1": ("C/T (s)",), "A2": ("Weld & A",), "B2": (40.0, "number"), "A3": ("a",), "B3": ("=", "formula"),
    "A4": (1.0, "flag"), "B4": ("#N/A", "error"),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_the_xml_does_not_matter(tmp_path, form):
    path = tmp_path / "a.xlsx"
    path.write_bytes(unusual(hostile.workbook(ROWS), FORMS[form]))
    (grid,) = opened(path)
    assert cells(grid) == SAID
    assert grid.hidden_rows == {2}


VALUES = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8),
    st.sampled_from(["=1+1", "<&>\"'", "]]>", "_x0041_", "  x  ", "#N/A", "a\nb"]),
)
CODES = st.sampled_from(
    ["General", "0%", '0.0" min"', "h:mm", "[h]:mm:ss", "mm:ss", "yyyy-mm-dd", "@", "0.00E+00"]
)


@given(st.lists(st.lists(st.tuples(VALUES, CODES), max_size=5), max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_the_fast_way_and_the_slow_way_see_the_same(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("two") / "a.xlsx"
    book = Workbook()
    for r, row in enumerate(rows, start=1):
        for c, (value, code) in enumerate(row, start=1):
            cell = book.active.cell(r, c, value)
            cell.number_format = code
    book.save(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "messages", here)
        fast = opened(path)
        patch.setattr(
            worksheet, "_TOKENS", re.compile(rb"(x)?(x)?(x)?(x)?(x)?(x)?(x)?(x)?(x)?(.+)", re.DOTALL)
        )
        assert opened(path) == fast


def test_shared_texts_in_both_forms(tmp_path):
    cell = '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>0</v></c></row>'
    plain = b'<sst><si><t>40 s</t></si><si><t xml:space="preserve"> Wel&#100;_x000D_\n</t></si></sst>'
    rich = (
        b"<sst><si><r><t>40</t></r><r><t> s</t></r></si><si><t> Wel&#100; </t><rPh><t>no</t></rPh></si></sst>"
    )
    for number, texts in enumerate((plain, rich)):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(hostile.workbook(hostile.HEADER + cell, more={"xl/sharedStrings.xml": texts}))
        assert cells(opened(path)[0]) | {"A1": "", "B1": ""} == {
            "A1": "",
            "B1": "",
            "A2": ("Weld",),
            "B2": ("40 s",),
        }


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-16", "utf-8", "UTF-8-sig"])
def test_the_encoding_of_the_xml_does_not_matter(tmp_path, encoding):
    path = tmp_path / "a.xlsx"
    out = BytesIO()
    texts = "<sst><si><t>Fräsen</t></si></sst>"
    cell = '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="str"><v>ü</v></c></row>'
    book = BytesIO(hostile.workbook(cell, more={"xl/sharedStrings.xml": texts.encode()}))
    with ZipFile(book) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            xml = re.sub(r"^<\?.*?\?>", "", source.read(name).decode())
            declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{xml}'
            target.writestr(name, declared.encode(encoding))
    path.write_bytes(out.getvalue())
    assert cells(opened(path)[0]) == {"A2": ("Fräsen",), "B2": ("ü",)}


def test_a_hundred_thousand_rows_are_read(tmp_path):
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c></row>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(hostile.workbook("".join(row.format(n) for n in range(1, 100_001))))
    (grid,) = opened(path)
    assert (len(grid.rows), grid.cut) == (100_000, "")


def test_rows_and_cells_in_any_order(tmp_path):
    row = '<row r="{0}"><c r="B{0}"><v>{0}</v></c><c r="A{0}" t="str"><v>s{0}</v></c></row>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(hostile.workbook("".join(row.format(n) for n in (4, 2, 3)) + hostile.HEADER))
    (grid,) = opened(path)
    assert list(grid.rows) == [1, 2, 3, 4]
    assert [list(held) for held in grid.rows.values()] == [[1, 2]] * 4


def ods(rows: str) -> bytes:
    return hostile.document(hostile.ODS_ROWS + rows)


def test_what_is_repeated_in_a_document_stands_there_as_often(tmp_path):
    cell = '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="3"/>'
    far = '<table:table-cell office:value-type="string"><text:p>a</text:p><text:p>b<text:s text:c="2"/>c</text:p></table:table-cell>'
    note = "<table:table-cell><office:annotation><text:p>no</text:p></office:annotation></table:table-cell>"
    path = tmp_path / "a.ods"
    path.write_bytes(
        ods(
            f'<table:table-row table:number-rows-repeated="2" table:visibility="collapse">{cell}{note}{far}</table:table-row>'
            f'<table:table-row><table:covered-table-cell table:number-columns-repeated="3"/>{cell}</table:table-row>'
            f"<table:table-row><table:table-cell/><table:table-cell></table:table-cell>{cell}</table:table-row>"
        )
    )
    (grid,) = opened(path)
    three = (3.0, "number")
    assert {ref: value for ref, value in cells(grid).items() if int(ref[1:]) > 2} == {
        "A3": three, "B3": three, "D3": ("a\nb  c",), "A4": three, "B4": three, "D4": ("a\nb  c",), "D5": three, "E5": three,
        "C6": three, "D6": three,
    }  # fmt: skip
    assert grid.hidden_rows == {3, 4}


def test_a_document_links_to_others_without_being_followed(tmp_path):
    path = tmp_path / "a.ods"
    copy = "</table:table><table:table table:name=\"'file:///etc/passwd'#$Sheet1\">" + hostile.ODS_ROWS
    path.write_bytes(ods(copy))
    (grid,) = opened(path)
    assert grid.about == "Links to other files are not followed; their last known values are read."
