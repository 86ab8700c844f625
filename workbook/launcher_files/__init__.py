"""The launchers as files for Windows and Linux, from one table of verbs."""
