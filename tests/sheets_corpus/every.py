"""All sheets of the corpus."""

from __future__ import annotations

from tests.sheets_corpus.layouts import BOXES, LAYOUTS
from tests.sheets_corpus.offices import OFFICES, TEMPLATES
from tests.sheets_corpus.plants import PLANTS
from tests.sheets_corpus.texts import TEXTS

CASES = (*PLANTS, *LAYOUTS, *OFFICES, *TEXTS, *TEMPLATES, *BOXES)
