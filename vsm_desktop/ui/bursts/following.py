"""Says when a state that was made from the shown one followed an edit, and what did not fit there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vsm_desktop.assets import _
from vsm_desktop.edit.changes import Misfit
from vsm_desktop.edit.deriving import misfits_of
from vsm_desktop.edit.saying import sayer
from vsm_desktop.model.change import Change, RemoveFlow
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.tools.desk import Desk

_NAMED = 2


class Following:
    """Watches what is recorded. That a state follows is said once for each time one turns to what it follows."""

    def __init__(self, desk: Desk, say: Callable[[str], object]) -> None:
        self._say = say
        self._before, self._shown = desk.recorded, desk.frame.state_id
        self._said: set[str] = set()

    def show_desk(self, desk: Desk) -> None:
        """Say what followed the last edit, if it was one and something did."""
        before, after = self._before, desk.recorded
        self._before = after
        if desk.frame.state_id != self._shown:
            self._shown = desk.frame.state_id
            self._said.clear()
        if after is before or len(after.states) < 2 or not _is_edit(desk):
            return
        if sentences := list(self._sentences(before, after)):
            self._say(" ".join(sentences))

    def _sentences(self, before: ValueStream, after: ValueStream) -> Iterator[str]:
        old = {state.id: state for state in before.states}
        for state in after.states:
            was = old.get(state.id)
            if was is None or not was.base or not state.base or state.id == self._shown:
                continue
            if was == state or old.get(state.base) is after.state(state.base):
                continue
            name = state.name or state.id
            lost = [one.change for one in misfits_of(before, after, state.id) if _is_lost(one)]
            if state.id not in self._said:
                self._said.add(state.id)
                yield _("{state} followed.").format(state=name)
            if lost:
                yield _("What was drawn there has no place any more: {what}.").format(what=_what(lost, was))


def _is_edit(desk: Desk) -> bool:
    """Whether what is recorded now was just done, not taken back."""
    history = desk.history
    return (
        bool(history.steps)
        and history.at == len(history.steps)
        and history.current is history.steps[-1].after
    )


def _is_lost(misfit: Misfit) -> bool:
    """Whether something drawn is gone; a value on top of another one than before is not."""
    return not misfit.made or isinstance(misfit.change, RemoveFlow)


def _what(lost: list[Change], state: State) -> str:
    """The first of what did not fit, in words."""
    say = sayer(state, lost)
    words = ", ".join(say.said(change) for change in lost[:_NAMED])
    more = len(lost) - _NAMED
    return words if more <= 0 else _("{words} and {count} more").format(words=words, count=more)
