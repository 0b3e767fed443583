"""Columns of a time study beside the times: the number of the observation, and what the sheet computed of its readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import Column, Meaning
from vsm_desktop.intake.grid import Cell, clipped
from vsm_desktop.intake.phrases import phrase_of, word_set
from vsm_desktop.intake.readings import is_reading_word

COMPUTED = word_set(
    "mean average avg median min minimum max maximum range spread sd std stdev stddev sigma deviation cv count lowest highest best "
    "mittel mittelwert durchschnitt schnitt mw spannweite streuung standardabweichung kleinster groesster "
    "moyenne mediane ecart media mediana promedio desviacion desvio srednia mediana odchylenie gemiddelde mediaan "
    "среднее медиана мин макс 平均 中央値 中位数 最小 最大 平均值 最小值 最大值"
)
SHIFTS = word_set("shift schicht equipe poste turno zmiana ploeg смена 班次 シフト 直")
_LEAST = 2


def settled(columns: Sequence[Column], bodies: Mapping[int, Sequence[Cell]]) -> list[Column]:
    """The columns, those of a time study known as such."""
    observed = any(column.meaning and column.meaning.role == "reading" for column in columns)
    names = [bodies[column.index] for column in columns if column.meaning and column.meaning.role == "name"]
    several = [len({cell.shown for cell in body}) for body in names]
    return [
        _settled(column, bodies[column.index], observed, any(n < len(bodies[column.index]) for n in several))
        for column in columns
    ]


def _settled(column: Column, body: Sequence[Cell], observed: bool, several: bool) -> Column:
    """`several` says that there are more rows than names: without that no column can number observations of its own accord."""
    role = column.meaning.role if column.meaning else ""
    if (
        (role in ("", "id", "n") or _names_a_turn(column))
        and _is_turn(column.header, several)
        and _restarts(body)
    ):
        return replace(column, meaning=Meaning("turn"))
    if (
        role in ("", "field")
        and _is_shift(column)
        and not any(any(map(str.isdigit, cell.shown)) for cell in body)
    ):
        return replace(column, meaning=Meaning("note", "shift"))
    if observed and not role and _is_computed(column.header):
        reason = _('"{header}" is computed from the readings, not read').format(header=clipped(column.header))
        return replace(column, reason=reason)
    return column


def _names_a_turn(column: Column) -> bool:
    """`Cycle`, `Reading` or `Time`, which may be a time, without a unit."""
    meaning = column.meaning
    return bool(meaning and meaning.role == "field" and meaning.key == "ct" and not meaning.unit)


def _is_turn(header: str, several: bool) -> bool:
    return is_reading_word(header) if header else several


def _is_computed(header: str) -> bool:
    return any(word.key in COMPUTED for word in phrase_of(header).words)


def _is_shift(column: Column) -> bool:
    """`Shift` over early, late, night says when a row was observed."""
    words = phrase_of(column.header).words
    return len(words) == 1 and words[0].key in SHIFTS


def _restarts(body: Sequence[Cell]) -> bool:
    """Whether the numbers count observations: 1, 2, 3, 1, 2, 3 or 1, 1, 2, 2, from 1 and never a step over."""
    numbers = [cell.number for cell in body]
    if len(numbers) <= _LEAST or numbers[0] != 1:
        return False
    pairs = list(pairwise(numbers))
    counts = all(after == 1 or after - before in (0, 1) for before, after in pairs)
    again = any(after == 1 or after == before for before, after in pairs)
    return counts and again and max(numbers) > 1
