"""Formulas a user types over fields: read once, checked against a short list of what may stand there, and worked out.

simpleeval walks the tree; nothing is ever run as Python. Numbers written in a formula are floats, so that nothing
grows without bound. Arithmetic goes through the operators of its operands, whatever kind of number they are.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import lru_cache
from math import isfinite
from typing import Any

from msgspec import Struct
from simpleeval import InvalidExpression, SimpleEval

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import NOTHING_TO_DIVIDE_BY, TOO_LARGE, Figure, Why, Written, half_away

_LONGEST, _DEEPEST, _HIGHEST_POWER = 1_000, 60, 100
_SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "^": "**"} | {"≤": "<=", "≥": ">="})
_NO_NUMBER = Why(_("The result is no number."))
_NO_ROOT = Why(_("A negative number has no such root."))
_TOO_HIGH = Why(_("The power is too high: 100 at most."))


class _NoNumber(Exception):
    """Carries the reason out of the tree."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Formula(Struct, frozen=True):
    """A formula as read: its tree and the names in it, or in a sentence what is wrong with it."""

    text: str
    tree: Any = None
    names: tuple[str, ...] = ()
    trouble: str = ""


def _power(base: Any, exponent: Any) -> Any:
    if exponent > _HIGHEST_POWER or exponent < -_HIGHEST_POWER:
        raise _NoNumber(_TOO_HIGH)
    if base < 0 and exponent % 1:
        raise _NoNumber(_NO_ROOT)
    return base**exponent


def _root(number: Any) -> Any:
    return _power(number, 0.5)


def _whole(number: Any) -> Any:
    """What floor and ceil give as float: whole numbers of Python would grow without bound."""
    return number if isinstance(number, float) else float(number)


def _rounded(number: Any, places: Any = 0.0) -> Any:
    """Half away from zero, as numbers are shown and sheets reckon; a number with a rounding of its own keeps it."""
    count = int(max(-15, min(15, places)))
    plain = type(number).__round__ in (float.__round__, int.__round__)
    return half_away(number, count) if plain else _whole(round(number, count))


_OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: _power,
    ast.USub: operator.neg,
    ast.UAdd: lambda number: number,
    ast.Gt: operator.gt,
    ast.Lt: operator.lt,
    ast.GtE: operator.ge,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "ceil": lambda number: _whole(math.ceil(number)),
    "floor": lambda number: _whole(math.floor(number)),
    "max": max,
    "min": min,
    "round": _rounded,
    "sqrt": _root,
}
FUNCTIONS = tuple(_FUNCTIONS)
_TAKES = {"max": (2, 50), "min": (2, 50), "round": (1, 2)}
_SHAPES = (
    ast.Expression,
    ast.BinOp,
    ast.UnaryOp,
    ast.Compare,
    ast.IfExp,
    ast.Call,
    ast.Name,
    ast.Constant,
    ast.Load,
)
_MAY_STAND = (*_SHAPES, *_OPERATORS)


@lru_cache(maxsize=512)
def read_formula(text: str) -> Formula:
    """A formula as typed. Never raises: what cannot be read has its trouble in a sentence."""
    typed = text.strip().removeprefix("=").strip().translate(_SIGNS)
    if not typed:
        return Formula(text, trouble=_("Type a formula, such as ct * operators."))
    if len(typed) > _LONGEST:
        return Formula(text, trouble=_("The formula is too long: 1,000 characters at most."))
    try:
        tree = ast.parse(" ".join(typed.split()), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return Formula(text, trouble=_unreadable(typed))
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    named = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called]
    names = [node.id for node in sorted(named, key=lambda node: node.col_offset)]
    trouble = next((found for node in ast.walk(tree) if (found := _trouble_of(node))), "")
    if not trouble and _depth(tree) > _DEEPEST:
        trouble = _("The formula has too many brackets within brackets.")
    if trouble:
        return Formula(text, trouble=trouble)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            node.value = Written(node.value)
    return Formula(text, tree.body, tuple(dict.fromkeys(names)))


def _unreadable(typed: str) -> str:
    """Why Python's grammar could not read it, as far as that can be told."""
    opened, closed = typed.count("("), typed.count(")")
    if opened != closed:
        return (
            _("A bracket is not closed.")
            if opened > closed
            else _("A bracket is closed that was not opened.")
        )
    if "%" in typed:
        return _("Write 5 % as 0.05.")
    if typed[-1] in "+-*/(<>=,":
        return _("The formula ends too early: something is missing behind {sign}.").format(sign=typed[-1])
    if "=" in typed.replace("==", "").replace("<=", "").replace(">=", "").replace("!=", ""):
        return _("Two things are compared with ==, not with one =.")
    return _("The formula cannot be read. Write it like (ct + 5) * operators.")


def _trouble_of(node: ast.AST) -> str:
    """Why a part of a formula may not stand there; "" if it may."""
    if isinstance(node, ast.Tuple):
        return _("Write decimals with a point: 1.5.")
    if isinstance(node, ast.Mod):
        return _("Write 5 % as 0.05.")
    if isinstance(node, ast.Constant):
        return _of_constant(node.value)
    if isinstance(node, ast.Call):
        return _of_call(node)
    if not isinstance(node, _MAY_STAND):
        return _(
            "A formula has only numbers, names, + - * / **, brackets, comparisons, if … else, and {names}."
        ).format(names=", ".join(FUNCTIONS))
    return ""


def _of_constant(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _("Only numbers can stand in a formula, no texts.")
    return "" if abs(value) <= 1e300 else str(TOO_LARGE)


def _of_call(node: ast.Call) -> str:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in _FUNCTIONS:
        return _('"{name}" is no function. There are {names}.').format(
            name=name or ast.unparse(node.func)[:40], names=", ".join(FUNCTIONS)
        )
    least, most = _TAKES.get(name, (1, 1))
    if node.keywords or not least <= len(node.args) <= most:
        takes = {(1, 1): _("one number"), (1, 2): _("a number and how many decimals")}
        return _("{name} takes {what}.").format(
            name=name, what=takes.get((least, most), _("two or more numbers"))
        )
    return ""


def _depth(tree: ast.AST) -> int:
    depth, level = 0, [tree]
    while level:
        depth, level = depth + 1, [child for node in level for child in ast.iter_child_nodes(node)]
    return depth


def compute(formula: Formula, value_of: Callable[[str], Figure]) -> Figure:
    """The result of a formula, its names looked up by `value_of`; the reason where there is none. Never raises.

    A comparison counts 1 where it holds, else 0.
    """
    if formula.trouble:
        return Why(formula.trouble)

    def name(node: ast.Name) -> Figure:
        figure = value_of(node.id)
        if isinstance(figure, Why):
            raise _NoNumber(figure)
        return figure

    try:
        engine = SimpleEval(operators=_OPERATORS, functions=_FUNCTIONS, names=name)
        result = engine.eval(formula.text, previously_parsed=formula.tree)
    except _NoNumber as no:
        return no.why
    except ZeroDivisionError:
        return NOTHING_TO_DIVIDE_BY
    except OverflowError:
        return TOO_LARGE
    except (InvalidExpression, ArithmeticError, ValueError, TypeError, RecursionError):
        return _NO_NUMBER
    result = result if isinstance(result, float) else float(result)
    return result if isfinite(result) else _NO_NUMBER if result != result else TOO_LARGE


def unknown_name(name: str, known: Iterable[str]) -> str:
    """A sentence about a name nobody knows, with those that are written nearly like it."""
    by_folded = {one.casefold(): one for one in known}
    near = get_close_matches(name.casefold(), by_folded, n=2, cutoff=0.6)
    if not near:
        near = [one for one in by_folded if one.startswith(name.casefold())][:2]
    if not near:
        return _('"{name}" is no field.').format(name=name)
    return _('"{name}" is no field. Is {near} meant?').format(
        name=name, near=_(" or ").join(by_folded[one] for one in near)
    )
