"""Reading the city workbook that bureaus fill in."""

from workbook.reading.merged.submission import Submission
from workbook.reading.parts.declaration import Declaration
from workbook.reading.parts.one_file import Progress
from workbook.reading.submissions import peek_city_workbook, read_city_workbook

__all__ = ["Declaration", "Progress", "Submission", "peek_city_workbook", "read_city_workbook"]
