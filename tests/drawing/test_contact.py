"""The contact sheet: every article is on it, nothing overlaps or leaves its room, and the picture in the README is of it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from vsm_desktop.drawing.contact import contact_sheet, fitted
from vsm_desktop.drawing.ops import Box, Part, Text, corners, extent
from vsm_desktop.drawing.samples import thumbnail
from vsm_desktop.drawing.theme import THEME_NAMES
from vsm_desktop.model.catalogue import ARTICLES
from vsm_desktop.model.titles import title_of

PICTURE = Path(__file__).parents[2] / "resources/pictures/symbols.png"


def box(part: Part) -> Box:
    left, top, right, bottom = extent(part.ops)
    return (part.x + left, part.y + top, part.x + right, part.y + bottom)


def apart(a: Box, b: Box) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def pictures(sheet) -> list[Part]:
    return [part for part in sheet.parts if not part.id.startswith("@")]


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_every_article_is_on_the_sheet_once(theme):
    assert [part.id for part in pictures(contact_sheet(theme))] == [one.key for one in ARTICLES]


def test_each_bears_its_full_name():
    for part in pictures(contact_sheet()):
        said = " ".join(op.text for op in part.ops if isinstance(op, Text))
        assert said.endswith(title_of(part.id)), part.id


def test_nothing_overlaps_or_leaves_the_sheet():
    sheet = contact_sheet()
    boxes = [(part.id, box(part)) for part in sheet.parts]
    for name, (left, top, right, bottom) in boxes:
        assert 20 < left < right < sheet.sheet[2] - 20, name
        assert 20 < top < bottom < sheet.sheet[3] - 20, name
    for i, (name, one) in enumerate(boxes):
        for other, two in boxes[i + 1 :]:
            if not {name, other} & {part.id for part in sheet.parts if part.id.startswith("@")}:
                assert apart(one, two), (name, other)


def test_a_picture_keeps_clear_of_its_name():
    for part in pictures(contact_sheet()):
        assert part.box is not None
        names = [
            op for op in part.ops if isinstance(op, Text) and min(y for _x, y in corners(op)) > part.box[3]
        ]
        drawn = extent([op for op in part.ops if op not in names])
        assert names
        assert drawn[3] <= part.box[3] + 1
        assert drawn[0] >= part.box[0] - 1
        assert drawn[2] <= part.box[2] + 1


def test_a_symbol_is_fitted_into_the_middle_of_its_room():
    room = (10.0, 20.0, 60.0, 50.0)
    for one in ARTICLES:
        left, top, right, bottom = extent(fitted(thumbnail(one.key, "light"), room, 1.35))
        assert left >= room[0] - 1
        assert right <= room[2] + 1
        assert (left + right) / 2 == pytest.approx(35, abs=1)
        assert (top + bottom) / 2 == pytest.approx(35, abs=1)


def test_the_groups_follow_each_other_down_the_sheet():
    tops = [part.y for part in contact_sheet().parts if part.id.startswith("@")]
    assert all(a <= b for a, b in pairwise(tops))


def test_the_picture_in_the_readme_is_there_and_small():
    assert 10_000 < PICTURE.stat().st_size < 200_000
    assert "resources/pictures/symbols.png" in (PICTURE.parents[2] / "README.md").read_text(encoding="utf-8")
