"""Reading the city workbook that bureaus fill in."""

from workbook.reading.merged.submission import Submission
from workbook.reading.parts.city import Progress, peek_city_workbook, read_city_workbook, read_workbook
from workbook.reading.parts.declaration import Declaration

__all__ = ["Declaration", "Progress", "Submission", "peek_city_workbook", "read_city_workbook", "read_workbook"]
