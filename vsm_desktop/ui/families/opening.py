"""The window of families joined to the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vsm_desktop.assets import _
from vsm_desktop.tools.rest import at_rest
from vsm_desktop.ui.families.dialog import FamiliesDialog

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow

_NOTICE = "family"


def open_families(window: MainWindow) -> FamiliesDialog:
    """Open the families of a window's document; the map made of one is shown in the window."""

    def made(state_id: str, remarks: tuple[str, ...]) -> None:
        window.stage.leave_start()
        window.desk.show_state(state_id)
        window.view.fit()
        if remarks:
            window.stage.notices.say(_NOTICE, " ".join(remarks))
        else:
            window.say(_("The map of the family was made. Add stocks, changeovers and working time."))

    window.stage.notices.take_back(_NOTICE)
    window.desk.use(at_rest())
    dialog = FamiliesDialog(window.desk, made, window)
    window.bridge.changed.connect(dialog.show_desk)
    dialog.open()
    return dialog
