"""What is known of a picture in a document without showing it."""

from __future__ import annotations

import pytest

from tests.model.strategies import RED
from vsm_desktop.model.pictures import as_text, bytes_of, pixel_size

JPEG = bytes.fromhex("ffd8ffe000044a46ffc00011080102030403012200021101031101ffd9")


def test_a_png_says_how_large_it_is() -> None:
    assert pixel_size(RED) == (4, 2)
    data = bytes_of(RED)
    assert data is not None
    assert as_text(data, "png") == RED


def test_a_jpeg_says_so_too() -> None:
    assert pixel_size(as_text(JPEG, "jpeg")) == (0x0304, 0x0102)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "data:image/png;base64,###",
        "data:image/png;base64,AAAA",
        "data:image/gif;base64,AAAA",
        as_text(JPEG[:8], "jpeg"),
        as_text(JPEG[:2] + b"\xff\xd9", "jpeg"),
    ],
)
def test_what_is_no_picture_is_none(text: str) -> None:
    assert pixel_size(text) is None
    assert bytes_of(text) is None
