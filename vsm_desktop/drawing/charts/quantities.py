"""How many there are of each product, the most first, with the share reached: the Pareto of a matrix of families."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import WORK, Chart, Ink, Key, listed, nothing
from vsm_desktop.drawing.charts.column import Column, Columns, Piece
from vsm_desktop.drawing.charts.columns import draw_columns
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.display import percent, plain

MOST = 12  # columns; the rest is one
OTHERS = Ink("ink2", "rising")
_OVER = 1.2


class Many(Struct, frozen=True):
    """One product: its id, its name, its quantity, the share of all it is, the family it is in."""

    id: str
    name: str
    amount: float
    share: float
    family: str
    chosen: bool


def quantity_chart(
    products: Sequence[Many], unit: str, chosen: str, width: float, height: float, theme: ThemeName
) -> Chart:
    """The products by quantity, those of the chosen family filled otherwise than the rest; many small ones as one."""
    look = look_of(theme)
    if not products:
        words = _("The products by their quantities will stand here. The sheet gives none.")
        return nothing(words, width, height, look)
    shown = _longest(products)
    running, reached = list[float](), 0.0
    for one in shown:
        reached += one.share
        running.append(min(reached, 1.0))
    keys = [Key(chosen, WORK)] if chosen else []
    keys += [Key(_("other families"), OTHERS)] if any(not one.chosen for one in shown) else []
    high = _OVER * shown[0].amount
    most = high if shown[-1].amount > high else 0.0  # the many small ones together
    columns = tuple(_column(one, unit) for one in shown)
    return draw_columns(
        Columns(columns, keys=tuple(keys), running=tuple(running), most=most, unit=unit), width, height, look
    )


def _longest(products: Sequence[Many]) -> list[Many]:
    """In falling order as they come, many small ones as one."""
    if len(products) <= MOST:
        return list(products)
    kept, rest = list(products[: MOST - 1]), products[MOST - 1 :]
    name = _("{count} others").format(count=len(rest))
    amount, share = sum(one.amount for one in rest), sum(one.share for one in rest)
    return [*kept, Many("", name, amount, share, "", chosen=False)]


def _column(one: Many, unit: str) -> Column:
    number = plain(float(f"{one.amount:.6g}"))
    share = _("{share} % of all").format(share=percent(one.share))
    said = listed(f"{number} {unit}".strip(), share, one.family)
    bars = (Piece(one.amount, WORK if one.chosen else OTHERS),)
    return Column((one.id,) if one.id else (), one.name, said, bars, number, short=number)
