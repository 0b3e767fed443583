"""Sheets of products: matrices with marks, orders and times, routings long and wide, and a word on every cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.books import save
from vsm_desktop.assets import Cancelled, asset
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.families.headings import heading_of
from vsm_desktop.intake.families.read import FamilyReading, read_families, read_pasted


def read(folder: Path, *rows: list[Any], at: tuple[int, int] = (1, 1)) -> FamilyReading:
    return read_families(save(folder / "parts.xlsx", {"Parts": [*rows]}, at=at))


def pasted(text: str) -> FamilyReading:
    return read_pasted("\n".join(line.strip().replace(" | ", "\t") for line in text.strip().splitlines()))


def routes(reading: FamilyReading) -> dict[str, str]:
    """Every product with its steps in order, and their times as typed."""
    assert reading.matrix is not None, reading.report.refused
    return {
        product.name: " ".join(
            visit.step + (f"={visit.time.typed.replace(' ', '')}" if visit.time else "")
            for visit in product.route
        )
        for product in reading.matrix.products
    }


def quantities(reading: FamilyReading) -> dict[str, str]:
    assert reading.matrix is not None
    return {one.name: one.quantity.typed if one.quantity else "" for one in reading.matrix.products}


def reasons(reading: FamilyReading, verdict: str) -> dict[str, str]:
    return {entry.cell: entry.reason for entry in getattr(reading.report, verdict)}


# a matrix


def test_a_matrix_of_marks(tmp_path):
    found = read(
        tmp_path,
        ["Product family matrix"],
        [],
        ["Product", "Pieces per month", "Saw", "Mill", "Drill", "Wash"],
        ["A", 1200, "X", "x", None, "✓"],
        ["B", 800, "●", "-", True, "yes"],
        ["C", 50, None, 1, 0, "no"],
    )
    assert routes(found) == {"A": "Saw Mill Wash", "B": "Saw Drill Wash", "C": "Mill"}
    assert quantities(found) == {"A": "1200/mo", "B": "800/mo", "C": "50/mo"}
    assert found.matrix.source == "parts.xlsx, Parts"
    assert not found.report.doubtful
    assert not found.report.rejected


def test_a_matrix_may_start_anywhere_and_products_may_be_numbers(tmp_path):
    found = read(tmp_path, ["", "Saw", "Mill"], [1001, "X", "X"], [1002, None, "X"], at=(5, 3))
    assert routes(found) == {"1001": "Saw Mill", "1002": "Mill"}


def test_times_with_their_unit_in_the_heading_in_a_row_below_it_above_it_or_in_the_cell(tmp_path):
    want = {"A": "Saw=1.5min Mill=2min", "B": "Mill=4min"}
    body = [["A", 1.5, 2], ["B", None, 4]]
    assert routes(read(tmp_path, ["Item", "Saw (min)", "Mill [min]"], *body)) == want
    assert routes(read(tmp_path, ["Item", "Saw", "Mill"], [None, "min", "min"], *body)) == want
    assert routes(read(tmp_path, ["Times in minutes"], ["Item", "Saw", "Mill"], *body)) == want
    assert (
        routes(read(tmp_path, ["Item", "Saw", "Mill"], ["A", "1.5 min", "2 min"], ["B", None, "4 min"]))
        == want
    )


def test_a_number_without_a_unit_is_no_time(tmp_path):
    found = read(tmp_path, ["Item", "Saw", "Mill"], ["A", 1.5, 2], ["B", 7, 4])
    assert routes(found) == {"A": "Saw Mill", "B": "Saw Mill"}
    assert set(reasons(found, "doubtful")) == {"B2", "C2", "B3", "C3"}
    assert "no unit of time" in reasons(found, "doubtful")["B2"]


@pytest.mark.parametrize("step", [1, 10])
def test_numbers_that_count_are_the_order(tmp_path, step):
    rows = [["A", 1, 2, 3], ["B", 1, 3, 2], ["C", None, 2, 1]]
    rows = [[name, *(n and n * step for n in numbers)] for name, *numbers in rows]
    found = read(tmp_path, ["Item", "Saw", "Mill", "Drill"], *rows)
    assert routes(found) == {"A": "Saw Mill Drill", "B": "Saw Drill Mill", "C": "Drill Mill"}
    assert set(reasons(found, "converted").values()) == {"read as the order of the steps"}


def test_areas_over_the_steps_are_no_steps(tmp_path):
    found = read(
        tmp_path,
        [None, "Machining", None, "Finish"],
        ["Part", "Saw", "Mill", "Paint"],
        ["A", "X", None, "X"],
        ["B", "X", "X", None],
    )
    assert routes(found) == {"A": "Saw Paint", "B": "Saw Mill"}


def test_headings_of_two_rows_stand_beside_steps_in_the_lower_one(tmp_path):
    found = read(
        tmp_path,
        ["Part", "Pieces per day", "Machining", None, "Finish"],
        [None, None, "Saw", "Mill", "Paint"],
        ["A", 20, "X", None, "X"],
        ["B", 30, "X", "X", None],
    )
    assert routes(found) == {"A": "Saw Paint", "B": "Saw Mill"}
    assert quantities(found) == {"A": "20/d", "B": "30/d"}


def test_products_may_stand_across(tmp_path):
    found = read(
        tmp_path,
        ["Process step", "P1", "P2", "P3"],
        ["Saw", "X", "X", None],
        ["Mill", "X", None, "X"],
        ["Pieces per week", 100, 50, 20],
    )
    assert routes(found) == {"P1": "Saw Mill", "P2": "Saw", "P3": "Mill"}
    assert quantities(found) == {"P1": "100/wk", "P2": "50/wk", "P3": "20/wk"}
    assert {entry.cell for entry in found.report.taken} >= {"B1", "B4", "B2:B3"}


def test_totals_notes_and_strange_cells_are_told(tmp_path):
    found = read(
        tmp_path,
        ["Product", "Annual volume", "Saw", "Mill", "Steps in total"],
        ["A", 100, "X", "maybe", 1],
        ["B", 200, "X", "X", 2],
        ["C", 5, None, "X", 1],
        ["A", 7, "X", None, 1],
        ["D", 9, None, None, 0],
        ["Total", 400, 3, 2, 4],
        [],
        ["All volumes as of May"],
    )
    assert routes(found) == {"A": "Saw", "B": "Saw Mill", "C": "Mill"}
    left = reasons(found, "rejected")
    assert left["D2"] == '"maybe" is no mark and no time; the step is not taken'
    assert left["A5:E5"] == "A stands in A2 already, which is used"
    assert "no step is marked" in left["A6"]
    assert "no step is marked" in left["A9"]
    doubt = "a total, not a product; B7 says 400, the quantities add to 305"
    assert reasons(found, "doubtful") == {"A7:E7": doubt}
    assert '"Steps in total" is a total' in left.values()


def test_a_quantity_that_does_not_say_per_what_is_pieces_and_doubtful(tmp_path):
    found = read(tmp_path, ["Part", "Qty", "Saw", "Mill"], ["A", 100, "X", "X"], ["B", "20/day", "X", None])
    assert quantities(found) == {"A": "100 pc", "B": "20/day"}
    assert "does not say per day" in reasons(found, "doubtful")["B2"]


def test_families_the_sheet_names_are_families_by_hand(tmp_path):
    found = read(
        tmp_path,
        ["Part", "Family", "Saw", "Mill"],
        ["A", "Red", "X", None],
        ["B", "Blue", "X", "X"],
        ["C", "red", None, "X"],
    )
    assert [(one.name, one.products, one.by_hand) for one in found.matrix.families] == [
        ("Red", ("a", "c"), True),
        ("Blue", ("b",), True),
    ]


# lists


def test_a_list_of_operations_in_any_order(tmp_path):
    found = read(
        tmp_path,
        ["Part No", "Op", "Work center", "Setup (min)", "Run time (min/pc)", "Demand per year"],
        ["V1", 20, "Mill", 10, 2.5, 1200],
        [None, 10, "Saw", 5, 1.5, None],
        ["V2", 10, "saw ", 5, "12 s", 500],
        ["V2", 20, "Drill", None, None, 600],
        ["V2", 20, "Drill", None, None, None],
    )
    assert routes(found) == {"V1": "Saw=1.5min Mill=2.5min", "V2": "Saw=12s Drill"}
    assert quantities(found) == {"V1": "1200/yr", "V2": "500/yr"}
    assert found.matrix.steps == ("Saw", "Drill", "Mill")
    assert reasons(found, "doubtful") == {"F5": "F4 says otherwise and is used"}
    assert reasons(found, "rejected") == {
        "C6": "V2 has this step at this place already",
        "D1:D4": '"Setup (min)": changeover times are not kept with routings; enter them on the map',
    }


def test_a_list_without_numbers_goes_down_the_rows_and_may_repeat_a_step(tmp_path):
    found = read(tmp_path, ["Product", "Step"], ["A", "Wash"], ["A", "Drill"], ["A", "Wash"], ["B", "Drill"])
    assert routes(found) == {"A": "Wash Drill Wash", "B": "Drill"}


def test_steps_in_columns_one_after_the_other(tmp_path):
    found = read(
        tmp_path,
        ["Teil", "Jahresmenge", "Schritt 1", "Schritt 2", "Schritt 3"],
        ["A1", "1.200", "Sägen", "Fräsen", "Bohren"],
        ["A2", 800, "sägen", "Bohren", None],
    )
    assert routes(found) == {"A1": "Sägen Fräsen Bohren", "A2": "Sägen Bohren"}
    assert quantities(found) == {"A1": "1200/yr", "A2": "800/yr"}
    assert reasons(found, "converted") == {"B2": '"1.200" read as 1200', "C3": '"sägen" read as Sägen'}


def test_times_beside_the_steps_or_in_brackets(tmp_path):
    found = read(
        tmp_path,
        ["Product", "Step 1", "Time (s)", "Step 2", "Time (s)"],
        ["A", "Saw", 10, "Mill (2 min)", None],
        ["B", "Saw", 12, "Mill", 40],
    )
    assert routes(found) == {"A": "Saw=10s Mill=2min", "B": "Saw=12s Mill=40s"}


@pytest.mark.parametrize("sign", [" > ", "→", "; ", " - ", "|", ", "])
def test_a_whole_route_in_one_cell(tmp_path, sign):
    found = read(
        tmp_path,
        ["Product", "Demand/day", "Routing"],
        ["A", 10, sign.join(("Cut", "Bend", "Weld"))],
        ["B", 20, sign.join(("Cut", "Weld"))],
    )
    assert routes(found) == {"A": "Cut Bend Weld", "B": "Cut Weld"}
    assert quantities(found) == {"A": "10/d", "B": "20/d"}


def test_a_list_that_names_each_product_over_its_steps(tmp_path):
    found = read(
        tmp_path,
        ["Product", "Quantity per day", "Op", "Step", "Time"],
        [None, None, 10, "Lost", "3 s"],
        ["A", 12, None, None, None],
        [None, None, "10 a", "Saw", "3 s"],
        [None, None, None, "Mill", "soon"],
        [None, None, "?", "Paint", 7],
        ["B", 5, None, "Saw", None],
    )
    assert routes(found) == {"A": "Saw=3s Mill Paint", "B": "Saw"}
    assert quantities(found) == {"A": "12/d", "B": "5/d"}
    assert "names no product" in reasons(found, "rejected")["C2:E2"]
    assert "not a time" in reasons(found, "rejected")["E5"]
    assert reasons(found, "doubtful")["C6"] == "no number; the step comes after the one above"
    assert "no unit of time" in reasons(found, "doubtful")["E6"]


def test_rows_without_steps_or_products_are_told_in_every_form(tmp_path):
    found = read(
        tmp_path,
        ["Product", "Routing", "Family"],
        ["A", "Cut > Bend (2 min) > Weld (old)", "Red"],
        ["B", None, None],
        [None, "Cut > Bend", None],
        ["A", "Cut > Weld", None],
        ["C", "cut > Bend", "Red"],
    )
    assert routes(found) == {"A": "Cut Bend=2min Weld (old)", "C": "Cut Bend"}
    left = reasons(found, "rejected")
    assert "has no steps" in left["A3"]
    assert "names no product" in left["B4"]
    assert "stands in A2 already" in left["A5:B5"]
    assert reasons(found, "converted") == {"B6": '"cut" read as Cut'}
    placed = read(
        tmp_path, ["Step 1", "Step 2", "Part"], ["Cut", "Bend", "A"], [None, None, "B"], ["Cut", "Weld", "C"]
    )
    assert routes(placed) == {"A": "Cut Bend", "C": "Cut Weld"}
    assert "has no steps" in reasons(placed, "rejected")["C3"]


def test_of_more_products_than_can_be_looked_at_the_first_are_taken(monkeypatch):
    monkeypatch.setattr("vsm_desktop.intake.families.drafts.MOST_PRODUCTS", 2)
    monkeypatch.setattr("vsm_desktop.intake.families.rows.MOST_STEPS", 3)
    lines = [
        "Product\tStep",
        "A\tSaw",
        "B\tSaw",
        "\tMill",
        "C\tSaw",
        "\tCast",
        "B\tDrill",
        "B\tPaint",
        "B\tSaw",
    ]
    found = read_pasted("\n".join(lines))
    assert routes(found) == {"A": "Saw", "B": "Saw Mill Drill Saw"}
    assert set(reasons(found, "rejected")) == {"A5:B5", "B6", "B8"}


def test_a_product_in_two_families_is_doubtful(tmp_path):
    found = read(tmp_path, ["Part", "Family", "Step"], ["A", "Red", "Saw"], ["A", "Blue", "Mill"])
    assert [family.name for family in found.matrix.families] == ["Red"]
    assert reasons(found, "doubtful") == {"B3": "A is in Red already"}


def test_a_description_beside_the_product(tmp_path):
    found = read(
        tmp_path, ["Part", "Description", "Saw", "Mill"], ["A", "Shaft", "X", None], ["B", "Cover", None, "X"]
    )
    assert [product.description for product in found.matrix.products] == ["Shaft", "Cover"]
    alone = read(tmp_path, ["Description", "Saw", "Mill"], ["Shaft", "X", None], ["Cover", None, "X"])
    assert [product.name for product in alone.matrix.products] == ["Shaft", "Cover"]


# what else there is


def test_the_shipped_routings_are_read_without_a_doubt():
    found = read_families(Path(str(asset("resources/samples", "routings.xlsx"))))
    assert found.report.summary == "252 values taken."
    assert len(found.matrix.products) == 12
    assert len(found.matrix.steps) == 9
    assert found.matrix.product("br_30").description == "Bracket, machined welded"


def test_cells_from_the_clipboard():
    found = pasted(
        """
        Product | Pieces per month | Saw (s) | Mill (s)
        A | 1,200 | 10 | 20,5
        B | 90 | 12 | -
        """
    )
    assert routes(found) == {"A": "Saw=10s Mill=20.5s", "B": "Saw=12s"}
    assert quantities(found) == {"A": "1200/mo", "B": "90/mo"}
    assert read_pasted('Item;Saw;Mill\n"A; large";X;X\nB;;X\n').matrix.products[0].name == "A; large"


def test_text_with_line_ends_of_all_systems_and_an_open_quote():
    rows = ("Item\tSaw\tMill", "A\tX\tX", "B\t\tX")
    for end in ("\n", "\r\n", "\r"):
        assert routes(read_pasted(end.join(rows))) == {"A": "Saw Mill", "B": "Mill"}
    assert quantities(read_pasted("Item\tper month\tSaw\tMill\n\nA\t1\u00a0200\tX\tX\nB\t3\t\tX")) == {
        "A": "1200/mo",
        "B": "3/mo",
    }
    endless = "\n".join([*rows, *(f'"P{i}\tX\tX' for i in range(1, 2)), "x" * 200_000])
    assert "A" in routes(read_pasted(endless))


def test_a_text_that_is_none_is_refused():
    with pytest.raises(SheetError, match="holds no table"):
        read_pasted("")


def test_text_files_are_read_too(tmp_path):
    path = tmp_path / "parts.csv"
    path.write_bytes("Teil;Jahresbedarf;Sägen (s);Fräsen (s)\nA;1.200;10;2,5\nB;900;;3\n".encode("latin-1"))
    found = read_families(path)
    assert routes(found) == {"A": "Sägen=10s Fräsen=2.5s", "B": "Fräsen=3s"}
    assert quantities(found) == {"A": "1200/yr", "B": "900/yr"}


@pytest.mark.parametrize("text", ["hello", "a\tb\n1\t2", "Product\tSaw\tMill\n"])
def test_what_holds_no_products_is_refused_with_what_is_needed(text):
    found = read_pasted(text)
    assert found.matrix is None
    assert "X or a time" in found.report.refused or "no product below" in found.report.refused


def test_headings_and_nothing_below_are_refused(tmp_path):
    found = read(tmp_path, ["Product", "Step"], [None, "Saw"], ["Total", "Mill"])
    assert found.matrix is None
    assert "row 1 of Parts" in found.report.refused


def test_a_sheet_of_process_steps_is_refused():
    assert read_families(Path(str(asset("resources/samples", "acme-timing.xlsx")))).matrix is None


def test_one_sheet_of_several_and_a_file_that_is_none(tmp_path):
    rows = [["Item", "Saw", "Mill"], ["A", "X", "X"], ["B", None, "X"]]
    book = save(tmp_path / "b.xlsx", {"Notes": [["x"]], "Old": rows, "New": [*rows, ["C", "X", None]]})
    assert set(routes(read_families(book, "new"))) == {"A", "B", "C"}
    both = read_families(book)
    assert any("has a table of products too" in entry.reason for entry in both.report.rejected)
    with pytest.raises(SheetError, match="no sheet"):
        read_families(book, "None")
    with pytest.raises(SheetError):
        read_families(tmp_path / "nothing.xlsx")


def test_reading_can_be_cancelled(tmp_path):
    book = save(
        tmp_path / "b.xlsx", {"P": [["Item", "Saw", "Mill"], *([f"P{i}", "X", "X"] for i in range(99))]}
    )
    with pytest.raises(Cancelled):
        read_families(book, progress=lambda share: share < 0.6)


@pytest.mark.parametrize(
    ("text", "role", "period"),
    [
        ("Part No.", "product", ""),
        ("Artikelnummer", "product", ""),
        ("Demand per month (pcs)", "quantity", "month"),
        ("Pieces / day", "quantity", "day"),
        ("Jahresbedarf", "quantity", "year"),
        ("per week", "quantity", "week"),
        ("Step 3", "place", ""),
        ("2nd operation", "place", ""),
        ("Operation no.", "op", ""),
        ("Cycle time (s)", "time", ""),
        ("Rüstzeit [min]", "setup", ""),
        ("Время цикла, с", "time", ""),
        ("换型时间（分钟）", "setup", ""),
        ("工程名", "step", ""),
        ("Операция", "step", ""),
        ("No. of steps", "total", ""),
        ("Total time (min)", "total", ""),
        ("Arbeitsplan", "route", ""),
    ],
)
def test_headings(text, role, period):
    found = heading_of(text)
    assert found is not None
    assert (found.role, found.period) == (role, period)


@pytest.mark.parametrize(
    "text", ["Saw", "Milling machine 2", "Month-end test", "Assembly", "Time clock", "Day shift paint"]
)
def test_names_of_steps_are_no_headings(text):
    assert heading_of(text) is None


cells = st.one_of(
    st.none(),
    st.sampled_from(
        ["", "X", "-", "Product", "Step", "Op", "Total", "Qty/month", "Step 1", "Routing", "Saw", "a > b"]
    ),
    st.text(max_size=12),
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-5, 10**18),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(cells, max_size=7), max_size=12))
def test_whatever_stands_in_a_sheet_is_read_or_refused(rows):
    """Nothing makes the reader stumble, and what it gives is a matrix that holds together."""
    text = "\n".join(
        "\t".join("" if cell is None else str(cell).replace("\t", " ") for cell in row) for row in rows
    )
    try:
        found = read_pasted(text)
    except SheetError:
        return
    assert (found.matrix is None) == bool(found.report.refused)
    if found.matrix is not None:
        assert all(product.route for product in found.matrix.products)


names = st.lists(st.sampled_from(["Saw", "Mill", "Drill", "Wash", "Weld", "Paint", "Assemble"]), min_size=2, max_size=6, unique=True)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_whatever_routes_there_are_come_back_from_every_form(data):
    steps = data.draw(names)
    passing = st.lists(st.sampled_from(steps), min_size=1, max_size=5)
    want = {f"P{i}": data.draw(passing) for i in range(data.draw(st.integers(2, 6)))}
    form = data.draw(st.sampled_from(["list", "route"]))
    if form == "list":
        lines = ["Product\tOp\tStep"]
        lines += [
            f"{name}\t{10 * i}\t{step}" for name, route in want.items() for i, step in enumerate(route, 1)
        ]
        random = data.draw(st.randoms(use_true_random=False))
        body = lines[1:]
        random.shuffle(body)
        found = read_pasted("\n".join([lines[0], *body]))
    else:
        want = {name: [*route, data.draw(st.sampled_from(steps))] for name, route in want.items()}
        lines = ["Product\tRouting", *(f"{name}\t{' > '.join(route)}" for name, route in want.items())]
        found = read_pasted("\n".join(lines))
    assert routes(found) == {name: " ".join(want[name]) for name in routes(found)}
    assert set(routes(found)) == set(want)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_whatever_is_marked_comes_back_from_a_matrix(data):
    steps = data.draw(names)
    marks = st.sampled_from(["X", "x", "✓", "●"])
    rows = data.draw(st.lists(st.sets(st.sampled_from(steps), min_size=1), min_size=2, max_size=6))
    rows.append(set(steps))  # every column is marked somewhere
    mark = data.draw(marks)
    lines = ["\t".join(["Product", *steps])]
    lines += [
        "\t".join([f"P{i}", *(mark if step in row else "" for step in steps)]) for i, row in enumerate(rows)
    ]
    found = read_pasted("\n".join(lines))
    assert routes(found) == {
        f"P{i}": " ".join(step for step in steps if step in row) for i, row in enumerate(rows)
    }
