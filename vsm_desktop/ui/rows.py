"""The table of actions: words, keys and icons."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.ui.arrange_rows import ARRANGE_ROWS
from vsm_desktop.ui.row import Row, Standard

FILE_ROWS = (
    Row("new", _("New"), Standard.New, "new"),
    Row("new_window", _("New window"), "Ctrl+Shift+N"),
    Row("open", _("Open…"), Standard.Open, "open"),
    Row(
        "import",
        _("Import a sheet…"),
        "Ctrl+I",
        "import",
        hint=_("A spreadsheet of process steps becomes a map"),
    ),
    Row(
        "update_sheet",
        _("Update from a sheet…"),
        "Ctrl+Shift+I",
        hint=_("See how a sheet differs from this map, and take what you tick"),
    ),
    Row(
        "update_source",
        _("Update from source"),
        hint=_("Read the sheet this map was made from again"),
    ),
    Row("save", _("Save"), Standard.Save, "save"),
    Row("save_as", _("Save as…"), "Ctrl+Shift+S"),
    Row("export", _("Export…"), "Ctrl+E", "export", hint=_("PDF, workbook, SVG, PNG or JSON")),
    Row(
        "print",
        _("Print…"),
        Standard.Print,
        "print",
        hint=_("See the pages, in tiles or on one sheet; print them or save a PDF"),
    ),
    Row(
        "a3",
        _("A3 plan…"),
        "Ctrl+Shift+E",
        hint=_("The whole plan on one sheet: choose, move and size its sections, print it or save a PDF"),
    ),
    Row("report", _("Report…"), hint=_("Maps, data, findings, comparison, plan and scoreboard as one PDF")),
    Row(
        "review_sheet",
        _("Review sheet…"),
        hint=_("Loops, actions and measures with boxes for the marks of a review, as a PDF"),
    ),
    Row(
        "gemba",
        _("Gemba sheets…"),
        hint=_("A sheet for each step to fill in where the work is done, on paper or as a workbook"),
    ),
    Row(
        "plan_sheet",
        _("Plan as a workbook…"),
        hint=_(
            "Plan and scoreboard to be changed in a spreadsheet; Update from a sheet brings the changes back"
        ),
    ),
    Row("close", _("Close"), "Ctrl+W"),
    Row("quit", _("Quit"), "Ctrl+Q"),
)
EDIT_ROWS = (
    Row("undo", _("Undo"), Standard.Undo, "undo"),
    Row("redo", _("Redo"), "Ctrl+Y", "redo", more=("Ctrl+Shift+Z",)),
    Row("cut", _("Cut"), Standard.Cut, "cut"),
    Row("copy", _("Copy"), Standard.Copy, "copy"),
    Row(
        "copy_picture",
        _("Copy as a picture"),
        "Ctrl+Shift+C",
        hint=_("For a letter or a slide: what is selected, or the whole map"),
    ),
    Row("paste", _("Paste"), Standard.Paste, "paste"),
    Row("duplicate", _("Duplicate"), "Ctrl+D", "duplicate"),
    Row("delete", _("Delete"), "Del", "delete"),
    Row("select_all", _("Select all"), Standard.SelectAll),
    Row("edit_name", _("Edit name"), "F2", "rename"),
    Row("find", _("Find in the map…"), "Ctrl+F", "find", hint=_("Names, labels and values")),
    Row("find_symbol", _("Find a symbol…"), "Ctrl+Shift+F", "search", hint=_("Search the palette")),
    Row("find_next", _("Next match"), "F3"),
    Row("find_previous", _("Previous match"), "Shift+F3"),
    Row(
        "edit_properties",
        _("Edit properties"),
        "Alt+Return",
        hint=_("Type in the properties; Esc back to the map"),
    ),
)
MAP_ROWS = (
    Row("select_tool", _("Select"), "V", "select", True, hint=_("Select and move")),
    Row(
        "connect_tool",
        _("Draw an arrow"),
        "C",
        "connect",
        True,
        hint=_("Draw the arrow that is usual between two symbols"),
    ),
    Row(
        "arrange",
        _("Arrange"),
        "Ctrl+Shift+A",
        "arrange",
        hint=_("Lay out what is selected, or the whole map, the way the map reads"),
    ),
    Row(
        "left_to_right",
        _("Arrange left to right"),
        hint=_("Suppliers at the left, customers at the right; the map keeps to it"),
    ),
    Row(
        "right_to_left",
        _("Arrange right to left"),
        hint=_("Suppliers at the right, customers at the left; the map keeps to it"),
    ),
    Row("folded", _("Fold into rows"), hint=_("As many rows as make a long map largest on its sheet")),
    Row("families", _("Product families…"), "Ctrl+Shift+M", hint=_("Products by the steps they share")),
    Row("own_fields", _("Own fields…"), hint=_("Add fields, formulas and totals of your own")),
    Row("names", _("Names of symbols and fields…"), hint=_("Call them on this map as your company does")),
)
ANALYSE_ROWS = (
    Row(
        "compare",
        _("Compare"),
        "F7",
        "compare",
        True,
        hint=_("Two states against each other: side by side, as one map, as a table"),
    ),
    Row(
        "charts",
        _("Charts"),
        "Ctrl+Shift+B",
        "chart",
        True,
        hint=_("Cycle times against takt, lead time, stock and quality"),
    ),
    Row(
        "findings",
        _("Findings"),
        "Shift+F8",
        "findings",
        True,
        hint=_("What the map shows, with its numbers and a question to ask on the floor"),
    ),
    Row(
        "bursts",
        _("Kaizen bursts"),
        "Ctrl+Shift+K",
        "burst",
        True,
        hint=_("What each improvement does to the whole stream"),
    ),
    Row(
        "record_burst",
        _("Record a burst"),
        "Ctrl+Shift+R",
        "record",
        True,
        hint=_("Change the map; what you change becomes a burst"),
    ),
    Row(
        "levers",
        _("Levers and what-if"),
        "Ctrl+Alt+L",
        "levers",
        True,
        hint=_("What 10 % better at each place does to the whole stream; sliders to try it"),
    ),
    Row(
        "scoreboard",
        _("Scoreboard"),
        "Ctrl+Alt+S",
        "scoreboard",
        True,
        hint=_("What the stream is measured by: baseline, target and what was reached"),
    ),
    Row(
        "coach",
        _("Coach for the future state"),
        "Ctrl+8",
        "coach",
        True,
        hint=_("The eight questions of a future state, answered from this map"),
    ),
    Row(
        "plan",
        _("Value stream plan"),
        "Ctrl+Alt+P",
        "plan",
        True,
        hint=_("What is to be reached loop by loop, by whom and when; marks of the reviews"),
    ),
    Row(
        "plan_large",
        _("Plan in place of the map"),
        "Shift+F7",
        switch=True,
        hint=_("The value stream plan as large as the window"),
    ),
    Row(
        "scoreboard_large",
        _("Scoreboard in place of the map"),
        "F12",
        switch=True,
        hint=_("All measures with their run charts as large as the window, for a meeting"),
    ),
    Row("ask_why", _("Ask why…"), "F8", "info", hint=_("How the number under the pointer came about")),
)
STATE_ROWS = (
    Row("next_state", _("Next state"), "Ctrl+PgDown"),
    Row("previous_state", _("Previous state"), "Ctrl+PgUp"),
    Row("copy_future", _("Copy as future state"), "Ctrl+Shift+T", "duplicate"),
    Row("copy_ideal", _("Copy as ideal state")),
    Row("copy_scenario", _("Copy as scenario")),
    Row("copy_current", _("Copy as current state")),
    Row("new_state", _("Empty state"), icon="plus"),
    Row("rename_state", _("Rename state")),
    Row("state_left", _("Move state to the left"), "Ctrl+Shift+PgUp"),
    Row("state_right", _("Move state to the right"), "Ctrl+Shift+PgDown"),
    Row("delete_state", _("Delete state"), hint=_("Delete state; undo brings it back")),
)
VIEW_ROWS = (
    Row("zoom_in", _("Zoom in"), "Ctrl++", "zoom-in"),
    Row("zoom_out", _("Zoom out"), "Ctrl+-", "zoom-out"),
    Row("zoom_100", _("Actual size"), "Ctrl+0"),
    Row("fit", _("Fit the sheet"), "Ctrl+1", "fit"),
    Row("zoom_selection", _("Zoom to the selection"), "Ctrl+2", "zoom-selection"),
    Row("palette", _("Palette"), "F9", "palette", True),
    Row("properties", _("Properties"), "F4", "properties", True),
    Row("table", _("Table"), "Ctrl+T", "table", True, hint=_("All steps and fields as a table")),
    Row(
        "theme_system",
        _("As the system"),
        icon="auto",
        switch=True,
        hint=_("Light or dark as the system"),
    ),
    Row("theme_light", _("Light"), icon="sun", switch=True),
    Row("theme_dark", _("Dark"), icon="theme", switch=True),
    Row(
        "contrast",
        _("High contrast"),
        icon="contrast",
        switch=True,
        hint=_("Stronger lines and colours, whatever the system asks for"),
    ),
    Row("dark", _("Switch light and dark"), "Ctrl+Shift+D", "theme"),
    Row("next_region", _("Next part of the window"), "F6", hint=_("Take the keyboard on to the next part")),
    Row("previous_region", _("Previous part of the window"), "Shift+F6"),
)
HELP_ROWS = (
    Row("commands", _("Find or run a command…"), "Ctrl+Shift+P", "search"),
    Row("shortcuts", _("Keyboard shortcuts…"), "?", "keyboard", more=("F1",)),
    Row("about", _("About VSM Desktop")),
)

ROWS: tuple[Row, ...] = (
    *FILE_ROWS,
    *EDIT_ROWS,
    *MAP_ROWS,
    *ANALYSE_ROWS,
    *ARRANGE_ROWS,
    *STATE_ROWS,
    *VIEW_ROWS,
    *HELP_ROWS,
)
