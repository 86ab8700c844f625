"""The archive inside a result workbook: all it was made from, so that it can be recomputed from itself."""

from workbook.archive.reading import read_result
from workbook.archive.stored import StoredResult

__all__ = ["StoredResult", "read_result"]
