"""The command without a terminal: files to double-click, and the window that they open."""
