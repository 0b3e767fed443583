"""Formulas: what they come to, what they refuse, and that nothing typed ever raises or hangs."""

from __future__ import annotations

import math
import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.model.strategies import runs
from vsm_desktop.metrics.figure import TOO_LARGE, Figure, Why
from vsm_desktop.metrics.formula import FUNCTIONS, compute, read_formula, unknown_name

NUMBERS: dict[str, Figure] = {
    "ct": 30.0,
    "takt": 57.5,
    "operators": 2.0,
    "uptime": 0.8,
    "zero": 0.0,
    "big": 1e300,
}


def look_up(name: str) -> Figure:
    return NUMBERS.get(name, Why(f"{name} is not entered."))


def result(text: str) -> Figure:
    return compute(read_formula(text), look_up)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ct * operators / uptime", 75.0),  # 30 x 2 / 0.8
        ("takt - ct", 27.5),
        ("-ct + +5", -25.0),
        ("2 ** 3 ** 2", 512.0),  # powers bind to the right: 2^9
        ("(ct + 5) * 2", 70.0),
        ("1 if ct < takt else 0", 1.0),
        ("1/zero if ct > takt else 7", 7.0),  # what is not taken is not worked out
        ("(ct > takt) * 5", 0.0),
        ("10 < ct <= 30", 1.0),
        ("ct == 30", 1.0),
        ("ct != 30", 0.0),
        ("min(ct, takt, 12)", 12.0),
        ("max(ct, takt)", 57.5),
        ("round(2.5)", 3.0),
        ("round(-2.5)", -3.0),
        ("round(1.005, 2)", 1.01),
        ("round(1234, -2)", 1200.0),
        ("round(big, 15)", 1e300),
        ("abs(ct - takt)", 27.5),
        ("ceil(takt)", 58.0),
        ("floor(takt)", 57.0),
        ("sqrt(16)", 4.0),
        ("= ct × 2 ÷ 3 − 5", 15.0),
        ("ct^2", 900.0),
        ("1e3", 1000.0),
    ],
)
def test_results(text: str, number: float) -> None:
    assert result(text) == number
    assert isinstance(result(text), float)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ct / zero", "nothing to divide by"),
        ("zero ** -1", "nothing to divide by"),
        ("big * big", "too large"),
        ("big * big - big * big", "no number"),
        ("9**9**9", "power is too high"),
        ("(-8) ** (1/3)", "no such root"),
        ("sqrt(-1)", "no such root"),
        ("floor(big) ** floor(ct)", "too large"),
        ("ct + cost", "cost is not entered."),
    ],
)
def test_what_cannot_be_computed_says_why(text: str, reason: str) -> None:
    found = result(text)
    assert isinstance(found, Why)
    assert reason in found


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", "Type a formula"),
        ("  = ", "Type a formula"),
        ("1,5 * ct", "decimals with a point"),
        ("ct %", "5 % as 0.05"),
        ("ct % 2", "5 % as 0.05"),
        ("(ct", "not closed"),
        ("ct)", "not opened"),
        ("ct +", "behind +"),
        ("ct = 3", "compared with =="),
        ("sum(ct)", '"sum" is no function'),
        ("__import__('os')", '"__import__" is no function'),
        ("ct.real", "only numbers, names"),
        ("ct and takt", "only numbers, names"),
        ("[ct]", "only numbers, names"),
        ("lambda: 1", "only numbers, names"),
        ("'a' * 9", "no texts"),
        ("True", "no texts"),
        ("3j", "no texts"),
        ("min(ct)", "two or more"),
        ("sqrt(1, 2)", "one number"),
        ("round(1, 2, 3)", "how many decimals"),
        ("min(ct, key=takt)", "two or more"),
        ("(abs)(3)(4)", "is no function"),
        ("1e999", "too large"),
        ("9" * 500, "too large"),
        ("ct " * 400, "too long"),
        ("-" * 400 + "1", "brackets within brackets"),
        ("(" * 300 + "1" + ")" * 300, "cannot be read"),
        ("ct takt", "cannot be read"),
        ("\x00", "cannot be read"),
    ],
)
def test_what_cannot_be_read_says_what_to_type(text: str, trouble: str) -> None:
    formula = read_formula(text)
    assert trouble in formula.trouble
    assert formula.trouble.endswith(".")
    assert result(text) == formula.trouble
    assert isinstance(result(text), Why)


def test_names_are_those_read_not_the_functions() -> None:
    assert read_formula("min(takt, ct) - max * ct").names == ("takt", "ct", "max")


def test_names_nearly_right_are_offered() -> None:
    known = ["ct", "takt", "operators", "uptime"]
    assert unknown_name("UPTIME", known) == '"UPTIME" is no field. Is uptime meant?'
    assert unknown_name("operator", known) == '"operator" is no field. Is operators meant?'
    assert unknown_name("op", known) == '"op" is no field. Is operators meant?'
    assert unknown_name("zzz", known) == '"zzz" is no field.'


class Noted(float):
    """A number that writes down what is done with it."""

    notes: list[str]

    def __new__(cls, number: float, notes: list[str]) -> Noted:
        made = super().__new__(cls, number)
        made.notes = notes
        return made

    def _with(self, sign: str, other: Any, found: float) -> Noted:
        self.notes.append(sign)
        return Noted(found, self.notes)

    def __add__(self, other: Any) -> Noted:
        return self._with("+", other, float(self) + float(other))

    def __radd__(self, other: Any) -> Noted:
        return self._with("r+", other, float(other) + float(self))

    def __rmul__(self, other: Any) -> Noted:
        return self._with("r*", other, float(other) * float(self))

    def __rtruediv__(self, other: Any) -> Noted:
        return self._with("r/", other, float(other) / float(self))

    def __rpow__(self, other: Any, modulo: Any = None) -> Noted:
        return self._with("r**", other, float(other) ** float(self))

    def __sub__(self, other: Any) -> Noted:
        return self._with("-", other, float(self) - float(other))

    def __rsub__(self, other: Any) -> Noted:
        return self._with("r-", other, float(other) - float(self))

    def __mul__(self, other: Any) -> Noted:
        return self._with("*", other, float(self) * float(other))

    def __truediv__(self, other: Any) -> Noted:
        return self._with("/", other, float(self) / float(other))

    def __neg__(self) -> Noted:
        return self._with("neg", None, -float(self))

    def __pow__(self, other: Any) -> Noted:  # type: ignore[override]
        return self._with("**", other, float(self) ** float(other))

    def __abs__(self) -> Noted:
        return self._with("abs", None, abs(float(self)))

    def __round__(self, places: Any = None) -> Noted:  # type: ignore[override]
        return self._with("round", places, round(float(self), places))


def test_arithmetic_is_that_of_the_numbers_themselves() -> None:
    notes: list[str] = []
    formula = read_formula("round(abs(-(100 - ct) * 2 / 4 + sqrt(ct) ** 2), 1)")

    found = compute(formula, lambda _name: Noted(30.0, notes))

    assert notes == ["r-", "neg", "*", "/", "**", "**", "+", "abs", "round"]
    assert isinstance(found, Noted)
    assert found == 5.0  # |-70 x 2 / 4 + 30|


PIECES = [
    "ct",
    "takt",
    "1",
    "2.5",
    "9",
    "zero",
    "big",
    "+",
    "-",
    "*",
    "/",
    "**",
    "(",
    ")",
    ",",
    " ",
    "%",
    "<",
    "==",
]
TEXTS = st.lists(
    st.sampled_from([*PIECES, *(f"{name}(" for name in FUNCTIONS), " if ", " else "]), max_size=25
)


@given(TEXTS.map("".join) | st.text(max_size=60))
@example("9**9**9")
@example("9**9**9**9**9**9")
@example("ceil(9e99)" + "**ceil(9e99)" * 9)
@example("floor(big)*floor(big)*floor(big)")
@runs(300)
def test_nothing_typed_raises_or_hangs(text: str) -> None:
    began = time.process_time()
    found = compute(read_formula(text), look_up)
    assert (
        time.process_time() - began < 5
    )  # seconds where microseconds are usual: it came to an end by itself
    assert isinstance(found, Why) or math.isfinite(found)


@given(
    st.floats(),
    st.floats(),
    st.sampled_from(["a+b", "a-b", "a*b", "a/b", "a**b", "min(a,b)", "round(a)", "sqrt(a)"]),
)
@runs(200)
def test_no_number_comes_out_that_is_none(a: float, b: float, text: str) -> None:
    found = compute(read_formula(text), {"a": a, "b": b}.__getitem__)
    assert isinstance(found, Why) or math.isfinite(found)


def test_numbers_of_the_formula_leave_the_arithmetic_to_the_others() -> None:
    notes: list[str] = []
    found = compute(read_formula("1 + 2 * (3 / (4 ** (ct - 28)))"), lambda _name: Noted(30.0, notes))
    assert notes == ["-", "r**", "r/", "r*", "r+"]
    assert found == 1 + 2 * 3 / 16
    assert result("1 + 2 * 3 / 4 ** 2 - 5") == 1 + 6 / 16 - 5


def test_too_large_is_the_reason_everybody_uses() -> None:
    assert result("big * big") is TOO_LARGE
