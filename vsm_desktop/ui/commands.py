"""What the command palette offers: every action, every symbol and arrow, every place in the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Literal, NamedTuple

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenuBar

from vsm_desktop.assets import _
from vsm_desktop.drawing.called import title_in
from vsm_desktop.edit.flow_steps import stands_after
from vsm_desktop.model.catalogue import GROUPS, Article, article_of
from vsm_desktop.model.flows import Flow, MaterialFlow
from vsm_desktop.model.names import USUAL, Names, names_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.titles import title_of
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.editing import NEEDS
from vsm_desktop.ui.matching import Index
from vsm_desktop.ui.shortcuts import in_menus, spaced

Group = Literal["insert", "do", "go"]
GROUP_TITLES: Mapping[Group, str] = {"insert": _("Insert"), "do": _("Do"), "go": _("Go to")}
_SELECT = {
    1: _("Select something first"),
    2: _("Select two or more first"),
    3: _("Select three or more first"),
}
_REASONS = {
    "undo": _("Nothing to undo"),
    "redo": _("Nothing to redo"),
    "edit_name": _("Select one symbol or arrow first"),
    **{name: _SELECT[needed] for name, needed in NEEDS.items()},
}


class Command(NamedTuple):
    """One line of the palette. `aside` stands at the right: a place, a shortcut, or why it cannot be done now."""

    id: str
    group: Group
    title: str
    run: Callable[[], object]
    aside: str = ""
    words: str = ""
    symbol: str = ""
    icon: QIcon | None = None
    enabled: bool = True


class Offer:
    """The commands of one group; what many are is only made when something is looked for among them."""

    def __init__(self, make: Callable[[], Iterable[Command]], count: int) -> None:
        self._make, self.count = make, count
        self._index: Index[Command] | None = None

    def some(self, most: int) -> list[Command]:
        """The first so many."""
        return list(islice(self._index.items if self._index else self._make(), most))

    @property
    def index(self) -> Index[Command]:
        """All of them, to look something up."""
        if self._index is None:
            commands = list(self._make())
            self._index = Index(commands, lambda one: one.title, lambda one: one.words)
        return self._index


def offer(commands: list[Command]) -> Offer:
    """The offer of a few commands that are there already."""
    return Offer(lambda: commands, len(commands))


def do_commands(actions: Mapping[str, QAction], menus: QMenuBar) -> list[Command]:
    """Every action of the window; then what only menus within menus hold, such as the samples."""
    inner = {id(one.action): one for one in in_menus(menus) if one.inner}
    commands = []
    for name, action in actions.items():
        place = inner.pop(id(action), None)
        text = f"{place.inner}: {action.text()}" if place else action.text()
        commands.append(_of_action(f"do:{name}", action, text))
    for one in inner.values():
        text = f"{one.inner}: {one.action.text()}"
        commands.append(_of_action(f"do:{text}", one.action, text))
    return commands


def _of_action(id_: str, action: QAction, text: str) -> Command:
    shortcut = spaced(action.shortcut())
    enabled = action.isEnabled()
    why = action.property("reason") or _REASONS.get(action.objectName(), "")
    return Command(
        id_,
        "do",
        text.replace("&", "").rstrip("…").strip(),
        action.trigger,
        aside=shortcut if enabled else str(why),
        words=action.toolTip(),
        icon=None if action.icon().isNull() else action.icon(),
        enabled=enabled,
    )


def insert_commands(desk: Desk, insert: Callable[[Article], object]) -> list[Command]:
    """Every symbol and arrow; at the right after which step it would stand."""
    state = desk.frame.state
    names = names_of(state)
    commands = []
    for title, entries in GROUPS:
        for entry in entries:
            aside = _("draw it") if entry.is_arrow else ""
            if not (entry.is_arrow or entry.is_part) and (
                before := stands_after(state, desk.selection, entry.key)
            ):
                aside = _("after {name}").format(name=name_of(before, names))
            named = names.symbol(entry.key, entry.title)
            usual = "" if named == entry.title else f" {entry.title} {title_of(entry.key)}"
            words = f"{title} {_('arrow') if entry.is_arrow else _('symbol')} {entry.words}{usual}"
            run = _calling(insert, entry)
            commands.append(Command(f"insert:{entry.key}", "insert", named, run, aside, words, entry.key))
    return commands


def _calling(insert: Callable[[Article], object], entry: Article) -> Callable[[], object]:
    return lambda: insert(entry)


def go_offer(
    stream: ValueStream, shown: str, go: Callable[[str, str], object], picture: QIcon | None = None
) -> Offer:
    """Every state, with its picture, then every step and arrow; those of the shown state first."""
    count = sum(len(state.nodes) + len(state.flows) for state in stream.states)
    count += len(stream.states) * (len(stream.states) > 1)
    return Offer(lambda: _go_commands(stream, shown, go, picture), count)


def _go_commands(
    stream: ValueStream, shown: str, go: Callable[[str, str], object], picture: QIcon | None
) -> Iterator[Command]:
    several = len(stream.states) > 1
    for state in stream.states if several else ():
        aside = _("shown now") if state.id == shown else ""
        title, run = state.name or state.id, _going(go, state.id, "")
        yield Command(f"go:{state.id}", "go", title, run, aside, _("state"), icon=picture)
    for state in sorted(stream.states, key=lambda one: one.id != shown):
        place = f", {state.name or state.id}" if several else ""
        names = names_of(state)
        for id_, title, kind in _places(state, names):
            named, usual = names.symbol(kind), title_of(kind)
            aside = place[2:] if title.startswith(named) else f"{named}{place}"
            words = named if named == usual else f"{named} {usual}"
            yield Command(f"go:{state.id}/{id_}", "go", title, _going(go, state.id, id_), aside, words, kind)


def _going(go: Callable[[str, str], object], state_id: str, id_: str) -> Callable[[], object]:
    return lambda: go(state_id, id_)


def _places(state: State, names: Names) -> Iterator[tuple[str, str, str]]:
    """Id, title and kind of every symbol and arrow; what has no name is told by its neighbours."""
    nodes = {node.id: node for node in state.nodes}
    material = [flow for flow in state.flows if isinstance(flow, MaterialFlow)]
    before = {flow.target: flow.source for flow in reversed(material)}
    after = {flow.source: flow.target for flow in reversed(material)}
    for node in state.nodes:
        title = name_of(node, names)
        if not node.name and node.id in before:
            title = _("{what} after {name}").format(what=title, name=name_of(nodes[before[node.id]], names))
        elif not node.name and node.id in after:
            title = _("{what} before {name}").format(what=title, name=name_of(nodes[after[node.id]], names))
        yield node.id, title, _key_of(node)
    for flow in state.flows:
        ends = f"{name_of(nodes[flow.source], names)} → {name_of(nodes[flow.target], names)}"
        yield flow.id, f"{' '.join(flow.label.split())}: {ends}" if flow.label else ends, _key_of(flow)


def _key_of(element: Node | Flow) -> str:
    """What an element is in the palette; its kind where that is unknown."""
    found = article_of(element)
    return found.key if found else element.kind


def name_of(node: Node, names: Names = USUAL) -> str:
    """What a symbol is called: its name in one line, else what it is."""
    return " ".join(node.name.split()) or title_in(node, names)
