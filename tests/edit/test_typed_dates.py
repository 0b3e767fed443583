"""Dates as people and the program write them: one reading everywhere, ISO in the document."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.strategies import runs
from vsm_desktop.edit.entry import Wrong, read_date, read_entry
from vsm_desktop.intake.days import day_of_text
from vsm_desktop.model.dates import said_day, said_month
from vsm_desktop.model.day_names import named
from vsm_desktop.model.fields import Field


@pytest.mark.parametrize(
    "text",
    [
        *("2027-02-01", "20270201", "2027/02/01", "2027.02.01", "01.02.2027", "1.2.2027", "1. 2. 2027", " 1.2.2027 "),
        *("1 Feb 2027", "01 Feb 2027", "1 February 2027", "1. Februar 2027", "1st of February 2027", "1-Feb-2027"),
        *("Feb 1, 2027", "February 1 2027", "1 de febrero de 2027", "1 février 2027", "1 lutego 2027", "1 февраля 2027"),
        *("１ Feb ２０２７",),
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert read_date(text) == "2027-02-01"


def test_a_day_that_can_only_be_one_is_read_with_slashes_too() -> None:
    assert [read_date(text) for text in ("31/12/2027", "12/31/2027", "3/3/2027", "31-12-2027", "")] == [
        *("2027-12-31", "2027-12-31", "2027-03-03", "2027-12-31", "")
    ]


@pytest.mark.parametrize("text", ["2/3/2027", "02/03/2027", "2-3-2027"])
def test_what_can_be_two_days_is_refused_with_both(text: str) -> None:
    with pytest.raises(Wrong) as wrong:
        read_date(text, "last")
    words = f'"{text}" is 2 Mar 2027 or 3 Feb 2027. Type it like 2027-03-02 or 2 Mar 2027.'
    assert str(wrong.value) == words


def test_a_month_is_its_first_or_its_last_day_where_that_is_meant() -> None:
    for text in ("2/2027", "02.2027", "Feb 2027", "February 2027"):
        assert (read_date(text, "first"), read_date(text, "last")) == ("2027-02-01", "2027-02-28")
        with pytest.raises(Wrong, match="is a month"):
            read_date(text)
    fields = {key: Field(key, key, key, key, (), shape="date") for key in ("start", "trial", "end", "due")}
    assert [read_entry("Feb 2027", field) for field in fields.values()] == [
        *("2027-02-01", "2027-02-01", "2027-02-28", "2027-02-28")
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "soon",
            "31.02.2027",
            "32/12/2027",
            "13/13/2027",
            "1 Feb",
            "1 Feb 27",
            "01.02.27",
            "2027",
            "2027-2-1",
        ),
        *(
            "1 Foo 2027",
            "2027-02",
            "0/2027",
            "13/2027",
            "Feb 30, 2027",
            "1.13.2027",
            "20270230",
            "1 2 3 2027",
        ),
    ],
)
def test_what_is_no_date_is_refused_with_examples(text: str) -> None:
    with pytest.raises(Wrong, match=r"is no date\. Type it like 2026-11-30, 30\.11\.2026 or 30 Nov 2026\."):
        read_date(text, "last")


DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(DAYS)
@runs(60)
def test_what_the_program_writes_is_read_again_and_never_while_it_is_typed(day: date) -> None:
    forms = (
        day.isoformat(),
        said_day(day),
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d %B %Y}",
    )
    for text in forms:
        assert read_date(text) == day.isoformat()
        assert day_of_text(text) == day, "as the sheets have it"
        assert not any(named(text[:at]).days for at in range(len(text))), "a beginning is no other day"
    assert read_date(said_month(day), "first") == day.replace(day=1).isoformat()


def test_the_date_of_a_map_may_be_any_words_but_not_two_days() -> None:
    field = Field("date", "date", "Date", "Date", (), shape="text")
    typed = ("1 Feb 2027", "01.02.2027", "Spring 2027", "Feb 2027", "")
    assert [read_entry(text, field) for text in typed] == ["2027-02-01", "2027-02-01", *typed[2:]]
    with pytest.raises(Wrong, match="is 2 Mar 2027 or 3 Feb 2027"):
        read_entry("2/3/2027", field)
