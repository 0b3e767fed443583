"""Files nobody should send: archives that grow, entities that grow, claims that are not true."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import DEFLATED, MAX_WBITS, Z_FINISH, Z_FULL_FLUSH, compressobj, crc32

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
    'Target="{target}"/>{more}</Relationships>'
)
MORE = "".join(
    f'<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    f'Target="{kind}.xml"/>'
    for n, kind in ((2, "styles"), (3, "sharedStrings"))
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
        archive.writestr("_rels/.rels", RELS.format(kind="officeDocument", target="xl/workbook.xml", more=""))
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            RELS.format(kind="worksheet", target="worksheets/sheet1.xml", more=MORE),
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


MEGABYTE = 1024 * 1024


def bomb(megabytes: int = 256) -> bytes:
    """A part that inflates without end."""
    return _with_endless("xl/media/image1.bin", b"", b"\0", b"", megabytes)


def shared_gigabyte() -> bytes:
    """A text of a gigabyte among the shared ones."""
    return _with_endless("xl/sharedStrings.xml", b"<sst><si><t>", b"a", b"</t></si></sst>", 1024)


def inline_gigabyte() -> bytes:
    """A text of a gigabyte in a cell."""
    head = SHEET.partition("{rows}")[0].format(doctype="", dimension="") + HEADER
    cell = '<row r="2"><c r="A2" t="inlineStr"><is><t>'
    return _with_endless(
        "xl/worksheets/sheet1.xml",
        (head + cell).encode(),
        b"a",
        b"</t></is></c></row></sheetData></worksheet>",
        1024,
    )


def hundred_megabytes() -> bytes:
    """A text in a cell that is within the limit of all parts, and far beyond any text."""
    head = SHEET.partition("{rows}")[0].format(doctype="", dimension="") + HEADER
    cell = '<row r="2"><c r="A2" t="inlineStr"><is><t>'
    return _with_endless(
        "xl/worksheets/sheet1.xml",
        (head + cell).encode(),
        b"a",
        b"</t></is></c></row></sheetData></worksheet>",
        100,
    )


def _with_endless(name: str, head: bytes, filler: bytes, tail: bytes, megabytes: int) -> bytes:
    """The small workbook with one part that is mostly filler; it is packed once and repeated, which takes no time."""
    packer = compressobj(9, DEFLATED, -MAX_WBITS)
    block = filler * MEGABYTE
    packed = [packer.compress(head) + packer.flush(Z_FULL_FLUSH)]
    packed += [packer.compress(block) + packer.flush(Z_FULL_FLUSH)]
    packed += [packer.compress(block) + packer.flush(Z_FULL_FLUSH)] * (megabytes - 1)
    packed += [packer.compress(tail) + packer.flush(Z_FINISH)]
    body, check = b"".join(packed), crc32(head)
    for _ in range(megabytes):
        check = crc32(block, check)
    check, size = crc32(tail, check), len(head) + megabytes * MEGABYTE + len(tail)
    common = pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, check, len(body), size, len(name), 0)
    local = b"PK\3\4" + common + name.encode()
    entry = b"PK\1\2" + pack("<H", 20) + common + pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    end = b"PK\5\6" + pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local) + len(body), 0)
    out = BytesIO(local + body + entry + end)
    with ZipFile(BytesIO(workbook())) as source, ZipFile(out, "a", ZIP_DEFLATED) as target:
        for part in source.namelist():
            if part != name:
                target.writestr(part, source.read(part))
    return out.getvalue()


def many_rows(usual: bool = True) -> bytes:
    """As many rows as a sheet can have."""
    numbers = range(2, 1_048_577)
    if usual:
        return workbook(HEADER + "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in numbers))
    return workbook(HEADER + "<row><c><v>7</v></c></row>" * len(numbers))


def unusual_rows() -> bytes:
    """The same in a form that is read slowly."""
    return many_rows(usual=False)


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


def many_texts() -> bytes:
    """Shared texts as long as may be, with letters that take four times as much memory as the file."""
    text = ("a" * 32_000 + "\N{PERSONAL COMPUTER}").encode()
    cells = "".join(f'<row r="{n + 3}"><c r="A{n + 3}" t="s"><v>{n}</v></c></row>' for n in range(3_500))
    texts = b"<sst>" + (b"<si><t>" + text + b"</t></si>") * 3_500 + b"</sst>"
    return workbook(HEADER + STEP + cells, more={"xl/sharedStrings.xml": texts})


def many_merged() -> bytes:
    """Merged ranges over everything, a hundred thousand times."""
    rows = HEADER + STEP + "</sheetData><mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 100_000
    return workbook(rows + "</mergeCells><sheetData>")


def hidden_columns() -> bytes:
    """Columns hidden from the first to far beyond the last, over and over."""
    columns = "<cols>" + '<col min="1" max="2000000000" hidden="1"/>' * 10_000 + "</cols>"
    return workbook(dimension=columns)


def macros() -> bytes:
    """A workbook with macros."""
    return workbook(more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Shell"})


def external_links() -> bytes:
    """A workbook that links to another file, and to another machine."""
    link = RELS.format(kind="externalLinkPath", target="file:///etc/passwd", more="").replace(
        "/>", ' TargetMode="External"/>'
    )
    return workbook(
        more={
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": link.encode(),
        }
    )


def climbing() -> bytes:
    """A part whose name leads out of the archive."""
    return workbook(more={"../../../tmp/evil.xml": b"<x/>"})


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


ODS = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)
ODS_ROWS = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>Step</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>C/T (s)</text:p></table:table-cell></table:table-row>'
    '<table:table-row><table:table-cell office:value-type="string"><text:p>Weld</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="40"><text:p>40</text:p></table:table-cell></table:table-row>'
)


def document(rows: str = ODS_ROWS, doctype: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """The bytes of a small sheet of LibreOffice, written by hand."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=rows, doctype=doctype))
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def ods_entities() -> bytes:
    """A billion laughs in a document."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laugh = ODS_ROWS.replace("Weld", "&l9;")
    return document(laugh, doctype=f'<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>')


def ods_repeated() -> bytes:
    """One cell, said to stand in every place of the sheet, a thousand times over."""
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    )
    return document(
        ODS_ROWS + f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>' * 1_000
    )


def ods_far() -> bytes:
    """A cell at the far end of the sheet."""
    gap = '<table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row>'
    cell = (
        '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
        '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>'
    )
    return document(ODS_ROWS + gap + cell)


def ods_protected() -> bytes:
    """A document with a password."""
    return document(more={"META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>"})


def ods_macros() -> bytes:
    """A document with macros."""
    return document(more={"Basic/Standard/Module1.xml": b"<module/>"})


def csv_rows() -> bytes:
    """More lines than a sheet has rows."""
    return b"Step;C/T\n" + b"Saw;12\n" * 1_048_576


def csv_one_line() -> bytes:
    """Megabytes in one line."""
    return b"Step;C/T;" + b"x" * 20_000_000


def csv_one_quote() -> bytes:
    """A quote that is never closed, and megabytes behind it."""
    return b'Step;C/T\nSaw;12\n"' + b"Mill;13\n" * 1_000


def csv_columns() -> bytes:
    """A line of nothing but separators."""
    return b"Step;C/T\nSaw;12\n" + b";" * 20_000_000


def csv_nothing() -> bytes:
    """Megabytes of zeros."""
    return bytes(20_000_000)


def csv_wide_letters() -> bytes:
    """A letter that makes every other take four times its room."""
    return "Step;C/T\nSaw;\N{PERSONAL COMPUTER}\n".encode() + b"Mill;13;" + b"x" * 30_000_000
