"""The undo line: before and after, never an inverse."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from vsm_desktop.model.stream import ValueStream

Selection = frozenset[str]
NOTHING: Selection = frozenset()


class Step(Struct, frozen=True):
    """One recorded change, with what was selected on both sides of it."""

    label: str
    before: ValueStream
    after: ValueStream
    merge: str | None = None
    selected_before: Selection = NOTHING
    selected_after: Selection = NOTHING


class History(Struct):
    """A line of documents with a finger on one of them."""

    current: ValueStream
    limit: int = 200
    steps: list[Step] = field(default_factory=list)
    at: int = 0
    saved: ValueStream | None = None

    def record(
        self,
        label: str,
        after: ValueStream,
        merge: str | None = None,
        selected: tuple[Selection, Selection] = (NOTHING, NOTHING),
    ) -> bool:
        """Put a new document on the line, forgetting what was undone; False if nothing changed.

        Steps with the same `merge` key become one: typing in one field, repeated nudges. One that leads back to where
        it began is none.
        """
        if after is self.current or after == self.current:
            return False
        del self.steps[self.at :]
        last = self.steps[-1] if self.steps else None
        if merge and last and last.merge == merge and last.after is not self.saved:
            if after == last.before:
                self.undo()
                self.steps.pop()
                return True
            self.steps[-1] = replace(last, after=after, selected_after=selected[1])
        else:
            self.steps.append(Step(label, self.current, after, merge, *selected))
            del self.steps[: -self.limit]
        self.at, self.current = len(self.steps), after
        return True

    def close_merge(self) -> None:
        """The next change starts a step of its own, whatever its merge key."""
        if self.at and self.steps[self.at - 1].merge:
            self.steps[self.at - 1] = replace(self.steps[self.at - 1], merge=None)

    def undo(self) -> Selection | None:
        """Go one step back; what was selected then, None at the start."""
        if not self.at:
            return None
        self.at -= 1
        step = self.steps[self.at]
        self.current = step.before
        return step.selected_before

    def redo(self) -> Selection | None:
        """Go one step forward; what was selected then, None at the end."""
        if self.at == len(self.steps):
            return None
        step = self.steps[self.at]
        self.current = step.after
        self.at += 1
        return step.selected_after

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self.steps[self.at - 1].label if self.at else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self.steps[self.at].label if self.at < len(self.steps) else None

    @property
    def dirty(self) -> bool:
        """Whether the document differs from the one last saved or opened: a question of identity."""
        return self.current is not self.saved
