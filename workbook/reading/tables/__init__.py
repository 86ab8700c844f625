"""From grids to figures, lists, adjustments, revisions: one reader a layout."""
