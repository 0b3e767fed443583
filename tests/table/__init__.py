"""The table of the map: what stands in it, what is typed and pasted, and how it follows."""
