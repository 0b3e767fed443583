"""A print: the maps of a document on the paper each of them wants."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.page import centred
from vsm_desktop.export.pdf import Chapter, print_bytes
from vsm_desktop.export.said import said_of
from vsm_desktop.model.stream import State, ValueStream


def print_theme(state: State) -> ThemeName:
    """The colours a state is printed in."""
    return "mono" if state.print.mono else "print"


def print_frame(stream: ValueStream, state_id: str = "") -> Frame:
    """A state as it is printed, in the middle of its sheet. Raises KeyError for one the stream does not have."""
    frame = frame_of(stream, state_id, print_theme(stream.state(state_id)))
    frame = replace(frame, drawing=centred(frame.drawing))
    if not frame.state.print.findings:
        return frame
    from vsm_desktop.export.findings import pinned  # few want them on paper

    return pinned(frame)


def print_frames(stream: ValueStream, watch: Watch = UNWATCHED) -> tuple[Frame, ...]:
    """All states as they are printed, in their order."""
    frames = []
    for at, state in enumerate(stream.states):
        watch.at(at / len(stream.states))
        frames.append(print_frame(stream, state.id))
    return tuple(frames)


def book_bytes(frames: Sequence[Frame], lang: str = "en", watch: Watch = UNWATCHED) -> bytes:
    """The print of one state or several as a PDF; the same maps give the same bytes. Raises ExportError."""
    first = frames[0]
    about = said_of(first)
    if len(frames) > 1:
        about = replace(about, title=first.stream.name or about.title)
    chapters = [chapter for frame in frames for chapter in chapters_of(frame)]
    return print_bytes(chapters, about, lang, watch)


def chapter_of(frame: Frame) -> Chapter:
    """A frame as a part of a print."""
    said = said_of(frame).title
    return Chapter(frame.drawing, frame.state.name or said, said)


def chapters_of(frame: Frame) -> tuple[Chapter, ...]:
    """A frame and what is printed with it: its findings in words, where these are wanted."""
    first = chapter_of(frame)
    if not frame.state.print.findings:
        return (first,)
    from vsm_desktop.export.findings import list_of

    title = _("{map}: findings").format(map=first.title)
    return (first, *(Chapter(page, title, first.said) for page in list_of(frame)))


def write_book(frames: Sequence[Frame], path: Path, lang: str = "en", watch: Watch = UNWATCHED) -> None:
    """Write the print of one state or several as a PDF. Raises ExportError."""
    data = book_bytes(frames, lang, watch.part(0, 0.9))
    watch.at(1)
    replace_file(path, data)
