"""Formulas and their four readings: numbers, Excel, words, data."""
