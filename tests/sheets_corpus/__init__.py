"""Sheets as plants, offices, hospitals and consultants have them, each with what a person reads in it.

`python -m tests.sheets_corpus` writes them to tests/data/sheets, with the expected reading beside each as JSON. Sheets of
other programs (.ods, .xls) are converted by LibreOffice where they are missing.
"""
