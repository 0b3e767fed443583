"""The actions that group, lock, stack and align what is on the map: rows of the table of actions."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.ui.row import Row

ARRANGE_ROWS = (
    Row("group", _("Group"), "Ctrl+G", "group", hint=_("Select and move them as one")),
    Row("ungroup", _("Ungroup"), "Ctrl+Shift+G", "ungroup"),
    Row("lock", _("Lock"), "Ctrl+L", "lock", hint=_("Keep it where it is")),
    Row("unlock", _("Unlock"), "Ctrl+Shift+L", "unlock"),
    Row("front", _("Bring to front"), "Ctrl+Shift+]", "to-front"),
    Row("forward", _("Bring forward"), "Ctrl+]", "forward"),
    Row("backward", _("Send backward"), "Ctrl+[", "backward"),
    Row("back", _("Send to back"), "Ctrl+Shift+[", "to-back"),
    Row("align_left", _("Align left edges"), icon="align-left"),
    Row("align_centre", _("Align centres across"), icon="align-centre"),
    Row("align_right", _("Align right edges"), icon="align-right"),
    Row("align_top", _("Align top edges"), icon="align-top"),
    Row("align_middle", _("Align in a row"), icon="align-middle", hint=_("One row of centres")),
    Row("align_bottom", _("Align bottom edges"), icon="align-bottom"),
    Row("distribute_across", _("Equal gaps across"), icon="distribute-h"),
    Row("distribute_down", _("Equal gaps down"), icon="distribute-v"),
    Row("usual_size", _("Usual size"), hint=_("Take back the size it was pulled to")),
    Row("choose_picture", _("Picture…"), hint=_("Draw it as a picture from a file")),
    Row("no_picture", _("Usual symbol"), hint=_("Take the picture away again")),
    Row("turn_round", _("Turn the arrow round")),
    Row("unbend", _("Let the arrow find its way"), icon="bend", hint=_("Remove the bends made by hand")),
)
