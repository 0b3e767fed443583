"""Time studies: which columns hold readings of one value, such as C/T 1 to C/T 10 or 1 to 10 under "Cycle time (s)".

Such a run of columns gets a header that says so, `C/T (s) · 3`, which `columns` understands like any other; a row of
groups above it and the name of the steps beside it come into one header row. Everything keeps its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.labels import label_of, split
from vsm_desktop.intake.phrases import LONGEST, phrase_of, word_set, words_of
from vsm_desktop.intake.units import unit_of
from vsm_desktop.intake.words import Tongues

MARK = " · "
_DEEPEST, _WIDEST, _SEEN, _ABOVE = 2_000, 500, 60, 8
_MOST = 200
_LEAST, _LEAST_BARE = 2, 3
_NUMBERED = re.compile(
    r"^(?P<stem>[^\d]*?)[\s._#:\-–]*(?P<n>\d{1,3})\s*(?:\.|st|nd|rd|th|\.?[ºª°])?\s*(?P<unit>[(\[][^()\[\]]*[)\]])?$"
)
_COUNTED = re.compile(r"^第?\s*(?P<n>\d{1,3})\s*(?:次|回目|回)(?P<unit>)(?P<stem>)$")
_IN = re.compile(r"\b(?:in|en|em|w|в)\s+(\w+)\W*$", re.IGNORECASE)
READING_WORDS = word_set(
    "obs observation observations observed reading readings measurement measurements measure measured meas sample samples trial "
    "run lap cycle cycles t x n value values time times timing stopwatch study # no nr number "
    "messung messungen messwert messwerte zeit zeiten zyklus beobachtung beobachtungen aufnahme zeitaufnahme einzelzeit einzelzeiten "
    "messreihe lauf probe wert "
    "mesure mesures releve releves temps chrono chronometrage essai "
    "medicion mediciones observacion observaciones lectura lecturas tiempo tiempos toma muestra ciclo cronometraje "
    "medicao medicoes observacao observacoes leitura leituras tempo tempos amostra cronometragem "
    "misura misure misurazione osservazione osservazioni rilevazione rilevazioni rilievo lettura prova tempi "
    "pomiar pomiary obserwacja obserwacje odczyt czas czasy probka "
    "meting metingen waarneming waarnemingen tijd tijden "
    "замер замеры измерение измерения наблюдение наблюдения время хронометраж "
    "测量 测时 观测 观察 测定 測定 観測 計測 時間 时间 样本"
)
"""Words that say no more than that something was observed; the numbers 1, 2, 3 stand behind one of them, or alone."""
_STUDY = word_set(
    "study zeitstudie etude estudio studio studium onderzoek observation observations reading readings measurement measurements messung messungen zeitaufnahme einzelzeiten beobachtungen "
    "zeitmessung mesures releves chronometrage mediciones lecturas observaciones cronometraje medicoes leituras cronometragem "
    "misure osservazioni rilevazioni pomiary obserwacje metingen waarnemingen замеры измерения хронометраж 测时 观测 測定 観測"
)


class Run(Struct, frozen=True):
    """Columns side by side that are numbered from 1; `stem` is what stands before the number, `unit` behind it."""

    row: int
    first: int
    last: int
    stem: str
    unit: str = ""

    @property
    def columns(self) -> range:
        return range(self.first, self.last + 1)


def headed(grid: Grid) -> Grid:
    """The sheet with a header over each column of readings; the same sheet if it has none."""
    rows: dict[int, Mapping[int, Cell]] | None = None
    for number in grid.rows:
        if number > _DEEPEST:
            break
        if not _has_one(grid.rows[number]):
            continue
        found = [(run, what) for run in _runs(grid, number) if (what := _what(grid, run))]
        if found:
            rows = dict(grid.rows) if rows is None else rows
            _head(rows, grid, number, found)
    if rows is None:
        return grid
    kept = {number: cells for number, cells in rows.items() if cells}
    return replace(grid, rows=kept)


@lru_cache(maxsize=20_000)
def split_mark(header: str) -> tuple[str, str] | None:
    """What is read in a column of readings, and which reading it is."""
    if MARK not in header:
        return None
    what, _mark, rest = header.rpartition(MARK)
    number, _space, more = rest.partition(" ")
    return (f"{what} {more}".strip(), number) if number.isdecimal() else None


def is_reading_word(text: str) -> bool:
    """Whether a header says no more than that something was observed."""
    words = phrase_of(text).words
    return bool(words) and all(word.key in READING_WORDS for word in words)


# where they are


def _has_one(cells: Mapping[int, Cell]) -> bool:
    """Whether a row may number columns: quickly said, as there are many rows."""
    return any(
        cell.value == 1.0 if cell.kind == "number" else "1" in cell.text and len(cell.text) <= LONGEST
        for cell in islice(cells.values(), _WIDEST)
    )


def _runs(grid: Grid, number: int) -> Iterator[Run]:
    """Runs of at least two columns numbered 1, 2, 3."""
    run: list[tuple[int, str, str]] = []
    for column, cell in islice(grid.rows[number].items(), _WIDEST):
        stem, n, unit = _numbered(cell)
        goes_on = run and n == len(run) + 1 and stem == run[-1][1] and column == run[-1][0] + 1
        if not goes_on:
            if len(run) >= _LEAST:
                yield _run(number, run)
            run = []
        if goes_on or n == 1:
            run.append((column, stem, unit))
    if len(run) >= _LEAST:
        yield _run(number, run)


def _run(row: int, run: Sequence[tuple[int, str, str]]) -> Run:
    return Run(row, run[0][0], run[-1][0], run[0][1], run[0][2])


def _numbered(cell: Cell) -> tuple[str, int, str]:
    """What a header says before its number, the number, and a unit behind it; 0 for any other cell."""
    if cell.kind == "number":
        whole = cell.number == int(cell.number) and 1 <= cell.number <= _MOST and not cell.unit
        return "", int(cell.number) if whole else 0, ""
    text = cell.text if len(cell.text) <= LONGEST else ""
    found = _COUNTED.match(text) or _NUMBERED.match(text)
    if found is None:
        return "", 0, ""
    return " ".join(found["stem"].split()), int(found["n"]), found["unit"] or ""


# what they are


def _what(grid: Grid, run: Run) -> str:
    """What is read in a run, as a header such as `C/T (s)`; nothing if it is no run of readings."""
    bare = run.stem == ""
    if len(run.columns) < (_LEAST_BARE if bare else _LEAST):
        return ""
    group, crowded = _group(grid, run)
    if crowded or not _has_body(grid, run, bare):
        return ""
    unit = run.unit or _own_unit(grid, run, group)
    for text in (run.stem, group.text if group else ""):
        if called := time_in(text, grid.tongues):
            return called if unit_in(called) else f"{called} {unit}".strip()
    if not bare and not is_reading_word(run.stem):
        return ""
    if group and not (is_reading_word(group.text) or is_study(group.text)):
        return ""
    said = _said_above(grid, run)
    if called := time_in(said, grid.tongues):
        return called if unit_in(called) else f"{called} {unit}".strip()
    return f"C/T {unit or unit_in(said)}".strip()


def time_in(text: str, tongues: Tongues) -> str:
    """The time of a process that a text names, as a header: `Cycle times [s]` is `C/T (s)`; `Time` alone says too little."""
    from vsm_desktop.intake.columns import meaning_of  # which asks here about marked headers

    meaning = meaning_of(text, tongues) if 0 < len(text) <= LONGEST else None
    field = meaning.field if meaning and meaning.role == "field" else None
    if meaning is None or field is None or field.dimension != "time":
        return ""
    if not meaning.rest:
        return text
    rest = [word.key for word in words_of(meaning.rest)]
    more = len(phrase_of(text).words) > len(rest) and READING_WORDS.issuperset(rest)
    return f"{field.label} {unit_in(text)}".strip() if more else ""


def is_study(text: str) -> bool:
    """Whether a text speaks of readings, such as `Time study 3 March`."""
    return any(word.key in _STUDY for word in phrase_of(text).words)


def _group(grid: Grid, run: Run) -> tuple[Cell | None, bool]:
    """The header over a run: one text above its columns. Whether there is more above, so that each has its own."""
    above = [cell for column in run.columns if (cell := grid.get(run.row - 1, column))]
    texts = {cell.text for cell in above}
    if len(texts) > 1 or "" in texts or any(cell.text and _numbered(cell)[1] for cell in above):
        return None, True
    return (above[0] if above else None), False


def _has_body(grid: Grid, run: Run, bare: bool) -> bool:
    """Whether the rows below hold readings, under steps and not under fields."""
    numbers, others, names, fields, step = 0, 0, 0, 0, False
    for row in range(run.row + 1, run.row + _SEEN):
        cells = grid.rows.get(row, {})
        held = [cells[column] for column in run.columns if column in cells]
        label = next((cells[c].text for c in range(run.first - 1, 0, -1) if c in cells and cells[c].text), "")
        read = sum(
            1 for cell in held if cell.kind in ("number", "duration") or any(map(str.isdigit, cell.text))
        )
        numbers, others = numbers + read, others + len(held) - read
        if label and held:
            names += 1
            role = role_of(label, grid.tongues)
            fields, step = fields + (role in ("field", "stock")), step or role == "name"
    if bare and (step or not names or 2 * fields >= names):
        return False
    return numbers > others and not (names and 2 * fields >= names and step)


def role_of(label: str, tongues: Tongues) -> str:
    """What a text would be as a header: name, field, stock …; nothing for any other text."""
    from vsm_desktop.intake.columns import meaning_of

    meaning = meaning_of(label, tongues) if len(label) <= LONGEST else None
    return meaning.role if meaning else ""


def _own_unit(grid: Grid, run: Run, group: Cell | None) -> str:
    """The unit in the header over a run, else in that of the column of names, in brackets."""
    beside = [grid.get(run.row, column) for column in range(run.first - 1, 0, -1)]
    for cell in (group, *beside):
        if cell and (unit := unit_in(cell.text)):
            return "" if cell is group and time_in(cell.text, grid.tongues) else unit
    return ""


def unit_in(text: str) -> str:
    """The unit of time a text ends in or has in brackets, in brackets."""
    inside = [*phrase_of(text).brackets, *_IN.findall(text[-LONGEST:])]
    return next((f"({one})" for one in inside if unit_of(one, "time")), "")


def _said_above(grid: Grid, run: Run) -> str:
    """What a title above says of times: `Cycle times in seconds`; what has a label of its own is another time."""
    for cell in _above(grid, run):
        known = any(word.key in READING_WORDS for word in phrase_of(cell.text).words) or bool(
            time_in(cell.text, grid.tongues)
        )
        if known and not label_of(cell.text, grid.tongues) and not split(cell.text, grid.tongues):
            return cell.text
    return ""


def _above(grid: Grid, run: Run) -> Iterator[Cell]:
    """The short texts in the rows of the file above the header, the nearest first."""
    places = range(run.first - 2, max(run.first - _ABOVE, 0), -1)
    rows = range(run.row - 1, max(run.row - _ABOVE, 0), -1)
    if grid.turned:
        found = (cells.get(column) for column in places for cells in islice(grid.rows.values(), _SEEN))
    else:
        found = (cell for row in rows for cell in grid.rows.get(row, {}).values())
    return (cell for cell in found if cell and 0 < len(cell.text) <= LONGEST)


# one header row


def _head(
    rows: dict[int, Mapping[int, Cell]], grid: Grid, number: int, found: Sequence[tuple[Run, str]]
) -> None:
    """Put the headers of the runs into their row, with those that stand a row higher beside a group."""
    here, above = dict(rows[number]), dict(rows.get(number - 1, {}))
    grouped = False
    for run, what in found:
        for n, column in enumerate(run.columns, start=1):
            old = here[column]
            here[column] = Cell(old.row, old.column, f"{what}{MARK}{n}", whole=old.shown)
            grouped = above.pop(column, None) is not None or grouped
    inside = {column for run, _what_ in found for column in run.columns}
    if grouped:
        for column in [column for column, cell in above.items() if cell.text and column not in inside]:
            if column not in here or here[column].text == above[column].text:
                cell = above.pop(column)
                here.setdefault(column, cell)
        rows[number - 1] = above
    _name(here, grid, found[0][0])
    rows[number] = dict(sorted(here.items()))


def _name(here: dict[int, Cell], grid: Grid, run: Run) -> None:
    """The column of names beside the readings is called so, where its header says `Reading` or `Observation`."""
    if any(role_of(cell.text, grid.tongues) == "name" for cell in here.values() if cell.text):
        return
    for column in range(run.first - 1, 0, -1):
        body = [cell for row in range(run.row + 1, run.row + _SEEN) if (cell := grid.get(row, column))]
        if body and 2 * sum(1 for cell in body if cell.text) > len(body):
            if (old := here.get(column)) and old.text and is_reading_word(old.text):
                here[column] = Cell(old.row, old.column, "Step", whole=old.text)
            return
