"""A process of its own for one file: started, listened to, and ended whatever happens. No Qt; any thread may use it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, suppress
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO

from msgspec import MsgspecError
from msgspec.msgpack import encode

from vsm_desktop.assets import Watch
from vsm_desktop.intake.readers.limits import SECONDS
from vsm_desktop.intake.readers.messages import LENGTH, Done, Message, Refused, Request, Share, decoder

ARGUMENT = "--read-a-sheet"
"""The first argument with which the built program is this process, see `__main__`."""
_MODULE = "vsm_desktop.intake.readers.child"
_PACKAGE = _MODULE.partition(".")[0]
_LOOK, _GRACE = 0.05, 5.0
_LONG = 3_000
_NO_MEMORY = "memory allocation of"
_LARGEST = 256 * 1024 * 1024


class Failed(Exception):
    """The process ended without a last word, or took too long; the message is for the log."""

    @property
    def short_of_memory(self) -> bool:
        """Whether it ended because it was not given the memory that it asked for."""
        return _NO_MEMORY in str(self)


def messages(request: Request, watch: Watch) -> Generator[Message, None, None]:
    """What the process says of a file, up to its last word, which is Done or Refused. Raises Failed and Cancelled."""
    with ExitStack() as stack:
        try:
            log = stack.enter_context(tempfile.TemporaryFile())
            process = _started(log)
        except OSError as error:
            raise Failed(f"could not be started: {error}") from None
        frames: SimpleQueue[bytes] = SimpleQueue()
        ear = Thread(target=_listen, args=(process.stdout, frames), name="sheet", daemon=True)
        ear.start()
        try:
            _ask(process.stdin, request)
            yield from _told(frames, watch)
        except EOFError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_GRACE)
            raise Failed(f"ended with {process.returncode}: {_said(log)}") from None
        except MsgspecError as error:
            raise Failed(f"said what makes no sense: {error}") from None
        finally:
            process.kill()
            process.wait()
            ear.join()
            if process.stdout:
                process.stdout.close()


def _started(log: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def command() -> list[str]:
    """How the process is started: by the same Python, or in the built program by the program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    return [sys.executable, "-P", "-m", _MODULE]  # nothing is imported from the folder it happens to stand in


def _environment() -> dict[str, str]:
    """The child finds our package where we found it."""
    home = os.path.dirname(next(iter(sys.modules[_PACKAGE].__path__)))
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "RUST_BACKTRACE": "0"}


def _ask(pipe: IO[bytes] | None, request: Request) -> None:
    assert pipe
    try:
        with pipe:
            pipe.write(encode(request))
    except OSError:  # it is gone already; what it leaves behind says why
        return


def _listen(pipe: IO[bytes], frames: SimpleQueue[bytes]) -> None:
    """On a thread: put the frames into the queue, and an empty one at the end."""
    try:
        while len(head := pipe.read(LENGTH)) == LENGTH:
            length = int.from_bytes(head, "big")
            body = pipe.read(length) if length <= _LARGEST else b""
            if len(body) < length or not body:
                break
            frames.put(body)
    finally:
        frames.put(b"")


def _told(frames: SimpleQueue[bytes], watch: Watch) -> Iterator[Message]:
    decode = decoder().decode
    late, share = monotonic() + SECONDS, 0.0
    while True:
        watch.at(share)
        if monotonic() > late:
            raise Failed("took too long")
        try:
            body = frames.get(timeout=_LOOK)
        except Empty:
            continue
        if not body:
            raise EOFError
        message = decode(body)
        if isinstance(message, Share):
            share = message.share
        else:
            yield message
        if isinstance(message, Done | Refused):
            return


def _said(log: IO[bytes]) -> str:
    """The beginning and the end of what it wrote on the way down."""
    log.seek(0)
    said = log.read().decode(errors="replace").strip()
    return said if len(said) <= 2 * _LONG else f"{said[:_LONG]} … {said[-_LONG:]}"
