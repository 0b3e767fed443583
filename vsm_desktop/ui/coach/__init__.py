"""The future-state coach beside the map: eight questions, their answers, and proposals to see and to accept."""
