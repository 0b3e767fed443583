"""Import: from a file to a map in four pages, each shown only where it is needed."""
