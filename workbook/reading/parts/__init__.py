"""What one file says: its declaration and all its tables."""
