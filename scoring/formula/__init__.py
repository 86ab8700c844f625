"""Formulas and their three readings: numbers, Excel, words."""
