"""Speed, measured side by side in one run. Not part of the test suite: nothing here asserts a time."""
