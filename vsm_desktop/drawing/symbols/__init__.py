"""The symbols: one function per symbol, from node to display list, by family."""
