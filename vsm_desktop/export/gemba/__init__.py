"""Gemba sheets: one to print for each step, with what the map knows now and boxes for what is seen there."""
