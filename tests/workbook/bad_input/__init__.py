"""The catalogue of bad input: what people hand in, and exactly what they are told.

docs/bad-input.md is this catalogue, written out by ``python -m tests.workbook.bad_input.page``.
"""
