"""What is kept of an import beside the map: recent sheets, a mapping as a file, the report as a file."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import _, replace_file, why_not_written
from vsm_desktop.export.clean import harmless
from vsm_desktop.intake.mapping import to_json
from vsm_desktop.intake.report import Report
from vsm_desktop.ui import asking
from vsm_desktop.ui.importing.notes import Note
from vsm_desktop.ui.importing.outcomes import CHIPS, entries_of
from vsm_desktop.ui.importing.session import Session
from vsm_desktop.ui.settings import settings

_RECENT = "sheets/recent"
_MOST = 6


def recent_sheets() -> list[Path]:
    """The sheets that were imported last and are still there."""
    return [Path(name) for name in settings().words(_RECENT) if os.path.exists(name)]


def used_sheet(path: Path) -> None:
    """A sheet became a map, or went into one."""
    here = str(path.absolute())
    settings().keep_words(_RECENT, [here, *(one for one in settings().words(_RECENT) if one != here)][:_MOST])


def save_mapping(parent: QWidget, session: Session, note: Note) -> None:
    """Ask where, and keep the mapping as a file."""
    if session.mapping is None or session.book is None:
        return
    if path := asking.ask_save_mapping(parent, session.book.title):
        _write(path, to_json(session.mapping), note)


def save_report(parent: QWidget, session: Session, note: Note) -> None:
    """Ask where, and write the report: as a table, or as JSON for programs."""
    outcome = session.outcome
    if outcome is None or session.book is None:
        return
    if path := asking.ask_report(parent, session.book.title):
        report = outcome.reading.report
        if path.suffix.lower() == ".json":
            _write(path, json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n", note)
        else:
            _write(path, "\ufeff" + report_csv(report), note)


def report_csv(report: Report) -> str:
    """The report as a table that spreadsheet programs open; no text in it becomes a formula."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(["verdict", "sheet", "cell", "value", "field", "step", "reason"])
    for kind in CHIPS:
        for entry in entries_of(report, kind.verdict):
            fields = (
                kind.verdict,
                entry.sheet,
                entry.cell,
                entry.value,
                entry.field,
                entry.step,
                entry.reason,
            )
            writer.writerow([harmless(field) for field in fields])
    return lines.getvalue()


def _write(path: Path, text: str, note: Note) -> None:
    try:
        replace_file(path, text.encode("utf-8"))
    except OSError as error:
        note.say(why_not_written(path, error), wrong=True)
    else:
        note.say(_("Saved {name}").format(name=path.name))
