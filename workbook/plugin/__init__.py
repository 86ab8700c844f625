"""The plug-in as files: macro workbook and add-in for Excel, made from the registry of functions."""
