"""Reading what counties and bureaus hand in: workbooks, folders, sets of folders."""
