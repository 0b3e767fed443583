"""The formats a map can leave in, listed by name; the suffix of the file chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.export.atomic import ExportError, replace_file
from vsm_desktop.export.said import Said, said_of

if TYPE_CHECKING:
    from vsm_desktop.drawing.frame import Frame
    from vsm_desktop.drawing.ops import Drawing
    from vsm_desktop.export.tables import Table


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
    found = [one for one in EXPORTERS if _has_suffix(path, one.suffix)]
    if found:
        return max(found, key=lambda one: len(one.suffix))
    known = ", ".join(exporter.suffix for exporter in EXPORTERS)
    if not path.suffix:
        raise ExportError(
            _("{name} has no suffix. Choose one of {known}.").format(name=path.name, known=known)
        )
    sentence = _("{suffix} is no format maps are exported to. Choose one of {known}.")
    raise ExportError(sentence.format(suffix=path.suffix, known=known))


def _has_suffix(path: Path, suffix: str) -> bool:
    """Whether a name ends so and is more than that; map.ladder.csv ends in two ways."""
    return bool(path.suffix) and path.name.lower().endswith(suffix)


def write_picture(
    drawing: Drawing, path: Path, said: Said, settings: Settings, watch: Watch = UNWATCHED
) -> None:
    """Write any drawing as a PDF, SVG or PNG, by the suffix. Raises ExportError, also for another suffix."""
    match path.suffix.lower():
        case ".pdf":
            from vsm_desktop.export.pdf import picture_bytes

            data = picture_bytes(drawing, said, settings.lang, watch.part(0, 0.9))
            watch.at(1)
            replace_file(path, data)
        case ".svg":
            from vsm_desktop.export.svg import write_svg

            write_svg(drawing, path, said.title, watch)
        case ".png":
            from vsm_desktop.export.png import write_png

            write_png(drawing, path, settings.dpi, watch)
        case suffix:
            sentence = _("{suffix} holds no picture. Choose one of {known}.")
            raise ExportError(sentence.format(suffix=suffix or path.name, known=", ".join(PICTURES)))


def _picture(frame: Frame, path: Path, settings: Settings, watch: Watch = UNWATCHED) -> None:
    write_picture(frame.drawing, path, said_of(frame), settings, watch)


def _pdf(frame: Frame, path: Path, settings: Settings, watch: Watch = UNWATCHED) -> None:
    from vsm_desktop.export.book import write_book

    write_book((frame,), path, settings.lang, watch)


def _xlsx(frame: Frame, path: Path, settings: Settings, watch: Watch = UNWATCHED) -> None:
    from vsm_desktop.export.workbook import write_workbook

    write_workbook(frame.stream, frame.state, frame.report, path, watch)


def _table(table: Table) -> Write:
    """Writes one table as CSV."""

    def write(frame: Frame, path: Path, settings: Settings, watch: Watch = UNWATCHED) -> None:
        from vsm_desktop.export.tables import write_table

        write_table(frame.stream, frame.state, frame.report, table, path, watch)

    return write


def _json(frame: Frame, path: Path, settings: Settings, watch: Watch = UNWATCHED) -> None:
    import json

    from vsm_desktop.metrics.as_json import metrics_json

    numbers = metrics_json(frame.stream, frame.state, frame.report)
    data = (json.dumps(numbers, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    watch.at(1)
    replace_file(path, data)


PICTURES = (".pdf", ".svg", ".png")
EXPORTERS: tuple[Exporter, ...] = (
    Exporter(_("PDF document"), ".pdf", _pdf),
    Exporter(_("Excel workbook"), ".xlsx", _xlsx),
    Exporter(_("SVG picture"), ".svg", _picture),
    Exporter(_("PNG picture"), ".png", _picture),
    Exporter(_("Numbers as JSON"), ".json", _json),
    Exporter(_("Steps as CSV"), ".csv", _table("steps")),
    Exporter(_("Stocks as CSV"), ".inventory.csv", _table("inventory")),
    Exporter(_("Ladder as CSV"), ".ladder.csv", _table("ladder")),
)
