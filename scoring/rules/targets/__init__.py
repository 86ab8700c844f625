"""The kinds of the family: one a file; every file here is found by itself."""
