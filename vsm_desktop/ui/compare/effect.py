"""What the change does to the whole stream, number by number, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.effect import Effect
from vsm_desktop.model.display import DASH, rounded
from vsm_desktop.ui.compare.lines import Line, LinesModel, LinesView
from vsm_desktop.ui.compare.pairs import relative
from vsm_desktop.ui.compare.table import INKS, WORDS

_BETTER = {"pce": 1, "stream_capacity_per_day": 1}


class EffectList(LinesView):
    """One row for each number."""

    def __init__(self) -> None:
        super().__init__(LinesModel(("", "", "", ""), frozenset({1, 2, 3})), _("System effect"))
        self.widths({1: 104, 2: 104, 3: 118}, 0)

    def show_effects(self, found: Sequence[Effect], names: tuple[str, str], theme: ThemeName) -> None:
        """Show the effects, under the names of both states."""
        titles = (_("Whole stream"), *names, _("Change"))
        self.lines.show_lines([_line(effect) for effect in found], theme, titles)


def _line(effect: Effect) -> Line:
    change = _change(effect)
    told = WORDS[effect.sense] if effect.sense != "other" else _("changed")
    tip = effect.why or f"{effect.label}: {effect.now} → {effect.then}, {told}"
    return Line(
        (effect.label, effect.now, effect.then, change), (), tip, (), ("", "text2", "", INKS[effect.sense]), 2
    )


def _change(effect: Effect) -> str:
    """In the fewest words that say it without the colour."""
    if not effect.changes:
        return DASH if effect.now_value is effect.then_value is None and effect.now == DASH else _("as it is")
    if effect.key == "operators_total" and effect.change is not None:
        freed = _("{n} freed") if effect.change < 0 else _("{n} more")
        return freed.format(n=rounded(abs(effect.change), 0 if effect.change == int(effect.change) else 1))
    words = relative(effect.now_value, effect.then_value, _BETTER.get(effect.key, -1))
    word = {"better": _("better"), "worse": _("worse")}.get(effect.sense, "" if words else _("changed"))
    return f"{words} {word}".strip()
