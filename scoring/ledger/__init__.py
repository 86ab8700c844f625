"""The ledger of a scheme for one year: compiled, filled with a table, hashed."""
