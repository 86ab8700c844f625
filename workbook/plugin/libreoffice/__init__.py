"""The Calc add-in for LibreOffice: the same functions as KH.…, from the same registry."""

from workbook.plugin.libreoffice.package import build_oxt

__all__ = ["build_oxt"]
