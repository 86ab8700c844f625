"""The command ``kaohe``: a thin shell over reading, scoring and writing."""
