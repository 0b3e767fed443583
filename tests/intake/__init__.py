"""Sheets in: what is read, what is said, and what is refused."""
