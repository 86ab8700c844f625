"""What commands are put together from: reading what was given, scoring a set, the console, stopping."""
