"""The window of families joined to the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vsm_desktop.assets import _
from vsm_desktop.tools.rest import at_rest
from vsm_desktop.ui.families.dialog import FamiliesDialog

if TYPE_CHECKING:
    from vsm_desktop.insight.families.on_map import Mapped
    from vsm_desktop.ui.window import MainWindow

_NOTICE = "family"


def open_families(window: MainWindow) -> FamiliesDialog:
    """Open the families of a window's document; the map of one is shown in it, or in a window of its own."""

    def made(made: Mapped, apart: bool) -> None:
        home = window
        if apart:
            home = window.filing.show(made.stream, None, saved=False)
            said = _("{family} is a document of its own; the map that was open is unchanged.")
            home.say(said.format(family=made.stream.name))
        else:
            window.stage.leave_start()
            window.desk.show_state(made.state_id)
            window.view.fit()
        if made.remarks:
            home.stage.notices.say(_NOTICE, " ".join(made.remarks))
        elif not apart:
            home.say(_("The map of the family was made. Add stocks, changeovers and working time."))

    window.stage.notices.take_back(_NOTICE)
    window.desk.use(at_rest())
    dialog = FamiliesDialog(window.desk, made, window)
    window.bridge.changed.connect(dialog.show_desk)
    dialog.open()
    return dialog
