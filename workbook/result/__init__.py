"""The result workbook: ranking, score tables, live working papers, point table, data, provenance."""
