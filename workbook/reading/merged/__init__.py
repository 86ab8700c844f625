"""Many files to one submission: figures merged, lists counted, checks made."""
