"""The sheets of the result workbook, one file each: what a file yields from ``declared`` is in the book."""
