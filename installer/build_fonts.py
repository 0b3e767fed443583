#!/usr/bin/env python3
"""Make the bundled fonts in ``resources/fonts`` from the Inter and WenQuanYi Micro Hei source files.

What it does, and why:

* **VSM Sans** (Regular 400, Medium 500, SemiBold 600) is Inter under our own family name, so that an
  installed copy of Inter, of whatever version, never wins over the one the map was measured with. The
  figures are tabular by default: the ``tnum`` alternates take the place of the proportional ones in the
  character map, because reportlab cannot switch features on. Signs that stand beside figures go along
  (``SEPARATORS``, ``SIGNS``).
* **VSM Sans CJK** is the proportional face of WenQuanYi Micro Hei: Han, kana, Hangul and many symbols. It
  takes the line metrics of VSM Sans, so that the height of a line does not depend on the language in it.
* All layout tables go (GSUB, GPOS, GDEF, ...): a width is the sum of advances in ``hmtx`` and nothing else,
  the same on the screen, in the PDF and in the SVG. Hinting goes as well: the canvas draws without it.
* The files are made to be read fast by simple code: glyphs in the order of their characters, ONE ``cmap``
  subtable (format 4, basic plane), an ``hmtx`` with an advance for every glyph, ``post`` without names.

The same sources give the same bytes on every run (``head.modified`` is pinned; fontTools itself is the one
other input, its version is in ``resources/fonts/README.md``).

Sources may be anything fontTools reads: ``.ttf``, ``.ttc``, ``.woff2`` (for this last kind alone fontTools
asks for its optional ``brotli`` package). Example::

    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz          # gives package/web/*.woff2
    python installer/build_fonts.py \
        --regular package/web/Inter-Regular.woff2 \
        --medium package/web/Inter-Medium.woff2 \
        --semibold package/web/Inter-SemiBold.woff2 \
        --cjk /usr/share/fonts/truetype/wqy/wqy-microhei.ttc
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.reorderGlyphs import reorderGlyphs
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

Font = Any  # a fontTools TTFont: its tables have no types that say anything

OUT = Path(__file__).resolve().parent.parent / "resources" / "fonts"
LATIN_FAMILY = "VSM Sans"
CJK_FAMILY = "VSM Sans CJK"
MODIFIED = 3_850_070_400  # 2026-01-01, in seconds since 1904 as fonts count

#: Figures and the separators inside a number take their ``tnum`` form (U+2008 is by definition as wide as a
#: full stop). NOT the hyphen, brackets and asterisk: their ``tnum`` forms leave holes in names and prose.
#: NOT the space either: words want their own (and reportlab takes U+00A0 from U+0020).
FIGURES = "0123456789"
SEPARATORS = ".,:;\u2008"

#: Signs of calculation and comparison take their ``case`` form, then its ``tnum`` form: as wide as a figure
#: and at half its height. Inter draws them for lower-case letters and lets ``calt`` lift them beside
#: figures; here they nearly always stand beside figures.
SIGNS = "+−×÷±=≠<>≤≥≈~"

#: Characters that get the glyph of another one. Inter leaves the two Unicode hyphens narrower than the
#: hyphen of the keyboard, with the very same dash in them; the tilde operator (Korean ranges) and the wave
#: dash (Japanese ranges) have no glyph or an empty one.
SAME_GLYPH = {
    LATIN_FAMILY: {"\u2010": "-", "\u2011": "-", "\u223c": "~"},
    CJK_FAMILY: {"\u301c": "\uff5e"},
}

#: What VSM Sans must have; the build stops if a source lacks one of them.
REQUIRED = (
    "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x149), *range(0x14A, 0x180))))
    # so far Latin-1 and Extended-A, without U+00AD (invisible) and U+0149 (deprecated)
    + "ȘșȚțƏəƠơƯưẀẁẂẃẄẅỲỳẞẠạẢảẤấẦầẨẩẪẫẬậẮắẶặẸẹẼẽẾếỀềỆệỈỉỊịỌọỎỏỐốỘộỚớỢợỤụỦủỨứỰựỴỵỶỷỸỹ"
    + "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψωΆΈΉΊΌΎΏάέήίόύώϊϋΐΰ"
    + "".join(map(chr, range(0x400, 0x460)))  # Cyrillic
    + "ҐґҒғҚқҢңӨөҮүҰұҺһӘә"
    + "–—−×÷·…•†‡‰′″‹›“”„‘’‚«»▲△▼▽✓○●◆◇■□←→↑↓↔≤≥≈≠±°µΔ∆∑√∞€£¥¢₽₺₴₩₹№™½¼¾²³¹"
    + "\u2002\u2003\u2007\u2008\u2009\u200a\u2010\u2011\u202f"
)

#: Name records that say who made the original and under which licence; they stay as they are.
KEPT_NAMES = frozenset({0, 7, 8, 9, 11, 12, 13, 14})

#: Line metrics of Inter, given to both families (both have 2048 units per em).
ASCENT, DESCENT, LINE_GAP, UNITS_PER_EM = 1984, -494, 0, 2048


@dataclass(frozen=True)
class Face:
    """One font file to be written."""

    source: Path
    number: int  # of the face inside a collection; -1 for a plain font
    family: str
    style: str
    weight: int

    @property
    def file_name(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style}.ttf"


def single_forms(font: Font, feature: str) -> dict[str, str]:
    """Glyph to glyph, as a feature of the font has it (one to one replacements only)."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for index in record.Feature.LookupListIndex
    }
    forms: dict[str, str] = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            forms.update(getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {}))
    return forms


def make_tabular(font: Font, cmap: dict[int, str]) -> None:
    """Put tabular forms into the character map and see that they came out even."""
    tabular, lifted = single_forms(font, "tnum"), single_forms(font, "case")
    for char in FIGURES + SEPARATORS:
        cmap[ord(char)] = tabular[cmap[ord(char)]]
    for char in SIGNS:
        cmap[ord(char)] = tabular[lifted[cmap[ord(char)]]]
    for group in (FIGURES + SIGNS, SEPARATORS):
        advances = {char: font["hmtx"][cmap[ord(char)]][0] for char in group}
        if len(set(advances.values())) != 1:
            raise SystemExit(f"not of one width: {advances}")


def drop_blanks(font: Font, cmap: dict[int, str]) -> None:
    """Forget characters with an empty glyph that are no space: WenQuanYi claims some (℃, Ⅴ, ǎ) that way.

    Whoever looks for a font that has a character then finds the other one, or the truth.
    """
    for code, name in list(cmap.items()):
        blank = font["glyf"][name].numberOfContours == 0
        if blank and unicodedata.category(chr(code)) not in ("Zs", "Cf") and code not in (0x034F, 0x3164):
            del cmap[code]


def wanted(code: int) -> bool:
    """Basic plane only (one cmap subtable), without private use, control characters and the soft hyphen.

    The last because Qt never shows it and a PDF always would.
    """
    return 0x20 <= code < 0xFFF0 and not 0x7F <= code < 0xA0 and code != 0xAD and not 0xE000 <= code < 0xF900


def set_cmap(font: Font, cmap: dict[int, str]) -> None:
    """One format-4 subtable under its two usual numbers (fontTools stores the same data once)."""
    table: Any = newTable("cmap")
    table.tableVersion = 0
    table.tables = []
    for platform, encoding in ((0, 3), (3, 1)):
        subtable: Any = CmapSubtable.newSubtable(4)
        subtable.platformID, subtable.platEncID, subtable.language = platform, encoding, 0
        subtable.cmap = dict(cmap)
        table.tables.append(subtable)
    font["cmap"] = table


def strip(font: Font, codes: list[int]) -> None:
    """Keep outlines and metrics of ``codes``; no layout, hinting, vertical tables and glyph names."""
    options: Any = subset.Options()
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "FFTM", "DSIG", "vhea", "vmtx"]
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.legacy_cmap = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.name_legacy = True
    options.recalc_timestamp = False
    options.prune_unicode_ranges = True
    options.prune_codepage_ranges = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def order_glyphs(font: Font) -> None:
    """Glyphs in the order of their characters, parts of composites behind them.

    The last two must differ in their advance: fontTools would otherwise write the short form of ``hmtx``
    (equal advances at the end once only), and reportlab 5.1 embeds wrong advances from that form.
    """
    cmap = font.getBestCmap()
    order = list(dict.fromkeys([".notdef", *(cmap[code] for code in sorted(cmap))]))
    order += sorted(set(font.getGlyphOrder()) - set(order), key=font.getGlyphID)
    advance = {name: font["hmtx"][name][0] for name in order}
    if advance[order[-1]] == advance[order[-2]]:
        other = next(name for name in reversed(order) if advance[name] != advance[order[-1]])
        order.remove(other)
        order.append(other)
    reorderGlyphs(font, order)


def align_bearings(font: Font) -> None:
    """Side bearing = left edge of the outline for every glyph; otherwise FreeType shifts some by a unit."""
    glyphs, metrics = font["glyf"], font["hmtx"].metrics
    for name in font.getGlyphOrder():
        glyph = glyphs[name]
        glyph.recalcBounds(glyphs)
        metrics[name] = (metrics[name][0], glyph.xMin if glyph.numberOfContours else 0)


def flatten_marks(font: Font) -> None:
    """No advance for combining marks: Qt gives them none whatever the font says (a few say otherwise)."""
    metrics = font["hmtx"].metrics
    for code, name in font.getBestCmap().items():
        if unicodedata.category(chr(code)) in ("Mn", "Me"):
            metrics[name] = (0, metrics[name][1])


def set_names(font: Font, face: Face) -> None:
    """Our own family name; the records of author, copyright and licence stay."""
    table = font["name"]
    kept = {
        record.nameID: record.toUnicode()
        for record in table.names
        if record.platformID == 3 and record.langID == 0x409 and record.nameID in KEPT_NAMES
    }
    family = table.getDebugName(16) or table.getDebugName(1)
    original = f"{family} {table.getDebugName(5)}"
    regular = face.style == "Regular"
    postscript = Path(face.file_name).stem
    names = kept | {
        1: face.family if regular else f"{face.family} {face.style}",
        2: "Regular",
        3: f"1.000;{postscript};{hashlib.sha256(face.source.read_bytes()).hexdigest()[:12]}",
        4: f"{face.family} {face.style}",
        5: f"Version 1.000; made from {original}",
        6: postscript,
        10: f"Modified version of {original} for VSM Desktop: renamed, no layout features, no hinting.",
        16: face.family,
        17: face.style,
    }
    table.names = []
    for name_id, text in sorted(names.items()):
        table.setName(text, name_id, 3, 1, 0x409)


def set_metrics(font: Font, face: Face) -> None:
    """Line metrics, weight, flags and the pinned date."""
    if font["head"].unitsPerEm != UNITS_PER_EM:
        raise SystemExit(f"{face.source}: {font['head'].unitsPerEm} units per em, expected {UNITS_PER_EM}")
    head, hhea, os2 = font["head"], font["hhea"], font["OS/2"]
    head.fontRevision = 1.0
    head.modified = MODIFIED
    head.flags &= 0b11  # base line at 0, side bearing at 0; the other bits are about hinting and WOFF
    head.macStyle = 0
    head.lowestRecPPEM = 6
    hhea.ascent, hhea.descent, hhea.lineGap = ASCENT, DESCENT, LINE_GAP
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, DESCENT, LINE_GAP
    os2.usWinAscent, os2.usWinDescent = ASCENT, -DESCENT
    os2.version = max(os2.version, 4)  # bit 7 of fsSelection (use the typographic metrics) needs it
    os2.fsSelection = 0b1100_0000  # bit 6: regular style of its own family name, bit 7
    os2.usWeightClass = face.weight
    os2.usMaxContext = 0
    gasp: Any = newTable("gasp")
    gasp.version = 1
    gasp.gaspRange = {0xFFFF: 0b1010}  # at all sizes: grey, smoothed both ways, no fitting to the grid
    font["gasp"] = gasp


def build(face: Face, out: Path) -> Path:
    """Make one file; returns its path."""
    font: Font = TTFont(face.source, fontNumber=face.number, recalcTimestamp=False, lazy=False)
    cmap = {code: name for code, name in font.getBestCmap().items() if wanted(code)}
    if face.family == LATIN_FAMILY:
        missing = sorted(set(REQUIRED) - set(map(chr, cmap)))
        if missing:
            raise SystemExit(f"{face.source} lacks {missing}")
        make_tabular(font, cmap)
    drop_blanks(font, cmap)
    for char, like in SAME_GLYPH[face.family].items():
        cmap[ord(char)] = cmap[ord(like)]
    set_cmap(font, cmap)
    strip(font, sorted(cmap))
    align_bearings(font)
    flatten_marks(font)
    order_glyphs(font)
    set_names(font, face)
    set_metrics(font, face)
    path = out / face.file_name
    font.flavor = None
    font.save(path, reorderTables=True)
    check(path)
    return path


def check(path: Path) -> None:
    """Read the file back: only the tables we meant, full ``hmtx``, one ``cmap`` subtable."""
    font: Font
    with TTFont(path, lazy=True) as font:
        tables = set(font.keys()) - {"GlyphOrder"}
        meant = {"OS/2", "cmap", "gasp", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
        if tables != meant:
            raise SystemExit(f"{path}: tables {sorted(tables ^ meant)}")
        if font["hhea"].numberOfHMetrics != font["maxp"].numGlyphs:
            raise SystemExit(f"{path}: hmtx is not full")
        if {table.format for table in font["cmap"].tables} != {4} or font["post"].formatType != 3:
            raise SystemExit(f"{path}: cmap or post of another format")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--regular", type=Path, required=True, help="Inter 4.1 Regular")
    parser.add_argument("--medium", type=Path, required=True, help="Inter 4.1 Medium")
    parser.add_argument("--semibold", type=Path, required=True, help="Inter 4.1 SemiBold")
    parser.add_argument(
        "--cjk", type=Path, required=True, help="WenQuanYi Micro Hei (the first face of the .ttc)"
    )
    parser.add_argument("--out", type=Path, default=OUT, help=f"folder to write to (default: {OUT})")
    args = parser.parse_args()
    faces = (
        Face(args.regular, -1, LATIN_FAMILY, "Regular", 400),
        Face(args.medium, -1, LATIN_FAMILY, "Medium", 500),
        Face(args.semibold, -1, LATIN_FAMILY, "SemiBold", 600),
        Face(args.cjk, 0, CJK_FAMILY, "Regular", 400),
    )
    args.out.mkdir(parents=True, exist_ok=True)
    for face in faces:
        path = build(face, args.out)
        data = path.read_bytes()
        print(f"{len(data):>9,}  {hashlib.sha256(data).hexdigest()}  {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
