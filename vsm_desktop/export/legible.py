"""Whether a print can be read: text that would be too small on paper, and what helps."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.compose import compose
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Box, Drawing, Part, Text, extent
from vsm_desktop.drawing.paper import LEAST_TYPE, PAPERS
from vsm_desktop.export.page import MOST_SHEETS, spread_of
from vsm_desktop.model.printing import Print
from vsm_desktop.model.titles import title_of

_EXACT = 1e-6
_ROUND = 5  # percent


class Small(Struct, frozen=True):
    """A part of the map with text that is too small: what it is, its texts, and the size of the smallest in points.

    `id` is that of the element, or empty for what the program adds: ladder, legend, title block. `boxes` is where they
    stand, in map units.
    """

    id: str
    name: str
    texts: tuple[str, ...]
    size: float
    boxes: tuple[Box, ...] = ()


class Remedy(Struct, frozen=True):
    """What makes everything large enough: what the state must say of its print for it, and what comes of that."""

    kind: str
    words: str
    paper: str
    print: Print
    sheets: int
    size: float


class Legibility(Struct, frozen=True):
    """How small the smallest text is on paper, in points, what is below the least size, and what helps."""

    size: float
    least: float = LEAST_TYPE
    small: tuple[Small, ...] = ()
    remedies: tuple[Remedy, ...] = ()

    @property
    def count(self) -> int:
        """How many texts are too small."""
        return sum(len(one.texts) for one in self.small)


def legibility(frame: Frame, least: float = LEAST_TYPE) -> Legibility:
    """What of a frame would be printed smaller than `least` points, and ways to print it larger."""
    size = smallest(frame.drawing)
    if size >= least - _EXACT:
        return Legibility(size, least)
    small = tuple(_small(frame, least))
    return Legibility(size, least, small, tuple(_remedies(frame, least)))


def smallest(drawing: Drawing) -> float:
    """The size of the smallest text on paper, in points; infinite where there is none."""
    sizes = {op.size for _part, op in _texts(drawing)}
    return min(sizes, default=float("inf")) * spread_of(drawing).scale


def _texts(drawing: Drawing) -> Iterator[tuple[Part, Text]]:
    """What is to be read, with the part it is in; the letter in a symbol of the legend is a picture."""
    for part in drawing.parts:
        for op in part.ops:
            if isinstance(op, Text) and op.text.strip() and not (part.id == "@legend" and len(op.text) == 1):
                yield part, op


def _small(frame: Frame, least: float) -> Iterator[Small]:
    scale = spread_of(frame.drawing).scale
    found: dict[tuple[str, str], list[tuple[Part, Text]]] = {}
    state = frame.state
    names = {one.id: getattr(one, "name", "") or title_of(one.kind) for one in (*state.nodes, *state.flows)}
    for part, op in _texts(frame.drawing):
        if op.size * scale < least - _EXACT:
            name = names.get(part.id) or _ADDED.get(part.id) or _("Ladder")
            found.setdefault((part.id if part.id in names else "", name), []).append((part, op))
    for (id_, name), pairs in found.items():
        ops = [op for _part, op in pairs]
        boxes = tuple(_places(pairs))
        yield Small(id_, name, tuple(op.text for op in ops), min(op.size for op in ops) * scale, boxes)


def _places(pairs: list[tuple[Part, Text]]) -> Iterator[Box]:
    """Round the texts of each part."""
    parts = {part.id: part for part, _op in pairs}
    for part in parts.values():
        left, top, right, bottom = extent(op for one, op in pairs if one.id == part.id)
        yield (part.x + left, part.y + top, part.x + right, part.y + bottom)


def _remedies(frame: Frame, least: float) -> Iterator[Remedy]:
    memory = Memory()
    state = frame.state

    def tried(kind: str, words: str, paper: str, print_: Print) -> Remedy:
        """Draw it, and see what comes of it."""
        other = state.evolve(paper=paper, print=print_)
        drawing = compose(frame.stream, other, frame.report, frame.theme, memory)
        sheets, size = spread_of(drawing).tiles, smallest(drawing)
        if kind == "tiles" and sheets == 1:
            words = _("One sheet of {paper} at {scale} %")
        numbers = {"paper": paper, "count": sheets, "scale": f"{print_.scale:g}"}
        return Remedy(kind, words.format(**numbers), paper, print_, sheets, size)

    fitted = state.print.evolve(size="fit")
    if state.print.size != "fit":
        remedy = tried("fit", _("On one sheet of {paper}, as large as it allows"), state.paper, fitted)
        if remedy.size >= least - _EXACT:
            yield remedy
            return
    whole = state.print if state.print.size == "wide" else fitted
    for paper in larger(state.paper):
        remedy = tried("paper", _("Larger paper: {paper}"), paper, whole)
        if remedy.size >= least - _EXACT and remedy.sheets <= MOST_SHEETS:
            yield remedy
            break
    units = smallest(frame.drawing) / spread_of(frame.drawing).scale
    percent = _ROUND * ceil(100 * least / units / _ROUND - _EXACT)
    if percent <= 400:
        scaled = state.print.evolve(size="scale", scale=percent)
        remedy = tried("tiles", _("Tiles: {count} sheets of {paper} at {scale} %"), state.paper, scaled)
        if remedy.sheets <= MOST_SHEETS:
            yield remedy


def larger(paper: str) -> tuple[str, ...]:
    """The papers larger than one, the smallest first: of its own series as far as that goes."""
    width, height = PAPERS[paper]
    area = {name: wide * high for name, (wide, high) in PAPERS.items()}
    found = sorted((name for name in PAPERS if area[name] > width * height), key=lambda name: area[name])
    inch = [name for name in found if not name.startswith("A")]
    metric = [name for name in found if name.startswith("A")]
    if paper.startswith("A"):
        return tuple(metric)
    most = max((area[name] for name in inch), default=width * height)
    return (*inch, *(name for name in metric if area[name] > 1.05 * most))


_ADDED = {"@legend": _("Legend"), "@title": _("Title block")}
