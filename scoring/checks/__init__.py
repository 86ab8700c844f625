"""Checks of reported figures: each one a formula, read as numbers by the reader and as a cell in the workbook."""
