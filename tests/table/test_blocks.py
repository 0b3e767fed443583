"""Blocks of cells from and to the clipboard, as LibreOffice and Excel put them there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.strategies import runs
from vsm_desktop.ui.table.blocks import block_of, read_text, write_html, write_text

DATA = Path(__file__).parents[1] / "data" / "clipboard"
TEXT = st.text(st.sampled_from('ab1,. \t\n"é<&'), max_size=6)
BLOCKS = st.integers(1, 3).flatmap(
    lambda wide: st.lists(st.lists(TEXT, min_size=wide, max_size=wide), min_size=1, max_size=3)
)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ("a\nb\tc\n", [["a", ""], ["b", "c"]]),
        ("\n", [[""]]),
        ("a\n\n", [["a"], [""]]),
        ('"two\nlines"\tx\n', [["two\nlines", "x"]]),
        ('"a\tb"\tx\n', [["a\tb", "x"]]),
        ('"Weld ""A"""\tx\r\n', [['Weld "A"', "x"]]),
        ('5" pipe\tx\n', [['5" pipe', "x"]]),
        ('"open\tx\n', [['"open', "x"]]),
        ('"a"b\tx\n', [['"a"b', "x"]]),
        ('""\t""\n', [["", ""]]),
        ('x\t"\n"\n', [["x", "\n"]]),
    ],
)
def test_text_with_tabs(text: str, block: list[list[str]]) -> None:
    assert read_text(text) == block


@given(BLOCKS)
@runs(60)
def test_what_is_copied_is_pasted_again(block: list[list[str]]) -> None:
    assert read_text(write_text(block)) == block


def test_a_table_of_libreoffice() -> None:
    html = (DATA / "libreoffice.html").read_text(encoding="utf-8")
    assert block_of("", html) == [
        ["Step", "C/T", "Stock", "Uptime", "Note"],
        ['Weld "A"', "39.500", "1,200", "85%", "two\nlines"],
        ["Bend here", "1.200", "12,346", "100%", '5" pipe'],
        ["Größe <x> & y", "n/a", "", "50%", "plain"],
    ]


def test_the_number_behind_what_is_shown_settles_what_can_be_read_in_two_ways() -> None:
    html = (DATA / "libreoffice.html").read_text(encoding="utf-8")
    text = (
        "Step\tC/T\tStock\tUptime\tNote\n"
        '"Weld ""A"""\t39.500\t1,200\t85%\t"two\nlines"\n'
        'Bend here\t1.200\t12,346\t100%\t5" pipe\n'
        "Größe <x> & y\tn/a\t\t50%\tplain\n"
    )
    block = block_of(text, html)
    assert [row[1] for row in block] == ["C/T", "39.5", "1.2", "n/a"]
    assert [row[2] for row in block] == ["Stock", "1200", "12345.678", ""]
    assert [row[3] for row in block] == ["Uptime", "85%", "100%", "50%"]


def test_a_decimal_comma_with_its_number() -> None:
    html = '<table><tr><td sdval="1234.5">1.234,50</td><td sdval="345.678">345,678</td></tr></table>'
    assert block_of("1.234,50\t345,678\n", html) == [["1234.5", "345.6780"]]


def test_a_table_of_excel() -> None:
    html = (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><!--StartFragment-->"
        "<table border=0><col width=64><tr height=20><td class=xl65 width=64>Weld&nbsp;1</td>"
        "<td align=right x:num='0.85'>85%</td></tr><tr><td>two<br style='mso-data-placement:same-cell'>\r\n  lines</td>"
        "<td align=right x:num>39</td></tr></table><!--EndFragment--></body></html>"
    )
    assert block_of("", html) == [["Weld\u00a01", "85%"], ["two\nlines", "39"]]


def test_cells_that_span_others_stand_in_the_first_of_them() -> None:
    html = (
        "<table><tr><td colspan=2>a</td><td rowspan=2>b</td></tr><tr><td>c</td><td>d</td></tr>"
        "<tr><td>e<td>f<td>g</table>"
    )
    assert block_of("", html) == [["a", "", "b"], ["c", "d", ""], ["e", "f", "g"]]


def test_a_table_inside_a_table_and_a_second_one_do_not_disturb() -> None:
    html = "<table><tr><td>a</td><td><table><tr><td>x</td></tr></table></td></tr></table><table><tr><td>y</td></tr></table>"
    assert block_of("", html) == [["a", "x"]]


@pytest.mark.parametrize("span", ["-3", "0", "999999999", "²", "x"])
def test_a_hostile_span_does_no_harm(span: str) -> None:
    block = block_of("", f'<table><tr><td colspan="{span}">a</td></tr></table>')
    assert block[0][0] == "a"
    assert len(block[0]) <= 200


def test_text_without_a_table_is_text_whatever_the_html_says() -> None:
    assert block_of("a\tb\n", "<p>a b</p>") == [["a", "b"]]
    assert block_of("", "<p>a b</p>") == []
    assert block_of("", "") == []
    assert block_of("a\ud800", "") == [["a?"]]


def test_html_keeps_marks_and_lines() -> None:
    html = write_html([["a<b", "two\nlines"], ["&", ""]])
    assert block_of("", html) == [["a<b", "two\nlines"], ["&", ""]]
