"""Where everything of a result workbook stands, and what it is made from."""
