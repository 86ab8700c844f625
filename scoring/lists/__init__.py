"""Evidence lists: rows, what follows from them, and the items counted from them."""
