"""The A3 in the window: a preview that is the print, with its sections switched, sized and moved on it and beside it."""
