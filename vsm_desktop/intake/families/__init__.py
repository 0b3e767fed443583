"""Sheets of products and the steps they pass: matrices with marks or times, and routings, long or wide."""
