"""Menus and toolbar as lists of the names of their actions."""

from __future__ import annotations

from vsm_desktop.assets import _

STATE_MENU = (
    *("next_state", "previous_state", "-", "copy_future", "copy_ideal", "copy_scenario", "copy_current"),
    *("new_state", "-", "rename_state", "state_left", "state_right", "delete_state"),
)
ARRANGE = ("arrange", "left_to_right", "right_to_left", "folded")
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        _("&File"),
        (
            "new",
            "templates",
            "-",
            "open",
            "recent",
            "samples",
            "import",
            "update_sheet",
            "update_source",
            "-",
            "save",
            "save_as",
            "export",
            "print",
            "-",
            "a3",
            "report",
            "review_sheet",
            "gemba",
            "plan_sheet",
            "-",
            "close",
            "quit",
        ),
    ),
    (
        _("&Edit"),
        (
            *("undo", "redo", "-", "cut", "copy", "copy_picture", "paste", "duplicate", "delete", "-"),
            *("select_all", "edit_name", "edit_properties", "-", "find", "find_next", "find_previous"),
        ),
    ),
    (
        _("&View"),
        (
            "zoom_in",
            "zoom_out",
            "zoom_100",
            "fit",
            "zoom_selection",
            "-",
            "palette",
            "properties",
            "table",
            "-",
            "theme",
            "-",
            "next_region",
            "previous_region",
        ),
    ),
    (_("&Insert"), ("find_symbol", "-", "insert")),
    (
        _("&Map"),
        (
            "select_tool",
            "connect_tool",
            "-",
            *ARRANGE,
            "-",
            "families",
            "own_fields",
            "names",
        ),
    ),
    (
        _("A&nalyse"),
        (
            "compare",
            "findings",
            "charts",
            "levers",
            "-",
            "bursts",
            "record_burst",
            "coach",
            "-",
            "plan",
            "plan_large",
            "scoreboard",
            "scoreboard_large",
            "-",
            "ask_why",
        ),
    ),
    (_("&State"), STATE_MENU),
    (
        _("&Arrange"),
        (
            *("group", "ungroup", "lock", "unlock", "-"),
            *("front", "forward", "backward", "back", "-"),
            *("align_left", "align_centre", "align_right", "align_top", "align_middle", "align_bottom", "-"),
            *(
                "distribute_across",
                "distribute_down",
                "-",
                "choose_picture",
                "no_picture",
                "usual_size",
                "turn_round",
            ),
            "unbend",
        ),
    ),
    (_("&Window"), ("new_window", "windows")),
    (_("&Help"), ("commands", "shortcuts", "-", "about")),
)
TOOLBAR = ("undo", "redo", "-", "select_tool", "connect_tool", "-", "arrange", "fit")
