"""What a check leaves behind: the list of problems as a workbook and as JSON, and marked copies of submissions."""
