"""The report: for people a sentence, for programs a dictionary."""

from __future__ import annotations

import json

import pytest

from tests.intake.books import read
from vsm_desktop.intake.report import Entry, Report

ENTRY = Entry("Sheet1", "B13", "see Tom", "ct", "weld", '"see Tom" is not a time')


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            (38, 2, 5, 1),
            '38 values taken, 2 converted, 5 doubtful, 1 left out (B13: "see Tom" is not a time).',
        ),
        ((1, 0, 0, 0), "1 value taken."),
        ((0, 0, 1, 0), "0 values taken, 1 doubtful."),
        ((2, 0, 0, 3), '2 values taken, 3 left out (B13: "see Tom" is not a time, and 2 more).'),
    ],
)
def test_the_sentence(counts, sentence):
    assert Report("a.xlsx", "Sheet1", *((ENTRY,) * n for n in counts)).summary == sentence


def test_the_dictionary(tmp_path):
    reading = read(tmp_path, ["Step", "C/T (s)", "Uptime"], ["Saw", "see Tom", 0.9], ["Mill", 30, 1])
    data = json.loads(json.dumps(reading.report.as_json()))
    assert [*data] == [
        "file",
        "sheet",
        "taken",
        "converted",
        "doubtful",
        "rejected",
        "summary",
        "refused",
        "about",
    ]
    assert (data["file"], data["sheet"], data["refused"]) == ("sheet.xlsx", "Sheet1", "")
    assert data["rejected"] == [
        {"sheet": "Sheet1", "cell": "B2", "value": "see Tom", "field": "ct", "step": "saw", "reason": '"see Tom" is not a time'}
    ]  # fmt: skip
    assert [entry["cell"] for entry in data["taken"]] == ["A2", "A3", "B3"]
    assert (reading.summary, reading.refused) == (data["summary"], "")


def test_a_refusal_says_what_was_found_and_what_is_missing(tmp_path):
    reading = read(tmp_path, ["Monday", "Tuesday"], [1, 2])
    assert reading.stream is None
    assert reading.report.refused == (
        '"sheet.xlsx" holds no table of process steps: no row names a step together with values such as C/T, C/O, uptime or '
        "inventory. Looked through: Sheet1 (2 rows). Put a header such as Step, C/T (s), C/O (min), Uptime (%) over the columns "
        "and import it again."
    )
