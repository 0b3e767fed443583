"""Where the sheet of a map lies: absolute while one works, relative in the file where it lies beside the map, so that
both can be moved together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from vsm_desktop.model.stream import State, ValueStream


def kept_beside(stream: ValueStream, folder: Path) -> ValueStream:
    """The document as it is written into a folder: what lies in or below it is told from there."""

    def near(file: str) -> str:
        path = Path(file)
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else file

    return _with_files(stream, near)


def found_beside(stream: ValueStream, folder: Path) -> ValueStream:
    """The document as it is read from a folder: what is told from there has its whole path again."""

    def whole(file: str) -> str:
        anywhere = Path(file).is_absolute() or PureWindowsPath(file).is_absolute()
        return file if anywhere else str(folder / file)

    return _with_files(stream, whole)


def _with_files(stream: ValueStream, change: Callable[[str], str]) -> ValueStream:
    def moved(state: State) -> State:
        if state.source is None or (file := change(state.source.file)) == state.source.file:
            return state
        return state.evolve(source=state.source.evolve(file=file))

    states = tuple(map(moved, stream.states))
    same = all(a is b for a, b in zip(states, stream.states, strict=True))
    return stream if same else stream.evolve(states=states)
