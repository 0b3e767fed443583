"""Printing: a preview that shows the very pages, what they need to be read, and the way to the printer."""
