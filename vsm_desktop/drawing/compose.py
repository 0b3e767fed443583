"""From state and report to a drawing; what did not change is taken from the memory of the one before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from vsm_desktop.drawing.arrow_row import Arrows
from vsm_desktop.drawing.conventions import conventions
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Box, Drawing, Part
from vsm_desktop.drawing.own import Own, rows_at
from vsm_desktop.drawing.paper import Spread
from vsm_desktop.drawing.placed import Made, open_part
from vsm_desktop.drawing.room import around
from vsm_desktop.drawing.rows import Symbols
from vsm_desktop.drawing.sheet import MARGIN, spread_sheet
from vsm_desktop.drawing.symbols.symbol import Look, Manner, Row, look_of, manner_of, with_own
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.drawing.titleblock import HEIGHT as TITLE_HEIGHT
from vsm_desktop.drawing.titleblock import SOURCES, legend, legend_height, legend_place, title_block
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.flows import FlowBase
from vsm_desktop.model.kaizen import off_in
from vsm_desktop.model.names import Names
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import OwnFields
from vsm_desktop.model.stream import State, ValueStream

_LADDER_GAP = 52.0
_CRITICAL, _NOTHING_MORE = frozenset({"critical"}), frozenset[str]()


def compose(
    stream: ValueStream,
    state: State,
    report: Report,
    theme: ThemeName = "light",
    memory: Memory | None = None,
    open_ref: str = "",
) -> Drawing:
    """The whole map: arrows, symbols, ladder, legend and title block on a sheet.

    `open_ref` names a field that is being typed ("weld.ct"): it has its place even when it is empty.
    """
    memory = memory or Memory()
    manner = manner_of(state)
    made, look = memory.made, look_of(theme, manner=manner)
    made.composed = 0
    symbols, arrows, ladder = memory.take_rows()
    slow = frozenset(id_ for problem in report.problems if problem.code == "over_takt" for id_ in problem.ids)
    bold = report.branches.critical
    own = memory.own.follow(stream.own_fields, state.nodes, report, manner, state.options.empty_rows)
    moved = symbols.follow(state.nodes, slow, bold, (theme, manner), made, own, off_in(stream, state))
    to_scale = state.options.ladder_scale == "to_scale"
    symbols.keep_clear(ladder.stand(report, symbols, len(state.options.ladder_rungs), to_scale, manner.times))
    arrows.follow(state.flows, moved, symbols, bold, (theme, manner), made)
    content = _around(symbols.room.box(), arrows.room.box())
    further = memory.further_rows(stream, state, report) if state.options.ladder_rungs else ()
    rules = conventions(state.options, report, arrows.entered)
    rungs = ladder.follow(report, symbols, content[3] + _LADDER_GAP, rules, look, made, to_scale, further)
    content = _around(content, *ladder.room)
    kinds = symbols.kinds | arrows.kinds | (SOURCES if manner.marks else _NOTHING_MORE)
    kinds |= _CRITICAL if bold else _NOTHING_MORE
    sheet, spread = _sheet(content, kinds, state, manner.names)
    frame = [
        *_legend(kinds, sheet, look, made),
        _title_block(stream, state, report, sheet, _title_look(look, theme, open_ref), made),
    ]
    made.forget(len(state.nodes), len(state.flows), len(rungs), len(frame))
    memory.symbols, memory.arrows, memory.ladder = symbols, arrows, ladder
    under, on, over = symbols.layers
    parts = (*under, *arrows.parts, *on, *over, *rungs, *frame)
    if open_ref and not open_ref.startswith("@"):
        parts = _opened(
            parts,
            open_ref,
            state,
            symbols,
            arrows,
            theme,
            partial(_own_at, stream.own_fields, report, manner, memory.own),
        )
    wished = memory.own.wished
    return Drawing(parts, sheet, look["page"], state.paper, state.portrait, ladder.longest, spread, wished)


def _opened(
    parts: tuple[Part, ...],
    open_ref: str,
    state: State,
    symbols: Symbols,
    arrows: Arrows,
    theme: ThemeName,
    own: Callable[[Node, str], tuple[Row, ...]],
) -> tuple[Part, ...]:
    """The parts with one drawn so that the field that is being typed has its place; nothing else moves for it."""
    id_, _dot, key = open_ref.rpartition(".")
    element = state.element(id_)
    if element is None:
        return parts
    look = look_of(theme, id_ in symbols.slow, key, manner_of(state), id_ in symbols.bold, id_ in symbols.off)
    part = (
        arrows.redrawn(element, symbols.ends, look)
        if isinstance(element, FlowBase)
        else open_part(element, with_own(look, own(element, key)))
    )
    return tuple(part if one.id == id_ else one for one in parts)


def _own_at(
    fields: OwnFields, report: Report, manner: Manner, own: Own, node: Node, key: str
) -> tuple[Row, ...]:
    """The further rows of one symbol, and the one that is being typed."""
    if not (fields or own.wished):
        return ()
    return rows_at(node, fields, report.step(node.id), key, manner, own.wishes(node))


def _around(*boxes: Box | None) -> Box:
    listed = [box for box in boxes if box is not None]
    return around(listed) or (MARGIN, MARGIN, MARGIN, MARGIN)


def _sheet(content: Box, kinds: frozenset[str], state: State, names: Names) -> tuple[Box, Spread]:
    """The sheet with room for title block and legend under the map, and how it lies on paper."""

    def with_foot(height: float) -> tuple[Box, Spread]:
        room = (*content[:3], content[3] + height + MARGIN)
        return spread_sheet(room, state.paper, state.portrait, state.print)

    found = with_foot(TITLE_HEIGHT)
    width, above = legend_place(found[0][2] - found[0][0] - 2 * MARGIN)
    needed = above + legend_height(kinds, width, names)
    return found if needed <= TITLE_HEIGHT else with_foot(needed)


def _legend(kinds: frozenset[str], sheet: Box, look: Look, made: Made) -> list[Part]:
    left, right = sheet[0] + MARGIN, sheet[2] - MARGIN
    width, above = legend_place(right - left)
    bottom = sheet[3] - MARGIN - above
    inputs = (kinds, left, bottom, width, look)
    part = made.other("@legend", inputs, lambda: legend(kinds, left, bottom, width, look))
    return [part] if part.ops else []


def _title_look(look: Look, theme: ThemeName, open_ref: str) -> Look:
    return look_of(theme, open_field=open_ref) if open_ref.startswith("@") else look


def _title_block(
    stream: ValueStream, state: State, report: Report, sheet: Box, look: Look, made: Made
) -> Part:
    right, bottom = sheet[2] - MARGIN, sheet[3] - MARGIN
    said = (stream.name, stream.site, state.name, state.date, state.author, state.options)
    inputs = (*said, report.number("available_s_per_day"), right, bottom, look)
    return made.other("@title", inputs, lambda: title_block(stream, state, report, right, bottom, look))
