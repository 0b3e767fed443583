"""Sections of words: why now, what the facts say, where we stand, the follow-up, and who signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor
from typing import Protocol

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.gantt import Sign, sign_ops
from vsm_desktop.drawing.ops import Part, Path, Pen
from vsm_desktop.drawing.shapes import circle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import measure
from vsm_desktop.export.a3.matter import Matter
from vsm_desktop.export.a3.setter import LEAD, LEAST, Setter, lines_of, told_lines
from vsm_desktop.insight.numbers import span_in_words
from vsm_desktop.insight.plan import Row
from vsm_desktop.model.a3 import A3, SIGNERS
from vsm_desktop.model.display import days, duration, pieces

_MOST_FACTS = 4
_MOST_LINES = 6
_SIGN_ROOM, _SIGN_WIDE, _SIGN_GAP = 24.0, 115.0, 18.0


class Block(Protocol):
    """A section below its heading. `flexible` is a picture, which may be any height from `least` on."""

    @property
    def note(self) -> str: ...
    @property
    def flexible(self) -> bool: ...

    def high(self, width: float, type_: float) -> float:
        """How high it likes to be in a width, its letters being so large."""
        ...

    def least(self, width: float, type_: float) -> float:
        """How high it must be."""
        ...

    def most(self, width: float, type_: float) -> float:
        """How high it may be where there is room to spare."""
        ...

    def draw(self, width: float, height: float, type_: float) -> tuple[Part, ...]:
        """It, from the origin on."""
        ...


class Words(Struct, frozen=True):
    """Paragraphs of text; an `empty` text stands pale where nothing is written yet."""

    text: str
    look: Look
    empty: str = ""
    note: str = ""
    flexible: bool = False

    def high(self, width: float, type_: float) -> float:
        """Its lines."""
        setter = Setter(self.look, type_)
        return len(lines_of(self.text or self.empty, width, setter.body)) * setter.body * LEAD

    def least(self, width: float, type_: float) -> float:
        """All of it: words are not cut."""
        return self.high(width, type_)

    def most(self, width: float, type_: float) -> float:
        """The same."""
        return self.high(width, type_)

    def draw(self, width: float, height: float, type_: float) -> tuple[Part, ...]:
        """Line by line."""
        setter = Setter(self.look, type_)
        token = "ink" if self.text else "text3"
        setter.paragraph(0.0, setter.body, self.text or self.empty, width, setter.body, token)
        return setter.done()


class Item(Struct, frozen=True):
    """A statement in bold and what it rests on, with a number in a circle or the mark of a review."""

    bold: str
    rest: str
    number: int = 0
    sign: Sign = ""


class Items(Struct, frozen=True):
    """Statements in columns, read row by row."""

    items: tuple[Item, ...]
    look: Look
    empty: str
    columns: int = 2
    note: str = ""
    few: int = 99  # so many stand there in any case, the others where there is room for them
    flexible: bool = False

    def high(self, width: float, type_: float) -> float:
        """The rows, each as high as the longest statement in it."""
        return self._high(self.few, width, type_)

    def _high(self, count: int, width: float, type_: float) -> float:
        """So many of them, and a line that counts the others."""
        setter = Setter(self.look, type_)
        rows = self._rows(width, setter)[: ceil(count / self.columns)]
        if not rows:
            return setter.body * LEAD
        more = setter.body * (0.7 + LEAD) if count < len(self.items) else 0.0
        return sum(rows) + setter.body * 0.7 * (len(rows) - 1) + more

    def least(self, width: float, type_: float) -> float:
        """All of it: words are not cut."""
        return self.high(width, type_)

    def most(self, width: float, type_: float) -> float:
        """All of them."""
        return self._high(len(self.items), width, type_)

    def draw(self, width: float, height: float, type_: float) -> tuple[Part, ...]:
        """Row by row, as many as there is room for."""
        setter = Setter(self.look, type_)
        if not self.items:
            setter.paragraph(0.0, setter.body, self.empty, width, setter.body, "text3")
            return setter.done()
        shown = min(self.few, len(self.items))
        while shown < len(self.items) and self._high(shown + 1, width, type_) <= height + 1e-6:
            shown += 1
        wide, y = self._wide(width), 0.0
        for at, high in enumerate(self._rows(width, setter)[: ceil(shown / self.columns)]):
            row = self.items[at * self.columns : min((at + 1) * self.columns, shown)]
            for column, item in enumerate(row):
                self._item(item, column * (wide + 18.0), y + setter.body, wide, setter)
            y += high + setter.body * 0.7
        if left := len(self.items) - shown:
            more = _("and {count} more").format(count=left)
            setter.text(setter.body * 1.9, y + setter.body, more, setter.body, "ink2")
        return setter.done()

    def _wide(self, width: float) -> float:
        return (width - 18.0 * (self.columns - 1)) / self.columns

    def _rows(self, width: float, setter: Setter) -> list[float]:
        room = self._wide(width) - setter.body * 1.9
        highs = [
            len(told_lines(item.bold, item.rest, room, setter.body)) * setter.body * LEAD
            for item in self.items
        ]
        return [max(highs[at : at + self.columns]) for at in range(0, len(highs), self.columns)]

    def _item(self, item: Item, x: float, y: float, wide: float, setter: Setter) -> None:
        size = setter.body
        r = size * 0.62
        middle = y - size * 0.35
        if item.number:
            setter.add((Path(circle(x + r, middle, r), Pen(self.look["ink2"], 0.75)),))
            number = max(size * 0.82, LEAST)
            setter.text(x + r, middle + number * 0.36, str(item.number), number, "ink", anchor="middle")
        elif item.sign:
            setter.add(sign_ops(item.sign, x + r, middle, size * 0.4, self.look))
        else:
            setter.add((Path(circle(x + r, middle, 1.6), fill=self.look["ink2"]),))
        setter.told(x + size * 1.9, y, item.bold, item.rest, wide - size * 1.9, size)


class Signatures(Struct, frozen=True):
    """A line for each who signs."""

    names: tuple[str, ...]
    look: Look
    note: str = ""
    flexible: bool = False

    def high(self, width: float, type_: float) -> float:
        """Room to write over the names."""
        return (_SIGN_ROOM + 12.0) * type_ * ceil(len(self.names) / self._beside(width, type_))

    def least(self, width: float, type_: float) -> float:
        """The same: less cannot be written in."""
        return self.high(width, type_)

    def most(self, width: float, type_: float) -> float:
        """The same."""
        return self.high(width, type_)

    def draw(self, width: float, height: float, type_: float) -> tuple[Part, ...]:
        """The lines, side by side."""
        setter = Setter(self.look, type_)
        beside = self._beside(width, type_)
        wide = (width - _SIGN_GAP * (beside - 1)) / beside
        for at, name in enumerate(self.names):
            row, column = divmod(at, beside)
            x = column * (wide + _SIGN_GAP)
            y = (_SIGN_ROOM + row * (_SIGN_ROOM + 12.0)) * type_
            setter.rule(x, y, x + wide, "ink", 0.75)
            date = setter.text(x + wide, y + 10 * type_, _("Date"), setter.small, "ink2", anchor="end")
            setter.text(x, y + 10 * type_, name, setter.small, "ink", "bold", room=wide - date - 6)
        return setter.done()

    def _beside(self, width: float, type_: float) -> int:
        """How many sign side by side: all, or as many as leave room for the longest name and a date."""
        small = Setter(self.look, type_).small
        named = max((measure(name, small, "bold") for name in self.names), default=0.0)
        wide = max(_SIGN_WIDE, named + measure(_("Date"), small) + 7.0)
        most = max(1, floor((width + _SIGN_GAP) / (wide + _SIGN_GAP)))
        rows = max(1, ceil(len(self.names) / most))
        return max(1, ceil(len(self.names) / rows))


# what they say


def why_block(matter: Matter, _a3: A3) -> Block:
    """The business need in the words of the plan, else in the numbers of the map."""
    return Words(
        matter.plan.why or _need(matter), _look(matter), _("The business need is not written down yet.")
    )


def findings_block(matter: Matter, _a3: A3) -> Block:
    """What the map of the current state shows: what cannot meet the demand first."""
    ranked = sorted(matter.facts, key=lambda one: not one.alert)
    seen: dict[str, Item] = {}
    for one in ranked:
        seen.setdefault(one.code, Item(f"{one.statement}.", one.facts))
    chosen = [
        Item(one.bold, one.rest, number) for number, one in enumerate([*seen.values()][:_MOST_FACTS], start=1)
    ]
    left = len(matter.facts) - len(chosen)
    note = _("{count} more").format(count=left) if left > 0 and chosen else ""
    return Items(tuple(chosen), _look(matter), _("Nothing stands out in the numbers."), note=note)


def deviations_block(matter: Matter, _a3: A3) -> Block:
    """What is late or at risk, and where the glide path is left."""
    items = [
        Item(
            f"{row.number} {row.text}:",
            _sentence((_late(row.late_days), *row.risks)),
            sign=_sign(row),
        )
        for row in matter.rows
        if row.kind == "objective" and (row.late_days or row.at_risk)
    ]
    items += [Item("", words) for words in matter.glide.deviations]
    empty = _("Everything is as planned.") if matter.rows else _("No plan yet.")
    return Items(tuple(items), _look(matter), empty, 1, few=_MOST_LINES)


def follow_up_block(matter: Matter, _a3: A3) -> Block:
    """How the plan is followed up, in its words, else what the last reviews said of what needs help."""
    said = [
        f"{row.number} {row.text}: {row.mark.remark}"
        for row in matter.rows
        if row.kind == "objective" and row.mark and row.mark.mark != "good" and row.mark.remark
    ]
    text = matter.plan.follow_up or "\n".join(said[:_MOST_LINES])
    return Words(text, _look(matter), _("When the plan is reviewed is not written down yet."))


def sign_off_block(matter: Matter, a3: A3) -> Block:
    """Who signs."""
    return Signatures(a3.signers or SIGNERS, _look(matter))


def _look(matter: Matter) -> Look:
    from vsm_desktop.drawing.symbols.symbol import look_of

    return look_of(matter.base.theme)


def _sign(row: Row) -> Sign:
    """The sign of what is not as planned: that of its last review, so that no two of it stand on a sheet; else what its
    dates say."""
    if row.mark is not None and row.mark.mark != "good":
        return row.mark.mark
    return "bad" if row.late_days else "watch"


def _late(late: int) -> str:
    return _("{days} d late").format(days=late) if late else ""


def _sentence(parts: Sequence[str]) -> str:
    """Parts of a sentence, or whole ones, as one."""
    return "; ".join(part.rstrip(".") for part in parts if part) + "."


def _need(matter: Matter) -> str:
    """What the customer asks for, and what is held to deliver it."""
    report, state = matter.base.report, matter.base.state
    names = " / ".join(one.name for one in state.nodes if one.kind == "customer" and one.name)
    demand, takt = report.number("daily_demand"), report.number("takt_s")
    lead, work = report.number("lead_time_days"), report.number("processing_time_s")
    said, times = [], state.options.time_unit
    if demand is not None and takt is not None:
        words = _("Demand of {customer}: {pieces} a day, one every {number} {unit}.")
        number, unit = duration(takt, times)
        said.append(
            words.format(customer=names or _("the customer"), pieces=pieces(demand), number=number, unit=unit)
        )
    if lead is not None and work:
        number, unit = duration(work, times)
        long = span_in_words(lead, report.day_s, times)
        time = _("{days} days").format(days=days(lead)) if long.endswith(" d") else long
        words = _("It takes {time} from end to end for {number} {unit} of work on each.")
        if matter.current is None:
            words = _("It is to take {time} from end to end for {number} {unit} of work on each.")
        said.append(words.format(time=time, number=number, unit=unit))
    return " ".join(said)


Maker = Callable[[Matter, A3], Block]
WORDED: Sequence[tuple[str, Maker]] = (
    ("why", why_block),
    ("findings", findings_block),
    ("deviations", deviations_block),
    ("follow_up", follow_up_block),
    ("sign_off", sign_off_block),
)
