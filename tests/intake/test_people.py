"""Sheets as different people make them: each is read as its author would read it aloud."""

from __future__ import annotations

from datetime import time, timedelta

from tests.intake.books import calendar, read, said, state, typed
from vsm_desktop.metrics.measure import measure


def test_a_german_engineer(tmp_path):
    """Umlauts, decimal commas typed as text, percent cells, a sum below, a signature under the table."""
    reading = read(
        tmp_path,
        ["Wertstromaufnahme Linie 4"],
        [],
        ["Produktfamilie:", "Getriebegehäuse", None, "Kunde:", "Müller & Söhne AG"],
        ["Kundenbedarf: 18.400 Stk./Monat", None, None, "Arbeitstage/Monat", 20],
        ["Schichten pro Tag", 2, None, "Schichtdauer [h]", 8],
        ["Pausen: 2 x 10 min", None, None, "Lieferant", "Gießerei Nord"],
        [],
        [
            "Nr.",
            "Arbeitsgang",
            "ZZ [s]",
            "Rüstzeit [min]",
            "Verfügbarkeit",
            "MA",
            "Bestand vor Schritt (Stk)",
            "Ausschuss %",
        ],
        [10, "Drehen", "45,5", "30", 0.92, 1, 1200, "1,5"],
        [20, "Fräsen", 62, 45, 0.85, 2, 850, 2],
        [30, "Entgraten", 30, 0, 1, 1, "k.A.", 0],
        [40, "Montage", "ca. 58", 0, 1, 3, 430, 0.5],
        [None, "Summe", "195,5", 75, None, 7, 2480],
        [],
        ["Aufgenommen von: M. Weber"],
        formats={"E9": "0%", "E10": "0%", "E11": "0%", "E12": "0%"},
    )
    assert (
        reading.report.summary == "36 values taken, 4 converted, 1 left out (B13:G13: a total, not a step)."
    )
    assert typed(reading)["10"] == {
        "ct": "45.5 s",
        "co": "30 min",
        "uptime": "92 %",
        "scrap": "1.5 %",
        "operators": "1",
    }
    assert calendar(reading) == {
        "shifts_per_day": "2",
        "shift": "8 h",
        "break_per_shift": "20 min",
        "days_per_month": "20",
    }
    assert (reading.stream.name, state(reading).author) == ("Getriebegehäuse", "M. Weber")
    assert measure(reading.stream, "current").number("takt_s") == 60


def test_a_consultant_with_data_boxes_side_by_side(tmp_path):
    """Steps across, data down, labels below the table."""
    reading = read(
        tmp_path,
        ["Current state map data"],
        [],
        [None, "Receiving", "Cutting", "Sewing", "Packing"],
        ["C/T (sec)", None, 12, 95, 30],
        ["C/O (min)", None, 15, 5, 0],
        ["Uptime", None, "90%", "95%", "100%"],
        ["# of operators", 1, 1, 6, 2],
        ["WIP before (pcs)", None, 3000, 800, "450"],
        [],
        ["Demand", "450 pcs/day"],
        ["Available time per day", "27000 s"],
    )
    assert reading.report.summary == "23 values taken."
    assert [node.id for node in state(reading).nodes] == [
        "receiving", "inv_cutting", "cutting", "inv_sewing", "sewing", "inv_packing", "packing", "customer"
    ]  # fmt: skip
    assert measure(reading.stream, "current").number("takt_s") == 60


def test_a_planner_with_two_header_lines(tmp_path):
    """Groups over variants, a line of units, times as the spreadsheet counts them, units in a cell of their own."""
    reading = read(
        tmp_path,
        ["Plant: Ohio 2", None, "Date: 2024-11-05"],
        ["Customer demand", None, "920", "pcs/day"],
        ["Net available time", "460 min/shift"],
        ["Shifts", "2"],
        [],
        ["Process step", "Cycle time", "Changeover", "Uptime", "Operators", "Inventory before", None],
        [None, "(s)", "hh:mm:ss", "%", None, "L", "R"],
        ["Press", timedelta(seconds=1), timedelta(hours=1), 85, 1, 2300, 1200],
        ["Weld", 39, time(0, 10, 0), 100, 1, 4600, 2400],
        ["Assy", "62 s", "0:00:00", 100, 1, 1600, 850],
        ["Ship", None, None, None, None, 2700, 1440],
        formats={"B8": "[h]:mm:ss", "C8": "[h]:mm:ss"},
    )
    assert reading.report.doubtful == reading.report.rejected == ()
    assert typed(reading)["press"] == {"ct": "1 s", "co": "60 min", "uptime": "85 %", "operators": "1"}
    assert typed(reading)["inv_press"] == {"qty_by_variant": {"L": "2300 pc", "R": "1200 pc"}}
    assert (reading.stream.site, state(reading).date) == ("Ohio 2", "2024-11-05")
    assert measure(reading.stream, "current").number("takt_s") == 60


def test_an_office_team(tmp_path):
    """P/T, L/T and %C&A typed with their units, a range, a question mark, a column of no use."""
    reading = read(
        tmp_path,
        ["Activity", "P/T", "L/T", "%C&A", "People", "Queue (items)", "VA/NNVA/NVA", "Colour"],
        ["Receive application", "5 min", "2 h", "95%", 1, 12, "NNVA", "red"],
        ["Check credit", "20 min", "1 d", "80%", 2, 30, "VA", "blue"],
        ["Approve", "10 min", "3 d", "99%", 1, "?", "VA", "green"],
        ["Send letter", "3-5 min", "4 h", "100%", 1, 7, "NVA", None],
        ["Total", "38 min", "4.25 d"],
    )
    assert [(entry.cell, entry.step) for entry in reading.report.rejected] == [
        ("H1:H4", ""), ("F4", "approve"), ("A6:C6", "")
    ]  # fmt: skip
    assert typed(reading)["check_credit"] == {
        "pt": "20 min",
        "lt": "1 d",
        "ca": "80%",
        "operators": "2",
        "va": "VA",
    }


def test_somebody_in_a_hurry(tmp_path):
    """No header over the names, no units, the mix beside the table, a total and a note below."""
    reading = read(
        tmp_path,
        [None, "CT", "CO", "Avail.", "Ops", "Stock", "Scrap", None, "Variant", "Demand per month"],
        ["Saw", 12, 15, 0.9, 1, 500, 0.02, None, "Red", 8000],
        ["Drill", 25, 20, 0.85, 1, "3 d", 0.01, None, "Blue", 4000],
        ["Paint", 40, 60, 0.95, 2, 900, 0, None, "Total", 12500],
        ["Pack", 15, 0, 1, 1, 100, 0],
        ["Finished goods", None, None, None, None, 2000, None, None, "Working days", 21],
        [],
        ["Total", 92, 95, None, 5, 3500],
        ["Note: stock counted on Monday"],
        [None, "see Tom"],
    )
    assert typed(reading)["drill"] == {
        "ct": "25 s",
        "co": "20 min",
        "uptime": "85 %",
        "scrap": "1 %",
        "operators": "1",
    }
    assert typed(reading)["inv_drill"] == {"days": "3 d"}
    assert typed(reading)["customer"] == {"demand_by_variant": {"Red": "8000/mo", "Blue": "4000/mo"}}
    assert said(reading)["J4"] == ("doubtful", "not the sum of its variants, 12000/mo; the variants are used")
    assert said(reading)["B10"] == ("rejected", '"see Tom" is not a time; the row has no name either')
    assert len([entry for entry in reading.report.doubtful if "no unit" in entry.reason]) == 7


def test_a_form_with_spare_columns(tmp_path):
    """Line breaks in headers, empty columns for looks, a running number, totals two rows below."""
    reading = read(
        tmp_path,
        ["VALUE STREAM DATA COLLECTION SHEET"],
        ["Site: Plant 3", None, None, "Prepared by:", "Ann Lee"],
        [],
        [
            "#",
            None,
            "Process Name",
            None,
            "C/T\n(seconds)",
            "C/O\n(minutes)",
            None,
            "Up-time\n(%)",
            "People",
            "WIP\n(pieces)",
            "Yield %",
        ],
        [1, None, "Receive & Inspect", None, 120, None, None, 98, 2, 5000, 99.5],
        [2, None, "CNC Mill", None, 240, 90, None, 78, 3, 1200, 97],
        [3, None, "Ship", None, 30, 0, None, 100, 1, 800, 100],
        [],
        [None, None, "Total cycle time (s)", None, 390],
        [None, None, "Lead time (days)", None, None, None, None, None, None, 9.3],
        [],
        ["Customer demand (pcs/day)", None, None, 800],
        ["Available time (min/day)", None, None, "900"],
    )
    assert typed(reading)["receive_inspect"] == {
        "ct": "120 s",
        "uptime": "98 %",
        "fpy": "99.5 %",
        "operators": "2",
    }
    assert [entry.reason for entry in reading.report.rejected] == [
        "a total, not a step",
        "a total, not a step; what was read gives 8.8 d",
    ]
    assert measure(reading.stream, "current").number("takt_s") == 67.5


def test_the_sheet_of_the_import_picture(tmp_path):
    reading = read(
        tmp_path,
        ["Demand: 18,400 a month", None, "20 working days a month"],
        ["2 shifts of 460 minutes"],
        [],
        [
            "Process step",
            "C/T (sec)",
            "C/O",
            "Avail.",
            "Ops",
            "Stock LH",
            "Stock RH",
            "EPE",
            "Measured by",
            "Remarks",
        ],
        ["Stamping", 1, "1 h", 0.85, 1, "5 d", "–", "2 weeks", "MO", "press shared with line 3"],
        ["Spot weld 1", 39, "10 min", 1, 1, 4600, 2400, None, "MO"],
        ["Spot weld 2", 46, "10 min", 0.8, 1, 1100, 600, None, "RS"],
        ["Assembly 1", 62, 0, 1, 1, 1600, 850, None, "RS"],
        ["Assembly 2", 40, 0, 1, 1, 1200, 640, None, "MO"],
        ["Shipping", None, None, None, None, 2700, 1440],
        [None, "see Tom"],
    )
    report = measure(reading.stream, "current")
    assert (report.number("takt_s"), report.number("processing_time_s")) == (60, 188)
    assert round(report.number("lead_time_days"), 1) == 23.6
    assert reading.report.summary.endswith(
        '1 left out (B11: "see Tom" is not a time; the row has no name either).'
    )
