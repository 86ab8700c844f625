"""The functions themselves, one file a family; each registers itself."""
