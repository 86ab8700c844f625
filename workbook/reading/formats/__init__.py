"""From the bytes of a file to a grid a sheet: one reader a format."""
