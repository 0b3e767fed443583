"""The palette: every symbol and arrow in groups, found by its names, with favourites and what was used last."""
