"""How a map is put on paper: in one piece, or in tiles to be glued together."""

from typing import Literal

from pydantic import Field

from vsm_desktop.model.value import Value

PrintSize = Literal["fit", "scale", "wide"]


class Print(Value):
    """The print of one state; its paper and whether it stands upright are told by the state.

    `size` is `fit`: as large as one sheet allows; `scale`: a unit of the map is `scale` percent of a point; or `wide`:
    as large as so many sheets beside each other allow. What one sheet does not hold is parted into tiles that
    `overlap` by so many millimetres. `margin` is what stays white at the edges of the paper, in millimetres.
    With `findings`, what is to be seen in the map is pinned on it and said on a page of its own.
    """

    size: PrintSize = "fit"
    scale: float = Field(default=100.0, ge=10.0, le=400.0)
    wide: int = Field(default=2, ge=1, le=20)
    overlap: float = Field(default=10.0, ge=0.0, le=50.0)
    margin: float = Field(default=5.0, ge=0.0, le=40.0)
    mono: bool = False
    findings: bool = False
