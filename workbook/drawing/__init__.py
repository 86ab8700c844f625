"""How sheets are drawn: texts, styles, widths, paper, titles."""
