"""What a file was when it was last read or written here, to notice what others did to it since."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import Struct


class Stamp(Struct, frozen=True):
    """Time and size, asked first, and the digest of the content, which decides."""

    modified: int
    size: int
    digest: str


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file as it is now; None where it cannot be read."""
    try:
        about = path.stat()
        digest = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return None
    return Stamp(about.st_mtime_ns, about.st_size, digest)


def changed_since(path: Path, seen: Stamp | None) -> bool:
    """Whether another hand changed a file that was seen; one that is gone or never seen is not changed."""
    if seen is None:
        return False
    try:
        about = path.stat()
    except OSError:
        return False
    if (about.st_mtime_ns, about.st_size) == (seen.modified, seen.size):
        return False
    now = stamp_of(path)
    return now is not None and now.digest != seen.digest
