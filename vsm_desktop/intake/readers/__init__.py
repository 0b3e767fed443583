"""Files become grids: a process of its own reads them, so that no file can harm or stop the window.

`opening` is the entry: it starts the reader and puts its messages together. `child` is the reader: `kinds` finds out what
a file is, `archive` counts what a zip really holds, `workbook`, `ods`, `old` and `delimited` read one kind each.
"""
