"""测算: data read and scored under several schemes, and what is shown of it: screen, workbook, page, JSON."""
