"""What the change does to the whole stream, number by number, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.effect import SENSES, Effect
from vsm_desktop.model.display import DASH
from vsm_desktop.ui.compare.lines import Line, LinesModel, LinesView
from vsm_desktop.ui.compare.table import INKS


class EffectList(LinesView):
    """One row for each number."""

    def __init__(self) -> None:
        super().__init__(LinesModel(("", "", "", ""), frozenset({1, 2, 3})), _("System effect"))
        self.widths({1: 104, 2: 100, 3: 112}, 0)

    def show_effects(self, found: Sequence[Effect], names: tuple[str, str], theme: ThemeName) -> None:
        """Show the effects, under the names of both states."""
        titles = (_("Whole stream"), *names, _("Change"))
        self.lines.show_lines([_line(effect) for effect in found], theme, titles)


def _line(effect: Effect) -> Line:
    change = _change(effect)
    tip = effect.why or f"{effect.label}: {effect.now} → {effect.then}, {SENSES[effect.sense]}"
    return Line(
        (effect.label, effect.now, effect.then, change), (), tip, (), ("", "text2", "", INKS[effect.sense]), 2
    )


def _change(effect: Effect) -> str:
    """In the fewest words that say it without the colour."""
    if not effect.changes:
        return (
            DASH if effect.now_value is effect.then_value is None and effect.now == DASH else SENSES["same"]
        )
    if effect.key == "operators_total" and effect.by:
        return effect.by
    word = SENSES[effect.sense] if effect.sense != "other" or not effect.by else ""
    return f"{effect.by} {word}".strip()
