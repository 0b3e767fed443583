"""The matrix of products: it holds together, and files keep it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from tests.insight.families import a_matrix, a_product
from vsm_desktop.model.family import Family, FamilyMatrix, Product, Visit
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import new_stream
from vsm_desktop.store.files import FileProblem, dumps, loads
from vsm_desktop.store.pieces import in_pieces
from vsm_desktop.store.schema import schema

MATRIX = a_matrix(
    a_product("a", "saw=20s mill=2min", "100/mo"),
    a_product("b", "saw mill saw", "50 pc"),
    a_product("c", "cast"),
    families={"metal": "a b"},
    source="routings.xlsx",
)


def test_a_file_keeps_the_matrix():
    stream = new_stream("Parts").evolve(families=MATRIX)
    assert loads(dumps(stream)) == stream
    assert loads(in_pieces(stream)) == stream
    assert json.loads(dumps(stream))["families"]["products"][2] == {
        "id": "c",
        "name": "C",
        "route": [{"step": "cast"}],
    }
    Draft202012Validator(schema()).validate(json.loads(dumps(stream)))


def test_a_file_without_one_has_none_and_says_nothing_of_it():
    text = dumps(new_stream("Parts"))
    assert "families" not in text
    assert loads(text).families is None


def test_an_edit_of_something_else_shares_it():
    stream = new_stream("Parts").evolve(families=MATRIX)
    assert stream.evolve(site="Ulm").families is MATRIX


def test_the_schema_refuses_what_the_program_refuses():
    data = json.loads(dumps(new_stream("Parts").evolve(families=MATRIX)))
    data["families"]["products"][0]["colour"] = "red"
    assert not Draft202012Validator(schema()).is_valid(data)
    with pytest.raises(
        FileProblem, match=r"families / products / a / colour: this program knows no such field"
    ):
        loads(json.dumps(data))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ({"products": (a_product("a", "saw"), a_product("a", "saw"))}, "share the id a"),
        ({"steps": ("saw", "mill", "saw", "cast")}, "two steps are called saw"),
        ({"steps": ("saw",)}, "steps that do not exist: cast, mill"),
        ({"families": (Family(id="x", products=("z",)),)}, "do not exist: z"),
        (
            {"families": (Family(id="x", products=("a",)), Family(id="y", products=("a",)))},
            "hold the product a",
        ),
        ({"families": (Family(id="x"), Family(id="x"))}, "two families share the id x"),
        ({"threshold": 1.5}, "less than or equal to 1"),
    ],
)
def test_a_matrix_holds_together(spoil, sentence):
    with pytest.raises(ValidationError, match=sentence):
        MATRIX.evolve(**spoil)


def test_a_quantity_is_pieces_and_a_time_is_a_time():
    with pytest.raises(ValidationError, match="no number of pieces"):
        Product(id="a", quantity=quantity(3, "s"))
    with pytest.raises(ValidationError, match="no time"):
        Visit(step="saw", time=quantity(3, "pc"))


def test_families_are_found_by_name_id_and_number():
    assert MATRIX.find_family("METAL").id == "metal"
    assert MATRIX.find_family("1").id == "metal"
    for name in ("2", "0", "wood"):
        with pytest.raises(KeyError):
            MATRIX.find_family(name)
    assert [product.id for product in MATRIX.loose] == ["c"]
    for look in (MATRIX.product, MATRIX.family):
        with pytest.raises(KeyError):
            look("nobody")


def test_who_has_no_matrix_does_not_load_its_classes():
    code = (
        "import sys; from vsm_desktop.store.files import dumps, loads; from vsm_desktop.model.stream import new_stream; "
        "loads(dumps(new_stream())); sys.exit('vsm_desktop.model.family' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_empty_matrix_is_one():
    assert FamilyMatrix().threshold == 0.8
