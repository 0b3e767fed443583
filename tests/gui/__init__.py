"""The window, driven by real mouse and key events."""
