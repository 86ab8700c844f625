"""Conservation: change any one filled cell or row of a workbook, and the reading must change or name the place."""
