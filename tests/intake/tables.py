"""Random tables of steps: in a language, with units, numbers and a layout as people in that language write them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from vsm_desktop.intake.grid import Cell, Grid, grid_of


@dataclass(frozen=True)
class Speech:
    """The words of one language for a table."""

    name: str
    ct: tuple[str, ...]
    co: tuple[str, ...]
    uptime: tuple[str, ...]
    operators: tuple[str, ...]
    before: tuple[str, ...]
    seconds: str
    minutes: str
    pieces: str
    total: str
    steps: tuple[str, ...]
    demand: str


SPEECHES = {
    "en": Speech(
        "Process step", ("Cycle time", "C/T"), ("Changeover", "C/O"), ("Uptime",), ("Operators", "# of operators"),
        ("Inventory before", "WIP before"), "sec", "min", "pcs", "Total", ("Cut", "Bend", "Weld", "Paint", "Pack"), "Demand per day",
    ),
    "de": Speech(
        "Arbeitsgang", ("Zykluszeit", "ZZ"), ("Rüstzeit",), ("Verfügbarkeit",), ("MA", "Mitarbeiter"), ("Bestand vor", "Menge davor"),
        "Sek", "Min.", "Stk", "Summe", ("Sägen", "Fräsen", "Härten", "Prüfen", "Packen"), "Bedarf pro Tag",
    ),
    "fr": Speech(
        "Opération", ("Temps de cycle", "TC", "Tps de cycle"), ("Temps de changement de série", "Réglage"), ("Disponibilité", "Dispo"),
        ("Nb opérateurs", "Effectif"), ("Stock avant", "En-cours amont"), "s", "mn", "pièces", "Total",
        ("Découpe", "Pliage", "Soudure", "Contrôle", "Expédition"), "Demande journalière",
    ),
    "es": Speech(
        "Proceso", ("Tiempo de ciclo", "T. ciclo", "TC"), ("Tiempo de cambio", "Cambio de modelo"), ("Disponibilidad",), ("Operarios", "Nº de operarios"),
        ("Inventario antes",), "seg", "minutos", "pzas", "Suma", ("Corte", "Costura", "Pintura", "Montaje", "Embalaje"), "Demanda diaria",
    ),
    "pt": Speech(
        "Etapa", ("Tempo de ciclo", "TC"), ("Tempo de troca", "Setup"), ("Disponibilidade",), ("Operadores", "Nº de operadores"),
        ("Estoque antes",), "seg", "min", "peças", "Soma", ("Corte", "Solda", "Pintura", "Inspeção", "Expedição"), "Demanda diária",
    ),
    "pl": Speech(
        "Operacja", ("Czas cyklu",), ("Czas przezbrojenia",), ("Dostępność",), ("Liczba operatorów", "Obsada"), ("Zapas przed",), "sek", "min", "szt.",
        "Razem", ("Cięcie", "Gięcie", "Spawanie", "Mycie", "Pakowanie"), "Zapotrzebowanie dzienne",
    ),
    "it": Speech(
        "Fase", ("Tempo ciclo", "T. ciclo"), ("Attrezzaggio", "Tempo di setup"), ("Disponibilità",), ("N° operatori", "Addetti"),
        ("Giacenza a monte", "Scorta prima"), "sec", "min", "pz", "Totale", ("Taglio", "Piega", "Saldatura", "Verniciatura", "Imballo"),
        "Domanda giornaliera",
    ),
    "nl": Speech(
        "Processtap", ("Cyclustijd",), ("Omsteltijd", "Insteltijd"), ("Beschikbaarheid",), ("Aantal operators", "Medewerkers"), ("Voorraad voor",),
        "sec", "minuten", "stuks", "Totaal", ("Zagen", "Buigen", "Lassen", "Spuiten", "Inpakken"), "Klantvraag per dag",
    ),
    "ru": Speech(
        "Операция", ("Время цикла",), ("Время переналадки", "Переналадка"), ("Доступность",), ("Кол-во операторов", "Операторы"), ("Запас перед",),
        "сек", "мин", "шт", "Итого", ("Резка", "Гибка", "Сварка", "Окраска", "Упаковка"), "Спрос в день",
    ),
    "zh": Speech(
        "工序名称", ("周期时间", "循环时间"), ("换型时间", "换线时间"), ("稼动率", "可动率"), ("人数", "操作员"), ("工序前库存", "前库存"), "秒", "分钟", "件", "合计",
        ("切割", "折弯", "焊接", "喷涂", "包装"), "日需求量",
    ),
    "ja": Speech(
        "工程名", ("サイクルタイム",), ("段取り時間", "段取り替え時間"), ("稼働率", "可動率"), ("作業者数", "人員"), ("前在庫", "手前仕掛"), "秒", "分", "個", "合計",
        ("切断", "曲げ", "溶接", "塗装", "梱包"), "日需要",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A table as cells, and what it says: values by step and field in base units."""

    rows: list[list[Any]]
    said: dict[str, dict[str, float]]
    demand: int | None
    percent_cells: list[tuple[int, int]] = field(default_factory=list)
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def grid(self, top: int, left: int) -> Grid:
        """The cells as a reader of files gives them."""
        cells = []
        for r, row in enumerate(self.rows, start=top):
            for c, value in enumerate(row, start=left):
                if isinstance(value, str) and value:
                    cells.append(Cell(r, c, value))
                elif isinstance(value, int | float):
                    kind = "percent" if (r - top, c - left) in self.percent_cells else "number"
                    cells.append(Cell(r, c, float(value), kind))
        return grid_of("Sheet1", cells)


def number(value: float, style: str) -> Any:
    """A number as a number, or as text with a point or a comma."""
    if style == "number":
        return value
    whole, _point, rest = f"{value:.2f}".partition(".")
    groups = f"{int(whole):,}"
    point, thousands = {
        "comma": (",", "."),
        "point": (".", ","),
        "space": (",", "\u00a0"),
        "swiss": (".", "'"),
    }[style]
    return groups.replace(",", thousands) + (f"{point}{rest}" if rest.strip("0") else "")


@st.composite
def made(draw: Any) -> Made:
    """Any table: some columns, in any order, with the units in the header, in a line below it or in the cells."""
    speech = SPEECHES[draw(st.sampled_from(sorted(SPEECHES)))]
    fields = draw(
        st.lists(
            st.sampled_from(("ct", "co", "uptime", "operators", "before")),
            min_size=2,
            max_size=5,
            unique=True,
        )
    )
    steps = draw(st.lists(st.sampled_from(speech.steps), min_size=3, max_size=5, unique=True))
    style = draw(st.sampled_from(("number", "number", "comma", "point", "space", "swiss")))
    where = draw(st.sampled_from(("header", "line", "cell")))
    brackets = draw(st.sampled_from(("({})", "[{}]", "({})")))
    if speech.name[0] > "\u3000":
        brackets = draw(st.sampled_from(("（{}）", "({})", "【{}】")))
    header, line, columns, said = [speech.name], [None], [], {step: {} for step in steps}
    percent: list[tuple[int, int]] = []
    for key in fields:
        unit = draw(
            st.sampled_from(
                {"ct": (speech.seconds, speech.minutes), "co": (speech.minutes,)}.get(key, (speech.pieces,))
            )
        )
        unit = {"uptime": "%", "operators": ""}.get(key, unit)
        word = draw(st.sampled_from(getattr(speech, key)))
        in_header = bool(unit) and where == "header"
        header.append(f"{word} {brackets.format(unit)}" if in_header else word)
        line.append(brackets.format(unit) if unit else None)
        column = [_value(draw, key) for _step in steps]
        columns.append([_cell(value, key, unit if where == "cell" else "", style) for value in column])
        scale = (
            60.0 if unit in (speech.minutes,) and key in ("ct", "co") else 0.01 if key == "uptime" else 1.0
        )
        for step, value in zip(steps, column, strict=True):
            said[step][key] = value * scale
    rows: list[list[Any]] = [header]
    if where == "line" and sum(1 for part in line if part) > 1:
        rows.append(line)
    elif where == "line":
        rows[0] = [f"{word} {part}" if part else word for word, part in zip(header, line, strict=True)]
    rows += [[step, *(column[n] for column in columns)] for n, step in enumerate(steps)]
    if draw(st.booleans()):
        rows.append([speech.total, *("" for _field in fields)])
    demand = draw(st.one_of(st.none(), st.integers(50, 5000)))
    head: list[list[Any]] = (
        [[draw(st.sampled_from(("Plant 3 / line 2", "ACME", "Rev. C")))], []] if draw(st.booleans()) else []
    )
    if draw(st.booleans()) and not any(row and row[0] == speech.total for row in rows):
        rows = [list(part) for part in zip(*rows, strict=True)] if where != "line" else rows
    foot = [[], [speech.demand, demand]] if demand else []
    return Made([*head, *rows, *foot], said, demand, percent)


def _value(draw: Any, key: str) -> float:
    if key in ("ct", "co"):
        return draw(st.one_of(st.integers(1, 900), st.integers(1, 250000).map(lambda n: n / 100)))
    if key == "uptime":
        return draw(st.integers(40, 100))
    return draw(st.integers(1, 8) if key == "operators" else st.integers(20, 90000))


def _cell(value: float, key: str, unit: str, style: str) -> Any:
    """A value as it is typed; those that count whole things have no fraction, and no unit where the header has it."""
    shown = number(value, style) if key in ("ct", "co", "before") else number(value, "number")
    if not unit:
        return shown
    text = (
        shown
        if isinstance(shown, str)
        else f"{shown:g}"
        if float(shown).is_integer() or key != "ct"
        else str(shown)
    )
    return f"{text} {unit}"
