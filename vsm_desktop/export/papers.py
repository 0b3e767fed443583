"""What a document can be printed as besides its map: the A3, the report, the review sheet, gemba sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.export.atomic import ExportError, replace_file
from vsm_desktop.export.registry import PICTURES, Settings
from vsm_desktop.model.a3 import A3, SHEETS, Template
from vsm_desktop.model.stream import ValueStream

Kind = Literal["map", "a3", "report", "review", "plan", "gemba"]
KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        "map": _("Map"),
        "a3": _("A3"),
        "report": _("Report"),
        "review": _("Review sheet"),
        "plan": _("Plan as a workbook"),
        "gemba": _("Gemba sheets"),
    }
)
_SUFFIXES: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {"a3": PICTURES, "report": (".pdf",), "review": (".pdf",), "plan": (".xlsx",), "gemba": (".pdf", ".xlsx")}
)


def write_paper(
    stream: ValueStream,
    state_id: str,
    kind: Kind,
    path: Path,
    today: date,
    template: Template | None = None,
    settings: Settings | None = None,
    watch: Watch = UNWATCHED,
    paper: str = "",
    fold: Callable[[ValueStream, str], ValueStream] | None = None,
) -> tuple[str, ...]:
    """Write a document as it stands on a day, on a paper or on its usual one; in sentences what is too small or was cut.

    `fold` lays a state out in rows: whether that helps is tried with it. Raises ExportError, Cancelled; KeyError for a state the document does not have.
    """
    settings = settings or Settings()
    if refused := no_paper(kind, paper):
        raise ExportError(refused)
    known = _SUFFIXES.get(kind, ())
    if path.suffix.lower() not in known:
        sentence = _("{name} was not written: {kind} is kept as one of {known}.")
        raise ExportError(sentence.format(name=path.name, kind=KINDS[kind], known=", ".join(known)))
    if kind == "a3":
        from vsm_desktop.export.a3.book import write_a3

        if paper:
            stream = stream.evolve(a3=(stream.a3 or A3()).evolve(paper=paper))
        return write_a3(stream, today, path, template, settings, watch, fold)
    if kind in ("report", "review"):
        from vsm_desktop.export.report.book import report_made
        from vsm_desktop.export.report.review import review_made

        part = watch.part(0, 0.95)
        if kind == "report":
            data, said = report_made(stream, today, settings.lang, part, paper, fold)
        else:
            data, said = review_made(stream, today, settings.lang, part, paper)
        watch.at(1)
        replace_file(path, data)
        return said
    if kind == "plan":
        from vsm_desktop.export.plan_sheet import write_plan

        write_plan(stream, path, today, watch)
    else:
        from vsm_desktop.export.gemba.book import write_gemba

        write_gemba(stream, stream.state(state_id), path, lang=settings.lang, watch=watch, day=today)
    return ()


def papers_of(kind: Kind) -> tuple[str, ...]:
    """The papers a kind is made for; none where it does not choose."""
    if kind == "a3":
        return SHEETS
    if kind not in ("report", "review"):
        return ()
    from vsm_desktop.export.report.flow import PAPERS

    return PAPERS


def no_paper(kind: Kind, paper: str) -> str:
    """Why a kind is not made on a paper, and on which it is; nothing where it is, or no paper is named."""
    known = papers_of(kind)
    if not paper or paper in known:
        return ""
    if not known:
        return _("{kind}: the paper is not chosen.").format(kind=KINDS[kind])
    sentence = _("{kind} is not made on {paper}. Choose one of {known}.")
    return sentence.format(kind=KINDS[kind], paper=paper, known=", ".join(known))
