"""How a value stream leaves: PDF, SVG, PNG and workbook, from the frame alone, never from the screen."""
