"""What is said of files: why one is not read and what to do, and how one was read."""

from __future__ import annotations

from collections.abc import Mapping

from vsm_desktop.assets import _


def refusal(key: str, name: str, values: Mapping[str, str] | None = None) -> str:
    """Why a file is not read, and what helps."""
    sentences = {
        "ancient": _('"{name}" is in a format of before 1997. Save it as .xlsx and import that.'),
        "damaged": _(
            '"{name}" is damaged. Open it in a spreadsheet program, save it as .xlsx and import that.'
        ),
        "device": _('"{name}" is no file. Choose a file with a sheet in it.'),
        "empty": _('"{name}" is empty.'),
        "failed": _(
            '"{name}" cannot be read: the file made the reader fail. '
            "Open it in a spreadsheet program, save it as .xlsx and import that."
        ),
        "folder": _('"{name}" could not be opened: it is a folder. Choose a file in it.'),
        "html": _(
            '"{name}" is a web page, not a workbook, whatever its name says. '
            "Open it in a spreadsheet program, save it as .xlsx and import that."
        ),
        "large": _(
            '"{name}" is too large to be read. '
            "Save the sheet with the steps in a file of its own and import that."
        ),
        "lines": _(
            '"{name}" has more than {most} lines, which is more than a list of steps or readings. '
            "Save the rows that matter in a file of their own and import that."
        ),
        "no_sheet": _('"{name}" has no sheet "{wanted}". It has: {names}.'),
        "no_text": _(
            '"{name}" holds no text that could be a table. Save the sheet as .xlsx and import that.'
        ),
        "other": _(
            '"{name}" is no workbook but a {kind} file. Save the sheet as .xlsx or .csv and import that.'
        ),
        "protected": _('"{name}" is protected with a password. Save a copy without it and import that.'),
        "rows": _(
            '"{name}" has more than {most} rows in "{sheet}", which is more than a list of steps or readings. '
            "Save the rows that matter in a file of their own and import that."
        ),
        "text": _(
            '"{name}" is no Excel workbook but plain text. '
            "Give it a name that ends with .csv, or save the sheet as .xlsx, and import that."
        ),
        "xml": _(
            '"{name}" is no workbook but XML. Open it in a spreadsheet program, save it as .xlsx and import that.'
        ),
    }
    return sentences[key].format(name=name, **(values or {}))


def remark(key: str, values: Mapping[str, str]) -> str:
    """How a file was read, or what of it was left alone."""
    sentences = {
        "links": _("Links to other files are not followed; their last known values are read."),
        "macros": _("Macros are neither run nor kept."),
        "text": _("Text in {encoding}, columns separated by {separator}."),
        "text_alone": _("Text in {encoding}, in one column."),
        "values": _("Number formats of this kind of file are not read: percentages stand as fractions."),
    }
    separators = {";": _("semicolons"), ",": _("commas"), "\t": _("tabs"), "|": _("upright bars")}
    said = {key: separators.get(value, value) for key, value in values.items()}
    return sentences[key].format(**said)
