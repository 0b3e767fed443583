"""Better here, not in the stream: a map that has it and one that has not, for each sentence."""

from __future__ import annotations

from typing import Any

from tests.builders import a_stream, arrows, customer, process, stock
from vsm_desktop.assets import asset
from vsm_desktop.edit.edits import delete, in_state, set_fields
from vsm_desktop.insight.guard import Caution, guard
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads


def acme() -> ValueStream:
    return loads(asset("resources/samples", "acme-current.vsm").read_text(encoding="utf-8"))


def changed(stream: ValueStream, id_: str, **values: Any) -> ValueStream:
    return in_state("current", set_fields(id_, **values))(stream)


def said(before: ValueStream, after: ValueStream) -> dict[str, Caution]:
    return {one.code: one for one in guard((before, "current"), (after, "current"))}


def line(**more: Any) -> ValueStream:
    """Weld at 60 % and Pack at 80 % of 27,000 s for 450 pieces a day: 36 s and 48 s."""
    return a_stream(
        stock("Coils", qty=900),
        process("Weld", **({"ct": 36} | more)),
        stock("Welded", qty=450),
        process("Pack", ct=48),
        stock("Packed", qty=450),
        customer("450/d"),
    )


def test_nothing_is_said_of_no_change() -> None:
    assert not said(acme(), acme())
    assert not said(line(), line())


def test_faster_here_not_in_the_stream() -> None:
    # 55,200 s x 80 % / 46 s = 960 a day, without breakdowns 1,200; Assembly 1 makes 55,200 / 62 = 890
    found = said(acme(), changed(acme(), "weld2", uptime=quantity(100, "%")))["bottleneck_unchanged"]
    assert found.sentence == (
        "Faster here, not in the stream. Spot weld 2 goes from 960 to 1,200 pieces a day; "
        "the stream still makes 890, because Assembly 1 sets its pace."
    )
    assert found.ids == ("weld2", "assy1")


def test_a_faster_bottleneck_makes_a_faster_stream() -> None:
    assert not said(acme(), changed(acme(), "assy1", ct=quantity(50, "s")))


def test_a_faster_step_with_less_waiting_helps_the_stream() -> None:
    after = changed(changed(line(), "Weld", ct=quantity(30, "s")), "Welded", qty=quantity(100, "pc"))
    assert "bottleneck_unchanged" not in said(line(), after)


def test_several_faster_steps_are_counted() -> None:
    after = changed(changed(acme(), "weld1", ct=quantity(20, "s")), "weld2", ct=quantity(40, "s"))
    assert (
        "one more is faster; the stream still makes 890" in said(acme(), after)["bottleneck_unchanged"].body
    )


def test_a_stream_that_makes_even_less_says_both() -> None:
    after = changed(changed(line(), "Weld", ct=quantity(20, "s")), "Pack", ct=quantity(60, "s"))
    assert "makes 450 instead of 563" in said(line(), after)["bottleneck_unchanged"].body


def test_shorter_here_not_in_the_stream() -> None:
    found = said(acme(), changed(acme(), "weld2", ct=quantity(30, "s")))["lead_time_not_shorter"]
    assert found.sentence == (
        "Shorter here, not in the stream. Spot weld 2 takes 30 s instead of 46 s; "
        "the lead time stays at 23.6 d, because only waiting counts in it."
    )


def test_the_reason_why_the_stream_is_not_shorter() -> None:
    def reason(before: ValueStream, after: ValueStream) -> str:
        return said(before, after)["lead_time_not_shorter"].body.partition("because ")[2]

    assert reason(line(), changed(line(), "Weld", ct=quantity(30, "s"))) == "99.9 % of it is waiting."
    after = changed(changed(line(), "Weld", ct=quantity(30, "s")), "Packed", qty=quantity(900, "pc"))
    assert reason(line(), after) == "Packed takes 1.0 d more."
    branches = a_stream(
        process("A", ct=100),
        stock("Long", days=3),
        process("B", ct=200),
        process("Join", ct=300),
        customer("10/d"),
        flows=arrows("A > Long > Join > Customer", "B > Join"),
    )
    assert reason(branches, changed(branches, "B", ct=quantity(100, "s"))) == "another branch is longer."


def test_a_step_that_shortens_the_stream_is_not_warned_of() -> None:
    slow = a_stream(process("Oven", ct=48, wait="2 d"), process("Pack", ct=48), customer("450/d"))
    assert not said(slow, changed(slow, "Oven", wait=quantity(1, "day")))


def test_stock_that_only_moved() -> None:
    after = changed(changed(line(), "Coils", qty=quantity(500, "pc")), "Packed", qty=quantity(850, "pc"))
    found = said(line(), after)["wip_moved"]
    assert found.sentence == (
        "Moved downstream, not gone. Coils holds 400 pieces less and Packed 400 more; the stream still holds 1,800."
    )
    back = said(after, line())["wip_moved"]
    assert back.head == "Moved upstream, not gone."
    more = changed(after, "Packed", qty=quantity(900, "pc"))
    assert said(line(), more)["wip_moved"].body.endswith("the stream holds 1,850 instead of 1,800.")


def test_stock_that_went_with_its_triangle_and_stands_elsewhere() -> None:
    after = in_state("current", delete(frozenset({"Welded"})))(line())
    after = changed(after, "Packed", qty=quantity(900, "pc"))
    after = after.with_state(
        after.state().evolve(flows=tuple(arrows("Coils > Weld > Pack > Packed > Customer")))
    )
    assert "Welded holds 450 pieces less and Packed 450 more" in said(line(), after)["wip_moved"].body


def test_less_stock_in_the_whole_stream_is_no_move() -> None:
    after = changed(changed(line(), "Coils", qty=quantity(100, "pc")), "Packed", qty=quantity(500, "pc"))
    assert "wip_moved" not in said(line(), after)
    assert "wip_moved" not in said(line(), changed(line(), "Packed", qty=quantity(500, "pc")))


def test_load_that_went_to_the_neighbour() -> None:
    after = changed(changed(line(), "Weld", ct=quantity(30, "s")), "Pack", ct=quantity(54, "s"))
    found = said(line(), after)["load_shifted"]
    assert found.sentence == (
        "Moved to the neighbour, not gone. The load of Weld goes from 60 to 50 %, that of Pack beside it "
        "from 80 to 90 %; the highest load is 90 % at Pack instead of 80 %."
    )


def test_load_that_is_balanced_is_no_shift() -> None:
    after = changed(changed(line(), "Weld", ct=quantity(42, "s")), "Pack", ct=quantity(42, "s"))
    assert "load_shifted" not in said(line(), after)


def test_other_families_lose_their_share() -> None:
    before = line(shared=True)
    found = said(before, changed(before, "Weld", ct=quantity(48, "s")))["shared_hurt"]
    # 450 x 36 s = 4.5 h of 7.5 h, then 450 x 48 s = 6 h
    assert found.sentence == (
        "Taken from other families. This stream takes 6 h a day of Weld instead of 4.5 h; "
        "90 min instead of 3 h are left for the other families that share it."
    )
    full = said(before, changed(before, "Weld", ct=quantity(70, "s")))["shared_hurt"]
    assert full.body.endswith("no time is left for the other families that share it.")


def test_what_only_this_stream_uses_or_uses_less_hurts_nobody() -> None:
    assert "shared_hurt" not in said(line(), changed(line(), "Weld", ct=quantity(48, "s")))
    before = line(shared=True)
    assert "shared_hurt" not in said(before, changed(before, "Weld", ct=quantity(30, "s")))
    unknown = line(shared=True, ct=None)
    assert "shared_hurt" not in said(unknown, changed(unknown, "Weld", ct=quantity(30, "s")))


def test_a_shared_step_this_stream_is_new_at_is_taken_from_others() -> None:
    before = a_stream(process("Pack", ct=48), customer("450/d"))
    after = a_stream(process("Weld", ct=36, shared=True), process("Pack", ct=48), customer("450/d"))
    assert "takes 4.5 h a day of Weld instead of 0 s" in said(before, after)["shared_hurt"].body


def test_unknown_numbers_are_passed_over() -> None:
    bare = a_stream(process("Weld"), stock("Welded"), process("Pack"))
    assert not said(bare, bare)
    assert not said(bare, changed(bare, "Weld", ct=quantity(3, "s")))
    assert not said(a_stream(), a_stream())
