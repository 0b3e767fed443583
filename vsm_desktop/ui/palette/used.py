"""What was put on the map last, however it came there: seen from the history, which all ways lead through."""

from __future__ import annotations

from typing import Any

from vsm_desktop.edit.history import History, Step
from vsm_desktop.model.catalogue import article_of
from vsm_desktop.model.stream import State, ValueStream


class Used:
    """Follows a history; a step counts once, and only if it put a single symbol, or a single arrow, on the map."""

    def __init__(self) -> None:
        self._at: Step | None = None
        self._counted: ValueStream | None = None

    def follow(self, history: History, state_id: str) -> str:
        """The key of the article that has just been used in this state; empty if none was."""
        step = history.steps[history.at - 1] if history.at else None
        if step is self._at:
            return ""
        self._at = step
        if step is None or history.at < len(history.steps) or step.after is self._counted:
            return ""  # undone or done again
        self._counted = step.after
        return _single(step, state_id)


def _single(step: Step, state_id: str) -> str:
    before, after = (_state(stream, state_id) for stream in (step.before, step.after))
    if before is None or after is None:
        return ""
    new = _new(before.nodes, after.nodes) or _new(before.flows, after.flows)
    made = article_of(new[0]) if len(new) == 1 else None
    return made.key if made is not None else ""


def _state(stream: ValueStream, state_id: str) -> State | None:
    return next((state for state in stream.states if state.id == state_id), None)


def _new(before: tuple[Any, ...], after: tuple[Any, ...]) -> list[Any]:
    if len(after) <= len(before):
        return []
    known = {one.id for one in before}
    return [one for one in after if one.id not in known]
