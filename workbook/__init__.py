"""Everything a person opens: reading and writing workbooks, reports, the command."""
