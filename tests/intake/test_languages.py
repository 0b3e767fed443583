"""Words of one language do not change what a sheet in another says, and a column says why it is read as it is."""

from __future__ import annotations

import pytest

from tests.intake.books import read as read_rows_of
from tests.intake.books import said, typed
from vsm_desktop.intake.columns import meaning_of
from vsm_desktop.intake.grid import Cell, grid_of
from vsm_desktop.intake.kinds import is_total
from vsm_desktop.intake.labels import label_of
from vsm_desktop.intake.phrases import words_of
from vsm_desktop.intake.table import find_table
from vsm_desktop.intake.units import period_of, unit_of
from vsm_desktop.intake.words import LANGUAGES, OTHERS, tongues_of, vocabulary


@pytest.mark.parametrize(
    "header", ["TC", "TP", "TR", "Data", "Client", "Stocks", "Tag", "Num", "Phase", "TRS", "Lot TC", "Prima"]
)
def test_words_that_mean_something_else_need_company(header):
    """In an English sheet they are what they were before, unknown or a word of English."""
    english = vocabulary().columns
    assert meaning_of(header) is None or tuple(word.key for word in words_of(header)) not in english


@pytest.mark.parametrize(
    ("header", "tongue", "key"),
    [
        ("TC", "fr", "ct"),
        ("TC", "es", "ct"),
        ("TR (min)", "pt", "co"),
        ("TPZ", "pl", "co"),
        ("TRS", "fr", "oee"),
        ("Stocks", "fr", "qty"),
    ],
)
def test_in_their_own_company_they_are_understood(header, tongue, key):
    meaning = meaning_of(header, frozenset((tongue,)))
    assert meaning
    assert meaning.key == key


def test_a_sheet_speaks_the_languages_of_its_words():
    assert tongues_of(["Step", "C/T (s)", "Uptime", "Bestand"]) == frozenset()
    assert tongues_of(["Opération", "TC (s)", "Nb opérateurs"]) == {"fr"}
    assert tongues_of(["Tiempo de ciclo", "Operarios", "Inventario antes"]) == {"es"}
    assert "ja" in tongues_of(["工程名", "サイクルタイム（秒）"])
    assert "zh" in tongues_of(["工序名称", "周期时间(秒)"])


def test_a_month_in_spanish_is_a_system_in_english():
    assert period_of(words_of("MES")) == ""
    assert period_of(words_of("piezas por mes")) == "month"
    assert label_of("Demand (MES)") is None or label_of("Demand (MES)").period == ""
    assert unit_of("pzas/mes", "rate").symbol == "pc/month"


def test_an_average_in_spanish_is_a_step_in_english():
    assert not is_total("Media")
    assert is_total("Media", frozenset(("es",)))


def test_every_language_has_what_a_table_of_steps_needs():
    needed = {"name", "ct", "co", "uptime", "operators", "stock", "batch", "scrap"}
    labels = {
        "demand",
        "available_per_day",
        "shifts_per_day",
        "shift",
        "break_per_shift",
        "customer",
        "supplier",
        "family",
    }
    for language in LANGUAGES:
        assert needed <= language.columns.keys(), language.code
        assert labels <= language.labels.keys(), language.code
        assert language.totals
        assert {"day", "shift", "month"} <= language.periods.keys(), language.code


@pytest.mark.parametrize("language", OTHERS, ids=lambda one: one.code)
def test_every_word_is_found_as_what_it_is_listed_for(language):
    """With its company each phrase is read as its key, unless English or German say otherwise."""
    own = vocabulary().columns
    for key, phrases in language.columns.items():
        for phrase in phrases:
            keys = tuple(word.key for word in words_of(phrase.lstrip("?")))
            found = vocabulary(frozenset((language.code,))).columns[keys]
            assert (
                found == key
                or keys in own
                or any(
                    phrase in other.columns.get(found, ())
                    or phrase.lstrip("?") in other.columns.get(found, ())
                    for other in LANGUAGES
                )
            ), (language.code, phrase, found)


@pytest.mark.parametrize(
    ("text", "parts"),
    [("周期时间(秒)", ["周期时间", "秒"]), ("前工程在庫", ["前工程", "在庫"]), ("段取り時間", ["段取り時間"]), ("月需求量", ["月需求量"]),
     ("1日当たり", ["1", "日当たり"]), ("サイクルタイム", ["サイクルタイム"])],
)  # fmt: skip
def test_words_are_found_in_a_run_of_characters(text, parts):
    assert [word.raw for word in words_of(text)] == parts


def columns(*rows):
    """The columns of a table by their header, with the reason of each."""
    cells = [
        Cell(r, c, value, "text" if isinstance(value, str) else "number")
        for r, row in enumerate(rows, start=1)
        for c, value in enumerate(row, start=1)
        if value is not None
    ]
    table = find_table(grid_of("Sheet1", cells))
    return {column.header: column.why for column in table.columns}


def test_every_column_says_why_it_is_read_so():
    why = columns(
        ["Step", "C/T (s)", "C/O", "Colour", "Cycle time line 4", "Uptime", None, "Inventory before L (pcs)"],
        ["Saw", 12.0, "5 min", "red", 1.0, 0.85, 1.0, 40.0],
        ["Mill", 30.0, "2 min", "blue", 2.0, 0.9, 1.0, 50.0],
        ["Wash", 11.0, "0 min", "red", 3.0, 1.0, 2.0, 60.0],
    )
    assert why == {
        "Step": "the header says the name of the step",
        "C/T (s)": "the header says cycle time, with its unit",
        "C/O": "the header says changeover time, the unit is in the cells",
        "Uptime": "the header says uptime",
        "Inventory before L (pcs)": "the header says stock, before the step, of L, with its unit",
        "Colour": 'no field of a process is called "Colour"',
        "Cycle time line 4": '"C/T (s)" in B1 is read for this',
        "": "no header; small whole numbers that repeat, taken as operators; could also be machines",
    }


def test_a_guess_is_never_taken_where_a_word_says_it(tmp_path):
    reading = read_rows_of(tmp_path, ["Step", "(s)", "C/T"], ["Saw", 99, 12], ["Mill", 98, 30])
    assert typed(reading)["saw"]["ct"] == "12 s"
    assert said(reading)["B1:B3"] == ("rejected", 'no field of a process is called "(s)"')


def test_a_cost_is_not_guessed_to_be_a_stock(tmp_path):
    reading = read_rows_of(
        tmp_path, ["Step", "C/T (s)", "Cost"], ["Saw", 12, 4600], ["Mill", 30, 2400], ["Wash", 11, 1600]
    )
    assert said(reading)["C1:C4"] == ("rejected", 'no field of a process is called "Cost"')
