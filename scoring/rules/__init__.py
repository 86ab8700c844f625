"""Parts that rules are made of: families of kinds, each a formula made from formulas."""
