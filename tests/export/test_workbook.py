"""The workbook: its formulas give what the report says, in another program too, and text stays text."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.builders import a_stream, customer, process
from tests.export import maps
from tests.export.oracle import cells, named, recalculated, same
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.edit.names import set_names
from vsm_desktop.export.workbook import workbook_bytes, write_workbook
from vsm_desktop.intake.sheets import read_sheet
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.parse import parse_quantity
from vsm_desktop.model.quantity import quantity as q
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.work import WorkElement

KEYS = (
    "daily_demand",
    "demand_per_shift",
    "available_s_per_day",
    "takt_s",
    "lead_time_days",
    "lead_time_s",
    "waiting_time_days",
    "processing_time_s",
    "total_work_content_s",
    "va_time_s",
    "pce",
    "activity_ratio",
    "stream_capacity_per_day",
    "operators_total",
)
MAPS: Mapping[str, ValueStream] = {
    "acme": maps.acme(),
    "acme_waits_only_24h": maps.acme(lead_time_mode="waits_only", day_base="clock_24h"),
    "acme_by_output": maps.acme(stock_rate="throughput", throughput=q(5000, "pc/week"), dispatch_wait=True),
    "merging": maps.merging(),
    "merging_longest_rung": maps.merging(branch_time_mode="longest_rung", day_base="gross_shift"),
    "merging_sum_by_batch": maps.merging(branch_time_mode="sum", batch_mode="whole_batch"),
    "merging_hours": maps.merging(
        day_base="hours_per_day", hours_per_day=q(10, "h"), lead_time_mode="waits_only"
    ),
    "network": maps.network(),
    "network_longest_rung": maps.network(branch_time_mode="longest_rung"),
    "rework": maps.rework(),
    "rework_once": maps.rework(rework_mode="single_pass"),
    "half_built": maps.half_built(),
    "estimated": maps.estimated(),
    "per_hour": maps.per_hour(),
    "per_hour_of_no_calendar": maps.per_hour(calendar=Calendar()),
}


def written(stream: ValueStream, with_values: bool = True) -> bytes:
    return workbook_bytes(stream, stream.state(), measure(stream), with_values)


def opened(stream: ValueStream) -> Any:
    return load_workbook(BytesIO(written(stream)))


BOOKS = {name: written(stream) for name, stream in MAPS.items()}


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All maps, written without values and calculated by LibreOffice."""
    books = {name: written(stream, with_values=False) for name, stream in MAPS.items()}
    return recalculated(books, tmp_path_factory.mktemp("calculated"))


@pytest.mark.parametrize("name", MAPS)
def test_formulas_give_the_report(name: str, calculated: dict[str, Any]):
    stream = MAPS[name]
    report = measure(stream)
    for key in KEYS:
        expected = report.metrics[key].value
        assert same(named(calculated[name], key), expected), key
    bottleneck = report.metrics["bottleneck"].value
    node = stream.state().node(str(bottleneck))
    assert named(calculated[name], "bottleneck") == (node.name if node else bottleneck)


@pytest.mark.parametrize("name", MAPS)
def test_the_values_beside_the_formulas_are_those_calculated(name: str, calculated: dict[str, Any]):
    found = list(cells(BOOKS[name]))
    assert len(found) > 20
    wrong = [
        (sheet, place, formula, value, there)
        for sheet, place, formula, value in found
        if not same(value, there := calculated[name][sheet][place].value)
    ]
    assert not wrong


@pytest.mark.parametrize("name", MAPS)
def test_totals_are_formulas(name: str):
    """Every key number of these maps is live; none is a number put in its place."""
    book = load_workbook(BytesIO(BOOKS[name]))
    report = measure(MAPS[name])
    plain = [key for key in (*KEYS, "bottleneck") if not str(named(book, key)).startswith("=")]
    assert [key for key in plain if report.metrics[key].value is not None] == []


def place_of(book: Any, id_: str, head: str) -> Any:
    """The cell of a step or stock below a column head."""
    for sheet in (book["Steps"], book["Inventory"]):
        heads = {cell.value: cell.column for cell in sheet[2]}
        rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=3)}
        if id_ in rows:
            return sheet.cell(rows[id_], heads[head])
    raise KeyError(id_)


def table(book: Any, name: str) -> dict[str, dict[str, Any]]:
    """The rows of a sheet by id and column head."""
    heads = [cell.value for cell in book[name][2]]
    rows = (dict(zip(heads, (cell.value for cell in row), strict=True)) for row in book[name].iter_rows(3))
    return {row["Id"]: row for row in rows}


def changed(data: bytes, changes: Mapping[tuple[str, str], Any]) -> bytes:
    """The workbook after somebody typed into cells of steps and stocks, found by id and column head."""
    book = load_workbook(BytesIO(data))
    for (id_, head), value in changes.items():
        place_of(book, id_, head).value = value
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_totals_follow_what_is_typed(tmp_path: Path):
    """The same change on the map and in the workbook leads to the same numbers, also to another longest way."""
    cases = {
        "slower": (
            maps.acme(),
            {("weld2", "C/T [s]"): 90, ("welded1", "Stock, LH [pc]"): 500, ("coils", "Time [d]"): 2},
            [
                ("weld2", {"ct": q(90, "s")}),
                ("welded1", {"qty_by_variant": maps.pair(500, 600)}),
                ("coils", {"days": q(2, "day")}),
            ],
        ),
        "other_way": (
            maps.merging(),
            {("raw_a", "Stock [pc]"): 9200, ("make_a", "Scrap [%]"): 0.1, ("pack", "OEE [%]"): 0.5},
            [
                ("raw_a", {"qty": q(9200, "pc")}),
                ("make_a", {"scrap": q(0.1, "1")}),
                ("pack", {"oee": q(0.5, "1")}),
            ],
        ),
        "network": (maps.network(), {("c", "C/T [s]"): 900}, [("c", {"ct": q(900, "s")})]),
        "cleared": (maps.acme(), {("weld2", "C/T [s]"): None}, [("weld2", {"ct": None})]),
        "rework": (maps.rework(), {("test", "C/T [s]"): 600}, [("test", {"ct": q(600, "s")})]),
        "filled_in": (
            maps.half_built(),
            {
                ("unknown", "C/T [s]"): 45,
                ("uncounted", "Time [d]"): 3,
                ("counted", "Time [d]"): 1,
            },
            [
                ("unknown", {"ct": q(45, "s")}),
                ("uncounted", {"days": q(3, "day")}),
                ("counted", {"days": q(1, "day")}),
            ],
        ),
    }
    books = {name: changed(written(stream, False), typed) for name, (stream, typed, _edits) in cases.items()}
    found = recalculated(books, tmp_path)
    for name, (stream, _typed, edits) in cases.items():
        before = measure(stream)
        for id_, fields in edits:
            stream = in_state("current", set_fields(id_, **fields))(stream)
        report = measure(stream)
        assert report.metrics["lead_time_s"].value != before.metrics["lead_time_s"].value, name
        for key in KEYS:
            assert same(named(found[name], key), report.metrics[key].value), (name, key)


def test_conventions_may_be_changed_in_the_workbook(tmp_path: Path):
    book = load_workbook(BytesIO(written(maps.merging(), False)))
    for name, word in (("day_base", "clock_24h"), ("lead_time_mode", "waits_only")):
        sheet, _bang, place = book.defined_names[name].attr_text.rpartition("!")
        book[sheet.strip("'")][place.replace("$", "")].value = word
    buffer = BytesIO()
    book.save(buffer)
    found = recalculated({"other": buffer.getvalue()}, tmp_path)["other"]
    report = measure(maps.merging(day_base="clock_24h", lead_time_mode="waits_only"))
    for key in ("lead_time_s", "lead_time_days", "waiting_time_days", "pce"):
        assert same(named(found, key), report.metrics[key].value), key


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 200, 50))
def test_any_map(first: int, tmp_path: Path):
    streams = {f"map{seed}": maps.random_stream(seed) for seed in range(first, first + 50)}
    found = recalculated({name: written(stream, False) for name, stream in streams.items()}, tmp_path)
    for name, stream in streams.items():
        for sheet, place, formula, value in cells(written(stream)):
            assert same(value, found[name][sheet][place].value), (name, sheet, place, formula)


@pytest.mark.parametrize("seed", range(40))
def test_any_map_can_be_written(seed: int):
    """Whatever is drawn: it is written, and named numbers are those of the report."""
    stream = maps.random_stream(seed)
    report = measure(stream)
    book = load_workbook(BytesIO(written(stream)), data_only=True)
    for key in KEYS:
        assert same(named(book, key), report.metrics[key].value), key


def test_commands_stay_text():
    book = opened(maps.acme())
    for id_, text in (
        ("weld2", "=cmd|' /C calc'!A0"),
        ("finished", "+Finished goods"),
        ("truck", "@truck"),
    ):
        head = "Stock" if id_ == "finished" else "Step"
        cell = place_of(book, id_, head)
        assert (cell.data_type, cell.value) == ("s", text)
        assert cell.quotePrefix
    assert "-State Street, LH" in {cell.value for cell in book["Summary"]["A"]}
    assert all("cmd" not in formula for _sheet, _place, formula, _value in cells(written(maps.acme())))


def test_unknown_is_empty_with_its_reason_beside_it():
    book = load_workbook(BytesIO(written(maps.half_built())), data_only=True)
    rows = {row[0].value: row for row in book["Summary"].iter_rows()}
    for label in ("Takt time", "Daily demand", "Lead time", "Value-added ratio"):
        value, _unit, note = (cell.value for cell in rows[label][1:4])
        assert value in (None, "")
        assert note.endswith(".")
    assert rows["Lead time, at least"][1].value == pytest.approx(30 / 28_800)
    ladder = {row[1].value: row for row in book["Ladder"].iter_rows()}
    assert ladder["Not looked at"][8].value in (None, "")
    assert "C/T" in ladder["Not looked at"][12].value


def test_units_stand_in_the_headers_and_conventions_beside_the_numbers():
    book = opened(maps.acme(lead_time_mode="waits_only"))
    heads = [cell.value for cell in book["Steps"][2]]
    assert heads[:3] == ["Id", "Step", "Kind"]
    assert {"C/T [s]", "C/O [min]", "EPE [d]", "Uptime [%]", "Effective C/T [s]"} <= {*heads}
    heads = [cell.value for cell in book["Inventory"][2]]
    assert heads[:5] == ["Id", "Stock", "Kind", "After", "Before"]
    assert {"Stock [pc]", "Stock, LH [pc]", "Time [d]", "Days of supply [d]"} <= {*heads}
    rows = {row[0].value: row for row in book["Summary"].iter_rows()}
    assert "only waiting" in rows["Lead time"][3].value
    assert rows["Lead time counts"][1].value == "waits_only"


def test_as_entered_and_in_flow_order():
    book = load_workbook(BytesIO(written(maps.acme())), data_only=True)
    steps, stocks = table(book, "Steps"), table(book, "Inventory")
    order = [step.id for step in measure(maps.acme()).steps]
    assert [*steps] == [id_ for id_ in order if id_ in steps]
    assert [*stocks] == [id_ for id_ in order if id_ in stocks]
    assert steps.keys() | stocks.keys() == {*order}
    stamping, stamped = steps["stamping"], stocks["stamped"]
    assert (stamping["C/O [min]"], stamping["EPE [d]"], stamping["Shared"]) == (60, 10, "yes")
    parts = ("Stock, LH [pc]", "Stock, RH [pc]", "Stock [pc]")
    assert [stamped[head] for head in parts] == [4600, 2400, 7000]
    assert (stamped["After"], stamped["Before"]) == (stamping["Step"], steps["weld1"]["Step"])


def test_work_elements_are_words_in_a_column_of_their_own():
    weld = process("Weld", ct="40 s", elements=(WorkElement(name="=Fetch", time=q(6, "s"), va="NVA"),))
    book = opened(a_stream(weld, process("Pack", ct="20 s"), customer("450/d")))
    cell = place_of(book, next(iter(table(book, "Steps"))), "Elements")
    assert (cell.value, cell.data_type) == ("=Fetch = 6 s / NVA", "s")
    assert "Elements" not in [cell.value for cell in opened(maps.acme())["Steps"][2]]


def test_where_values_come_from_is_told():
    book = opened(maps.estimated())
    first = next(iter(table(book, "Steps").values()))
    assert first["Sources"] == "C/T: estimated, Ann, 2024-05-01, n = 3"


def test_a_range_has_its_ends_in_columns_of_their_own():
    ct, lt = parse_quantity("1-2 min", "time", "s"), parse_quantity("2-4 d", "time", "day")
    nodes = [Process(id="weld", ct=ct, lt=lt), Process(id="cut", ct=maps.q(40, "s"))]
    book = load_workbook(BytesIO(written(maps.in_a_row(nodes))), data_only=True)
    weld, cut = table(book, "Steps").values()
    assert (weld["C/T [s]"], weld["C/T, low [s]"], weld["C/T, high [s]"]) == (90, 60, 120)
    assert (weld["L/T [d]"], weld["L/T, low [d]"], weld["L/T, high [d]"]) == (3, 2, 4)
    assert (cut["C/T [s]"], cut["C/T, low [s]"], cut["C/T, high [s]"]) == (40, None, None)
    assert weld["Sources"] == "C/T: estimated; L/T: estimated"


def test_sheets_are_ready_to_print_and_to_scroll():
    book = opened(maps.acme())
    assert book.sheetnames == [
        "Summary",
        "Steps",
        "Inventory",
        "Ladder",
        "Flows",
        "Charts",
        "Problems",
        "About",
    ]
    for sheet in book:
        assert sheet.page_setup.orientation == (
            "portrait" if sheet.title in ("Charts", "About") else "landscape"
        )
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth == 1
    for name, head in (("Steps", 2), ("Inventory", 2), ("Flows", 2), ("Problems", 1)):
        sheet = book[name]
        assert sheet.freeze_panes.endswith(str(head + 1))
        assert sheet.print_title_rows == f"${head}:${head}"
        assert sheet.auto_filter.ref.startswith(f"A{head}:")
        assert sheet.print_area
    assert not book["Ladder"].auto_filter.ref  # its order is part of its formulas


def test_the_same_map_gives_the_same_bytes():
    assert written(maps.merging()) == written(maps.merging())


def test_no_clock_and_no_foreign_program_in_the_file():
    with ZipFile(BytesIO(written(maps.acme()))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        core, app = archive.read("docProps/core.xml"), archive.read("docProps/app.xml")
    assert b"dcterms:created" not in core
    assert b"dcterms:modified" not in core
    assert b"<Application>VSM Desktop" in app


def test_names_of_any_kind(tmp_path: Path):
    """Control characters, quotes and a name that is a whole essay."""
    hostile = ["a\x00b\x1f", "\ud800", 'say "x" & <y>', "é" * 40_000, "'Steps'!A1", "_x0041_", "\n\t"]
    nodes = [maps.process(f"p{i}", 10, name=name) for i, name in enumerate(hostile)]
    stream = maps.in_a_row(nodes)
    write_workbook(stream, stream.state(), measure(stream), tmp_path / "map.xlsx")
    book = load_workbook(tmp_path / "map.xlsx")
    assert book["Steps"]["B3"].value == "ab"
    assert len(book["Steps"]["B6"].value) == 32_767
    assert book["Ladder"]["B4"].data_type == "f"


def test_an_empty_map_can_be_written():
    stream = maps.stream_of([], [])
    assert opened(stream)["Steps"].max_row == 2


def test_a_renamed_field_stands_behind_its_usual_word_and_the_sheet_can_be_read_again(tmp_path):
    plain, path = maps.acme(), tmp_path / "named.xlsx"
    stream = in_state("current", set_names({"field.ct": "Takt of the machine", "field.co": "Set-up"}))(plain)
    read = []
    for one in (plain, stream):
        write_workbook(one, one.state(), measure(one), path)
        again = read_sheet(path).stream
        assert again is not None
        read.append([node for node in again.state().nodes if node.kind == "process"])
    heads = [cell.value for cell in load_workbook(path)["Steps"][2]]
    assert "C/T – Takt of the machine [s]" in heads
    assert "Uptime [%]" in heads
    assert [(node.name, node.ct, node.co) for node in read[0]] == [(n.name, n.ct, n.co) for n in read[1]]
    assert sum(node.ct is not None for node in read[1]) > 3
