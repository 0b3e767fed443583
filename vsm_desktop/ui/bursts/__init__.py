"""The kaizen bursts in the window: their list under the map, the form of one, its effect on the stream, and recording."""
