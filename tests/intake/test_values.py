"""What a cell is worth: units, decimals, percent, durations, and what cannot be read."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from tests.intake.books import quantities, read, said, state, typed
from vsm_desktop.model.parse import parse_quantity


def one(tmp_path, header, *values, format_=None):
    """Read a column of values; what the first became, and what is said of it."""
    rows = [[f"Step {n}", value, 1] for n, value in enumerate(values, start=1)]
    formats = {"B2": format_} if format_ else None
    reading = read(tmp_path, ["Step", header, "Operators"], *rows, formats=formats)
    fields = typed(reading)
    fields = fields["step_1"] | fields.get("inv_step_1", {})
    del fields["operators"]
    return next(iter(fields.values()), None), said(reading)["B2"]


def no_unit(unit):
    return ("doubtful", f"no unit in the header or the cell; read as {unit}")


def kept(text, middle):
    return ("converted", f'"{text}" kept as a range; {middle} to calculate with')


TAKEN = ("taken", "")


@pytest.mark.parametrize(
    ("header", "value", "becomes", "verdict"),
    [
        ("C/T (sec)", 45, "45 s", TAKEN),
        ("Cycle time [s]", 45, "45 s", TAKEN),
        ("CT sec", 0.5, "0.5 s", TAKEN),
        ("Cycle time in seconds per piece", 45, "45 s", TAKEN),
        ("Cycle time C/T (s)", 45, "45 s", TAKEN),
        ("C/T (cycle time) [s]", 45, "45 s", TAKEN),
        ("C/T (min/pc)", 2.5, "2.5 min", TAKEN),
        ("C/T\n(s)", 45, "45 s", TAKEN),
        ("c.t. (sec.)", 45, "45 s", TAKEN),
        ("Zykluszeit (Sek)", 45, "45 s", TAKEN),
        ("C/T", "45 s", "45 s", TAKEN),
        ("C/T (min)", "45 s", "45 s", TAKEN),
        ("C/T (min)", "2 min 30 s", "2 min 30 s", TAKEN),
        ("C/T", "0:01:30", "0:01:30", TAKEN),
        ("C/T", 45, "45 s", no_unit("seconds")),
        ("C/T", 0, "0 s", TAKEN),
        ("C/O", 10, "10 min", no_unit("minutes")),
        ("C/O", 0, "0 min", TAKEN),
        ("C/O [min]", 0, "0 min", TAKEN),
        ("C/O (s)", "1 h", "1 h", TAKEN),
        ("Rüstzeit (Std.)", 0.5, "0.5 h", TAKEN),
        ("C/T (s)", "1,5", "1.5 s", ("converted", '"1,5" read as 1.5')),
        ("C/T (s)", " 45 ", "45 s", TAKEN),
        ("C/T (HM)", 50, "0.5 min", ("converted", "50 read as 0.5 min")),
        ("C/T (ticks)", 50, "50 s", ("doubtful", '"ticks" is no unit known here; read as seconds')),
        ("C/T (s)", "ca. 45", "45 s", ("converted", '"ca. 45" kept as an estimate')),
        ("C/T (s)", "45 s/pc", "45 s", TAKEN),
        ("C/T", "120/h", "30 s", ("converted", "120/h read as 30 s")),
        ("C/T (s)", "40-45 s", "40-45 s", kept("40-45 s", "42.5 s")),
        ("C/T (s)", "40 to 45", "40 to 45", kept("40 to 45", "42.5 s")),
        ("C/T (min)", "1 bis 2", "1 bis 2 min", kept("1 bis 2 min", "1.5 min")),
        ("C/T (min)", "1..2", "1..2 min", kept("1..2 min", "1.5 min")),
        ("C/T", "40 to 45", "40 to 45", no_unit("seconds")),
        ("C/T (s)", "40-45 s/pc", "40-45 s", kept("40-45 s", "42.5 s")),
        ("C/T (s)", "< 1", "< 1", kept("< 1", "1 s")),
        ("Uptime", "80-90 %", "80-90 %", kept("80-90 %", "85 %")),
        ("Stations", "2 to 3 machines", "2 to 3", kept("2 to 3", "2.5")),
        ("L/T (days)", 3, "3 d", TAKEN),
        ("L/T", "4 hrs", "4 hrs", TAKEN),
        ("EPE", "2 weeks", "2 weeks", TAKEN),
        ("Wait (d)", 2, "2 d", TAKEN),
        ("Batch size (pcs)", "1,200", "1200 pc", ("converted", '"1,200" read as 1200')),
        ("Stations", "2 machines", "2", TAKEN),
        ("Shifts", "2 shifts", "2", TAKEN),
        ("Time (s)", 45, "45 s", ("doubtful", '"Time (s)" read as Cycle time')),
        ("Cycle time line 4 (s)", 45, "45 s", ("doubtful", '"Cycle time line 4 (s)" read as Cycle time')),
        ("VA/NNVA/NVA", "nva", "NVA", TAKEN),
        ("VA (s)", 12, "12 s", TAKEN),
        ("Shared", "x", True, TAKEN),
    ],
)  # fmt: skip
def test_read(tmp_path, header, value, becomes, verdict):
    assert one(tmp_path, header, value) == (becomes, verdict)


@pytest.mark.parametrize(
    ("header", "value", "reason"),
    [
        ("C/T (s)", "see Tom", '"see Tom" is not a time'),
        ("C/T (s)", "40-45", '"40-45" can be a range, a date or a minus. Type 40 to 45 s'),
        ("C/T (mm:ss)", "1 to 2", '"1 to 2" has no unit. Type it behind the number'),
        ("C/T (s)", "45-40 s", '"45-40 s" begins with the larger end. Type 40 to 45 s'),
        ("C/T (s)", "1.500", '"1.500" can be read in two ways, as 1500 or as 1.5'),
        ("Uptime", "90-110 %", '"90-110 %" is out of range: Uptime is at most 100 %'),
        ("C/T (s)", "45 sq", '"sq" is no unit of time'),
        ("C/T (s)", "2/day", '"/day" is no unit of time'),
        ("C/T (s)", "?", '"?" is not a time'),
        ("C/T (s)", -5, '"-5" is out of range: Cycle time is at least 0'),
        ("C/T (s)", True, '"TRUE" is not a time'),
        ("C/T (s)", datetime(2025, 3, 12), '"2025-03-12" is not a time'),
        ("C/T", "1,500", '"1,500" can be read in two ways'),
        ("C/T", "12 34", '"12 34" is not a time'),
        ("C/T", "0:45", '"0:45" can be hours and minutes or minutes and seconds'),
        ("C/T (s)", "x" * 300, '"' + "x" * 79 + '…" is not a time'),
        ("C/T (s)", "9" * 90, None),
        ("C/T (s)", 1e308, None),
        ("Uptime", 120, '"120" is out of range: Uptime is at most 100 %'),
        ("Uptime", 0, '"0" is out of range: Uptime is more than 0 %'),
        ("Scrap %", 100, '"100" is out of range: Scrap is less than 100 %'),
        ("Batch", 0, '"0" is out of range: Batch size is more than 0'),
        ("Operators", "Tom", None),
        ("Inventory before (pcs)", "lots", '"lots" is not a number of pieces'),
        ("VA/NNVA/NVA", "maybe", '"maybe" is not understood here'),
        ("Shared", "perhaps", '"perhaps" is not understood here'),
    ],
)  # fmt: skip
def test_rejected(tmp_path, header, value, reason):
    if header == "Operators":
        reading = read(tmp_path, ["Step", "Operators", "C/T (s)"], ["Saw", value, 1])
        assert said(reading)["B2"] == ("rejected", '"Tom" is not a number')
        return
    found, (verdict, why) = one(tmp_path, header, value)
    if value in ("9" * 90, 1e308):  # large, but a number
        assert verdict in ("taken", "converted")
        return
    assert (found, verdict) == (None, "rejected")
    assert why.startswith(reason)


@pytest.mark.parametrize("value", ["-", "–", "n/a", "N/A", "k.A.", "", "  ", None])
def test_nothing_is_missing_and_not_zero(tmp_path, value):
    reading = read(tmp_path, ["Step", "C/T (s)", "C/O (min)"], ["Saw", value, 5])
    assert typed(reading)["saw"] == {"co": "5 min"}
    assert "B2" not in said(reading)


class TestShares:
    """Uptime as 85, 0.85, 85 % or a cell formatted as percent."""

    def test_percent_format(self, tmp_path):
        assert one(tmp_path, "Uptime", 0.85, format_="0%") == ("85 %", TAKEN)
        assert one(tmp_path, "Uptime", 0.29, 80, format_="0.0%") == ("29 %", TAKEN)

    def test_a_column_of_parts_of_one(self, tmp_path):
        assert one(tmp_path, "Uptime (%)", 0.85, 1, 0.9) == ("85 %", ("converted", "0.85 read as 85 %"))
        assert one(tmp_path, "Verfügbarkeit", "0,85", 1) == ("85 %", ("converted", "0.85 read as 85 %"))
        assert one(tmp_path, "Uptime", 1, 1) == ("100 %", ("converted", "1 read as 100 %"))

    def test_a_column_of_percent(self, tmp_path):
        assert one(tmp_path, "Uptime", 85, 100) == ("85 %", TAKEN)
        found, (verdict, reason) = one(tmp_path, "Uptime", 0.9, 85)
        assert (found, verdict) == ("90 %", "doubtful")
        assert reason == "0.9 read as 90 %, since 0.9 % would be very low; write it as percent"

    @pytest.mark.parametrize(
        ("text", "time"), [("20'", "20 min"), ("2 ′", "2 min"), ('45"', "45 s"), ("45''", "45 s")]
    )
    def test_minutes_and_seconds_by_their_strokes(self, tmp_path, text, time):
        assert one(tmp_path, "C/T", text, "30 s") == (time, ("converted", f"{text} read as {time}"))

    def test_percent_in_the_cell_wins(self, tmp_path):
        assert one(tmp_path, "Uptime", "85%", 0.9) == ("85%", TAKEN)

    def test_small_scrap_in_percent_stays_percent(self, tmp_path):
        assert one(tmp_path, "Scrap (%)", 0.5, 1) == ("0.5 %", TAKEN)
        assert one(tmp_path, "Scrap", 0.02, 0) == ("2 %", ("converted", "0.02 read as 2 %"))

    @pytest.mark.parametrize("header", ["%C&A", "% C & A", "% Complete and Accurate", "C&A %", "%CA"])
    def test_complete_and_accurate(self, tmp_path, header):
        reading = read(tmp_path, ["Step", header, "P/T (min)"], ["Check", 95, 5])
        assert typed(reading)["check"] == {"ca": "95 %", "pt": "5 min"}


class TestNumberFormats:
    """What the sheet makes of a number."""

    @pytest.mark.parametrize(
        ("header", "value", "format_", "becomes", "verdict"),
        [
            ("C/T", timedelta(seconds=90), "[h]:mm:ss", "90 s", ("converted", "0:01:30 read as 90 s")),
            ("C/T", time(0, 0, 45), "h:mm:ss", "45 s", ("converted", "0:00:45 read as 45 s")),
            ("C/T", time(0, 0, 0, 500_000), "mm:ss.0", "0.5 s", ("converted", "0:00:00.500 read as 0.5 s")),
            ("C/O", time(0, 10), "h:mm", "10 min", ("converted", "0:10:00 read as 10 min")),
            ("C/O (s)", timedelta(hours=26), "[h]:mm", "1560 min", ("converted", "26:00:00 read as 1560 min")),
            ("C/O", 26 / 24, "h:mm", "1560 min", ("converted", "26:00:00 read as 1560 min")),
            ("C/T (mm:ss)", time(1, 30), "h:mm", "90 s", ("doubtful", "1:30:00 (shown as hours and minutes) read as 90 s")),
            ("C/T", time(1, 30), "h:mm", "5400 s",
             ("doubtful", "1:30:00 read as 5400 s; if minutes and seconds are meant, it is 90 s")),
            ("C/T (mm:ss)", "1:30", None, "90 s", ("converted", "1:30 read as 90 s")),
            ("C/O (hh:mm)", "1:30", None, "90 min", ("converted", "1:30 read as 90 min")),
            ("C/T", 45, '0" s"', "45 s", TAKEN),
            ("C/T (s)", 1.5, '0.0\\ "min"', "1.5 min", TAKEN),
            ("Inventory before", 5, '0 "days"', "5 d", TAKEN),
            ("Operators needed", 0.5, "0%", "0.5", TAKEN),
        ],
    )  # fmt: skip
    def test_are_understood(self, tmp_path, header, value, format_, becomes, verdict):
        if header.startswith("Operators"):
            reading = read(tmp_path, ["Step", header, "C/T (s)"], ["Saw", value, 1], formats={"B2": format_})
            assert typed(reading)["saw"]["operators"] == becomes
            return
        found, (kind, reason) = one(tmp_path, header, value, format_=format_)
        assert (found, kind) == (becomes, verdict[0])
        assert reason == verdict[1] or header == "Inventory before"

    def test_a_bare_number_under_a_clock_is_refused(self, tmp_path):
        assert one(tmp_path, "C/T (mm:ss)", 45) == (None, ("rejected", '"45" is not written as min:s'))
        assert one(tmp_path, "C/T (hh:mm:ss)", "1:30") == (
            None,
            ("rejected", '"1:30" is not written as h:min:s'),
        )


def test_formulas_without_a_result_are_said(tmp_path):
    reading = read(
        tmp_path,
        ["Step", "C/T (s)", "C/O (min)"],
        ["Saw", "=20*2", 5],
        ["=A2", 3, 4],
        ["Mill", 3, "=1"],
        ["Wash", 2],
    )
    assert typed(reading)["saw"] == {"co": "5 min"}
    whole = "{} holds a formula without a result; open and save it in a spreadsheet program once"
    assert said(reading)["B2"] == ("rejected", whole.format("B2"))
    assert said(reading)["C4"] == ("rejected", whole.format("C4"))
    assert reading.report.summary.startswith(
        "6 values taken, 3 left out (B2 holds a formula without a result; "
    )
    assert said(reading)["A3:C3"][0] == "rejected"


def test_errors_in_cells_are_said(tmp_path):
    reading = read(tmp_path, ["Step", "C/T (s)", "C/O (min)"], ["Saw", "#DIV/0!", 5])
    assert said(reading)["B2"] == ("rejected", "B2 holds the error #DIV/0!")


def test_an_estimate_is_kept_as_one(tmp_path):
    reading = read(tmp_path, ["Step", "C/T (s)", "C/O (min)"], ["Saw", "~45", 5])
    assert state(reading).node("saw").ct.source.kind == "estimated"
    assert state(reading).node("saw").co.source.kind == "measured"


def test_a_range_keeps_its_ends_and_its_cell(tmp_path):
    reading = read(tmp_path, ["Step", "C/T (s)", "C/O (min)"], ["Saw", "40-45 s", "< 5"])
    ct, co = state(reading).node("saw").ct, state(reading).node("saw").co
    assert (ct.low, ct.value, ct.high, ct.source.kind, ct.source.cell) == (
        40,
        42.5,
        45,
        "estimated",
        "Sheet1!B2",
    )
    assert (co.low, co.value, co.high, co.unit, co.source.kind) == (0, 5, 5, "min", "estimated")


def test_who_measured_is_kept_with_the_values(tmp_path):
    header = ["Step", "C/T (s)", "Measured by", "Date", "n", "Remarks"]
    reading = read(
        tmp_path,
        header,
        ["Saw", 45, "MO", datetime(2025, 3, 12), 10, "loud"],
        ["Mill", 30, "RS", None, "few", None],
    )
    source = state(reading).node("saw").ct.source
    assert (source.by, source.date, source.n, source.note) == ("MO", "2025-03-12", 10, "loud")
    assert said(reading)["E3"] == ("rejected", '"few" is not a number')


def test_times_without_a_unit_follow_the_cycle_time(tmp_path):
    reading = read(tmp_path, ["Step", "C/T (min)", "P/T"], ["Saw", 2, 3])
    assert typed(reading)["saw"] == {"ct": "2 min", "pt": "3 min"}
    assert said(reading)["C2"] == no_unit("minutes")


def test_what_is_kept_can_be_typed_again(tmp_path):
    rows = [
        ["Saw", "1,5", "10 min", 0.85, "1 200"],
        ["Mill", "2 min 30 s", timedelta(minutes=7), 1, 7.5],
        ["Wash", "ca. 9 s/pc", 3, 0.333, "3 d"],
        ["Dry", "1-2 min", "<5", "80 to 90", "100 to 200"],
    ]
    reading = read(tmp_path, ["Step", "C/T (s)", "C/O (min)", "Uptime", "Inventory"], *rows)
    for quantity in quantities(reading):
        again = parse_quantity(quantity.typed, quantity.dimension, quantity.unit)
        assert again.unit == quantity.unit
        assert again.value == pytest.approx(quantity.value, rel=1e-9)
