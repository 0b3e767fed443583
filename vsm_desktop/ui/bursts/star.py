"""The properties of a kaizen star: what is drawn, and the burst it stands for with its promise and effect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from vsm_desktop.assets import _
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.kaizen import bursts_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.bursts.acting import acting_on
from vsm_desktop.ui.bursts.form import FIELDS, BurstEffect, BurstForm
from vsm_desktop.ui.forms import section
from vsm_desktop.ui.pages import ElementPage

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow

_DRAWN = ("title", "kaizen")  # the star bears them


class StarPage(ElementPage):
    """The fields of the star, then those of its burst."""

    def __init__(self, desk: Desk, elements: Sequence[Node | Flow]) -> None:
        super().__init__(desk, elements)
        rest = tuple(field for field in FIELDS if field.key not in _DRAWN)
        self.burst = BurstForm(desk, self._record, rest)
        self.effect = BurstEffect(desk, narrow=True)
        at = self.column.count() - 1  # before what takes up the rest of the room
        self.column.insertWidget(at, section(_("Burst"), self.burst))
        self.column.insertWidget(at + 1, section(_("Effect on the whole stream"), self.effect))

    def show_desk(self, desk: Desk) -> None:
        """Show star and burst as they are now."""
        super().show_desk(desk)
        stream = desk.frame.stream
        burst = next((one for one in bursts_of(stream) if one.id in self.ids), None)
        if burst is None:
            return
        state_id = acting_on(stream, desk.frame.state_id)
        self.burst.show_burst(stream, burst, state_id)
        if stream is desk.recorded:  # not with every step of a drag
            self.effect.show_burst(stream, burst.id, state_id)

    def _record(self, id_: str) -> None:
        from vsm_desktop.ui.bursts.recorder import recorder_of

        recorder_of(cast("MainWindow", cast(QObject, self.window()))).start(id_)
