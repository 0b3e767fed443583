"""The formats a map can leave in, listed by name; the suffix of the file chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vsm_desktop.assets import _
from vsm_desktop.export.atomic import ExportError, replace_file

if TYPE_CHECKING:
    from vsm_desktop.drawing.frame import Frame


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader may choose: the resolution of pixels, the language the PDF says it is in."""

    dpi: float = 150
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format; `write` raises ExportError with a sentence, and then leaves the old file as it was."""

    title: str
    suffix: str
    write: Callable[[Frame, Path, Settings], None]


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


def _pdf(frame: Frame, path: Path, settings: Settings) -> None:
    from vsm_desktop.export.pdf import write_pdf

    write_pdf(frame.drawing, path, _title(frame), frame.state.author, frame.stream.site, settings.lang)


def _svg(frame: Frame, path: Path, settings: Settings) -> None:
    from vsm_desktop.export.svg import write_svg

    write_svg(frame.drawing, path, _title(frame))


def _png(frame: Frame, path: Path, settings: Settings) -> None:
    from vsm_desktop.export.png import write_png

    write_png(frame.drawing, path, settings.dpi)


def _xlsx(frame: Frame, path: Path, settings: Settings) -> None:
    from vsm_desktop.export.workbook import write_workbook

    write_workbook(frame.stream, frame.state, frame.report, path)


def _json(frame: Frame, path: Path, settings: Settings) -> None:
    import json

    from vsm_desktop.metrics.as_json import metrics_json

    numbers = metrics_json(frame.stream, frame.state, frame.report)
    replace_file(path, (json.dumps(numbers, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


def _title(frame: Frame) -> str:
    return " – ".join(part for part in (frame.stream.name, frame.state.name) if part) or _("Value stream map")


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(_("PDF document"), ".pdf", _pdf),
    Exporter(_("Excel workbook"), ".xlsx", _xlsx),
    Exporter(_("SVG picture"), ".svg", _svg),
    Exporter(_("PNG picture"), ".png", _png),
    Exporter(_("Numbers as JSON"), ".json", _json),
)
