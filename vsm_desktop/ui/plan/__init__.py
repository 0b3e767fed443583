"""The value stream plan under the map or in its place: table with Gantt, kaizen list and review."""
