"""How a text is stored: marks at its beginning, UTF-8 and UTF-16, else the likeliest of the old encodings."""

from __future__ import annotations

import codecs
import re

from vsm_desktop.intake.readers.limits import Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SAMPLE = 64 * 1024
_WESTERN = "cp1252"
_OLD = (_WESTERN, "cp1250", "cp1251", "cp932", "gb18030", "big5", "cp949", "cp850", "koi8_r")
_NAMES = {
    "cp932": "Shift JIS",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "cp949": "EUC-KR",
    "cp850": "code page 850",
    "koi8_r": "KOI8-R",
}


_STRANGE = re.compile(
    r"[^\W\d_a-zA-Z]{3}"  # letters beyond ASCII seldom stand side by side
    r"|(?<=[^\W\d_])[^\w\s\x00-\x7f’–—·°²³](?=[^\W\d_])|[^\W\d_][¹¿¡]|[³²°][^\W\d_]{2}"  # nor signs within words
    r"|[\x80-\x9f]"
)


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding. Raises Refusal for what is no text."""
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), name
    if encoding := _wide(data):
        return data.decode(encoding, errors="replace"), "UTF-16"
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError:
        pass
    if data[:_SAMPLE].count(0) * 20 > len(data[:_SAMPLE]):
        raise Refusal("no_text")
    encoding = _likeliest(data)
    return data.decode(encoding, errors="replace"), _NAMES.get(encoding, f"Windows-{encoding[2:]}")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of Latin letters and separators is nothing."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if 4 * odd > len(sample) // 2 and 8 * even < odd:
        return "utf-16-le"
    return "utf-16-be" if 4 * even > len(sample) // 2 and 8 * odd < even else ""


def _likeliest(data: bytes) -> str:
    """One of the old encodings: the Western one unless that makes strange words, else what letters and words tell."""
    lines = [line for line in data[: 16 * _SAMPLE].splitlines() if not line.isascii()]
    telling = b"\n".join(lines)
    telling = telling if len(telling) <= _SAMPLE else telling[: telling.rfind(b"\n", 1, _SAMPLE)]
    if _decodes(data, _WESTERN) and not _STRANGE.search(telling.decode(_WESTERN)):
        return _WESTERN
    from charset_normalizer import from_bytes

    best = from_bytes(telling, cp_isolation=list(_OLD), threshold=0.5).best()
    return best.encoding if best and _decodes(data, best.encoding) else _WESTERN


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
