"""The report of a value stream and the sheet for its review: pages of words, tables and pictures, for print."""
