"""The parts of the workbook: live arithmetic, cells, and one module per sheet."""
