"""What the comparison says beneath the maps, worked out from the document; a long map lets the hand go first."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.bursts import BurstEffects, burst_effects, sides
from vsm_desktop.insight.comparison import Comparison, compare
from vsm_desktop.insight.conflicts import Conflict
from vsm_desktop.insight.guard import guard
from vsm_desktop.insight.sides import Side, counted_like
from vsm_desktop.insight.system import system_effect
from vsm_desktop.insight.waterfall import Waterfall
from vsm_desktop.model.spans import Spans
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.bursts.acting import switched
from vsm_desktop.ui.charts.keeping import LEAST, picture
from vsm_desktop.ui.compare.effect import EffectList
from vsm_desktop.ui.compare.fall import Fall
from vsm_desktop.ui.compare.guarding import Guard, Said
from vsm_desktop.ui.compare.lower import Lower, Section
from vsm_desktop.ui.compare.sides import Sides
from vsm_desktop.ui.compare.switches import BurstList

_AT_ONCE, _LATER_MS = 300, 60  # elements that are worked out with every change, and how long more may wait


class Beneath(QObject):
    """Effect and bursts of two states, with the guard; `compared` tells of every new comparison."""

    compared = Signal(object)
    lit = Signal(frozenset)
    left = Signal()
    said = Signal(str)  # what a switch did

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.comparison: Comparison | None = None
        self._stream: ValueStream | None = None
        self._sides: Sides = ("", "")
        self._alike = False
        self.counted: tuple[Side, Side] = ((desk.frame.stream, ""), (desk.frame.stream, ""))
        self._theme: ThemeName = "light"
        self.effect, self.bursts, self.guard = EffectList(), BurstList(), Guard()
        self.guard.hide()
        hint = _("Copy as a table (Ctrl+C)")
        self.fall = Fall(self.lit.emit, self.left.emit)
        self.fall_part = Section(
            _("Lead time"),
            self.fall,
            self.copy_fall,
            _("Copy the chart as a picture"),
            _("each step, adds up exactly"),
        )
        self.fall.chart.commands = {"copy": self.copy_fall}
        self.effect_part = Section(_("System effect"), self.effect, self.effect.copy, hint)
        self.bursts_part = Section(_("Bursts"), self.bursts, self.bursts.copy, hint)
        self.lower = Lower((self.fall_part, self.effect_part, self.bursts_part), self.guard)
        self.bursts.lines.switched.connect(self._switch)
        self.bursts.lit.connect(self.lit)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show)

    def show_sides(self, stream: ValueStream, sides: Sides, theme: ThemeName) -> None:
        """Work out what two states differ by."""
        first = self._stream is None
        self._stream, self._sides, self._theme = stream, sides, theme
        if first:
            self._later.start(0)  # the maps are seen before
        elif sum(len(stream.state(id_).nodes) for id_ in sides) <= _AT_ONCE:
            self._show()
        else:
            self._later.start(_LATER_MS)

    def count_alike(self, on: bool) -> None:
        """Count the second state by the conventions of the first, or each by its own."""
        self._alike = on
        self._show()

    def _show(self) -> None:
        stream, theme = self._stream, self._theme
        if stream is None:
            return
        before, after = ((stream, id_) for id_ in self._sides)
        found = self.comparison = compare(before, after, alike=self._alike)
        self.counted = (before, counted_like(before, after) if self._alike else after)
        self.effect.show_effects(system_effect(*self.counted), found.titles, theme)
        self._show_fall(found.waterfall, theme)
        self._show_bursts(stream, theme, found.waterfall.spans)
        self.lower.show_theme(theme)
        self.compared.emit(found)

    def _show_fall(self, way: Waterfall, theme: ThemeName) -> None:
        self.fall.show_way(way, theme, way.spans)
        if way.start is None or way.end is None:
            self.fall_part.retitle(_("Lead time"))
        else:
            words = _("From {before} to {after}")
            self.fall_part.retitle(words.format(before=way.texts[0], after=way.texts[-1]))

    def copy_fall(self) -> None:
        """Put the waterfall on the clipboard as a picture, in print colours."""
        chart = self.fall.drawn("print", self.fall.size().expandedTo(LEAST))
        if chart is not None:
            QGuiApplication.clipboard().setImage(picture(chart))

    def _show_bursts(self, stream: ValueStream, theme: ThemeName, spans: Spans) -> None:
        state = stream.state(self._sides[1])
        found = burst_effects(stream, state.id)
        self.bursts.show_effects(found, theme, spans, free=bool(state.base))
        self.bursts.setHidden(not found.rows)
        promising = any(row.burst.changes for row in found.rows)
        words = ""
        if not found.rows:
            words = _("No bursts yet. Drag one from the palette onto the step that hurts.")
        elif promising and not state.base:
            words = _("{name} was made from no other state, so no burst can be switched in it.").format(
                name=state.name or state.id
            )
        self.bursts_part.say(words)
        together = found.change_days
        aside = _("lead time of the whole stream")
        if together is not None and promising:
            aside = _("lead time of the whole stream · together {change}").format(
                change=spans.signed(together)
            )
        self.bursts_part.aside.say(aside)
        said = [(one.head, one.body) for one in guard(*self.counted)]
        said += self._alone(stream, found)
        said += [(_head(one), one.sentence) for one in found.conflicts]
        self.guard.say(list(dict.fromkeys(said)), theme)

    def _alone(self, stream: ValueStream, found: BurstEffects) -> list[Said]:
        """What each burst that is on does not do for the stream; on a long map that would take too long."""
        if len(stream.state(found.state_id).nodes) > _AT_ONCE:
            return []
        words = _("Burst {n} alone: {body}")
        return [
            (one.head, words.format(n=row.number, body=one.body))
            for row in found.rows
            if row.on and row.burst.changes
            for one in guard(*sides(stream, found.state_id, row.burst.id, "alone"))
        ]

    def _switch(self, id_: str, on: bool) -> None:
        self.said.emit(switched(self.desk, self._sides[1], id_, on=on))


def _head(conflict: Conflict) -> str:
    """What is wrong, in short: among bursts, or of one with the map."""
    return _("Bursts in each other's way.") if len(conflict.bursts) > 1 else _("A burst does not fit.")
