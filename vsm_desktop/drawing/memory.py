"""What the last composition made and saw, so that the next one makes, and looks at, only what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from vsm_desktop.drawing.arrow_row import Arrows
from vsm_desktop.drawing.ladders import Ladder
from vsm_desktop.drawing.own import Own
from vsm_desktop.drawing.placed import Made
from vsm_desktop.drawing.rows import Symbols
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.stream import State, ValueStream

if TYPE_CHECKING:
    from vsm_desktop.drawing.further import Further, FurtherRow


class Memory(Struct):
    """The parts of the compositions before, and the rows of the last one."""

    made: Made = field(default_factory=Made)
    own: Own = field(default_factory=Own)
    symbols: Symbols = field(default_factory=Symbols)
    arrows: Arrows = field(default_factory=Arrows)
    ladder: Ladder = field(default_factory=Ladder)
    further: Further | None = None

    @property
    def composed(self) -> int:
        """How many parts the last composition made anew."""
        return self.made.composed

    def further_rows(self, stream: ValueStream, state: State, report: Report) -> tuple[FurtherRow, ...]:
        """The further rows of a ladder that has some; what makes them is loaded with the first."""
        if self.further is None:
            from vsm_desktop.drawing.further import Further

            self.further = Further()
        return self.further.follow(stream, state, report)

    def take_rows(self) -> tuple[Symbols, Arrows, Ladder]:
        """The rows to go on from; should the composition fail half way, the next one begins with empty ones."""
        rows = (self.symbols, self.arrows, self.ladder)
        self.symbols, self.arrows, self.ladder = Symbols(), Arrows(), Ladder()
        return rows
