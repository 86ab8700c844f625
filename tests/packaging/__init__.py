"""Checks of the built wheel, run by .ci/run."""
