"""The charts beside the map: a page of the bottom panel that shows one of them at a time, and saves it."""
