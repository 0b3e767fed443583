"""What a state was made from: said in the menu of its tab, chosen in its properties."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from vsm_desktop.assets import _
from vsm_desktop.edit.bursts import follow
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.tools.desk import Desk

STATUSES = (("draft", _("Draft")), ("agreed", _("Agreed")), ("reached", _("Reached")))
"""How far a state is: being drawn, decided on, or how things are by now."""


def possible_bases(stream: ValueStream, state_id: str) -> list[State]:
    """The states one can be made from: all but itself and those that were made from it."""
    bases = {state.id: state.base for state in stream.states}

    def leads_here(id_: str) -> bool:
        while id_:
            if id_ == state_id:
                return True
            id_ = bases[id_]
        return False

    return [state for state in stream.states if not leads_here(state.id)]


def made_from_words(stream: ValueStream, state: State) -> str:
    """What a state was made from, in a few words."""
    if not state.base:
        return _("Stands alone")
    base = stream.state(state.base)
    name, count = base.name or base.id, len(state.bursts)
    if not count:
        return _("Made from {base}").format(base=name)
    words = _("Made from {base} with one burst") if count == 1 else _("Made from {base} with {count} bursts")
    return words.format(base=name, count=count)


def add_made_from(menu: QMenu, desk: Desk) -> None:
    """What the shown state was made from, and what can be done about it."""
    stream, state = desk.recorded, desk.frame.state
    menu.addSeparator()
    menu.addAction(made_from_words(stream, state)).setEnabled(False)
    if state.base:
        _add(menu, _("Stand alone"), partial(set_base, desk, ""))
        return
    possible = possible_bases(stream, state.id)
    for base in [one for one in possible if one.kind == "current"] or possible[:1]:
        words = _("Follow {state}").format(state=base.name or base.id)
        _add(menu, words, partial(set_base, desk, base.id))


def set_base(desk: Desk, base: str) -> None:
    """Let the shown state follow another one, or none; it stays what it is."""
    words = _("Follow another state") if base else _("Let the state stand alone")
    desk.commit_stream(words, follow(desk.frame.state_id, base))


def _add(menu: QMenu, words: str, do: Callable[[], object]) -> None:
    menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _checked=False: do())
