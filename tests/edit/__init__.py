"""Tests of `edit`."""
