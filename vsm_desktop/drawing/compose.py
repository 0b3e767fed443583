"""From state and report to a drawing; what did not change is taken from the memory of the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from vsm_desktop.drawing.courses import End, runs_level
from vsm_desktop.drawing.flows import Company
from vsm_desktop.drawing.information import NO_LANE, lanes
from vsm_desktop.drawing.ladder import Rung, rung_part, rungs, totals_of, totals_part
from vsm_desktop.drawing.memory import Memory, PlacedNode, part_box
from vsm_desktop.drawing.ops import Box, Drawing, Part
from vsm_desktop.drawing.sheet import MARGIN, sheet_of
from vsm_desktop.drawing.symbols.symbol import Look, look_of
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.drawing.titleblock import HEIGHT as TITLE_HEIGHT
from vsm_desktop.drawing.titleblock import legend, legend_height, legend_place, title_block
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.stream import State, ValueStream

_LADDER_GAP = 52.0
_COMPANY = {(came, goes): Company(NO_LANE, came, goes) for came in (False, True) for goes in (False, True)}


def compose(
    stream: ValueStream,
    state: State,
    report: Report,
    theme: ThemeName = "light",
    memory: Memory | None = None,
) -> Drawing:
    """The whole map: arrows, symbols, ladder, legend and title block on a sheet."""
    memory = memory or Memory()
    memory.composed = 0
    look = look_of(theme)
    placed = _nodes(state, report, theme, memory)
    ends = {one.node.id: one.end for one in placed}
    flows = _flows(state, ends, look, memory)
    content = _around([one.box for one in placed] + [memory.flows[part.id].box for part in flows])
    spans = {id_: (end.left, end.right) for id_, end in ends.items()}
    ladder = _ladder(rungs(report, spans), content[3] + _LADDER_GAP, report, look, memory)
    content = _around([content, *_ladder_room(ladder)])
    kinds = frozenset(node.kind for node in state.nodes) | {flow.kind for flow in state.flows}
    sheet = _sheet(content, kinds, state)
    frame = [
        *_legend(kinds, sheet, look, memory),
        _title_block(stream, state, report, sheet, look, memory),
    ]
    parts = (*flows, *(one.part for one in placed), *ladder, *frame)
    memory.forget(len(placed), len(flows), len(ladder) + len(frame))
    return Drawing(parts, sheet, look["page"], state.paper, state.portrait)


def _nodes(state: State, report: Report, theme: ThemeName, memory: Memory) -> list[PlacedNode]:
    calm, alarmed = look_of(theme), look_of(theme, alert=True)
    slow = {id_ for problem in report.problems if problem.code == "over_takt" for id_ in problem.ids}
    return [memory.node(node, alarmed if node.id in slow else calm) for node in state.nodes]


def _flows(state: State, ends: Mapping[str, End], look: Look, memory: Memory) -> list[Part]:
    """Material first, then information, which crosses above it."""
    material = [flow for flow in state.flows if isinstance(flow, MaterialFlow)]
    information = [flow for flow in state.flows if not isinstance(flow, MaterialFlow)]
    lane_of = lanes(information, ends)
    entered = {flow.target for flow in material if flow.kind == "push"}
    left = {f.source for f in material if f.kind == "push" and runs_level(ends[f.source], ends[f.target])}
    shipped = {flow.source for flow in material}
    parts: list[Part] = []
    for flow in material:
        a, b = ends[flow.source], ends[flow.target]
        goes_on = flow.target in (shipped if b.kind == "transport" else left)
        parts.append(memory.flow(flow, a, b, _COMPANY[flow.source in entered, goes_on], look))
    for other in information:
        company = Company(lane_of.get(other.id, NO_LANE))
        parts.append(memory.flow(other, ends[other.source], ends[other.target], company, look))
    return parts


def _around(boxes: Iterable[Box]) -> Box:
    listed = list(boxes)
    if not listed:
        return (MARGIN, MARGIN, MARGIN, MARGIN)
    lefts, tops, rights, bottoms = zip(*listed, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _ladder(found: Sequence[Rung], top: float, report: Report, look: Look, memory: Memory) -> list[Part]:
    """One part per rung, so that an edit repaints only the rungs it changes; the totals at the right end."""
    parts: list[Part] = []
    before: Rung | None = None
    for rung in found:
        joint = (before.waiting, before.right) if before else None
        make = partial(rung_part, rung, top, look, joint)
        parts.append(memory.other(rung.part_id, (rung, top, joint, look), make))
        before = rung
    if found:
        right = max(rung.right for rung in found) + 6
        totals = totals_of(report)
        make = partial(totals_part, right, top - 24, totals, look)
        parts.append(memory.other("@totals", (right, top, totals, look), make))
    return parts


def _ladder_room(ladder: Sequence[Part]) -> list[Box]:
    """The first rung and the totals hold all rungs between them."""
    return [part_box(part) for part in (*ladder[:1], *ladder[-1:])]


def _sheet(content: Box, kinds: frozenset[str], state: State) -> Box:
    """The sheet with room for title block and legend under the map."""

    def with_foot(height: float) -> Box:
        room = (*content[:3], content[3] + height + MARGIN)
        return sheet_of(room, state.paper, state.portrait)

    sheet = with_foot(TITLE_HEIGHT)
    width, above = legend_place(sheet[2] - sheet[0] - 2 * MARGIN)
    needed = above + legend_height(kinds, width)
    return sheet if needed <= TITLE_HEIGHT else with_foot(needed)


def _legend(kinds: frozenset[str], sheet: Box, look: Look, memory: Memory) -> list[Part]:
    left, right = sheet[0] + MARGIN, sheet[2] - MARGIN
    width, above = legend_place(right - left)
    bottom = sheet[3] - MARGIN - above
    inputs = (kinds, left, bottom, width, look)
    part = memory.other("@legend", inputs, lambda: legend(kinds, left, bottom, width, look))
    return [part] if part.ops else []


def _title_block(
    stream: ValueStream, state: State, report: Report, sheet: Box, look: Look, memory: Memory
) -> Part:
    right, bottom = sheet[2] - MARGIN, sheet[3] - MARGIN
    said = (stream.name, stream.site, state.name, state.date, state.author, state.options)
    inputs = (*said, report.number("available_s_per_day"), right, bottom, look)
    return memory.other("@title", inputs, lambda: title_block(stream, state, report, right, bottom, look))
