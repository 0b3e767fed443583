"""The sections on their sheet: two columns under the title, each section measured, pictures as large as there is room.

Everything is laid out on a sheet of the size of an A3, in points; other papers show the same sheet larger or smaller. Where it
becomes too much, letters become smaller first and pictures after them, and what is then too small to be read is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.drawing.ops import Drawing, Part, Text
from vsm_desktop.drawing.paper import LEAST_TYPE, paper_size
from vsm_desktop.drawing.symbols.symbol import Look, look_of
from vsm_desktop.export.a3.blocks import Block
from vsm_desktop.export.a3.heading import HEADING, TITLE_HIGH, heading, title_block
from vsm_desktop.export.a3.matter import Matter
from vsm_desktop.export.a3.pictures import MAKERS
from vsm_desktop.export.a3.setter import Setter, moved, unit_of
from vsm_desktop.export.cuts import cuts_of
from vsm_desktop.model.a3 import A3, SECTIONS, Column, Section

MARGIN, BETWEEN = 25.5, 18.0  # 9 mm, and a little more than 6 mm
_GAP, _CLOSE, _EASY_GAP, _MOST_GAP = 11.0, 5.0, 24.0, 40.0
_TYPES = tuple(1.0 - 0.025 * step for step in range(13))
_FEW = 8  # objectives are not left out of a plan that has no more
_EXACT = 1e-6
_SAME = 0.02  # points of type nobody sees
_JOINED = {"glide": "plan", "sign_off": "follow_up"}  # has no heading of its own right behind that one


class Place(Struct, frozen=True):
    """Where a section stands on the sheet, heading included, in points of an A3, and the smallest type in it on paper.

    `head` is how high its heading is, `natural` how high a picture under it is at its usual size, 0 for words.
    """

    key: str
    title: str
    x: float
    y: float
    width: float
    height: float
    smallest: float = float("inf")
    natural: float = 0.0
    head: float = 0.0


class Sheet(Struct, frozen=True):
    """The A3 as it is printed; `crowded` says that there is more on it than it holds at a size one reads, `left_out`
    how many objectives of the plan it does not show so that the rest can be read, `cuts` the words that found no room, each
    with its section.
    """

    drawing: Drawing
    title: str
    places: tuple[Place, ...]
    crowded: bool = False
    left_out: int = 0
    cuts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def smallest(self) -> float:
        """The smallest type on it, in points on paper."""
        return min((one.smallest for one in self.places), default=float("inf"))

    @property
    def small(self) -> tuple[Place, ...]:
        """The sections with texts below the least size."""
        return tuple(one for one in self.places if one.smallest < LEAST_TYPE - 0.01)


Drawn = tuple[Place, Sequence[Part]]


class _Item(Struct, frozen=True):
    """A section with its block; `head` is how high its heading is, 0 for none."""

    section: Section
    block: Block
    head: float
    number: int

    def high(self, width: float, type_: float) -> float:
        if not self.block.flexible:
            return self.head + self.block.high(width, type_ * self._letters)
        natural, size = self.block.high(width, type_), self.section.size
        if (
            self.block.most(width, type_) <= natural
        ):  # as a map that has its whole width: more would stay white
            size = min(size, 1.0)
        return self.head + max(self.block.least(width, type_) * min(size, 1.0), natural * size)

    def least(self, width: float, type_: float) -> float:
        if not self.block.flexible:
            return self.high(width, type_)
        return self.head + self.block.least(width, type_) * min(self.section.size, 1.0)

    def most(self, width: float, type_: float) -> float:
        """What it can use of room that is left over; a picture that was given a size keeps it."""
        if self.block.flexible and self.section.size != 1.0:
            return self.high(width, type_)
        return max(self.high(width, type_), self.head + self.block.most(width, type_ * self._letters))

    @property
    def _letters(self) -> float:
        """How much larger the letters of a section of words are."""
        return 1.0 if self.block.flexible else min(max(self.section.size, 0.7), 1.6)

    def draw(self, width: float, height: float, type_: float) -> tuple[Part, ...]:
        return self.block.draw(width, height, type_ * self._letters)


def a3_sheet(matter: Matter, a3: A3, watch: Watch = UNWATCHED) -> Sheet:
    """The sheet of what is known, laid out as the document says."""
    look = look_of(matter.base.theme)
    width, height = paper_size(a3.paper, portrait=False)
    unit = unit_of(a3.paper)
    width, height = width / unit, height / unit
    room = (MARGIN, MARGIN + TITLE_HIGH, width - MARGIN, height - MARGIN)
    title = a3.title or matter.title
    above = moved(title_block(matter, a3, title, width - 2 * MARGIN, look), MARGIN, MARGIN)

    def laid(most: int, watch: Watch = UNWATCHED) -> Sheet:
        parts, planned = list(above), matter.with_objectives(most)
        items = _items(matter, planned, a3, watch.part(0, 0.4))
        found, crowded = _laid(items, room, look, unit, parts, watch.part(0.4, 0.6))
        drawing = Drawing(tuple(parts), (0.0, 0.0, width, height), look["page"], a3.paper)
        cuts = _cuts(matter, [(_("Title"), above), *((one.title, drawn) for one, drawn in found)])
        places = tuple(one for one, _drawn in found)
        return Sheet(drawing, title, places, crowded, planned.left_out, cuts)

    count = sum(row.kind == "objective" for row in matter.rows)
    sheet = laid(count, watch)
    if count <= _FEW or not any(one.key == "plan" for one in sheet.places):
        return sheet
    return _with_fewer(sheet, count, laid)


def _cuts(
    matter: Matter, drawn: Iterable[tuple[str, Sequence[Part]]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Which words were cut, section by section."""
    cuts = [(title, cuts_of(parts, matter.stream)) for title, parts in drawn]
    return tuple((title, texts) for title, texts in cuts if texts)


def _with_fewer(sheet: Sheet, count: int, laid: Callable[[int], Sheet]) -> Sheet:
    """The sheet with as many objectives as leave everything as legible as a few of them would."""
    if not sheet.crowded and not sheet.small:
        return sheet
    best = laid(_FEW)
    small, least = {one.key for one in best.small}, min(best.smallest, LEAST_TYPE) - _SAME
    low, high = _FEW, count
    while high - low > 1:
        middle = (low + high) // 2
        tried = laid(middle)
        same = tried.crowded <= best.crowded and {one.key for one in tried.small} <= small
        if same and tried.smallest >= least:
            low, best = middle, tried
        else:
            high = middle
    helps = best.crowded < sheet.crowded or small < {one.key for one in sheet.small}
    return best if helps or best.smallest > sheet.smallest + _SAME else sheet


def _items(matter: Matter, planned: Matter, a3: A3, watch: Watch) -> list[_Item]:
    """The sections that are shown, in reading order: numbered where they have a heading; the schedule from `planned`."""
    makers, items, number = dict(MAKERS), list[_Item](), 0
    groups = _read([one for one in a3.laid if one.shown])
    count = sum(map(len, groups))
    for group in groups:
        before = ""
        for section in group:
            watch.at(len(items) / count)
            joined = _JOINED.get(section.key, section.key) == before
            before = section.key
            number += not joined
            head = 0.0 if joined else HEADING
            known = planned if section.key in ("plan", "glide") else matter
            items.append(_Item(section, makers[section.key](known, a3), head, 0 if joined else number))
    return items


def _read(sections: Sequence[Section]) -> tuple[tuple[Section, ...], ...]:
    """Sections as they are read: wide ones that stand over the columns, the left column, the right one, wide ones under them."""
    first = next((at for at, one in enumerate(sections) if one.column != "wide"), len(sections))
    sides: tuple[Column, ...] = ("left", "right", "wide")
    rest = sections[first:]
    return (
        tuple(sections[:first]),
        *(tuple(one for one in rest if one.column == side) for side in sides),
    )


class _Band(Struct, frozen=True):
    """What shares the height of the sheet: wide sections, or both columns side by side."""

    stacks: tuple[
        tuple[float, float, tuple[_Item, ...]], ...
    ]  # where each begins, how wide it is, and what is in it

    def need(self, type_: float, *, least: bool = False) -> float:
        return max(_need(items, width, type_, least=least) for _x, width, items in self.stacks)


def _bands(items: Sequence[_Item], left: float, whole: float) -> list[_Band]:
    """Wide sections stand over the columns where they come before them, else under them."""
    wide = (whole - BETWEEN) / 2
    by_key = {one.section.key: one for one in items}
    over, lefts, rights, under = (
        tuple(by_key[one.key] for one in group) for group in _read([one.section for one in items])
    )
    columns = ((left, wide, lefts), (left + wide + BETWEEN, wide, rights))
    bands = [_Band(((left, whole, over),)), _Band(columns), _Band(((left, whole, under),))]
    return [band for band in bands if any(inner for _x, _width, inner in band.stacks)]


def _laid(
    items: Sequence[_Item],
    room: tuple[float, float, float, float],
    look: Look,
    unit: float,
    parts: list[Part],
    watch: Watch,
) -> tuple[list[Drawn], bool]:
    """Put all on the sheet in the largest type that holds it; whether even the smallest does not."""
    left, top, right, bottom = room
    bands = _bands(items, left, right - left)
    if not bands:
        return [], False
    height = bottom - top - _GAP * (len(bands) - 1)

    def least_of(type_: float) -> float:
        return sum(band.need(type_, least=True) for band in bands)

    type_ = next((one for one in _TYPES if least_of(one) <= height + _EXACT), _TYPES[-1])
    least, high = least_of(type_), sum(band.need(type_) for band in bands)
    crowded = least > height + _EXACT
    given = min(1.0, max(0.0, (height - least) / (high - least))) if high > least else 1.0
    spare = max(0.0, height - high)
    tallest = max(bands, key=lambda band: (len(band.stacks), band.need(type_)))
    places: list[Drawn] = []
    y = top
    for band in watch.over(bands):
        low = band.need(type_, least=True)
        tall = low * height / least if crowded else low + (band.need(type_) - low) * given
        tall += spare if band is tallest else 0.0
        for x, width, inner in band.stacks:
            places += _stacked(inner, (x, y, width, tall), type_, look, unit, parts)
        y += tall + _GAP
    return places, crowded


def _need(items: Sequence[_Item], width: float, type_: float, *, least: bool = False) -> float:
    """How high some sections are above each other."""
    gaps = sum(_GAP if one.head else _CLOSE for one in items[1:])
    return gaps + sum(one.least(width, type_) if least else one.high(width, type_) for one in items)


def _stacked(
    items: Sequence[_Item],
    room: tuple[float, float, float, float],
    type_: float,
    look: Look,
    unit: float,
    parts: list[Part],
) -> list[Drawn]:
    """Sections one under the other in a room.

    What is left goes between the sections until they stand easily, then to the pictures that can use it one after the other,
    then between the sections again. What is more than the room holds is drawn smaller as a whole.
    """
    x, y, width, height = room
    least, high = _need(items, width, type_, least=True), _need(items, width, type_)
    scale = min(1.0, height / least) if least else 1.0
    given = 0.0 if high <= least else min(1.0, max(0.0, (height - least) / (high - least)))
    gaps = sum(bool(one.head) for one in items[1:])
    spare = max(0.0, height - high)
    easy = min(spare, gaps * (_EASY_GAP - _GAP))
    larger, free = list[float](), spare - easy
    for one in items:
        larger.append(min(free, one.most(width, type_) - one.high(width, type_)))
        free -= larger[-1]
    extra = min((easy + free) / gaps, _MOST_GAP) if gaps else 0.0
    places: list[Drawn] = []
    for at, one in enumerate(items):
        y += (((_GAP + extra) if one.head else _CLOSE) * scale) if at else 0.0
        low = one.least(width, type_)
        tall = low + (one.high(width, type_) - low) * given + larger[at]
        drawn = (
            list(heading(one.number, _titles()[one.section.key], one.block.note, width, look))
            if one.head
            else []
        )
        drawn += moved(one.draw(width, tall - one.head, type_), 0.0, one.head)
        if scale < 1.0:
            setter = Setter(look)
            setter.picture(drawn, scale, 0.0, 0.0)
            drawn = list(setter.done())
        parts += moved(drawn, x, y)
        sizes = [op.size for part in drawn for op in part.ops if isinstance(op, Text) and op.text.strip()]
        smallest = min(sizes, default=float("inf")) * unit
        title = _titles()[one.section.key]
        natural = one.block.high(width, type_) if one.block.flexible else 0.0
        box = (x, y, width, tall * scale)
        places.append((Place(one.section.key, title, *box, smallest, natural, one.head), drawn))
        y += tall * scale
    return places


def _titles() -> dict[str, str]:
    return dict(SECTIONS)
