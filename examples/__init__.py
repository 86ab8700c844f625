"""Example workbooks, and the script that builds them."""
