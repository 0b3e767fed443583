"""The endings of files that hold sheets. A file is read by what stands in it, whatever it is called."""

from __future__ import annotations

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt")
