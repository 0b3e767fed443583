"""Branches made visible: a ladder line for each, the critical path bold, and the rules beside the totals."""

from __future__ import annotations

import pytest

from tests.builders import a_stream as a_line
from tests.builders import arrows, customer, process, stock
from vsm_desktop.drawing.asked import number_at
from vsm_desktop.drawing.far import UNTOLD, far_ops, far_room
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.ladder import HEIGHT
from vsm_desktop.drawing.levels import level_of
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Part, Path, Text, extent
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.drawing.spoken import of_part
from vsm_desktop.drawing.symbols.table import body_of, size_of
from vsm_desktop.drawing.theme import BOLD, BRANCH_LINE, CRITICAL_LINE, LADDER_LINE, OUTLINE
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.edits import delete, in_state, set_fields, set_options
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.value import Point

PLACES = {
    "Coils": (80, 300), "Stamp": (220, 300), "Parts": (340, 300), "Join": (700, 300),
    "Grain": (80, 500), "Mould": (220, 500), "Trim": (480, 500),
    "Cut": (480, 700), "Customer": (900, 80),
}  # fmt: skip


def joined(**options: str) -> ValueStream:
    """Three branches that join: 4 + 2 days and 10 s; 1 day and 50 s; 40 s alone."""
    nodes = [
        stock("Coils", qty=400), process("Stamp", ct=10), stock("Parts", qty=200),
        stock("Grain", qty=100), process("Mould", ct=30), process("Trim", ct=20),
        process("Cut", ct=40), process("Join", ct=60), customer("100/d"),
    ]  # fmt: skip
    flows = arrows("Coils > Stamp > Parts > Join > Customer", "Grain > Mould > Trim > Join", "Cut > Join")
    stream = a_line(*nodes, flows=flows, **options)
    placed = tuple(node.evolve(at=Point(x=PLACES[node.id][0], y=PLACES[node.id][1])) for node in nodes)
    return stream.with_state(stream.states[0].evolve(nodes=placed))


def parts_of(frame: Frame) -> dict[str, Part]:
    return {part.id: part for part in frame.drawing.parts}


def said(part: Part) -> list[str]:
    return [op.text for op in part.ops if isinstance(op, Text)]


def widths(part: Part) -> set[float]:
    return {op.pen.width for op in part.ops if isinstance(op, Path) and op.pen}


def test_every_branch_has_a_line_under_its_own_boxes_below_the_main_one() -> None:
    frame = frame_of(joined())
    parts = parts_of(frame)
    main = parts["@work:Stamp"].y
    assert parts["@work:Join"].y == main
    for name in ("Mould", "Trim", "Cut"):
        rung = parts[f"@work:{name}"]
        left, _top, right, _bottom = body_of(frame.state.node(name))
        assert rung.y >= main + HEIGHT + 20
        assert rung.x == left
        rung_box = rung.shows[0]
        assert rung_box.right == right
    assert parts["@wait:Mould"].y == parts["@work:Mould"].y == parts["@work:Trim"].y
    assert parts["@work:Cut"].y != parts["@work:Trim"].y, "they lie under each other where they would overlap"


def test_the_critical_line_is_bold_and_branches_are_thin() -> None:
    parts = parts_of(frame_of(joined()))
    assert CRITICAL_LINE in widths(parts["@work:Stamp"])
    assert BRANCH_LINE in widths(parts["@work:Mould"])
    line = a_line(stock("In", qty=5), process("A", ct=5), customer("1/d"))
    assert LADDER_LINE in widths(parts_of(frame_of(line))["@work:A"])


def test_each_branch_ends_with_its_own_total() -> None:
    parts = parts_of(frame_of(joined()))
    assert said(parts["@branch:Grain"]) == ["1.0 d", "50 s"]
    assert said(parts["@branch:Cut"]) == ["40 s", "40 s"]
    assert said(parts["@totals"])[1] == "6.0 d"
    trim = parts["@work:Trim"].shows[0]
    assert parts["@branch:Grain"].x > trim.right


@pytest.mark.parametrize("scale", [0.4, 0.6, 1.0])
@pytest.mark.parametrize("to_scale", [False, True])
def test_from_right_to_left_its_total_stands_left_of_its_line_at_every_zoom(
    scale: float, to_scale: bool
) -> None:
    stream = in_state("current", arrange(size_of, "right_to_left"))(joined())
    if to_scale:
        options = stream.states[0].options.evolve(ladder_scale="to_scale")
        stream = in_state("current", set_options(options))(stream)
    parts, level = parts_of(frame_of(stream)), level_of(scale)
    total, end = parts["@branch:Grain"], parts["@work:Trim"]
    ops = far_ops(total, level, UNTOLD)
    assert ops
    assert total.x + extent(ops)[2] < end.x
    left, _top, right, _foot = far_room(total, extent(total.ops), False)
    assert left <= extent(ops)[0]
    assert extent(ops)[2] <= right


def test_a_branch_that_cannot_be_timed_is_at_least_what_is_known() -> None:
    stream = in_state("current", set_fields("Trim", ct=None))(joined())
    assert said(parts_of(frame_of(stream))["@branch:Grain"]) == ["≥ 1.0 d", "≥ 30 s"]
    nothing = in_state("current", set_fields("Cut", ct=None))(joined())
    assert said(parts_of(frame_of(nothing))["@branch:Cut"]) == ["–", "–"]


def test_boxes_and_arrows_of_the_critical_path_are_bold() -> None:
    parts = parts_of(frame_of(joined()))
    for id_ in ("Coils", "Stamp", "Parts", "Join", "Customer"):
        assert BOLD in widths(parts[id_]), id_
    for id_ in ("Mould", "Trim", "Cut", "Grain"):
        assert BOLD not in widths(parts[id_]), id_
    bold = {part.id for part in parts.values() if part.line and BOLD in widths(part)}
    ends = {tuple(id_.split(" ")[:3:2]) for id_ in bold}
    assert ends == {("Coils", "Stamp"), ("Stamp", "Parts"), ("Parts", "Join"), ("Join", "Customer")}
    assert "Critical path" in said(parts["@legend"])


def test_nothing_is_bold_where_everything_is_critical() -> None:
    flows = arrows("A [share 0.5] > B > D > Customer", "A [share 0.5] > C > D", "D [repeat 0.1] > A")
    frame = frame_of(a_line(*(process(name, ct=5) for name in "ABCD"), customer("1/d"), flows=flows))
    parts = parts_of(frame)
    assert not [part.id for part in parts.values() if BOLD in widths(part)]
    assert not [id_ for id_ in parts if id_.startswith("@branch")]
    assert "Critical path" not in said(parts["@legend"])
    assert OUTLINE in widths(parts["A"])


def test_the_sheet_holds_all_lines() -> None:
    frame = frame_of(joined())
    left, top, right, bottom = frame.drawing.sheet
    title = next(part_box(part) for part in frame.drawing.parts if part.id == "@title")
    for part in frame.drawing.parts:
        box = part_box(part)
        assert left <= box[0], part.id
        assert box[2] <= right, part.id
        assert top <= box[1], part.id
        assert box[3] <= bottom, part.id
        if part.id.startswith(("@work", "@wait", "@branch", "@totals", "@conventions")):
            assert box[3] <= title[1], part.id


def test_branches_side_by_side_share_a_row() -> None:
    nodes = [process(name, ct=ct) for name, ct in zip("ABCDEFG", (1, 9, 2, 1, 9, 2, 1), strict=True)]
    flows = arrows("A > B > D > E > G > Customer", "A > C > D", "D > F > G")
    stream = a_line(*nodes, customer("1/d"), flows=flows)
    spots = {"A": 100, "B": 300, "C": 300, "D": 500, "E": 700, "F": 700, "G": 900, "Customer": 1100}
    placed = tuple(
        node.evolve(at=Point(x=spots[node.id], y=500 if node.id in "CF" else 300))
        for node in stream.states[0].nodes
    )
    parts = parts_of(frame_of(stream.with_state(stream.states[0].evolve(nodes=placed))))
    assert parts["@work:C"].y == parts["@work:F"].y


def test_another_branch_becomes_critical_and_changes_places() -> None:
    memory, stream = Memory(), joined()
    frame_of(stream, "", "light", memory)
    longer = in_state("current", set_fields("Grain", qty=quantity(5000, "pc")))(stream)
    found = frame_of(longer, "", "light", memory)
    assert found.drawing == frame_of(longer).drawing, "what is remembered is drawn as what is drawn anew"
    parts = parts_of(found)
    assert BOLD in widths(parts["Mould"])
    assert BOLD not in widths(parts["Stamp"])
    assert said(parts["@branch:Coils"]) == ["6.0 d", "10 s"]
    back = frame_of(stream, "", "light", memory)
    assert back.drawing == frame_of(stream).drawing


def test_times_of_branches_are_in_the_unit_of_the_map() -> None:
    memory, stream = Memory(), joined()
    frame_of(stream, "", "light", memory)
    options = stream.states[0].options.evolve(time_unit="min")
    minutes = stream.with_state(stream.states[0].evolve(options=options))
    found = frame_of(minutes, "", "light", memory)
    assert found.drawing == frame_of(minutes).drawing
    assert said(parts_of(found)["@branch:Grain"])[1].endswith(" min")
    assert said(parts_of(found)["@work:Mould"]) == ["0.5 min"]


def test_branches_come_and_go() -> None:
    memory, stream = Memory(), joined()
    frame_of(stream, "", "light", memory)
    for gone in ({"Cut"}, {"Grain", "Mould", "Trim", "Cut"}, set()):
        fewer = in_state("current", delete(frozenset(gone)))(stream)
        assert frame_of(fewer, "", "light", memory).drawing == frame_of(fewer).drawing
    hours = stream.evolve(calendar=stream.calendar.evolve(shift=quantity(10, "h")))
    assert frame_of(hours, "", "light", memory).drawing == frame_of(hours).drawing
    assert frame_of(hours, "", "dark", memory).drawing == frame_of(hours, "", "dark").drawing


def test_what_stays_the_same_is_the_same_line() -> None:
    stream = joined()
    longer = in_state("current", set_fields("Mould", ct=quantity(31, "s")))(stream)
    before, after = measure(stream).branches, measure(longer).branches
    assert before[1] is after[1]
    assert before[0] is not after[0]
    assert before.critical is after.critical


def test_work_is_proportional_to_what_changed() -> None:
    memory, stream = Memory(), joined()
    frame_of(stream, "", "light", memory)
    frame_of(in_state("current", set_fields("Mould", ct=quantity(31, "s")))(stream), "", "light", memory)
    assert memory.composed <= 3, "the box, its rung, the total of its branch"


def test_routes_one_above_the_other_share_the_gap_and_the_rest_stays_under_its_boxes() -> None:
    nodes = [process(name, ct=5) for name in "ABCD"]
    flows = arrows("A [share 0.5] > B > D > Customer", "A [share 0.5] > C > D")
    stream = a_line(*nodes, customer("1/d"), flows=flows)
    spots = {"A": (100, 300), "B": (400, 200), "C": (400, 400), "D": (700, 300), "Customer": (900, 100)}
    placed = tuple(
        node.evolve(at=Point(x=spots[node.id][0], y=spots[node.id][1])) for node in stream.states[0].nodes
    )
    frame = frame_of(stream.with_state(stream.states[0].evolve(nodes=placed)))
    rungs = {name: parts_of(frame)[f"@work:{name}"].shows[0] for name in "ABCD"}
    for name in "AD":
        assert (rungs[name].left, rungs[name].right) == body_of(frame.state.node(name))[::2]
    assert (
        rungs["A"].right
        < rungs["B"].left
        < rungs["B"].right
        < rungs["C"].left
        < rungs["C"].right
        < rungs["D"].left
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["waits + processing", "working day 7.5 h", "processing: critical path"]),
        (
            {"lead_time_mode": "waits_only", "day_base": "clock_24h", "branch_time_mode": "sum"},
            ["waits only", "calendar day 24 h", "processing: all branches"],
        ),
        (
            {"day_base": "hours_per_day", "hours_per_day": "7.25 h", "branch_time_mode": "longest_rung"},
            ["waits + processing", "day as entered 7.25 h", "processing: longest branch"],
        ),
        (
            {"batch_mode": "whole_batch", "dispatch_wait": True, "day_base": "gross_shift"},
            [
                "waits + processing", "shift day 8 h", "processing: critical path", "whole batches",
                "+ half of shipment interval",
            ],
        ),
    ],
)  # fmt: skip
def test_the_rules_that_matter_stand_beside_the_totals(options: dict[str, str], expected: list[str]) -> None:
    parts = parts_of(frame_of(joined(**options)))
    assert said(parts["@conventions"]) == expected
    box, under = part_box(parts["@totals"]), part_box(parts["@conventions"])
    assert under[0] >= box[0] - 1
    assert under[1] >= box[3] - 1


def test_rules_that_do_not_matter_are_not_said() -> None:
    line = a_line(stock("In", qty=5), process("A", ct=5), customer("1/d"))
    assert said(parts_of(frame_of(line))["@conventions"]) == ["waits + processing", "working day 7.5 h"]
    rework = a_line(process("A", ct=5), customer("1/d"), flows=arrows("A > Customer", "A [repeat 0.1] > A"))
    assert said(parts_of(frame_of(rework))["@conventions"])[-1] == "rework until it is good"
    once = a_line(
        process("A", ct=5), customer("1/d"), flows=arrows("A > Customer", "A [repeat 0.1] > A"),
        rework_mode="single_pass",
    )  # fmt: skip
    assert said(parts_of(frame_of(once))["@conventions"])[-1] == "rework once at most"
    silent = a_line(process("A", ct=5), customer("1/d"), calendar={})
    assert said(parts_of(frame_of(silent))["@conventions"])[1] == "day of 8 h assumed"
    stopped = a_line(process("A", ct=5), customer("1/d"), calendar={"shifts_per_day": 0, "shift": "8 h"})
    assert said(parts_of(frame_of(stopped))["@conventions"])[1] == "day without working time"
    measured = a_line(process("A", ct=5), customer("1/d"), stock_rate="throughput", throughput="5/d")
    assert said(parts_of(frame_of(measured))["@conventions"])[-1] == "stock ÷ measured output"


@pytest.mark.parametrize("scale", [0.1, 0.2, 0.34, 0.4, 0.5, 0.7, 0.8])
def test_from_afar_branches_stay_within_their_room(scale: float) -> None:
    for part in frame_of(joined()).drawing.parts:
        if part.id.startswith(("@branch", "@work", "@wait", "@conventions")) or part.line:
            ops = far_ops(part, level_of(scale))
            room = far_room(part, extent(part.ops), False)
            left, top, right, bottom = extent(ops) if ops else room
            slack = 1 + 1 / scale  # a pixel
            assert room[0] - slack <= left, (part.id, scale)
            assert right <= room[2] + slack, (part.id, scale)
            assert room[1] - slack <= top, (part.id, scale)
            assert bottom <= room[3] + slack, (part.id, scale)


def test_the_number_on_the_ladder_of_a_branch_can_be_asked_for() -> None:
    frame = frame_of(joined())
    parts = parts_of(frame)

    def asked(id_: str) -> tuple[str, ...]:
        part = parts[id_]
        text = next(op for op in part.ops if isinstance(op, Text))
        return number_at(frame, part.x + text.x + text.width / 2, part.y + text.y - 2, 1.0)

    assert asked("@wait:Mould") == ("wait_days.Grain",)
    assert asked("@work:Mould") == ("processing_s.Mould",)
    assert asked("@wait:Join") == ("wait_days.Parts",)
    assert asked("@branch:Grain") == ()


def test_branches_are_heard() -> None:
    frame = frame_of(joined())
    parts = parts_of(frame)
    total = of_part(parts["@branch:Grain"], frame)
    assert (total.name, total.value) == ("Ladder: total of the branch from Grain", "1.0 d, 50 s")
    assert of_part(parts["@work:Mould"], frame).name == "Ladder: work at Mould"
    rules = of_part(parts["@conventions"], frame)
    assert rules.value == "waits + processing, working day 7.5 h, processing: critical path"


def test_the_ladder_of_a_branch_can_be_found() -> None:
    from vsm_desktop.drawing.find import LADDER, Finder

    frame = frame_of(joined())
    found = Finder().find(frame.stream, "1 d", ["current"], {"current": frame.report})
    assert "Grain" in {one.id for one in found if LADDER in one.fields}
