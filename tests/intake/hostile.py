"""Files nobody should send: archives that grow, entities that grow, claims that are not true."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"/></Relationships>'
)
WORKBOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
STYLES = (
    '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
)
SHEET = (
    '<?xml version="1.0"?>{doctype}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "{dimension}<sheetData>{rows}</sheetData></worksheet>"
)
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>Step</t></is></c><c r="B1" t="inlineStr"><is><t>C/T (s)</t></is></c></row>'
STEP = '<row r="2"><c r="A2" t="inlineStr"><is><t>Weld</t></is></c><c r="B2"><v>40</v></c></row>'


def workbook(
    rows: str = HEADER + STEP, dimension: str = "", doctype: str = "", more: Mapping[str, bytes] | None = None
) -> bytes:
    """The bytes of a small workbook with one sheet, written by hand."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS.format(kind="officeDocument", target="xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr(
            "xl/_rels/workbook.xml.rels", RELS.format(kind="worksheet", target="worksheets/sheet1.xml")
        )
        archive.writestr("xl/styles.xml", STYLES)
        archive.writestr(
            "xl/worksheets/sheet1.xml", SHEET.format(rows=rows, dimension=dimension, doctype=doctype)
        )
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def entities() -> bytes:
    """A billion laughs in the sheet."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laugh = '<row r="3"><c r="A3" t="inlineStr"><is><t>&l9;</t></is></c></row>'
    return workbook(HEADER + STEP + laugh, doctype=f'<!DOCTYPE worksheet [<!ENTITY l0 "ha">{levels}]>')


def external_entity() -> bytes:
    """A sheet that would like to read another file."""
    cell = '<row r="3"><c r="A3" t="inlineStr"><is><t>&x;</t></is></c></row>'
    return workbook(
        HEADER + STEP + cell, doctype='<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    )


def bomb(megabytes: int = 256) -> bytes:
    """A part that inflates without end."""
    out = BytesIO(workbook())
    with (
        ZipFile(out, "a", ZIP_DEFLATED) as archive,
        archive.open("xl/media/image1.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(megabytes):
            part.write(bytes(1024 * 1024))
    return out.getvalue()


def text_bomb(megabytes: int = 80) -> bytes:
    """A text that inflates without end."""
    return workbook(
        more={
            "xl/sharedStrings.xml": b"<sst>"
            + b"<si><t>"
            + b"a" * (megabytes * 1024 * 1024)
            + b"</t></si>"
            + b"</sst>"
        }
    )


def crowded_row() -> bytes:
    """Millions of cells in one row."""
    return workbook(HEADER + '<row r="2">' + "<c/>" * 3_000_000 + "</row>")


def many_styles() -> bytes:
    """A style sheet nobody needs."""
    out = BytesIO(workbook())
    return _replaced(
        out.getvalue(),
        "xl/styles.xml",
        b"<styleSheet><cellXfs>" + b"<xf/>" * 3_000_000 + b"</cellXfs></styleSheet>",
    )


def many_parts(n: int = 5_000) -> bytes:
    """A directory of thousands of parts."""
    return workbook(more={f"x{number}": b"" for number in range(n)})


def deep() -> bytes:
    """Elements inside elements inside elements."""
    return workbook(HEADER + STEP + "<row>" * 5_000 + "</row>" * 5_000)


def lying_size() -> bytes:
    """A part whose entry claims a size that is not true."""
    data = bytearray(workbook(more={"xl/media/x.bin": b"a" * 100_000}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def shared_formulas() -> bytes:
    """Formulas that are costly to shift from cell to cell."""
    long = "+".join(f"A{n}" for n in range(1, 1_500))
    first = f'<row r="3"><c r="A3"><f t="shared" si="0" ref="A3:A9">{long}</f></c></row>'
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(4, 20_000))
    return workbook(HEADER + STEP + first + rows)


def far_cell() -> bytes:
    """A cell at the far end of the sheet."""
    return workbook(HEADER + STEP + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def far_rows() -> bytes:
    """Row numbers beyond any sheet."""
    return workbook(HEADER + STEP + '<row r="99999999999"><c><v>1</v></c></row>')


def claimed_rows() -> bytes:
    """A dimension that is not true."""
    return workbook(dimension='<dimension ref="A1:XFD1048576"/>')


def formatted_rows() -> bytes:
    """Rows and rows that hold nothing but a format."""
    return workbook(HEADER + STEP + "".join(f'<row r="{n}" s="1"/>' for n in range(3, 100_000)))


def _replaced(workbook: bytes, name: str, data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, data if part == name else source.read(part))
    return out.getvalue()
