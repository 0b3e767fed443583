"""The formats a map can leave in, listed by name; the suffix of the file chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.export.atomic import ExportError, replace_file

if TYPE_CHECKING:
    from vsm_desktop.drawing.frame import Frame


class Settings(Struct, frozen=True):
    """What the reader may choose: the resolution of pixels, the language the PDF says it is in."""

    dpi: float = 150
    lang: str = "en"


class Write(Protocol):
    """Writes a file. The watch is told 1 right before: from then on it is too late to cancel."""

    def __call__(self, frame: Frame, path: Path, settings: Settings, watch: Watch = UNWATCHED) -> None: ...


class Exporter(Struct, frozen=True):
    """One format; `write` raises ExportError with a sentence, or Cancelled, and then leaves the old file as it was."""

    title: str
    suffix: str
    write: Write


def exporter_for(path: Path) -> Exporter:
    """The exporter of a file's suffix. Raises ExportError for a suffix there is none for."""
    for exporter in EXPORTERS:
        if path.suffix.lower() == exporter.suffix:
            return exporter
    known = ", ".join(exporter.suffix for exporter in EXPORTERS)
    if not path.suffix:
        raise ExportError(
            _("{name} has no suffix. Choose one of {known}.").format(name=path.name, known=known)
        )
    sentence = _("{suffix} is no format maps are exported to. Choose one of {known}.")
    raise ExportError(sentence.format(suffix=path.suffix, known=known))


def _pdf(frame: Frame, path: Path, settings: Settings, watch: Watch = UNWATCHED) -> None:
    from vsm_desktop.export.pdf import write_pdf

    write_pdf(frame.drawing, path, _title(frame), frame.state.author, frame.stream.site, settings.lang, watch)


def _svg(frame: Frame, path: Path, settings: Settings, watch: Watch = UNWATCHED) -> None:
    from vsm_desktop.export.svg import write_svg

    write_svg(frame.drawing, path, _title(frame), watch)


def _png(frame: Frame, path: Path, settings: Settings, watch: Watch = UNWATCHED) -> None:
    from vsm_desktop.export.png import write_png

    write_png(frame.drawing, path, settings.dpi, watch)


def _xlsx(frame: Frame, path: Path, settings: Settings, watch: Watch = UNWATCHED) -> None:
    from vsm_desktop.export.workbook import write_workbook

    write_workbook(frame.stream, frame.state, frame.report, path, watch)


def _json(frame: Frame, path: Path, settings: Settings, watch: Watch = UNWATCHED) -> None:
    import json

    from vsm_desktop.metrics.as_json import metrics_json

    numbers = metrics_json(frame.stream, frame.state, frame.report)
    data = (json.dumps(numbers, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    watch.at(1)
    replace_file(path, data)


def _title(frame: Frame) -> str:
    return " – ".join(part for part in (frame.stream.name, frame.state.name) if part) or _("Value stream map")


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(_("PDF document"), ".pdf", _pdf),
    Exporter(_("Excel workbook"), ".xlsx", _xlsx),
    Exporter(_("SVG picture"), ".svg", _svg),
    Exporter(_("PNG picture"), ".png", _png),
    Exporter(_("Numbers as JSON"), ".json", _json),
)
