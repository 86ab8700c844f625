"""Writing the city workbook, blank or filled."""

from workbook.template.writer import write_template

__all__ = ["write_template"]
