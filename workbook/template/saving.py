"""The old address of workbook.saving."""

from workbook.saving import check_free, save_whole

__all__ = ["check_free", "save_whole"]
