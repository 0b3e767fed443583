"""The window of product families: products by steps, grouped by what they share, and the map of one family."""
