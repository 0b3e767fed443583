"""What is done with bursts in the window: switch, order, add, drop, and the state that is acted on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.own import sizes_for
from vsm_desktop.edit.bursts import (
    add_burst,
    drop_burst,
    fresh_burst,
    lost_with,
    place_burst,
    state_with_bursts,
    switch_burst,
)
from vsm_desktop.edit.deriving import derived
from vsm_desktop.edit.edits import StreamEdit, in_state
from vsm_desktop.edit.promises import pieces
from vsm_desktop.edit.recording import drawn_by_hand, take_over
from vsm_desktop.edit.saying import is_drawing
from vsm_desktop.edit.states import made
from vsm_desktop.insight.bursts import BurstEffects
from vsm_desktop.insight.coach.facts import Wishes, facts_of
from vsm_desktop.insight.coach.loops import refitted
from vsm_desktop.insight.coach.spacing import cleared
from vsm_desktop.model.display import signed_days
from vsm_desktop.model.kaizen import bursts_of, name_of, title_of
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.starring import is_starred, star_on
from vsm_desktop.ui.losing import said_of_loss
from vsm_desktop.ui.palette.kept import kept

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow


def derived_states(stream: ValueStream) -> list[State]:
    """The states that were made from another one: in these, bursts are switched."""
    return [state for state in stream.states if state.base]


def acting_on(stream: ValueStream, shown: str) -> str:
    """The state that is acted on while one is shown: that one, or the first that was made from it; else none is."""
    if stream.state(shown).base:
        return shown
    return next((state.id for state in derived_states(stream) if state.base == shown), shown)


class Acting:
    """Does what the list asks for, each as one step to undo."""

    def __init__(self, desk: Desk, widget: QWidget) -> None:
        self.desk, self._widget = desk, widget

    @property
    def _window(self) -> MainWindow:
        return cast("MainWindow", cast(QObject, self._widget.window()))

    @property
    def state_id(self) -> str:
        """The state that is acted on now."""
        return acting_on(self.desk.recorded, self.desk.frame.state_id)

    def switch(self, id_: str, on: bool) -> None:
        """Make a burst, or take it back, and say so."""
        if self.desk.recorded.state(self.state_id).base:
            self._say(switched(self.desk, self.state_id, id_, on=on))

    def place(self, id_: str, index: int) -> None:
        """Put a burst at a place in the order."""
        self.desk.commit_stream(_("Order bursts"), place_burst(id_, index))

    def drop(self, id_: str) -> None:
        """Take a burst away with its stars; undo brings it back."""
        before = self.desk.recorded
        name = burst_named(before, id_)
        self.desk.commit_stream(_("Delete burst"), drop_burst(id_))
        gone = _("{burst} is gone, and what it did.").format(burst=name)
        self._say(said_of_loss(before, self.desk.recorded, gone))

    def add(self) -> str:
        """A burst of which nothing is known yet; its id."""
        id_ = fresh_burst(self.desk.recorded)
        self.desk.commit_stream(_("New burst"), add_burst(id=id_))
        return id_

    def make(self) -> None:
        """A future state from the shown one with every burst made, and turn to it."""
        before = self.desk.recorded
        self.desk.commit_stream(_("Make a future state"), state_with_bursts(self.desk.frame.state_id))
        self.desk.show_state(made(before, self.desk.recorded))

    def show_state(self, id_: str) -> None:
        """Turn to a state."""
        self.desk.show_state(id_)

    def record(self, id_: str) -> None:
        """Record changes into a burst, or with no id into a new one."""
        from vsm_desktop.ui.bursts.recorder import recorder_of

        recorder_of(self._window).start(id_)

    def star_missing(self, id_: str) -> bool:
        """Whether the shown map has no star of a burst yet."""
        return self.desk.frame.state.node(id_) is None

    def draw_star(self, id_: str) -> None:
        """Put the star of a burst on the shown map, under the first step it changes."""
        burst = next(one for one in bursts_of(self.desk.recorded) if one.id == id_)
        with kept().looking_away():
            self.desk.commit_stream(_("Draw the star of a burst"), star_on(self.desk.frame, burst))
        self.desk.select(frozenset({id_}))

    # drawn by hand

    def hand_words(self, found: BurstEffects) -> str:
        """What was drawn by hand besides the bursts, and what it does to the lead time."""
        stream = self.desk.recorded
        if not any(state.id == found.state_id and state.base for state in stream.states):
            return ""
        state = stream.state(found.state_id)
        drawn = [change for change in drawn_by_hand(stream, found.state_id) if not is_drawing(change)]
        count = len(pieces(drawn, derived(stream, state)))
        if not count:
            return ""
        words = (
            _("Drawn by hand: one change, {days}")
            if count == 1
            else _("Drawn by hand: {count} changes, {days}")
        )
        return words.format(count=count, days=signed_days(found.by_hand_days))

    def hand_choices(self, found: BurstEffects) -> list[tuple[str, str]]:
        """The bursts it can be put into, by id; with no id a new one."""
        return [
            ("", _("New burst")),
            *((row.burst.id, title_of(row.burst, row.number)) for row in found.rows),
        ]

    def put_hand(self, state_id: str, id_: str) -> str:
        """Put what was drawn by hand into a burst; the id of that burst."""
        stream = self.desk.recorded
        into = id_ or fresh_burst(stream)
        changes = drawn_by_hand(stream, state_id)
        taken = take_over(state_id, changes, id_, id=into)
        self.desk.commit_stream(_("Put into a burst"), starred(self.desk, state_id, into, taken))
        return into

    def _say(self, sentence: str) -> None:
        say = getattr(self._window, "say", None)
        if say is not None:
            say(sentence)


def starred(desk: Desk, state_id: str, id_: str, edit: StreamEdit) -> StreamEdit:
    """An edit after which a burst has a star on some map: if it has none, on the one of a state as it is shown then."""

    def apply(stream: ValueStream) -> ValueStream:
        after = edit(stream)
        burst = next((one for one in bursts_of(after) if one.id == id_), None)
        if burst is None or not burst.changes or is_starred(after, id_):
            return after
        return star_on(frame_of(after, state_id, desk.theme), burst)(after)

    return apply


def switched(desk: Desk, state_id: str, id_: str, *, on: bool) -> str:
    """Make a burst in a state, or take it back; a sentence says so, and what was drawn on it and goes with it."""
    stream = desk.recorded
    state = stream.state(state_id)
    lost = lost_with(stream, state, id_) if not on and id_ in state.bursts else []
    label = _("Switch burst on") if on else _("Switch burst off")
    step = f"switch {id_} {state_id}"
    desk.end_merge()
    desk.commit_stream(label, switch_burst(state_id, id_, on=on), step)
    _make_room(desk, state, label, step)
    desk.end_merge()
    name = burst_named(stream, id_)
    if lost:
        words = _("What was drawn on {burst} went with it: {what}. It comes back with it.")
        return words.format(burst=name, what=", ".join(piece.words for piece in pieces(lost, state)[:2]))
    words = _("{burst} is on in {state}.") if on else _("{burst} is off in {state}.")
    return words.format(burst=name, state=state.name or state.id)


def _make_room(desk: Desk, before: State, label: str, step: str) -> None:
    """What came back to a state and would lie on something there finds a place in its row, within the same step.

    That waits until the switch is recorded: only then is where it stands drawn by hand, and stays.
    """
    state = desk.recorded.state(before.id)
    place = cleared(before, sizes_for(desk.recorded.own_fields, state))
    if place(state) is state:
        return
    desk.commit_stream(label, in_state(before.id, place), step)
    state = desk.recorded.state(before.id)
    facts = facts_of(desk.recorded, before.id, Wishes(), sizes_for(desk.recorded.own_fields, state))
    outlines = refitted(facts)
    if outlines(state) is not state:
        desk.commit_stream(label, in_state(before.id, outlines), step)


def burst_named(stream: ValueStream, id_: str) -> str:
    """A burst in a sentence: its title in quotes, or its number."""
    for number, burst in enumerate(bursts_of(stream), 1):
        if burst.id == id_:
            return name_of(burst, number)
    return id_
