"""What cannot be read on an A3, or found no room, in sentences; and what helps, which is tried before it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import floor

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.paper import LEAST_TYPE
from vsm_desktop.export.a3.layout import Place, Sheet, a3_sheet
from vsm_desktop.export.a3.matter import Matter
from vsm_desktop.export.book import print_frame
from vsm_desktop.export.cuts import said_of_cuts
from vsm_desktop.model.a3 import A3, MAPS, SECTIONS, Section, SectionKey
from vsm_desktop.model.stream import ValueStream

Fold = Callable[[ValueStream, str], ValueStream]
_SPARED: tuple[SectionKey, ...] = ("glide", "deviations", "scoreboard", "findings", "targets")


def said_of_sheet(matter: Matter, a3: A3, sheet: Sheet, fold: Fold | None = None) -> tuple[str, ...]:
    """What is too small, left out or cut, and what helps; nothing where all can be read.

    `fold` lays a state of a document out in rows.
    """
    said = []
    if sheet.small:
        names = ", ".join(one.title for one in sheet.small)
        words = _("{names}: text is {size} pt on paper, less than the {least} pt one can read.")
        said.append(words.format(names=names, size=_points(sheet.smallest), least=f"{LEAST_TYPE:g}"))
    if sheet.left_out:
        said.append(_("Plan: {count} objectives are not shown.").format(count=sheet.left_out))
    said += [said_of_cuts(where, texts) for where, texts in sheet.cuts]
    if sheet.small or sheet.crowded or sheet.left_out:
        ways = [*_ways(matter, a3, sheet, fold)]
        if ways:
            said.append(_("What helps: {ways}.").format(ways=_(" or ").join(ways)))
        elif not sheet.crowded and any(one.key in MAPS for one in sheet.small):
            said.append(_("No larger place on this sheet helps: print the map by itself, in tiles."))
        else:
            said.append(_("It is more than one sheet holds: switch sections off, or see the report."))
    return tuple(said)


def _points(size: float) -> str:
    return f"{floor(10 * size) / 10:.1f}"


def _ways(matter: Matter, a3: A3, sheet: Sheet, fold: Fold | None) -> Iterator[str]:
    """What makes everything legible, each by itself; several at once only where none does."""
    maps = [] if sheet.crowded else [one for one in sheet.small if one.key in MAPS]
    folded = _folded(matter, maps, fold) if maps and fold else None
    wide = _whole(a3, maps) if maps else a3

    def helps(tried: A3, matter: Matter = matter) -> bool:
        return _helps(a3_sheet(matter, tried))

    found = False
    if a3.paper != "A2":
        larger = a3_sheet(matter, a3.evolve(paper="A2"))
        if found := _helps(larger):
            yield _("print on A2")
        elif not larger.small and not larger.crowded and larger.left_out < sheet.left_out:
            found = True
            yield _("print on A2, where {count} of them are not shown").format(count=larger.left_out)
    if wide != a3 and helps(wide):
        yield _("give the map the whole width")
        found = True
    if folded is not None and helps(a3, folded):
        yield _("fold the map into rows")
        found = True
    if not maps and (sheet.small or sheet.crowded) and (keys := _spared(a3, sheet, helps)):
        titles = dict(SECTIONS)
        names = _(" and ").join(f"“{titles[key]}”" for key in keys)
        yield _("leave {sections} out").format(sections=names)
        found = True
    large = wide.evolve(paper="A2")
    if found:
        return
    if maps and a3.paper != "A2" and helps(large):
        yield _("print on A2 and give the map the whole width")
    elif folded is not None and helps(wide, folded):
        yield _("fold the map into rows and give it the whole width")
    elif folded is not None and helps(large, folded):
        yield _("fold the map into rows, give it the whole width and print on A2")


def _spared(a3: A3, sheet: Sheet, helps: Callable[[A3], bool]) -> list[SectionKey]:
    """Which sections must go so that the others can be read: one, else as few of the first as do."""
    there = {one.key for one in sheet.places}
    known = [key for key in _SPARED if key in there]

    def without(keys: list[SectionKey]) -> A3:
        sections = [one.evolve(shown=one.shown and one.key not in keys) for one in a3.laid]
        return a3.evolve(sections=sections)

    tries = [[key] for key in known] + [known[:2], known[:3]]
    return next((keys for keys in tries if helps(without(keys))), [])


def _helps(tried: Sheet) -> bool:
    """Whether all is there and legible."""
    return not (tried.small or tried.crowded or tried.left_out)


def _whole(a3: A3, maps: list[Place]) -> A3:
    """With some maps over both columns, first of all."""
    keys = {one.key for one in maps}
    first: list[Section] = [one.evolve(column="wide") for one in a3.laid if one.key in keys]
    return a3.evolve(sections=(*first, *(one for one in a3.laid if one.key not in keys)))


def _folded(matter: Matter, maps: list[Place], fold: Fold) -> Matter | None:
    """With these maps in rows; None where they are already."""
    stream = matter.stream
    frames = {"current": matter.current, "future": matter.future}
    states = [frame.state for one in maps if (frame := frames[one.key])]
    if not states or any(state.layout == "folded" for state in states):
        return None
    for state in states:
        stream = fold(stream, state.id)
    goal = print_frame(stream, matter.goal.state_id) if matter.goal else None
    return replace(matter, stream=stream, base=print_frame(stream, matter.base.state_id), goal=goal)
