"""A scheme as a workbook that officials write: out, in again, and what follows from it (annex, comparison)."""
