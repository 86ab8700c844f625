"""The sheets of the roll-up, a file each."""
