"""The tool in hand while something is typed in place: the map shows what is typed, nothing is recorded before it counts."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Op
from vsm_desktop.edit.entry import Wrong, entry_text
from vsm_desktop.edit.texts import MORE, Held, held, next_stop, put, read_text
from vsm_desktop.model.fields import fields_of
from vsm_desktop.model.names import names_of
from vsm_desktop.model.own import OwnFields, own_rows_of
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.events import Escape, Event, Press
from vsm_desktop.tools.rest import at_rest


class Write(Struct, frozen=True):
    """A field being typed. `text` is None until something is typed; `wrong` says why it cannot stand, once it was
    shown at the field."""

    ref: str
    text: str | None = None
    wrong: str = ""
    name: str = "write"
    busy: bool = True

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Escape():
                bench.cancel()
                return at_rest()
            case Press():
                left = self.leave(bench)
                return left if isinstance(left, Write) else left.on(event, bench)
        return self

    def looks_like(self, other: Write) -> bool:
        """Whether two states show the same: what is typed shows by itself."""
        return (self.ref, self.wrong) == (other.ref, other.wrong)

    def typed(self, text: str, bench: Bench) -> Write:
        """What is typed so far; the map shows it if it can be read, else what it held before."""
        tool = replace(self, text=text, wrong="")
        found = self.field(bench)
        try:
            values = self._read(found, text, bench) if found else {}
            bench.preview_stream(put(bench.frame.state_id, self.ref, values))
        except (Wrong, ValueError):
            bench.cancel()
        return tool

    def finish(self, bench: Bench) -> Tool:
        """What is typed counts and the field closes; what cannot be read stays open with the reason."""
        tool = self.settle(bench)
        return tool if tool.wrong else at_rest()

    def leave(self, bench: Bench) -> Tool:
        """The hand goes elsewhere: what cannot be read is explained first, and given up the second time."""
        if not self.wrong:
            return self.finish(bench)
        bench.cancel()
        return at_rest()

    def settle(self, bench: Bench) -> Write:
        """What is typed counts, the field stays open."""
        found = self.field(bench)
        if self.text is None or found is None:
            bench.cancel()
            return self
        try:
            values = self._read(found, self.text, bench)
        except Wrong as wrong:
            bench.cancel()
            return replace(self, wrong=str(wrong))
        label = _("Change {field}").format(field=self._title(found, values, bench).lower())
        try:
            bench.commit_stream(label, put(bench.frame.state_id, self.ref, values))
        except ValueError:
            return replace(self, wrong=_("This cannot stand here."))
        return replace(self, text=None)

    def _read(self, found: Held, text: str, bench: Bench) -> dict[str, Any]:
        names = names_of(bench.frame.state)
        return read_text(found.field, text, self.kind(bench), self._before(bench), _own(bench), names)

    def next_ref(self, bench: Bench, step: int) -> str:
        """The field before or after this one; "" at the end. Behind the last row one more field, as long as one comes."""
        if self.ref.endswith(f".{MORE}") and step > 0:
            return self.ref if self.text else ""
        return next_stop(bench.frame.state, self.ref, step, _own(bench))

    def field(self, bench: Bench) -> Held | None:
        """The field and what it holds."""
        return held(bench.frame.stream, bench.frame.state, self.ref)

    def _title(self, found: Held, values: dict[str, Any], bench: Bench) -> str:
        key = next((key for key, value in values.items() if value is not None), "")
        kind = self.kind(bench)
        rows = (*fields_of(kind), *own_rows_of(kind, _own(bench)))
        named = next((field for field in rows if field.key == key), None)
        return names_of(bench.frame.state).row(named).title if named else found.field.title

    def _before(self, bench: Bench) -> Any:
        """What the field holds on the recorded map, not while it is being typed."""
        stream = bench.recorded
        state = next((one for one in stream.states if one.id == bench.frame.state_id), None)
        found = held(stream, state, self.ref) if state is not None else None
        return found.value if found else None

    def kind(self, bench: Bench) -> str:
        """The kind of element that is written on."""
        return getattr(bench.frame.state.element(self.ref.rpartition(".")[0]), "kind", "")

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        return ()

    def hint(self, bench: Bench) -> str:
        if self.wrong:
            return self.wrong
        if self.ref.endswith(f".{MORE}"):
            return _("One more field: its name and its value, such as Shifts 2; Enter alone to end")
        found = self.field(bench)
        if found is not None and found.field.lines:
            return _("Enter to keep it, Shift+Enter for a new line, Esc to leave it as it was")
        if self.ref.startswith("@"):
            return _("Enter to keep it, Esc to leave it as it was")
        return _("Enter for the next field, Tab for the next step, Esc to leave it as it was")


def _own(bench: Bench) -> OwnFields:
    return bench.frame.stream.own_fields


def start(ref: str, bench: Bench) -> Write | None:
    """Begin to type in a field; None if the map has no such field."""
    return Write(ref) if held(bench.frame.stream, bench.frame.state, ref) else None


def text_of(ref: str, bench: Bench) -> str:
    """What stands in a field, as one would type it."""
    found = held(bench.frame.stream, bench.frame.state, ref)
    return entry_text(found.value, found.field) if found else ""
