"""The process that reads one file and ends: a request comes in, messages go out.

It is started for every file by `process`. Whatever a file does to it, the window lives on; it may use so much memory and
so much time and no more. It imports next to nothing, because it starts anew each time.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import IO, Any

from msgspec.msgpack import decode

from vsm_desktop.intake.readers.limits import MEMORY, SECONDS, Excess, Refusal
from vsm_desktop.intake.readers.messages import Done, Refused, Request, frame
from vsm_desktop.intake.readers.outlet import Outlet


def main() -> None:
    """Read the request from the standard input, and answer on the standard output."""
    gc.disable()  # a short life without cycles
    pipe = _pipe()
    _bound()
    request = decode(sys.stdin.buffer.read(), type=Request)

    def send(message: Any) -> None:
        pipe.write(frame(message))
        pipe.flush()

    send(outcome(request, Outlet(send)))
    pipe.close()


def outcome(request: Request, out: Outlet) -> Done | Refused:
    """Read the file; the last word on it."""
    from vsm_desktop.intake.readers.archive import BROKEN
    from vsm_desktop.intake.readers.kinds import read_file

    try:
        read_file(os.fsdecode(request.path), request.sheet, out)
    except Refusal as refusal:
        return Refused(refusal.key, refusal.values)
    except MemoryError:
        return Refused(Excess().key)
    except BrokenPipeError:  # nobody waits any more
        os._exit(1)
    except BROKEN as error:
        print(repr(error), file=sys.stderr)
        return Refused("damaged")
    return Done()


def _pipe() -> IO[bytes]:
    """The standard output for messages alone: whatever else is printed goes to the log."""
    pipe = os.fdopen(os.dup(1), "wb", buffering=1024 * 1024)
    os.dup2(2, 1)
    return pipe


def _bound() -> None:
    """Set the limits of memory and of time, where the system has them."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, _taken() + MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            continue


def _taken() -> int:
    """The address space this process has before it reads anything; where it cannot be known, what it usually is."""
    try:
        with open("/proc/self/statm", encoding="ascii") as status:
            return int(status.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 32 * 1024 * 1024


if __name__ == "__main__":
    main()
