"""The sheet a map was made from, so that it can be read again."""

from pydantic import Field

from vsm_desktop.model.value import Value


class SheetSource(Value):
    """A file, the sheet of it and the range that was read, such as A4:H12.

    `file` is a path; a map that is saved writes it relative to itself where the sheet lies beside or below it. `modified`
    and `size` are the file's time in ns and its bytes when it was read; `mapping` is what its columns were read as, in JSON.
    """

    file: str = Field(min_length=1)
    sheet: str = ""
    range: str = ""
    modified: int = 0
    size: int = 0
    mapping: str = ""
