"""Reading the city workbook that bureaus fill in."""

from workbook.reading.city import Progress, peek_city_workbook, read_city_workbook, read_workbook
from workbook.reading.declaration import Declaration
from workbook.reading.submission import Submission

__all__ = ["Declaration", "Progress", "Submission", "peek_city_workbook", "read_city_workbook", "read_workbook"]
