"""Writing the workbooks to be filled in: of the city, one a county."""
