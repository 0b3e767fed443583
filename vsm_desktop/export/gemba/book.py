"""The gemba sheets of a map as a file, on paper or as a workbook, by its suffix."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.export.atomic import ExportError
from vsm_desktop.export.gemba.forms import forms_of
from vsm_desktop.model.stream import State, ValueStream

SUFFIXES = (".pdf", ".xlsx")


def write_gemba(
    stream: ValueStream,
    state: State,
    path: Path,
    steps: Collection[str] = (),
    lang: str = "en",
    watch: Watch = UNWATCHED,
    day: date | None = None,
) -> int:
    """Write the sheets of all steps, or of some by id; how many there are. A PDF says it is of the `day`. Raises ExportError, Cancelled."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        sentence = _("{name} was not written: gemba sheets are .pdf to print, or .xlsx to fill in.")
        raise ExportError(sentence.format(name=path.name))
    forms = forms_of(stream, state, steps)
    watch.at(0.1)
    if suffix == ".pdf":
        from vsm_desktop.export.gemba.paper import write_pdf

        write_pdf(forms, path, lang, watch.part(0.1, 0.9), day)
    else:
        from vsm_desktop.export.gemba.workbook import write_workbook

        write_workbook(forms, path, watch.part(0.1, 0.9))
    return len(forms)
