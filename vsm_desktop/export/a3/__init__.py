"""The A3 of a value stream plan: sections that are measured, laid out on one sheet and drawn for paper and screen alike."""
