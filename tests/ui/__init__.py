"""What of the window needs no window."""
